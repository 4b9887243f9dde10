//! Records as they are shown: with how they stand, and how the public may see them.

use std::collections::HashMap;

use credit_domain::display::{Around, Display, display};
use credit_domain::record::Record;
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::store::record::Kept;
use crate::store::standing::{self as store, StandingRow};

/// A record as it is shown on a day.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(crate) record: Record,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) standing: StandingRow,
    pub(crate) display: Display,
}

/// Records as they are shown on a day, in the same order.
pub(crate) async fn all(conn: &mut PgConnection, kept: Vec<Kept>, day: Date) -> sqlx::Result<Vec<Shown>> {
    let ids: Vec<Uuid> = kept.iter().map(|(record, _)| record.id).collect();
    let rows = store::of(conn, &ids, day).await?;
    let mut standing: HashMap<Uuid, StandingRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let shown = kept.into_iter().filter_map(|(record, created_at)| {
        let standing = standing.remove(&record.id)?;
        let around = Around { repaired: standing.repaired_on, seriously_listed: standing.seriously_listed };
        let display = display(&record, around, day);
        Some(Shown { record, created_at, standing, display })
    });
    Ok(shown.collect())
}
