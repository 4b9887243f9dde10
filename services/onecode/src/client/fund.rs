//! `onecode fund` and `onecode ledger`: special funds, and what became of their money.

use onecode_proto::purchase::v1::{
    Fund, GetLedgerBookRequest, LedgerBalance, LedgerDifference, ListFundsRequest, ListFundsResponse,
    VerifyLedgerRequest,
};
use purchase_domain::money::Yuan;

use super::{Connection, Failure};
use crate::args::{FundCommand, FundListArgs, LedgerBalanceArgs, LedgerCommand};
use crate::exit::Exit;
use crate::messages::Label as _;
use crate::output::{Cells, Printer, day, division};

const FUNDS: [(&str, &str); 6] = [
    ("title", "名称"),
    ("division", "行政区划"),
    ("department", "主管部门"),
    ("valid from", "生效日"),
    ("until", "失效日"),
    ("fund", "资金"),
];
const BALANCES: [(&str, &str); 3] = [("account", "账户"), ("yuan", "余额（元）"), ("limit", "限额（元）")];
const DIFFERENCES: [(&str, &str); 5] =
    [("difference", "问题"), ("resource", "位置"), ("account", "账户"), ("kept", "记载"), ("found", "实际")];

pub(super) async fn run(connection: &Connection, command: FundCommand, printer: &Printer) -> Result<Exit, Failure> {
    match command {
        FundCommand::List(args) => list(connection, args, printer).await,
    }
}

pub(super) async fn ledger(
    connection: &Connection,
    command: LedgerCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    match command {
        LedgerCommand::Balance(args) => balance(connection, args, printer).await,
        LedgerCommand::Verify(_) => verify(connection, printer).await,
    }
}

async fn list(connection: &Connection, args: FundListArgs, printer: &Printer) -> Result<Exit, Failure> {
    let mut request = ListFundsRequest { valid_on: args.on, page_size: 200, ..ListFundsRequest::default() };
    let mut found = ListFundsResponse::default();
    loop {
        let page = connection.funds().list_funds(connection.timed(request.clone())).await?.into_inner();
        found.funds.extend(page.funds);
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    printer.found(&found, &FUNDS, found.funds.iter().map(fund))?;
    Ok(Exit::Done)
}

fn fund(fund: &Fund) -> Cells {
    vec![
        fund.title.clone(),
        division(&fund.division),
        fund.department.trim_start_matches("departments/").to_owned(),
        day(fund.valid_from),
        day(fund.valid_to),
        fund.name.clone(),
    ]
}

async fn balance(connection: &Connection, args: LedgerBalanceArgs, printer: &Printer) -> Result<Exit, Failure> {
    let name = format!("{}/books/{}", args.fund, args.year);
    let request = GetLedgerBookRequest { name, cursor: args.at.unwrap_or_default() };
    let answer = connection.ledger().get_ledger_book(connection.timed(request)).await?.into_inner();
    let book = answer.book.ok_or_else(|| Failure::contract("book"))?;
    if printer.is_json() {
        printer.json(&book)?;
        return Ok(Exit::Done);
    }
    printer.table(&BALANCES, book.balances.iter().map(|balance| account(balance, printer)))?;
    printer.line(&format!("{}: {}", ("movement", "截至变动").label(printer.language()), book.cursor))?;
    Ok(Exit::Done)
}

fn account(balance: &LedgerBalance, printer: &Printer) -> Cells {
    let yuan = |fen| Yuan::of_fen(fen).digits();
    let limit = if balance.limited { yuan(balance.limit_fen) } else { String::new() };
    vec![printer.label(&balance.account()), yuan(balance.amount_fen), limit]
}

async fn verify(connection: &Connection, printer: &Printer) -> Result<Exit, Failure> {
    let request = connection.timed(VerifyLedgerRequest {});
    let answer = connection.ledger().verify_ledger(request).await?.into_inner();
    let exit = if answer.differences.is_empty() { Exit::Done } else { Exit::Refused };
    if printer.is_json() {
        printer.json(&answer)?;
        return Ok(exit);
    }
    if !answer.differences.is_empty() {
        printer.table(&DIFFERENCES, answer.differences.iter().map(|one| difference(one, printer)))?;
    }
    let counted = [
        (("books", "台账"), answer.book_count),
        (("movements", "变动"), answer.movement_count),
        (("lines", "分录"), answer.line_count),
        (("differences", "问题"), i64::try_from(answer.differences.len()).unwrap_or(i64::MAX)),
    ];
    let told: Vec<String> =
        counted.iter().map(|(what, count)| format!("{}: {count}", what.label(printer.language()))).collect();
    printer.line(&told.join("  "))?;
    Ok(exit)
}

fn difference(one: &LedgerDifference, printer: &Printer) -> Cells {
    vec![
        printer.label(&one.kind()),
        one.resource.clone(),
        printer.label(&one.account()),
        one.kept.to_string(),
        one.found.to_string(),
    ]
}
