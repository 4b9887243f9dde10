//! Rosters (花名册): each row by itself; what is refused has changed nothing.

use fault::Fault;
use seal::Ring;
use talent_domain::Engagement;
use uow::Tx;

use super::engage::{self, Became};
use super::people::{self, Stated};
use crate::desk::Desk;
use crate::register::Registered;
use crate::wire::personnel::{facts, name};

/// A roster of an organisation that the register shows, as it was read.
#[derive(Debug)]
pub(crate) struct Import {
    pub(crate) desk: Desk,
    pub(crate) registered: Registered,
    pub(crate) rows: Vec<Row>,
}

/// A row as it was read.
pub(crate) type Row = Result<(Stated, Engagement), Wrong>;

/// Why a row is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) reason: &'static str,
    /// Field, and what is wrong with it.
    pub(crate) problems: Vec<(String, String)>,
}

impl Wrong {
    /// The refusal that a fault is.
    pub(crate) fn of(fault: &Fault) -> Self {
        let mut problems: Vec<(String, String)> = fault
            .violations()
            .iter()
            .map(|violation| (violation.field.clone(), violation.description.clone()))
            .collect();
        if problems.is_empty() {
            problems.push((field(fault.reason()).to_owned(), fault.message().to_owned()));
        }
        Self { reason: fault.reason(), problems }
    }
}

/// The field of a row that a refusal is about.
fn field(reason: &str) -> &'static str {
    match reason {
        "PERSON_NAME_DIFFERS" => "person.name",
        "ENGAGEMENT_FULL_TIME_ELSEWHERE" => "kind",
        _ => "",
    }
}

pub(crate) async fn import(tx: &mut Tx, command: &Import) -> Result<Vec<Result<Became, Wrong>>, Fault> {
    engage::employ(tx, &command.registered).await?;
    let ring = command.desk.ring();
    let mut outcomes: Vec<Option<Result<Became, Wrong>>> = command.rows.iter().map(|_| None).collect();
    for at in in_lock_order(ring, &command.rows) {
        outcomes[at] = Some(match &command.rows[at] {
            Err(wrong) => Err(wrong.clone()),
            Ok((stated, engagement)) => match engage::one(tx, ring, (stated, engagement), false).await {
                Ok(became) => Ok(became),
                Err(fault) if is_refusal(&fault) => Err(Wrong::of(&fault)),
                Err(fault) => return Err(fault),
            },
        });
    }
    let outcomes: Vec<Result<Became, Wrong>> = outcomes.into_iter().flatten().collect();
    let mut recorded = 0;
    for became in outcomes.iter().flatten() {
        if let Became::Recorded(row) = became {
            engage::tell(tx, &command.registered.division, row);
            recorded += 1;
        }
    }
    let code = command.registered.code;
    tx.emit(&name::organization(code), &command.registered.division, &facts::imported(code, recorded));
    Ok(outcomes)
}

/// The rows in the order in which people are locked, the same for everybody; rows of one person stay in their order.
fn in_lock_order(ring: &Ring, rows: &[Row]) -> Vec<usize> {
    let hash = |row: &Row| row.as_ref().ok().map(|(stated, _)| people::id_hash(ring, &stated.identity));
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_cached_key(|at| hash(&rows[*at]));
    order
}

fn is_refusal(fault: &Fault) -> bool {
    matches!(fault.reason(), "PERSON_NAME_DIFFERS" | "ENGAGEMENT_EXISTS" | "ENGAGEMENT_FULL_TIME_ELSEWHERE")
}
