//! What actions do to clocks.

use statute::{Cause, Clock, Extension, RuleRef};
use time::Date;

use crate::{Case, CaseClock, Circumstances, ClockStanding, Office, Procedure, Refusal, Tick};

/// What an action does to clocks with.
#[derive(Clone, Copy)]
pub(crate) struct Ticking<'a> {
    /// The day on which what it records happened.
    pub(crate) on: Date,
    /// The acting department.
    pub(crate) department: &'a str,
    /// Reasons, as stated.
    pub(crate) reasons: &'a str,
    /// By how many days it prolongs; by all that the rule allows if none.
    pub(crate) days: Option<u32>,
    /// What it is judged by.
    pub(crate) around: Circumstances<'a>,
}

impl Procedure {
    pub(crate) fn tick(
        &self,
        tick: Tick,
        case: &mut Case,
        ticking: Ticking<'_>,
        rules: &mut Vec<RuleRef>,
    ) -> Result<(), Refusal> {
        let Ticking { on, department, reasons, days, around } = ticking;
        match tick {
            Tick::Continue(key) if case.running(key).is_some() => {
                self.tick(Tick::Resume(key, Cause::Correction), case, ticking, rules)?;
            }
            Tick::Start(key) | Tick::Continue(key) => {
                let Some(spec) = self.clock(key) else { return Ok(()) };
                let owner = case.roles.get(spec.owner).and_then(|all| all.first()).cloned().unwrap_or_default();
                let variant = case.variant.clone();
                let begun = Circumstances { today: on, ..around };
                rules.extend(start(case, key.to_owned(), &owner, spec.basis.rule(&variant), begun)?);
            }
            Tick::Stop(key) => stand(case, key, ClockStanding::Stopped(on)),
            Tick::Suspend(key, why, reason) => {
                let running = case.running(key);
                if let Some(running) = running.filter(|running| !running.clock.is_suspended_by(why)) {
                    running.clock.suspend(on, why, reason)?;
                }
            }
            Tick::Resume(key, why) => {
                let running = case.running(key);
                if let Some(running) = running.filter(|running| running.clock.is_suspended_by(why)) {
                    running.clock.resume(on, why)?;
                }
            }
            Tick::Prolong(key, rule) => {
                let running = case.running(key).ok_or(Refusal::Over)?;
                rules.push(running.prolong(rule, days, (reasons, department), around)?);
            }
            Tick::CancelAll => {
                for clock in case.clocks.iter_mut().filter(|clock| clock.standing == ClockStanding::Running) {
                    clock.standing = ClockStanding::Cancelled(on);
                }
            }
        }
        Ok(())
    }
}

impl CaseClock {
    /// Lets it last longer, once, for the reasons of a department: by so many days, or by all that a rule allows if none
    /// are said; the version of the rule.
    ///
    /// # Errors
    /// [`Refusal::Over`] as [`Self::require_under_way`]; [`Refusal::TooLong`]; no rule in force.
    pub fn prolong(
        &mut self,
        rule: &str,
        days: Option<u32>,
        (reasons, department): (&str, &str),
        around: Circumstances<'_>,
    ) -> Result<RuleRef, Refusal> {
        self.require_under_way(around)?;
        let cited = around.book.on(rule, around.today)?;
        let most = u32::try_from(cited.value()).unwrap_or_default();
        let days = days.unwrap_or(most);
        if !self.clock.extensions.is_empty() || days > most {
            return Err(Refusal::TooLong { most, rule: cited.reference() });
        }
        self.clock.extend(Extension { days, reason: reasons.to_owned(), approved_by: department.to_owned() });
        Ok(cited.reference())
    }

    /// Refuses one that does not run any more, or whose last day has passed: what passed unnoticed would else be undone.
    ///
    /// # Errors
    /// [`Refusal::Over`]; the date cannot be told.
    pub fn require_under_way(&self, around: Circumstances<'_>) -> Result<(), Refusal> {
        let passed = |last: Date| last < around.today;
        let runs = self.standing == ClockStanding::Running;
        if !runs || self.clock.reckon(around.book, around.calendar)?.due.is_some_and(passed) {
            return Err(Refusal::Over);
        }
        Ok(())
    }
}

/// Lets the clock of a key that runs, if one does, stand otherwise.
pub(crate) fn stand(case: &mut Case, key: &str, standing: ClockStanding) {
    if let Some(running) = case.running(key) {
        running.standing = standing;
    }
}

/// Begins a clock today, whatever ran before; the version of its rule.
pub(crate) fn start(
    case: &mut Case,
    key: String,
    owner: &Office,
    rule: Option<&str>,
    around: Circumstances<'_>,
) -> Result<Option<RuleRef>, Refusal> {
    let Some(rule) = rule else { return Ok(None) };
    let cited = around.book.on(rule, around.today)?;
    stand(case, &key, ClockStanding::Cancelled(around.today));
    let clock = Clock::start(cited, around.today);
    case.clocks.push(CaseClock { key, owner: owner.clone(), clock, standing: ClockStanding::Running });
    Ok(Some(cited.reference()))
}
