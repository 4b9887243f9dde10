//! What departments submit: which kinds, and what each of them must say.

use time::Date;
use vocab::UnifiedCode;

use crate::privacy::holds_id_number;
use crate::record::Kind;

/// Sanctions that the value of a penalty names.
pub const SANCTIONS: [&str; 7] = ["warning", "criticism", "fine", "confiscation", "suspension", "revocation", "other"];

/// What a department submits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// The organisation.
    pub organization: UnifiedCode,
    /// Its name in the document; may be empty.
    pub title: String,
    /// What happened.
    pub kind: Kind,
    /// Number of the document (文号).
    pub document_number: String,
    /// The year that it is about, where it is about one.
    pub year: Option<i32>,
    /// What came of it, as the kind says.
    pub value: String,
    /// Money in fen (分), where it is about some.
    pub amount_fen: Option<i64>,
    /// When it happened, or from when it counts.
    pub from: Date,
    /// The first day on which it does not count any more, if that is known.
    pub until: Option<Date>,
    /// When the department obtained it.
    pub obtained: Date,
}

/// A field of a submission, and what is wrong with it.
pub type Problem = (&'static str, String);

impl Submission {
    /// Everything that is wrong with it by itself, on the day on which it comes.
    #[must_use]
    pub fn problems(&self, today: Date) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut note = |field, text: &str| problems.push((field, text.to_owned()));
        if !is_submitted(self.kind) {
            note("kind", "comes from the register or from inspection, not by submission");
        }
        if let Some(wrong) = wrong_value(self.kind, &self.value) {
            note("value", wrong);
        }
        if self.kind == Kind::TaxCredit && self.year.is_none() {
            note("year", "is required for a grade of tax credit");
        }
        if self.year.is_some_and(|year| !(1949..=today.year()).contains(&year)) {
            note("year", "must be from 1949 to this year");
        }
        let fined = self.kind == Kind::Penalty && self.value.split(',').any(|word| word == "fine");
        if fined != self.amount_fen.is_some_and(|fen| fen > 0) && self.kind == Kind::Penalty {
            note("amount_fen", "must be the fine if the value names one, and 0 otherwise");
        }
        if self.amount_fen.is_some_and(|fen| fen < 0) {
            note("amount_fen", "must not be negative");
        }
        if self.from > today {
            note("from_date", "must not lie ahead");
        }
        if self.until.is_some_and(|until| until <= self.from) {
            note("until_date", "must be after from_date");
        }
        if self.obtained > today || self.obtained < self.from {
            note("obtain_date", "must be from from_date to today");
        }
        let texts =
            [("document_number", &self.document_number), ("value", &self.value), ("organization_title", &self.title)];
        for (field, _) in texts.into_iter().filter(|(_, text)| holds_id_number(text)) {
            note(field, "holds a resident's ID number; credit information holds no personal data");
        }
        problems
    }
}

/// Whether departments submit a kind; the others come by the feeds.
#[must_use]
pub fn is_submitted(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Penalty
            | Kind::CourtDefaulter
            | Kind::Unreachable
            | Kind::FraudRevoked
            | Kind::FundraisingUnqualified
            | Kind::OtherGround
            | Kind::Commendation
            | Kind::Purchase
            | Kind::TaxCredit
    )
}

fn wrong_value(kind: Kind, value: &str) -> Option<&'static str> {
    let (right, wrong) = match kind {
        Kind::Penalty => (
            value.split(',').all(|word| SANCTIONS.contains(&word)),
            "must name sanctions, separated by commas: warning, criticism, fine, confiscation, suspension, revocation, other",
        ),
        Kind::OtherGround => (matches!(value, "abnormal" | "serious"), "must be the list: abnormal or serious"),
        Kind::TaxCredit => (matches!(value, "A" | "B" | "M" | "C" | "D"), "must be A, B, M, C or D"),
        Kind::Commendation | Kind::Purchase => (!value.is_empty(), "must say what it is"),
        Kind::Registered
        | Kind::StatusChanged
        | Kind::ReportConcluded
        | Kind::ReportMissed
        | Kind::ReportRectificationMissed
        | Kind::CheckConcluded
        | Kind::SeriousFinding
        | Kind::RectificationMissed
        | Kind::Rating
        | Kind::PartyGap
        | Kind::CourtDefaulter
        | Kind::Unreachable
        | Kind::FraudRevoked
        | Kind::FundraisingUnqualified => (value.is_empty(), "must be empty for this kind"),
    };
    (!right).then_some(wrong)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::Submission;
    use crate::record::Kind;

    fn penalty() -> Submission {
        Submission {
            organization: "51100000500005596K".parse().unwrap(),
            title: String::new(),
            kind: Kind::Penalty,
            document_number: "京税罚〔2021〕1号".into(),
            year: None,
            value: "warning,fine".into(),
            amount_fen: Some(100_000),
            from: date!(2021 - 01 - 04),
            until: None,
            obtained: date!(2021 - 01 - 04),
        }
    }

    #[test]
    fn what_is_wrong_is_named_field_by_field() {
        let today = date!(2026 - 06 - 01);
        assert_eq!(penalty().problems(today), []);
        let wrong = Submission {
            kind: Kind::TaxCredit,
            document_number: "11010519491231002X".into(),
            from: date!(2026 - 06 - 02),
            until: Some(date!(2026 - 06 - 02)),
            ..penalty()
        };
        let fields: Vec<_> = wrong.problems(today).into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["value", "year", "from_date", "until_date", "obtain_date", "document_number"]);
        let unfined = Submission { amount_fen: None, ..penalty() };
        assert_eq!(unfined.problems(today)[0].0, "amount_fen");
        let fined = Submission { value: "warning".into(), ..penalty() };
        assert_eq!(fined.problems(today)[0].0, "amount_fen");
        let told = Submission { kind: Kind::Registered, value: String::new(), ..penalty() };
        assert_eq!(told.problems(today)[0].0, "kind");
    }
}
