//! Replies about drafts and listings.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow` calls")]

use credit_domain::ground::Ground;
use onecode_proto::credit::v1 as pb;
use uuid::Uuid;

use super::{draft_etag, removal_etag, word};
use crate::ops::listing::decide::Decided;
use crate::ops::listing::read::{Listed, Seen};
use crate::store::listing::draft::DraftRow;
use crate::store::listing::ground::GroundRow;
use crate::store::listing::list::{CountRow, Shown};
use crate::store::listing::removal::RemovalRow;
use crate::wire::{name, time as day};

/// A reply that shows the draft as it stands now.
macro_rules! draft_replies {
    ($($reply:ident: $response:ident),+) => {$(
        pub(crate) fn $reply(row: DraftRow) -> pb::$response {
            pb::$response { listing_draft: Some(draft(&row)) }
        }
    )+};
}

draft_replies!(
    get_draft: GetListingDraftResponse,
    exempt: ExemptListingResponse,
    dismiss: DismissListingResponse,
    notify: NotifyListingResponse,
    deliver: DeliverListingNoticeResponse,
    hear: HearListingStatementResponse
);

pub(crate) fn list_drafts(listed: Listed<DraftRow>) -> pb::ListListingDraftsResponse {
    pb::ListListingDraftsResponse {
        listing_drafts: listed.rows.iter().map(draft).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn decide(decided: Decided) -> pb::DecideListingResponse {
    pb::DecideListingResponse { listing_draft: Some(draft(&decided.draft)), listing: Some(whole(&decided.listing)) }
}

pub(crate) fn get(seen: Seen) -> pb::GetListingResponse {
    pb::GetListingResponse { listing: Some(whole(&seen)) }
}

pub(crate) fn list(listed: Listed<Shown>) -> pb::ListListingsResponse {
    pb::ListListingsResponse {
        listings: listed.rows.iter().map(bare).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn as_of(listed: Listed<Shown>) -> pb::ListEntriesAsOfResponse {
    pb::ListEntriesAsOfResponse {
        listings: listed.rows.iter().map(bare).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn count(rows: Vec<CountRow>) -> pb::CountListingsResponse {
    let shown = |row: CountRow| pb::ListingCount {
        list: word::list_word(&row.list).into(),
        month: Some(day::date(row.month)),
        ground: row.ground,
        listed: row.listed,
        removed: row.removed,
        withdrawn: row.withdrawn,
    };
    pb::CountListingsResponse { counts: rows.into_iter().map(shown).collect() }
}

pub(crate) fn request_removal(row: RemovalRow) -> pb::RequestListingRemovalResponse {
    pb::RequestListingRemovalResponse { listing_removal: Some(removal(&row)) }
}

pub(crate) fn decide_removal((row, seen): (RemovalRow, Seen)) -> pb::DecideListingRemovalResponse {
    pb::DecideListingRemovalResponse { listing_removal: Some(removal(&row)), listing: Some(whole(&seen)) }
}

fn records(ids: &[Uuid]) -> Vec<String> {
    ids.iter().copied().map(name::record).collect()
}

fn department(key: &str) -> String {
    if key.is_empty() { String::new() } else { name::department(key) }
}

fn draft(row: &DraftRow) -> pb::ListingDraft {
    pb::ListingDraft {
        name: name::listing_draft(row.id),
        organization: name::organization(row.organization),
        division: row.division.clone(),
        list: word::list_word(&row.list).into(),
        ground: row.ground.clone(),
        ground_title: row.ground().map_or("", Ground::title).to_owned(),
        rule: row.rule.clone(),
        cause: row.cause.clone(),
        since_date: Some(day::date(row.since_on)),
        records: records(&row.records),
        penal: row.penal,
        state: word::draft_state(&row.state).into(),
        department: department(&row.department),
        notice: row.notice.clone(),
        method: word::method(&row.method).into(),
        serve_date: row.served_on.map(day::date),
        answer_until_date: row.answer_until.map(day::date),
        statement: row.statement.clone(),
        proof: row.proof.map(name::document).unwrap_or_default(),
        reasons: row.reasons.clone(),
        listing: row.listing.map(name::listing).unwrap_or_default(),
        end_date: row.ended_on.map(day::date),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
        etag: draft_etag(row),
    }
}

fn bare(shown: &Shown) -> pb::Listing {
    let listing = &shown.listing;
    pb::Listing {
        name: name::listing(listing.id),
        organization: name::organization(listing.organization),
        title: shown.title.clone(),
        division: listing.division.clone(),
        department: name::department(&listing.department),
        list: word::list(listing.list).into(),
        ground: listing.ground.clone(),
        rule: listing.rule.clone(),
        document_number: listing.document_number.clone(),
        list_date: Some(day::date(listing.listed_on)),
        period_from_date: Some(day::date(listing.period_from)),
        remove_date: listing.removed_on.map(day::date),
        removal_cause: word::removal_cause(&shown.removed_by).into(),
        withdraw_date: listing.withdrawn_on.map(day::date),
        grounds: Vec::new(),
        removals: Vec::new(),
    }
}

fn whole(seen: &Seen) -> pb::Listing {
    let grounds = seen.grounds.iter().map(ground).collect();
    pb::Listing { grounds, removals: seen.removals.iter().map(removal).collect(), ..bare(&seen.shown) }
}

fn ground(row: &GroundRow) -> pb::ListingGround {
    pb::ListingGround {
        listing_draft: name::listing_draft(row.id),
        ground: row.ground.clone(),
        rule: row.rule.clone(),
        cause: row.cause.clone(),
        records: records(&row.records),
        decide_date: Some(day::date(row.decided_on)),
        document_number: row.document_number.clone(),
        announcement: format!("announcements/{}", row.announcement),
        withdraw_date: row.withdrawn_on.map(day::date),
    }
}

fn removal(row: &RemovalRow) -> pb::ListingRemoval {
    pb::ListingRemoval {
        name: name::listing_removal(row.id),
        listing: name::listing(row.listing),
        statement: row.statement.clone(),
        state: word::removal_state(&row.state).into(),
        request_date: Some(day::date(row.requested_on)),
        due_date: Some(day::date(row.due_on)),
        decide_date: row.decided_on.map(day::date),
        document_number: row.document_number.clone(),
        reasons: row.reasons.clone(),
        etag: removal_etag(row),
    }
}
