//! Freezes a draft, or says what freezing it would fix.

use fault::{Fault, Kind};
use inspection_domain::draw::{Frozen, Refusal};
use inspection_domain::plan::State;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::{UnifiedCode, day_of};

use super::Entered;
use super::draft::require_etag;
use super::records::{aside, assemble, id};
use crate::ops::refused;
use crate::store::frozen::{self as store, FrozenRow, PooledRow};
use crate::store::plan::PlanRow;
use crate::wire;

/// What the register showed for a draft at one of its revisions.
#[derive(Debug)]
pub(crate) struct Gathered {
    pub(crate) revision: i64,
    /// In order.
    pub(crate) codes: Vec<UnifiedCode>,
}

/// Which draft to freeze, as the caller saw it.
#[derive(Debug)]
pub(crate) struct Freeze {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    /// `None` where the plan was no draft.
    pub(crate) gathered: Option<Gathered>,
}

/// Which draft would be frozen, and when.
#[derive(Debug)]
pub(crate) struct Preview {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
    pub(crate) gathered: Option<Gathered>,
    pub(crate) now: OffsetDateTime,
}

pub(crate) async fn freeze(tx: &mut Tx, command: &Freeze) -> Result<Entered, Fault> {
    let now = tx.now();
    let mut entered = Entered::own(tx, command.id).await?;
    require_draft(&entered)?;
    require_etag(&entered.row, &command.etag)?;
    require_future(&entered.row, now)?;
    let codes = gathered(&entered, command.gathered.as_ref())?;
    let draft = assemble(tx.conn(), &entered, codes, now).await?;
    let frozen = aside(move || Frozen::new(draft)).await??;
    entered.plan.freeze(&frozen)?;
    entered.frozen = Some(record(tx, entered.row.id, &frozen).await?);
    entered.advance(tx).await?;
    let (subject, division) = (wire::name::plan(entered.row.id), entered.row.division.clone());
    tx.emit(&subject, &division, &wire::plan::facts::frozen(&entered));
    Ok(entered)
}

/// The head of what would be frozen.
pub(crate) async fn preview(conn: &mut PgConnection, query: &Preview) -> Result<FrozenRow, Fault> {
    let entered = Entered::find(conn, &query.scope, query.id).await?;
    require_draft(&entered)?;
    let codes = gathered(&entered, query.gathered.as_ref())?;
    let draft = assemble(conn, &entered, codes, query.now).await?;
    let frozen = aside(move || Frozen::new(draft)).await??;
    head(query.id, &frozen)
}

fn gathered<'a>(entered: &Entered, gathered: Option<&'a Gathered>) -> Result<&'a [UnifiedCode], Fault> {
    let of_this = gathered.filter(|gathered| gathered.revision == entered.row.revision);
    // somebody changed the draft while the register was read
    let changed = || refused::plan_changed(wire::plan::reply::etag_of(&entered.row));
    of_this.map(|gathered| gathered.codes.as_slice()).ok_or_else(changed)
}

fn require_draft(entered: &Entered) -> Result<(), Fault> {
    match entered.plan.state() {
        State::Draft => Ok(()),
        State::Cancelled => Err(Refusal::PlanCancelled.into()),
        State::Frozen | State::Committing | State::Revealing | State::Drawn => Err(Refusal::PlanFrozen.into()),
    }
}

/// The visits are not over.
pub(super) fn require_future(row: &PlanRow, now: OffsetDateTime) -> Result<(), Fault> {
    if row.ends_on >= day_of(now) {
        return Ok(());
    }
    let fault = Fault::new(Kind::FailedPrecondition, "PLAN_OVERDUE", "the visits of the plan are over");
    Err(fault.with("end_date", row.ends_on.to_string()))
}

async fn record(tx: &mut Tx, plan: Uuid, frozen: &Frozen) -> Result<FrozenRow, Fault> {
    let draft = frozen.draft();
    let row = head(plan, frozen)?;
    store::insert(tx.conn(), &row).await?;
    store::insert_objects(tx.conn(), plan, &draft.objects).await?;
    let mut merged = Vec::with_capacity(draft.merged.len());
    for left_out in &draft.merged {
        let other = left_out.plan.as_str().trim_start_matches("plans/");
        merged.push((left_out.code, Uuid::try_parse(other).map_err(Fault::internal)?));
    }
    store::insert_merged(tx.conn(), plan, &merged).await?;
    let mut pool = Vec::with_capacity(draft.inspectors.len());
    for inspector in &draft.inspectors {
        pool.push(PooledRow {
            inspector: id(&inspector.id)?,
            department: inspector.department.to_string(),
            capacity: i32::try_from(inspector.capacity).map_err(Fault::internal)?,
            certificate_from: inspector.certificate.valid_from,
            certificate_to: inspector.certificate.valid_to,
        });
    }
    store::insert_pool(tx.conn(), plan, &pool).await?;
    let recusals = draft.recusals.iter().map(|recusal| Ok((id(&recusal.inspector)?, recusal.code)));
    let recusals: Vec<(Uuid, UnifiedCode)> = recusals.collect::<Result<_, Fault>>()?;
    store::insert_recusals(tx.conn(), plan, &recusals).await?;
    Ok(row)
}

fn head(plan: Uuid, frozen: &Frozen) -> Result<FrozenRow, Fault> {
    let draft = frozen.draft();
    let count = |count: usize| i64::try_from(count).map_err(Fault::internal);
    let few = |count: usize| i32::try_from(count).map_err(Fault::internal);
    let many = |count: u64| i64::try_from(count).map_err(Fault::internal);
    let strata = frozen.strata();
    Ok(FrozenRow {
        plan,
        root: frozen.root().0.to_vec(),
        program: draft.program.to_string(),
        frozen_at: draft.frozen_at,
        population_words: draft.population.to_string(),
        population: count(draft.objects.len())?,
        merged: count(draft.merged.len())?,
        inspectors: few(draft.inspectors.len())?,
        recusals: few(draft.recusals.len())?,
        strata_population: strata.iter().map(|stratum| many(stratum.size)).collect::<Result<_, _>>()?,
        strata_quota: strata.iter().map(|stratum| many(stratum.quota)).collect::<Result<_, _>>()?,
    })
}
