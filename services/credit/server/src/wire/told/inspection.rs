//! Facts of inspection (检查).

use ::time::Date;
use credit_domain::record::{Kind, Record};
use feed::Record as Event;
use onecode_proto::inspection::v1 as pb;
use prost::Name;

use super::{Effects, Entry, code, day, decode, department, on, record};
use crate::ops::intake::Effect;
use crate::store::publication::publicity::Publicity;

pub(super) const READERS: &[Entry] = &[
    (pb::AnnualReportSubmitted::full_name, report_submitted),
    (pb::AnnualReportMissed::full_name, report_missed),
    (pb::AnnualReportExempted::full_name, report_exempted),
    (pb::AnnualReportDelayAnnulled::full_name, delay_annulled),
    (pb::AnnualReportConcluded::full_name, report_concluded),
    (pb::AnnualReportRectificationMissed::full_name, report_rectification_missed),
    (pb::CheckConcluded::full_name, check_concluded),
    (pb::SeriousFindingMade::full_name, serious_finding),
    (pb::RectificationMissed::full_name, rectification_missed),
    (pb::RectificationEnded::full_name, rectification_ended),
    (pb::PenaltyDecided::full_name, penalty_decided),
    (pb::PenaltyPublicationChanged::full_name, penalty_publicity),
    (pb::PenaltyAnnulled::full_name, penalty_annulled),
    (pb::RatingAnnounced::full_name, rating_announced),
    (pb::RatingDowngraded::full_name, rating_downgraded),
    (pb::RatingCancelled::full_name, rating_cancelled),
];

/// Whoever submits late has done its duty from then on (CR-06); that it was late stays on record.
fn report_submitted(event: &Event) -> Effects {
    let fact: pb::AnnualReportSubmitted = decode(event)?;
    Ok(vec![Effect::End { source: fact.annual_report, kind: Kind::ReportMissed, on: on(event, None) }])
}

fn report_missed(event: &Event) -> Effects {
    let fact: pb::AnnualReportMissed = decode(event)?;
    let due = on(event, fact.due_date.as_ref());
    let from = due.next_day().unwrap_or(due);
    let added = record(event, code(event, &fact.organization)?, Kind::ReportMissed, &fact.annual_report, from);
    Ok(vec![Effect::Add(Record { department: department(&fact.department), year: Some(fact.year), ..added })])
}

/// Who owed no report missed none.
fn report_exempted(event: &Event) -> Effects {
    let fact: pb::AnnualReportExempted = decode(event)?;
    let sources = fact.organizations.iter().map(|name| format!("{name}/annualReports/{}", fact.year));
    Ok(sources.map(|source| Effect::Withdraw { source, kind: Kind::ReportMissed, on: on(event, None) }).collect())
}

fn delay_annulled(event: &Event) -> Effects {
    let fact: pb::AnnualReportDelayAnnulled = decode(event)?;
    let on = on(event, fact.annul_date.as_ref());
    Ok(vec![Effect::Withdraw { source: fact.annual_report, kind: Kind::ReportMissed, on }])
}

/// A conclusion takes the place of the one before it: what was evaluated again or corrected does not count any more.
fn report_concluded(event: &Event) -> Effects {
    let fact: pb::AnnualReportConcluded = decode(event)?;
    let stated = fact.conclusion.clone().unwrap_or_default();
    let from = on(event, stated.date.as_ref());
    let source = fact.annual_report;
    let value = match stated.value() {
        pb::ReportValue::Qualified => "qualified",
        pb::ReportValue::BasicallyQualified => "basically_qualified",
        pb::ReportValue::Unqualified => "unqualified",
        pb::ReportValue::Unspecified => "",
    };
    let added = Record {
        department: department(&fact.department),
        document_number: stated.decision_number.clone(),
        year: Some(fact.year),
        value: value.to_owned(),
        ..record(event, code(event, &fact.organization)?, Kind::ReportConcluded, &source, from)
    };
    let mut effects = vec![Effect::End { source: source.clone(), kind: Kind::ReportConcluded, on: from }];
    if stated.value() == pb::ReportValue::Qualified {
        effects.push(Effect::End { source, kind: Kind::ReportRectificationMissed, on: from });
    }
    effects.push(Effect::Add(added));
    Ok(effects)
}

fn report_rectification_missed(event: &Event) -> Effects {
    let fact: pb::AnnualReportRectificationMissed = decode(event)?;
    let due = on(event, fact.due_date.as_ref());
    let from = due.next_day().unwrap_or(due);
    let code = code(event, &fact.organization)?;
    let added = record(event, code, Kind::ReportRectificationMissed, &fact.annual_report, from);
    Ok(vec![Effect::Add(Record { department: department(&fact.department), year: Some(fact.year), ..added })])
}

fn check_concluded(event: &Event) -> Effects {
    let fact: pb::CheckConcluded = decode(event)?;
    let value = match fact.outcome() {
        pb::CheckOutcome::NoProblem => "no_problem",
        pb::CheckOutcome::Corrected => "corrected",
        pb::CheckOutcome::Ordered => "ordered",
        pb::CheckOutcome::Transferred => "transferred",
        pb::CheckOutcome::Unreachable => "unreachable",
        pb::CheckOutcome::Refused => "refused",
        pb::CheckOutcome::Unspecified => "",
    };
    let added = record(event, code(event, &fact.organization)?, Kind::CheckConcluded, &fact.check, on(event, None));
    Ok(vec![Effect::Add(Record { department: department(&fact.lead_department), value: value.to_owned(), ..added })])
}

