//! The read path: a read-only connection, and a record of every read that shows classified data.

use std::future::Future;

use fault::Fault;
use sqlx::{PgConnection, Postgres, Transaction};

use crate::{Call, Uow};

/// Begins a transaction that reads all of one state of the books.
pub const SNAPSHOT: &str = "begin isolation level repeatable read read only";

/// A named `async fn(&mut PgConnection, &Query) -> Result<Output, Fault>`.
pub trait Question<'a, Q: 'a, T>: Fn(&'a mut PgConnection, &'a Q) -> Self::Done {
    /// The future that the function returns.
    type Done: Future<Output = Result<T, Fault>> + Send + 'a;
}

impl<'a, F, Q: 'a, T, D> Question<'a, Q, T> for F
where
    F: Fn(&'a mut PgConnection, &'a Q) -> D,
    D: Future<Output = Result<T, Fault>> + Send + 'a,
{
    type Done = D;
}

impl Uow {
    /// Answers a query on a connection that cannot write.
    ///
    /// # Errors
    /// What the question refuses, and database faults.
    pub async fn read<Q, T, R, B>(&self, call: &Call, query: &Q, body: B, reply: fn(T) -> R) -> Result<R, Fault>
    where
        Q: Sync,
        T: Send,
        B: for<'a> Question<'a, Q, T> + Sync,
    {
        self.record_disclosure(call).await?;
        let mut connection = self.reads.acquire().await?;
        body(&mut connection, query).await.map(reply)
    }

    /// A transaction that reads all of one state of the books, however long it lasts; for exports. Dropped, it is over.
    ///
    /// # Errors
    /// Database faults.
    #[expect(clippy::disallowed_methods, reason = "the one place where such transactions begin; they cannot write")]
    pub async fn snapshot(&self) -> Result<Transaction<'static, Postgres>, Fault> {
        Ok(self.reads.begin_with(SNAPSHOT).await?)
    }

    /// Records that a caller is about to see classified data, and why; does nothing for other calls. Streams call it
    /// before their first answer.
    ///
    /// # Errors
    /// Database faults: what cannot be recorded is not shown.
    pub async fn record_disclosure(&self, call: &Call) -> Result<(), Fault> {
        if !call.reveals {
            return Ok(());
        }
        sqlx::query!(
            "insert into uow.audit (call_id, kind, actor, department, division, officer, method, request_hash, purpose,
                 trace_id, reply, created_at)
             values ($1, 'sensitive_read', $2, $3, $4, $5, $6, $7, $8, $9, null, $10)",
            self.clock.new_id(),
            call.actor,
            call.department,
            call.division,
            call.officer,
            call.method,
            &call.request_hash,
            call.purpose,
            call.trace_id.as_ref().map(<[u8; 16]>::as_slice),
            self.clock.now(),
        )
        .execute(&self.writes)
        .await?;
        Ok(())
    }
}
