//! How many people work for organisations, and what they hold (从业人员统计): sums alone.

use fault::Fault;
use sqlx::PgConnection;
use time::Date;
use uow::Scope;

use crate::store::personnel::counts::{self as store, HeldRow, Sums};
use crate::store::personnel::qualification::Staff;

/// Which staff, and on which day.
#[derive(Debug)]
pub(crate) struct Count {
    /// `None` if no place is in both the caller's scope and the request.
    pub(crate) within: Option<Scope>,
    pub(crate) organization: Option<String>,
    pub(crate) day: Date,
}

/// What it comes to.
#[derive(Debug)]
pub(crate) struct Counted {
    pub(crate) sums: Sums,
    pub(crate) held: Vec<HeldRow>,
}

pub(crate) async fn count(conn: &mut PgConnection, query: &Count) -> Result<Counted, Fault> {
    let Some(scope) = &query.within else {
        let sums = Sums { organizations: 0, people: 0, full_time: 0, part_time: 0 };
        return Ok(Counted { sums, held: Vec::new() });
    };
    let staff = Staff { scope, organization: query.organization.as_deref(), day: query.day };
    Ok(Counted { sums: store::sums(conn, &staff).await?, held: store::held(conn, &staff).await? })
}
