//! Notices of single sources: published, cleared, withdrawn, and what they mean for their project. The project is locked before its notice,
//! in whatever is done to both.

pub(crate) mod objection;

use fault::Fault;
use intake::page::{self, Binding};
use purchase_domain::project::Method;
use purchase_domain::single_source::{answer_last_day, first_last_day, is_required, references};
use sqlx::PgConnection;
use time::Date;
use uow::{Call, Tx};
use uuid::Uuid;
use vocab::day_of;

use super::refused::{project as project_refused, single_source as refused};
use super::{limit, project};
use crate::desk::Desk;
use crate::store::project::{Award, ProjectRow};
use crate::store::single_source::{self as store, NoticeFilter, NoticeRow, Stated};
use crate::wire::name;
use crate::wire::single_source::{etag, facts};

/// What a notice states, of which project, until which day; none: the earliest.
#[derive(Debug)]
pub(crate) struct Publish {
    pub(crate) project: Uuid,
    pub(crate) stated: Stated,
    pub(crate) last_on: Option<Date>,
    pub(crate) desk: Desk,
}

/// Which notice, as it was read.
#[derive(Debug)]
pub(crate) struct Which {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
}

/// Which notice is withdrawn, and why.
#[derive(Debug)]
pub(crate) struct Withdraw {
    pub(crate) which: Which,
    pub(crate) reason: String,
}

/// Which page of which notices.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) filter: NoticeFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) notices: Vec<NoticeRow>,
    pub(crate) next_page_token: String,
}

async fn found(conn: &mut PgConnection, id: Uuid) -> Result<NoticeRow, Fault> {
    store::get(conn, id).await?.ok_or_else(|| refused::no_notice(id))
}

/// One, kept from others, as it stands now.
async fn keep(tx: &mut Tx, id: Uuid) -> Result<NoticeRow, Fault> {
    store::lock(tx.conn(), id).await?;
    found(tx.conn(), id).await
}

/// Only the buyer works on its notice.
fn owned(call: &Call, row: &NoticeRow) -> Result<(), Fault> {
    if (&row.division, &row.buyer_department) == (&call.division, &call.department) {
        Ok(())
    } else {
        Err(project_refused::project_other_buyer(&row.division, &row.buyer_department))
    }
}

/// A project of the caller's own, kept from others, that is not awarded and not over.
async fn planned(tx: &mut Tx, id: Uuid) -> Result<ProjectRow, Fault> {
    let row = project::hold_own(tx, id).await?;
    if row.status == "planned" { Ok(row) } else { Err(project_refused::project_state(row.id, &row.status)) }
}

/// A notice of the caller's own, kept from others with its project, as the caller read it, that stands so.
async fn hold(tx: &mut Tx, which: &Which, statuses: &[&str]) -> Result<NoticeRow, Fault> {
    let seen = found(tx.conn(), which.id).await?;
    owned(tx.call(), &seen)?;
    planned(tx, seen.project).await?;
    let row = keep(tx, which.id).await?;
    if etag(&row) != which.etag {
        return Err(refused::changed(etag(&row)));
    }
    if statuses.contains(&row.status.as_str()) { Ok(row) } else { Err(refused::notice_state(row.id, &row.status)) }
}

/// What a notice says of a project binds it while the notice stands; the project must be kept from others.
pub(in crate::ops) async fn none_standing(tx: &mut Tx, project: Uuid) -> Result<(), Fault> {
    match store::lock_standing(tx.conn(), project).await? {
        Some(row) => Err(refused::standing(row.id)),
        None => Ok(()),
    }
}

/// Whether an objection to a notice of a project was upheld.
async fn has_failed(tx: &mut Tx, project: Uuid) -> Result<bool, Fault> {
    let failed = NoticeFilter { division: None, status: Some("failed"), project: Some(project) };
    Ok(!store::page(tx.conn(), &failed, None, 1).await?.is_empty())
}

