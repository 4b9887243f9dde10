//! The machine that is measured on.

use std::fs;
use std::path::Path;

use sqlx::{Connection, PgConnection};

use crate::plan::Plan;
use crate::server;

/// One paragraph: cores, processor, memory, PostgreSQL, scale.
pub(crate) async fn describe(plan: &Plan) -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let model = field(Path::new("/proc/cpuinfo"), "model name").unwrap_or_else(|| "unknown processor".to_owned());
    let memory = field(Path::new("/proc/meminfo"), "MemTotal").unwrap_or_default();
    let mut connection = PgConnection::connect(&server::database_url()).await.expect("DATABASE_URL answers");
    let postgres: String = setting(&mut connection, "server_version").await;
    let mut settings = Vec::new();
    for name in ["shared_buffers", "fsync", "synchronous_commit", "max_wal_size"] {
        settings.push(format!("{name} {}", setting(&mut connection, name).await));
    }
    format!(
        "{cores} cores of {model}, {memory} memory, PostgreSQL {postgres} ({}), {} build; load, servers and \
         PostgreSQL share the cores. {} organisations, {} rounds.",
        settings.join(", "),
        if cfg!(debug_assertions) { "DEBUG (no figure counts)" } else { "release" },
        crate::report::count(crate::register::number(plan.rows)),
        plan.rounds,
    )
}

/// One field of a file of `/proc`.
pub(crate) fn field(file: &Path, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

async fn setting(connection: &mut PgConnection, name: &str) -> String {
    sqlx::query_scalar("select current_setting($1)").bind(name).fetch_one(connection).await.expect("a setting")
}

/// Memory of this process, MiB.
pub(crate) fn resident(of: &str) -> f64 {
    let value = field(Path::new("/proc/self/status"), of).expect("Linux tells it");
    value.trim_end_matches(" kB").parse::<f64>().expect("a number") / 1024.0
}
