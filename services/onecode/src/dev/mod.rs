//! `onecode dev`: the whole suite in one process, on a PostgreSQL of its own, with organisations to look at.

mod catalog;
mod code_block;
mod fund;
mod organizations;

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use auth::Issuer;
use config::SecretUrl;
use embedded::{Postgres, PostgresOptions, Redis, Tuning};
use fault::Fault;
use jose::SigningKeys;

use crate::args::{DevArgs, IssueArgs};
use crate::serve::{
    AuthSettings, CertificateSettings, DatabaseSettings, DocumentsSettings, PartName, PersonalDataSettings, Server,
    Settings,
};
use seal::Ring;
use tonic::Request;

use crate::{migrate, token};

const ROLES: &str = include_str!("../../../../deploy/local/roles.toml");
/// Huzhou, where the made-up organisations are.
const DIVISION: &str = "330500";
const DAY: Duration = Duration::from_hours(24);

/// Runs the suite until a signal.
///
/// # Errors
/// PostgreSQL is not installed, a port is taken, or the data are in use.
pub async fn run(wanted: DevArgs) -> Result<(), Fault> {
    let home = wanted.home.clone();
    fs::create_dir_all(&home).map_err(Fault::internal)?;
    let postgres = Postgres::start(PostgresOptions {
        data_dir: home.join("pg"),
        bin_dir: wanted.pg_bin.clone(),
        tuning: Tuning::Durable,
        max_connections: 100,
    })
    .await
    .map_err(|error| crate::serve::unusable(&error.to_string()))?;
    let redis = Redis::find_or_start(wanted.redis_url.as_deref(), &home.join("redis")).await;
    postgres.ensure_database("onecode").await?;
    let url = postgres.url("onecode");
    migrate::apply(&url).await?;

    let mut settings = settings(&home, &wanted, url)?;
    settings.redis_url = redis.as_ref().map(|redis| SecretUrl::new(redis.url()));
    let telemetry = Arc::new(telemetry::init(&settings.telemetry).map_err(Fault::internal)?);
    let mut server = Server::start(settings, &[PartName::All], Arc::clone(&telemetry)).await?;
    let failed = server.failed();
    tokio::select! {
        () = server.until_ready() => {}
        () = failed.cancelled() => return server.run().await,
    }
    let endpoint = format!("http://{}", server.address);
    let stopped = tokio::select! {
        filled = fill(&home, &wanted, &endpoint) => { filled?; None }
        signal = tokio::signal::ctrl_c() => Some(signal),
    };
    let outcome = if stopped.is_some() {
        server.drain(Duration::ZERO).await
    } else {
        welcome(&home, &endpoint, &server)?;
        server.run().await
    };
    if let Err(error) = telemetry.shutdown() {
        tracing::debug!(error = %error, "telemetry not flushed");
    }
    if let Some(redis) = redis {
        redis.stop().await.map_err(Fault::internal)?;
    }
    postgres.stop().await.map_err(Fault::internal)?;
    outcome
}

fn settings(home: &Path, wanted: &DevArgs, url: String) -> Result<Settings, Fault> {
    let issuer = home.join("issuer");
    Issuer::load_or_create(&issuer).map_err(Fault::internal)?;
    let keys = home.join("certificate-keys");
    SigningKeys::load_or_create(&keys).map_err(Fault::internal)?;
    let roles = home.join("roles.toml");
    fs::write(&roles, ROLES).map_err(Fault::internal)?;
    let sealing = home.join("personal-data.toml");
    Ring::load_or_create(&sealing).map_err(Fault::internal)?;
    let mut settings = Settings {
        listen: wanted.listen,
        admin: wanted.admin,
        plaintext: true,
        database: DatabaseSettings { url: SecretUrl::new(url), ..DatabaseSettings::default() },
        documents: DocumentsSettings { folder: home.join("documents"), ..DocumentsSettings::default() },
        auth: AuthSettings { jwks_file: Some(issuer.join("jwks.json")), roles, ..AuthSettings::default() },
        certificate: CertificateSettings { keys: Some(keys), ..CertificateSettings::default() },
        personal_data: PersonalDataSettings { keys: sealing },
        drain_delay: Duration::ZERO,
        ..Settings::default()
    };
    settings.telemetry.log_filter.clone_from(&wanted.log);
    Ok(settings)
}

/// What there is to look at and to work with.
async fn fill(home: &Path, wanted: &DevArgs, endpoint: &str) -> Result<(), Fault> {
    code_block::allot(home, endpoint).await?;
    catalog::adopt(home, endpoint).await?;
    fund::endow(home, endpoint).await?;
    organizations::fill(home, wanted, endpoint).await
}

/// A token of the development issuer for one day.
fn day_token(home: &Path, department: &str, roles: &[&str]) -> Result<String, Fault> {
    official_token(home, department, roles, None)
}

/// The same, on behalf of an official.
fn official_token(home: &Path, department: &str, roles: &[&str], official: Option<&str>) -> Result<String, Fault> {
    let keys = home.join("issuer");
    let wanted = IssueArgs {
        keys: keys.clone(),
        subject: None,
        department: department.to_owned(),
        division: DIVISION.to_owned(),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        actor: official.map(str::to_owned),
        lifetime: DAY,
    };
    token::issue(&keys, &wanted)
}

/// Leaves what the client commands need, and says how to make a first call.
fn welcome(home: &Path, endpoint: &str, server: &Server) -> Result<(), Fault> {
    let token = day_token(home, "tax", &["registry-reader", "statistics"])?;
    let client = home.join("client.toml");
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&client)
        .map_err(Fault::internal)?;
    writeln!(file, "endpoint = \"{endpoint}\"\ntoken = \"{token}\"").map_err(Fault::internal)?;
    let address = server.address;
    anstream::println!(
        "\nOnecode is running.\n\
         \x20 gateway  {endpoint}   (gRPC, reflection and health)\n\
         \x20 admin    http://{admin}/metrics\n\
         \x20 data     {home}\n\n\
         A token of the tax department of Huzhou, good for one day (also in {client}):\n\n\
         {token}\n\n\
         A first call:\n\
         \x20 target/debug/onecode search 养老\n\
         \x20 buf curl --http2-prior-knowledge --protocol grpc -H \"Authorization: Bearer $TOKEN\" \\\n\
         \x20   -d '{{\"query\": \"养老\"}}' http://{address}/onecode.registry.v1.OrganizationService/SearchOrganizations\n\n\
         Ctrl-C stops it; the data stay.",
        admin = server.admin_address,
        home = home.display(),
        client = client.display(),
    );
    Ok(())
}

/// A call on behalf of an official, which may be repeated.
fn said<M>(token: &str, key: &str, message: M) -> Result<Request<M>, Fault> {
    let mut request = Request::new(message);
    for (name, value) in [("authorization", format!("Bearer {token}")), (rpc::IDEMPOTENCY_KEY, key.to_owned())] {
        request.metadata_mut().insert(name, value.parse().map_err(Fault::internal)?);
    }
    Ok(request)
}
