//! The ledger of special funds (专项资金台账): movements balance exactly, and no balance goes below its limit.

use std::fmt::{self, Display};

/// An account of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Account {
    /// 拨款来源: where money comes from.
    Source,
    /// 可用指标: allotted and not committed.
    Available,
    /// 已批未付: approved and not instructed.
    Committed,
    /// 支付在途: instructed and not confirmed.
    InTransit,
    /// 已支付.
    Paid,
    /// 应追回: to be paid back.
    Receivable,
}

impl Account {
    /// Every one, in the order in which they are told.
    pub const ALL: [Self; 6] =
        [Self::Source, Self::Available, Self::Committed, Self::InTransit, Self::Paid, Self::Receivable];

    /// Its name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Available => "available",
            Self::Committed => "committed",
            Self::InTransit => "in_transit",
            Self::Paid => "paid",
            Self::Receivable => "receivable",
        }
    }

    /// The account of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|account| account.as_str() == word)
    }

    /// The limit with which it begins: below it its balance may not go.
    #[must_use]
    pub const fn limit(self) -> Option<i64> {
        match self {
            Self::Source => None,
            Self::Available | Self::Committed | Self::InTransit | Self::Paid | Self::Receivable => Some(0),
        }
    }
}

/// Why money moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 下达指标.
    Allotment,
    /// 批准.
    Commitment,
    /// 支付指令.
    Instruction,
    /// 支付.
    Payment,
    /// 追回决定.
    Demand,
    /// 追回到账.
    Receipt,
    /// 冲销.
    Reversal,
}

impl Kind {
    /// Every one.
    pub const ALL: [Self; 7] = [
        Self::Allotment,
        Self::Commitment,
        Self::Instruction,
        Self::Payment,
        Self::Demand,
        Self::Receipt,
        Self::Reversal,
    ];

    /// Its name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allotment => "allotment",
            Self::Commitment => "commitment",
            Self::Instruction => "instruction",
            Self::Payment => "payment",
            Self::Demand => "demand",
            Self::Receipt => "receipt",
            Self::Reversal => "reversal",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// From where to where it moves money; a reversal goes by what it reverses.
    #[must_use]
    pub const fn way(self) -> Option<(Account, Account)> {
        match self {
            Self::Allotment => Some((Account::Source, Account::Available)),
            Self::Commitment => Some((Account::Available, Account::Committed)),
            Self::Instruction => Some((Account::Committed, Account::InTransit)),
            Self::Payment => Some((Account::InTransit, Account::Paid)),
            Self::Demand => Some((Account::Paid, Account::Receivable)),
            Self::Receipt => Some((Account::Receivable, Account::Available)),
            Self::Reversal => None,
        }
    }
}

/// Money moved into an account; below 0: out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The account.
    pub account: Account,
    /// Fen.
    pub fen: i64,
}

/// Lines that come to 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement(Vec<Line>);

/// Why lines are no movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoMovement {
    /// There are fewer than two.
    TooFew,
    /// One moves nothing, or an account is named twice.
    Pointless,
    /// They come to something else than 0.
    Unbalanced,
}

impl Display for NoMovement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooFew => "a movement has two lines or more",
            Self::Pointless => "a line of a movement moves nothing, or an account is named twice",
            Self::Unbalanced => "the lines of a movement do not come to 0",
        })
    }
}

impl std::error::Error for NoMovement {}

impl Movement {
    /// These lines.
    ///
    /// # Errors
    /// They don't balance exactly.
    pub fn new(lines: Vec<Line>) -> Result<Self, NoMovement> {
        if lines.len() < 2 {
            return Err(NoMovement::TooFew);
        }
        let twice = |place: usize| lines[..place].iter().any(|line| line.account == lines[place].account);
        if (0..lines.len()).any(|place| lines[place].fen == 0 || twice(place)) {
            return Err(NoMovement::Pointless);
        }
        let sum: i128 = lines.iter().map(|line| i128::from(line.fen)).sum();
        if sum == 0 { Ok(Self(lines)) } else { Err(NoMovement::Unbalanced) }
    }

    /// From one account into another.
    ///
    /// # Errors
    /// It moves nothing, or so much that it cannot be taken away.
    pub fn between((from, into): (Account, Account), fen: i64) -> Result<Self, NoMovement> {
        let out = fen.checked_neg().ok_or(NoMovement::Unbalanced)?;
        Self::new(vec![Line { account: from, fen: out }, Line { account: into, fen }])
    }

    /// The same, back.
    ///
    /// # Errors
    /// An amount cannot be taken away.
    pub fn reversed(&self) -> Result<Self, NoMovement> {
        let back = |line: &Line| Some(Line { account: line.account, fen: line.fen.checked_neg()? });
        let lines: Option<Vec<Line>> = self.0.iter().map(back).collect();
        Self::new(lines.ok_or(NoMovement::Unbalanced)?)
    }

