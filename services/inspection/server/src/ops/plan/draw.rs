//! Draws a plan: seed, organisations, inspectors and facts in one unit of work, all of it or nothing.

use std::collections::HashMap;

use fault::Fault;
use inspection_domain::draw::{Drawn, Field, Frozen, Outcome};
use inspection_domain::plan::{End, State};
use uow::Tx;
use uuid::Uuid;

use super::Entered;
use super::records::{aside, id, restore};
use super::round::number;
use crate::store::draw::{self as store, AssignedRow, DrawRow, ObjectRow, ShortRow};
use crate::wire;

/// Which plan to draw.
#[derive(Debug)]
pub(crate) struct DrawPlan {
    pub(crate) id: Uuid,
}

pub(crate) async fn draw(tx: &mut Tx, command: &DrawPlan) -> Result<Entered, Fault> {
    let (now, actor) = (tx.now(), tx.call().actor.clone());
    let mut entered = Entered::own(tx, command.id).await?;
    let seed = entered.plan.draw(now)?;
    let frozen = restore(tx.conn(), &entered).await?;
    let (frozen, outcome) = aside(move || {
        let outcome = frozen.draw(&seed);
        (frozen, outcome)
    })
    .await?;
    let head = head(&entered, &outcome)?;
    store::insert(tx.conn(), &head, &actor).await?;
    record(tx, &entered, &frozen, &outcome).await?;
    entered.drawn = Some(head);
    debug_assert_eq!(entered.plan.state(), State::Drawn);
    entered.advance(tx).await?;
    announce(tx, &entered, &outcome);
    Ok(entered)
}

fn head(entered: &Entered, outcome: &Outcome) -> Result<DrawRow, Fault> {
    let round = entered.plan.rounds.last().ok_or_else(|| Fault::internal("a draw without a round"))?;
    let Some(End::Drawn { seed, at }) = &round.end else { return Err(Fault::internal("a draw without a seed")) };
    let short = outcome.drawn.iter().filter(|drawn| !drawn.short.is_empty()).count();
    Ok(DrawRow {
        plan: entered.row.id,
        round: number(round)?,
        seed: seed.0.to_vec(),
        drawn: i64::try_from(outcome.drawn.len()).map_err(Fault::internal)?,
        short: i64::try_from(short).map_err(Fault::internal)?,
        drawn_at: *at,
    })
}

async fn record(tx: &mut Tx, entered: &Entered, frozen: &Frozen, outcome: &Outcome) -> Result<(), Fault> {
    let inspectors = frozen.draft().inspectors.iter();
    let departments: HashMap<&Field, &Field> = inspectors.map(|one| (&one.id, &one.department)).collect();
    let (mut objects, mut assigned, mut short) = (Vec::new(), Vec::new(), Vec::new());
    for drawn in &outcome.drawn {
        let rank = i64::try_from(drawn.rank).map_err(Fault::internal)?;
        objects.push(ObjectRow { code: drawn.code, grade: drawn.grade.as_str().to_owned(), rank });
        for (place, inspector) in (1..).zip(&drawn.inspectors) {
            let department = departments.get(inspector).map(ToString::to_string).unwrap_or_default();
            assigned.push(AssignedRow { code: drawn.code, place, department, inspector: id(inspector)? });
        }
        short.extend(drawn.short.iter().map(|missing| ShortRow {
            code: drawn.code,
            department: missing.department.to_string(),
            missing: i32::try_from(missing.missing).unwrap_or(i32::MAX),
        }));
    }
    let (plan, year) = (entered.row.id, entered.row.year);
    store::insert_objects(tx.conn(), plan, year, &objects).await?;
    store::insert_assigned(tx.conn(), plan, &assigned).await?;
    Ok(store::insert_short(tx.conn(), plan, &short).await?)
}

fn announce(tx: &mut Tx, entered: &Entered, outcome: &Outcome) {
    let (subject, division) = (wire::name::plan(entered.row.id), entered.row.division.clone());
    tx.emit(&subject, &division, &wire::plan::facts::drawn(entered));
    let now = tx.now();
    for Drawn { code, grade, .. } in &outcome.drawn {
        let fact = wire::plan::facts::object_drawn(entered, *code, *grade, now);
        tx.emit(&fact.organization.clone(), &division, &fact);
    }
}
