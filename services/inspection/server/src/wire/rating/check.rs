//! Checks of ratings: requests and replies.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow` calls")]

use ::intake::etag::stated_etag;
use fault::Fault;
use inspection_domain::rating::{Conclusion, Grade};
use onecode_proto::inspection::v1 as pb;
use uow::Call;
use uuid::Uuid;

use super::application::organization;
use super::grade::rating;
use super::{enums, name, rule};
use crate::ops::rating::{Begin, Conclude, Concluded, Desk, GetCheck, ListChecks, Listed, Named, SeenCheck};
use crate::store::rating::check::{CheckFilter, GroundRow};
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name as names, text, time};

const MOST_GROUNDS: usize = 5;
const MOST_RESOURCES: usize = 10;

pub(crate) fn begin(request: &pb::OpenRatingCheckRequest, desk: &Desk) -> Result<Begin, Fault> {
    let mut violations = Violations::default();
    let rating = name::parse_rating(&mut violations, "rating", &request.rating);
    let kind = enums::read_check_kind(request.kind);
    if kind.is_none() {
        violations.note("kind", "must be a value of the contract, not UNSPECIFIED");
    }
    let cause = text::text(&mut violations, "cause", &request.cause, 500);
    violations.finish(rating.zip(kind).zip(cause).map(|((rating, kind), cause)| Begin {
        desk: desk.clone(),
        rating,
        kind,
        cause,
    }))
}

pub(crate) fn begin_reply(seen: SeenCheck) -> pb::OpenRatingCheckResponse {
    pb::OpenRatingCheckResponse { rating_check: Some(check(&seen)) }
}

pub(crate) fn conclude(request: &pb::ConcludeRatingCheckRequest, desk: &Desk) -> Result<Conclude, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_check(&mut violations, "name", &request.name);
    let etag = stated_etag(&mut violations, &request.etag);
    let conclusion = read_conclusion(&mut violations, request.conclusion);
    let grade = enums::read_grade(&mut violations, "grade", request.grade);
    let grounds = grounds(&mut violations, &request.grounds);
    match conclusion {
        Some(Conclusion::Downgraded) if request.grade == 0 => violations.note("grade", "is required with DOWNGRADED"),
        Some(Conclusion::Kept | Conclusion::Cancelled | Conclusion::Lapsed) if request.grade != 0 => {
            violations.note("grade", "is stated with DOWNGRADED only");
        }
        _ => {}
    }
    match conclusion {
        Some(Conclusion::Kept | Conclusion::Lapsed) if !request.grounds.is_empty() => {
            violations.note("grounds", "are none with KEPT and LAPSED");
        }
        Some(Conclusion::Downgraded | Conclusion::Cancelled) if request.grounds.is_empty() => {
            violations.note("grounds", "are required with DOWNGRADED and CANCELLED");
        }
        _ => {}
    }
    let reasons = text::text(&mut violations, "reasons", &request.reasons, 1_000);
    let grade: Option<Grade> = grade;
    let read = || {
        let (id, etag, conclusion, reasons) = (id?, etag?, conclusion?, reasons?);
        Some(Conclude { desk: desk.clone(), id, etag, conclusion, grade, grounds, reasons })
    };
    violations.finish(read())
}

fn read_conclusion(violations: &mut Violations, number: i32) -> Option<Conclusion> {
    let conclusion = match pb::RatingCheckState::try_from(number) {
        Ok(pb::RatingCheckState::Kept) => Some(Conclusion::Kept),
        Ok(pb::RatingCheckState::Downgraded) => Some(Conclusion::Downgraded),
        Ok(pb::RatingCheckState::Cancelled) => Some(Conclusion::Cancelled),
        Ok(pb::RatingCheckState::Lapsed) => Some(Conclusion::Lapsed),
        Ok(pb::RatingCheckState::Unspecified | pb::RatingCheckState::Checking) | Err(_) => None,
    };
    if conclusion.is_none() {
        violations.note("conclusion", "must be KEPT, DOWNGRADED, CANCELLED or LAPSED");
    }
    conclusion
}

