//! The sequencer (定序器): one leader per database gives committed facts their positions.

use std::convert::Infallible;
use std::str::FromStr;
use std::time::Duration;

use fault::Fault;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, PgConnection};
use telemetry::{Counter, Gauge};
use tokio::sync::Notify;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::batch::{oldest_age, sequence};
use crate::bell::ring;

/// The advisory lock of the leader; such locks are per database. "onecode" in ASCII.
const LEADERSHIP: i64 = 0x006f_6e65_636f_6465;
/// How often a follower tries to lead.
const CANDIDACY: Duration = Duration::from_secs(1);
/// How often the leader looks without having been woken.
const POLL: Duration = Duration::from_millis(100);
/// How long one step may take before its connection is given up as lost.
const PATIENCE: Duration = Duration::from_mins(2);
/// Pause after a failure; doubles until a step succeeds.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Gives committed facts their positions, as long as it leads; any number may run, in any processes.
///
/// The lock and the work share one connection: a leader that has lost its lock has lost the connection it would write
/// on. A leader that is stopped, or cut off, is ended by the server within seconds, for a working one is never idle.
/// And should there be two leaders all the same, the row lock in [`sequence`] makes them take turns.
#[derive(Debug)]
pub struct Sequencer {
    session: PgConnectOptions,
    listener: PgConnectOptions,
    lag: Gauge<i64>,
    sequenced: Counter<u64>,
}

impl Sequencer {
    /// For the database at a URL. Connects when it runs.
    ///
    /// # Errors
    /// The URL is not a PostgreSQL URL.
    pub fn new(url: &str) -> sqlx::Result<Self> {
        Ok(Self::with_options(PgConnectOptions::from_str(url)?))
    }

    /// For the database of these options, be they those of a pool that writes or of one that reads.
    #[must_use]
    pub fn with_options(options: PgConnectOptions) -> Self {
        let listener = options.application_name("onecode-sequencer").options([
            ("default_transaction_isolation", "read committed"),
            ("default_transaction_read_only", "off"),
            ("statement_timeout", "0"),
            ("lock_timeout", "0"),
            ("jit", "off"),
            // The outbox is empty at one time and full at another; no plan is right for both.
            ("plan_cache_mode", "force_custom_plan"),
        ]);
        let session = listener.clone().options([
            ("idle_session_timeout", "5s"),
            ("idle_in_transaction_session_timeout", "5s"),
            ("tcp_keepalives_idle", "5"),
            ("tcp_keepalives_interval", "1"),
            ("tcp_keepalives_count", "5"),
        ]);
        Self {
            session,
            listener,
            lag: telemetry::gauge("feed.lag_ms", "Age of the oldest fact that has no position yet, in milliseconds."),
            sequenced: telemetry::counter("feed.sequenced", "Facts that were given a position."),
        }
    }

    /// Runs until told to stop. Failures are logged and the work is taken up again; none is final.
    ///
    /// # Errors
    /// None; the result is what a task of a part returns.
    pub async fn run(self, stop: CancellationToken) -> Result<(), Fault> {
        let mut pause = FIRST_PAUSE;
        loop {
            let ended = tokio::select! {
                () = stop.cancelled() => return Ok(()),
                ended = self.serve(&mut pause) => ended,
            };
            let Err(fault) = ended;
            let cause = std::error::Error::source(&fault).map(ToString::to_string).unwrap_or_default();
            tracing::warn!(fault.reason = fault.reason(), fault.cause = cause, "sequencer interrupted; it tries again");
            tokio::select! {
                () = stop.cancelled() => return Ok(()),
                () = tokio::time::sleep(pause) => pause = LONGEST_PAUSE.min(pause * 2),
            }
        }
    }

    /// Waits to lead, then leads until something fails.
    async fn serve(&self, pause: &mut Duration) -> Result<Infallible, Fault> {
        let mut connection = self.session.connect().await?;
        while !try_lead(&mut connection).await? {
            self.is_behind(&mut connection).await?;
            tokio::time::sleep(CANDIDACY).await;
        }
        tracing::info!("sequencer leads");
        let bell = Notify::new();
        tokio::select! {
            ended = ring(&self.listener, uow::OUTBOX_CHANNEL, &bell) => Ok(ended?),
            ended = self.lead(&mut connection, &bell, pause) => ended,
        }
    }

    async fn lead(&self, conn: &mut PgConnection, bell: &Notify, pause: &mut Duration) -> Result<Infallible, Fault> {
        loop {
            let worked = timeout(PATIENCE, self.step(conn)).await.unwrap_or_else(|_| Err(silent()))?;
            *pause = FIRST_PAUSE;
            if !worked {
                // The bell only shortens the wait; a missed ring costs one poll.
                timeout(POLL, bell.notified()).await.ok();
            }
        }
    }

    async fn step(&self, conn: &mut PgConnection) -> Result<bool, Fault> {
        let is_behind = self.is_behind(conn).await?;
        if is_behind {
            let step = sequence(conn).await?;
            self.sequenced.add(step.count.unsigned_abs(), &[]);
        }
        Ok(is_behind)
    }

    /// Whether facts wait; reports for how long.
    async fn is_behind(&self, conn: &mut PgConnection) -> sqlx::Result<bool> {
        let age = oldest_age(conn).await?;
        self.lag.record(age.unwrap_or_default(), &[]);
        Ok(age.is_some())
    }
}

async fn try_lead(conn: &mut PgConnection) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select pg_try_advisory_lock($1) as "leads!""#, LEADERSHIP).fetch_one(conn).await
}

fn silent() -> Fault {
    Fault::unavailable("the database does not answer the sequencer", LONGEST_PAUSE)
}
