//! `onecode draw`: a department's part in random draws, their results, and their proof.

mod proof;
mod share;
mod show;
mod verify;

use onecode_proto::inspection::v1::{GetPlanRequest, Plan};

use super::{Connection, Failure};
use crate::args::DrawCommand;
use crate::exit::Exit;
use crate::output::Printer;

pub(super) use verify::run as verify;

pub(super) async fn run(connection: &Connection, command: DrawCommand, printer: &Printer) -> Result<Exit, Failure> {
    match command {
        DrawCommand::Show(args) => show::plan(connection, args, printer).await,
        DrawCommand::Commit(args) => share::commit(connection, args, printer).await,
        DrawCommand::Reveal(args) => share::reveal(connection, args, printer).await,
        DrawCommand::Result(args) => show::result(connection, args, printer).await,
        DrawCommand::Proof(args) => proof::save(connection, args).await,
        DrawCommand::Verify(args) => verify(&args, printer),
    }
}

async fn plan(connection: &Connection, name: &str) -> Result<Plan, Failure> {
    let request = connection.timed(GetPlanRequest { name: name.to_owned() });
    let answer = connection.inspections().get_plan(request).await?.into_inner();
    answer.plan.ok_or_else(|| Failure::contract("plan"))
}
