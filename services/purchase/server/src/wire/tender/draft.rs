//! What a tender declares.

use ::time::{Duration, OffsetDateTime};
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::tender::{ALL_POINTS, last_deadline};
use vocab::day_of;

use super::{lines, name, text};
use crate::ops::tender::draft::Create;
use crate::store::tender::Stated;
use crate::wire::time as day;
use crate::wire::violations::Violations;

/// The longest text of what is asked.
const LONGEST_TERMS: usize = 20_000;
const CRITERIA: std::ops::RangeInclusive<usize> = 2..=30;
const MOST_LEAST_BIDS: i32 = 20;

/// Criteria, a column a field.
#[derive(Debug, Default)]
struct Columns {
    keys: Vec<String>,
    titles: Vec<String>,
    kinds: Vec<String>,
    points: Vec<i32>,
}

fn criteria(violations: &mut Violations, stated: &[pb::TenderCriterion]) -> Columns {
    let field = "tender.criteria";
    if !CRITERIA.contains(&stated.len()) {
        violations.note(field, format_args!("must be {} to {}", CRITERIA.start(), CRITERIA.end()));
    }
    let mut columns = Columns::default();
    for (at, criterion) in stated.iter().enumerate() {
        let field = |name: &str| format!("tender.criteria[{at}].{name}");
        let key = name::parse_key(violations, &field("key"), &criterion.key, "");
        if columns.keys.contains(&criterion.key) {
            violations.note(field("key"), "stands there twice");
        }
        let title = text::text(violations, &field("title"), &criterion.title, 200);
        let kind = match criterion.kind() {
            pb::TenderCriterionKind::Price => "price",
            pb::TenderCriterionKind::Quality => "quality",
            pb::TenderCriterionKind::Requirement => "requirement",
            pb::TenderCriterionKind::Unspecified => {
                violations.note(field("kind"), "must be price, quality or requirement");
                ""
            }
        };
        if kind == "requirement" {
            if criterion.most_points != 0 {
                violations.note(field("most_points"), "must be 0 of a requirement");
            }
        } else if !(1..=ALL_POINTS).contains(&criterion.most_points) {
            violations.note(field("most_points"), format_args!("must be 1 to {ALL_POINTS}"));
        }
        columns.keys.push(key.unwrap_or_default());
        columns.titles.push(title.unwrap_or_default());
        columns.kinds.push(kind.to_owned());
        columns.points.push(criterion.most_points);
    }
    if columns.kinds.iter().filter(|kind| *kind == "price").count() != 1 {
        violations.note(field, "must have one of the kind price");
    }
    let all: i64 = columns.points.iter().map(|points| i64::from(*points)).sum();
    if all != i64::from(ALL_POINTS) {
        violations.note(field, format_args!("come to {all} hundredths of a point, and must come to {ALL_POINTS}"));
    }
    columns
}

/// An instant that a request must state, as exact as a database keeps it: to the microsecond.
pub(in crate::wire) fn instant(
    violations: &mut Violations,
    field: &str,
    stamp: Option<&prost_types::Timestamp>,
) -> Option<OffsetDateTime> {
    if stamp.is_none() {
        violations.note(field, "is required");
    }
    let at = day::parse_timestamp(violations, field, stamp)?;
    Some(at - Duration::nanoseconds(i64::from(at.nanosecond() % 1_000)))
}

fn deadlines(
    violations: &mut Violations,
    stated: &pb::Tender,
    now: OffsetDateTime,
) -> Option<(OffsetDateTime, OffsetDateTime)> {
    let questions = instant(violations, "tender.question_deadline", stated.question_deadline.as_ref());
    let bids = instant(violations, "tender.bid_deadline", stated.bid_deadline.as_ref());
    let (questions, bids) = (questions?, bids?);
    if bids <= now || day_of(bids) > last_deadline(day_of(now)) {
        violations.note("tender.bid_deadline", "must lie ahead, within 400 days");
    }
    if questions <= now || questions > bids {
        violations.note("tender.question_deadline", "must lie ahead, and not after that for bids");
    }
    Some((questions, bids))
}

pub(crate) fn create(request: &pb::CreateTenderRequest, now: OffsetDateTime) -> Result<Create, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::Tender::default();
    let stated = request.tender.as_ref().unwrap_or(&unstated);
    let project = name::parse_project(&mut violations, "tender.project", &stated.project);
    let terms = lines(&mut violations, "tender.terms", &stated.terms, LONGEST_TERMS);
    let criteria = criteria(&mut violations, &stated.criteria);
    if !(1..=MOST_LEAST_BIDS).contains(&stated.least_bids) {
        violations.note("tender.least_bids", format_args!("must be 1 to {MOST_LEAST_BIDS}"));
    }
    let deadlines = deadlines(&mut violations, stated, now);
    let read = || {
        let (question_deadline, bid_deadline) = deadlines?;
        let Columns { keys, titles, kinds, points } = criteria;
        let stated = Stated {
            terms: terms?,
            keys,
            titles,
            kinds,
            points,
            least_bids: stated.least_bids,
            question_deadline,
            bid_deadline,
            prefers_social_organizations: stated.prefers_social_organizations,
        };
        Some(Create { project: project?, stated })
    };
    violations.finish(read())
}
