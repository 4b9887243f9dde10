//! A private PostgreSQL starts, keeps its data, and is neither shared nor left behind.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use embedded::{Postgres, PostgresOptions, StartError, Tuning};
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;

fn on(dir: &Path) -> PostgresOptions {
    PostgresOptions { data_dir: dir.to_owned(), bin_dir: None, tuning: Tuning::Throwaway, max_connections: 10 }
}

async fn connect(server: &Postgres, database: &str) -> PgConnection {
    PgConnection::connect(&server.url(database)).await.unwrap()
}

async fn note(server: &Postgres) {
    let mut connection = connect(server, "postgres").await;
    sqlx::raw_sql("create table note (line text); insert into note values ('湖州市')")
        .execute(&mut connection)
        .await
        .unwrap();
}

async fn noted(server: &Postgres) -> String {
    sqlx::query_scalar("select line from note").fetch_one(&mut connect(server, "postgres").await).await.unwrap()
}

#[tokio::test]
async fn data_survive_a_restart_beside_a_stale_pid_file() {
    let dir = TempDir::new().unwrap();
    let server = Postgres::start(on(dir.path())).await.unwrap();
    note(&server).await;
    let (pid, socket_dir) = (server.pid(), server.socket_dir().to_owned());
    assert!(socket_dir.join(".s.PGSQL.5432").exists());
    server.stop().await.unwrap();
    assert!(!Path::new(&format!("/proc/{pid}")).exists() && !socket_dir.exists());

    // A living process that is no server: this one.
    let cluster = dir.path().join("cluster");
    let stale = format!("{}\n{}\n0\n5432\n/tmp\n\n0 0\nready\n", std::process::id(), cluster.display());
    fs::write(cluster.join("postmaster.pid"), stale).unwrap();
    let server = Postgres::start(on(dir.path())).await.unwrap();
    assert_ne!(server.pid(), std::process::id());
    assert_eq!(noted(&server).await, "湖州市");
    server.stop().await.unwrap();
}

#[tokio::test]
async fn a_folder_serves_one_starter_at_a_time_and_one_major_version() {
    let dir = TempDir::new().unwrap();
    let first = Postgres::start(on(dir.path())).await.unwrap();
    let refusal = Postgres::start(on(dir.path())).await.unwrap_err();
    assert!(matches!(refusal, StartError::InUse { pid, .. } if pid == std::process::id()), "{refusal}");

    note(&first).await;
    drop(first);
    let second = Postgres::start(on(dir.path())).await.unwrap();
    assert_eq!(noted(&second).await, "湖州市");
    second.stop().await.unwrap();

    fs::write(dir.path().join("cluster/PG_VERSION"), "9\n").unwrap();
    let refusal = Postgres::start(on(dir.path())).await.unwrap_err();
    assert!(matches!(refusal, StartError::VersionMismatch { data: 9, .. }), "{refusal}");
}

#[tokio::test]
async fn new_databases_sort_by_bytes_and_know_chinese_letters() {
    let dir = TempDir::new().unwrap();
    let server = Postgres::start(on(dir.path())).await.unwrap();
    let name = "测试 \"1\"/?&";
    server.create_database(name).await.unwrap();
    server.create_database(name).await.unwrap_err();
    let (one, other) = tokio::join!(server.ensure_database("suite"), server.ensure_database("suite"));
    one.and(other).unwrap();
    for name in [name, "suite"] {
        let (found, collate, ctype): (String, String, String) = sqlx::query_as(
            "select datname::text, datcollate, datctype from pg_database where datname = current_database()",
        )
        .fetch_one(&mut connect(&server, name).await)
        .await
        .unwrap();
        assert_eq!((found.as_str(), collate.as_str(), ctype.as_str()), (name, "C", "C.UTF-8"));
    }
    let mode = fs::metadata(server.socket_dir()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    let (addresses, fsync): (String, String) =
        sqlx::query_as("select current_setting('listen_addresses'), current_setting('fsync')")
            .fetch_one(&mut connect(&server, "suite").await)
            .await
            .unwrap();
    assert_eq!((addresses.as_str(), fsync.as_str()), ("", "off"));

    let mut connection = connect(&server, "suite").await;
    sqlx::query("select '330500199001010000'::text::date").execute(&mut connection).await.unwrap_err();
    let log = fs::read_to_string(dir.path().join("postgres.log")).unwrap();
    assert!(log.contains("ready to accept connections") && !log.contains("330500199001010000"), "{log}");
    server.stop().await.unwrap();
}

#[tokio::test]
async fn root_uses_a_folder_that_the_server_account_cannot_reach() {
    if !rustix::process::geteuid().is_root() {
        eprintln!("skipped: concerns root only");
        return;
    }
    let closed = TempDir::new().unwrap();
    fs::set_permissions(closed.path(), fs::Permissions::from_mode(0o700)).unwrap();
    let data_dir = closed.path().join("suite");
    let server = Postgres::start(on(&data_dir)).await.unwrap();
    note(&server).await;
    server.stop().await.unwrap();
    let first = data_dir.join("cluster").canonicalize().unwrap();
    assert!(first.starts_with("/var/lib/onecode"));
    let server = Postgres::start(on(&data_dir)).await.unwrap();
    assert_eq!(noted(&server).await, "湖州市");
    server.stop().await.unwrap();

    // Throwaway data go when their folder has gone.
    fs::remove_dir_all(&data_dir).unwrap();
    let server = Postgres::start(on(&data_dir)).await.unwrap();
    note(&server).await;
    server.stop().await.unwrap();
    let second = data_dir.join("cluster").canonicalize().unwrap();
    assert!(!first.exists() && second.exists());
    fs::remove_dir_all(second).unwrap();
    assert_eq!(fs::metadata(closed.path()).unwrap().permissions().mode() & 0o777, 0o700);
}

#[tokio::test]
async fn a_machine_without_postgresql_is_told_what_to_install() {
    let (dir, empty) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let options = PostgresOptions { bin_dir: Some(empty.path().to_owned()), ..on(dir.path()) };
    let refusal = Postgres::start(options).await.unwrap_err();
    assert!(matches!(refusal, StartError::NotInstalled));
    assert!(refusal.to_string().contains("`apt-get install postgresql`"));
}
