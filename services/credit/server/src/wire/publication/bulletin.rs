//! Bulletins and their drafts.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow` calls")]

use ::intake::etag::stated_etag;
use ::time::Date;
use credit_domain::publication::bulletin::Kind;
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use onecode_proto::publish::Public;
use prost::Message;
use uow::Call;

use super::{body, bulletin_kind, request, tombstone};
use crate::ops::publication::bulletin::{GetBulletin, ListBulletins, ListDrafts, Seen, Step, etag_of};
use crate::ops::publication::read::Listed;
use crate::store::publication::bulletin::BulletinRow;
use crate::store::publication::entry::EntryRow;
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name, time as day};

pub(crate) fn get(name: &str, today: Date) -> Result<GetBulletin, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_bulletin(&mut violations, "name", name);
    violations.finish(id.map(|id| GetBulletin { id, scope: None, today }))
}

pub(crate) fn get_draft(name: &str, call: &Call, today: Date) -> Result<GetBulletin, Fault> {
    get(name, today).map(|query| GetBulletin { scope: Some(call.scope.clone()), ..query })
}

pub(crate) fn list(request: &pb::ListBulletinsRequest, call: &Call, today: Date) -> Result<ListBulletins, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListBulletinsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let kind = match pb::BulletinKind::try_from(request.kind) {
        Ok(pb::BulletinKind::Unspecified) => None,
        Ok(stated) => Kind::ALL.into_iter().find(|kind| bulletin_kind(*kind) == stated).map(Kind::as_str),
        Err(_) => {
            violations.note("kind", "must be a value of the contract");
            None
        }
    };
    let division = request::division(&mut violations, "division", &request.division);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = request::place(&mut violations, &binding, &request.page_token);
    violations.finish(Some(ListBulletins { kind, division, before, size, binding, today }))
}

pub(crate) fn list_drafts(
    request: &pb::ListBulletinDraftsRequest,
    call: &Call,
    today: Date,
) -> Result<ListDrafts, Fault> {
    let mut violations = Violations::default();
    let binding = Binding::new(call, &pb::ListBulletinDraftsRequest::default());
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let after = request::place(&mut violations, &binding, &request.page_token);
    violations.finish(Some(ListDrafts { scope: call.scope.clone(), after, size, binding, today }))
}

pub(crate) fn step(name: &str, etag: &str) -> Result<Step, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_bulletin(&mut violations, "name", name);
    let etag = stated_etag(&mut violations, etag);
    violations.finish(id.zip(etag).map(|(id, etag)| Step { id, etag }))
}

pub(crate) fn get_reply(seen: Seen) -> Public<pb::GetBulletinResponse> {
    Public::new(pb::GetBulletinResponse { bulletin: Some(whole(&seen).into_inner()) })
}

pub(crate) fn list_reply(listed: Listed<BulletinRow>) -> Public<pb::ListBulletinsResponse> {
    let bulletins = listed.rows.iter().map(|row| bulletin(row, &[]).into_inner()).collect();
    Public::new(pb::ListBulletinsResponse { bulletins, next_page_token: listed.next_page_token })
}

pub(crate) fn approve_reply(seen: Seen) -> pb::ApproveBulletinResponse {
    Public::new(pb::ApproveBulletinResponse { bulletin: Some(whole(&seen).into_inner()) }).into_inner()
}

pub(crate) fn get_draft_reply(seen: Seen) -> pb::GetBulletinDraftResponse {
    pb::GetBulletinDraftResponse { bulletin_draft: Some(draft(&seen.row, &seen.entries)) }
}

pub(crate) fn review_reply(seen: Seen) -> pb::ReviewBulletinResponse {
    pb::ReviewBulletinResponse { bulletin_draft: Some(draft(&seen.row, &seen.entries)) }
}

pub(crate) fn drafts_reply(listed: Listed<BulletinRow>) -> pb::ListBulletinDraftsResponse {
    let bulletin_drafts = listed.rows.iter().map(|row| draft(row, &[])).collect();
    pb::ListBulletinDraftsResponse { bulletin_drafts, next_page_token: listed.next_page_token }
}

/// What is approved, as bytes: the bulletin under its number, as it says it on that day.
pub(crate) fn approved(row: &BulletinRow, number: &str, entries: &[EntryRow]) -> Vec<u8> {
    let numbered = BulletinRow { number: Some(number.to_owned()), corrected_by: Vec::new(), ..row.clone() };
    bulletin(&numbered, entries).as_ref().encode_to_vec()
}

fn whole(seen: &Seen) -> Public<pb::Bulletin> {
    bulletin(&seen.row, &seen.entries)
}

fn draft(row: &BulletinRow, entries: &[EntryRow]) -> pb::BulletinDraft {
    let state = match row.state.as_str() {
        "drafted" => pb::BulletinDraftState::Drafted,
        "reviewed" => pb::BulletinDraftState::Reviewed,
        _ => pb::BulletinDraftState::Unspecified,
    };
    pb::BulletinDraft {
        bulletin: Some(bulletin(row, entries).into_inner()),
        state: state.into(),
        create_time: Some(day::timestamp(row.created_at)),
        review_time: row.reviewed_at.map(day::timestamp),
        etag: etag_of(row),
    }
}

fn bulletin(row: &BulletinRow, entries: &[EntryRow]) -> Public<pb::Bulletin> {
    let kind = Kind::parse(&row.kind).map_or(pb::BulletinKind::Unspecified, bulletin_kind);
    Public::new(pb::Bulletin {
        name: name::bulletin(row.id),
        number: row.number.clone().unwrap_or_default(),
        kind: kind.into(),
        title: row.title.clone(),
        department: name::department(&row.department),
        division: row.division.clone(),
        start_date: Some(day::date(row.starts_on)),
        end_date: Some(day::date(row.ends_on)),
        rule: row.rule.clone(),
        corrects: row.corrects.map(name::bulletin).unwrap_or_default(),
        corrects_number: row.corrects_number.clone().unwrap_or_default(),
        corrected_by: row.corrected_by.iter().copied().map(name::bulletin).collect(),
        publish_time: row.published_at.map(day::timestamp),
        entry_count: i32::try_from(row.entry_count).unwrap_or(i32::MAX),
        content_sha256: row.digest.as_ref().map(hex::encode).unwrap_or_default(),
        entries: entries.iter().map(|one| entry(one).into_inner()).collect(),
    })
}

fn entry(row: &EntryRow) -> Public<pb::BulletinEntry> {
    Public::new(pb::BulletinEntry {
        publication: name::publication(row.publication),
        number: row.number.clone(),
        body: row.body.as_deref().and_then(body::decode).map(Public::into_inner),
        tombstone: tombstone(row.withdrawn_on, row.ground.as_deref()).map(Public::into_inner),
    })
}
