//! Leaving a list (移出名单): on application, or by itself (CR-06, CR-08).

use casework::{Announcement, Casework, Office, Opening, caller};
use credit_domain::ground::Ground;
use credit_domain::listing::Listing;
use credit_domain::procedures::REGISTRAR;
use credit_domain::removal::{Situation, undone};
use fault::{Fault, on_constraint};
use procedure::Act;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::follow::{grounding, settle};
use super::read::{Seen, seen};
use super::{list_title, refused, said, title};
use crate::ops::{measure, publication, risk};
use crate::store::listing as listings;
use crate::store::listing::draft::{self, DraftRow};
use crate::store::listing::ground::{self, GroundRow};
use crate::store::listing::removal::{self as store, RemovalRow};
use crate::store::organization;
use crate::wire::listing::{facts, removal_etag};
use crate::wire::name;

/// An application.
#[derive(Debug)]
pub(crate) struct Apply {
    pub(crate) office: Casework,
    pub(crate) listing: Uuid,
    pub(crate) statement: String,
}

/// A decision of one.
#[derive(Debug)]
pub(crate) struct DecideRemoval {
    pub(crate) office: Casework,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    /// The number of the decision to remove; refused, if there is none.
    pub(crate) document_number: Option<String>,
    pub(crate) reasons: String,
}

/// Why a listing ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Off<'a> {
    pub(super) by: &'static str,
    pub(super) document_number: &'a str,
}

/// A listing with what its end depends on.
pub(super) struct Stands {
    pub(super) listing: Listing,
    pub(super) grounds: Vec<Ground>,
    undone: Vec<Ground>,
    pending: Option<DraftRow>,
    status: Option<credit_domain::organization::Status>,
}

impl Stands {
    /// As the rules look at it.
    pub(super) fn situation(&self) -> Situation<'_> {
        Situation {
            listing: &self.listing,
            grounds: &self.grounds,
            undone: &self.undone,
            pending: self.pending.as_ref().and_then(DraftRow::ground),
            status: self.status,
        }
    }

    fn require_free(&self, day: Date) -> Result<(), Fault> {
        let Some(obstacle) = self.situation().obstacle(day) else { return Ok(()) };
        Err(refused::obstacle(&obstacle, &self.listing, self.pending.as_ref().map(|row| row.id)))
    }
}

pub(crate) async fn apply(tx: &mut Tx, command: &Apply) -> Result<RemovalRow, Fault> {
    let stands = standing(tx, command.listing).await?;
    let (today, now, department) = (day_of(tx.now()), tx.now(), tx.call().department.clone());
    require_authority(tx, &stands.listing)?;
    stands.require_free(today)?;
    let row = RemovalRow {
        id: tx.new_id(),
        listing: command.listing,
        department,
        statement: command.statement.clone(),
        state: "verifying".to_owned(),
        requested_on: today,
        due_on: command.office.ends_on("CR-06a", today)?.0,
        decided_on: None,
        document_number: String::new(),
        reasons: String::new(),
        revision: 1,
        created_at: now,
        updated_at: now,
    };
    let inserted = store::insert(tx.conn(), &row).await;
    on_constraint(inserted, "listing_removal_open_key", || refused::removal_open(command.listing))?;
    let opening = Opening {
        id: row.id,
        procedure: "listing-removal",
        title: title(tx.conn(), stands.listing.organization).await?,
        resource: name::listing_removal(row.id),
        organization: name::organization(stands.listing.organization),
        division: stands.listing.division.clone(),
        variant: String::new(),
        roles: vec![(REGISTRAR, caller(tx))],
    };
    command.office.open(tx, opening).await?;
    let act = said(tx, "accept", "");
    command.office.act(tx, row.id, None, act).await?;
    Ok(row)
}

pub(crate) async fn decide(tx: &mut Tx, command: &DecideRemoval) -> Result<(RemovalRow, Seen), Fault> {
    let (scope, today) = (tx.call().scope.clone(), day_of(tx.now()));
    let listing = store::get(tx.conn(), command.id).await?.ok_or_else(|| refused::no_removal(command.id))?.listing;
    let stands = standing(tx, listing).await?;
    if !scope.covers(&stands.listing.division) {
        return Err(refused::no_removal(command.id));
    }
    require_authority(tx, &stands.listing)?;
    let mut row = store::get(tx.conn(), command.id).await?.ok_or_else(|| refused::no_removal(command.id))?;
    let current = removal_etag(&row);
    if current != command.etag {
        return Err(refused::removal_changed(current));
    }
    let action = if command.document_number.is_some() { "remove" } else { "refuse" };
    let act = said(tx, action, &command.reasons);
    let moved = command.office.act(tx, row.id, None, act).await?;
    row.state = moved.case.state;
    if let Some(document_number) = &command.document_number {
        stands.require_free(today)?;
        take_off(tx, &command.office, &stands.listing, Off { by: "application", document_number }).await?;
        let title = title(tx.conn(), stands.listing.organization).await?;
        let list = list_title(stands.listing.list);
        let announcement = Announcement {
            kind: "listing-removal",
            organization: name::organization(stands.listing.organization),
            title: format!("将{title}移出{list}"),
            body: format!("{title}经核实符合移出条件，自{today}起移出{list}。决定书文号：{document_number}。"),
            rule: "CR-10",
        };
        command.office.announce(tx, row.id, announcement).await?;
        row.document_number.clone_from(document_number);
        settle(tx, &command.office, stands.listing.organization).await?;
    }
    row.decided_on = Some(today);
    row.reasons.clone_from(&command.reasons);
    let row = kept(tx, row).await?;
    Ok((row, seen(tx.conn(), listing).await?))
}

