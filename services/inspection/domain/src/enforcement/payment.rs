//! What is owed of a penalty on a day (PN-03): the fine, what was confiscated, and the surcharge of late payment, in whole fen.

use serde::{Deserialize, Serialize};
use time::{Date, Duration};

use super::{Refusal, cited};

/// The rule of the surcharge (加处罚款).
pub const SURCHARGE: &str = "PN-03";

/// A part of the fine and the last day on which it is paid without surcharge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// Last day.
    #[serde(with = "super::day")]
    pub due_on: Date,
    /// In fen.
    pub amount_fen: i64,
}

/// What was paid on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paid {
    /// Which day.
    pub on: Date,
    /// Of the fine, in fen.
    pub fine_fen: i64,
    /// Of the surcharge, in fen.
    pub surcharge_fen: i64,
    /// Of what was confiscated, in fen.
    pub confiscation_fen: i64,
}

/// Everything that money owed depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The fine in parts, in the order of their days; empty before the decision was delivered.
    pub instalments: Vec<Instalment>,
    /// What was confiscated, in fen.
    pub confiscation_fen: i64,
    /// What was paid, in any order.
    pub paid: Vec<Paid>,
    /// The decision was annulled: nothing is owed of it, whatever was paid.
    pub annulled: bool,
}

/// What is owed on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bill {
    /// Of the fine.
    pub fine_fen: i64,
    /// Of it, what is late.
    pub overdue_fen: i64,
    /// Surcharge that arose until that day, paid or not.
    pub surcharge_fen: i64,
    /// Of the surcharge.
    pub surcharge_owed_fen: i64,
    /// Of what was confiscated.
    pub confiscation_fen: i64,
}

impl Bill {
    /// Everything that is owed.
    #[must_use]
    pub fn total_fen(&self) -> i64 {
        self.fine_fen.saturating_add(self.surcharge_owed_fen).saturating_add(self.confiscation_fen)
    }
}

impl Account {
    /// The fine.
    #[must_use]
    pub fn fine_fen(&self) -> i64 {
        self.due(|_| true)
    }

    /// What is owed at the end of a day. For each day that begins with a part of the fine late, the rule's percentage of that
    /// part is added; the sum is cut to whole fen once, and never exceeds the fine. Of an annulled decision nothing ever was.
    ///
    /// # Errors
    /// No rule was in force on the day after which surcharge arises.
    pub fn on(&self, day: Date) -> Result<Bill, Refusal> {
        if self.annulled {
            return Ok(Bill::default());
        }
        let until = |paid: &&Paid| paid.on <= day;
        let sum =
            |of: fn(&Paid) -> i64| self.paid.iter().filter(until).fold(0, |sum: i64, one| sum.saturating_add(of(one)));
        let surcharge_fen = self.surcharge(day)?;
        let fine_fen = self.fine_fen().saturating_sub(sum(|paid| paid.fine_fen));
        Ok(Bill {
            fine_fen,
            overdue_fen: self.due(|due| due < day).saturating_sub(sum(|paid| paid.fine_fen)).max(0),
            surcharge_fen,
            surcharge_owed_fen: surcharge_fen.saturating_sub(sum(|paid| paid.surcharge_fen)),
            confiscation_fen: self.confiscation_fen.saturating_sub(sum(|paid| paid.confiscation_fen)),
        })
    }

    /// What of the fine has a last day such as this.
    fn due(&self, such: impl Fn(Date) -> bool) -> i64 {
        let such = self.instalments.iter().filter(|one| such(one.due_on));
        such.fold(0, |sum, one| sum.saturating_add(one.amount_fen))
    }

    /// What of the fine is late when a day begins.
    fn late(&self, day: Date) -> i64 {
        let before = self.paid.iter().filter(|one| one.on < day);
        let paid = before.fold(0_i64, |sum, one| sum.saturating_add(one.fine_fen));
        self.due(|due| due < day).saturating_sub(paid).max(0)
    }

    /// The surcharge that arose until the end of a day.
    fn surcharge(&self, day: Date) -> Result<i64, Refusal> {
        let Some(first) = self.instalments.iter().map(|one| one.due_on).min().filter(|due| *due < day) else {
            return Ok(0);
        };
        let percent = i128::from(cited(SURCHARGE, first)?.value());
        let tomorrow = day.saturating_add(Duration::DAY);
        // The days on which what is late becomes another sum.
        let ends = self.instalments.iter().map(|one| one.due_on).chain(self.paid.iter().map(|one| one.on));
        let next = ends.map(|on| on.saturating_add(Duration::DAY));
        let mut turns: Vec<Date> = next.filter(|on| *on <= day).collect();
        turns.push(tomorrow);
        turns.sort_unstable();
        turns.dedup();
        let hundredths = turns.windows(2).fold(0_i128, |sum, turn| {
            let (from, to) = (turn[0], turn[1]);
            let days = i128::from((to - from).whole_days());
            sum.saturating_add(days * percent * i128::from(self.late(from)))
        });
        Ok(i64::try_from(hundredths / 100).unwrap_or(i64::MAX).min(self.fine_fen()))
    }
}
