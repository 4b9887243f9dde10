//! What follows for the lists from a record that came, ended or was withdrawn: drafts come and go with what they rest on, in the
//! transaction of the record.

use std::collections::HashSet;

use casework::{Casework, Office};
use credit_domain::ground::{self, Cause, Ground, Proposal};
use credit_domain::listing::Listing;
use credit_domain::record::{Kind, Record};
use fault::Fault;
use procedure::Act;
use sqlx::PgConnection;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::{UnifiedCode, day_of};

use super::{fall, kept, retract};
use crate::store::listing as listings;
use crate::store::listing::draft::{self as store, DraftRow, Proposed};
use crate::store::{of_each, organization as store_of, record};
use crate::wire::name;

/// Whose record it is, and what it is of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Touch<'a> {
    pub(crate) organization: UnifiedCode,
    pub(crate) division: &'a str,
    pub(crate) kind: Kind,
}

/// Brings drafts and listings in line with the records of organisations, of which `fallen` were just withdrawn. No organisation may be
/// there twice with kinds that lists rest on.
pub(crate) async fn follow(
    tx: &mut Tx,
    office: &Casework,
    touches: &[Touch<'_>],
    fallen: &[Uuid],
) -> Result<(), Fault> {
    let touches: Vec<&Touch<'_>> = touches.iter().filter(|touch| ground::matters(touch.kind)).collect();
    if touches.is_empty() {
        return Ok(());
    }
    let (organizations, today) = (touches.iter().map(|touch| touch.organization).collect::<Vec<_>>(), day_of(tx.now()));
    store::hold(tx.conn(), &organizations).await?;
    let records = grounding(tx.conn(), &organizations).await?;
    if !fallen.is_empty() {
        fall::fall(tx, office, &records, fallen).await?;
    }
    let codes: Vec<String> = organizations.iter().map(ToString::to_string).collect();
    let (mut records, mut drafts, mut listed) = (
        of_each(records, |one| one.organization),
        of_each(store::of_all(tx.conn(), &codes).await?, |one| one.organization),
        of_each(listings::of_all(tx.conn(), &codes).await?, |one| one.organization),
    );
    let known = store_of::of(tx.conn(), &codes).await?;
    let each = |touch: &Touch<'_>| {
        let code = touch.organization;
        let records = records.remove(&code).unwrap_or_default();
        Each {
            organization: code,
            division: known.get(&code).map_or(touch.division, |one| &one.division).to_owned(),
            drafts: drafts.remove(&code).unwrap_or_default(),
            listed: listed.remove(&code).unwrap_or_default(),
            proposals: ground::proposals(&records, today),
            records,
        }
    };
    let each: Vec<Each> = touches.into_iter().map(each).collect();
    let wanted = each
        .iter()
        .flat_map(|one| wanted(tx, (one.organization, &one.division), &one.drafts, &one.proposals))
        .collect();
    propose(tx, wanted).await?;
    for Each { drafts, listed, records, proposals, .. } in each {
        for draft in drafts.into_iter().filter(DraftRow::open) {
            if rests_on_nothing(&draft, &records, &proposals) || escalates_nothing(&draft, &listed, today) {
                lapse(tx, office, draft).await?;
            }
        }
    }
    Ok(())
}

/// What there is of an organisation, and what its records amount to.
struct Each {
    organization: UnifiedCode,
    division: String,
    records: Vec<Record>,
    drafts: Vec<DraftRow>,
    listed: Vec<Listing>,
    proposals: Vec<Proposal>,
}

/// Every record of some organisations that can be a ground.
pub(super) async fn grounding(conn: &mut PgConnection, organizations: &[UnifiedCode]) -> Result<Vec<Record>, Fault> {
    let kinds = Kind::ALL.into_iter().filter(|kind| ground::matters(*kind));
    let organizations: Vec<String> = organizations.iter().map(ToString::to_string).collect();
    Ok(record::of(conn, &organizations, kinds).await?)
}

/// The name of what triggers a ground.
pub(super) fn cause(proposal: &Proposal) -> String {
    match proposal.cause {
        Cause::Record(id) => name::record(id),
        Cause::Listing(id) => name::listing(id),
    }
}

