//! What a plan freezes, as the domain wants it: put together from the books at the freeze, and from what was frozen later.

use std::collections::HashMap;

use fault::Fault;
use inspection_domain::draw::stored::{field, hash};
use inspection_domain::draw::{Department, Draft, Field, Frozen, Merged, Object, Proportion, Recusal, Window, micros};
use inspection_domain::inspector::{Certificate, Inspector};
use inspection_domain::risk::Grade;
use inspection_domain::{Level, demands};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;
use vocab::{DivisionCode, UnifiedCode, day_of};

use super::Entered;
use super::entered::beacon;
use crate::ops::recusal::in_force;
use crate::store::frozen::PooledRow;
use crate::store::plan::PlanRow;
use crate::store::{draw, frozen, recusal, risk_grade};
use crate::wire;

/// The program that draws.
const PROGRAM: &str = concat!("onecode ", env!("CARGO_PKG_VERSION"));

/// Puts together what a freeze at an instant fixes, of the organisations that the register shows.
pub(super) async fn assemble(
    conn: &mut PgConnection,
    entered: &Entered,
    codes: &[UnifiedCode],
    now: OffsetDateTime,
) -> Result<Draft, Fault> {
    let row = &entered.row;
    let (department, day) = (&row.initiating_department, day_of(now));
    let mut grades = HashMap::new();
    for (code, letter) in risk_grade::not_ordinary(conn, department, &row.division, day).await? {
        grades.insert(code, grade(&letter)?);
    }
    let drawn: HashMap<UnifiedCode, Uuid> = draw::drawn_in(conn, row.year).await?.into_iter().collect();
    let mut draft = head(entered, PROGRAM, now, &words(row))?;
    for code in codes {
        match drawn.get(code) {
            Some(plan) => draft.merged.push(Merged { code: *code, plan: field(&wire::name::plan(*plan))? }),
            None => draft.objects.push(Object { grade: grades.get(code).copied().unwrap_or(Grade::B), code: *code }),
        }
    }
    let sending = entered.departments.iter().filter(|row| row.inspector_count > 0);
    let sending: Vec<String> = sending.map(|row| row.department.clone()).collect();
    let pool = frozen::able(conn, &sending, &row.division).await?;
    draft.inspectors = pool.iter().map(inspector).collect::<Result<_, _>>()?;
    draft.recusals = recusals(conn, &pool, codes, draft.window).await?;
    Ok(draft)
}

/// What was frozen of a plan, if it still is what was frozen.
pub(super) async fn restore(conn: &mut PgConnection, entered: &Entered) -> Result<Frozen, Fault> {
    let id = entered.row.id;
    let stored = entered.frozen.as_ref().ok_or(inspection_domain::draw::Refusal::PlanNotFrozen)?;
    let mut draft = head(entered, &stored.program, stored.frozen_at, &stored.population_words)?;
    for (letter, codes) in frozen::objects(conn, id).await? {
        let grade = grade(&letter)?;
        draft.objects.extend(codes.into_iter().map(|code| Object { grade, code }));
    }
    for (code, other) in frozen::merged(conn, id).await? {
        draft.merged.push(Merged { code, plan: field(&wire::name::plan(other))? });
    }
    draft.inspectors = frozen::pool(conn, id).await?.iter().map(inspector).collect::<Result<_, _>>()?;
    for (inspector, code) in frozen::recusals(conn, id).await? {
        draft.recusals.push(Recusal { inspector: field(&inspector.to_string())?, code });
    }
    let root = hash(&stored.root)?;
    Ok(aside(move || Frozen::restore(draft, root)).await??)
}

/// Runs what takes the processor for long beside the calls of others.
pub(super) async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.map_err(Fault::internal)
}

fn head(entered: &Entered, program: &str, frozen_at: OffsetDateTime, population: &str) -> Result<Draft, Fault> {
    let row = &entered.row;
    let division = DivisionCode::parse(&row.division).map_err(Fault::internal)?;
    let demands = demands(Level::of(division), day_of(frozen_at))?;
    let percent = u32::try_from(row.draw_percent).map_err(Fault::internal)?;
    let department = |row: &crate::store::plan::DepartmentRow| {
        let inspectors = u32::try_from(row.inspector_count).map_err(Fault::internal)?;
        Ok::<_, Fault>(Department { key: field(&row.department)?, inspectors })
    };
    Ok(Draft {
        program: field(program)?,
        plan: field(&wire::name::plan(row.id))?,
        year: u16::try_from(row.year).map_err(Fault::internal)?,
        frozen_at: micros(frozen_at),
        population: field(population)?,
        window: Window { first: row.starts_on, last: row.ends_on },
        proportion: Proportion::new(percent, 100).unwrap_or(demands.proportion), // 0 is what the rule asks
        demands,
        beacon: beacon(row)?,
        departments: entered.departments.iter().map(department).collect::<Result<_, _>>()?,
        objects: Vec::new(),
        merged: Vec::new(),
        inspectors: Vec::new(),
        recusals: Vec::new(),
    })
}

/// Which organisations the population is, as everybody may read it in the proof.
fn words(row: &PlanRow) -> String {
    let list = |words: &[String]| if words.is_empty() { "any".to_owned() } else { words.join(",") };
    let below = if row.include_below { " and below" } else { "" };
    let before = row.established_before.map(|day| format!("; established before {day}")).unwrap_or_default();
    let (kinds, statuses) = (list(&row.kinds), list(&row.statuses));
    format!("registered by {}{below}; kinds {kinds}; statuses {statuses}{before}", row.population_division)
}

fn inspector(row: &PooledRow) -> Result<Inspector, Fault> {
    Ok(Inspector {
        id: field(&row.inspector.to_string())?,
        department: field(&row.department)?,
        capacity: u32::try_from(row.capacity).map_err(Fault::internal)?,
        certificate: Certificate { valid_from: row.certificate_from, valid_to: row.certificate_to },
    })
}

/// Who may not inspect whom, of those who may be drawn: other ties concern nobody.
async fn recusals(
    conn: &mut PgConnection,
    pool: &[PooledRow],
    codes: &[UnifiedCode],
    window: Window,
) -> Result<Vec<Recusal>, Fault> {
    let ids: Vec<Uuid> = pool.iter().map(|row| row.inspector).collect();
    let mut recusals = Vec::new();
    for row in recusal::all(conn, &ids).await? {
        if codes.binary_search(&row.code).is_ok() && in_force(&row, window)? {
            recusals.push(Recusal { inspector: field(&row.inspector.to_string())?, code: row.code });
        }
    }
    Ok(recusals)
}

/// A stored letter, which a constraint has.
pub(super) fn grade(letter: &str) -> Result<Grade, Fault> {
    letter.parse().map_err(Fault::internal)
}

/// The id that a field of the domain is.
pub(super) fn id(field: &Field) -> Result<Uuid, Fault> {
    Uuid::try_parse(field.as_str()).map_err(Fault::internal)
}
