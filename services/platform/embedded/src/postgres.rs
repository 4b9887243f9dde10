//! A private PostgreSQL server.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tokio::time::{Instant, sleep};

use crate::account::Account;
use crate::cluster::SUPERUSER;
use crate::installation::Installation;
use crate::leash::Leash;
use crate::lock::Lock;
use crate::log::Log;
use crate::place::SocketDir;
use crate::{StartError, cluster, place, postmaster, suitability};

/// Recovery after a crash may take its time.
const PATIENCE: Duration = Duration::from_mins(2);
/// Names the socket file; there is no TCP port.
const PORT: u16 = 5432;

/// The share of the machine's memory that the server keeps pages in, as its manual recommends for a start, in MiB.
const BUFFERS: (u64, std::ops::RangeInclusive<u64>) = (4, 128..=4096);

/// Which server to start.
#[derive(Debug, Clone)]
pub struct PostgresOptions {
    /// Holds the data, the lock and `postgres.log`; made if absent.
    pub data_dir: PathBuf,
    /// Folder of the programs; if none, PATH and `/usr/lib/postgresql/*/bin` are searched.
    pub bin_dir: Option<PathBuf>,
    /// What the data are worth.
    pub tuning: Tuning,
    /// Connections the server accepts at a time.
    pub max_connections: u16,
}

/// What the data of a server are worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tuning {
    /// Committed is kept, come what may.
    Durable,
    /// For tests: nothing is forced to disk; a crash of the machine may destroy all data.
    Throwaway,
}

/// A running PostgreSQL server of our own; dropping it tells the server to stop, without waiting.
#[derive(Debug)]
pub struct Postgres {
    pid: u32,
    cluster: PathBuf,
    leash: Leash,
    socket_dir: SocketDir,
    _lock: Lock,
}

impl Postgres {
    /// Starts a server on `options.data_dir`, made at first use, and waits until it answers. A server left behind there
    /// by a killed process is stopped first.
    pub async fn start(options: PostgresOptions) -> Result<Self, StartError> {
        let data_dir = place::data_dir(&options.data_dir)?;
        let lock = Lock::take(&data_dir).await?;
        let existing = cluster::existing(&data_dir);
        let account = Account::for_server(existing.as_deref()).map_err(StartError::at(&data_dir))?;
        let made_by = existing.as_deref().and_then(cluster::major);
        let installation = Installation::find(options.bin_dir.as_deref(), made_by).await?;
        if let Some(data) = made_by.filter(|&data| data != installation.major) {
            return Err(StartError::VersionMismatch { dir: data_dir, data, installed: installation.major });
        }
        let cluster = match existing {
            Some(cluster) => cluster,
            None => cluster::create(&data_dir, account, &installation, options.tuning).await?,
        };
        if !account.can_enter(&cluster).await.map_err(StartError::at(&cluster))? {
            return Err(StartError::Unreachable { dir: cluster, uid: account.uid });
        }
        postmaster::clear(&cluster).await?;

        let socket_dir = SocketDir::make("pg", &data_dir, account)?;
        let log = Log::open(&data_dir, "postgres")?;
        let program = installation.program("postgres");
        let arguments = arguments(&cluster, socket_dir.path(), &options);
        // SIGINT is PostgreSQL's fast shutdown: connections are cut, data written out.
        let mut leash =
            Leash::start(account, "INT", &program, arguments, &log.file).map_err(StartError::at(&program))?;
        let pid = ready(&cluster, &mut leash, &log).await?;
        let server = Self { pid, cluster, leash, socket_dir, _lock: lock };
        suitability::assert_suitable(&server.options(SUPERUSER)).await?;
        Ok(server)
    }

