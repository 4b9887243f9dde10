//! Who may investigate (PN-01): at least two officers with certificates, none of them recused.

use time::Date;

use super::{Refusal, cited};
use crate::inspector::Certificate;

/// An inspector as an investigation sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Resource name; never a person's name.
    pub inspector: String,
    /// The certificate.
    pub certificate: Certificate,
    /// Only assists, and does not count (TA-04).
    pub assistant: bool,
    /// The certificate is suspended.
    pub suspended: bool,
    /// Has a tie to the party (PN-01, SP-11).
    pub recused: bool,
}

/// Refuses a team that may not act on a day: each member must be certified and free of ties, and without the assistants
/// there must be as many as the rule asks.
///
/// # Errors
/// [`Refusal::Recused`], [`Refusal::Uncertified`], [`Refusal::TooFewOfficers`], in that order.
pub fn require_team(members: &[Member], rule: &str, day: Date) -> Result<(), Refusal> {
    let named = |unfit: fn(&Member, Date) -> bool| -> Vec<String> {
        members.iter().filter(|member| unfit(member, day)).map(|member| member.inspector.clone()).collect()
    };
    let recused = named(|member, _| member.recused);
    if !recused.is_empty() {
        return Err(Refusal::Recused { inspectors: recused });
    }
    let uncertified = named(|member, day| member.suspended || !member.certificate.holds_on(day));
    if !uncertified.is_empty() {
        return Err(Refusal::Uncertified { inspectors: uncertified });
    }
    let least = usize::try_from(cited(rule, day)?.value()).unwrap_or(usize::MAX);
    let found = members.iter().filter(|member| !member.assistant).count();
    if found < least {
        return Err(Refusal::TooFewOfficers { found, least });
    }
    Ok(())
}
