//! Records many organisations, chunk by chunk: each chunk is one unit of work, so a broken import goes on where it was.

use std::collections::BTreeMap;

use fault::{Fault, Kind, Reason};
use futures::Stream;
use onecode_proto::registry::v1 as pb;
use prost::Message;
use registry_domain::{History, Patch, Refusal, Status, Text, day_of};
use sha2::{Digest, Sha256};
use time::Date;
use tokio_util::sync::CancellationToken;
use tonic::{Status as RpcStatus, Streaming};
use uow::{Call, Tx, Uow};
use vocab::UnifiedCode;

use super::record;
use crate::store;
use crate::store::import::Tally;
use crate::wire::import::{self as wire, Row};

/// Some rows of an import.
#[derive(Debug)]
pub(crate) struct Chunk {
    /// The key that names the import.
    pub(crate) import: String,
    pub(crate) first_row: i64,
    pub(crate) today: Date,
    pub(crate) rows: Vec<Row>,
}

/// A row that could be read.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) number: i64,
    pub(crate) code: UnifiedCode,
    pub(crate) valid_from: Option<Date>,
    pub(crate) basis: Text<200>,
    pub(crate) patch: Patch,
    pub(crate) warnings: Vec<pb::ImportProblem>,
}

/// Says where the import stands, then records one chunk after the other until the caller has no more.
pub(crate) fn run(
    uow: Uow,
    call: Call,
    mut chunks: Streaming<pb::ImportOrganizationsRequest>,
    stop: CancellationToken,
) -> impl Stream<Item = Result<pb::ImportOrganizationsResponse, RpcStatus>> + Send {
    async_stream::try_stream! {
        yield pb::ImportOrganizationsResponse { next_row: next_row(&uow, &call).await?, outcomes: Vec::new() };
        while let Some(request) = rpc::unless(&stop, chunks.message()).await? {
            yield step(&uow, &call, &request).await?;
        }
    }
}

async fn next_row(uow: &Uow, call: &Call) -> Result<i64, Fault> {
    let mut conn = uow.reads().acquire().await?;
    Ok(store::import::next_row(&mut conn, &call.actor, &call.key).await?)
}

async fn step(
    uow: &Uow,
    call: &Call,
    request: &pb::ImportOrganizationsRequest,
) -> Result<pb::ImportOrganizationsResponse, Fault> {
    let chunk = wire::chunk(request, &call.key, day_of(uow.clock().now()))?;
    let call = call.step(request.first_row, Sha256::digest(request.encode_to_vec()).into());
    uow.write(&call, &chunk, import, |response| response).await
}

/// Records a chunk. Rows before the first that is not committed are skipped; a chunk that begins after it is refused.
pub(crate) async fn import(tx: &mut Tx, chunk: &Chunk) -> Result<pb::ImportOrganizationsResponse, Fault> {
    let (actor, now) = (tx.call().actor.clone(), tx.now());
    let next_row = store::import::lock(tx.conn(), &actor, &chunk.import, now).await?;
    let Ok(skipped) = usize::try_from(next_row - chunk.first_row) else {
        return Err(Refusal::ImportGap { next_row }.into());
    };
    let rows = chunk.rows.get(skipped..).unwrap_or_default();
    let mut histories = lock_histories(tx, rows).await?;
    let outcomes: Vec<pb::ImportOutcome> = rows
        .iter()
        .map(|row| match row {
            Ok(entry) => absorb(tx, &mut histories, entry, chunk.today),
            Err(refused) => refused.clone(),
        })
        .collect();
    let histories: Vec<History> = histories.into_values().collect();
    record::record(tx, &histories, registered_meanwhile).await?;
    let next_row = next_row + i64::try_from(rows.len()).map_err(Fault::internal)?;
    store::import::advance(tx.conn(), &actor, &chunk.import, next_row, tally(&outcomes), now).await?;
    Ok(pb::ImportOrganizationsResponse { next_row, outcomes })
}

async fn lock_histories(tx: &mut Tx, rows: &[Row]) -> Result<BTreeMap<UnifiedCode, History>, Fault> {
    let codes: Vec<UnifiedCode> = rows.iter().flatten().map(|entry| entry.code).collect();
    store::organization::lock_all(tx.conn(), &codes).await?;
    Ok(store::revision::histories(tx.conn(), &codes).await?.into_iter().collect())
}

/// Decides one row on what is recorded and what the rows before it have added.
fn absorb(tx: &Tx, histories: &mut BTreeMap<UnifiedCode, History>, entry: &Entry, today: Date) -> pb::ImportOutcome {
    let scope = &tx.call().scope;
    let division = entry.patch.division.unwrap_or_else(|| entry.code.division());
    let Some(history) = histories.get_mut(&entry.code) else {
        if !scope.covers(division.as_str()) {
            return wire::refused_by(entry, "organization.division", Refusal::OutsideDivision { division });
        }
        let established = entry.patch.established_date.flatten();
        let mut first = wire::change(entry, established.unwrap_or(today));
        first.patch.division = Some(division);
        first.patch.status.get_or_insert(Status::Unknown);
        histories.insert(entry.code, History::open(entry.code, first, record::stamp(tx)));
        return wire::outcome(entry, pb::ImportAction::Created);
    };
    if !history.latest().is_some_and(|known| scope.covers(known.division.as_str())) {
        return wire::refused_by(entry, "organization.code", Refusal::CodeTaken { code: entry.code });
    }
    if let Err(refusal) = record::require_within(tx, &entry.patch) {
        return wire::refused_by(entry, "organization.division", refusal);
    }
    match history.record_news(wire::change(entry, today), record::stamp(tx)) {
        Ok(true) => wire::outcome(entry, pb::ImportAction::Changed),
        Ok(false) => wire::outcome(entry, pb::ImportAction::Unchanged),
        Err(refusal) => wire::refused_by(entry, field_of(&refusal), &refusal),
    }
}

/// The field of a row that a refusal is about.
fn field_of(refusal: &Refusal) -> &'static str {
    match refusal.reason() {
        "STATUS_TRANSITION" => "status",
        "BEFORE_REGISTRATION" => "valid_from",
        _ => "organization",
    }
}

/// Somebody has registered one of the codes since they were looked up: the chunk is decided anew.
fn registered_meanwhile() -> Fault {
    Fault::new(Kind::Aborted, "CONCURRENT_CHANGE", "another change came first; repeat the call")
}

fn tally(outcomes: &[pb::ImportOutcome]) -> Tally {
    let mut tally = Tally::default();
    for outcome in outcomes {
        match outcome.action() {
            pb::ImportAction::Created => tally.created += 1,
            pb::ImportAction::Changed => tally.changed += 1,
            pb::ImportAction::Unchanged => tally.unchanged += 1,
            pb::ImportAction::Refused | pb::ImportAction::Unspecified => tally.refused += 1,
        }
    }
    tally
}
