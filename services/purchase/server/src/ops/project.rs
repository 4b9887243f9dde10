//! Projects: planned, changed, awarded, announced, ended.

use fault::Fault;
use intake::page::{self, Binding};
use sqlx::PgConnection;
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;

use super::check::{self, Check};
use super::in_force::Place;
use super::refused::project as refused;
use super::{Seen, limit, ocds, single_source};
use crate::credit::{Answer, Eligible};
use crate::desk::Desk;
use crate::store::project::{self as store, Answered, Award, ProjectFilter, ProjectRow, Stated};
use crate::wire::{self, facts::project as facts, name};
use purchase_domain::project::Method;
use purchase_domain::verdict::Verdict;

/// What a project states, for whom and when.
#[derive(Debug)]
pub(crate) struct Create {
    pub(crate) stated: Stated,
    pub(crate) place: Place,
    /// The category that an official declared.
    pub(crate) declared: Option<String>,
    pub(crate) desk: Desk,
}

/// What becomes of a statement; whatever is none stays.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    pub(crate) buyer_title: Option<String>,
    pub(crate) buyer_code: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) year: Option<i32>,
    pub(crate) catalog_code: Option<String>,
    pub(crate) budget_fen: Option<i64>,
    pub(crate) method: Option<Method>,
    pub(crate) single_source_reason: Option<String>,
    pub(crate) platform_number: Option<String>,
}

/// What changes of a project.
#[derive(Debug)]
pub(crate) struct Update {
    pub(crate) seen: Seen,
    pub(crate) changes: Changes,
    pub(crate) place: Place,
    pub(crate) declared: Option<String>,
}

/// What a procurement came to, and what credit says of the supplier.
#[derive(Debug)]
pub(crate) struct RecordAward {
    pub(crate) seen: Seen,
    pub(crate) award: Award,
    pub(crate) answer: Answer,
}

/// When a result was announced.
#[derive(Debug)]
pub(crate) struct Announce {
    pub(crate) seen: Seen,
    pub(crate) on: Date,
}

/// How a project ends.
#[derive(Debug)]
pub(crate) struct End {
    pub(crate) seen: Seen,
    /// `failed` or `cancelled`.
    pub(crate) status: &'static str,
    pub(crate) on: Date,
    pub(crate) reason: String,
}

/// Which project, within whose scope.
#[derive(Debug)]
pub(crate) struct Get {
    pub(crate) id: Uuid,
    pub(crate) scope: Scope,
    pub(crate) desk: Desk,
}

/// Which page of which projects.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) filter: ProjectFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    pub(crate) desk: Desk,
}

/// A project, and what its last days are reckoned by.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(crate) row: ProjectRow,
    pub(crate) desk: Desk,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) projects: Vec<Shown>,
    pub(crate) next_page_token: String,
}

/// What is done to a project and its contract is done one after the other.
pub(super) async fn hold_key(tx: &mut Tx, id: Uuid) -> Result<(), Fault> {
    Ok(uow::hold(tx.conn(), &format!("purchase.project/{id}")).await?)
}

/// A project of the caller's own, as it stands now and until the unit of work ends.
pub(super) async fn hold_own(tx: &mut Tx, id: Uuid) -> Result<ProjectRow, Fault> {
    hold_key(tx, id).await?;
    let scope = tx.call().scope.clone();
    let row = store::get(tx.conn(), id).await?.filter(|row| scope.covers(&row.division));
    let row = row.ok_or_else(|| refused::no_project(id))?;
    let call = tx.call();
    if (&row.division, &row.buyer_department) != (&call.division, &call.department) {
        return Err(refused::project_other_buyer(&row.division, &row.buyer_department));
    }
    Ok(row)
}

