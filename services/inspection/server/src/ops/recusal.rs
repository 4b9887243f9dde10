//! What recuses the inspectors of a department (回避).

use fault::{Fault, Kind};
use inspection_domain::draw::Window;
use inspection_domain::inspector::{Post, recused_by};
use sqlx::PgConnection;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::inspector::announce;
use super::refused;
use crate::store::inspector;
use crate::store::recusal::{self as store, RecusalRow};
use crate::wire::name;
use crate::wire::page::{self, Binding};

/// The ground of a recusal: a post, or one of the domain's ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub(crate) enum Ground {
    Post,
    Relative,
    Complaint,
    Appointee,
    Other,
}

/// A new recusal.
#[derive(Debug)]
pub(crate) struct Create {
    pub(crate) inspector: Uuid,
    pub(crate) code: UnifiedCode,
    pub(crate) ground: Ground,
    pub(crate) reason: String,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Option<Date>,
}

/// Which recusal's ground ended.
#[derive(Debug)]
pub(crate) struct End {
    pub(crate) inspector: Uuid,
    pub(crate) id: Uuid,
    pub(crate) valid_to: Date,
}

/// Which page of an inspector's recusals.
#[derive(Debug)]
pub(crate) struct ListRecusals {
    pub(crate) department: String,
    pub(crate) division: String,
    pub(crate) inspector: Uuid,
    pub(crate) after: Uuid,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page, in the order in which they were recorded.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) rows: Vec<RecusalRow>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn create(tx: &mut Tx, command: &Create) -> Result<RecusalRow, Fault> {
    own(tx, command.inspector).await?;
    let row = RecusalRow {
        id: tx.new_id(),
        inspector: command.inspector,
        code: command.code,
        ground: command.ground,
        reason: command.reason.clone(),
        valid_from: command.valid_from,
        valid_to: command.valid_to,
        created_at: tx.now(),
    };
    let actor = tx.call().actor.clone();
    store::insert(tx.conn(), &row, &actor).await?;
    announce(tx, row.inspector);
    Ok(row)
}

pub(crate) async fn end(tx: &mut Tx, command: &End) -> Result<RecusalRow, Fault> {
    own(tx, command.inspector).await?;
    let Some(row) = store::find(tx.conn(), command.inspector, command.id).await? else {
        let fault = Fault::new(Kind::NotFound, "RECUSAL_NOT_FOUND", "the inspector has no such recusal");
        return Err(fault.with("recusal", name::recusal(command.inspector, command.id)));
    };
    if row.valid_to.is_some() {
        return Err(Fault::new(
            Kind::FailedPrecondition,
            "RECUSAL_ENDED",
            "the ground of the recusal has ended before",
        ));
    }
    if command.valid_to <= row.valid_from {
        return Err(Fault::invalid_field("valid_to", format!("must be later than valid_from, {}", row.valid_from)));
    }
    store::end(tx.conn(), row.id, command.valid_to).await?;
    announce(tx, row.inspector);
    Ok(RecusalRow { valid_to: Some(command.valid_to), ..row })
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListRecusals) -> Result<Listed, Fault> {
    let owned = inspector::find(conn, &query.department, &query.division, query.inspector).await?;
    owned.ok_or_else(|| refused::no_inspector(query.inspector))?;
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::page(conn, query.inspector, query.after, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { rows, next_page_token })
}

/// Whether a recusal is in force on any day of a window.
pub(crate) fn in_force(row: &RecusalRow, window: Window) -> Result<bool, Fault> {
    if row.ground == Ground::Post {
        let post = Post { organization: row.code, valid_from: row.valid_from, valid_to: row.valid_to };
        return Ok(recused_by(&post, window)?.is_some());
    }
    Ok(row.valid_from <= window.last && row.valid_to.is_none_or(|end| end > window.first))
}

/// An inspector of the caller's department, kept from being changed by others.
async fn own(tx: &mut Tx, id: Uuid) -> Result<(), Fault> {
    let (department, division) = (tx.call().department.clone(), tx.call().division.clone());
    let found = inspector::lock(tx.conn(), &department, &division, id).await?;
    found.map(|_| ()).ok_or_else(|| refused::no_inspector(id))
}
