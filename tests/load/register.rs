//! A register to be measured: a database, a server process in front of it, and rows.

use std::time::{Duration, Instant};

use onecode::sample;
use onecode::serve::MIGRATORS;
use onecode_proto::event::v1::event_service_client::EventServiceClient;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_proto::registry::v1::{ImportAction, ImportOrganizationsRequest, ImportRow};
use onecode_tests::harness::Site;
use sqlx::{Connection, PgConnection};
use testkit::{Client, Credentials, Database};
use tonic::Status;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::Channel;

use crate::server::Server;

const SEED: u64 = 1;
/// Most rows that the contract takes in one message.
const CHUNK: usize = 500;

/// A register and its server.
pub(crate) struct Register {
    /// Its files, and who may call.
    pub(crate) site: Site,
    /// Its database.
    pub(crate) url: String,
    /// Gateway and registry in one process.
    pub(crate) server: Server,
    _database: Option<Database>,
    source: Box<dyn Iterator<Item = ImportRow> + Send>,
    next_row: i64,
}

/// How many chunks, and with what outcomes.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Filled {
    /// From the first chunk sent to the last outcome received.
    pub(crate) took: Duration,
    /// Rows recorded.
    pub(crate) created: u64,
    /// Rows refused, or known already.
    pub(crate) other: u64,
}

impl Register {
    /// An empty one in a fresh database of the server at `DATABASE_URL`.
    pub(crate) async fn empty() -> Self {
        let database = Database::fresh(&MIGRATORS).await;
        let url = database.url().to_owned();
        Self::on(url, Some(database)).await
    }

    /// One in a migrated database.
    pub(crate) async fn at(url: String) -> Self {
        Self::on(url, None).await
    }

    async fn on(url: String, database: Option<Database>) -> Self {
        let site = Site::new(&url);
        let server = Server::serve(&site, "all").await;
        let source = Box::new(sample::organizations(SEED, usize::MAX));
        Self { site, url, server, _database: database, source, next_row: 1 }
    }

    /// Made-up organisations, the next ones, cut into messages.
    pub(crate) fn next_chunks(&mut self, rows: usize) -> Vec<ImportOrganizationsRequest> {
        let rows: Vec<ImportRow> = self.source.by_ref().take(rows).collect();
        let mut first_row = self.next_row;
        let mut chunks = Vec::with_capacity(rows.len().div_ceil(CHUNK));
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let rows: Vec<ImportRow> = rows.by_ref().take(CHUNK).collect();
            let begins = first_row;
            first_row += i64::try_from(rows.len()).expect("a chunk is small");
            chunks.push(ImportOrganizationsRequest { first_row: begins, rows });
        }
        self.next_row = first_row;
        chunks
    }

    /// Sends chunks through the gateway's stream, as fast as it takes them, and waits for every outcome.
    pub(crate) async fn import(&self, chunks: Vec<ImportOrganizationsRequest>) -> Result<Filled, Status> {
        let Some(first_row) = chunks.first().map(|chunk| chunk.first_row) else { return Ok(Filled::default()) };
        let mut client = self.organizations(self.site.registrar().keyed("bench"));
        let begun = Instant::now();
        let mut answers = client.import_organizations(tokio_stream::iter(chunks)).await?.into_inner();
        let mut filled = Filled::default();
        let first = answers.message().await?.expect("an import says where it stands");
        assert_eq!(first.next_row, first_row, "the import goes on where it was");
        while let Some(answer) = answers.message().await? {
            for outcome in answer.outcomes {
                let created = outcome.action() == ImportAction::Created;
                *(if created { &mut filled.created } else { &mut filled.other }) += 1;
            }
        }
        filled.took = begun.elapsed();
        Ok(filled)
    }

    /// Fills it with so many, where that is not measured.
    pub(crate) async fn fill(&mut self, rows: usize) {
        let chunks = self.next_chunks(rows);
        let filled = self.import(chunks).await.expect("made-up organisations can be imported");
        assert_eq!(filled.other, 0, "every made-up organisation is recorded");
        self.settle().await;
    }

    /// Waits until every fact has its place in the feed.
    pub(crate) async fn settle(&self) {
        let mut books = self.books().await;
        loop {
            let left: bool = sqlx::query_scalar("select exists (select from uow.outbox)")
                .fetch_one(&mut books)
                .await
                .expect("the outbox can be read");
            if !left {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The registry through the gateway, over a connection of its own.
    pub(crate) fn organizations(&self, credentials: Credentials) -> OrganizationServiceClient<Client> {
        organizations(self.server.channel(), credentials)
    }

    /// The feed through the gateway, over a connection of its own.
    pub(crate) fn events(&self, credentials: Credentials) -> EventServiceClient<Client> {
        EventServiceClient::new(InterceptedService::new(self.server.channel(), credentials))
    }

    /// A connection past the program.
    pub(crate) async fn books(&self) -> PgConnection {
        PgConnection::connect(&self.url).await.expect("the database answers")
    }

    /// Codes of some organisations that are active, spread over the register, the same each time.
    pub(crate) async fn some_codes(&self, most: i64) -> Vec<String> {
        let statement = "select code from registry.organization where status = 'active' order by md5(code) limit $1";
        let codes = sqlx::query_scalar(statement).bind(most);
        codes.fetch_all(&mut self.books().await).await.expect("codes can be read")
    }

    /// Ends its process.
    pub(crate) async fn stop(self) {
        self.server.stop().await;
    }
}

/// The registry over a channel.
pub(crate) fn organizations(channel: Channel, credentials: Credentials) -> OrganizationServiceClient<Client> {
    OrganizationServiceClient::new(InterceptedService::new(channel, credentials))
}

/// A count as a figure.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
pub(crate) fn number(count: usize) -> f64 {
    count as f64
}
