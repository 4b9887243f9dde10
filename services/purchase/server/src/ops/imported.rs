//! Contracts that were signed elsewhere come as rows of a table: all of them, or none.

use std::collections::HashSet;

use fault::Fault;
use intake::page::{self, Binding};
use purchase_domain::contract::{Column, Imported, Problem, Row};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::Tx;
use uuid::Uuid;

use super::{limit, ocds};
use crate::desk::Desk;
use crate::register::Candidate;
use crate::store::imported::{self as store, ImportedFilter, ImportedRow};
use crate::wire::{facts::contract as facts, name};

/// A row, and whom its supplier's name may mean.
#[derive(Debug, Clone)]
pub(crate) struct Matched {
    pub(crate) row: Row,
    pub(crate) candidates: Vec<Candidate>,
}

/// The rows of a table.
#[derive(Debug)]
pub(crate) struct Import {
    pub(crate) rows: Vec<Matched>,
    pub(crate) desk: Desk,
}

/// Which contracts of a division may be on record.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) division: String,
    pub(crate) contract_codes: Vec<String>,
}

/// What became of a row.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) contract_code: String,
    pub(crate) problems: Vec<Problem>,
    pub(crate) unchanged: bool,
    pub(crate) contract: Option<ImportedRow>,
}

/// What became of the rows.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) taken: bool,
    pub(crate) outcomes: Vec<Outcome>,
}

/// Which page of which contracts.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) filter: ImportedFilter,
    pub(crate) after: Option<(String, String)>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) rows: Vec<ImportedRow>,
    pub(crate) next_page_token: String,
}

/// The numbers of those that are on record.
pub(crate) async fn known(conn: &mut PgConnection, query: &Known) -> Result<HashSet<String>, Fault> {
    let rows = store::known(conn, &query.division, &query.contract_codes).await?;
    Ok(rows.into_iter().map(|row| row.contract_code).collect())
}

/// Says what would become of the rows; a row that is wrong, or that another contract of its number contradicts, keeps all from being taken.
pub(crate) async fn import(tx: &mut Tx, command: &Import) -> Result<Done, Fault> {
    let by = tx.author();
    uow::hold(tx.conn(), &format!("purchase.imported_contract/{}", by.division)).await?;
    // the number of a wrong row may be no text that the database takes
    let right = command.rows.iter().filter(|one| one.row.contract.is_some());
    let codes: Vec<String> = right.map(|one| one.row.contract_code.clone()).collect();
    let known = store::known(tx.conn(), &by.division, &codes).await?;
    let mut outcomes = Vec::with_capacity(command.rows.len());
    let mut fresh = Vec::new();
    for matched in &command.rows {
        let before = known.iter().find(|row| row.contract_code == matched.row.contract_code);
        let mut outcome = outcome(matched, before);
        if let Some(stated) = matched.row.contract.as_ref().filter(|_| before.is_none()) {
            let row = kept(tx.new_id(), &by.division, (stated, &matched.candidates), (&command.desk, by.at));
            outcome.contract = Some(row.clone());
            fresh.push(row);
        }
        outcomes.push(outcome);
    }
    let taken = outcomes.iter().all(|outcome| outcome.problems.is_empty());
    if !taken {
        for outcome in outcomes.iter_mut().filter(|outcome| !outcome.unchanged) {
            outcome.contract = None;
        }
        return Ok(Done { taken, outcomes });
    }
    for row in &fresh {
        store::insert(tx.conn(), row, &by).await?;
        ocds::imported(tx, row).await?;
        tx.emit(&resource(row.id), &row.division, &facts::imported(row));
    }
    Ok(Done { taken, outcomes })
}

fn outcome(matched: &Matched, before: Option<&ImportedRow>) -> Outcome {
    let mut problems = matched.row.problems.clone();
    let stated = matched.row.contract.as_ref();
    let unchanged = stated.zip(before).is_some_and(|(stated, before)| says_the_same(stated, before));
    if stated.is_some() && before.is_some() && !unchanged {
        let description = "is on record with another title, purchaser, supplier, code or amount".to_owned();
        problems.push(Problem { column: Column::ContractCode, description });
    }
    let contract = before.filter(|_| unchanged).cloned();
    Outcome { contract_code: matched.row.contract_code.clone(), problems, unchanged, contract }
}

/// A later table may be of another day; what it says of the contract must be the same.
fn says_the_same(stated: &Imported, before: &ImportedRow) -> bool {
    let code = match &stated.supplier_code {
        Some(code) => before.supplier_code.as_ref() == Some(code),
        None => before.match_ != "stated",
    };
    code && stated.title == before.title
        && stated.purchaser == before.purchaser
        && stated.supplier == before.supplier_title
        && stated.amount_fen == before.amount_fen
}

/// The row as it is kept. A code is taken from the register only where the name can be nobody else's.
fn kept(
    id: Uuid,
    division: &str,
    (stated, candidates): (&Imported, &[Candidate]),
    (desk, at): (&Desk, OffsetDateTime),
) -> ImportedRow {
    let certain = candidates.first().filter(|best| best.is_certain());
    let (found_as, supplier_code) = match (&stated.supplier_code, certain) {
        (Some(code), _) => ("stated", Some(code.clone())),
        (None, Some(certain)) => ("found", Some(certain.code.clone())),
        (None, None) if candidates.is_empty() => ("none", None),
        (None, None) => ("candidates", None),
    };
    ImportedRow {
        id,
        ocid: desk.ocid(id),
        division: division.to_owned(),
        contract_code: stated.contract_code.clone(),
        title: stated.title.clone(),
        purchaser: stated.purchaser.clone(),
        supplier_title: stated.supplier.clone(),
        supplier_code,
        amount_fen: stated.amount_fen,
        as_of: stated.as_of,
        source: stated.source.clone(),
        match_: found_as.to_owned(),
        candidate_codes: candidates.iter().map(|one| one.code.clone()).collect(),
        candidate_titles: candidates.iter().map(|one| one.title.clone()).collect(),
        candidate_scores: candidates.iter().map(|one| one.score).collect(),
        candidate_reasons: candidates.iter().map(|one| one.reasons.join(",")).collect(),
        created_at: at,
    }
}

/// The name under which a contract is known.
pub(crate) fn resource(id: Uuid) -> String {
    format!("{}{id}", name::IMPORTED)
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    let mut rows = store::page(conn, &query.filter, query.after.as_ref(), limit(query.size)).await?;
    let key = |row: &ImportedRow| format!("{} {}", row.division, row.contract_code);
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, key);
    Ok(Listed { rows, next_page_token })
}
