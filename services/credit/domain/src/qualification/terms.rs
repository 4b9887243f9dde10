//! What is asked for a kind of qualification, as `data/qualifications.toml` dates it.

use std::sync::LazyLock;

use statute::{Mark, RuleBook, RuleRef, months_later, years_over};
use time::Date;
use uuid::Uuid;

use super::day::{first_of, months};
use super::{Bar, Ground, Held, State, read};
use crate::eligibility::Purpose;

static TERMS: LazyLock<Vec<Terms>> = LazyLock::new(|| {
    read::terms(include_str!("../../data/qualifications.toml"))
        .unwrap_or_else(|problems| unreachable!("a test reads this file: {}", problems.join("; ")))
});

/// A kind of qualification (资格种类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 非营利组织免税资格.
    TaxExemption,
    /// 公益性捐赠税前扣除资格.
    DonationDeduction,
    /// 慈善组织.
    Charity,
    /// 公开募捐资格.
    PublicFundraising,
}

impl Kind {
    /// Every kind, in the order of the contract.
    pub const ALL: [Self; 4] = [Self::TaxExemption, Self::DonationDeduction, Self::Charity, Self::PublicFundraising];

    /// Its name in the database and in the data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TaxExemption => "tax_exemption",
            Self::DonationDeduction => "donation_deduction",
            Self::Charity => "charity",
            Self::PublicFundraising => "public_fundraising",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What it is called.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::TaxExemption => "非营利组织免税资格",
            Self::DonationDeduction => "公益性捐赠税前扣除资格",
            Self::Charity => "慈善组织",
            Self::PublicFundraising => "公开募捐资格",
        }
    }
}

/// What is asked for a kind, while it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Which kind.
    pub kind: Kind,
    /// What stands behind it in eligibility.
    pub purpose: Purpose,
    /// Key of the department that takes applications and answers for the decision.
    pub lead: String,
    /// Keys of the departments that confirm, each its own part.
    pub departments: Vec<String>,
    /// Departments of the division only propose it (TX-11).
    pub proposed_only: bool,
    /// The rule that it is confirmed and published by.
    pub basis: String,
    /// The rule that says for how long it is valid; none where it has no end.
    pub validity: Option<String>,
    /// From when it counts.
    pub counts_from: CountsFrom,
    /// The rule that says how long before its end it may be renewed.
    pub renew_before: Option<String>,
    /// The rule that says how long after its end it may be renewed (复审).
    pub renew_after: Option<String>,
    /// Papers that are wanted.
    pub proofs: Vec<Proof>,
    /// Grounds of cancelling it.
    pub grounds: Vec<Ground>,
    /// The first day on which this is asked.
    pub valid_from: Date,
    /// The first day on which it is not asked any more.
    pub valid_to: Option<Date>,
    /// Where what no rule says is written.
    pub source: String,
    /// How sure that is.
    pub mark: Mark,
}

/// From when a qualification counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountsFrom {
    /// From 1 January of the year that its list is for.
    Year,
    /// From the day of the decision.
    Day,
}

/// A paper that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Kind of the document.
    pub document_kind: String,
    /// What it is, in Chinese.
    pub title: String,
}

/// Why nobody may apply now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// It is in force or to come; the first day on which it may be renewed, if it need be.
    InForce(Uuid, Option<Date>),
    /// It was cancelled on this ground, and bars until a day, or for ever.
    Barred(Uuid, String, Option<Date>),
}

/// Everything that was ever declared, in the order of the file.
#[must_use]
pub fn all() -> &'static [Terms] {
    &TERMS
}

/// What is asked for a kind on a day, if the law of the day has it.
#[must_use]
pub fn terms(kind: Kind, day: Date) -> Option<&'static Terms> {
    TERMS.iter().find(|terms| terms.kind == kind && terms.holds_on(day))
}

