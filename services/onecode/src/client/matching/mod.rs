//! `onecode match`: names of a table brought to codes, or of OpenRefine, by the W3C Reconciliation API.

mod bridge;
mod query;
mod table;
mod w3c;

use onecode_proto::registry::v1::{MatchNamesRequest, MatchQuery, MatchResult};

use super::retry::Patience;
use super::{Connection, Failure};
use crate::args::MatchArgs;
use crate::exit::Exit;
use crate::messages::Language;
use crate::output::Printer;

/// How often a call is made again that may pass.
const TRIES: usize = 5;

pub(super) async fn run(connection: &Connection, args: &MatchArgs, printer: &Printer) -> Result<Exit, Failure> {
    match (args.serve, args.file.as_deref()) {
        (None, Some(file)) => table::run(connection, file, args, printer).await,
        (Some(address), _) => bridge::run(connection, address, printer).await,
        (None, None) => Ok(Exit::Usage), // the command line asks for one of both
    }
}

/// What the register answers, one result for each query.
async fn answered(
    connection: &Connection,
    queries: Vec<MatchQuery>,
    language: Language,
) -> Result<Vec<MatchResult>, Failure> {
    if queries.is_empty() {
        return Ok(Vec::new());
    }
    let count = queries.len();
    let request = MatchNamesRequest { queries };
    let mut patience = Patience::of(TRIES);
    let results = loop {
        match connection.reconciliations().match_names(connection.timed(request.clone())).await {
            Ok(answer) => break answer.into_inner().results,
            Err(status) => patience.wait(status.into(), language).await?,
        }
    };
    if results.len() == count { Ok(results) } else { Err(Failure::contract("one result a query")) }
}
