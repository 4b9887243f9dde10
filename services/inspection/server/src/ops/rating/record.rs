//! What is on record of an organisation, as the rules of rating ask for it.

use fault::Fault;
use inspection_domain::outcome::{Outcome, OutcomeKind};
use inspection_domain::rating::{Fate, Grade, Investigation, Past, Penalty, Proof, Record, Report};
use inspection_domain::report::conclude::Value;
use sqlx::PgConnection;
use time::Date;
use vocab::UnifiedCode;

use crate::ops::outcome;
use crate::store::rating::grade::{self, RatingRow};
use crate::wire::rating::name;

/// Everything that conditions of applying rest on.
pub(super) async fn of(
    conn: &mut PgConnection,
    code: UnifiedCode,
    established_on: Option<Date>,
) -> Result<Record, Fault> {
    let mut record = Record { established_on, ..Record::default() };
    for one in outcome::of(conn, code).await?.into_iter().filter(Outcome::stands) {
        add(&mut record, one);
    }
    record.ratings = grade::of(conn, code).await?.iter().map(past).collect();
    Ok(record)
}

fn add(record: &mut Record, one: Outcome) {
    let resource = one.resource;
    match one.kind {
        OutcomeKind::ReportConcluded => {
            let report = one.year.zip(Value::parse(&one.value));
            record.reports.extend(report.map(|(year, value)| Report { year, value: Some(value), resource }));
        }
        // one that ended came after all
        OutcomeKind::ReportMissed if one.until.is_some() => {}
        OutcomeKind::ReportMissed => {
            record.reports.extend(one.year.map(|year| Report { year, value: None, resource }));
        }
        OutcomeKind::PenaltyDecided => record.penalties.push(Penalty {
            decided_on: one.from,
            mild_kind: Penalty::mild(&one.value),
            amount_fen: one.amount_fen.unwrap_or_default(),
            executed_on: one.until,
            resource,
        }),
        OutcomeKind::Investigation => {
            record.investigations.push(Investigation { from: one.from, until: one.until, resource });
        }
        OutcomeKind::RectificationMissed
        | OutcomeKind::SeriousFinding
        | OutcomeKind::RatingAnnounced
        | OutcomeKind::ComplaintUpheld => {}
    }
}

/// What an outcome proves of the grounds to lower a grade.
pub(super) fn proof(one: &Outcome) -> Option<Proof> {
    match one.kind {
        OutcomeKind::ReportConcluded => Some(Proof::Report { year: one.year?, value: Value::parse(&one.value)? }),
        OutcomeKind::ReportMissed => Some(Proof::Missed { year: one.year? }),
        OutcomeKind::PenaltyDecided => Some(Proof::Penalty),
        OutcomeKind::RectificationMissed
        | OutcomeKind::SeriousFinding
        | OutcomeKind::RatingAnnounced
        | OutcomeKind::Investigation
        | OutcomeKind::ComplaintUpheld => None,
    }
}

fn past(row: &RatingRow) -> Past {
    let fate = match row.status.as_str() {
        "downgraded" => Fate::Downgraded,
        "cancelled" => Fate::Cancelled,
        _ => Fate::Held,
    };
    Past {
        valid_from: row.valid_from,
        valid_until: row.valid_until,
        ended_on: row.ended_on,
        fate,
        resource: name::rating(row.id),
    }
}

/// The grade of a stored word; a constraint has the words.
pub(super) fn grade_of(word: &str) -> Result<Grade, Fault> {
    Grade::parse(word).ok_or_else(|| Fault::internal("a grade that is none"))
}
