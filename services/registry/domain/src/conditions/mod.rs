//! The conditions of the law as checklists (登记条件核查): every condition gives exactly one finding.
//!
//! What the application states is compared with the rule of the day. What no statement can prove is asked of a person,
//! and once answered the finding says that a person did. Nothing is assumed.

mod branch;
mod change;
mod documents;
mod ending;
mod foundation;
mod ground;
mod people;
mod proposal;
mod social_group;
mod unit;

use statute::{NotInForce, RuleBook};
use time::Date;
use vocab::OrganizationClass;

pub use branch::{Branch, branch};
pub use change::{Change, CharterAmendment, Conversion, change, charter, conversion};
pub use documents::{
    APPLICATION, CAPITAL_VERIFICATION, CHARTER, LEADERS_PARTICULARS, PREMISES_RIGHT, SUPERVISING_APPROVAL,
};
pub use ending::{Deregistration, SimplifiedDeregistration, deregistration, simplified_deregistration};
pub use ground::{Ground, refusal_grounds};
pub use proposal::{LeaderRole, Proposal, ProposedLeader, Reach};

use crate::Finding;
use crate::checklist::Checklist;

/// The conditions of establishment (成立登记) for the kind proposed, on a day.
///
/// # Errors
/// A rule that applies was not in force on the day.
pub fn establishment(proposal: &Proposal, book: &RuleBook, day: Date) -> Result<Vec<Finding>, NotInForce> {
    let mut list = Checklist::on(book, day, &proposal.answers);
    match proposal.kind {
        OrganizationClass::SocialGroup | OrganizationClass::Other => social_group::check(proposal, &mut list)?,
        OrganizationClass::PrivateNonEnterprise => unit::check(proposal, &mut list)?,
        OrganizationClass::Foundation => foundation::check(proposal, &mut list)?,
    }
    documents::check(proposal, &mut list)?;
    Ok(list.done())
}