fn grounds(violations: &mut Violations, stated: &[pb::RatingGroundStated]) -> Vec<Named> {
    if stated.len() > MOST_GROUNDS {
        violations.note("grounds", format_args!("must be at most {MOST_GROUNDS}"));
    }
    let mut grounds: Vec<Named> = Vec::new();
    for (at, one) in stated.iter().take(MOST_GROUNDS).enumerate() {
        let field = format!("grounds[{at}]");
        let Some(ground) = enums::read_ground(one.ground) else {
            violations.note(format!("{field}.ground"), "must be a value of the contract, not UNSPECIFIED");
            continue;
        };
        if grounds.iter().any(|known| known.ground == ground) {
            violations.note(format!("{field}.ground"), "is there twice");
        }
        if one.resources.len() > MOST_RESOURCES {
            violations.note(format!("{field}.resources"), format_args!("must be at most {MOST_RESOURCES}"));
        }
        if ground.wants_proof() && one.resources.is_empty() {
            violations.note(format!("{field}.resources"), "are required: the outcomes that the ground rests on");
        }
        let named = one.resources.iter().take(MOST_RESOURCES).enumerate();
        let resources =
            named.filter_map(|(n, raw)| text::text(violations, &format!("{field}.resources[{n}]"), raw, 200)).collect();
        grounds.push(Named { ground, resources });
    }
    grounds
}

pub(crate) fn conclude_reply(concluded: Concluded) -> pb::ConcludeRatingCheckResponse {
    pb::ConcludeRatingCheckResponse {
        rating_check: Some(check(&concluded.check)),
        rating: concluded.rating.as_ref().map(rating),
    }
}

pub(crate) fn get(request: &pb::GetRatingCheckRequest, call: &Call) -> Result<GetCheck, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_check(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetCheck { scope: call.scope.clone(), id }))
}

pub(crate) fn get_reply(seen: SeenCheck) -> pb::GetRatingCheckResponse {
    pb::GetRatingCheckResponse { rating_check: Some(check(&seen)) }
}

pub(crate) fn list(request: &pb::ListRatingChecksRequest, call: &Call) -> Result<ListChecks, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListRatingChecksRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let organization = organization(&mut violations, &request.organization);
    let state = enums::filter(&mut violations, "state", request.state, &enums::CHECK_STATES);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = binding.key(&mut violations, &request.page_token).and_then(|id| Uuid::try_parse(&id).ok());
    let filter = CheckFilter { scope: call.scope.clone(), organization, state };
    violations.finish(Some(ListChecks { filter, before, size, binding }))
}

pub(crate) fn list_reply(listed: Listed<SeenCheck>) -> pb::ListRatingChecksResponse {
    pb::ListRatingChecksResponse {
        rating_checks: listed.rows.iter().map(check).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn check(seen: &SeenCheck) -> pb::RatingCheck {
    let row = &seen.row;
    let kind = inspection_domain::rating::CheckKind::parse(&row.kind).map(enums::check_kind).unwrap_or_default();
    pb::RatingCheck {
        name: name::check(row.id),
        case: casework::case_name(row.id),
        rating: name::rating(row.rating),
        organization: names::organization(row.code),
        kind: kind.into(),
        state: enums::value(&enums::CHECK_STATES, &row.state).into(),
        cause: row.cause.clone(),
        grounds: stated(&seen.grounds),
        rules: seen.grounds.iter().map(|ground| rule(&ground.rule, ground.rule_version)).collect(),
        grade: enums::stored_grade(row.grade.as_deref()).into(),
        reasons: row.reasons.clone(),
        next_rating: row.next_rating.map(name::rating).unwrap_or_default(),
        create_time: Some(time::timestamp(row.created_at)),
        update_time: Some(time::timestamp(row.updated_at)),
        etag: casework::etag(row.id, row.revision),
    }
}

/// Grounds as the contract has them.
pub(super) fn stated(grounds: &[GroundRow]) -> Vec<pb::RatingGroundStated> {
    let stated = |row: &GroundRow| {
        let ground = inspection_domain::rating::Ground::parse(&row.ground).map(enums::ground).unwrap_or_default();
        pb::RatingGroundStated { ground: ground.into(), resources: row.resources.clone() }
    };
    grounds.iter().map(stated).collect()
}
