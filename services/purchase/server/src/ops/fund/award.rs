//! Tables of awards: drafted by one, adopted by another.

use fault::Fault;
use purchase_domain::award::Rates;
use purchase_domain::transfer::Grade;
use purchase_domain::version::is_later;
use sqlx::PgConnection;
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;

use super::{Listed, Page, by_another, own, refused, unchanged, worked_on};
use crate::store::fund::award::{self as store, ScheduleRow, Stated};
use crate::wire::fund::{award as wire, facts, name};

/// Which draft is adopted.
#[derive(Debug)]
pub(crate) struct Adopt {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
}

/// Which page of which versions.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) fund: Uuid,
    pub(crate) scope: Scope,
    pub(crate) adopted: Option<bool>,
    pub(crate) page: Page,
}

pub(crate) async fn create(tx: &mut Tx, stated: &Stated) -> Result<ScheduleRow, Fault> {
    worked_on(tx, stated.fund).await?;
    let (author, scope) = (tx.author(), tx.call().scope.clone());
    store::insert(tx.conn(), stated, &author).await?;
    let row = store::lock(tx.conn(), author.id, &scope).await?.ok_or_else(|| refused::no_schedule(author.id))?;
    tx.emit(&name::award_schedule(row.id), &row.division, &facts::drafted(&row));
    Ok(row)
}

pub(crate) async fn adopt(tx: &mut Tx, command: &Adopt) -> Result<ScheduleRow, Fault> {
    let scope = tx.call().scope.clone();
    let found = store::lock(tx.conn(), command.id, &scope).await?;
    let row = found.ok_or_else(|| refused::no_schedule(command.id))?;
    own(tx, &row.division)?;
    unchanged(wire::etag(&row), &command.etag)?;
    if row.adopted_at.is_some() {
        return Err(refused::adopted(row.id));
    }
    by_another(tx, (&row.created_by, row.created_officer.as_deref()), name::award_schedule(row.id))?;
    // versions of a fund are adopted one after the other, so that each is held against all before it
    uow::hold(tx.conn(), &format!("purchase.award_schedule/{}", row.fund)).await?;
    let last = store::last_adopted(tx.conn(), row.fund, None).await?;
    if let Some(last) = last.filter(|last| !is_later([last.valid_from], row.valid_from)) {
        return Err(refused::not_later(row.id, last.valid_from));
    }
    let adopter = tx.author();
    let row = store::adopt(tx.conn(), row.id, &adopter).await?;
    tx.emit(&name::award_schedule(row.id), &row.division, &facts::adopted(&row));
    Ok(row)
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed<ScheduleRow>, Fault> {
    super::get(conn, &super::Get { id: query.fund, scope: query.scope.clone() }).await?;
    let page = &query.page;
    let rows = store::page(conn, (query.fund, query.adopted), page.after, page.limit()).await?;
    Ok(page.cut(rows, |row| row.id))
}

/// What a fund awards for a grade on a day (SF-01): by which table, and how much.
pub(super) async fn scheduled(tx: &mut Tx, fund: Uuid, grade: Grade, day: Date) -> Result<(Uuid, i64), Fault> {
    let last = store::last_adopted(tx.conn(), fund, Some(day)).await?;
    let holds = last.filter(|table| table.valid_to.is_none_or(|end| end > day));
    let awarded = holds.and_then(|table| Some((table.id, rates(&table)?.of(grade)?)));
    awarded.ok_or_else(|| refused::not_scheduled(fund, grade.as_str()))
}

fn rates(table: &ScheduleRow) -> Option<Rates> {
    let grades: Option<Vec<Grade>> = table.grades.iter().map(|word| Grade::parse(word)).collect();
    Rates::new(grades?.into_iter().zip(table.amounts_fen.iter().copied()).collect())
}
