//! Contracts that were signed elsewhere: requests and replies.

use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::contract::{Problem, Row, read};
use uow::Call;

use super::page::{self, Binding};
use super::project::stated_code;
use super::time as day;
use super::violations::Violations;
use crate::ops::imported::{Done, List, Listed, Outcome, resource};
use crate::store::imported::{ImportedFilter, ImportedRow};

/// Characters of a number that are shown.
const SHOWN_CODE: usize = 100;

/// The rows of a table.
pub(crate) fn rows(request: &pb::ImportContractsRequest) -> Result<Vec<Row>, Fault> {
    let mut violations = Violations::default();
    let rows = violations.take("content", read(&request.content));
    violations.finish(rows)
}

pub(crate) fn list(request: &pb::ListImportedContractsRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListImportedContractsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let match_ = match pb::SupplierMatch::try_from(request.r#match) {
        Ok(pb::SupplierMatch::Unspecified) => None,
        Ok(pb::SupplierMatch::Stated) => Some("stated"),
        Ok(pb::SupplierMatch::Found) => Some("found"),
        Ok(pb::SupplierMatch::Candidates) => Some("candidates"),
        Ok(pb::SupplierMatch::None) => Some("none"),
        Err(_) => {
            violations.note("match", "must be a value of the contract");
            None
        }
    };
    let supplier_code = stated_code(&mut violations, "supplier_code", &request.supplier_code);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let after = binding.key(&mut violations, &request.page_token).and_then(|key| {
        let (division, code) = key.split_once(' ')?;
        Some((division.to_owned(), code.to_owned()))
    });
    let filter = ImportedFilter { match_, supplier_code, scope: call.scope.prefix().to_owned() };
    violations.finish(Some(List { filter, after, size, binding }))
}

pub(crate) fn import_reply(done: Done) -> pb::ImportContractsResponse {
    let outcomes = done.outcomes.into_iter().zip(1..).map(|(one, row)| outcome(one, row));
    pb::ImportContractsResponse { imported: done.taken, outcomes: outcomes.collect() }
}

fn outcome(outcome: Outcome, row: i32) -> pb::ImportedContractOutcome {
    let problem = |one: Problem| pb::ImportedContractProblem {
        field: one.column.as_str().to_owned(),
        description: one.description,
    };
    pb::ImportedContractOutcome {
        row,
        contract_code: outcome.contract_code.chars().take(SHOWN_CODE).collect(),
        problems: outcome.problems.into_iter().map(problem).collect(),
        unchanged: outcome.unchanged,
        imported_contract: outcome.contract.map(contract),
    }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListImportedContractsResponse {
    pb::ListImportedContractsResponse {
        imported_contracts: listed.rows.into_iter().map(contract).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// A contract as the contract has it.
pub(crate) fn contract(row: ImportedRow) -> pb::ImportedContract {
    let found = match row.match_.as_str() {
        "stated" => pb::SupplierMatch::Stated,
        "found" => pb::SupplierMatch::Found,
        "candidates" => pb::SupplierMatch::Candidates,
        "none" => pb::SupplierMatch::None,
        _ => pb::SupplierMatch::Unspecified,
    };
    let named = row.candidate_codes.iter().zip(row.candidate_titles);
    let scored = row.candidate_scores.iter().zip(&row.candidate_reasons);
    let candidate = |((code, title), (score, reasons)): ((&String, String), (&i32, &String))| pb::SupplierCandidate {
        organization: format!("organizations/{code}"),
        title,
        score: *score,
        reasons: reasons.split(',').map(str::to_owned).collect(),
    };
    pb::ImportedContract {
        name: resource(row.id),
        candidates: named.zip(scored).map(candidate).collect(),
        ocid: row.ocid,
        division: row.division,
        contract_code: row.contract_code,
        title: row.title,
        purchaser: row.purchaser,
        supplier_title: row.supplier_title,
        supplier_code: row.supplier_code.unwrap_or_default(),
        amount_fen: row.amount_fen,
        as_of_date: Some(day::date(row.as_of)),
        source: row.source,
        r#match: found.into(),
        create_time: Some(day::timestamp(row.created_at)),
    }
}
