//! `onecode search`.

use onecode_proto::registry::v1::{SearchMatch, SearchOrganizationsRequest, SearchOrganizationsResponse};

use super::{Connection, Failure};
use crate::args::SearchArgs;
use crate::exit::Exit;
use crate::output::{Cells, Printer, listing};

const HEADINGS: [(&str, &str); 6] = [
    ("code", "统一社会信用代码"),
    ("name", "名称"),
    ("kind", "类型"),
    ("status", "状态"),
    ("division", "行政区划"),
    ("matched", "匹配"),
];

pub(super) async fn run(connection: &Connection, args: SearchArgs, printer: &Printer) -> Result<Exit, Failure> {
    let mut request = SearchOrganizationsRequest {
        query: args.query,
        page_size: args.page_size,
        page_token: String::new(),
        division: args.division.unwrap_or_default(),
        statuses: args.status.into_iter().map(Into::into).collect(),
    };
    let mut found = SearchOrganizationsResponse::default();
    loop {
        let page =
            connection.organizations().search_organizations(connection.timed(request.clone())).await?.into_inner();
        found.matches.extend(page.matches);
        found.next_page_token = page.next_page_token;
        if !args.all || found.next_page_token.is_empty() {
            break;
        }
        request.page_token.clone_from(&found.next_page_token);
    }
    printer.found(&found, &HEADINGS, found.matches.iter().map(|it| row(it, printer)))?;
    printer.more(&found.next_page_token)?;
    Ok(Exit::Done)
}

fn row(found: &SearchMatch, printer: &Printer) -> Cells {
    let organization = found.organization.clone().unwrap_or_default();
    let mut cells = listing(&organization, printer.language());
    let how = printer.label(&found.kind());
    let other = found.matched_title != organization.title && !found.matched_title.is_empty();
    cells.push(if other { format!("{how}: {}", found.matched_title) } else { how });
    cells
}
