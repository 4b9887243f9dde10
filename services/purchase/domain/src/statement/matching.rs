//! Of which payment a line may be: by its reference, else by amount, payee and day. A person confirms it.

use time::Date;
use vocab::name::fold;

use super::Booked;
use crate::rules;

/// The most payments that are proposed for a line.
pub const MOST_PROPOSALS: usize = 10;

/// A payment under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its number.
    pub number: String,
    /// Fen.
    pub fen: i64,
    /// To whom.
    pub payee: String,
    /// When it was instructed.
    pub instructed_on: Date,
}

/// What speaks for a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Its number is in the reference.
    Reference,
    /// The amount is its amount.
    Amount,
    /// The payee is its payee.
    Payee,
    /// It was booked soon after the instruction (SF-02).
    Date,
}

impl Reason {
    /// In the order in which they are told.
    const ALL: [Self; 4] = [Self::Reference, Self::Amount, Self::Payee, Self::Date];

    const fn score(self) -> i32 {
        match self {
            Self::Reference => 55,
            Self::Amount => 45,
            Self::Payee => 30,
            Self::Date => 15,
        }
    }

    fn speaks(self, line: &Booked, payment: &Candidate, near: i64) -> bool {
        match self {
            Self::Reference => line.reference.to_ascii_uppercase().contains(&payment.number),
            Self::Amount => line.fen == payment.fen,
            Self::Payee => !line.payee.is_empty() && fold(&line.payee) == fold(&payment.payee),
            Self::Date => (0..=near).contains(&(line.booked_on - payment.instructed_on).whole_days()),
        }
    }
}

/// A payment that a line may be of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its place among the candidates.
    pub place: usize,
    /// 1 to 100.
    pub score: i32,
    /// What speaks for it.
    pub reasons: Vec<Reason>,
}

/// The payments that a line may be of, the likeliest first and ten at most: those that its reference names, or else those of its amount.
/// Without either there is none, whatever else agrees.
#[must_use]
pub fn propose(line: &Booked, payments: &[Candidate]) -> Vec<Proposal> {
    let near = rules().on("SF-02", line.booked_on).map_or(0, |rule| rule.value());
    let mut proposals: Vec<Proposal> = payments
        .iter()
        .enumerate()
        .map(|(place, payment)| {
            let reasons: Vec<Reason> = Reason::ALL.into_iter().filter(|one| one.speaks(line, payment, near)).collect();
            // whatever else agrees, another amount is another payment until a person has looked
            let most = if reasons.contains(&Reason::Amount) { 100 } else { 60 };
            Proposal { place, score: reasons.iter().map(|reason| reason.score()).sum::<i32>().min(most), reasons }
        })
        .filter(|one| one.reasons.contains(&Reason::Reference) || one.reasons.contains(&Reason::Amount))
        .collect();
    if proposals.iter().any(|one| one.reasons.contains(&Reason::Reference)) {
        proposals.retain(|one| one.reasons.contains(&Reason::Reference));
    }
    proposals.sort_by_key(|proposal| std::cmp::Reverse(proposal.score));
    proposals.truncate(MOST_PROPOSALS);
    proposals
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::{Booked, Candidate, MOST_PROPOSALS, Reason, propose};

    fn payment(number: &str, fen: i64, payee: &str) -> Candidate {
        Candidate { number: number.to_owned(), fen, payee: payee.to_owned(), instructed_on: date!(2026 - 11 - 24) }
    }

    fn line(fen: i64, reference: &str, payee: &str) -> Booked {
        Booked {
            line: 1,
            booked_on: date!(2026 - 11 - 26),
            fen,
            payee: payee.to_owned(),
            bank_reference: "B1".to_owned(),
            reference: reference.to_owned(),
        }
    }

    #[test]
    fn the_number_decides_where_it_is_said() {
        let payments = [payment("ZX1", 500, "甲协会"), payment("ZX2", 500, "乙协会")];
        let found = propose(&line(500, "拨款 zx2", "甲协会"), &payments);
        assert_eq!((found.len(), found[0].place, found[0].score), (1, 1, 100));
        let found = propose(&line(400, "ZX2", "乙协会"), &payments);
        assert_eq!(
            (found[0].score, &found[0].reasons[..]),
            (60, &[Reason::Reference, Reason::Payee, Reason::Date][..])
        );
    }

    #[test]
    fn else_amount_payee_and_day_are_weighed() {
        let payments =
            [payment("ZX1", 500, "甲协会"), payment("ZX2", 500, "乙（湖州）协会"), payment("ZX3", 400, "乙协会")];
        let found = propose(&line(500, "", "乙(湖州)协会"), &payments);
        let told: Vec<_> = found.iter().map(|one| (one.place, one.score)).collect();
        assert_eq!(told, [(1, 90), (0, 60)], "brackets differ in writing alone");
        assert!(propose(&line(300, "", "甲协会"), &payments).is_empty(), "a name alone is nothing");
    }

    #[test]
    fn of_many_payments_of_an_amount_the_likeliest_are_proposed() {
        let mut payments: Vec<Candidate> = (10..40).map(|n| payment(&format!("ZX{n}"), 500, "甲协会")).collect();
        payments.push(payment("ZX40", 500, "乙协会"));
        let found = propose(&line(500, "", "乙协会"), &payments);
        assert_eq!(
            (found.len(), found[0].place),
            (MOST_PROPOSALS, 30),
            "whoever is paid comes first, wherever it stands"
        );
        let found = propose(&line(500, "拨款ZX39", "乙协会"), &payments);
        assert_eq!((found.len(), found[0].place), (1, 29), "what is named needs no others");
    }
}
