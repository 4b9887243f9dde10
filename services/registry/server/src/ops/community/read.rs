//! One filing on a day, or a page of them.

use fault::Fault;
use registry_domain::community::{CommunityFiling, FilingRefusal};
use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use uuid::Uuid;

use crate::store::community::filing;
use crate::store::community::page::{self as filings, Filter};
use crate::wire::page::{self, Binding};

/// Which filing, and as of when.
#[derive(Debug)]
pub(crate) struct GetFiling {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
    pub(crate) as_of: Option<Date>,
    /// Whether the contact person may be shown.
    pub(crate) personal: bool,
}

/// Which page of which list.
#[derive(Debug)]
pub(crate) struct ListFilings {
    pub(crate) filter: Filter,
    pub(crate) after: String,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page of filings.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) filings: Vec<CommunityFiling>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetFiling) -> Result<(CommunityFiling, bool), Fault> {
    let GetFiling { scope, id, as_of, personal } = query;
    let found = match as_of {
        None => filing::find(conn, scope, *id).await?,
        Some(day) => filing::on(conn, scope, *id, *day).await?,
    };
    Ok((found.ok_or(FilingRefusal::NotFound { id: *id })?, *personal))
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListFilings) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut filings = filings::page(conn, &query.filter, &query.after, limit).await?;
    let next_page_token = page::cut(&mut filings, query.size, &query.binding, |filing| filing.filing_number.clone());
    Ok(Listed { filings, next_page_token })
}
