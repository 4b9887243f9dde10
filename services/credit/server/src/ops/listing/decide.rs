//! The decision to list (列入决定): a new listing, or a new ground of one that stands, whose period begins anew (CR-05).

use casework::{Announced, Announcement, Casework};
use credit_domain::ground::Ground;
use credit_domain::listing::{List, Listing};
use fault::Fault;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::follow::settle;
use super::read::{Seen, seen};
use super::removal::{self, Off};
use super::{Step, ground_title, hold, kept, list_title, moved, refused, said, title};
use crate::ops::{measure, publication, risk};
use crate::store::listing as listings;
use crate::store::listing::draft::DraftRow;
use crate::store::listing::ground::{self, GroundRow};
use crate::wire::listing::facts;
use crate::wire::name;

/// A decision as it is stated.
#[derive(Debug)]
pub(crate) struct Decision {
    pub(crate) document_number: String,
    pub(crate) reasons: String,
}

/// What was decided.
#[derive(Debug)]
pub(crate) struct Decided {
    pub(crate) draft: DraftRow,
    pub(crate) listing: Seen,
}

pub(crate) async fn decide(tx: &mut Tx, step: &Step<Decision>) -> Result<Decided, Fault> {
    let mut row = hold(tx, step).await?;
    let Decision { document_number, reasons } = &step.what;
    if row.state == "drafted" && !row.penal {
        return Err(refused::notice_missing(&row.ground));
    }
    let action = if row.state == "drafted" { "list-penal" } else { "list" };
    let act = said(tx, action, reasons);
    moved(tx, &step.office, &mut row, act).await?;
    let list = List::parse(&row.list).ok_or_else(|| Fault::internal("a draft is of no list"))?;
    let listing = listed(tx, &step.office, (&row, list), document_number).await?;
    let announced = publish(tx, step, &row, list).await?;
    let now = tx.now();
    let carrying = GroundRow {
        id: row.id,
        listing,
        ground: row.ground.clone(),
        rule: row.rule.clone(),
        cause: row.cause.clone(),
        records: row.records.clone(),
        decided_on: day_of(now),
        document_number: document_number.clone(),
        announcement: announced.id,
        withdrawn_on: None,
        created_at: now,
    };
    ground::insert(tx.conn(), &carrying).await?;
    move_across(tx, step, &row).await?;
    row.listing = Some(listing);
    row.reasons.clone_from(reasons);
    let draft = kept(tx, row).await?;
    settle(tx, &step.office, draft.organization).await?;
    Ok(Decided { listing: seen(tx.conn(), listing).await?, draft })
}

/// The listing that the decision makes, or whose period it restarts.
async fn listed(
    tx: &mut Tx,
    office: &Casework,
    (row, list): (&DraftRow, List),
    document_number: &str,
) -> Result<Uuid, Fault> {
    let today = day_of(tx.now());
    let subject = name::organization(row.organization);
    let known = listings::of(tx.conn(), row.organization).await?;
    if let Some(standing) = known.into_iter().find(|one| one.list == list && one.counts_on(today)) {
        listings::count_from(tx.conn(), standing.id, today).await?;
        let renewed = Listing { period_from: today, ..standing };
        tx.emit(&subject, &row.division, &facts::renewed(&renewed, row, document_number));
        risk::touched(tx, &[renewed.organization]).await?;
        return Ok(renewed.id);
    }
    let listing = Listing {
        id: tx.new_id(),
        organization: row.organization,
        division: row.division.clone(),
        department: row.department.clone(),
        list,
        ground: row.ground.clone(),
        rule: row.rule.clone(),
        document_number: document_number.to_owned(),
        listed_on: today,
        period_from: today,
        removed_on: None,
        withdrawn_on: None,
    };
    let now = tx.now();
    listings::insert(tx.conn(), &listing, now).await?;
    tx.emit(&subject, &row.division, &facts::listed(&listing));
    measure::impose(tx, office, &listing).await?;
    risk::touched(tx, &[listing.organization]).await?;
    publication::touched(tx, &[listing.organization]).await?;
    Ok(listing.id)
}

/// Tells the public (CR-10).
async fn publish(tx: &mut Tx, step: &Step<Decision>, row: &DraftRow, list: List) -> Result<Announced, Fault> {
    let (title, today) = (title(tx.conn(), row.organization).await?, day_of(tx.now()));
    let Decision { document_number, reasons } = &step.what;
    let announcement = Announcement {
        kind: "listing",
        organization: name::organization(row.organization),
        title: format!("将{title}列入{}", list_title(list)),
        body: format!(
            "{title}（统一社会信用代码{}）因“{}”被列入{}。决定书文号：{document_number}，决定日期：{today}。理由：{reasons}",
            row.organization,
            ground_title(row),
            list_title(list),
        ),
        rule: "CR-10",
    };
    step.office.announce(tx, row.id, announcement).await
}

/// Whoever is on the serious list for two years on the abnormal one has left that (CR-07.1).
async fn move_across(tx: &mut Tx, step: &Step<Decision>, row: &DraftRow) -> Result<(), Fault> {
    if row.ground() != Some(Ground::TwoYears) {
        return Ok(());
    }
    let today = day_of(tx.now());
    let known = listings::of(tx.conn(), row.organization).await?;
    let Some(left) = known.into_iter().find(|one| name::listing(one.id) == row.cause && one.counts_on(today)) else {
        return Ok(());
    };
    let off = Off { by: "moved", document_number: &step.what.document_number };
    removal::take_off(tx, &step.office, &left, off).await?;
    removal::close(tx, &step.office, left.id).await
}