/// What is proposed and was not, or rests on other records than before.
pub(super) fn wanted<'a>(
    tx: &Tx,
    (organization, division): (UnifiedCode, &str),
    drafts: &[DraftRow],
    proposals: &'a [Proposal],
) -> Vec<Proposed<'a>> {
    let anew = |proposal: &'a Proposal| {
        let same = drafts.iter().find(|draft| is_of(draft, proposal));
        let changed = |draft: &DraftRow| (&draft.records, draft.penal) != (&proposal.records, proposal.penal);
        let wanted = same.is_none_or(|draft| draft.open() && changed(draft));
        let (cause, since) =
            same.map_or_else(|| (cause(proposal), proposal.since), |draft| (draft.cause.clone(), draft.since_on));
        wanted.then(|| Proposed {
            id: tx.new_id(),
            organization,
            division: division.to_owned(),
            proposal,
            cause,
            since,
        })
    };
    proposals.iter().filter_map(anew).collect()
}

/// Drafts what is wanted; what is of one ground and cause, one after the other.
pub(super) async fn propose(tx: &mut Tx, mut wanted: Vec<Proposed<'_>>) -> Result<(), Fault> {
    let now = tx.now();
    while !wanted.is_empty() {
        let mut met = HashSet::new();
        let first = |one: &Proposed<'_>| met.insert((one.organization, one.proposal.ground, one.cause.clone()));
        let (proposed, later): (Vec<_>, Vec<_>) = wanted.into_iter().partition(first);
        store::propose(tx.conn(), &proposed, now).await?;
        wanted = later;
    }
    Ok(())
}

/// Ends the drafts of an organisation that rest on a listing which no longer counts, or counts from another day.
pub(super) async fn settle(tx: &mut Tx, office: &Casework, organization: UnifiedCode) -> Result<(), Fault> {
    let today = day_of(tx.now());
    let listed = listings::of(tx.conn(), organization).await?;
    let drafts = store::of(tx.conn(), organization).await?;
    for draft in drafts.into_iter().filter(DraftRow::open) {
        if escalates_nothing(&draft, &listed, today) {
            lapse(tx, office, draft).await?;
        }
    }
    Ok(())
}

/// Whether a draft is of a proposal; one by a listing is of its period alone.
fn is_of(draft: &DraftRow, proposal: &Proposal) -> bool {
    let period = matches!(proposal.cause, Cause::Record(_)) || draft.since_on == proposal.since;
    period && is_ground(proposal, &draft.ground, &draft.cause)
}

/// Whether a proposal is the ground that something triggered; of a revocation, any record that says it does.
pub(super) fn is_ground(proposal: &Proposal, ground: &str, of: &str) -> bool {
    let any = |id: &Uuid| proposal.ground == Ground::Revoked && name::record(*id) == of;
    proposal.ground.as_str() == ground && (cause(proposal) == of || proposal.records.iter().any(any))
}

/// Whether every record of a draft is known and together they are no ground any more. While the records are read anew from the feed,
/// those that are still missing prove nothing.
fn rests_on_nothing(draft: &DraftRow, records: &[Record], proposals: &[Proposal]) -> bool {
    let known = |id: &Uuid| records.iter().any(|record| record.id == *id);
    draft.cause.starts_with("creditRecords/")
        && draft.records.iter().all(known)
        && !proposals.iter().any(|proposal| is_of(draft, proposal))
}

fn escalates_nothing(draft: &DraftRow, listed: &[Listing], today: Date) -> bool {
    let of = |listing: &&Listing| draft.cause == name::listing(listing.id);
    let listing = listed.iter().find(of);
    listing.is_some_and(|listing| !listing.counts_on(today) || listing.period_from != draft.since_on)
}

/// What a draft rests on fell before a decision.
async fn lapse(tx: &mut Tx, office: &Casework, mut draft: DraftRow) -> Result<(), Fault> {
    if !draft.department.is_empty() {
        let act =
            Act { action: "lapse".to_owned(), by: Office::new(&draft.department, &draft.division), ..Act::default() };
        office.act(tx, draft.id, None, act).await?;
    }
    retract(tx, office, &mut draft, "拟列入所依据的线索已经消失").await?;
    "lapsed".clone_into(&mut draft.state);
    draft.ended_on = Some(day_of(tx.now()));
    kept(tx, draft).await?;
    Ok(())
}
