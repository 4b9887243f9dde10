//! The committee (评估委员会) and the review committee (复核委员会): how many they are, and what their votes carry.

use time::Date;

use super::Refusal;
use super::law::number;

/// Who votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Body {
    /// 评估委员会.
    Committee,
    /// 复核委员会: decides on objections by the rules of 2010; the revised ones have none.
    Review,
}

impl Body {
    /// Its word in what is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Committee => "committee",
            Self::Review => "review",
        }
    }

    /// The body of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Committee, Self::Review].into_iter().find(|body| body.as_str() == word)
    }

    /// Who decides on an objection by the rules of a day.
    ///
    /// # Errors
    /// [`Refusal::NoRule`].
    pub fn of_reviews(day: Date) -> Result<Self, Refusal> {
        Ok(if seats(Self::Review, day)?.1 > 0 { Self::Review } else { Self::Committee })
    }
}

/// The fewest and the most members of a body on a day; both 0 where there is none.
///
/// # Errors
/// [`Refusal::NoRule`].
pub fn seats(body: Body, day: Date) -> Result<(i64, i64), Refusal> {
    let (fewest, most) = match body {
        Body::Committee => ("RT-14a", "RT-14b"),
        Body::Review => ("RT-14c", "RT-14d"),
    };
    Ok((number(fewest, day)?.0, number(most, day)?.0))
}

/// Refuses a body of another size than the rules of a day want.
///
/// # Errors
/// [`Refusal::Seats`], [`Refusal::NoRule`].
pub fn require_seats(body: Body, members: usize, day: Date) -> Result<(), Refusal> {
    let (fewest, most) = seats(body, day)?;
    let found = i64::try_from(members).unwrap_or(i64::MAX);
    if (fewest..=most).contains(&found) { Ok(()) } else { Err(Refusal::Seats { body, found, fewest, most }) }
}

/// How a member votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    /// 同意.
    For,
    /// 反对.
    Against,
    /// 弃权.
    Abstain,
}

impl Choice {
    /// Its word in what is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Abstain => "abstain",
        }
    }
}

/// The votes on one proposal. Whoever votes is present; recused members are members and do not vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Tally {
    /// Members in all.
    pub members: i64,
    /// Votes for it.
    pub in_favour: i64,
    /// Votes against it.
    pub against: i64,
    /// Abstentions.
    pub abstained: i64,
}

impl Tally {
    /// How many voted.
    #[must_use]
    pub fn present(self) -> i64 {
        self.in_favour + self.against + self.abstained
    }

    /// Whether the proposal is carried by the rules of a day (RT-14e, RT-14f).
    ///
    /// # Errors
    /// [`Refusal::NoQuorum`]: too few have voted; [`Refusal::NoRule`].
    pub fn carried(self, day: Date) -> Result<bool, Refusal> {
        let (thirds, _) = number("RT-14e", day)?;
        let (percent, _) = number("RT-14f", day)?;
        if self.present() * 3 < self.members * thirds {
            let needed = (self.members * thirds + 2) / 3;
            return Err(Refusal::NoQuorum { members: self.members, present: self.present(), needed });
        }
        Ok(self.in_favour * 100 > self.members * percent)
    }
}
