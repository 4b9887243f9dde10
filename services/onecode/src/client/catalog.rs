//! `onecode catalog`: what may be purchased as a service, from which day on, and how versions differ.

use std::fs;

use onecode_proto::purchase::v1::{
    Catalog, CatalogChange, CatalogEntry, CatalogRowOutcome, CatalogRowProblem, CreateCatalogRequest,
    DiffCatalogsRequest, GetCatalogRequest, ImportCatalogEntriesRequest, ImportCatalogEntriesResponse,
    ListCatalogEntriesRequest, ListCatalogEntriesResponse, ListCatalogsRequest, ListCatalogsResponse,
};
use purchase_domain::catalog::{Problem, Row, read};

use super::{Connection, Failure};
use crate::args::{CatalogCommand, CatalogDiffArgs, CatalogImportArgs, CatalogListArgs, CatalogVersionsArgs};
use crate::exit::Exit;
use crate::messages::{Label as _, Message};
use crate::output::{Cells, Printer, day, division};

const ENTRIES: [(&str, &str); 4] = [("code", "编码"), ("name", "名称"), ("level", "层级"), ("remark", "备注")];
const VERSIONS: [(&str, &str); 9] = [
    ("division", "行政区划"),
    ("version", "版本"),
    ("title", "名称"),
    ("year", "年度"),
    ("status", "状态"),
    ("valid from", "生效日"),
    ("until", "失效日"),
    ("document", "文号"),
    ("catalogue", "目录"),
];
const CHANGES: [(&str, &str); 4] = [("change", "变化"), ("before", "原条目"), ("after", "现条目"), ("code", "编码")];
const PROBLEMS: [(&str, &str); 4] = [("row", "行"), ("code", "编码"), ("field", "字段"), ("problem", "问题")];

pub(super) async fn run(connection: &Connection, command: CatalogCommand, printer: &Printer) -> Result<Exit, Failure> {
    match command {
        CatalogCommand::List(args) => list(connection, args, printer).await,
        CatalogCommand::Versions(args) => versions(connection, args, printer).await,
        CatalogCommand::Import(args) => import(connection, args, printer).await,
        CatalogCommand::Diff(args) => diff(connection, args, printer).await,
    }
}

