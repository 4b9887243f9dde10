//! `onecode purchase`: what of new spending goes to social organisations, and how concentrated the contracts of buyers are.

use onecode_proto::purchase::v1::{
    ListPurchaseConcentrationsRequest, ListPurchaseConcentrationsResponse, ListSpendingSharesRequest,
    ListSpendingSharesResponse, PurchaseConcentration, SpendingGrouping, SpendingShare,
};

use super::casework::last;
use super::{Connection, Failure};
use crate::args::{PurchaseCommand, PurchaseConcentrationsArgs, PurchaseSharesArgs};
use crate::exit::Exit;
use crate::output::{Cells, Printer, division, hundredths, yuan};

const SHARES: [(&str, &str); 9] = [
    ("year", "年度"),
    ("division", "行政区划"),
    ("buyer", "购买主体"),
    ("entry", "目录条目"),
    ("spending", "新增支出"),
    ("social organisations", "社会组织"),
    ("unknown suppliers", "身份不明"),
    ("share", "比例"),
    ("target", "目标"),
];
const CONCENTRATIONS: [(&str, &str); 10] = [
    ("division", "行政区划"),
    ("buyer", "购买主体"),
    ("year", "年度"),
    ("contracts", "合同数"),
    ("amount", "金额"),
    ("first supplier", "第一承接主体"),
    ("its share", "所占比例"),
    ("index", "集中度"),
    ("single source", "单一来源"),
    ("near budget", "贴近预算"),
];

pub(super) async fn run(connection: &Connection, command: PurchaseCommand, printer: &Printer) -> Result<Exit, Failure> {
    match command {
        PurchaseCommand::Shares(args) => shares(connection, args, printer).await,
        PurchaseCommand::Concentrations(args) => concentrations(connection, args, printer).await,
    }
}

async fn shares(connection: &Connection, args: PurchaseSharesArgs, printer: &Printer) -> Result<Exit, Failure> {
    let mut request = ListSpendingSharesRequest {
        group_by: SpendingGrouping::from(args.by).into(),
        year: args.year.unwrap_or_default(),
        division: args.division.unwrap_or_default(),
        buyer_department: args.department.unwrap_or_default(),
        as_of_date: args.as_of,
        page_size: 200,
        ..ListSpendingSharesRequest::default()
    };
    let mut found = ListSpendingSharesResponse::default();
    loop {
        let asked = connection.timed(request.clone());
        let page = connection.purchase_statistics().list_spending_shares(asked).await?.into_inner();
        found.spending_shares.extend(page.spending_shares);
        (found.total, found.as_of_date) = (page.total, page.as_of_date);
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    printer.found(&found, &SHARES, found.spending_shares.iter().map(|share| row(share, printer)))?;
    Ok(Exit::Done)
}

fn row(share: &SpendingShare, printer: &Printer) -> Cells {
    let target = share.target.as_ref();
    let target = target.map(|target| format!("{}% {}", target.percent, printer.label(&share.target_result())));
    vec![
        share.year.to_string(),
        division(&share.division),
        last(&share.buyer_department).to_owned(),
        format!("{} {}", share.catalog_code, share.catalog_title).trim().to_owned(),
        yuan(share.total_fen, printer.language()),
        yuan(share.social_organization_fen, printer.language()),
        yuan(share.unknown_supplier_fen, printer.language()),
        percent(share.share),
        target.unwrap_or_default(),
    ]
}

async fn concentrations(
    connection: &Connection,
    args: PurchaseConcentrationsArgs,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let mut request = ListPurchaseConcentrationsRequest {
        year: args.year.unwrap_or_default(),
        division: args.division.unwrap_or_default(),
        buyer_department: args.department.unwrap_or_default(),
        page_size: 50,
        ..ListPurchaseConcentrationsRequest::default()
    };
    let mut found = ListPurchaseConcentrationsResponse::default();
    loop {
        let asked = connection.timed(request.clone());
        let page = connection.purchase_statistics().list_purchase_concentrations(asked).await?.into_inner();
        found.purchase_concentrations.extend(page.purchase_concentrations);
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    let rows = found.purchase_concentrations.iter().map(|one| concentration(one, printer));
    printer.found(&found, &CONCENTRATIONS, rows)?;
    Ok(Exit::Done)
}

fn concentration(one: &PurchaseConcentration, printer: &Printer) -> Cells {
    vec![
        division(&one.division),
        last(&one.buyer_department).to_owned(),
        one.year.to_string(),
        one.contract_count.to_string(),
        yuan(one.total_fen, printer.language()),
        one.leading_supplier_title.clone(),
        percent(one.leading_share),
        one.concentration_index.to_string(),
        one.single_source_count.to_string(),
        one.near_budget_count.to_string(),
    ]
}

/// Hundredths of a per cent as people read them.
fn percent(share: i32) -> String {
    format!("{}%", hundredths(share))
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn shares_have_two_decimals() {
        assert_eq!((percent(0).as_str(), percent(1_666).as_str()), ("0.00%", "16.66%"));
        assert_eq!((percent(5).as_str(), percent(10_000).as_str()), ("0.05%", "100.00%"));
    }
}
