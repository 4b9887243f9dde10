//! What would change if numbers of the rules were others, over the whole register of a scope, some organisations at a time.

use async_stream::try_stream;
use credit_domain::eligibility::{Known, Needs, Trial};
use fault::Fault;
use futures::Stream;
use onecode_proto::credit::v1 as pb;
use statute::Draft;
use time::OffsetDateTime;
use tokio::sync::OwnedSemaphorePermit;
use tokio_util::sync::CancellationToken;
use tonic::Status;
use uow::{Scope, Uow};
use vocab::UnifiedCode;

use super::{Until, until};
use crate::store::eligibility as store;
use crate::wire::eligibility::what_if as wire;

/// Organisations that are in memory at a time.
const STRETCH: i64 = 500;

/// What is tried, and on whom.
#[derive(Debug)]
pub(crate) struct WhatIf {
    pub(crate) trial: Trial<'static>,
    pub(crate) drafts: Vec<Draft>,
    pub(crate) scope: Scope,
    /// Words of the database; all if there is none.
    pub(crate) kinds: Vec<String>,
}

/// Streams what comes of it. Each stretch has a connection of its own, given back before anything is told: however slow a reader is,
/// it holds none. Whoever goes away, or whose deadline passes, ends it.
pub(crate) fn what_if(
    uow: Uow,
    query: WhatIf,
    turn: OwnedSemaphorePermit,
    stop: CancellationToken,
) -> impl Stream<Item = Result<pb::WhatIfResponse, Status>> + Send {
    try_stream! {
        let _turn = turn;
        let WhatIf { mut trial, drafts, scope, kinds: of_kinds } = query;
        let needs = Needs::always(&[trial.purpose()]);
        let total = rpc::unless(&stop, async { Ok(count(&uow, &scope, &of_kinds).await?) }).await?;
        let (mut checked, mut after) = (0_i64, String::new());
        yield wire::progress(0, total);
        let reached = loop {
            let next = async { Ok(stretch(&uow, &scope, (&of_kinds, &needs), &after).await?) };
            let stretch = rpc::unless(&stop, next).await?;
            let Some(last) = stretch.codes.last() else { break stretch.until };
            after = last.to_string();
            for known in &stretch.known {
                if let Some(change) = trial.examine(known) {
                    yield wire::change(&known.organization, &change);
                }
            }
            tokio::task::yield_now().await; // others get their turn
            checked += i64::try_from(stretch.known.len()).unwrap_or(i64::MAX);
            yield wire::progress(checked, total.max(checked));
        };
        yield wire::summary(&trial, &drafts, &reached);
    }
}

struct Stretch {
    /// In their order.
    codes: Vec<UnifiedCode>,
    known: Vec<Known>,
    until: Until,
}

async fn count(uow: &Uow, scope: &Scope, kinds: &[String]) -> Result<i64, Fault> {
    Ok(store::count(&mut *uow.reads().acquire().await?, scope.prefix(), kinds).await?)
}

async fn stretch(
    uow: &Uow,
    scope: &Scope,
    (of_kinds, needs): (&[String], &Needs),
    after: &str,
) -> Result<Stretch, Fault> {
    let now: OffsetDateTime = uow.clock().now();
    let mut connection = uow.reads().acquire().await?;
    let codes = store::codes(&mut connection, scope.prefix(), of_kinds, after, STRETCH).await?;
    let mut looked = store::look(&mut connection, &codes, needs).await?;
    drop(connection);
    let (until, minutes_behind) = until(&looked, now);
    let known = codes.iter().filter_map(|code| looked.known.remove(code));
    let known = known.map(|known| Known { minutes_behind, ..known }).collect();
    Ok(Stretch { codes, known, until })
}