/// A project of the caller's own, as the caller read it, that stands so.
async fn hold(tx: &mut Tx, seen: &Seen, statuses: &[&str]) -> Result<ProjectRow, Fault> {
    let row = hold_own(tx, seen.id).await?;
    if wire::project::etag(&row) != seen.etag {
        return Err(refused::project_changed(wire::project::etag(&row)));
    }
    if !statuses.contains(&row.status.as_str()) {
        return Err(refused::project_state(row.id, &row.status));
    }
    super::tender::none_under_way(tx, row.id).await?;
    Ok(row)
}

/// The catalogue that has the service and what it is called there, if it may be purchased.
async fn purchasable(
    tx: &mut Tx,
    code: &str,
    place: Place,
    declared: Option<&String>,
) -> Result<(Uuid, String), Fault> {
    let query = Check { code: code.to_owned(), place, declared: declared.cloned() };
    let checked = check::check(tx.conn(), &query).await?;
    match (checked.verdict, checked.catalog, checked.entry) {
        (Verdict::Listed, Some(catalog), Some(entry)) => Ok((catalog.id, entry.title)),
        (verdict, ..) => Err(refused::not_purchasable(code, verdict)),
    }
}

pub(crate) async fn create(tx: &mut Tx, command: &Create) -> Result<Shown, Fault> {
    let author = tx.author();
    let (catalog, title) =
        purchasable(tx, &command.stated.catalog_code, command.place, command.declared.as_ref()).await?;
    let ocid = command.desk.ocid(author.id);
    store::insert(tx.conn(), (&ocid, &command.stated), (catalog, &title), &author).await?;
    let shown = told(tx, author.id, &command.desk, ocds::PLANNED).await?;
    tx.emit(&name::project(author.id), &author.division, &facts::created(&shown));
    Ok(shown)
}

/// The project as it is now.
async fn now_is(tx: &mut Tx, id: Uuid, desk: &Desk) -> Result<Shown, Fault> {
    let row = store::get(tx.conn(), id).await?.ok_or_else(|| refused::no_project(id))?;
    Ok(Shown { row, desk: desk.clone() })
}

