//! What is illegal about a procedure itself; a test wants every declared one to have none.

use std::collections::BTreeSet;

use statute::RuleBook;

use crate::{Demand, Procedure, Reviews, Tick, To};

impl Procedure {
    /// Everything that is wrong with the table: names that are nowhere declared, states that cannot be reached or left,
    /// actions that nobody may take, terms without a rule or that never begin, opinions that are never asked for or
    /// given. Empty for a legal procedure.
    #[must_use]
    pub fn flaws(&self, book: &RuleBook) -> Vec<String> {
        let mut flaws = Vec::new();
        self.undeclared(&mut flaws);
        self.doubled(&mut flaws);
        self.graph(&mut flaws);
        self.terms(book, &mut flaws);
        self.opinions(&mut flaws);
        flaws.into_iter().map(|flaw| format!("{}: {flaw}", self.key)).collect()
    }

    fn undeclared(&self, flaws: &mut Vec<String>) {
        let mut want = |kind: &str, key: &str, known: bool| {
            if !known {
                flaws.push(format!("{kind} `{key}` is not declared"));
            }
        };
        want("initial state", self.initial, self.state(self.initial).is_some());
        for state in self.states {
            if let Some(duty) = state.duty {
                want("role", duty.role, self.role(duty.role).is_some());
                want("clock", duty.clock.unwrap_or_default(), duty.clock.is_none_or(|key| self.clock(key).is_some()));
            }
        }
        for clock in self.clocks {
            want("role", clock.owner, self.role(clock.owner).is_some());
        }
        for review in self.reviews {
            want("role", review.role, self.role(review.role).is_some());
            want("clock", review.clock, self.clock(review.clock).is_some());
        }
        for action in self.actions {
            for key in action.from {
                want("state", key, self.state(key).is_some());
            }
            for key in action.by {
                want("role", key, self.role(key).is_some());
            }
            if let To::State(key) = action.to {
                want("state", key, self.state(key).is_some());
            }
            for tick in action.ticks {
                if let Tick::Start(key)
                | Tick::Continue(key)
                | Tick::Stop(key)
                | Tick::Suspend(key, ..)
                | Tick::Resume(key, _)
                | Tick::Prolong(key, _) = tick
                {
                    want("clock", key, self.clock(key).is_some());
                }
            }
            for demand in action.demands {
                if let Demand::ClockOver(key) = demand {
                    want("clock", key, self.clock(key).is_some());
                }
            }
            if let Reviews::Open(keys) = action.reviews {
                for key in keys {
                    want("review", key, self.review(key).is_some());
                }
            }
        }
    }

    fn doubled(&self, flaws: &mut Vec<String>) {
        let mut once = |kind: &str, keys: Vec<&'static str>| {
            let mut seen = BTreeSet::new();
            for key in keys {
                if !seen.insert(key) {
                    flaws.push(format!("{kind} `{key}` is declared twice"));
                }
            }
        };
        once("state", self.states.iter().map(|state| state.key).collect());
        once("action", self.actions.iter().map(|action| action.key).collect());
        once("clock", self.clocks.iter().map(|clock| clock.key).collect());
        once("review", self.reviews.iter().map(|review| review.key).collect());
        once("role", self.roles.iter().map(|role| role.key).collect());
    }

    fn graph(&self, flaws: &mut Vec<String>) {
        let reached = self.closure([self.initial].into(), |from, to| (from, to));
        let ending = self.states.iter().filter(|state| state.ends).map(|state| state.key).collect();
        let leaving = self.closure(ending, |from, to| (to, from));
        for state in self.states {
            if !reached.contains(state.key) {
                flaws.push(format!("state `{}` cannot be reached", state.key));
            }
            if !leaving.contains(state.key) {
                flaws.push(format!("state `{}` is a dead end: no end can be reached from it", state.key));
            }
            if state.ends && self.allowed(state.key).next().is_some() {
                flaws.push(format!("state `{}` ends and can be left", state.key));
            }
            if !state.ends && state.duty.is_none() {
                flaws.push(format!("state `{}` is nobody's duty", state.key));
            }
        }
        for action in self.actions {
            if action.by.is_empty() || action.permission.is_empty() {
                flaws.push(format!("action `{}` may be taken by nobody", action.key));
            }
            if action.from.is_empty() {
                flaws.push(format!("action `{}` is possible nowhere", action.key));
            }
            if action.basis.is_empty() {
                flaws.push(format!("action `{}` has no basis", action.key));
            }
        }
    }

    /// Every state that steps lead to, begun at some, along (`from`, `to`) as `turn` has it.
    fn closure(
        &self,
        mut found: BTreeSet<&'static str>,
        turn: impl Fn(&'static str, &'static str) -> (&'static str, &'static str),
    ) -> BTreeSet<&'static str> {
        loop {
            let before = found.len();
            for action in self.actions {
                let To::State(to) = action.to else { continue };
                for from in action.from {
                    let (known, next) = turn(from, to);
                    if found.contains(known) {
                        found.insert(next);
                    }
                }
            }
            if found.len() == before {
                return found;
            }
        }
    }

    fn terms(&self, book: &RuleBook, flaws: &mut Vec<String>) {
        let timed = |rule: &str| {
            book.rule(rule).is_some_and(|rule| {
                rule.versions.iter().all(|version| version.threshold.as_ref().is_some_and(|term| term.unit.is_time()))
            })
        };
        for tick in self.actions.iter().flat_map(|action| action.ticks) {
            if let Tick::Prolong(key, rule) = tick
                && !timed(rule)
            {
                flaws.push(format!("clock `{key}` is prolonged by `{rule}`, which is no rule with a term"));
            }
        }
        for clock in self.clocks {
            let rules = clock.basis.rules();
            if rules.is_empty() {
                flaws.push(format!("clock `{}` has no basis", clock.key));
            }
            for rule in rules {
                if !timed(rule) {
                    flaws.push(format!("clock `{}` rests on `{rule}`, which is no rule with a term", clock.key));
                }
            }
            let begun = [Tick::Start(clock.key), Tick::Continue(clock.key)];
            let begins = self.actions.iter().any(|action| action.ticks.iter().any(|tick| begun.contains(tick)));
            let asked = self.reviews.iter().any(|review| review.clock == clock.key);
            if !begins && !asked {
                flaws.push(format!("clock `{}` never begins", clock.key));
            }
        }
    }

    fn opinions(&self, flaws: &mut Vec<String>) {
        for review in self.reviews {
            let asking: Vec<_> = self
                .actions
                .iter()
                .filter(|action| matches!(action.reviews, Reviews::Open(keys) if keys.contains(&review.key)))
                .collect();
            if asking.is_empty() {
                flaws.push(format!("opinion `{}` is never asked for", review.key));
            }
            let answerable = self
                .actions
                .iter()
                .any(|action| matches!(action.reviews, Reviews::Answer) && action.by.contains(&review.role));
            if !answerable {
                flaws.push(format!("opinion `{}` can be given by nobody", review.key));
            }
        }
    }
}
