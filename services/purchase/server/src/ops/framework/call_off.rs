//! Something is called off: a project is awarded to an entrant who is chosen, or whose turn it is.

use std::collections::BTreeMap;

use fault::Fault;
use purchase_domain::framework::{is_above, turns};
use purchase_domain::project::Method;
use sqlx::PgConnection;
use time::Date;
use uow::{Call, Scope, Tx};
use vocab::day_of;

use super::{Which, as_read, standing, told};
use crate::credit::{Answer, Eligible};
use crate::ops::refused::framework as refused;
use crate::ops::{Seen, project};
use crate::store::framework::call_off::{self as store, CallOffRow, Called, Passed};
use crate::store::framework::{self as frameworks, EntrantRow, FrameworkRow};
use crate::store::project::{self as projects, Award, ProjectRow};
use crate::wire::framework::{etag, facts};
use crate::wire::name;

const DIRECT: &str = "direct";

/// What is called off, for which project.
#[derive(Debug)]
pub(crate) struct Order {
    pub(crate) which: Which,
    pub(crate) project: Seen,
    /// The entrant that is chosen.
    pub(crate) supplier_code: Option<String>,
    pub(crate) quantity: i64,
    pub(crate) amount_fen: i64,
    pub(crate) number: String,
    pub(crate) on: Date,
}

/// What credit is asked of before something is called off.
#[derive(Debug)]
pub(crate) struct Callable {
    pub(crate) order: Order,
    pub(crate) call: Call,
    pub(crate) today: Date,
}

/// An order, and what credit says of each who may be called.
#[derive(Debug)]
pub(crate) struct CallOff {
    pub(crate) order: Order,
    pub(crate) answers: BTreeMap<String, Answer>,
}

/// What was called off.
#[derive(Debug)]
pub(crate) struct CalledOff {
    pub(crate) row: CallOffRow,
    pub(crate) project: project::Shown,
}

/// The entrants in the order in which they are called, once that may be done: the one that is chosen; or all, those removed too, from the
/// one on whose turn it is.
async fn callable_in_order(
    conn: &mut PgConnection,
    order: &Order,
    call: &Call,
    today: Date,
) -> Result<(FrameworkRow, Vec<EntrantRow>), Fault> {
    let shown = told(conn, order.which.id).await?;
    let (row, mut entrants) = (shown.row, shown.entrants);
    // a framework serves the departments of its division and of those below it
    if !Scope::division(&row.division).covers(&call.division) {
        return Err(refused::other_buyer(&row));
    }
    as_read(&row, &order.which)?;
    standing(&row)?;
    // nothing is called off after its last day, however the award is dated
    if order.on < row.begins_on || order.on > row.ends_on || today > row.ends_on {
        return Err(refused::state(&row, "out_of_term"));
    }
    match (row.call_off_method == DIRECT, &order.supplier_code) {
        (true, None) => Err(Fault::invalid_field("supplier_code", "is required: entrants of the framework are chosen")),
        (false, Some(_)) => {
            Err(Fault::invalid_field("supplier_code", "must be empty: entrants of the framework take turns"))
        }
        (true, Some(code)) => {
            entrants.retain(|entrant| entrant.code == *code && entrant.removed_on.is_none());
            if entrants.is_empty() { Err(refused::no_entrant(row.id, code)) } else { Ok((row, entrants)) }
        }
        // whose turn it is nobody knows before, and a day that may be chosen chooses who could be hired on it
        (false, None) if order.on != today => Err(Fault::invalid_field(
            "award_date",
            format!("must be today, {today}: entrants of the framework take turns"),
        )),
        (false, None) => {
            let last = store::last_rank(conn, row.id).await?;
            let ranks: Vec<i32> = entrants.iter().map(|entrant| entrant.rank).collect();
            let ordered = turns(&ranks, last);
            entrants.sort_by_key(|entrant| ordered.iter().position(|rank| *rank == entrant.rank));
            Ok((row, entrants))
        }
    }
}