impl Terms {
    /// Whether this is asked on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|end| day < end)
    }

    /// A ground by its key.
    #[must_use]
    pub fn ground(&self, key: &str) -> Option<&Ground> {
        self.grounds.iter().find(|ground| ground.key == key)
    }

    /// Kinds of papers that are wanted and not among these.
    #[must_use]
    pub fn missing(&self, on_file: &[String]) -> Vec<&str> {
        let wanted = self.proofs.iter().map(|proof| proof.document_kind.as_str());
        wanted.filter(|kind| !on_file.iter().any(|one| one == kind)).collect()
    }

    /// Ids of the rules that it goes by, each once.
    #[must_use]
    pub fn rules(&self) -> Vec<&str> {
        let of_grounds = self.grounds.iter().flat_map(|ground| {
            std::iter::once(ground.rule.as_str()).chain(ground.bar.as_ref().map(|bar| bar.rule.as_str()))
        });
        let own = [Some(&self.basis), self.validity.as_ref(), self.renew_before.as_ref(), self.renew_after.as_ref()];
        let mut all: Vec<&str> = own.into_iter().flatten().map(String::as_str).collect();
        all.extend(of_grounds);
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether somebody who has or had these may apply on a day; the one that this would follow, if it is to (复审).
    ///
    /// # Errors
    /// What stands in the way.
    pub fn may_apply(&self, held: &[Held], on: Date, book: &RuleBook) -> Result<Option<Uuid>, Obstacle> {
        let own = || held.iter().filter(|held| held.kind == self.kind);
        let ends_of_bar = |cancelled: &super::Cancelled| match cancelled.bar {
            Bar::Forever => Date::MAX,
            Bar::Until(until) => until,
            Bar::None => Date::MIN,
        };
        let barring = own().filter_map(|held| Some((held.id, held.barring(on)?)));
        if let Some((id, cancelled)) = barring.max_by_key(|(_, cancelled)| ends_of_bar(cancelled)) {
            let until = Some(ends_of_bar(cancelled)).filter(|until| *until < Date::MAX);
            return Err(Obstacle::Barred(id, cancelled.ground.clone(), until));
        }
        let standing = own().filter(|held| !held.over(on));
        if let Some(last) = standing.max_by_key(|held| held.ends_on().unwrap_or(Date::MAX)) {
            let earliest = last.ends_on().and_then(|ends| away(self.renew_before.as_deref(), -1, ends, on, book));
            return match earliest {
                Some(earliest) if earliest <= on => Ok(Some(last.id)),
                _ => Err(Obstacle::InForce(last.id, earliest)),
            };
        }
        let lapsed = own().filter(|held| held.state(on) == State::Lapsed);
        let renewed = lapsed.max_by_key(|held| held.until).filter(|last| {
            let ended = last.until.unwrap_or(Date::MIN);
            away(self.renew_after.as_deref(), 1, ended, on, book).is_some_and(|closes| on < closes)
        });
        Ok(renewed.map(|last| last.id))
    }

    /// The first day of one that is decided on a day in a list for a year; never before what was held of the kind ended.
    #[must_use]
    pub fn starts_on(&self, year: i32, decided: Date, held: &[Held]) -> Date {
        let first = match self.counts_from {
            CountsFrom::Year => first_of(year),
            CountsFrom::Day => decided,
        };
        let ends = held.iter().filter(|held| held.kind == self.kind && held.overlaps(first, None));
        ends.filter_map(Held::ends_on).fold(first, Date::max)
    }

    /// The first day on which one is not in force any more, and the version of the rule that says so; none where it has no end.
    #[must_use]
    pub fn until(&self, from: Date, decided: Date, book: &RuleBook) -> Option<(Date, RuleRef)> {
        let rule = book.on(self.validity.as_deref()?, decided).ok()?;
        Some((years_over(from, months(rule)? / 12), rule.reference()))
    }

    /// How many years one is valid; none where it has no end.
    #[must_use]
    pub fn years(&self, on: Date, book: &RuleBook) -> Option<i64> {
        Some(months(book.on(self.validity.as_deref()?, on).ok()?)? / 12)
    }
}

/// A day so many months away from another as a rule says on a day.
fn away(rule: Option<&str>, sign: i64, from: Date, on: Date, book: &RuleBook) -> Option<Date> {
    let months = months(book.on(rule?, on).ok()?)?;
    Some(months_later(from, sign * months))
}
