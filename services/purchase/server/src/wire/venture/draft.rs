//! What a round declares.

use ::time::OffsetDateTime;
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::tender::{ALL_POINTS, last_deadline};
use purchase_domain::venture::WHOLE;
use vocab::day_of;

use super::{GATES, STAGES, Violations, fund, kept, name, required, text};
use crate::store::venture::Stated;
use crate::wire::money;
use crate::wire::tender::draft::instant;
use crate::wire::tender::lines;

/// The longest call.
const LONGEST_CALL: usize = 20_000;
const TRACKS: std::ops::RangeInclusive<usize> = 1..=20;
const CRITERIA: std::ops::RangeInclusive<usize> = 1..=30;
const INSTALMENTS: std::ops::RangeInclusive<usize> = 1..=5;

/// So many of a field as the contract allows; the others are not read.
fn count(violations: &mut Violations, field: &str, found: usize, range: &std::ops::RangeInclusive<usize>) {
    if !range.contains(&found) {
        violations.note(field, format_args!("must be {} to {}", range.start(), range.end()));
    }
}

/// An instant that a request must state and that lies ahead.
pub(super) fn ahead(
    violations: &mut Violations,
    field: &str,
    stamp: Option<&prost_types::Timestamp>,
    now: OffsetDateTime,
) -> Option<OffsetDateTime> {
    let at = instant(violations, field, stamp)?;
    if at <= now || day_of(at) > last_deadline(day_of(now)) {
        violations.note(field, "must lie ahead, within 400 days");
    }
    Some(at)
}

fn tracks(violations: &mut Violations, stated: &[pb::VentureTrack]) -> (Vec<String>, Vec<String>) {
    count(violations, "venture_round.tracks", stated.len(), &TRACKS);
    let (mut keys, mut titles) = (Vec::new(), Vec::new());
    for (at, track) in stated.iter().enumerate().take(*TRACKS.end()) {
        let field = |name: &str| format!("venture_round.tracks[{at}].{name}");
        let key = name::parse_key(violations, &field("key"), &track.key, "");
        if keys.contains(&track.key) {
            violations.note(field("key"), "stands there twice");
        }
        titles.push(text::text(violations, &field("title"), &track.title, 100).unwrap_or_default());
        keys.push(key.unwrap_or_default());
    }
    (keys, titles)
}

/// Criteria, a column a field.
#[derive(Debug, Default)]
struct Criteria {
    keys: Vec<String>,
    titles: Vec<String>,
    stages: Vec<String>,
    points: Vec<i32>,
}

fn criteria(violations: &mut Violations, stated: &[pb::VentureCriterion]) -> Criteria {
    let whole = "venture_round.criteria";
    count(violations, whole, stated.len(), &CRITERIA);
    let mut columns = Criteria::default();
    for (at, criterion) in stated.iter().enumerate().take(*CRITERIA.end()) {
        let field = |name: &str| format!("venture_round.criteria[{at}].{name}");
        let key = name::parse_key(violations, &field("key"), &criterion.key, "");
        if columns.keys.contains(&criterion.key) {
            violations.note(field("key"), "stands there twice");
        }
        let title = text::text(violations, &field("title"), &criterion.title, 200);
        let stage = required(violations, &field("stage"), &STAGES, criterion.stage(), "must be review or defence");
        if !(1..=ALL_POINTS).contains(&criterion.most_points) {
            violations.note(field("most_points"), format_args!("must be 1 to {ALL_POINTS}"));
        }
        columns.keys.push(key.unwrap_or_default());
        columns.titles.push(title.unwrap_or_default());
        columns.stages.push(stage.unwrap_or_default().to_owned());
        columns.points.push(criterion.most_points);
    }
    if !columns.stages.iter().any(|stage| stage == "review") {
        violations.note(whole, "must have one of the stage review");
    }
    let all: i64 = columns.points.iter().map(|points| i64::from(*points)).sum();
    if all != i64::from(ALL_POINTS) {
        violations.note(whole, format_args!("come to {all} hundredths of a point, and must come to {ALL_POINTS}"));
    }
    columns
}

fn instalments(violations: &mut Violations, stated: &[pb::VentureInstalmentPlan]) -> (Vec<i32>, Vec<String>) {
    let whole = "venture_round.instalments";
    count(violations, whole, stated.len(), &INSTALMENTS);
    let (mut percents, mut gates) = (Vec::new(), Vec::new());
    let mut last = 0;
    for (at, part) in stated.iter().enumerate().take(*INSTALMENTS.end()) {
        let field = |name: &str| format!("venture_round.instalments[{at}].{name}");
        if !(1..=WHOLE).contains(&part.percent) {
            violations.note(field("percent"), format_args!("must be 1 to {WHOLE}"));
        }
        let place = GATES.iter().position(|(_, gate)| *gate == part.gate());
        match place {
            None => violations.note(field("gate"), "must be one of the gates of the contract"),
            Some(place) if place < last => violations.note(field("gate"), "comes before the gate of an earlier part"),
            Some(place) => last = place,
        }
        percents.push(part.percent);
        gates.push(kept(&GATES, part.gate()).unwrap_or_default().to_owned());
    }
    let all: i64 = percents.iter().map(|percent| i64::from(*percent)).sum();
    if all != i64::from(WHOLE) {
        violations.note(whole, format_args!("come to {all} percent, and must come to {WHOLE}"));
    }
    (percents, gates)
}

pub(crate) fn create(request: &pb::CreateVentureRoundRequest, now: OffsetDateTime) -> Result<Stated, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::VentureRound::default();
    let stated = request.venture_round.as_ref().unwrap_or(&unstated);
    let field = |name: &str| format!("venture_round.{name}");
    let fund = fund::name::parse_fund(&mut violations, &field("fund"), &stated.fund);
    let year = money::year(&mut violations, &field("year"), stated.year);
    let title = text::text(&mut violations, &field("title"), &stated.title, 100);
    let call = lines(&mut violations, &field("call"), &stated.call, LONGEST_CALL);
    let (track_keys, track_titles) = tracks(&mut violations, &stated.tracks);
    let budget_fen = money::fen(&mut violations, &field("budget_fen"), stated.budget_fen);
    let ceiling_fen = money::fen(&mut violations, &field("ceiling_fen"), stated.ceiling_fen);
    if budget_fen.zip(ceiling_fen).is_some_and(|(budget, ceiling)| ceiling > budget) {
        violations.note(field("ceiling_fen"), "must not be above the budget");
    }
    let criteria = criteria(&mut violations, &stated.criteria);
    let (instalment_percents, instalment_gates) = instalments(&mut violations, &stated.instalments);
    let filing_deadline = ahead(&mut violations, &field("filing_deadline"), stated.filing_deadline.as_ref(), now);
    let read = || {
        Some(Stated {
            fund: fund?,
            year: year?,
            title: title?,
            call: call?,
            track_keys,
            track_titles,
            budget_fen: budget_fen?,
            ceiling_fen: ceiling_fen?,
            criteria_keys: criteria.keys,
            criteria_titles: criteria.titles,
            criteria_stages: criteria.stages,
            criteria_points: criteria.points,
            instalment_percents,
            instalment_gates,
            filing_deadline: filing_deadline?,
        })
    };
    violations.finish(read())
}
