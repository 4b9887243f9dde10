//! Tenders are drafted, published, and come to nothing.

use fault::{Fault, Violation, on_constraint};
use purchase_domain::tender::{Procedure, first_deadline};
use seal::LetterBox;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::draw::invite::enough_invited;
use super::opening::{BIDS, place};
use super::{Shown, Which, hold, none_under_way, note, own, standing, told};
use crate::desk::Desk;
use crate::ops::refused::{project as project_refused, tender as refused};
use crate::ops::{ocds, project};
use crate::store::project::ProjectRow;
use crate::store::tender::{self as store, Stated, TenderRow, share};
use crate::wire::{name, tender::facts};

/// What a tender declares, for which project.
#[derive(Debug)]
pub(crate) struct Create {
    pub(crate) project: Uuid,
    pub(crate) stated: Stated,
}

/// Which draft, as it was read, and what seals its key.
#[derive(Debug)]
pub(crate) struct Publish {
    pub(crate) which: Which,
    pub(crate) desk: Desk,
}

/// How a tender ends.
#[derive(Debug)]
pub(crate) struct End {
    pub(crate) which: Which,
    /// `failed` or `cancelled`.
    pub(crate) status: &'static str,
    pub(crate) reason: String,
}

fn procedure(project: &ProjectRow) -> Result<Procedure, Fault> {
    Procedure::of_kept(&project.method).ok_or_else(|| refused::method(project.id, &project.method))
}

/// What is declared keeps to the rules of the method on a day: kinds and points of the criteria, and the least number of bids.
fn checked(
    procedure: Procedure,
    (kinds, points): (&[String], &[i32]),
    least_bids: i32,
    day: Date,
) -> Result<(), Fault> {
    let mut violations = Vec::new();
    let mut wrong = |field: &str, description: String| violations.push(Violation { field: field.into(), description });
    let has = |kind: &str| kinds.iter().any(|one| one == kind);
    let (least, most) = procedure.price_points(day);
    if !(least..=most).contains(&i64::from(price_points(kinds, points))) {
        wrong("tender.criteria", format!("must give {least} to {most} hundredths of a point for the price"));
    }
    if procedure.is_lowest_price() {
        if !has("requirement") {
            wrong("tender.criteria", "must have one of the kind requirement, since the price alone is scored".into());
        }
    } else if !has("quality") {
        wrong("tender.criteria", "must have one of the kind quality".into());
    }
    let fewest = procedure.least_bids(day).map_or(1, |rule| rule.value());
    if i64::from(least_bids) < fewest {
        wrong("tender.least_bids", format!("must be {fewest} or more"));
    }
    if violations.is_empty() { Ok(()) } else { Err(Fault::invalid(violations)) }
}

/// The most points for the price, of criteria of these kinds.
pub(super) fn price_points(kinds: &[String], points: &[i32]) -> i32 {
    kinds.iter().zip(points).filter(|(kind, _)| *kind == "price").map(|(_, points)| *points).sum()
}

/// A project of the caller's own, kept from others, that can be procured here.
async fn planned(tx: &mut Tx, id: Uuid) -> Result<(ProjectRow, Procedure), Fault> {
    let project = project::hold_own(tx, id).await?;
    if project.status != "planned" {
        return Err(project_refused::project_state(project.id, &project.status));
    }
    let procedure = procedure(&project)?;
    Ok((project, procedure))
}

pub(crate) async fn create(tx: &mut Tx, command: &Create) -> Result<Shown, Fault> {
    let Create { project, stated } = command;
    let (project, procedure) = planned(tx, *project).await?;
    none_under_way(tx, project.id).await?;
    checked(procedure, (&stated.kinds, &stated.points), stated.least_bids, day_of(tx.now()))?;
    let by = tx.author();
    let of = (project.id, project.title.as_str(), project.budget_fen, project.method.as_str());
    let inserted = store::insert(tx.conn(), of, stated, &by).await;
    on_constraint(inserted, "tender_under_way_key", || {
        project_refused::project_state(project.id, "the matter of another draft")
    })?;
    note(tx, by.id, "drafted", "").await?;
    told(tx.conn(), by.id).await
}

