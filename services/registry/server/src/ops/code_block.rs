//! Blocks of organisation codes (码段): allotted to divisions, listed, and what new codes are given from (赋码).

#[cfg(test)]
mod tests;

use std::iter::successors;

use fault::{Fault, on_constraint};
use registry_domain::{CodeBlock, Refusal, Text};
use sqlx::PgConnection;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::{DivisionCode, OrganizationClass, UnifiedCode};

use crate::store::code_block::{self, CodeBlockRow};
use crate::wire;
use crate::wire::page::{self, Binding};

/// How many serials are looked up at once for one that nobody holds.
const WINDOW: i64 = 64;

/// A block for a division.
#[derive(Debug)]
pub(crate) struct AllotCodeBlock {
    pub(crate) division: DivisionCode,
    pub(crate) block: CodeBlock,
    pub(crate) basis: Text<200>,
}

/// Which page of which list.
#[derive(Debug)]
pub(crate) struct ListCodeBlocks {
    pub(crate) scope: Scope,
    pub(crate) division: Option<DivisionCode>,
    /// The number of the first code of the last block of the page before; -1 for the first page.
    pub(crate) after: i64,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page, by code.
#[derive(Debug)]
pub(crate) struct ListedCodeBlocks {
    pub(crate) blocks: Vec<CodeBlockRow>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn allot(tx: &mut Tx, command: &AllotCodeBlock) -> Result<CodeBlockRow, Fault> {
    let AllotCodeBlock { division, block, basis } = command;
    if !tx.call().scope.covers(division.as_str()) {
        return Err(Refusal::OutsideDivision { division: *division }.into());
    }
    let (first_serial, last_serial) = block.serials().into_inner();
    let row = CodeBlockRow {
        id: tx.new_id(),
        division: *division,
        prefix: block.prefix().to_owned(),
        origin: block.origin(),
        first_serial,
        last_serial,
        next_serial: first_serial,
        basis: basis.as_str().to_owned(),
        department: tx.call().department.clone(),
        created_at: tx.now(),
    };
    let actor = tx.call().actor.clone();
    let inserted = code_block::insert(tx.conn(), &row, &actor).await;
    let overlap = || Refusal::CodeBlockOverlap { prefix: row.prefix.clone() }.into();
    on_constraint(inserted, "code_block_codes_excl", overlap)?;
    let fact = wire::code_block::allotted(&row);
    tx.emit(&fact.code_block.clone(), row.division.as_str(), &fact);
    Ok(row)
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListCodeBlocks) -> Result<ListedCodeBlocks, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut blocks = code_block::page(conn, &query.scope, query.division, query.after, limit).await?;
    let next_page_token =
        page::cut(&mut blocks, query.size, &query.binding, |row| (row.origin + row.first_serial).to_string());
    Ok(ListedCodeBlocks { blocks, next_page_token })
}

/// Gives the next code of a division's blocks, or, if it never had one, of the city's or the province's above it. A code
/// that any organisation ever held is passed over; a code given is never given again once this unit of work commits
/// (USCC-09).
pub(crate) async fn issue(tx: &mut Tx, class: OrganizationClass, division: DivisionCode) -> Result<UnifiedCode, Fault> {
    let above = |below: &DivisionCode| below.parent().filter(|parent| *parent != DivisionCode::COUNTRY);
    let chain: Vec<DivisionCode> = successors(Some(division), above).collect();
    if let Some(holder) = code_block::lowest_holder(tx.conn(), &chain).await? {
        // a block seen open may be used up by the time that its lock is had: then the next one is looked for
        while let Some(id) = code_block::first_open(tx.conn(), holder).await? {
            if let Some(code) = take(tx, id, class, division).await? {
                return Ok(code);
            }
        }
    }
    Err(Refusal::CodeBlockExhausted { division }.into())
}

/// The next code of one block that nobody ever held; `None` if it is used up then.
async fn take(
    tx: &mut Tx,
    id: Uuid,
    class: OrganizationClass,
    division: DivisionCode,
) -> Result<Option<UnifiedCode>, Fault> {
    let row = code_block::lock(tx.conn(), id).await?;
    let block = CodeBlock::new(&row.prefix, row.first_serial, row.last_serial).map_err(Fault::internal)?;
    let mut next = row.next_serial;
    while next <= row.last_serial {
        let end = row.last_serial.saturating_add(1).min(next + WINDOW);
        // A code that would read as a person's ID number is none (USCC-07).
        let code = |serial| UnifiedCode::from_parts(class, division, &block.body(serial)?).ok();
        let candidates: Vec<(i64, UnifiedCode)> =
            (next..end).filter_map(|serial| Some((serial, code(serial)?))).collect();
        let bodies: Vec<String> = candidates.iter().map(|(_, code)| code.organization_code().to_owned()).collect();
        let held = code_block::held(tx.conn(), &bodies).await?;
        let free = candidates.into_iter().find(|(_, code)| !held.contains(code.organization_code()));
        if let Some((serial, code)) = free {
            code_block::advance(tx.conn(), id, serial + 1).await?;
            return Ok(Some(code));
        }
        next = end;
    }
    code_block::advance(tx.conn(), id, next).await?;
    Ok(None)
}
