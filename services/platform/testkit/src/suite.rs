//! One part, running as it does in production, on a database of its own.

use std::sync::Arc;
use std::time::Duration;

use feed::Feed;
use prost::{Message, Name};
use rpc::{DoorLayer, HostOptions, Listener, Memory, Part, Process, Refusals, Stage};
use sqlx::migrate::Migrator;
use telemetry::Telemetry;
use tokio_util::sync::CancellationToken;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::Channel;
use uow::{Clock, PoolOptions, Uow};

use crate::{Caller, Credentials, Database, Identities, START};

/// What a client of a contract is made of: a channel to the suite, with credentials.
pub type Client = InterceptedService<Channel, Credentials>;

/// One part behind its door, with a sequencer beside it.
pub struct Suite {
    clock: Clock,
    identities: Identities,
    memory: Memory,
    uow: Uow,
    feed: Feed,
    process: Option<Process>,
    database: Database,
}

impl Suite {
    /// Runs a part on a fresh database whose clock stands at [`START`].
    ///
    /// # Panics
    /// Something that every test needs does not start.
    pub async fn start(migrators: &[&Migrator], build: impl FnOnce(Uow, Feed, CancellationToken) -> Part) -> Self {
        let all: Vec<&Migrator> = [&uow::MIGRATOR].into_iter().chain(migrators.iter().copied()).collect();
        let database = Database::fresh(&all).await;
        let clock = Clock::held(START);
        let identities = Identities::new(clock.clone());
        let uow = road("registry", &database, &clock);

        let mut process = Process::new();
        let ground = process.stage("ground");
        let feed = sequencing(&ground, &database, &uow);
        let stage = process.stage("part");
        let part = build(uow.clone(), feed.clone(), stage.stop());
        let memory = mount(&stage, part, &identities, &uow).await;
        Self { clock, identities, memory, uow, feed, process: Some(process), database }
    }

    /// Runs another part beside it, on the same database, for the same callers and by the same clock; where it is reached.
    ///
    /// # Panics
    /// The suite was stopped, or the part does not start.
    pub async fn beside(&mut self, source: &'static str, build: impl FnOnce(Uow, CancellationToken) -> Part) -> Memory {
        let uow = road(source, &self.database, &self.clock);
        let stage = self.process.as_mut().expect("the suite runs").stage(source);
        notifying(&stage, &uow);
        let part = build(uow.clone(), stage.stop());
        mount(&stage, part, &self.identities, &uow).await
    }

    /// Where the part is reached.
    #[must_use]
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// The feed of the database, for a part beside it that follows it.
    #[must_use]
    pub fn feed(&self) -> &Feed {
        &self.feed
    }

    /// The clock; it stands until it is moved.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Who may call.
    #[must_use]
    pub fn identities(&self) -> &Identities {
        &self.identities
    }

    /// The city's civil affairs department, which registers.
    #[must_use]
    pub fn registrar(&self) -> Caller {
        self.identities.caller("civil-affairs", "330500", &["registry-registrar", "statistics"])
    }

    /// Credentials on a channel to the part.
    #[must_use]
    pub fn client(&self, credentials: Credentials) -> Client {
        InterceptedService::new(self.channel(), credentials)
    }

    /// A channel without credentials.
    #[must_use]
    pub fn channel(&self) -> Channel {
        self.memory.channel()
    }

    /// The part's road to its database.
    #[must_use]
    pub fn uow(&self) -> &Uow {
        &self.uow
    }

    /// The database.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// How many writes of callers left an audit row; what the program does by itself does not count.
    ///
    /// # Panics
    /// The database does not answer.
    pub async fn audited(&self) -> i64 {
        self.count("select count(*) from uow.audit where kind = 'write' and actor <> 'onecode'").await
    }

    /// How many facts were published, sequenced or not.
    ///
    /// # Panics
    /// The database does not answer.
    pub async fn published(&self) -> i64 {
        self.count("select (select count(*) from uow.event) + (select count(*) from uow.outbox)").await
    }