/// From a single source a large project (GP-14c), one that has a notice, and one of which a notice failed, is awarded to the supplier of its
/// cleared notice alone; the project must be kept from others.
pub(in crate::ops) async fn awardable(tx: &mut Tx, project: &ProjectRow, award: &Award) -> Result<(), Fault> {
    if project.method != Method::SingleSource.as_str() {
        return Ok(());
    }
    let is_large = is_required(project.budget_fen, day_of(tx.now()));
    let standing = store::lock_standing(tx.conn(), project.id).await?;
    // after the lock: a notice that stood when it was asked for may have failed since
    if standing.is_none() && !is_large && !has_failed(tx, project.id).await? {
        return Ok(());
    }
    let of_supplier = standing.filter(|row| row.supplier_code == award.supplier_code);
    let cleared = of_supplier.and_then(|row| row.cleared_at).map(day_of);
    match cleared {
        None => Err(refused::required(project.id, &award.supplier_code)),
        Some(day) if award.on < day => {
            let wanted = format!("must not be before {day}, when the notice of the single source was cleared");
            Err(Fault::invalid_field("award.award_date", wanted))
        }
        Some(_) => Ok(()),
    }
}

pub(crate) async fn publish(tx: &mut Tx, command: &Publish) -> Result<NoticeRow, Fault> {
    let project = planned(tx, command.project).await?;
    if project.method != Method::SingleSource.as_str() {
        return Err(refused::method(project.id, &project.method));
    }
    none_standing(tx, project.id).await?;
    let (today, calendar) = (day_of(tx.now()), command.desk.calendar());
    let first = first_last_day(today, calendar).ok_or_else(|| refused::calendar_unknown(today))?;
    let last = command.last_on.unwrap_or(first);
    if last < first {
        return Err(Fault::invalid_field("single_source_notice.last_date", format!("must not be before {first}")));
    }
    let answered = answer_last_day(last, calendar).ok_or_else(|| refused::calendar_unknown(last))?;
    let (by, rules) = (tx.author(), references(today));
    store::insert(tx.conn(), &project, &command.stated, (last, answered, &rules), &by).await?;
    let row = found(tx.conn(), by.id).await?;
    tx.emit(&name::single_source_notice(row.id), &row.division, &facts::published(&row));
    Ok(row)
}

pub(crate) async fn clear(tx: &mut Tx, command: &Which) -> Result<NoticeRow, Fault> {
    let row = hold(tx, command, &["published"]).await?;
    let open = store::objection::open(tx.conn(), row.id).await?;
    if day_of(tx.now()) <= row.last_on || open > 0 {
        return Err(refused::unsettled(row.id, row.last_on, open));
    }
    let by = tx.author();
    store::clear(tx.conn(), row.id, &by).await?;
    let row = found(tx.conn(), row.id).await?;
    tx.emit(&name::single_source_notice(row.id), &row.division, &facts::cleared(&row));
    Ok(row)
}

pub(crate) async fn withdraw(tx: &mut Tx, command: &Withdraw) -> Result<NoticeRow, Fault> {
    let row = hold(tx, &command.which, &["published", "cleared"]).await?;
    let by = tx.author();
    store::end(tx.conn(), row.id, ("withdrawn", &command.reason), &by).await?;
    let row = found(tx.conn(), row.id).await?;
    tx.emit(&name::single_source_notice(row.id), &row.division, &facts::withdrawn(&row));
    Ok(row)
}

pub(crate) async fn get(conn: &mut PgConnection, id: &Uuid) -> Result<NoticeRow, Fault> {
    found(conn, *id).await
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    let mut notices = store::page(conn, &query.filter, query.before, limit(query.size)).await?;
    let next_page_token = page::cut(&mut notices, query.size, &query.binding, |row| row.id.to_string());
    for row in &mut notices {
        // long, and of no use in a list
        row.opinion_institutions.clear();
    }
    Ok(Listed { notices, next_page_token })
}
