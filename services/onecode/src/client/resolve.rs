//! `onecode resolve`.

use onecode_proto::registry::v1::{Resolution, ResolveOrganizationRequest};

use super::{Connection, Failure};
use crate::args::ResolveArgs;
use crate::exit::Exit;
use crate::output::{Cells, Printer, day, listing};

const HEADINGS: [(&str, &str); 8] = [
    ("code", "统一社会信用代码"),
    ("name", "名称"),
    ("kind", "类型"),
    ("status", "状态"),
    ("division", "行政区划"),
    ("by", "依据"),
    ("matched", "匹配"),
    ("until", "止于"),
];

pub(super) async fn run(connection: &Connection, args: ResolveArgs, printer: &Printer) -> Result<Exit, Failure> {
    let request = ResolveOrganizationRequest { identifier: args.identifier };
    let answer = connection.organizations().resolve_organization(connection.timed(request)).await?.into_inner();
    let found = !answer.resolutions.is_empty();
    printer.found(&answer, &HEADINGS, answer.resolutions.iter().map(|it| row(it, printer)))?;
    Ok(if found { Exit::Done } else { Exit::NotFound })
}

fn row(resolution: &Resolution, printer: &Printer) -> Cells {
    let organization = resolution.organization.clone().unwrap_or_default();
    let mut cells = listing(&organization, printer.language());
    cells.extend([printer.label(&resolution.kind()), resolution.matched.clone(), day(resolution.superseded_date)]);
    cells
}
