//! `onecode export`: one consistent state of the register, as a file and the cursor that goes with it.

mod sink;

use std::path::PathBuf;

use onecode_proto::registry::v1::{ExportOrganizationsRequest, OrganizationView};

use super::cursor_file::CursorFile;
use super::{Connection, Failure};
use crate::args::{ExportArgs, TableFormat};
use crate::exit::Exit;
use crate::messages::Message;
use crate::output::Printer;
use sink::Sink;

pub(super) async fn run(connection: &Connection, args: ExportArgs, printer: &Printer) -> Result<Exit, Failure> {
    let named = args.out.as_ref().and_then(|out| TableFormat::by_name(&out.display().to_string()));
    let format = args.format.or(named).unwrap_or(TableFormat::Csv);
    let request = ExportOrganizationsRequest {
        division: args.filters.division.unwrap_or_default(),
        kinds: args.filters.kind.into_iter().map(Into::into).collect(),
        statuses: args.filters.status.into_iter().map(Into::into).collect(),
        view: OrganizationView::from(args.view).into(),
    };
    let mut answers = connection.organizations().export_organizations(request).await?.into_inner();
    let mut sink = Sink::open(args.out.as_deref(), format)?;
    let (mut cursor, mut count) = (String::new(), 0_u64);
    while let Some(answer) = answers.message().await? {
        for organization in answer.organizations {
            sink.write(organization)?;
            count += 1;
        }
        cursor = answer.cursor;
    }
    if cursor.is_empty() {
        return Err(Failure::contract("cursor"));
    }
    sink.finish(&cursor)?;
    match args.out {
        Some(out) => {
            let mut beside = out.clone().into_os_string();
            beside.push(".cursor");
            // After the file: a cursor that is older than its file only shows some changes twice.
            CursorFile::new(PathBuf::from(beside)).save(&cursor)?;
            anstream::eprintln!("{}", Message::Exported(count, out.display().to_string()).text(printer.language()));
        }
        None if format == TableFormat::Csv => {
            anstream::eprintln!("{}", Message::Cursor(cursor).text(printer.language()));
        }
        None => {}
    }
    Ok(Exit::Done)
}
