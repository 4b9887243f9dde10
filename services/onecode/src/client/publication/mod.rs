//! `onecode publication`: what is put before the public, listed and exported.

mod export;

use onecode_proto::credit::v1::{
    ListPublicationsRequest, ListPublicationsResponse, Publication, PublicationFilter, PublicationKind,
    PublicationState,
};

use super::casework::last;
use super::{Connection, Failure};
use crate::args::{PublicationCommand, PublicationFilters, PublicationListArgs};
use crate::exit::Exit;
use crate::output::{Cells, Printer, day, instant};

const PUBLICATIONS: [(&str, &str); 8] = [
    ("number", "公示编号"),
    ("kind", "公示类别"),
    ("organisation", "社会组织"),
    ("about", "公示事项"),
    ("document", "文号"),
    ("published", "公示时间"),
    ("until", "公示截止期"),
    ("state", "公示状态"),
];

pub(super) async fn run(
    connection: &Connection,
    command: PublicationCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    match command {
        PublicationCommand::List(args) => list(connection, args, printer).await,
        PublicationCommand::Export(args) => export::run(connection, args, printer).await,
    }
}

async fn list(connection: &Connection, args: PublicationListArgs, printer: &Printer) -> Result<Exit, Failure> {
    let filter = Some(filter(args.filters));
    let mut request = ListPublicationsRequest { filter, page_size: args.page_size, page_token: String::new() };
    let mut found = ListPublicationsResponse::default();
    loop {
        let page = connection.publications().list_publications(connection.timed(request.clone())).await?.into_inner();
        found.publications.extend(page.publications);
        found.next_page_token.clone_from(&page.next_page_token);
        request.page_token = page.next_page_token;
        if !args.all || request.page_token.is_empty() {
            break;
        }
    }
    printer.found(&found, &PUBLICATIONS, found.publications.iter().map(|one| row(one, printer)))?;
    printer.more(&found.next_page_token)?;
    Ok(Exit::Done)
}

fn filter(given: PublicationFilters) -> PublicationFilter {
    let states = if given.withdrawn { vec![PublicationState::Withdrawn.into()] } else { Vec::new() };
    PublicationFilter {
        organization: given.organization.unwrap_or_default(),
        kinds: given.kind.into_iter().map(|topic| PublicationKind::from(topic).into()).collect(),
        division: given.division.unwrap_or_default(),
        states,
        start_date: given.from,
        end_date: given.to,
    }
}

fn row(one: &Publication, printer: &Printer) -> Cells {
    let body = one.body.clone().unwrap_or_default();
    let state = match &one.tombstone {
        Some(tombstone) => format!("{} {}", day(tombstone.withdraw_date), printer.label(&tombstone.ground())),
        None => printer.label(&one.state()),
    };
    vec![
        one.number.clone(),
        printer.label(&one.kind()),
        format!("{} {}", last(&body.organization), body.organization_title).trim().to_owned(),
        body.title,
        body.document_number,
        instant(one.publish_time),
        day(one.until_date),
        state,
    ]
}
