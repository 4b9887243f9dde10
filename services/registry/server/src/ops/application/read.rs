//! What is asked of applications.

use std::collections::BTreeSet;

use fault::Fault;
use registry_domain::{Finding, Text};
use sqlx::PgConnection;
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::UnifiedCode;

use super::evaluate;
use super::open::place;
use crate::desk::Desk;
use crate::store;
use crate::store::application::{ApplicationFilter, ApplicationRow};
use crate::wire::application::{Content, Seen};
use crate::wire::page::{self, Binding};
use registry_domain::ApplicationRefusal;

/// Which application.
#[derive(Debug)]
pub(crate) struct GetApplication {
    pub(crate) desk: Desk,
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
    pub(crate) reveals: bool,
}

/// The checklist of which application.
#[derive(Debug)]
pub(crate) struct Check {
    pub(crate) desk: Desk,
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
    pub(crate) today: Date,
}

/// Which page of which applications.
#[derive(Debug)]
pub(crate) struct ListApplications {
    pub(crate) filter: ApplicationFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// An application as an answer shows it.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) row: ApplicationRow,
    pub(crate) content: Option<Content>,
    pub(crate) reveals: bool,
}

/// A page of applications.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) rows: Vec<Shown>,
    pub(crate) next_page_token: String,
}

impl Shown {
    /// As the answer of a write shows it: such answers are kept, so they hold nothing about persons.
    pub(super) fn after_write(row: ApplicationRow) -> Result<Self, Fault> {
        let content = Some(Content::restore(&row.content, None)?);
        Ok(Self { row, content, reveals: false })
    }
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetApplication) -> Result<Shown, Fault> {
    let row = found(conn, &query.scope, query.id).await?;
    let content = Some(content(&query.desk, &row)?);
    Ok(Shown { row, content, reveals: query.reveals })
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListApplications) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::application::list(conn, &query.filter, query.before, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let rows = rows.into_iter().map(Shown::after_write).collect::<Result<_, _>>()?;
    Ok(Listed { rows, next_page_token })
}

pub(crate) async fn check(conn: &mut PgConnection, query: &Check) -> Result<Vec<Finding>, Fault> {
    let row = found(conn, &query.scope, query.id).await?;
    let case = query.desk.office.find(conn, &query.scope, query.id).await?;
    let matter = evaluate::matter(&query.desk, &row, &case.case, query.today, &Text::default())?;
    evaluate::findings(conn, &query.desk, &row, &case.case, &matter, query.today).await
}

pub(super) async fn found(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> Result<ApplicationRow, Fault> {
    let row = store::application::find(conn, scope, id).await?;
    Ok(row.ok_or(ApplicationRefusal::NotFound { id })?)
}

/// One that the caller may see, its case locked against others.
pub(super) async fn locked(tx: &mut Tx, desk: &Desk, id: Uuid, etag: Option<&str>) -> Result<ApplicationRow, Fault> {
    let scope = tx.call().scope.clone();
    if !desk.office.hold(tx, id, etag).await? {
        return Err(ApplicationRefusal::NotFound { id }.into());
    }
    found(tx.conn(), &scope, id).await
}

/// The content with what is about persons opened.
pub(super) fn content(desk: &Desk, row: &ApplicationRow) -> Result<Content, Fault> {
    let opened = row.leaders.as_ref().map(|sealed| desk.ring.open(&place(row.id), sealed));
    let opened = opened.transpose().map_err(Fault::internal)?;
    Content::restore(&row.content, opened.as_ref().map(|it| it.expose().as_slice()))
}

/// What is known of an application besides its content.
pub(super) fn seen(row: &ApplicationRow, case: &procedure::Case, today: Date, basis: &Text<200>) -> Seen {
    // The first term of acceptance began when it was handed in; corrections do not make an application late.
    let handed_in = case.clocks.iter().find(|clock| clock.key == "acceptance");
    let documents: BTreeSet<String> = case.filed.iter().map(|filed| filed.kind.clone()).collect();
    Seen {
        division: row.division,
        organization: organization(row),
        supervising_department: Some(row.supervising_department.clone()).filter(|key| !key.is_empty()),
        answers: row.answers.0.clone(),
        documents,
        applied_on: handed_in.map_or(today, |clock| clock.clock.started_on),
        today,
        basis: basis.clone(),
    }
}

/// The code of the organisation concerned, once there is one.
pub(super) fn organization(row: &ApplicationRow) -> Option<UnifiedCode> {
    UnifiedCode::parse_vouched(&row.organization).ok()
}
