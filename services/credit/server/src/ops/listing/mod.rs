//! The two lists: what records amount to, what is decided of it, and what follows when it falls.

pub(crate) mod act;
pub(crate) mod decide;
mod fall;
mod follow;
pub(crate) mod read;
mod refused;
pub(crate) mod removal;
pub(crate) mod sweep;

pub(crate) use follow::{Touch, follow};

use casework::{Casework, Opening, Standing, caller};
use credit_domain::ground::Ground;
use credit_domain::listing::List;
use credit_domain::procedures::REGISTRAR;
use fault::Fault;
use procedure::Act;
use sqlx::PgConnection;
use uow::Tx;
use uuid::Uuid;
use vocab::{UnifiedCode, day_of};

use crate::store::listing::draft::{self as store, DraftRow};
use crate::store::organization;
use crate::wire::listing::draft_etag;
use crate::wire::name;

/// A step that rests on what somebody saw, with what it says.
#[derive(Debug)]
pub(crate) struct Step<T> {
    pub(crate) office: Casework,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) what: T,
}

/// The draft of a step, as somebody saw it, if it is the caller's to decide; nobody else decides of its organisation meanwhile.
async fn hold<T>(tx: &mut Tx, step: &Step<T>) -> Result<DraftRow, Fault> {
    let scope = tx.call().scope.clone();
    let seen = store::get(tx.conn(), step.id).await?.filter(|row| scope.covers(&row.division));
    let seen = seen.ok_or_else(|| refused::no_draft(step.id))?;
    if seen.division != tx.call().division {
        return Err(refused::other_authority(&seen.division));
    }
    store::hold(tx.conn(), &[seen.organization]).await?;
    // a statement of its own: it must see what the lock waited for
    let row = store::get(tx.conn(), step.id).await?.ok_or_else(|| refused::no_draft(step.id))?;
    let current = draft_etag(&row);
    if current == step.etag { Ok(row) } else { Err(refused::draft_changed(current)) }
}

/// Moves the case of a draft by an action; the first one opens it in the name of the caller's department.
async fn moved(tx: &mut Tx, office: &Casework, row: &mut DraftRow, act: Act) -> Result<Standing, Fault> {
    if row.department.is_empty() {
        row.department.clone_from(&tx.call().department);
        let opening = Opening {
            id: row.id,
            procedure: match List::parse(&row.list) {
                Some(List::Serious) => "serious-listing",
                Some(List::Abnormal) | None => "abnormal-listing",
            },
            title: format!("{}：{}", title(tx.conn(), row.organization).await?, ground_title(row)),
            resource: name::listing_draft(row.id),
            organization: name::organization(row.organization),
            division: row.division.clone(),
            variant: String::new(),
            roles: vec![(REGISTRAR, caller(tx))],
        };
        office.open(tx, opening).await?;
    }
    let standing = office.act(tx, row.id, None, act).await?;
    row.state.clone_from(&standing.case.state);
    if standing.ended() {
        row.ended_on = Some(day_of(tx.now()));
    }
    Ok(standing)
}

/// Keeps what changed of a draft.
async fn kept(tx: &mut Tx, mut row: DraftRow) -> Result<DraftRow, Fault> {
    row.revision += 1;
    row.updated_at = tx.now();
    store::update(tx.conn(), &row).await?;
    Ok(row)
}

/// Takes back the notice of a draft that ended otherwise than by a listing, if it was announced.
async fn retract(tx: &mut Tx, office: &Casework, row: &mut DraftRow, reasons: &str) -> Result<(), Fault> {
    if let Some(announcement) = row.announcement.take() {
        office.retract(tx, announcement, reasons).await?;
    }
    Ok(())
}

/// An action in the name of the caller's office, for reasons.
fn said(tx: &Tx, action: &str, reasons: &str) -> Act {
    Act { action: action.to_owned(), by: caller(tx), reasons: reasons.to_owned(), ..Act::default() }
}

/// The name of an organisation, or its code where the register told none.
async fn title(conn: &mut PgConnection, code: UnifiedCode) -> Result<String, Fault> {
    let known = organization::get(conn, code).await?;
    Ok(known.map_or_else(|| code.to_string(), |one| one.title))
}

fn ground_title(row: &DraftRow) -> &'static str {
    row.ground().map_or("", Ground::title)
}

/// A list in Chinese.
fn list_title(list: List) -> &'static str {
    match list {
        List::Abnormal => "活动异常名录",
        List::Serious => "严重违法失信名单",
    }
}
