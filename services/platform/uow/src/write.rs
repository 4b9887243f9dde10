//! The write path, once: claim, operate, audit, publish, reply, commit.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use fault::{Fault, Kind};
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Call, Tx, Uow};

/// How often a unit of work runs again after a serialization failure or a deadlock.
const ATTEMPTS: u32 = 4;
/// Begins a unit of work of many rows. The plan that a connection keeps of a statement is of the day on which it was made; where the
/// tables were empty then, it reads all of them for every row until statistics are taken.
const BEGIN_BULK: &str = "begin; set local plan_cache_mode = force_custom_plan";

/// A named `async fn(&mut Tx, &Command) -> Result<Output, Fault>`.
///
/// A trait and not a closure, so that the future is `Send` whatever the lifetimes.
pub trait Operation<'a, C: 'a, T>: Fn(&'a mut Tx, &'a C) -> Self::Done {
    /// The future that the function returns.
    type Done: Future<Output = Result<T, Fault>> + Send + 'a;
}

impl<'a, F, C: 'a, T, D> Operation<'a, C, T> for F
where
    F: Fn(&'a mut Tx, &'a C) -> D,
    D: Future<Output = Result<T, Fault>> + Send + 'a,
{
    type Done = D;
}

impl Uow {
    /// Runs a command once, however often the call is repeated.
    ///
    /// # Errors
    /// What the operation refuses; `IDEMPOTENCY_KEY_REUSED`; database faults. Nothing is left behind then, but a row
    /// in `uow.refusal`.
    pub async fn write<C, T, R, B>(&self, call: &Call, command: &C, body: B, reply: fn(T) -> R) -> Result<R, Fault>
    where
        C: Sync,
        T: Send,
        R: Message + Default,
        B: for<'a> Operation<'a, C, T> + Sync,
    {
        let mut attempt = 1;
        loop {
            match self.attempt(call, command, &body, reply).await {
                Ok(done) => {
                    self.wake_sequencer();
                    return Ok(done);
                }
                Err(fault) if fault.is_retryable_transaction() && attempt < ATTEMPTS => {
                    tokio::time::sleep(backoff(attempt)).await;
                    attempt += 1;
                }
                Err(fault) => {
                    self.record_refusal(&call.actor, &call.department, call.method, &fault);
                    return Err(fault);
                }
            }
        }
    }

    /// The reply that a call got before. Whoever asks other parts before it writes looks here first: what was done is answered again even
    /// while they cannot be asked.
    ///
    /// # Errors
    /// `IDEMPOTENCY_KEY_REUSED`, and database faults.
    pub async fn repeated<R: Message + Default>(&self, call: &Call) -> Result<Option<R>, Fault> {
        stored_reply(&mut *self.writes.acquire().await?, call).await
    }

    /// Runs a command and rolls it back: what `validate_only` asks for. Claims no key, leaves nothing.
    ///
    /// # Errors
    /// What the operation refuses, and database faults.
    pub async fn rehearse<C, T, R, B>(&self, call: &Call, command: &C, body: B, reply: fn(T) -> R) -> Result<R, Fault>
    where
        C: Sync,
        T: Send,
        B: for<'a> Operation<'a, C, T> + Sync,
    {
        let mut tx = self.begin(call).await?;
        let outcome = body(&mut tx, command).await;
        tx.rollback().await?;
        outcome.map(reply)
    }

    #[expect(clippy::disallowed_methods, reason = "the one place where transactions begin")]
    async fn begin(&self, call: &Call) -> sqlx::Result<Tx> {
        let transaction =
            if call.is_bulk { self.writes.begin_with(BEGIN_BULK).await? } else { self.writes.begin().await? };
        Ok(Tx::new(transaction, call.clone(), self.clock.clone()))
    }

    async fn attempt<C, T, R, B>(&self, call: &Call, command: &C, body: &B, reply: fn(T) -> R) -> Result<R, Fault>
    where
        C: Sync,
        T: Send,
        R: Message + Default,
        B: for<'a> Operation<'a, C, T> + Sync,
    {
        let mut tx = self.begin(call).await?;
        if !claim(&mut tx).await? {
            let stored = stored_reply(tx.conn(), call).await?;
            tx.rollback().await?;
            return stored.ok_or_else(|| Fault::internal("a claimed key has no reply"));
        }
        let done = reply(body(&mut tx, command).await?);
        settle(&mut tx, self.source, &done.encode_to_vec()).await?;
        tx.commit().await?;
        Ok(done)
    }

