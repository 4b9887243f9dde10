//! Experts (评估专家): how many score, and whom they may not score.

use statute::years_over;
use time::Date;
use vocab::UnifiedCode;

use super::Refusal;
use super::law::number;
use crate::inspector::Post;

/// What ties an expert to an organisation (RT-03).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tie {
    /// Holds a post there.
    HoldsPost,
    /// Left it less than two years ago.
    LeftLately,
}

impl Tie {
    /// Its word in refusals.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HoldsPost => "holds_post",
            Self::LeftLately => "left_lately",
        }
    }
}

/// What ties somebody who holds or held posts to an organisation on a day, if anything does.
///
/// # Errors
/// [`Refusal::NoRule`].
pub fn tie(posts: &[Post], organization: UnifiedCode, day: Date) -> Result<Option<Tie>, Refusal> {
    let (years, _) = number("RT-03", day)?;
    let of = posts.iter().filter(|post| post.organization == organization && post.valid_from <= day);
    let ties = of.filter_map(|post| match post.valid_to {
        Some(end) if years_over(end, years) <= day => None,
        Some(end) if end <= day => Some(Tie::LeftLately),
        Some(_) | None => Some(Tie::HoldsPost),
    });
    let ties: Vec<Tie> = ties.collect();
    Ok(if ties.contains(&Tie::HoldsPost) { Some(Tie::HoldsPost) } else { ties.first().copied() })
}

/// Refuses fewer score sheets than the rules of a day want (RT-19a).
///
/// # Errors
/// [`Refusal::TooFewExperts`], [`Refusal::NoRule`].
pub fn enough(experts: usize, day: Date) -> Result<(), Refusal> {
    let (least, _) = number("RT-19a", day)?;
    let found = i64::try_from(experts).unwrap_or(i64::MAX);
    if found < least { Err(Refusal::TooFewExperts { found, least }) } else { Ok(()) }
}
