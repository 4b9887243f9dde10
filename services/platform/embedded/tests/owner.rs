//! Servers whose owner is killed end with it, or at the latest when the next owner comes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use embedded::{Postgres, PostgresOptions, Redis, Tuning, redis};
use rustix::process::{Pid, Signal, kill_process};
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::{sleep, timeout};

/// `onecode-db` on `dir`, and the lines it printed.
async fn owner(dir: &Path) -> (Child, Vec<String>) {
    let mut owner = Command::new(env!("CARGO_BIN_EXE_onecode-db"))
        .arg(dir)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut output = BufReader::new(owner.stdout.take().unwrap()).lines();
    let mut lines = Vec::new();
    while let Some(line) = output.next_line().await.unwrap() {
        if line.starts_with('#') {
            return (owner, lines);
        }
        lines.push(line);
    }
    panic!("the owner ended: {:?}", owner.wait().await);
}

fn address(lines: &[String], name: &str) -> String {
    lines.iter().find_map(|line| line.strip_prefix(name)).unwrap().to_owned()
}

fn server_of(dir: &Path) -> i32 {
    let file = fs::read_to_string(dir.join("pg/cluster/postmaster.pid")).unwrap();
    file.lines().next().unwrap().parse().unwrap()
}

fn kill(pid: i32) {
    kill_process(Pid::from_raw(pid).unwrap(), Signal::KILL).unwrap();
}

fn parent_of(pid: i32) -> i32 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    status.lines().find_map(|line| line.strip_prefix("PPid:")).unwrap().trim().parse().unwrap()
}

fn children_of(pid: i32) -> Vec<i32> {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let pids = processes.filter_map(|process| process.file_name().to_str()?.parse().ok());
    pids.filter(|&child| fs::exists(format!("/proc/{child}/status")).unwrap() && parent_of(child) == pid).collect()
}

/// Whether the process works: it may stay as a zombie where nobody waits for orphans.
fn works(pid: i32) -> bool {
    fs::read_link(format!("/proc/{pid}/cwd")).is_ok()
}

async fn restarted(dir: &Path) -> Postgres {
    Redis::start(&dir.join("redis")).await.unwrap().stop().await.unwrap();
    let data_dir = dir.join("pg");
    let options = PostgresOptions { data_dir, bin_dir: None, tuning: Tuning::Throwaway, max_connections: 10 };
    Postgres::start(options).await.unwrap()
}

async fn insert(url: &str) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    sqlx::raw_sql("create table note (line text); insert into note values ('kept')")
        .execute(&mut connection)
        .await
        .unwrap();
}

async fn kept(server: &Postgres) -> String {
    let mut connection = PgConnection::connect(&server.url("onecode")).await.unwrap();
    sqlx::query_scalar("select line from note").fetch_one(&mut connection).await.unwrap()
}

#[tokio::test]
async fn servers_end_with_their_killed_owner() {
    let dir = TempDir::new().unwrap();
    let (mut owner, lines) = owner(dir.path()).await;
    insert(&address(&lines, "DATABASE_URL=")).await;
    let cache = address(&lines, "REDIS_URL=");
    assert!(redis::reachable(&cache).await);
    let server = server_of(dir.path());

    owner.kill().await.unwrap();
    let gone = async {
        while works(server) || redis::reachable(&cache).await {
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(Duration::from_mins(1), gone).await.unwrap();

    let server = restarted(dir.path()).await;
    assert_eq!(kept(&server).await, "kept");
    server.stop().await.unwrap();
}

#[tokio::test]
async fn a_server_left_behind_is_stopped_and_its_data_kept() {
    let dir = TempDir::new().unwrap();
    let (mut owner, lines) = owner(dir.path()).await;
    insert(&address(&lines, "DATABASE_URL=")).await;
    let server = server_of(dir.path());
    let shell = parent_of(server);
    for child in children_of(shell).into_iter().filter(|&child| child != server) {
        kill(child);
    }
    kill(shell);
    owner.kill().await.unwrap();
    assert!(works(server));

    let next = restarted(dir.path()).await;
    assert!(!works(server));
    assert_eq!(kept(&next).await, "kept");
    next.stop().await.unwrap();
}

#[tokio::test]
async fn a_redis_is_shared_by_address_and_stopped_by_its_owner_only() {
    let dir = TempDir::new().unwrap();
    let own = Redis::start(dir.path()).await.unwrap();
    let found = Redis::find_or_start(Some(own.url()), dir.path()).await.unwrap();
    assert_eq!(found.url(), own.url());
    found.stop().await.unwrap();
    assert!(redis::reachable(own.url()).await);
    let url = own.url().to_owned();
    own.stop().await.unwrap();
    assert!(!redis::reachable(&url).await);
    assert!(!redis::reachable("redis://127.0.0.1:1/0").await);
}

#[tokio::test]
async fn a_command_is_given_both_servers_and_its_exit_code_is_passed_on() {
    let dir = TempDir::new().unwrap();
    let script = r#"test -S "${REDIS_URL#unix://}" && echo "$DATABASE_URL" && exit 7"#;
    let mut run = Command::new(env!("CARGO_BIN_EXE_onecode-db"));
    let run = run.arg(dir.path()).args(["--throwaway", "--", "sh", "-c", script]).output().await.unwrap();
    assert_eq!(run.status.code(), Some(7), "{run:?}");
    let url = String::from_utf8(run.stdout).unwrap();
    assert!(url.starts_with("postgres://") && PgConnection::connect(url.trim()).await.is_err());
    assert!(!dir.path().join("pg/cluster/postmaster.pid").exists());
}