    /// Its lines.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.0
    }
}

/// What an account has, and its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    /// The account.
    pub account: Account,
    /// Fen.
    pub fen: i64,
    /// Below which it may not go.
    pub limit: Option<i64>,
}

/// Why a movement is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exceeded {
    /// An account has only so many fen above its limit, or is not there.
    Limit {
        /// The account.
        account: Account,
        /// Fen above its limit.
        left: i64,
    },
    /// An account would have more than a number can hold, or less.
    Number {
        /// The account.
        account: Account,
    },
}

/// The balances after a movement.
///
/// # Errors
/// An account would go below its limit or beyond what a number can hold, or is not there.
pub fn post(balances: &[Balance], movement: &Movement) -> Result<Vec<Balance>, Exceeded> {
    let mut after = balances.to_vec();
    for line in movement.lines() {
        let found = after.iter_mut().find(|balance| balance.account == line.account);
        let balance = found.ok_or(Exceeded::Limit { account: line.account, left: 0 })?;
        let fen = balance.fen.checked_add(line.fen).ok_or(Exceeded::Number { account: line.account })?;
        if let Some(limit) = balance.limit.filter(|limit| line.fen < 0 && fen < *limit) {
            return Err(Exceeded::Limit { account: line.account, left: balance.fen.saturating_sub(limit) });
        }
        balance.fen = fen;
    }
    Ok(after)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Account, Balance, Exceeded, Kind, Line, Movement, NoMovement, post};

    fn empty() -> Vec<Balance> {
        Account::ALL.into_iter().map(|account| Balance { account, fen: 0, limit: account.limit() }).collect()
    }

    fn of(balances: &[Balance], account: Account) -> i64 {
        balances.iter().find(|balance| balance.account == account).unwrap().fen
    }

    #[test]
    fn only_what_balances_is_a_movement() {
        let line = |account, fen| Line { account, fen };
        assert_eq!(Movement::new(vec![line(Account::Paid, 5)]), Err(NoMovement::TooFew));
        assert_eq!(Movement::new(vec![line(Account::Paid, 5), line(Account::Source, -4)]), Err(NoMovement::Unbalanced));
        assert_eq!(Movement::new(vec![line(Account::Paid, 5), line(Account::Paid, -5)]), Err(NoMovement::Pointless));
        assert_eq!(Movement::between((Account::Source, Account::Available), 0), Err(NoMovement::Pointless));
        assert_eq!(Movement::between((Account::Source, Account::Available), i64::MIN), Err(NoMovement::Unbalanced));
        let huge = vec![line(Account::Paid, i64::MAX), line(Account::Source, i64::MAX), line(Account::Available, 2)];
        assert_eq!(Movement::new(huge), Err(NoMovement::Unbalanced), "sums do not wrap around");
    }

    #[test]
    fn no_account_goes_below_its_limit_or_beyond_a_number() {
        let spent = Movement::between((Account::Available, Account::Committed), 1).unwrap();
        assert_eq!(post(&empty(), &spent), Err(Exceeded::Limit { account: Account::Available, left: 0 }));
        let allotted = Movement::between((Account::Source, Account::Available), i64::MAX).unwrap();
        let full = post(&empty(), &allotted).unwrap();
        assert_eq!(
            post(&full, &allotted),
            Err(Exceeded::Number { account: Account::Source }),
            "it does not wrap around"
        );
        let more = Movement::between((Account::Source, Account::Available), 1).unwrap();
        assert_eq!(
            post(&full, &more),
            Err(Exceeded::Number { account: Account::Available }),
            "nor is it over the budget"
        );
        assert_eq!(post(&[], &spent), Err(Exceeded::Limit { account: Account::Available, left: 0 }));
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        assert!(Account::ALL.into_iter().all(|account| Account::parse(account.as_str()) == Some(account)));
        assert!(Kind::ALL.into_iter().all(|kind| Kind::parse(kind.as_str()) == Some(kind)));
    }

    proptest! {
        #[test]
        fn whatever_is_posted_comes_to_nothing_and_is_undone_by_its_reversal(
            steps in proptest::collection::vec((0_usize..6, 1_i64..1_000_000), 1..60),
        ) {
            let mut balances = empty();
            for (kind, fen) in steps {
                let movement = Movement::between(Kind::ALL[kind].way().unwrap(), fen).unwrap();
                let Ok(after) = post(&balances, &movement) else { continue };
                prop_assert_eq!(after.iter().map(|balance| i128::from(balance.fen)).sum::<i128>(), 0);
                prop_assert!(after.iter().all(|balance| balance.limit.is_none_or(|limit| balance.fen >= limit)));
                prop_assert_eq!(&post(&after, &movement.reversed().unwrap()).unwrap(), &balances);
                balances = after;
            }
            prop_assert!(of(&balances, Account::Source) <= 0);
        }
    }
}