    /// The address of a database: `postgres://postgres@localhost:5432/NAME?host=%2Ftmp%2F…&sslmode=disable`.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        let host = percent_encoded(&self.socket_dir.path().to_string_lossy());
        let database = percent_encoded(database);
        format!("postgres://{SUPERUSER}@localhost:{PORT}/{database}?host={host}&sslmode=disable")
    }

    /// Makes the database unless it exists.
    pub async fn ensure_database(&self, name: &str) -> sqlx::Result<()> {
        match self.create_database(name).await {
            // duplicate_database; unique_violation when another creates it at this very moment.
            Err(sqlx::Error::Database(error)) if matches!(error.code().as_deref(), Some("42P04" | "23505")) => Ok(()),
            done => done,
        }
    }

    /// Makes a new database; an error if it exists.
    pub async fn create_database(&self, name: &str) -> sqlx::Result<()> {
        let mut connection = PgConnection::connect_with(&self.options(SUPERUSER)).await?;
        let quoted = name.replace('"', "\"\"");
        sqlx::raw_sql(AssertSqlSafe(format!("create database \"{quoted}\""))).execute(&mut connection).await?;
        connection.close().await
    }

    /// The folder of the server's socket, for programs such as `psql --host`.
    #[must_use]
    pub fn socket_dir(&self) -> &Path {
        self.socket_dir.path()
    }

    /// The server's process.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// Stops the server fast (connections are cut, data written out) and waits for its end.
    pub async fn stop(self) -> io::Result<()> {
        let status = self.leash.stop().await?;
        // Should the shell have been killed, the server goes on for a moment without it.
        while postmaster::serves(self.pid, &self.cluster) {
            sleep(postmaster::GLANCE).await;
        }
        if status.success() { Ok(()) } else { Err(io::Error::other(format!("PostgreSQL ended with {status}"))) }
    }

    fn options(&self, database: &str) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass()
            .socket(self.socket_dir.path())
            .port(PORT)
            .username(SUPERUSER)
            .database(database)
            .ssl_mode(PgSslMode::Disable)
    }
}

fn arguments(cluster: &Path, socket_dir: &Path, options: &PostgresOptions) -> Vec<String> {
    let mut arguments = vec!["-D".to_owned(), cluster.to_string_lossy().into_owned()];
    let mut set = |setting: &str| arguments.extend(["-c".to_owned(), setting.to_owned()]);
    set("listen_addresses=");
    set(&format!("port={PORT}"));
    set(&format!("unix_socket_directories={}", socket_dir.display()));
    set("unix_socket_permissions=0700");
    set(&format!("max_connections={}", options.max_connections));
    set(&format!("shared_buffers={}MB", buffers()));
    set("timezone=UTC");
    set("log_timezone=UTC");
    // Failed statements quote their values, which may be personal data: only the server's own events are logged.
    set("log_min_messages=log");
    set("log_min_error_statement=panic");
    set("log_checkpoints=off");
    if options.tuning == Tuning::Throwaway {
        set("fsync=off");
        set("synchronous_commit=off");
        set("full_page_writes=off");
        set("wal_level=minimal");
        set("max_wal_senders=0");
    }
    arguments
}

/// MiB of pages that the server keeps.
fn buffers() -> u64 {
    let system = rustix::system::sysinfo();
    let memory = u64::from(system.mem_unit).saturating_mul(system.totalram) >> 20;
    let (part, bounds) = BUFFERS;
    (memory / part).clamp(*bounds.start(), *bounds.end())
}

/// Waits until the server accepts connections and gives its process.
async fn ready(cluster: &Path, leash: &mut Leash, log: &Log) -> Result<u32, StartError> {
    let failed = |reason| Err(StartError::Failed { program: "postgres", reason });
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(pid) = postmaster::ready(cluster) {
            return Ok(pid);
        }
        if leash.has_ended().map_err(StartError::at(cluster))? {
            return failed(log.reason());
        }
        if Instant::now() > end {
            return failed(format!("it was not ready within {} s", PATIENCE.as_secs()));
        }
        sleep(postmaster::GLANCE).await;
    }
}

/// `text` with everything but letters, digits, `-` and `_` as `%XX`.
fn percent_encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}
