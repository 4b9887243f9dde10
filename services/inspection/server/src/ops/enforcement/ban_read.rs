//! What is asked of bans.

use fault::Fault;
use inspection_domain::enforcement::Refusal;
use onecode_proto::inspection::v1 as pb;
use prost::Message;
use sqlx::PgConnection;
use uow::Scope;
use uuid::Uuid;

use super::Desk;
use super::ban::{Leaders, place};
use crate::store::enforcement::ban::{self as store, BanFilter, BanRow};
use crate::store::enforcement::{evidence, officer};
use crate::wire::name;
use crate::wire::page::{self, Binding};

/// Which one, and how much of it.
#[derive(Debug)]
pub(crate) struct GetBan {
    pub(crate) desk: Desk,
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
    pub(crate) personal: bool,
}

/// Which page of which.
#[derive(Debug)]
pub(crate) struct ListBans {
    pub(crate) filter: BanFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A case with its leaders, opened for one answer.
#[derive(Debug)]
pub(crate) struct SeenBan {
    pub(crate) row: BanRow,
    pub(crate) officers: Vec<Uuid>,
    pub(crate) evidence: i64,
    pub(crate) leaders: Leaders,
    /// Whether personal data may be shown as they are.
    pub(crate) personal: bool,
}

/// A page, the newest first.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) rows: Vec<BanRow>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetBan) -> Result<SeenBan, Fault> {
    let row = find(conn, &query.scope, query.id).await?;
    let opened = query.desk.ring.open(&place(row.id), &row.leaders).map_err(Fault::internal)?;
    let leaders = pb::Ban::decode(opened.expose().as_slice()).map_err(Fault::internal)?.leaders;
    let officers = officer::assigned(&mut *conn, &[row.id]).await?;
    let evidence = evidence::count(&mut *conn, &[row.id]).await?;
    Ok(SeenBan {
        row,
        officers: officers.into_iter().map(|one| one.inspector).collect(),
        evidence: evidence.first().map_or(0, |(_, count)| *count),
        leaders: Leaders(leaders),
        personal: query.personal,
    })
}

/// One that the caller may see.
pub(super) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> Result<BanRow, Fault> {
    let row = store::find(conn, scope, id).await?;
    Ok(row.ok_or_else(|| Refusal::BanNotFound { ban: name::ban(id) })?)
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListBans) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::list(conn, &query.filter, query.before, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { rows, next_page_token })
}
