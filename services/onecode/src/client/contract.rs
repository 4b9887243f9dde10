//! `onecode contract`: who was contracted for what, what is owed, accepted and paid.

use std::fs;

use onecode_proto::purchase::v1::{
    Contract, ContractMilestone, ContractStatus, GetContractRequest, ImportContractsRequest, ImportedContractOutcome,
    ListContractsRequest, ListContractsResponse,
};

use super::{Connection, Failure};
use crate::args::{ContractCommand, ContractImportArgs, ContractListArgs, ContractShowArgs};
use crate::exit::Exit;
use crate::messages::Label as _;
use crate::output::{Cells, Printer, day, division, hundredths, yuan};

const CONTRACTS: [(&str, &str); 9] = [
    ("number", "合同编号"),
    ("title", "合同名称"),
    ("division", "行政区划"),
    ("supplier", "承接主体"),
    ("amount", "金额"),
    ("paid", "已支付"),
    ("until", "到期日"),
    ("status", "状态"),
    ("contract", "合同"),
];
const MILESTONES: [(&str, &str); 6] = [
    ("milestone", "节点"),
    ("title", "内容"),
    ("due", "应交付日"),
    ("amount", "金额"),
    ("paid", "已支付"),
    ("status", "状态"),
];
const FILING: [(&str, &str); 4] = [
    ("file by", "备案截止日"),
    ("filed", "备案日"),
    ("filing number", "备案编号"),
    ("signed late by days", "迟签天数"),
];
const ROWS: [(&str, &str); 5] =
    [("row", "行"), ("number", "合同编号"), ("field", "字段"), ("problem", "问题"), ("supplier", "承接主体")];

pub(super) async fn run(connection: &Connection, command: ContractCommand, printer: &Printer) -> Result<Exit, Failure> {
    match command {
        ContractCommand::List(args) => list(connection, args, printer).await,
        ContractCommand::Show(args) => show(connection, args, printer).await,
        ContractCommand::Import(args) => import(connection, args, printer).await,
    }
}

async fn list(connection: &Connection, args: ContractListArgs, printer: &Printer) -> Result<Exit, Failure> {
    let mut request = ListContractsRequest {
        division: args.division.unwrap_or_default(),
        status: args.status.map_or(ContractStatus::Unspecified, ContractStatus::from).into(),
        supplier_code: args.supplier.unwrap_or_default(),
        filing_overdue: args.overdue,
        page_size: args.page_size,
        ..ListContractsRequest::default()
    };
    let mut found = ListContractsResponse::default();
    loop {
        let page = connection.contracts().list_contracts(connection.timed(request.clone())).await?.into_inner();
        found.contracts.extend(page.contracts);
        found.next_page_token = page.next_page_token;
        if !args.all || found.next_page_token.is_empty() {
            break;
        }
        request.page_token.clone_from(&found.next_page_token);
    }
    printer.found(&found, &CONTRACTS, found.contracts.iter().map(|contract| row(contract, printer)))?;
    printer.more(&found.next_page_token)?;
    Ok(Exit::Done)
}

fn row(contract: &Contract, printer: &Printer) -> Cells {
    vec![
        contract.number.clone(),
        contract.title.clone(),
        division(&contract.division),
        contract.supplier_title.clone(),
        yuan(contract.total_amount_fen, printer.language()),
        yuan(contract.paid_fen, printer.language()),
        day(contract.current_end_date),
        printer.label(&contract.status()),
        contract.name.clone(),
    ]
}

async fn show(connection: &Connection, args: ContractShowArgs, printer: &Printer) -> Result<Exit, Failure> {
    let request = GetContractRequest { name: args.name };
    let answer = connection.contracts().get_contract(connection.timed(request)).await?.into_inner();
    let contract = answer.contract.as_ref().ok_or_else(|| Failure::contract("contract"))?;
    if printer.is_json() {
        printer.json(contract)?;
        return Ok(Exit::Done);
    }
    printer.table(&CONTRACTS, [row(contract, printer)])?;
    printer.line("")?;
    printer.table(&MILESTONES, contract.milestones.iter().map(|one| milestone(one, printer)))?;
    printer.line("")?;
    let filing = vec![
        day(contract.filing_last_date),
        day(contract.filing_date),
        contract.filing_number.clone(),
        contract.signing_overdue_days.to_string(),
    ];
    printer.table(&FILING, [filing])?;
    if let Some(evaluation) = &contract.evaluation {
        let told = ("evaluation", "履约评价").label(printer.language());
        let (grade, score) = (printer.label(&evaluation.grade()), hundredths(evaluation.total_score));
        printer.line(&format!("\n{told}: {grade} ({score})"))?;
    }
    Ok(Exit::Done)
}

fn milestone(milestone: &ContractMilestone, printer: &Printer) -> Cells {
    vec![
        milestone.number.to_string(),
        milestone.title.clone(),
        day(milestone.due_date),
        yuan(milestone.amount_fen, printer.language()),
        yuan(milestone.paid_fen, printer.language()),
        printer.label(&milestone.status()),
    ]
}

async fn import(connection: &Connection, args: ContractImportArgs, printer: &Printer) -> Result<Exit, Failure> {
    let content = fs::read_to_string(&args.file).map_err(|error| Failure::unreadable(&args.file, &error))?;
    let request = ImportContractsRequest { content, validate_only: args.check };
    let answer = connection.contracts().import_contracts(connection.written(request)?).await?.into_inner();
    if printer.is_json() {
        printer.json(&answer)?;
    } else {
        printer.table(&ROWS, answer.outcomes.iter().flat_map(|row| outcome(row, printer)))?;
    }
    Ok(if answer.imported { Exit::Done } else { Exit::Refused })
}

/// Every problem of a row, or how its supplier was found.
fn outcome(row: &ImportedContractOutcome, printer: &Printer) -> Vec<Cells> {
    let cells = |field: &str, problem: &str, supplier: String| {
        vec![row.row.to_string(), row.contract_code.clone(), field.to_owned(), problem.to_owned(), supplier]
    };
    if row.problems.is_empty() {
        let found = row.imported_contract.as_ref();
        let supplier = found.map(|found| format!("{} {}", printer.label(&found.r#match()), found.supplier_code));
        return vec![cells("", "", supplier.unwrap_or_default())];
    }
    row.problems.iter().map(|problem| cells(&problem.field, &problem.description, String::new())).collect()
}
