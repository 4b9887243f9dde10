//! A term that a service prolongs by a rule of its own (延长), where its procedure lets nobody else do so.

use fault::Fault;
use procedure::{ClockStanding, Refusal};
use statute::Extension;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use crate::act::{Entry, Standing, record_step, standing};
use crate::adjust::{over, too_long};
use crate::office::Casework;
use crate::{deadline, store};

/// By how much which term is prolonged, and why.
#[derive(Debug, Clone)]
pub struct Prolongation {
    /// Key of the clock.
    pub clock: &'static str,
    /// How many days, as the clock counts them.
    pub days: u32,
    /// Why.
    pub reasons: String,
    /// Id of the rule that says by how many at most.
    pub rule: &'static str,
}

impl Casework {
    /// Prolongs a term of a case, once, in the name of the department that must act in time.
    ///
    /// # Errors
    /// `CASE_NOT_FOUND`, `CASE_CHANGED`, `CASE_ROLE` to anybody else, `CLOCK_STANDING` where it does not run or is
    /// over, `EXTENSION_TOO_LONG`.
    pub async fn prolong(
        &self,
        tx: &mut Tx,
        id: Uuid,
        etag: &str,
        prolongation: &Prolongation,
    ) -> Result<Standing, Fault> {
        let Prolongation { clock: key, days, reasons, rule } = prolongation;
        let mut row = self.lock(tx, id, Some(etag)).await?;
        let procedure = self.known(&row.procedure)?;
        let (today, department) = (day_of(tx.now()), tx.call().department.clone());
        let running = |clock: &&mut procedure::CaseClock| clock.key == *key && clock.standing == ClockStanding::Running;
        let clock = row.machine.clocks.iter_mut().rev().find(running).ok_or_else(over)?;
        if clock.owner != department {
            return Err(Refusal::Role { action: "extend-deadline", roles: &["owner"] }.into());
        }
        if self.reckon(&clock.clock)?.due.is_some_and(|last| last < today) {
            return Err(over());
        }
        let cited = self.book().on(rule, today).map_err(Refusal::from)?;
        if !clock.clock.extensions.is_empty() || i64::from(*days) > cited.value() {
            return Err(too_long(cited.value(), rule));
        }
        clock.clock.extend(Extension { days: *days, reason: reasons.clone(), approved_by: department });
        let rules = vec![cited.reference()];
        row.revision += 1;
        row.updated_at = tx.now();
        let state = row.state.clone();
        let entry = Entry {
            action: "extend-deadline",
            title: "期限延长",
            from: &state,
            reasons,
            rules: &rules,
            ..Entry::default()
        };
        store::case::update(tx.conn(), &row).await?;
        record_step(tx, &row, entry).await?;
        deadline::follow(self, tx, &row, None).await?;
        Ok(standing(procedure, row, rules))
    }
}
