//! Statistics: requests and replies.

use ::time::Date;
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::statistics::{Concentration, Leading, Verdict, share, target, verdict};
use uow::Call;

use super::page::{self, Binding};
use super::violations::Violations;
use super::{money, name, place, time as day};
use crate::ops::statistics::{Concentrations, ListConcentrations, ListShares, Shares};
use crate::store::statistics::{BuyerFilter, BuyerRow, Grouping, SpendingFilter, SpendingKey, SpendingRow};

pub(crate) fn shares(request: &pb::ListSpendingSharesRequest, call: &Call, today: Date) -> Result<ListShares, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListSpendingSharesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let grouping = grouping(&mut violations, request.group_by);
    let year = money::any_year(&mut violations, "year", request.year);
    if request.year == 0 && grouping.is_some_and(|grouping| grouping != Grouping::Year) {
        violations.note("year", "is required, unless shares are grouped by year");
    }
    let division = place::stated(&mut violations, "division", &request.division);
    let buyer_department = buyer(&mut violations, &request.buyer_department);
    let code = request.catalog_code.as_str();
    let catalog_code = if code.is_empty() { None } else { name::parse_code(&mut violations, "catalog_code", code) };
    let stated = request.as_of_date.as_ref();
    let as_of = match stated {
        None => Some(today),
        Some(_) => day::parse_past(&mut violations, "as_of_date", stated, today),
    };
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let after = binding.key(&mut violations, &request.page_token).and_then(|key| spending_key(&key));
    let scope = call.scope.prefix().to_owned();
    let read = || {
        let filter = SpendingFilter { year, division, buyer_department, catalog_code, as_of: as_of?, scope };
        Some(ListShares { filter, grouping: grouping?, after, size, binding })
    };
    violations.finish(read())
}

fn grouping(violations: &mut Violations, stated: i32) -> Option<Grouping> {
    match pb::SpendingGrouping::try_from(stated) {
        Ok(pb::SpendingGrouping::Year) => Some(Grouping::Year),
        Ok(pb::SpendingGrouping::Department) => Some(Grouping::Department),
        Ok(pb::SpendingGrouping::CatalogEntry) => Some(Grouping::CatalogEntry),
        Ok(pb::SpendingGrouping::Division) => Some(Grouping::Division),
        Ok(pb::SpendingGrouping::Unspecified) => {
            violations.note("group_by", "is required");
            None
        }
        Err(_) => {
            violations.note("group_by", "must be a value of the contract");
            None
        }
    }
}

fn buyer(violations: &mut Violations, stated: &str) -> Option<String> {
    if stated.is_empty() {
        return None;
    }
    name::parse_department(violations, "buyer_department", stated)
}

/// Division, department and code of a place have no blank; what a group has none of is empty.
fn spending_key(key: &str) -> Option<SpendingKey> {
    let mut parts = key.split(' ').map(str::to_owned);
    let year = parts.next()?.parse().ok()?;
    let (division, buyer_department, catalog_code) = (parts.next()?, parts.next()?, parts.next()?);
    Some(SpendingKey { year, division, buyer_department, catalog_code })
}

pub(crate) fn concentrations(
    request: &pb::ListPurchaseConcentrationsRequest,
    call: &Call,
) -> Result<ListConcentrations, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListPurchaseConcentrationsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let year = money::any_year(&mut violations, "year", request.year);
    let division = place::stated(&mut violations, "division", &request.division);
    let buyer_department = buyer(&mut violations, &request.buyer_department);
    let size = page::size(&mut violations, request.page_size, 20, 50);
    let after = binding.key(&mut violations, &request.page_token).and_then(|key| buyer_key(&key));
    let filter = BuyerFilter { year, division, buyer_department, scope: call.scope.prefix().to_owned() };
    violations.finish(Some(ListConcentrations { filter, after, size, binding }))
}

fn buyer_key(key: &str) -> Option<BuyerRow> {
    let mut parts = key.split(' ').map(str::to_owned);
    let (division, buyer_department) = (parts.next()?, parts.next()?);
    Some(BuyerRow { division, buyer_department, year: parts.next()?.parse().ok()? })
}

pub(crate) fn shares_reply(shares: Shares) -> pb::ListSpendingSharesResponse {
    let as_of = shares.as_of;
    pb::ListSpendingSharesResponse {
        spending_shares: shares.rows.into_iter().map(|row| spending(row, as_of)).collect(),
        total: shares.total.map(|row| spending(row, as_of)),
        as_of_date: Some(day::date(as_of)),
        next_page_token: shares.next_page_token,
    }
}

fn spending(row: SpendingRow, as_of: Date) -> pb::SpendingShare {
    let target = target(row.year, as_of);
    let parts = (row.organization_fen, row.unknown_fen);
    let result = target.map(|rule| match verdict(parts, row.total_fen, rule.value()) {
        Verdict::Reached => pb::SpendingTargetResult::Reached,
        Verdict::NotReached => pb::SpendingTargetResult::NotReached,
        Verdict::NotKnown => pb::SpendingTargetResult::NotKnown,
    });
    let department = Some(&row.buyer_department).filter(|key| !key.is_empty());
    pb::SpendingShare {
        year: row.year,
        buyer_department: department.map(name::department).unwrap_or_default(),
        division: row.division,
        catalog_code: row.catalog_code,
        catalog_title: row.catalog_title,
        contract_count: row.contracts,
        total_fen: row.total_fen,
        social_organization_fen: row.organization_fen,
        other_supplier_fen: row.total_fen - row.organization_fen - row.unknown_fen,
        unknown_supplier_fen: row.unknown_fen,
        share: share(row.organization_fen, row.total_fen),
        target_result: result.unwrap_or_default().into(),
        target: target.map(|rule| pb::SpendingTarget {
            rule: rule.reference().to_string(),
            percent: i32::try_from(rule.value()).unwrap_or(i32::MAX),
            valid_from: Some(day::date(rule.version.valid_from)),
            source: rule.version.source.clone(),
        }),
    }
}

pub(crate) fn concentrations_reply(listed: Concentrations) -> pb::ListPurchaseConcentrationsResponse {
    pb::ListPurchaseConcentrationsResponse {
        purchase_concentrations: listed.rows.into_iter().map(|(buyer, found)| concentration(buyer, found)).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn concentration(buyer: BuyerRow, found: Concentration) -> pb::PurchaseConcentration {
    let Leading { code, title, contracts, fen } = found.leading;
    pb::PurchaseConcentration {
        buyer_department: name::department(&buyer.buyer_department),
        division: buyer.division,
        year: buyer.year,
        contract_count: found.contracts,
        total_fen: found.fen,
        supplier_count: found.suppliers,
        leading_supplier_code: code,
        leading_supplier_title: title,
        leading_contract_count: contracts,
        leading_fen: fen,
        leading_share: share(fen, found.fen),
        concentration_index: found.index,
        single_source_count: found.single_source,
        single_source_fen: found.single_source_fen,
        near_budget_count: found.near_budget,
        repeated_round_count: found.repeated_round,
    }
}
