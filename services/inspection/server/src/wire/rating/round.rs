//! Sheets and rounds: requests and replies.

use std::collections::HashSet;

use fault::Fault;
use inspection_domain::rating::{Body, Sheet, sheets};
use onecode_proto::inspection::v1 as pb;
use seal::Ring;
use uow::Call;
use uuid::Uuid;
use vocab::OrganizationClass;

use super::{enums, name};
use crate::ops::rating::{Account, GetRound, ListRounds, ListedRounds, OpenRound, SeenRound};
use crate::store::rating::round::RoundRow;
use crate::wire::inspector::require_date;
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{text, time};

const LONGEST_ACCOUNT: usize = 100;
const MOST_MEMBERS: usize = 60;

/// The sheet of a name, if there is one.
pub(crate) fn get_sheet(request: &pb::GetRatingSheetRequest) -> Option<&'static Sheet> {
    let key = request.name.strip_prefix("ratingSheets/")?;
    sheets().iter().find(|sheet| sheet.key() == key)
}

pub(crate) fn sheet_reply(sheet: &Sheet) -> pb::GetRatingSheetResponse {
    let whole = |points: i64| i32::try_from(points).unwrap_or(i32::MAX);
    let indicators = sheet.indicators.iter().map(|one| pb::RatingIndicator {
        key: one.key.clone(),
        title: one.title.clone(),
        points: whole(one.points),
        scored: one.scored,
        mark: one.mark.clone(),
    });
    let sheet = pb::RatingSheet {
        name: name::sheet(sheet.kind, &sheet.edition),
        kind: enums::kind(sheet.kind).into(),
        edition: sheet.edition.clone(),
        title: sheet.title.clone(),
        total_points: whole(sheet.total),
        combination: enums::combination(sheet.combine).into(),
        source: sheet.source.clone(),
        valid_from: Some(time::date(sheet.valid_from)),
        indicators: indicators.collect(),
    };
    pb::GetRatingSheetResponse { rating_sheet: Some(sheet) }
}

pub(crate) fn open(request: &pb::OpenRatingRoundRequest, ring: &Ring) -> Result<OpenRound, Fault> {
    let mut violations = Violations::default();
    let empty = pb::RatingRound::default();
    let source = request.rating_round.as_ref().unwrap_or(&empty);
    if !(2_000..=2_100).contains(&source.year) {
        violations.note("rating_round.year", "must be 2000 to 2100");
    }
    let title = text::text(&mut violations, "rating_round.title", &source.title, 60);
    let kinds = kinds(&mut violations, &source.kinds);
    let edition = text::text(&mut violations, "rating_round.edition", &source.edition, 20);
    let from = require_date(&mut violations, "rating_round.apply_from", source.apply_from.as_ref());
    let to = require_date(&mut violations, "rating_round.apply_to", source.apply_to.as_ref());
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        violations.note("rating_round.apply_to", "must not be before apply_from");
    }
    let members = members(&mut violations, &source.members);
    let stated = title.zip(edition).zip(from).zip(to);
    violations.finish(stated.map(|(((title, edition), apply_from), apply_to)| OpenRound {
        ring: ring.clone(),
        year: source.year,
        title,
        kinds,
        edition,
        apply_from,
        apply_to,
        members,
    }))
}

fn kinds(violations: &mut Violations, stated: &[i32]) -> Vec<OrganizationClass> {
    if stated.is_empty() {
        violations.note("rating_round.kinds", "is required");
    }
    let mut kinds = Vec::new();
    for (at, number) in stated.iter().enumerate() {
        match enums::read_kind(*number) {
            Some(kind) if !kinds.contains(&kind) => kinds.push(kind),
            Some(_) => violations.note(format!("rating_round.kinds[{at}]"), "is there twice"),
            None => violations.note(
                format!("rating_round.kinds[{at}]"),
                "must be a social group, a private non-enterprise unit or a foundation",
            ),
        }
    }
    kinds
}

fn members(violations: &mut Violations, stated: &[pb::RatingMember]) -> Vec<(Body, Account)> {
    if stated.len() > MOST_MEMBERS {
        violations.note("rating_round.members", format_args!("must be at most {MOST_MEMBERS}"));
    }
    let (mut members, mut seen) = (Vec::new(), HashSet::new());
    for (at, member) in stated.iter().take(MOST_MEMBERS).enumerate() {
        let body = enums::read_body(member.body);
        if body.is_none() {
            violations
                .note(format!("rating_round.members[{at}].body"), "must be a value of the contract, not UNSPECIFIED");
        }
        let field = format!("rating_round.members[{at}].account");
        let account = account(violations, &field, &member.account);
        if let Some((body, account)) = body.zip(account) {
            if seen.insert((body, account.clone())) {
                members.push((body, Account::new(account)));
            } else {
                violations.note(field, "is there twice");
            }
        }
    }
    members
}

/// An account as it is stated.
pub(super) fn account(violations: &mut Violations, field: &str, raw: &str) -> Option<String> {
    text::text(violations, field, raw, LONGEST_ACCOUNT)
}

pub(crate) fn open_reply(seen: SeenRound) -> pb::OpenRatingRoundResponse {
    pb::OpenRatingRoundResponse { rating_round: Some(whole(seen)) }
}

pub(crate) fn get(request: &pb::GetRatingRoundRequest, call: &Call, ring: &Ring) -> Result<GetRound, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_round(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetRound {
        scope: call.scope.clone(),
        id,
        ring: ring.clone(),
        personal: call.reveals,
    }))
}

pub(crate) fn get_reply(seen: SeenRound) -> pb::GetRatingRoundResponse {
    pb::GetRatingRoundResponse { rating_round: Some(whole(seen)) }
}

pub(crate) fn list(request: &pb::ListRatingRoundsRequest, call: &Call) -> Result<ListRounds, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListRatingRoundsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = binding.key(&mut violations, &request.page_token).and_then(|id| Uuid::try_parse(&id).ok());
    violations.finish(Some(ListRounds { scope: call.scope.clone(), year: request.year, before, size, binding }))
}

pub(crate) fn list_reply(listed: ListedRounds) -> pb::ListRatingRoundsResponse {
    pb::ListRatingRoundsResponse {
        rating_rounds: listed.rows.iter().map(round).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn whole(seen: SeenRound) -> pb::RatingRound {
    let members = seen.members.into_iter().map(|(body, account)| pb::RatingMember {
        body: enums::body(body).into(),
        account: account.map(Account::reveal).unwrap_or_default(),
    });
    pb::RatingRound { members: members.collect(), ..round(&seen.row) }
}

fn round(row: &RoundRow) -> pb::RatingRound {
    pb::RatingRound {
        name: name::round(row.id),
        department: crate::wire::name::department(&row.department),
        division: row.division.clone(),
        year: row.year,
        title: row.title.clone(),
        kinds: row.kinds.iter().map(|kind| enums::stored_kind(kind).into()).collect(),
        edition: row.edition.clone(),
        apply_from: Some(time::date(row.apply_from)),
        apply_to: Some(time::date(row.apply_to)),
        members: Vec::new(),
        create_time: Some(time::timestamp(row.created_at)),
    }
}
