//! All organisations that pass the filters, in one consistent state.

use fault::Fault;
use feed::Feed;
use futures::Stream;
use onecode_proto::registry::v1 as pb;
use registry_domain::Organization;
use sqlx::{Postgres, Transaction};
use tokio_util::sync::CancellationToken;
use tonic::Status;
use uow::{Scope, Uow};
use vocab::UnifiedCode;

use crate::store;
use crate::store::page::Filter;
use crate::wire::organization::Show;
use crate::wire::stream;

/// Rows read at a time: what an export holds in memory.
const STRETCH: usize = 500;

/// Which organisations, and how they are shown.
#[derive(Debug)]
pub(crate) struct Export {
    pub(crate) scope: Scope,
    pub(crate) filter: Filter,
    pub(crate) show: Show,
}

/// Streams them by code. A caller who goes away ends the transaction, and with it frees the connection.
pub(crate) fn run(
    uow: Uow,
    export: Export,
    stop: CancellationToken,
) -> impl Stream<Item = Result<pb::ExportOrganizationsResponse, Status>> + Send {
    async_stream::try_stream! {
        let mut snapshot = Snapshot::open(&uow).await?;
        loop {
            let rows = rpc::unless(&stop, async { Ok(snapshot.stretch(&export).await?) }).await?;
            // an empty export has one message too: its cursor is where a watch begins
            if !rows.is_empty() || snapshot.after.is_none() {
                for reply in stream::export_replies(&rows, export.show, &snapshot.cursor) {
                    yield reply;
                }
            }
            match rows.last() {
                Some(last) => snapshot.after = Some(last.code),
                None => break,
            }
        }
    }
}

/// One state of the register, held open, and how far it has been read.
struct Snapshot {
    transaction: Transaction<'static, Postgres>,
    cursor: String,
    after: Option<UnifiedCode>,
}

impl Snapshot {
    /// The cursor is read first: it fixes the state, and what comes after it may be in the state already, never missing.
    async fn open(uow: &Uow) -> Result<Self, Fault> {
        let mut transaction = uow.snapshot().await?;
        let cursor = Feed::current(&mut transaction).await?.to_string();
        Ok(Self { transaction, cursor, after: None })
    }

    async fn stretch(&mut self, export: &Export) -> Result<Vec<Organization>, Fault> {
        let codes = store::page::codes(&mut self.transaction, &export.filter, self.after, STRETCH).await?;
        Ok(store::organization::find_all(&mut self.transaction, &export.scope, &codes).await?)
    }
}
