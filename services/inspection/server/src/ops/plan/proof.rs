//! The proof of a draw, written while it is sent.

use std::collections::HashMap;
use std::io::{self, Write};

use fault::Fault;
use futures::Stream;
use inspection_domain::draw::stored::field;
use inspection_domain::draw::{Drawn, Frozen, Outcome, Proof, Short};
use inspection_domain::plan::Round;
use onecode_proto::inspection::v1 as pb;
use sqlx::{Connection as _, PgConnection};
use tokio::sync::mpsc::{self, Sender};
use tokio_util::sync::CancellationToken;
use tonic::Status;
use uow::SNAPSHOT;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::Entered;
use super::read::GetPlan;
use super::records::{grade, restore};
use crate::store::draw;

/// Bytes of a message: a sixteenth of what gRPC clients take unasked.
const MESSAGE_BYTES: usize = 1 << 18;
/// Organisations read at a time.
const STRETCH: i64 = 10_000;

/// Everything that a proof tells.
#[derive(Debug)]
pub(crate) struct Told {
    frozen: Frozen,
    rounds: Vec<Round>,
    outcome: Outcome,
}

/// Reads what there is to tell, in one state of the books: what was drawn as it was recorded, not as it would be reckoned.
pub(crate) async fn tell(conn: &mut PgConnection, query: &GetPlan) -> Result<Told, Fault> {
    let mut snapshot = conn.begin_with(SNAPSHOT).await?;
    let told = told(&mut snapshot, query).await;
    snapshot.rollback().await?;
    told
}

async fn told(conn: &mut PgConnection, query: &GetPlan) -> Result<Told, Fault> {
    let entered = Entered::find(conn, &query.scope, query.id).await?;
    let frozen = restore(conn, &entered).await?;
    let outcome = recorded(conn, entered.row.id).await?;
    Ok(Told { frozen, rounds: entered.plan.rounds, outcome })
}

async fn recorded(conn: &mut PgConnection, plan: Uuid) -> Result<Outcome, Fault> {
    let mut outcome = Outcome { drawn: Vec::new() };
    let mut after = (String::new(), 0);
    loop {
        let rows = draw::page(conn, plan, &after, STRETCH).await?;
        let Some(last) = rows.last() else { return Ok(outcome) };
        after = (last.grade.clone(), last.rank);
        let codes: Vec<UnifiedCode> = rows.iter().map(|row| row.code).collect();
        let mut inspectors: HashMap<UnifiedCode, Vec<_>> = HashMap::new();
        for row in draw::assigned(conn, plan, &codes).await? {
            inspectors.entry(row.code).or_default().push(field(&row.inspector.to_string())?);
        }
        let mut short: HashMap<UnifiedCode, Vec<_>> = HashMap::new();
        for row in draw::short(conn, plan, &codes).await? {
            let missing = u32::try_from(row.missing).map_err(Fault::internal)?;
            short.entry(row.code).or_default().push(Short { department: field(&row.department)?, missing });
        }
        for row in rows {
            outcome.drawn.push(Drawn {
                grade: grade(&row.grade)?,
                rank: u64::try_from(row.rank).map_err(Fault::internal)?,
                code: row.code,
                inspectors: inspectors.remove(&row.code).unwrap_or_default(),
                short: short.remove(&row.code).unwrap_or_default(),
            });
        }
    }
}

/// Writes the proof piece by piece, no faster than it is taken.
pub(crate) fn write(
    told: Told,
    stop: CancellationToken,
) -> impl Stream<Item = Result<pb::GetDrawProofResponse, Status>> + Send {
    async_stream::try_stream! {
        let (pieces, mut written) = mpsc::channel(2);
        let writing = tokio::task::spawn_blocking(move || {
            let mut pieces = Pieces { pieces, held: Vec::with_capacity(MESSAGE_BYTES) };
            let Told { frozen, rounds, outcome } = &told;
            Proof { frozen, rounds, outcome }.write(&mut pieces)?;
            pieces.flush()
        });
        while let Some(content) = rpc::unless(&stop, async { Ok(written.recv().await) }).await? {
            yield pb::GetDrawProofResponse { content };
        }
        writing.await.map_err(Fault::internal)?.map_err(Fault::internal)?;
    }
}

/// Gathers bytes into messages.
struct Pieces {
    pieces: Sender<Vec<u8>>,
    held: Vec<u8>,
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= MESSAGE_BYTES {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.held, Vec::with_capacity(MESSAGE_BYTES));
        // the receiver is gone once the caller is
        self.pieces.blocking_send(piece).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}