/// The same, told as open data.
async fn told(tx: &mut Tx, id: Uuid, desk: &Desk, tags: &[&'static str]) -> Result<Shown, Fault> {
    let shown = now_is(tx, id, desk).await?;
    ocds::release(tx, &shown.row, None, tags).await?;
    Ok(shown)
}

pub(crate) async fn update(tx: &mut Tx, command: &Update) -> Result<Shown, Fault> {
    let row = hold(tx, &command.seen, &["planned"]).await?;
    let stated = changed(&row, &command.changes)?;
    if is_another_matter(&row, &stated) {
        single_source::none_standing(tx, row.id).await?;
    }
    // whatever else changes leaves the service as it was judged when it was stated
    let (catalog, title) = if command.changes.catalog_code.is_some() || command.declared.is_some() {
        purchasable(tx, &stated.catalog_code, command.place, command.declared.as_ref()).await?
    } else {
        (row.catalog, row.catalog_title.clone())
    };
    let now = tx.now();
    store::update(tx.conn(), row.id, &stated, (catalog, &title), now).await?;
    let shown = told(tx, row.id, &command.seen.desk, ocds::REPLANNED).await?;
    tx.emit(&name::project(row.id), &row.division, &facts::updated(&shown));
    Ok(shown)
}

/// Whether something else would be purchased, or otherwise, than what a notice of a single source put before the public.
fn is_another_matter(row: &ProjectRow, stated: &Stated) -> bool {
    let before = [&row.title, &row.description, &row.catalog_code, &row.single_source_reason];
    let after = [&stated.title, &stated.description, &stated.catalog_code, &stated.single_source_reason];
    before != after || (row.method.as_str(), row.budget_fen) != (stated.method.as_str(), stated.budget_fen)
}

/// What a project states after the changes.
fn changed(row: &ProjectRow, changes: &Changes) -> Result<Stated, Fault> {
    let kept = |change: &Option<String>, before: &String| change.as_ref().unwrap_or(before).clone();
    let before = Method::parse(&row.method).ok_or_else(|| Fault::internal("a project of an unknown method"))?;
    let stated = Stated {
        buyer_title: kept(&changes.buyer_title, &row.buyer_title),
        buyer_code: kept(&changes.buyer_code, &row.buyer_code),
        title: kept(&changes.title, &row.title),
        description: kept(&changes.description, &row.description),
        year: changes.year.unwrap_or(row.year),
        catalog_code: kept(&changes.catalog_code, &row.catalog_code),
        budget_fen: changes.budget_fen.unwrap_or(row.budget_fen),
        method: changes.method.unwrap_or(before),
        single_source_reason: kept(&changes.single_source_reason, &row.single_source_reason),
        platform_number: kept(&changes.platform_number, &row.platform_number),
    };
    match wire::project::reason_problem(stated.method, &stated.single_source_reason) {
        Some(problem) => Err(Fault::invalid_field("project.single_source_reason", problem)),
        None => Ok(stated),
    }
}

pub(crate) async fn award(tx: &mut Tx, command: &RecordAward) -> Result<Shown, Fault> {
    let row = hold(tx, &command.seen, &["planned"]).await?;
    let (award, answer) = (&command.award, &command.answer);
    single_source::awardable(tx, &row, award).await?;
    if award.amount_fen > row.budget_fen {
        return Err(refused::above_budget(row.id, row.budget_fen));
    }
    if answer.eligible == Eligible::Refused {
        return Err(refused::supplier_refused(&award.supplier_code, &answer.conditions));
    }
    let eligibility = answer.eligible.as_str();
    let answered = Answered { eligibility, unknown: &answer.conditions, answer: answer.encoded.as_deref() };
    let by = tx.author();
    store::award(tx.conn(), row.id, award, &answered, &by).await?;
    let shown = told(tx, row.id, &command.seen.desk, ocds::AWARDED).await?;
    tx.emit(&name::project(row.id), &row.division, &facts::awarded(&shown));
    Ok(shown)
}

pub(crate) async fn announce(tx: &mut Tx, command: &Announce) -> Result<Shown, Fault> {
    let row = hold(tx, &command.seen, &["awarded", "contracted"]).await?;
    if row.announced_on.is_some() {
        return Err(refused::project_state(row.id, "announced"));
    }
    if row.award_on.is_some_and(|award| command.on < award) {
        return Err(Fault::invalid_field("announce_date", "must not be before the award"));
    }
    let now = tx.now();
    store::announce(tx.conn(), row.id, command.on, now).await?;
    let shown = now_is(tx, row.id, &command.seen.desk).await?;
    tx.emit(&name::project(row.id), &row.division, &facts::announced(&shown));
    Ok(shown)
}

pub(crate) async fn end(tx: &mut Tx, command: &End) -> Result<Shown, Fault> {
    let row = hold(tx, &command.seen, &["planned", "awarded"]).await?;
    if row.status == "planned" {
        single_source::none_standing(tx, row.id).await?;
    }
    let now = tx.now();
    store::end(tx.conn(), row.id, command.status, (command.on, &command.reason), now).await?;
    let tags = if row.awarded_at.is_some() { ocds::AWARD_FELL } else { ocds::ENDED };
    let shown = told(tx, row.id, &command.seen.desk, tags).await?;
    tx.emit(&name::project(row.id), &row.division, &facts::ended(&shown));
    Ok(shown)
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Get) -> Result<Shown, Fault> {
    let row = store::get(conn, query.id).await?.filter(|row| query.scope.covers(&row.division));
    let row = row.ok_or_else(|| refused::no_project(query.id))?;
    Ok(Shown { row, desk: query.desk.clone() })
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    let mut rows = store::page(conn, &query.filter, query.before, limit(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let shown = |row| Shown { row, desk: query.desk.clone() };
    Ok(Listed { projects: rows.into_iter().map(shown).collect(), next_page_token })
}
