//! `onecode draw commit` and `reveal`: the secret share stays in a file of the department.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use inspection_domain::draw::{Hash, Share, commitment};
use onecode_proto::inspection::v1::{CommitShareRequest, Plan, RevealShareRequest, Round};

use super::plan;
use super::show::round_row;
use crate::args::{DrawCommitArgs, DrawRevealArgs};
use crate::client::casework::last;
use crate::client::{Connection, Failure};
use crate::exit::Exit;
use crate::messages::Message;
use crate::output::Printer;

pub(super) async fn commit(connection: &Connection, args: DrawCommitArgs, printer: &Printer) -> Result<Exit, Failure> {
    let plan = plan(connection, &args.name).await?;
    let root = plan.frozen.as_ref().and_then(|frozen| frozen.root.parse::<Hash>().ok());
    let (Some(root), Some(round)) = (root, number(&plan)) else {
        return Err(Failure::Said(Exit::Conflict, Message::NoRound));
    };
    let share = kept_or_made(&args.share)?;
    let commitment = commitment(&root, last(&args.department), round.unsigned_abs(), &share);
    let request = CommitShareRequest { name: args.name, round, commitment: commitment.0.to_vec() };
    let answer = connection.inspections().commit_share(connection.written(request)?).await?.into_inner();
    told(answer.round, printer)
}

pub(super) async fn reveal(connection: &Connection, args: DrawRevealArgs, printer: &Printer) -> Result<Exit, Failure> {
    let plan = plan(connection, &args.name).await?;
    let round = number(&plan).ok_or(Failure::Said(Exit::Conflict, Message::NoRound))?;
    let share = kept(&args.share).map_err(|error| Failure::unreadable(&args.share, &error))?;
    let request = RevealShareRequest { name: args.name, round, share: share.0.to_vec() };
    let answer = connection.inspections().reveal_share(connection.written(request)?).await?.into_inner();
    told(answer.round, printer)
}

fn told(round: Option<Round>, printer: &Printer) -> Result<Exit, Failure> {
    let round = round.ok_or_else(|| Failure::contract("round"))?;
    if printer.is_json() {
        printer.json(&round)?;
    } else {
        printer.table(&[], [round_row(&round, printer)])?;
    }
    Ok(if round.failures.is_empty() { Exit::Done } else { Exit::Refused })
}

/// The number of the latest round.
fn number(plan: &Plan) -> Option<i32> {
    plan.rounds.last().map(|round| round.number)
}

/// The share that the file holds, or a fresh one that it holds from now on.
fn kept_or_made(file: &Path) -> Result<Share, Failure> {
    match kept(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        kept => return kept.map_err(|error| Failure::unreadable(file, &error)),
    }
    let share = Share(rand::random());
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    let written = made.and_then(|mut made| {
        writeln!(made, "{share}")?;
        made.sync_all()
    });
    written.map_err(|error| Failure::unwritable(file, &error))?;
    Ok(share)
}

fn kept(file: &Path) -> io::Result<Share> {
    let text = fs::read_to_string(file)?;
    text.trim().parse().map_err(|error| io::Error::new(ErrorKind::InvalidData, error))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_share_is_made_once_is_its_owners_alone_and_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tax.share");
        let first = kept_or_made(&file).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(kept_or_made(&file).unwrap(), first);
        assert_ne!(kept_or_made(&folder.path().join("other.share")).unwrap(), first);
        fs::write(&file, "no share").unwrap();
        assert!(kept_or_made(&file).is_err());
        assert_eq!(fs::read_to_string(&file).unwrap(), "no share");
    }
}
