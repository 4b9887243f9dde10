//! The guard on every action, and what it changes.

use std::collections::BTreeSet;

use statute::{RuleBook, RuleRef};
use time::Date;
use vocab::workdays::Calendar;

use crate::tick::{Ticking, stand, start};
use crate::{
    Action, Case, ClockStanding, Demand, Filed, Office, Paper, Procedure, Refusal, Reviews, To, Verdict, Weight,
};

/// What somebody wants to do with a case.
#[derive(Debug, Clone, Default)]
pub struct Act {
    /// Key of the action.
    pub action: String,
    /// Who does it.
    pub by: Office,
    /// Reasons, as stated.
    pub reasons: String,
    /// Id of the statutory ground, as stated.
    pub ground: String,
    /// The opinion, where the action is one.
    pub opinion: Option<Opinion>,
    /// Roles that nobody plays any more, before `enlisted` does.
    pub recast: Vec<&'static str>,
    /// Offices that take part from now on, by role.
    pub enlisted: Vec<(&'static str, Office)>,
    /// Documents put on file with it.
    pub filed: Vec<Filed>,
    /// The day on which what it records happened, for its clocks; today if none.
    pub on: Option<Date>,
    /// By how many days it prolongs a clock; by all that the rule allows if none.
    pub days: Option<u32>,
}

/// An opinion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// Key of the review; may be empty if only one is awaited of the department.
    pub review: String,
    /// What the department thinks.
    pub verdict: Verdict,
}

/// What an action is judged by, besides the case.
#[derive(Clone, Copy)]
pub struct Circumstances<'a> {
    /// The day in Shanghai.
    pub today: Date,
    /// The rules.
    pub book: &'a RuleBook,
    /// The working days.
    pub calendar: &'a Calendar,
    /// Objections of the public that wait for an answer.
    pub objections_open: u32,
    /// Objections of the public that were upheld.
    pub objections_upheld: u32,
}

/// What an action did.
#[derive(Debug, Clone)]
pub struct Moved {
    /// The case after it.
    pub case: Case,
    /// The action.
    pub action: &'static Action,
    /// The state before.
    pub from: String,
    /// The review answered, if it was one.
    pub review: Option<String>,
    /// The versions of rules that it applied.
    pub rules: Vec<RuleRef>,
}

