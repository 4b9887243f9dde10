//! One step of the sequencer: whole units of work from the outbox to the feed, in one transaction.

use fault::Fault;
use sqlx::{Connection, PgConnection};

use crate::EVENT_CHANNEL;

/// At most about this many facts a step; a unit of work is never cut, however many it has.
const STEP: i64 = 2_000;

/// What one step has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sequenced {
    /// How many facts were given a position.
    pub count: i64,
    /// The last position given so far.
    pub position: i64,
}

/// Gives positions to what is committed and has none, up to about 2,000 facts; again until `count` is 0 to do all.
///
/// Safe to run twice at once: the row lock on `uow.feed` lets one step at a time number anything, and the statement
/// after it sees what the step before has taken. Needs READ COMMITTED, the default, for just that.
///
/// # Errors
/// Database faults; nothing has changed then.
pub async fn sequence(conn: &mut PgConnection) -> Result<Sequenced, Fault> {
    let mut transaction = conn.begin().await?;
    let base = sqlx::query_scalar!("select position from uow.feed for update").fetch_one(&mut *transaction).await?;
    let count = publish(&mut transaction, base).await?;
    transaction.commit().await?;
    Ok(Sequenced { count, position: base + count })
}

/// For how many milliseconds the oldest fact without a position has waited; `None` if all have one.
pub(crate) async fn oldest_age(conn: &mut PgConnection) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!(
        r#"select (extract(epoch from clock_timestamp() - created_at) * 1000)::bigint as "age!"
         from uow.outbox order by seq limit 1"#
    )
    .fetch_optional(conn)
    .await
}

/// The notification goes out with the commit; that all notifying commits take turns hurts nobody here, for there is
/// one sequencer.
async fn publish(conn: &mut PgConnection, base: i64) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"with heads as (
             select distinct h.call_id from (select o.call_id from uow.outbox o order by o.seq limit $2) h
         ), wholes as (
             -- by the index, however many wait: `offset 0` keeps it from being joined
             select w.place from heads h
             cross join lateral (select i.ctid as place from uow.outbox i where i.call_id = h.call_id offset 0) w
         ), taken as (
             delete from uow.outbox o where o.ctid = any(array(select place from wholes))
             returning o.seq, o.id, o.call_id, o.source, o.aggregatetype, o.aggregateid, o.type, o.payload, o.division,
                 o.created_at
         ), placed as (
             select t.seq, t.id, t.call_id, t.source, t.aggregatetype, t.aggregateid, t.type, t.payload, t.division,
                 t.created_at, max(t.seq) over (partition by t.call_id) as last_seq
             from taken t
         ), published as (
             insert into uow.event (position, id, call_id, source, aggregatetype, aggregateid, type, payload, division,
                 created_at)
             select $1 + row_number() over (order by p.last_seq, p.seq), p.id, p.call_id, p.source, p.aggregatetype,
                 p.aggregateid, p.type, p.payload, p.division, p.created_at
             from placed p
             returning position
         ), counted as (
             select count(*) as count from published
         ), moved as (
             update uow.feed set position = $1 + c.count from counted c where c.count > 0
             returning pg_notify($3, position::text)::text as told
         )
         select c.count as "count!" from counted c"#,
        base,
        STEP,
        EVENT_CHANNEL,
    )
    .fetch_one(conn)
    .await
}