/// The codes of those who may be called, once something may be called off. Of all whose turn may come: another call-off may take the next
/// one before this one is made.
pub(crate) async fn callable(conn: &mut PgConnection, query: &Callable) -> Result<Vec<String>, Fault> {
    let (_, entrants) = callable_in_order(conn, &query.order, &query.call, query.today).await?;
    let may_be_called = entrants.into_iter().filter(|entrant| entrant.removed_on.is_none());
    Ok(may_be_called.map(|entrant| entrant.code).collect())
}

/// Who is called, what credit says of it, and who is passed over. Whoever is chosen is taken as it is: `project::award` refuses it if it
/// could not be hired.
fn taken<'a>(
    row: &FrameworkRow,
    entrants: &'a [EntrantRow],
    answers: &'a BTreeMap<String, Answer>,
) -> Result<(&'a EntrantRow, &'a Answer, Passed), Fault> {
    let mut passed = Passed::default();
    let mut pass = |entrant: &EntrantRow, reason: &str, conditions: String| {
        passed.codes.push(entrant.code.clone());
        passed.reasons.push(reason.to_owned());
        passed.conditions.push(conditions);
    };
    for entrant in entrants {
        if entrant.removed_on.is_some() {
            pass(entrant, "removed", String::new());
            continue;
        }
        let answer = answers.get(&entrant.code).ok_or_else(|| refused::changed(etag(row)))?;
        if row.call_off_method != DIRECT && answer.eligible == Eligible::Refused {
            pass(entrant, "refused", answer.conditions.join(", "));
            continue;
        }
        return Ok((entrant, answer, passed));
    }
    Err(refused::no_turn(row.id))
}

/// What is called off is the service that the entrants were found for. Catalogues of divisions and years may have other codes for it, which are
/// told by their titles.
async fn of_its_service(conn: &mut PgConnection, row: &FrameworkRow, project: &ProjectRow) -> Result<(), Fault> {
    let found_for = projects::get(conn, row.project).await?;
    let found_for = found_for.ok_or_else(|| Fault::internal("a framework has no project"))?;
    if project.catalog_code == found_for.catalog_code || project.catalog_title == found_for.catalog_title {
        return Ok(());
    }
    Err(refused::service(project, &found_for))
}

pub(crate) async fn call_off(tx: &mut Tx, command: &CallOff) -> Result<CalledOff, Fault> {
    let CallOff { order, answers } = command;
    let call = tx.call().clone();
    // the project before the framework, whose row is kept from others so that each takes another turn
    let of_project = project::hold_own(tx, order.project.id).await?;
    if of_project.method != Method::Framework.as_str() {
        return Err(refused::method(of_project.id, &of_project.method));
    }
    frameworks::lock(tx.conn(), order.which.id).await?;
    let today = day_of(tx.now());
    let (row, entrants) = callable_in_order(tx.conn(), order, &call, today).await?;
    of_its_service(tx.conn(), &row, &of_project).await?;
    let (entrant, answer, passed) = taken(&row, &entrants, answers)?;
    if is_above(order.amount_fen, entrant.unit_fen, order.quantity) {
        return Err(refused::above_price(entrant, order.quantity));
    }
    let award = Award {
        supplier_code: entrant.code.clone(),
        supplier_title: entrant.title.clone(),
        amount_fen: order.amount_fen,
        on: order.on,
        number: order.number.clone(),
        announced_on: None,
    };
    let Seen { id, etag, desk } = &order.project;
    let seen = Seen { id: *id, etag: etag.clone(), desk: desk.clone() };
    let project = project::award(tx, &project::RecordAward { seen, award, answer: answer.clone() }).await?;
    let called = Called {
        framework: row.id,
        project: of_project.id,
        code: &entrant.code,
        quantity: order.quantity,
        unit_fen: entrant.unit_fen,
        amount_fen: order.amount_fen,
        award_on: order.on,
        award_number: &order.number,
    };
    let by = tx.author();
    let number = store::insert(tx.conn(), &called, &passed, &by).await?;
    // those before the next number: this one is the first
    let made = store::page(tx.conn(), row.id, number.checked_add(1), 1).await?.into_iter().next();
    let made = made.ok_or_else(|| Fault::internal("a call-off is not there"))?;
    tx.emit(&name::framework(row.id), &row.division, &facts::called_off(&made));
    Ok(CalledOff { row: made, project })
}
