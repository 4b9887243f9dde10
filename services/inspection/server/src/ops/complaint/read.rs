//! What is asked of complaints.

use std::collections::HashMap;

use fault::Fault;
use onecode_proto::inspection::v1 as pb;
use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use uuid::Uuid;

use super::{Desk, Seen, missing, sealed, seen};
use crate::store::complaint::{self as store, ComplaintFilter, CountRow, GroundRow, SubjectRow, Totals};
use crate::wire::page::{self, Binding};

/// Which complaint, and whether what was said may be shown.
#[derive(Debug)]
pub(crate) struct GetComplaint {
    pub(crate) desk: Desk,
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
    pub(crate) statement: bool,
}

/// A complaint with what was said, where it may be shown. Never printed.
pub(crate) struct WithStatement {
    pub(crate) seen: Seen,
    pub(crate) statement: Option<pb::ComplaintStatement>,
}

/// Which page of which.
#[derive(Debug)]
pub(crate) struct ListComplaints {
    pub(crate) filter: ComplaintFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page, newest first.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) complaints: Vec<Seen>,
    pub(crate) next_page_token: String,
}

/// Of which place and time.
#[derive(Debug)]
pub(crate) struct StatisticsOf {
    /// `None` if no place is both in the caller's scope and in the request's division.
    pub(crate) within: Option<Scope>,
    pub(crate) from: Date,
    pub(crate) before: Date,
}

/// What they amount to.
#[derive(Debug, Default)]
pub(crate) struct Statistics {
    pub(crate) totals: Totals,
    pub(crate) counts: Vec<CountRow>,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetComplaint) -> Result<WithStatement, Fault> {
    let row = store::find(conn, &query.scope, query.id).await?.ok_or_else(|| missing(query.id))?;
    let statement = if query.statement {
        let row = store::sealed(conn, &[query.id]).await?.pop();
        row.map(|row| sealed::statement(&query.desk.ring, &row)).transpose()?
    } else {
        None
    };
    Ok(WithStatement { seen: seen(conn, row).await?, statement })
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListComplaints) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::page(conn, &query.filter, query.before, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut subjects: HashMap<Uuid, Vec<SubjectRow>> = HashMap::new();
    for (id, subject) in store::subjects(conn, &ids).await? {
        subjects.entry(id).or_default().push(subject);
    }
    let shown = rows.into_iter().map(|row| {
        let subjects = subjects.remove(&row.id).unwrap_or_default();
        Seen { row, subjects, followers: Vec::new() }
    });
    Ok(Listed { complaints: shown.collect(), next_page_token })
}

pub(crate) async fn grounds(conn: &mut PgConnection, day: &Date) -> Result<Vec<GroundRow>, Fault> {
    Ok(store::grounds(conn, *day).await?)
}

pub(crate) async fn statistics(conn: &mut PgConnection, query: &StatisticsOf) -> Result<Statistics, Fault> {
    let Some(within) = &query.within else { return Ok(Statistics::default()) };
    let time = (query.from, query.before);
    let totals = store::totals(conn, within, time).await?;
    Ok(Statistics { totals, counts: store::counts(conn, within, time).await? })
}
