//! What is asked of notices.

use fault::Fault;
use registry_domain::Personal;
use registry_domain::officer::AppointmentRefusal;
use sqlx::PgConnection;
use uow::Scope;
use uuid::Uuid;

use super::sealed;
use crate::desk::Desk;
use crate::ops::officer::Opened;
use crate::store::appointment_notice::{self, NoticeFilter, NoticeRow};
use crate::wire::page::{self, Binding};

/// Longest value of a person; each was checked against its own bound on the way in.
const LONGEST: usize = 100;

/// Which notice.
#[derive(Debug)]
pub(crate) struct GetNotice {
    pub(crate) desk: Desk,
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
    pub(crate) personal: bool,
}

/// A notice and who is proposed, opened for one answer.
#[derive(Debug)]
pub(crate) struct SeenNotice {
    pub(crate) row: NoticeRow,
    pub(crate) officer: Opened,
    /// Whether personal data may be shown as they are.
    pub(crate) personal: bool,
}

/// Which page of which notices.
#[derive(Debug)]
pub(crate) struct ListNotices {
    pub(crate) filter: NoticeFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page of notices.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) rows: Vec<NoticeRow>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetNotice) -> Result<SeenNotice, Fault> {
    let row = appointment_notice::find(conn, &query.scope, query.id).await?;
    let row = row.ok_or(AppointmentRefusal::NoticeNotFound { id: query.id })?;
    let officer = sealed::open(&query.desk.ring, &row)?.officer;
    let officer = Opened {
        id_kind: officer.identity.kind(),
        name: officer.name,
        id_number: Personal::parse::<LONGEST>(officer.identity.reveal()).map_err(Fault::internal)?,
        phone: officer.phone,
    };
    Ok(SeenNotice { row, officer, personal: query.personal })
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListNotices) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = appointment_notice::list(conn, &query.filter, query.before, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { rows, next_page_token })
}