async fn list(connection: &Connection, args: CatalogListArgs, printer: &Printer) -> Result<Exit, Failure> {
    let mut request = ListCatalogEntriesRequest {
        parent: args.catalog.unwrap_or_else(|| "catalogs/-".to_owned()),
        division: args.division.unwrap_or_default(),
        date: args.on,
        code_prefix: args.code.unwrap_or_default(),
        title: args.name.unwrap_or_default(),
        level: args.level.unwrap_or_default(),
        page_size: 1_000,
        ..ListCatalogEntriesRequest::default()
    };
    let mut found = ListCatalogEntriesResponse::default();
    loop {
        let page = connection.catalogs().list_catalog_entries(connection.timed(request.clone())).await?.into_inner();
        found.entries.extend(page.entries);
        found.catalog = page.catalog;
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    printer.found(&found, &ENTRIES, found.entries.iter().map(entry))?;
    if let Some(catalog) = found.catalog.as_ref().filter(|_| !printer.is_json()) {
        printer.line("")?;
        printer.table(&VERSIONS, [version(catalog, printer)])?;
    }
    Ok(Exit::Done)
}

fn entry(entry: &CatalogEntry) -> Cells {
    vec![entry.code.clone(), entry.title.clone(), entry.level.to_string(), entry.remark.clone()]
}

async fn versions(connection: &Connection, args: CatalogVersionsArgs, printer: &Printer) -> Result<Exit, Failure> {
    let mut request = ListCatalogsRequest {
        division: args.division.unwrap_or_default(),
        year: args.year.unwrap_or_default(),
        page_size: 200,
        ..ListCatalogsRequest::default()
    };
    let mut found = ListCatalogsResponse::default();
    loop {
        let page = connection.catalogs().list_catalogs(connection.timed(request.clone())).await?.into_inner();
        found.catalogs.extend(page.catalogs);
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    printer.found(&found, &VERSIONS, found.catalogs.iter().map(|catalog| version(catalog, printer)))?;
    Ok(Exit::Done)
}

fn version(catalog: &Catalog, printer: &Printer) -> Cells {
    // days of the calendar in this form are in the order of time
    let ends = [day(catalog.valid_to), day(catalog.replace_date)];
    let until = ends.into_iter().filter(|end| !end.is_empty()).min().unwrap_or_default();
    vec![
        division(&catalog.division),
        catalog.version.to_string(),
        catalog.title.clone(),
        catalog.year.to_string(),
        printer.label(&catalog.status()),
        day(catalog.valid_from),
        until,
        catalog.document_number.clone(),
        catalog.name.clone(),
    ]
}

async fn import(connection: &Connection, args: CatalogImportArgs, printer: &Printer) -> Result<Exit, Failure> {
    let content = fs::read_to_string(&args.file).map_err(|error| Failure::unreadable(&args.file, &error))?;
    // what is wrong is told before a draft is made
    let rows = read(&content)
        .map_err(|error| Failure::usage(Message::BadRows(format!("{}: {error}", args.file.display()))))?;
    let answer = if rows.iter().all(|row| row.problems.is_empty()) {
        let Catalog { name, etag, .. } = draft(connection, args).await?;
        let request = ImportCatalogEntriesRequest { name, etag, content, ..ImportCatalogEntriesRequest::default() };
        connection.catalogs().import_catalog_entries(connection.written(request)?).await?.into_inner()
    } else {
        let outcomes = (1..).zip(rows).map(outcome).collect();
        ImportCatalogEntriesResponse { outcomes, ..ImportCatalogEntriesResponse::default() }
    };
    if printer.is_json() {
        printer.json(&answer)?;
    } else if answer.imported {
        let catalog = answer.catalog.as_ref().ok_or_else(|| Failure::contract("catalog"))?;
        printer.table(&VERSIONS, [version(catalog, printer)])?;
        printer.line(&format!("{}: {}", ("entries", "条目").label(printer.language()), catalog.entry_count))?;
    } else {
        printer.table(&PROBLEMS, answer.outcomes.iter().flat_map(refused))?;
    }
    Ok(if answer.imported { Exit::Done } else { Exit::Refused })
}

/// A row as the answer tells of it.
fn outcome((row, read): (i32, Row)) -> CatalogRowOutcome {
    let problem =
        |one: Problem| CatalogRowProblem { field: one.column.as_str().to_owned(), description: one.description };
    CatalogRowOutcome { row, code: read.code, problems: read.problems.into_iter().map(problem).collect() }
}

/// The draft that is filled: the one named, or a new one.
async fn draft(connection: &Connection, args: CatalogImportArgs) -> Result<Catalog, Failure> {
    let catalog = if let Some(name) = args.into {
        connection.catalogs().get_catalog(connection.timed(GetCatalogRequest { name })).await?.into_inner().catalog
    } else {
        let catalog = Catalog {
            title: args.title.unwrap_or_default(),
            year: args.year.unwrap_or_default(),
            ..Catalog::default()
        };
        let request = CreateCatalogRequest { catalog: Some(catalog), ..CreateCatalogRequest::default() };
        connection.catalogs().create_catalog(connection.written(request)?).await?.into_inner().catalog
    };
    catalog.ok_or_else(|| Failure::contract("catalog"))
}

fn refused(outcome: &CatalogRowOutcome) -> impl Iterator<Item = Cells> + '_ {
    outcome.problems.iter().map(|problem| {
        vec![outcome.row.to_string(), outcome.code.clone(), problem.field.clone(), problem.description.clone()]
    })
}

async fn diff(connection: &Connection, args: CatalogDiffArgs, printer: &Printer) -> Result<Exit, Failure> {
    let request = DiffCatalogsRequest { name: args.name, base: args.base.unwrap_or_default() };
    let answer = connection.catalogs().diff_catalogs(connection.timed(request)).await?.into_inner();
    printer.found(&answer, &CHANGES, answer.changes.iter().map(|change| changed(change, printer)))?;
    if !printer.is_json() {
        let unchanged = ("unchanged", "未变").label(printer.language());
        printer.line(&format!("{unchanged}: {}", answer.unchanged_count))?;
    }
    Ok(Exit::Done)
}

fn changed(change: &CatalogChange, printer: &Printer) -> Cells {
    let title = |entry: Option<&CatalogEntry>| entry.map(|entry| entry.title.clone()).unwrap_or_default();
    let code = |entry: Option<&CatalogEntry>| entry.map(|entry| entry.code.clone());
    let mut codes: Vec<String> =
        [code(change.before.as_ref()), code(change.after.as_ref())].into_iter().flatten().collect();
    codes.dedup();
    vec![printer.label(&change.kind()), title(change.before.as_ref()), title(change.after.as_ref()), codes.join(" → ")]
}
