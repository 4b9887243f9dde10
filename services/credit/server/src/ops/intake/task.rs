//! The task of the part that follows the feed.

use std::pin::pin;
use std::time::Duration;

use casework::Casework;
use fault::{Fault, Kind};
use feed::{Feed, WatchQuery};
use futures::StreamExt;
use rpc::Task;
use telemetry::Gauge;
use tokio_util::sync::CancellationToken;
use uow::{Call, Uow};

use super::{Step, place, take};
use crate::wire::told;

/// How long a fault is waited out.
const PAUSE: Duration = Duration::from_millis(500);

/// Follows the feed from the place that is on record, for as long as the part runs. Any number of replicas may: a step that
/// another one has taken is refused, and the reader goes on from where the other stands.
pub(crate) fn following(uow: Uow, feed: Feed, office: Casework) -> Task {
    let behind = telemetry::gauge("credit.intake.behind", "Events of the feed that credit has not read yet.");
    Task::new("credit intake", move |stop| async move {
        while !stop.is_cancelled() {
            let Err(fault) = follow((&uow, &office), &feed, &stop, &behind).await else { break };
            if stop.is_cancelled() {
                break;
            }
            if fault.kind() != Kind::Aborted {
                tracing::warn!(error = %fault, "the feed is not followed; tried again after a pause");
            }
            tokio::time::timeout(PAUSE, stop.cancelled()).await.ok();
        }
        Ok(())
    })
}

async fn follow(
    (uow, office): (&Uow, &Casework),
    feed: &Feed,
    stop: &CancellationToken,
    behind: &Gauge<i64>,
) -> Result<(), Fault> {
    let known = place(&mut *uow.reads().acquire().await?, &()).await?;
    behind.record(known.newest.position - known.at.position, &[]);
    let query = WatchQuery {
        after: Some(known.at),
        types: told::types(),
        scope_prefixes: Vec::new(),
        subjects: Vec::new(),
        heartbeat: Duration::from_secs(10),
    };
    let mut watch = pin!(feed.watch(query, stop.clone()));
    let (mut first, mut from) = (known.row.is_none(), known.at);
    while let Some(batch) = watch.next().await {
        let batch = batch?;
        if batch.cursor == from {
            continue;
        }
        let effects = batch.events.iter().map(told::effects).collect::<Result<Vec<_>, _>>()?.concat();
        let fact_at = batch.events.last().map(|event| event.time);
        let office = office.clone();
        let facts = Step { office, first, from, to: batch.cursor, effects, facts: batch.events.len(), fact_at };
        let call = Call::of_task("credit/intake", uow.clock().new_id());
        uow.write(&call, &facts, take, |count| count).await?;
        (first, from) = (false, facts.to);
        let newest = Feed::current(&mut *uow.reads().acquire().await?).await?;
        behind.record(newest.position - from.position, &[]);
    }
    Ok(())
}