/// Whoever put an organisation on a list takes it off.
fn require_authority(tx: &Tx, listing: &Listing) -> Result<(), Fault> {
    let call = tx.call();
    let its = (&call.department, &call.division) == (&listing.department, &listing.division);
    if its { Ok(()) } else { Err(refused::other_authority(&listing.division)) }
}

/// A listing that counts today, with what its end depends on; nobody else decides of its organisation meanwhile.
pub(super) async fn standing(tx: &mut Tx, id: Uuid) -> Result<Stands, Fault> {
    let today = day_of(tx.now());
    let known = listings::get(tx.conn(), id).await?.ok_or_else(|| refused::no_listing(id))?;
    draft::hold(tx.conn(), &[known.organization]).await?;
    // a statement of its own: it must see what the lock waited for
    let listing = listings::get(tx.conn(), id).await?.filter(|one| one.counts_on(today));
    let listing = listing.ok_or_else(|| refused::ended(id))?;
    let carrying = carrying(tx, id).await?;
    let mut duties = rests_on(&carrying);
    for row in &carrying {
        if let Some(before) = row.cause.strip_prefix("listings/").and_then(|id| Uuid::try_parse(id).ok()) {
            duties.extend(rests_on(&self::carrying(tx, before).await?));
        }
    }
    let records = grounding(tx.conn(), &[listing.organization]).await?;
    let drafts = draft::of(tx.conn(), listing.organization).await?;
    let organization = organization::get(tx.conn(), listing.organization).await?;
    let pending = drafts.into_iter().find(|row| row.open() && row.list == listing.list.as_str());
    Ok(Stands {
        grounds: carrying.iter().filter_map(|row| Ground::parse(&row.ground)).collect(),
        undone: undone(&duties, &records, today),
        pending,
        status: organization.map(|one| one.status),
        listing,
    })
}

/// The grounds that carry a listing.
pub(super) async fn carrying(tx: &mut Tx, listing: Uuid) -> Result<Vec<GroundRow>, Fault> {
    let rows = ground::of(tx.conn(), listing).await?;
    Ok(rows.into_iter().filter(|row| row.withdrawn_on.is_none()).collect())
}

fn rests_on(rows: &[GroundRow]) -> Vec<(Ground, Vec<Uuid>)> {
    rows.iter().filter_map(|row| Some((Ground::parse(&row.ground)?, row.records.clone()))).collect()
}

/// From today on an organisation is off a list.
pub(super) async fn take_off(tx: &mut Tx, office: &Casework, listing: &Listing, off: Off<'_>) -> Result<(), Fault> {
    let today = day_of(tx.now());
    listings::remove(tx.conn(), listing.id, today, off.by).await?;
    let fact = facts::removed(listing, off.by, today, off.document_number);
    tx.emit(&name::organization(listing.organization), &listing.division, &fact);
    measure::lift(tx, office, listing, today, false).await?;
    risk::touched(tx, &[listing.organization]).await?;
    publication::touched(tx, &[listing.organization]).await
}

/// The applications of a listing that ended otherwise have nothing left to decide.
pub(super) async fn close(tx: &mut Tx, office: &Casework, listing: Uuid) -> Result<(), Fault> {
    let today = day_of(tx.now());
    let verifying = store::of(tx.conn(), listing).await?.into_iter().filter(|row| row.state == "verifying");
    let division = listings::get(tx.conn(), listing).await?.map(|one| one.division).unwrap_or_default();
    for mut row in verifying {
        let act = Act { action: "close".to_owned(), by: Office::new(&row.department, &division), ..Act::default() };
        row.state = office.act(tx, row.id, None, act).await?.case.state;
        row.decided_on = Some(today);
        kept(tx, row).await?;
    }
    Ok(())
}

async fn kept(tx: &mut Tx, mut row: RemovalRow) -> Result<RemovalRow, Fault> {
    row.revision += 1;
    row.updated_at = tx.now();
    store::update(tx.conn(), &row).await?;
    Ok(row)
}