impl Procedure {
    /// A new case in the initial state.
    #[must_use]
    pub fn open(&self, variant: &str, roles: impl IntoIterator<Item = (&'static str, Office)>) -> Case {
        let mut case = Case {
            state: self.initial.to_owned(),
            variant: variant.to_owned(),
            roles: std::collections::BTreeMap::new(),
            papers: Vec::new(),
            clocks: Vec::new(),
            filed: Vec::new(),
        };
        for (role, office) in roles {
            case.enlist(role, office);
        }
        case
    }

    /// Does something with a case, if state, role, documents, opinions, terms and the public let it be done.
    ///
    /// # Errors
    /// The first [`Refusal`] in that order.
    pub fn act(&self, case: &Case, act: Act, around: Circumstances<'_>) -> Result<Moved, Refusal> {
        let action = self.action(&act.action).filter(|action| action.from.contains(&case.state.as_str()));
        let action = action.ok_or_else(|| Refusal::State {
            action: act.action.clone(),
            state: case.state.clone(),
            allowed: self.allowed(&case.state).map(|action| action.key).collect(),
        })?;
        if !action.by.iter().any(|role| case.plays(&act.by, role)) {
            return Err(Refusal::Role { action: action.key, roles: action.by });
        }
        let mut after = case.clone();
        file(&mut after, act.filed);
        let missing: Vec<_> = action.on_file.iter().copied().filter(|kind| !after.has(kind)).collect();
        if !missing.is_empty() {
            return Err(Refusal::Documents { kinds: missing, basis: action.basis });
        }
        for demand in action.demands {
            self.require(*demand, &after, &act.reasons, &act.ground, around)?;
        }
        for role in act.recast {
            after.roles.remove(role);
        }
        for (role, office) in act.enlisted {
            after.enlist(role, office);
        }
        let (review, mut rules) = self.review_step(action, &mut after, &act.by, act.opinion.as_ref(), around)?;
        let ticking = Ticking {
            on: act.on.unwrap_or(around.today),
            department: &act.by.department,
            reasons: &act.reasons,
            days: act.days,
            around,
        };
        for tick in action.ticks {
            self.tick(*tick, &mut after, ticking, &mut rules)?;
        }
        let from = std::mem::replace(&mut after.state, case.state.clone());
        if let To::State(state) = action.to {
            state.clone_into(&mut after.state);
        }
        for clock in after.clocks.iter().filter(|clock| clock.standing == ClockStanding::Running) {
            clock.clock.reckon(around.book, around.calendar)?;
        }
        Ok(Moved { case: after, action, from, review, rules })
    }

    fn require(
        &self,
        demand: Demand,
        case: &Case,
        reasons: &str,
        ground: &str,
        around: Circumstances<'_>,
    ) -> Result<(), Refusal> {
        match demand {
            Demand::Reasons => said(reasons).then_some(()).ok_or(Refusal::Reasons),
            Demand::Ground => said(ground).then_some(()).ok_or(Refusal::Ground),
            Demand::OpinionsIn => {
                none(self.outstanding(case, around)?, |departments| Refusal::Outstanding { departments })
            }
            Demand::NoBindingObjection => {
                let binding = |paper: &&Paper| self.weight(paper) == Some(Weight::Binding);
                none(objectors(case, binding), |departments| Refusal::Objected { departments })
            }
            Demand::ObjectionsWeighed => {
                let silent = case.awaited().next().is_some();
                let weighed = said(reasons) || (objectors(case, |_| true).is_empty() && !silent);
                weighed.then_some(()).ok_or(Refusal::Reasons)
            }
            Demand::ClockOver(key) => {
                let running = case.clock(key).filter(|clock| clock.standing == ClockStanding::Running);
                let until = match running {
                    Some(clock) => clock.clock.reckon(around.book, around.calendar)?.due,
                    None => None,
                };
                let over = until.is_some_and(|last| last < around.today);
                over.then_some(()).ok_or(Refusal::ClockRunning { clock: key, until })
            }
            Demand::PublicAnswered if around.objections_open > 0 => {
                Err(Refusal::PublicWaiting { open: around.objections_open })
            }
            Demand::NoneUpheld if around.objections_upheld > 0 => Err(Refusal::PublicUpheld),
            Demand::Upheld if around.objections_upheld == 0 => Err(Refusal::NoneUpheld),
            Demand::PublicAnswered | Demand::NoneUpheld | Demand::Upheld => Ok(()),
        }
    }

    fn weight(&self, paper: &Paper) -> Option<Weight> {
        self.review(&paper.review).map(|review| review.weight)
    }

    /// Departments whose opinion must be waited for.
    fn outstanding(&self, case: &Case, around: Circumstances<'_>) -> Result<Vec<String>, Refusal> {
        let mut waiting = Vec::new();
        for paper in case.awaited() {
            let Some(review) = self.review(&paper.review) else { continue };
            let key = opinion_clock(review.clock, &paper.office);
            let due = match case.clock(&key) {
                Some(clock) => clock.clock.reckon(around.book, around.calendar)?.due,
                None => None,
            };
            let silent = review.weight == Weight::Advisory && due.is_some_and(|last| last < around.today);
            if !silent {
                waiting.push(paper.office.department.clone());
            }
        }
        Ok(waiting)
    }

    fn review_step(
        &self,
        action: &Action,
        case: &mut Case,
        by: &Office,
        opinion: Option<&Opinion>,
        around: Circumstances<'_>,
    ) -> Result<(Option<String>, Vec<RuleRef>), Refusal> {
        match action.reviews {
            Reviews::Untouched => Ok((None, Vec::new())),
            Reviews::Open(keys) => Ok((None, self.ask(keys, case, around)?)),
            Reviews::Close => {
                let open: Vec<String> = case.awaited().filter_map(|paper| self.clock_of(paper)).collect();
                for key in open {
                    stand(case, &key, ClockStanding::Cancelled(around.today));
                }
                case.papers.iter_mut().for_each(|paper| paper.closed = true);
                Ok((None, Vec::new()))
            }
            Reviews::Answer => {
                let opinion = opinion.ok_or(Refusal::NotAwaited)?;
                let paper = case.papers.iter_mut().find(|paper| {
                    paper.verdict.is_none()
                        && !paper.closed
                        && paper.office == *by
                        && (opinion.review.is_empty() || opinion.review == paper.review)
                });
                let paper = paper.ok_or(Refusal::NotAwaited)?;
                paper.verdict = Some(opinion.verdict);
                let answered = paper.clone();
                // An office that is asked in two roles has one term for both.
                if let Some(key) = self.clock_of(&answered).filter(|key| !self.times(key, case)) {
                    stand(case, &key, ClockStanding::Stopped(around.today));
                }
                Ok((Some(answered.review), Vec::new()))
            }
        }
    }

    fn clock_of(&self, paper: &Paper) -> Option<String> {
        self.review(&paper.review).map(|review| opinion_clock(review.clock, &paper.office))
    }

    /// Whether a clock times an opinion that is awaited.
    fn times(&self, key: &str, case: &Case) -> bool {
        case.awaited().any(|paper| self.clock_of(paper).as_deref() == Some(key))
    }

    /// Asks every office that plays a review's role and is not being asked, or was, in this round.
    fn ask(&self, keys: &[&str], case: &mut Case, around: Circumstances<'_>) -> Result<Vec<RuleRef>, Refusal> {
        let mut rules = Vec::new();
        for review in keys.iter().filter_map(|key| self.review(key)) {
            let offices: BTreeSet<Office> = case.roles.get(review.role).cloned().unwrap_or_default();
            for office in offices {
                let asked = case
                    .papers
                    .iter()
                    .any(|paper| paper.review == review.key && paper.office == office && !paper.closed);
                if asked {
                    continue;
                }
                let key = opinion_clock(review.clock, &office);
                if let Some(spec) = self.clock(review.clock).filter(|_| !self.times(&key, case)) {
                    rules.extend(start(case, key, &office, spec.basis.rule(&case.variant.clone()), around)?);
                }
                case.papers.push(Paper { review: review.key.to_owned(), office, verdict: None, closed: false });
            }
        }
        Ok(rules)
    }
}

/// The key of the clock of one office's opinion.
pub(crate) fn opinion_clock(clock: &str, office: &Office) -> String {
    format!("{clock}:{}", office.department)
}

/// Puts documents on file; a later one of a kind stands beside the earlier ones.
fn file(case: &mut Case, filed: Vec<Filed>) {
    for document in filed {
        if !case.filed.contains(&document) {
            case.filed.push(document);
        }
    }
}

fn said(words: &str) -> bool {
    !words.trim().is_empty()
}

fn none(departments: Vec<String>, refusal: impl FnOnce(Vec<String>) -> Refusal) -> Result<(), Refusal> {
    if departments.is_empty() { Ok(()) } else { Err(refusal(departments)) }
}

fn objectors(case: &Case, counts: impl Fn(&&Paper) -> bool) -> Vec<String> {
    let unfavourable = case.papers.iter().filter(|paper| !paper.closed && paper.verdict == Some(Verdict::Unfavourable));
    unfavourable.filter(counts).map(|paper| paper.office.department.clone()).collect()
}
