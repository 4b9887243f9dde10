//! A unit of work under way: one connection, one instant, and the facts to publish.

use prost::{Message, Name};
use sqlx::{PgConnection, Postgres, Transaction};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{Call, Clock};

/// A unit of work. Only [`crate::Uow::write`] makes one, and only it commits.
#[derive(Debug)]
pub struct Tx {
    transaction: Transaction<'static, Postgres>,
    call: Call,
    call_id: Uuid,
    clock: Clock,
    now: OffsetDateTime,
    pub(crate) facts: Vec<Fact>,
}

/// A fact waiting for the commit.
#[derive(Debug)]
pub(crate) struct Fact {
    pub(crate) id: Uuid,
    pub(crate) aggregate_type: String,
    pub(crate) aggregate_id: String,
    pub(crate) kind: String,
    pub(crate) payload: Vec<u8>,
    pub(crate) division: String,
}

impl Tx {
    pub(crate) fn new(transaction: Transaction<'static, Postgres>, call: Call, clock: Clock) -> Self {
        let (call_id, now) = (clock.new_id(), clock.now());
        Self { transaction, call, call_id, clock, now, facts: Vec::new() }
    }

    /// The connection, for the store.
    pub fn conn(&mut self) -> &mut PgConnection {
        &mut self.transaction
    }

    /// The instant of this unit of work; the same however often it is asked.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        self.now
    }

    /// A fresh id.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        self.clock.new_id()
    }

    /// Who calls, and how far they may reach.
    #[must_use]
    pub fn call(&self) -> &Call {
        &self.call
    }

    /// The id that audit row, facts and idempotency key share.
    #[must_use]
    pub fn call_id(&self) -> Uuid {
        self.call_id
    }

    /// Publishes a fact about `subject` (`organizations/{code}`), which lies in `division`, if the transaction commits.
    pub fn emit<F: Message + Name>(&mut self, subject: &str, division: &str, fact: &F) {
        let (aggregate_type, aggregate_id) = subject.split_once('/').unwrap_or(("", subject));
        self.facts.push(Fact {
            id: self.clock.new_id(),
            aggregate_type: aggregate_type.to_owned(),
            aggregate_id: aggregate_id.to_owned(),
            kind: F::full_name(),
            payload: fact.encode_to_vec(),
            division: division.to_owned(),
        });
    }

    pub(crate) async fn commit(self) -> sqlx::Result<()> {
        self.transaction.commit().await
    }

    pub(crate) async fn rollback(self) -> sqlx::Result<()> {
        self.transaction.rollback().await
    }
}