    /// A number from the books.
    ///
    /// # Panics
    /// The statement does not give one number.
    pub async fn count(&self, statement: &'static str) -> i64 {
        sqlx::query_scalar(statement).fetch_one(&mut self.database.connection().await).await.expect("one number")
    }

    /// Waits until every fact has its place in the feed.
    ///
    /// # Panics
    /// It takes longer than ten seconds.
    pub async fn sequenced(&self) {
        for _ in 0..1_000 {
            if self.count("select count(*) from uow.outbox").await == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the outbox did not drain");
    }

    /// The facts of a type, in the order of the feed.
    ///
    /// # Panics
    /// The outbox does not drain, or something else has that type.
    pub async fn facts<F: Message + Name + Default>(&self) -> Vec<F> {
        self.sequenced().await;
        let query = sqlx::query_scalar("select payload from uow.event where type = $1 order by position");
        let mut connection = self.database.connection().await;
        let payloads: Vec<Vec<u8>> =
            query.bind(F::full_name()).fetch_all(&mut connection).await.expect("the feed can be read");
        payloads.iter().map(|payload| F::decode(payload.as_slice()).expect("it is of its type")).collect()
    }

    /// Waits until whoever follows facts of these types has read the feed to its end; `place` asks how far that is.
    ///
    /// # Panics
    /// The outbox does not drain, or the follower does not read.
    pub async fn followed(&self, types: &[String], place: &'static str) {
        self.sequenced().await;
        let mut connection = self.database.connection().await;
        for _ in 0..1_000 {
            let read = self.count(place).await;
            let query = sqlx::query_scalar("select count(*) from uow.event where type = any($1) and position > $2");
            let unread: i64 =
                query.bind(types).bind(read).fetch_one(&mut connection).await.expect("the feed can be read");
            if unread == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("nobody reads the feed");
    }

    /// Stops the part as a process does.
    ///
    /// # Panics
    /// It does not stop in time, or a task had failed.
    pub async fn stop(mut self) {
        if let Some(process) = self.process.take() {
            process.drain(Duration::from_secs(10)).await.expect("the part stops in order");
        }
    }
}

fn sequencing(stage: &Stage, database: &Database, uow: &Uow) -> Feed {
    let sequencer = feed::Sequencer::new(database.url()).expect("the URL is one");
    stage.spawn("sequencer", sequencer.run(stage.stop()));
    notifying(stage, uow);
    let feed = Feed::new(uow.reads().clone());
    stage.spawn("feed", feed.clone().follow(stage.stop()));
    feed
}

fn notifying(stage: &Stage, uow: &Uow) {
    let (notifier, stop) = (uow.clone(), stage.stop());
    stage.spawn("notifier", async move {
        notifier.notify_loop(stop).await;
        Ok(())
    });
}

fn road(source: &'static str, database: &Database, clock: &Clock) -> Uow {
    let options = PoolOptions { max_writes: 8, max_reads: 8, ..PoolOptions::default() };
    let (writes, reads) = uow::connect(database.url(), options).expect("the URL is one");
    Uow::new(source, writes, reads, clock.clone())
}

/// Puts a part behind its door, and waits until it takes calls.
async fn mount(stage: &Stage, part: Part, identities: &Identities, uow: &Uow) -> Memory {
    let telemetry = Telemetry::for_tests().expect("metrics can be made");
    let door = DoorLayer::new(
        identities.verifier(),
        uow.clock().clone(),
        telemetry.door().clone(),
        Arc::new(telemetry.rpc_metrics()),
        Refusals::recorded_by(uow.clone()),
        Duration::from_secs(30),
    );
    let (memory, listener) = Listener::memory();
    let mut running = rpc::start(stage, part, listener, door, HostOptions::default()).await.expect("the part starts");
    running.until_ready().await;
    memory
}
