//! A Redis for caches and rate limits: one that answers already, or a private one that keeps nothing on disk.

use std::io;
use std::path::Path;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::{Instant, sleep, timeout};

use crate::account::Account;
use crate::leash::Leash;
use crate::lock::Lock;
use crate::log::Log;
use crate::place::SocketDir;
use crate::{StartError, installation, place};

/// A server that does not answer within this time counts as absent.
const ANSWER: Duration = Duration::from_millis(500);
/// How long a start may take.
const PATIENCE: Duration = Duration::from_secs(10);
const DEFAULT_PORT: u16 = 6379;

/// A Redis that answers; if it is our own, dropping it tells it to stop, without waiting.
#[derive(Debug)]
pub struct Redis {
    url: String,
    own: Option<Own>,
}

#[derive(Debug)]
struct Own {
    leash: Leash,
    _socket_dir: SocketDir,
    _lock: Lock,
}

impl Redis {
    /// The Redis at `url` if it answers, else one started on `dir`. None if that fails too, which is logged: callers
    /// then cache in their own process.
    pub async fn find_or_start(url: Option<&str>, dir: &Path) -> Option<Self> {
        if let Some(url) = url
            && reachable(url).await
        {
            return Some(Self { url: url.to_owned(), own: None });
        }
        match Self::start(dir).await {
            Ok(redis) => Some(redis),
            Err(reason) => {
                tracing::warn!(%reason, "no redis");
                None
            }
        }
    }

    /// Starts a server of at most 64 MB that holds everything in memory; `dir` holds its lock and its log.
    pub async fn start(dir: &Path) -> Result<Self, StartError> {
        let program = ["redis-server", "valkey-server"].into_iter().find_map(installation::on_path);
        let program = program.ok_or(StartError::RedisNotInstalled)?;
        let dir = place::data_dir(dir)?;
        let lock = Lock::take(&dir).await?;
        let account = Account::ourselves();
        let socket_dir = SocketDir::make("redis", &dir, account)?;
        let socket = socket_dir.path().join("redis.sock");
        let log = Log::open(&dir, "redis")?;

        let socket = socket.to_string_lossy();
        let arguments = [
            ["--port", "0"],
            ["--unixsocket", &socket],
            ["--unixsocketperm", "700"],
            ["--dir", &socket_dir.path().to_string_lossy()],
            ["--save", ""],
            ["--appendonly", "no"],
            ["--maxmemory", "64mb"],
            ["--maxmemory-policy", "volatile-ttl"],
            ["--loglevel", "warning"],
        ];
        // Killed, it leaves the socket's name to its successor; there is nothing to save.
        let mut leash = Leash::start(account, "KILL", &program, arguments.as_flattened(), &log.file)
            .map_err(StartError::at(&program))?;
        let url = format!("unix://{socket}");
        let end = Instant::now() + PATIENCE;
        while !reachable(&url).await {
            if leash.has_ended().map_err(StartError::at(&program))? || Instant::now() > end {
                return Err(StartError::Failed { program: "redis-server", reason: log.reason() });
            }
            sleep(Duration::from_millis(10)).await;
        }
        Ok(Self { url, own: Some(Own { leash, _socket_dir: socket_dir, _lock: lock }) })
    }

    /// Its address: the one given, or `unix:///tmp/…`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Stops our own server and waits for its end; one that was there before is left alone.
    pub async fn stop(self) -> io::Result<()> {
        if let Some(own) = self.own {
            own.leash.stop().await?;
        }
        Ok(())
    }
}

/// Whether a Redis answers at `redis://[user:password@]host[:port][/db]`, `unix:///path` or `redis+unix:///path`. One
/// that wants a password answers too. TLS (`rediss://`) is not spoken here: there an open port counts.
pub async fn reachable(url: &str) -> bool {
    timeout(ANSWER, answers(url)).await.is_ok_and(|answer| answer.unwrap_or(false))
}

async fn answers(url: &str) -> io::Result<bool> {
    let Some((scheme, rest)) = url.split_once("://") else { return Ok(false) };
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    match scheme {
        "unix" | "redis+unix" => ping(UnixStream::connect(rest).await?).await,
        "redis" | "valkey" => ping(TcpStream::connect(address(rest)).await?).await,
        "rediss" | "valkeys" => TcpStream::connect(address(rest)).await.map(|_| true),
        _ => Ok(false),
    }
}

/// `host:port` of what follows `redis://`.
fn address(rest: &str) -> String {
    let authority = rest.split('/').next().unwrap_or(rest);
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let has_port = host.rsplit_once(':').is_some_and(|(_, port)| !port.ends_with(']'));
    if has_port { host.to_owned() } else { format!("{host}:{DEFAULT_PORT}") }
}

async fn ping(mut stream: impl AsyncRead + AsyncWrite + Unpin) -> io::Result<bool> {
    stream.write_all(b"PING\r\n").await?;
    let mut answer = [0; 5];
    stream.read_exact(&mut answer).await?;
    Ok(matches!(&answer, b"+PONG" | b"-NOAU" | b"-LOAD"))
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn a_host_is_found_among_credentials_port_and_database() {
        assert_eq!(address("localhost"), "localhost:6379");
        assert_eq!(address("u:p@ss@cache:7000/2"), "cache:7000");
        assert_eq!(address("[::1]/0"), "[::1]:6379");
        assert_eq!(address("[::1]:7000"), "[::1]:7000");
    }
}
