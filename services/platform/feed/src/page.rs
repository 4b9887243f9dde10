//! Reading one stretch of the feed from the database, in one statement and so from one moment.

use bytes::Bytes;
use fault::Fault;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::bounds::Bounds;
use crate::filter::Filter;
use crate::{Cursor, Record};

/// How many positions a first page covers, and how many one may cover.
const SPAN: (i64, i64) = (512, 4_096);
/// Pages grow while they are smaller than a quarter of this, and shrink when they are larger; bytes.
const WEIGHT: usize = 4 << 20;

/// One stretch of the feed, `(from, to]`, with what passed a filter.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) from: Cursor,
    pub(crate) to: Cursor,
    /// Nothing was behind `to` when this was read.
    pub(crate) is_last: bool,
    /// The unit of work at `to`, if it may go on behind it. The feed grows by whole units, so the last page has none.
    pub(crate) open: Option<Uuid>,
    pub(crate) records: Vec<Record>,
}

/// How many positions the next page covers; follows the weight of the last.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span(i64);

impl Default for Span {
    fn default() -> Self {
        Self(SPAN.0)
    }
}

impl Span {
    pub(crate) fn follow(&mut self, page: &Page) {
        let weight = page.weight();
        if weight > WEIGHT {
            self.0 = (self.0 / 4).max(1);
        } else if weight < WEIGHT / 4 {
            self.0 = (self.0 * 2).min(SPAN.1);
        }
    }
}

impl Page {
    pub(crate) fn weight(&self) -> usize {
        self.records.iter().map(Record::size).sum()
    }

    /// Reads what follows a cursor.
    ///
    /// # Errors
    /// `CURSOR_FOREIGN`, `CURSOR_EXPIRED`, and database faults.
    pub(crate) async fn read(
        conn: &mut PgConnection,
        from: Cursor,
        span: Span,
        filter: &Filter,
    ) -> Result<Self, Fault> {
        // `singleton` tells the planner that there is one row, or it expects thousands and compiles the query first.
        // Tail: asked for by itself and once (`offset 0`). Joined, it would be looked for in a hash of every event there is for as long as
        // the plan is one of days on which there were few.
        let rows = sqlx::query_as!(
            Row,
            r#"select f.id as "feed!", f.earliest as "earliest!", f.position as "head!", f.tail as "tail?",
                 e.position as "position?", e.id as "id?", e.call_id as "call_id?", e.source as "source?",
                 e.subject as "subject?", e.type as "kind?", e.payload as "payload?", e.division as "division?",
                 e.created_at as "time?"
             from (
                 select feed.id, feed.earliest, feed.position,
                     (select t.call_id from uow.event t where t.position = least($1::bigint + $2::bigint, feed.position)) as tail
                 from uow.feed where feed.singleton offset 0
             ) f
             left join lateral (
                 select v.position, v.id, v.call_id, v.source, v.type, v.payload, v.division, v.created_at, s.subject
                 from uow.event v
                 cross join lateral (
                     select case v.aggregatetype when '' then '' else v.aggregatetype || '/' end || v.aggregateid
                         as subject
                 ) s
                 where v.position > $1 and v.position <= $1 + $2 and v.position <= f.position
                     and (cardinality($3::text[]) = 0 or v.type = any($3))
                     and v.division ^@ any($4::text[])
                     and (cardinality($5::text[]) = 0 or s.subject in (select unnest($5::text[])))
                 order by v.position
                 limit $2
             ) e on true"#,
            from.position,
            span.0,
            &filter.types,
            &filter.prefixes,
            &filter.subjects,
        )
        .fetch_all(conn)
        .await?;
        let first = rows.first().ok_or_else(|| Fault::internal("uow.feed is empty"))?;
        let bounds = Bounds { feed: first.feed, earliest: first.earliest, head: first.head };
        bounds.admit(from)?;
        let to = bounds.head.min(from.position + span.0);
        let is_last = to == bounds.head;
        let open = if is_last { None } else { first.tail };
        let mut records: Vec<Record> = rows.into_iter().filter_map(Row::record).collect();
        records.sort_by_key(|record| record.position);
        Ok(Self { from, to: Cursor { feed: from.feed, position: to }, is_last, open, records })
    }
}

/// The ends of the feed, with one event; without one if nothing passed.
struct Row {
    feed: Uuid,
    earliest: i64,
    head: i64,
    tail: Option<Uuid>,
    position: Option<i64>,
    id: Option<Uuid>,
    call_id: Option<Uuid>,
    source: Option<String>,
    subject: Option<String>,
    kind: Option<String>,
    payload: Option<Vec<u8>>,
    division: Option<String>,
    time: Option<OffsetDateTime>,
}

impl Row {
    fn record(self) -> Option<Record> {
        Some(Record {
            position: self.position?,
            id: self.id?,
            call_id: self.call_id?,
            source: self.source?,
            subject: self.subject?,
            kind: self.kind?,
            payload: Bytes::from(self.payload?),
            division: self.division?,
            time: self.time?,
        })
    }
}
