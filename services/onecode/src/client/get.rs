//! `onecode get`.

use onecode_proto::registry::v1::{GetOrganizationRequest, OrganizationView};

use super::{Connection, Failure};
use crate::args::GetArgs;
use crate::exit::Exit;
use crate::output::{Printer, card};

pub(super) async fn run(connection: &Connection, args: GetArgs, printer: &Printer) -> Result<Exit, Failure> {
    let request = GetOrganizationRequest {
        name: args.name,
        view: OrganizationView::from(args.view).into(),
        as_of: args.as_of,
        known_at: args.known_at,
    };
    let answer = connection.organizations().get_organization(connection.timed(request)).await?.into_inner();
    let organization = answer.organization.ok_or_else(|| Failure::contract("organization"))?;
    if printer.is_json() {
        printer.json(&organization)?;
    } else {
        printer.table(&[], card(&organization, printer.language()))?;
    }
    Ok(Exit::Done)
}
