//! Who filed a complaint: told to its handler alone (TS-05, SEC-05, SEC-07).

use fault::Fault;
use inspection_domain::complaint::Refusal;
use onecode_proto::inspection::v1 as pb;
use sqlx::PgConnection;
use uow::Call;
use uuid::Uuid;

use super::{Desk, account_hash, missing, sealed};
use crate::store::complaint as store;

/// Of which complaint, and who asks.
#[derive(Debug)]
pub(crate) struct GetReporter {
    pub(crate) desk: Desk,
    pub(crate) call: Call,
    pub(crate) id: Uuid,
}

/// Refuses everybody but the official who handles the complaint, on behalf of the department whose it is.
pub(crate) async fn require_handler(conn: &mut PgConnection, query: &GetReporter) -> Result<(), Fault> {
    let GetReporter { desk, call, id } = query;
    let row = store::find(conn, &call.scope, *id).await?.ok_or_else(|| missing(*id))?;
    let own = row.department == call.department && row.division == call.division;
    let handles = row.handler_hash.is_some_and(|known| seal::equal(&known, &account_hash(desk, call)));
    if own && handles { Ok(()) } else { Err(Refusal::NotHandler.into()) }
}

pub(crate) async fn reporter(conn: &mut PgConnection, query: &GetReporter) -> Result<Option<pb::Reporter>, Fault> {
    require_handler(conn, query).await?;
    let row = store::sealed(conn, &[query.id]).await?.pop().ok_or_else(|| missing(query.id))?;
    sealed::reporter(&query.desk.ring, &row)
}
