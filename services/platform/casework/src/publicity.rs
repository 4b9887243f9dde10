//! What is asked of publicities and announcements.

use fault::{Fault, Kind};
use intake::page::{self, Binding};
use sqlx::PgConnection;
use uow::Scope;
use uuid::Uuid;

use crate::read::{Listed, one_more};
use crate::store::announcement::{AnnouncementFilter, AnnouncementRow};
use crate::store::publicity::{PublicityFilter, PublicityRow};
use crate::{store, wire};

/// Asks for one publicity.
pub(crate) struct GetPublicity {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
}

/// Asks for a page, the newest first.
pub(crate) struct List<F> {
    pub(crate) filter: F,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetPublicity) -> Result<PublicityRow, Fault> {
    store::publicity::find(conn, &query.scope, query.id).await?.ok_or_else(|| no_publicity(query.id))
}

pub(crate) async fn list(
    conn: &mut PgConnection,
    query: &List<PublicityFilter>,
) -> Result<Listed<PublicityRow>, Fault> {
    let mut rows = store::publicity::list(conn, &query.filter, query.before, one_more(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { rows, next_page_token })
}

pub(crate) async fn announcements(
    conn: &mut PgConnection,
    query: &List<AnnouncementFilter>,
) -> Result<Listed<AnnouncementRow>, Fault> {
    let mut rows = store::announcement::list(conn, &query.filter, query.before, one_more(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { rows, next_page_token })
}

pub(crate) fn no_publicity(id: Uuid) -> Fault {
    let fault = Fault::new(Kind::NotFound, "PUBLICITY_NOT_FOUND", "no such publicity");
    fault.with("publicity", wire::publicity_name(id))
}
