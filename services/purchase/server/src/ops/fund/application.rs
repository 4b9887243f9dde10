//! Applications for money of funds: submitted, withdrawn, shown. What is decided about them is in `decision`.

use fault::{Fault, on_constraint};
use sqlx::PgConnection;
use uow::{Author, Tx};
use uuid::Uuid;
use vocab::day_of;

use super::{Get, Listed, Page, award, own, refused, unchanged, valid};
use crate::standing::Seen;
use crate::store::fund::application::{self as store, ApplicationFilter, ApplicationRow, Rewarded, Stated};
use crate::wire::fund::{application as wire, facts, name};

/// What is applied for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// The award for the grade.
    GradeAward,
    /// So many fen.
    Subsidy(i64),
}

/// An application as it is stated.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) fund: Uuid,
    pub(crate) organization: vocab::UnifiedCode,
    pub(crate) wanted: Wanted,
    pub(crate) year: i32,
    pub(crate) purpose: String,
}

/// An application, and what credit and inspection say of the organisation.
#[derive(Debug)]
pub(crate) struct Create {
    pub(crate) asked: Asked,
    pub(crate) seen: Seen,
}

/// Which application, as it was read.
#[derive(Debug)]
pub(crate) struct Which {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
}

/// Which page of which applications.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) filter: ApplicationFilter,
    pub(crate) page: Page,
}

/// One of the caller's division, kept from others.
pub(super) async fn keep(tx: &mut Tx, id: Uuid) -> Result<ApplicationRow, Fault> {
    let scope = tx.call().scope.clone();
    store::lock(tx.conn(), &[id]).await?;
    let row = store::get(tx.conn(), id, &scope).await?.ok_or_else(|| refused::no_application(id))?;
    own(tx, &row.division)?;
    Ok(row)
}

/// The same, as the caller read it, standing so.
pub(super) async fn hold(tx: &mut Tx, which: &Which, status: &str) -> Result<ApplicationRow, Fault> {
    let row = keep(tx, which.id).await?;
    unchanged(wire::etag(&row), &which.etag)?;
    if row.status != status {
        return Err(refused::application_state(row.id, &row.status));
    }
    Ok(row)
}

/// The same, after a change.
pub(in crate::ops) async fn read(tx: &mut Tx, id: Uuid) -> Result<ApplicationRow, Fault> {
    let scope = tx.call().scope.clone();
    store::get(tx.conn(), id, &scope).await?.ok_or_else(|| refused::no_application(id))
}

pub(crate) async fn create(tx: &mut Tx, command: &Create) -> Result<ApplicationRow, Fault> {
    let Create { asked, seen } = command;
    let code = asked.organization.as_str();
    valid(tx, asked.fund).await?;
    if seen.is_refused() {
        return Err(refused::not_eligible(code, &seen.checked.conditions));
    }
    let today = day_of(tx.now());
    let (kind, amount_fen, rewarded) = match asked.wanted {
        Wanted::Subsidy(fen) => ("subsidy", fen, None),
        Wanted::GradeAward => {
            let rated = seen.rated.as_ref().ok_or_else(|| refused::no_rating(code))?;
            let (schedule, fen) = award::scheduled(tx, asked.fund, rated.grade, today).await?;
            let rewarded = Rewarded {
                rating: rated.rating.clone(),
                grade: rated.grade.as_str(),
                valid_from: rated.valid_from,
                valid_until: rated.valid_until,
                schedule,
            };
            ("grade_award", fen, Some(rewarded))
        }
    };
    let author = tx.author();
    let stated = Stated {
        fund: asked.fund,
        organization: code,
        kind,
        year: asked.year,
        amount_fen,
        purpose: &asked.purpose,
        checked: &seen.checked,
        rewarded,
    };
    submit(tx, &stated, &author).await
}

/// Submits an application as its author states it.
pub(in crate::ops) async fn submit(tx: &mut Tx, stated: &Stated<'_>, author: &Author) -> Result<ApplicationRow, Fault> {
    let grade = stated.rewarded.as_ref().map_or("", |rewarded| rewarded.grade);
    // a grade is awarded once (SF-01), whoever asks for it at the same time
    let inserted = store::insert(tx.conn(), stated, author).await;
    on_constraint(inserted, "fund_application_award_key", || refused::award_exists(stated.organization, grade))?;
    let row = read(tx, author.id).await?;
    tx.emit(&name::application(row.id), &row.division, &facts::submitted(&row));
    Ok(row)
}

pub(crate) async fn withdraw(tx: &mut Tx, which: &Which) -> Result<ApplicationRow, Fault> {
    let (row, now) = (hold(tx, which, "submitted").await?, tx.now());
    store::step(tx.conn(), &[row.id], ("withdrawn", ""), now).await?;
    let row = read(tx, row.id).await?;
    tx.emit(&name::application(row.id), &row.division, &facts::ended(&row));
    Ok(row)
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Get) -> Result<ApplicationRow, Fault> {
    store::get(conn, query.id, &query.scope).await?.ok_or_else(|| refused::no_application(query.id))
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed<ApplicationRow>, Fault> {
    let page = &query.page;
    Ok(page.cut(store::page(conn, &query.filter, page.after, page.limit()).await?, |row| row.id))
}
