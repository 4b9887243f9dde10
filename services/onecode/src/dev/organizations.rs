//! Fills the register: made-up organisations of Huzhou, or the rows of a file.

use std::path::Path;

use fault::{Fault, Kind};
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_proto::registry::v1::{ImportOrganizationsRequest, ImportRow};
use tokio::process::Command;
use tokio_stream::StreamExt as _;
use tonic::Request;
use tonic::transport::Channel;

use crate::args::DevArgs;
use crate::sample;

/// As many as the contract takes in one message.
const CHUNK: usize = 500;

/// Imports what is wanted; rows that are there already are left as they are.
///
/// # Errors
/// The file cannot be read, or the suite does not answer.
pub(super) async fn fill(home: &Path, wanted: &DevArgs, endpoint: &str) -> Result<(), Fault> {
    let token = super::day_token(home, "civil-affairs", &["registry-registrar"])?;
    match &wanted.data {
        Some(file) => import(file, endpoint, &token).await,
        None => made_up(wanted, endpoint, &token).await,
    }
}

/// Runs our own `import`, which shows its progress and says which rows were refused.
async fn import(file: &Path, endpoint: &str, token: &str) -> Result<(), Fault> {
    /// Some rows were refused; the others are in.
    const SOME_REFUSED: i32 = 3;
    let program = std::env::current_exe().map_err(Fault::internal)?;
    let status = Command::new(program)
        .arg("import")
        .arg(file)
        .args(["--endpoint", endpoint])
        .env("ONECODE_TOKEN", token)
        .kill_on_drop(true)
        .status()
        .await
        .map_err(Fault::internal)?;
    match status.code() {
        Some(0 | SOME_REFUSED) => Ok(()),
        _ => Err(Fault::new(Kind::InvalidArgument, "IMPORT_FAILED", format!("{} was not imported", file.display()))),
    }
}

async fn made_up(wanted: &DevArgs, endpoint: &str, token: &str) -> Result<(), Fault> {
    let channel = Channel::from_shared(endpoint.to_owned()).map_err(Fault::internal)?.connect_lazy();
    let rows: Vec<ImportRow> = sample::organizations(wanted.seed, wanted.sample).collect();
    let chunks: Vec<ImportOrganizationsRequest> = (1..)
        .step_by(CHUNK)
        .zip(rows.chunks(CHUNK))
        .map(|(first_row, rows)| ImportOrganizationsRequest { first_row, rows: rows.to_vec() })
        .collect();
    let mut request = Request::new(tokio_stream::iter(chunks));
    let metadata = [
        ("authorization", format!("Bearer {token}")),
        (rpc::IDEMPOTENCY_KEY, format!("sample-{}-{}", wanted.seed, wanted.sample)),
    ];
    for (name, value) in metadata {
        request.metadata_mut().insert(name, value.parse().map_err(Fault::internal)?);
    }
    let mut outcomes = OrganizationServiceClient::new(channel)
        .import_organizations(request)
        .await
        .map_err(Fault::internal)?
        .into_inner();
    while let Some(answer) = outcomes.next().await {
        answer.map_err(Fault::internal)?;
    }
    anstream::eprintln!("{} made-up organisations of Huzhou are on record", wanted.sample);
    Ok(())
}
