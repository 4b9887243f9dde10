//! What falls when records are withdrawn: grounds, the listings that nothing else carries, and what rested on those.

use casework::Casework;
use credit_domain::ground;
use credit_domain::listing::Listing;
use credit_domain::record::Record;
use fault::Fault;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::follow::is_ground;
use super::removal;
use crate::ops::measure;
use crate::store::listing as listings;
use crate::store::listing::ground::{self as store, GroundRow};
use crate::wire::listing::facts;
use crate::wire::name;

/// Lets fall what rests on records that were withdrawn; `records` are all of the organisation's that can be a ground.
pub(super) async fn fall(tx: &mut Tx, office: &Casework, records: &[Record], fallen: &[Uuid]) -> Result<(), Fault> {
    let today = day_of(tx.now());
    let mut falling = Vec::new();
    for row in store::resting_on(tx.conn(), fallen, &[]).await? {
        if row.cause.starts_with("listings/") {
            continue; // it falls with the listing, if that does
        }
        match carried(&row, records) {
            Some(others) => store::rest(tx.conn(), row.id, &others).await?,
            None => falling.push(row),
        }
    }
    while !falling.is_empty() {
        let mut withdrawn = Vec::new();
        for row in std::mem::take(&mut falling) {
            withdrawn.extend(drop_ground(tx, office, &row, today).await?);
        }
        if !withdrawn.is_empty() {
            falling = store::resting_on(tx.conn(), &[], &withdrawn).await?;
        }
    }
    Ok(())
}

/// The records that a ground rests on, if without those that were withdrawn it would have been one on the day of its decision.
fn carried(row: &GroundRow, records: &[Record]) -> Option<Vec<Uuid>> {
    let same = |one: &ground::Proposal| is_ground(one, &row.ground, &row.cause);
    ground::proposals(records, row.decided_on).into_iter().find(same).map(|one| one.records)
}

/// A ground falls; the name of its listing, if that falls with it.
async fn drop_ground(tx: &mut Tx, office: &Casework, row: &GroundRow, today: Date) -> Result<Option<String>, Fault> {
    store::withdraw(tx.conn(), row.id, today).await?;
    office.retract(tx, row.announcement, "列入事由所依据的信用信息已经撤回").await?;
    let listing = listings::get(tx.conn(), row.listing).await?;
    let Some(listing) = listing.filter(|listing| listing.withdrawn_on.is_none()) else { return Ok(None) };
    let grounds = store::of(tx.conn(), listing.id).await?;
    let left: Vec<GroundRow> = grounds.into_iter().filter(|one| one.withdrawn_on.is_none()).collect();
    let subject = name::organization(listing.organization);
    let Some(first) = left.first() else {
        listings::withdraw(tx.conn(), listing.id, today).await?;
        removal::close(tx, office, listing.id).await?;
        tx.emit(&subject, &listing.division, &facts::withdrawn(&listing, today));
        measure::lift(tx, office, &listing, today, true).await?;
        return Ok(Some(name::listing(listing.id)));
    };
    let restated = Listing {
        ground: first.ground.clone(),
        rule: first.rule.clone(),
        document_number: first.document_number.clone(),
        listed_on: first.decided_on,
        period_from: left.iter().map(|one| one.decided_on).max().unwrap_or(first.decided_on),
        ..listing
    };
    listings::restate(tx.conn(), &restated).await?;
    tx.emit(&subject, &restated.division, &facts::ground_withdrawn(&restated, &row.ground, today));
    Ok(None)
}
