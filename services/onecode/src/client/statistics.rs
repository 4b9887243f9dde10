//! `onecode statistics`.

use onecode_proto::registry::v1::GetStatisticsRequest;

use super::{Connection, Failure};
use crate::args::StatisticsArgs;
use crate::exit::Exit;
use crate::messages::Label;
use crate::output::{Printer, division};

const HEADINGS: [(&str, &str); 5] =
    [("division", "行政区划"), ("kind", "类型"), ("status", "状态"), ("established", "成立年份"), ("count", "数量")];

pub(super) async fn run(connection: &Connection, args: StatisticsArgs, printer: &Printer) -> Result<Exit, Failure> {
    let request = GetStatisticsRequest { division: args.division.unwrap_or_default() };
    let answer = connection.organizations().get_statistics(connection.timed(request)).await?.into_inner();
    if printer.is_json() {
        printer.json(&answer)?;
        return Ok(Exit::Done);
    }
    let total = ("total", "合计").label(printer.language()).to_owned();
    let rows = answer.rows.iter().map(|row| {
        let year = if row.established_year == 0 { String::new() } else { row.established_year.to_string() };
        let (kind, status) = (printer.label(&row.kind()), printer.label(&row.status()));
        vec![division(&row.division), kind, status, year, row.count.to_string()]
    });
    let total = vec![total, String::new(), String::new(), String::new(), answer.total.to_string()];
    printer.table(&HEADINGS, rows.chain([total]))?;
    Ok(Exit::Done)
}
