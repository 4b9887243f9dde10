//! Follows organisations: their state after each change.

use std::pin::pin;

use fault::Fault;
use feed::{Batch, Feed, WatchQuery};
use futures::{Stream, StreamExt};
use onecode_proto::registry::v1 as pb;
use tokio_util::sync::CancellationToken;
use tonic::Status;
use uow::Uow;

use crate::store;
use crate::wire::organization::Show;
use crate::wire::stream;

/// Streams the changes that the feed holds and will hold.
pub(crate) fn run(
    uow: Uow,
    feed: Feed,
    query: WatchQuery,
    show: Show,
    stop: CancellationToken,
) -> impl Stream<Item = Result<pb::WatchOrganizationsResponse, Status>> + Send {
    async_stream::try_stream! {
        let mut batches = pin!(feed.watch(query, stop));
        while let Some(batch) = batches.next().await {
            yield response(&uow, batch?, show).await?;
        }
    }
}

/// Loads the histories of a whole batch at once.
async fn response(uow: &Uow, batch: Batch, show: Show) -> Result<pb::WatchOrganizationsResponse, Fault> {
    let about = batch.events.iter().map(stream::about).collect::<Result<Vec<_>, Fault>>()?;
    let codes: Vec<_> = about.iter().map(|(code, _)| *code).collect();
    let histories = if codes.is_empty() {
        std::collections::HashMap::new()
    } else {
        let mut conn = uow.reads().acquire().await?;
        store::revision::histories(&mut conn, &codes).await?
    };
    let changes = batch.events.iter().zip(about).filter_map(|(record, (code, revision))| {
        let after = histories.get(&code)?.after(revision)?;
        Some(stream::change(record, &after, show))
    });
    Ok(pb::WatchOrganizationsResponse { changes: changes.collect(), cursor: batch.cursor.to_string() })
}
