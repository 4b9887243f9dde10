//! `onecode revisions`.

use onecode_proto::registry::v1::{ListOrganizationRevisionsRequest, ListOrganizationRevisionsResponse};

use super::{Connection, Failure};
use crate::args::RevisionsArgs;
use crate::exit::Exit;
use crate::messages::Message;
use crate::output::{Printer, revision_cells};

/// The most that the contract gives at once.
const PAGE: usize = 1_000;

const HEADINGS: [(&str, &str); 6] = [
    ("revision", "记录"),
    ("holds from", "生效日期"),
    ("recorded", "记录时间"),
    ("department", "部门"),
    ("basis", "依据"),
    ("states", "内容"),
];

pub(super) async fn run(connection: &Connection, args: RevisionsArgs, printer: &Printer) -> Result<Exit, Failure> {
    let limit = usize::try_from(args.limit).unwrap_or(usize::MAX);
    let mut listed = ListOrganizationRevisionsResponse::default();
    loop {
        let request = ListOrganizationRevisionsRequest {
            parent: args.name.clone(),
            page_size: i32::try_from((limit - listed.revisions.len()).min(PAGE)).unwrap_or(i32::MAX),
            page_token: listed.next_page_token.clone(),
        };
        let page =
            connection.organizations().list_organization_revisions(connection.timed(request)).await?.into_inner();
        listed.revisions.extend(page.revisions);
        listed.next_page_token = page.next_page_token;
        if listed.next_page_token.is_empty() || listed.revisions.len() >= limit {
            break;
        }
    }
    if printer.is_json() {
        printer.json(&listed)?;
    } else {
        printer.table(&HEADINGS, listed.revisions.iter().map(|it| revision_cells(it, printer.language())))?;
        if !listed.next_page_token.is_empty() {
            printer.line(&Message::MoreRevisions.text(printer.language()))?;
        }
    }
    Ok(Exit::Done)
}