pub(crate) async fn publish(tx: &mut Tx, command: &Publish) -> Result<Shown, Fault> {
    let Publish { which, desk } = command;
    let call = tx.call().clone();
    let seen = own(tx.conn(), which.id, &call).await?;
    // the project before its tender, in whatever is done to both
    let (project, procedure) = planned(tx, seen.project).await?;
    let row = hold(tx, which, &["draft"]).await?;
    if row.method != project.method {
        return Err(refused::method(project.id, &project.method));
    }
    enough_invited(tx, &row).await?;
    let (today, now) = (day_of(tx.now()), tx.now());
    let notice = procedure.notice(today).ok_or_else(|| Fault::internal("no rule of notice"))?;
    let first = first_deadline(&notice, today, desk.calendar()).ok_or_else(|| refused::calendar_unknown(today))?;
    let notice = notice.reference().to_string();
    if day_of(row.bid_deadline) < first {
        return Err(refused::notice_too_short(&notice, first));
    }
    if now >= row.question_deadline {
        return Err(refused::questions_closed(row.question_deadline, now));
    }
    checked(procedure, (&row.criteria_kinds, &row.criteria_points), row.least_bids, today)?;
    let mut rules = vec![notice];
    rules.extend(procedure.least_bids(today).map(|rule| rule.reference().to_string()));
    let public_key = letter_box(tx, (row.id, BIDS), desk).await?;
    let of = (project.title.as_str(), project.budget_fen);
    store::publish(tx.conn(), row.id, of, (&rules, &public_key), now).await?;
    note(tx, row.id, "published", "").await?;
    ocds::of_tender(tx, row.project, ocds::TENDERED).await?;
    let shown = told(tx.conn(), row.id).await?;
    tx.emit(&name::tender(row.id), &row.division, &facts::published(&shown));
    Ok(shown)
}

/// A key for a round of a tender: its public half; the private one is kept in two halves, each sealed for its row.
pub(super) async fn letter_box(tx: &mut Tx, (tender, round): (Uuid, i32), desk: &Desk) -> Result<Vec<u8>, Fault> {
    let letters = LetterBox::generate().map_err(Fault::internal)?;
    let now = tx.now();
    for (number, half) in (1..).zip(&letters.halves) {
        let id = tx.new_id();
        let sealed = desk.ring().seal(&place(id), half.expose()).map_err(Fault::internal)?;
        share::insert(tx.conn(), (id, tender, round, number), &sealed, now).await?;
    }
    Ok(letters.public_key)
}

pub(crate) async fn end(tx: &mut Tx, command: &End) -> Result<Shown, Fault> {
    let row = hold(tx, &command.which, &["draft", "published", "opened", "offering", "evaluated", "announced"]).await?;
    if command.status == "failed" {
        standing(&row, &["published", "opened", "offering", "evaluated", "announced"])?;
    }
    ended(tx, row.id, command.status, &command.reason).await
}

/// With how few valid bids a tender fails; none: they are enough.
pub(super) fn too_few(row: &TenderRow, valid: usize) -> Option<String> {
    let is_few = i64::try_from(valid).unwrap_or(i64::MAX) < i64::from(row.least_bids);
    is_few.then(|| format!("{valid} valid bids, of which there must be {} at least", row.least_bids))
}

/// Ends a tender that is kept from others; what is sealed can never be opened any more.
pub(super) async fn ended(tx: &mut Tx, id: Uuid, status: &'static str, reason: &str) -> Result<Shown, Fault> {
    let now = tx.now();
    store::end(tx.conn(), id, (status, reason), now).await?;
    share::wipe(tx.conn(), id).await?;
    note(tx, id, status, reason).await?;
    let shown = told(tx.conn(), id).await?;
    // of what never was more than a draft nobody was told
    if !shown.row.public_key.is_empty() {
        ocds::of_tender(tx, shown.row.project, ocds::TENDER_ENDED).await?;
        tx.emit(&name::tender(id), &shown.row.division, &facts::ended(&shown));
    }
    Ok(shown)
}