    /// Notes that a call was refused; best effort, never in the way of this caller or another: while as many notes are
    /// being written as may be at once, others are left out. Our own faults are not refusals.
    pub fn record_refusal(&self, actor: &str, department: &str, method: &str, fault: &Fault) {
        if matches!(fault.kind(), Kind::Internal | Kind::Unavailable | Kind::DeadlineExceeded | Kind::Cancelled) {
            return;
        }
        let Ok(place) = Arc::clone(&self.notes).try_acquire_owned() else {
            tracing::debug!("refusal not recorded: too many at once");
            return;
        };
        let (pool, now) = (self.writes.clone(), self.clock.now());
        let (actor, department, method) = (actor.to_owned(), department.to_owned(), method.to_owned());
        let reason = fault.reason();
        #[expect(
            clippy::disallowed_methods,
            reason = "one short insert that nobody waits for; lost in a crash by design"
        )]
        tokio::spawn(async move {
            let inserted = sqlx::query!(
                "insert into uow.refusal (actor, department, method, reason, created_at) values ($1, $2, $3, $4, $5)",
                actor,
                department,
                method,
                reason,
                now,
            )
            .execute(&pool)
            .await;
            drop(place);
            if inserted.is_err() {
                tracing::debug!("refusal not recorded");
            }
        });
    }
}

fn backoff(attempt: u32) -> Duration {
    Duration::from_millis(rand::random_range(1..=10 * u64::from(attempt)))
}

/// Whether the key is ours now. Waits for a rival that holds it uncommitted: that is what makes repeats safe.
async fn claim(tx: &mut Tx) -> sqlx::Result<bool> {
    let (call, call_id, now) = (tx.call().clone(), tx.call_id(), tx.now());
    let claimed = sqlx::query!(
        "insert into uow.idempotency (actor, method, key, request_hash, call_id, created_at)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
        call.actor,
        call.method,
        call.key,
        &call.request_hash,
        call_id,
        now,
    )
    .execute(tx.conn())
    .await?;
    Ok(claimed.rows_affected() == 1)
}

async fn stored_reply<R: Message + Default>(conn: &mut PgConnection, call: &Call) -> Result<Option<R>, Fault> {
    let row = sqlx::query!(
        "select i.request_hash, a.reply from uow.idempotency i join uow.audit a on a.call_id = i.call_id
         where i.actor = $1 and i.method = $2 and i.key = $3",
        call.actor,
        call.method,
        call.key,
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    if row.request_hash != call.request_hash {
        return Err(Fault::new(
            Kind::AlreadyExists,
            "IDEMPOTENCY_KEY_REUSED",
            "the idempotency key was used before with another request",
        ));
    }
    R::decode(row.reply.unwrap_or_default().as_slice()).map(Some).map_err(Fault::internal)
}

/// Audit row and facts in one statement. Facts get their `seq` here, after every lock is held, so that facts about one
/// subject are numbered in the order of the commits.
async fn settle(tx: &mut Tx, source: &str, reply: &[u8]) -> sqlx::Result<()> {
    let (call, call_id, now) = (tx.call().clone(), tx.call_id(), tx.now());
    let facts = std::mem::take(&mut tx.facts);
    let ids: Vec<Uuid> = facts.iter().map(|fact| fact.id).collect();
    let mut columns: [Vec<String>; 4] = Default::default();
    let mut payloads = Vec::with_capacity(facts.len());
    for fact in facts {
        columns[0].push(fact.aggregate_type);
        columns[1].push(fact.aggregate_id);
        columns[2].push(fact.kind);
        columns[3].push(fact.division);
        payloads.push(fact.payload);
    }
    let [aggregate_types, aggregate_ids, kinds, divisions] = columns;
    sqlx::query!(
        "with audited as (
             insert into uow.audit (call_id, kind, actor, department, division, officer, method, request_hash, purpose,
                 trace_id, reply, created_at)
             values ($1, 'write', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         )
         insert into uow.outbox (id, call_id, source, aggregatetype, aggregateid, type, payload, division, created_at)
         select f.id, $1, $12, f.aggregate_type, f.aggregate_id, f.kind, f.payload, f.division, $11
         from unnest($13::uuid[], $14::text[], $15::text[], $16::text[], $17::bytea[], $18::text[])
             with ordinality as f (id, aggregate_type, aggregate_id, kind, payload, division, place)
         order by f.place",
        call_id,
        call.actor,
        call.department,
        call.division,
        call.officer,
        call.method,
        &call.request_hash,
        call.purpose,
        call.trace_id.as_ref().map(<[u8; 16]>::as_slice),
        reply,
        now,
        source,
        &ids,
        &aggregate_types,
        &aggregate_ids,
        &kinds,
        &payloads,
        &divisions,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
