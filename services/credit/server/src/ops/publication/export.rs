//! All publications that pass the filters, in one consistent state; a stretch at a time is in memory.

use fault::Fault;
use futures::Stream;
use onecode_proto::credit::v1 as pb;
use onecode_proto::publish::Public;
use sqlx::{Postgres, Transaction};
use tokio_util::sync::CancellationToken;
use tonic::Status;
use uow::Uow;
use uuid::Uuid;

use crate::store::publication::page::{self as store, PublicationFilter, PublicationRow};
use crate::wire::publication::file::{self, Format};

/// Rows read at a time.
const STRETCH: i64 = 500;

/// Which publications, and how they are written.
#[derive(Debug)]
pub(crate) struct Export {
    pub(crate) filter: PublicationFilter,
    pub(crate) format: Format,
}

/// Streams them, the oldest first. A caller who goes away ends the transaction, and with it frees the connection.
pub(crate) fn run(
    uow: Uow,
    export: Export,
    stop: CancellationToken,
) -> impl Stream<Item = Result<pb::ExportPublicationsResponse, Status>> + Send {
    async_stream::try_stream! {
        let mut snapshot = Snapshot::open(&uow, &export.filter).await?;
        let mut content = file::heading(export.format)?;
        loop {
            let rows = rpc::unless(&stop, async { Ok(snapshot.stretch(&export.filter).await?) }).await?;
            for row in &rows {
                file::line(&mut content, export.format, row, export.filter.today)?;
            }
            let last = i64::try_from(rows.len()).unwrap_or(i64::MAX) < STRETCH;
            // an empty export has one message too: its heading
            yield snapshot.piece(std::mem::take(&mut content));
            if last {
                break;
            }
        }
    }
}

/// One state, held open, and how far it has been read.
struct Snapshot {
    transaction: Transaction<'static, Postgres>,
    after: Option<Uuid>,
    written: i64,
    total: i64,
}

impl Snapshot {
    async fn open(uow: &Uow, filter: &PublicationFilter) -> Result<Self, Fault> {
        let mut transaction = uow.snapshot().await?;
        let total = store::count(&mut transaction, filter).await?;
        Ok(Self { transaction, after: None, written: 0, total })
    }

    async fn stretch(&mut self, filter: &PublicationFilter) -> Result<Vec<PublicationRow>, Fault> {
        let rows = store::oldest(&mut self.transaction, filter, self.after, STRETCH).await?;
        self.after = rows.last().map(|row| row.id).or(self.after);
        self.written += i64::try_from(rows.len()).unwrap_or_default();
        Ok(rows)
    }

    fn piece(&self, content: Vec<u8>) -> pb::ExportPublicationsResponse {
        let piece = pb::ExportPublicationsResponse { content, row_count: self.written, total_count: self.total };
        Public::new(piece).into_inner()
    }
}
