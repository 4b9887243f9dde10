//! A package of grants in one consistent state; a stretch at a time is in memory.

use fault::Fault;
use futures::Stream;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::grant::package;
use sqlx::{Postgres, Transaction};
use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;
use tonic::Status;
use uow::Uow;
use uuid::Uuid;

use super::refused;
use crate::desk::Desk;
use crate::store::fund as funds;
use crate::store::fund::grant::{self as store, GrantFilter};
use crate::wire::fund::grant as wire;

/// Grants read at a time.
const GRANTS: i64 = 200;

/// Which export.
#[derive(Debug)]
pub(crate) struct Export {
    pub(crate) filter: GrantFilter,
    pub(crate) at: OffsetDateTime,
    pub(crate) desk: Desk,
}

/// Streams the package. A caller who goes away ends the transaction, and with it frees the connection.
pub(crate) fn run(
    uow: Uow,
    export: Export,
    stop: CancellationToken,
) -> impl Stream<Item = Result<pb::ExportGrantsResponse, Status>> + Send {
    async_stream::try_stream! {
        let mut snapshot = Snapshot::open(&uow, export).await?;
        while let Some(piece) = rpc::unless(&stop, async { Ok(snapshot.stretch().await?) }).await? {
            yield piece;
        }
    }
}

/// One state, held open, and how far it has been read.
struct Snapshot {
    transaction: Transaction<'static, Postgres>,
    export: Export,
    file_name: String,
    /// What comes before the grants, until it was written.
    head: String,
    tail: &'static str,
    after: Uuid,
    written: i64,
    total: i64,
}

impl Snapshot {
    async fn open(uow: &Uow, export: Export) -> Result<Self, Fault> {
        let mut transaction = uow.snapshot().await?;
        if let Some(fund) = export.filter.fund {
            let found = funds::get(&mut transaction, fund, &export.filter.scope).await?;
            found.ok_or_else(|| refused::no_fund(fund))?;
        }
        let total = store::count(&mut transaction, &export.filter).await?;
        let file_name = file_name(&export.filter);
        let (head, tail) = package(&file_name, &export.desk.publisher().name, export.at);
        Ok(Self { transaction, export, file_name, head, tail, after: Uuid::nil(), written: 0, total })
    }

    /// The next piece; none at the end.
    async fn stretch(&mut self) -> Result<Option<pb::ExportGrantsResponse>, Fault> {
        if self.written == self.total {
            return Ok(None);
        }
        let rows = store::page(&mut self.transaction, &self.export.filter, self.after, GRANTS).await?;
        let prefix = &self.export.desk.publisher().grant_prefix;
        let mut content = std::mem::take(&mut self.head);
        for row in &rows {
            if self.written > 0 {
                content.push_str(",\n");
            }
            content.push_str(&wire::text(row, prefix)?);
            self.written += 1;
        }
        let last = rows.last().ok_or_else(|| Fault::internal("a state that is held open lost a grant"))?;
        self.after = last.id;
        if self.written == self.total {
            content.push_str(self.tail);
        }
        Ok(Some(pb::ExportGrantsResponse {
            file_name: self.file_name.clone(),
            content: content.into_bytes(),
            count: self.written,
            total_count: self.total,
        }))
    }
}

fn file_name(filter: &GrantFilter) -> String {
    let fund = filter.fund.map(|fund| format!("-{fund}")).unwrap_or_default();
    let year = filter.year.map(|year| format!("-{year}")).unwrap_or_default();
    format!("grants{fund}{year}.json")
}
