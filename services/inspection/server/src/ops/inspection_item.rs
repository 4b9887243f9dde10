//! The item lists of a day.

use fault::Fault;
use sqlx::PgConnection;
use time::Date;

use crate::store::inspection_item::{self as store, ItemRow};
use crate::wire::page::{self, Binding};

/// Which page of the items of which day.
#[derive(Debug)]
pub(crate) struct ListItems {
    pub(crate) day: Date,
    pub(crate) after: String,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page, by key.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) rows: Vec<ItemRow>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListItems) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::page(conn, query.day, &query.after, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.key.clone());
    Ok(Listed { rows, next_page_token })
}