fn serious_finding(event: &Event) -> Effects {
    let fact: pb::SeriousFindingMade = decode(event)?;
    let from = on(event, fact.date.as_ref());
    let added = record(event, code(event, &fact.organization)?, Kind::SeriousFinding, &fact.check, from);
    Ok(vec![Effect::Add(Record { department: department(&fact.lead_department), ..added })])
}

fn rectification_missed(event: &Event) -> Effects {
    let fact: pb::RectificationMissed = decode(event)?;
    let due = on(event, fact.due_date.as_ref());
    let from = due.next_day().unwrap_or(due);
    let code = code(event, &fact.organization)?;
    let added = record(event, code, Kind::RectificationMissed, &fact.rectification, from);
    Ok(vec![Effect::Add(Record { department: department(&fact.issuing_department), ..added })])
}

fn rectification_ended(event: &Event) -> Effects {
    let fact: pb::RectificationEnded = decode(event)?;
    if fact.state() != pb::RectificationState::Closed {
        return Ok(Vec::new());
    }
    Ok(vec![Effect::End { source: fact.rectification, kind: Kind::RectificationMissed, on: on(event, None) }])
}

fn penalty_decided(event: &Event) -> Effects {
    let fact: pb::PenaltyDecided = decode(event)?;
    let from = on(event, fact.decision_date.as_ref());
    let words: Vec<&str> = fact.sanctions.iter().filter_map(|sanction| word(sanction.kind())).collect();
    let added = record(event, code(event, &fact.organization)?, Kind::Penalty, &fact.penalty, from);
    Ok(vec![Effect::Add(Record {
        department: department(&fact.department),
        document_number: fact.document_number,
        value: words.join(","),
        amount_fen: Some(fact.fine_fen),
        ..added
    })])
}

fn word(kind: pb::SanctionKind) -> Option<&'static str> {
    match kind {
        pb::SanctionKind::Unspecified => None,
        pb::SanctionKind::Warning => Some("warning"),
        pb::SanctionKind::Criticism => Some("criticism"),
        pb::SanctionKind::Fine => Some("fine"),
        pb::SanctionKind::Confiscation => Some("confiscation"),
        pb::SanctionKind::Suspension => Some("suspension"),
        pb::SanctionKind::Revocation => Some("revocation"),
        pb::SanctionKind::Other => Some("other"),
    }
}

fn penalty_publicity(event: &Event) -> Effects {
    let fact: pb::PenaltyPublicationChanged = decode(event)?;
    let division = if fact.division.is_empty() { event.division.clone() } else { fact.division };
    Ok(vec![Effect::Publicity(Publicity {
        organization: code(event, &fact.organization)?,
        penalty: fact.penalty,
        division,
        department: department(&fact.department),
        announcement: fact.announcement,
        published: fact.published,
        changed_on: on(event, fact.change_date.as_ref()),
    })])
}

fn penalty_annulled(event: &Event) -> Effects {
    let fact: pb::PenaltyAnnulled = decode(event)?;
    let on = on(event, fact.annul_date.as_ref());
    Ok(vec![Effect::Withdraw { source: fact.penalty, kind: Kind::Penalty, on }])
}

fn rating_announced(event: &Event) -> Effects {
    let fact: pb::RatingAnnounced = decode(event)?;
    let until = fact.valid_until.as_ref().and_then(day).and_then(Date::next_day);
    let from = on(event, fact.valid_from.as_ref());
    let added = record(event, code(event, &fact.organization)?, Kind::Rating, &fact.rating, from);
    Ok(vec![Effect::Add(Record {
        department: department(&fact.department),
        document_number: fact.certificate_number.clone(),
        value: grade(fact.grade()).to_owned(),
        until,
        ..added
    })])
}

fn rating_downgraded(event: &Event) -> Effects {
    let fact: pb::RatingDowngraded = decode(event)?;
    let on = on(event, fact.decide_date.as_ref());
    let until = fact.valid_until.as_ref().and_then(day).and_then(Date::next_day);
    let added = record(event, code(event, &fact.organization)?, Kind::Rating, &fact.next_rating, on);
    let added =
        Record { department: department(&fact.department), value: grade(fact.grade()).to_owned(), until, ..added };
    Ok(vec![Effect::End { source: fact.rating, kind: Kind::Rating, on }, Effect::Add(added)])
}

fn rating_cancelled(event: &Event) -> Effects {
    let fact: pb::RatingCancelled = decode(event)?;
    let on = on(event, fact.decide_date.as_ref());
    Ok(vec![Effect::End { source: fact.rating, kind: Kind::Rating, on }])
}

fn grade(grade: pb::RatingGrade) -> &'static str {
    match grade {
        pb::RatingGrade::Unspecified => "",
        pb::RatingGrade::OneA => "1A",
        pb::RatingGrade::TwoA => "2A",
        pb::RatingGrade::ThreeA => "3A",
        pb::RatingGrade::FourA => "4A",
        pb::RatingGrade::FiveA => "5A",
    }
}
