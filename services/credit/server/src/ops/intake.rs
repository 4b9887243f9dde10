//! Following the feed: each fact has its effect once, in the transaction that moves the place.

mod batch;
mod effect;
mod task;

use std::time::Duration;

use casework::Casework;
use credit_domain::organization::{Organization, Status};
use credit_domain::record::{Kind, Record};
use fault::Fault;
use feed::{Cursor, Feed};
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Tx;
use vocab::UnifiedCode;

use crate::store::intake as store;
use crate::store::publication::publicity::Publicity;

pub(crate) use task::following;

/// What a fact changes of what credit knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Effect {
    /// An organisation was registered.
    Registered(Organization),
    /// Its particulars changed.
    Changed { code: UnifiedCode, title: String, division: String, supervising_unit: String },
    /// Its status changed.
    Status { code: UnifiedCode, status: Status, from: Date },
    /// Something is recorded.
    Add(Record),
    /// What is of a source, and of these kinds, does not count any more from a day on.
    End { source: String, kind: Kind, on: Date },
    /// What is of a source fell, as if it had never been.
    Withdraw { source: String, kind: Kind, on: Date },
    /// The decision of a penalty was made public, or taken from before the public.
    Publicity(Publicity),
}

impl Effect {
    /// The source and the kind of what it ends.
    fn ends(&self) -> Option<(&str, Kind)> {
        match self {
            Self::End { source, kind, .. } => Some((source, *kind)),
            Self::Registered(_)
            | Self::Changed { .. }
            | Self::Status { .. }
            | Self::Add(_)
            | Self::Withdraw { .. }
            | Self::Publicity(_) => None,
        }
    }
}

/// Some facts of the feed, and where it stands after them.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) office: Casework,
    /// Nothing was read before.
    pub(crate) first: bool,
    pub(crate) from: Cursor,
    pub(crate) to: Cursor,
    pub(crate) effects: Vec<Effect>,
    /// How many facts.
    pub(crate) facts: usize,
    /// When the last was recorded.
    pub(crate) fact_at: Option<OffsetDateTime>,
}

/// Applies a step, if the place is still where it begins.
async fn take(tx: &mut Tx, step: &Step) -> Result<u64, Fault> {
    let now = tx.now();
    let count = i64::try_from(step.facts).unwrap_or(i64::MAX);
    let begun = !step.first || store::begin(tx.conn(), step.from, now).await?;
    if !begun || !store::advance(tx.conn(), step.from, step.to, step.fact_at, count, now).await? {
        return Err(Fault::new(fault::Kind::Aborted, "CONCURRENT_CHANGE", "another process reads the feed"));
    }
    batch::apply(tx, &step.office, &step.effects).await?;
    Ok(step.effects.len() as u64)
}

/// A place in the feed, and where the feed ends.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) at: Cursor,
    pub(crate) newest: Cursor,
    pub(crate) row: Option<store::IntakeRow>,
}

/// How far credit has read.
pub(crate) async fn place(conn: &mut PgConnection, (): &()) -> Result<Place, Fault> {
    let newest = Feed::current(conn).await?;
    let row = store::get(conn, newest.feed).await?;
    let earliest = Feed::earliest(conn).await?;
    let at = row.as_ref().map_or(earliest, |row| Cursor { feed: newest.feed, position: row.position });
    Ok(Place { at, newest, row })
}

/// Facts that may be left while what follows from them is told to others.
const MANY: i64 = 2_000;
/// How long reading may rest and still be under way.
const REST: Duration = Duration::from_secs(10);

/// Whether facts are being read in great number, as after a time of no reading, or from the beginning: what is known of an organisation
/// is old then, and whoever warned of it or published would have to take it back with the next fact. It is over when reading stops.
pub(crate) async fn is_catching_up(conn: &mut PgConnection, now: OffsetDateTime) -> Result<bool, Fault> {
    Ok(store::is_catching_up(conn, MANY, now - REST).await?)
}
