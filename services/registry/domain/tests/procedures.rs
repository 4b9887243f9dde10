//! Every procedure of the register behaves like a plain model of it under random actions.

use std::collections::BTreeSet;

use procedure::{Act, Case, Circumstances, Demand, Filed, Office, Opinion, Procedure, Refusal, Reviews, To, Verdict};
use proptest::prelude::*;
use registry_domain::procedures::PROCEDURES;
use registry_domain::rules;
use time::macros::date;
use time::{Date, Duration};
use vocab::workdays::Calendar;

const FIRST: Date = date!(2026 - 01 - 05);

/// What somebody tries.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is one coin of a random attempt")]
struct Try {
    action: usize,
    department: usize,
    reasons: bool,
    ground: bool,
    favourable: bool,
    files: bool,
    days: i64,
    open: u32,
    upheld: u32,
}

fn attempts() -> impl Strategy<Value = Vec<Try>> {
    let one =
        (0..40_usize, 0..5_usize, any::<bool>(), any::<bool>(), any::<bool>(), prop::bool::weighted(0.8), 0..4_i64)
            .prop_flat_map(|(action, department, reasons, ground, favourable, files, days)| {
                (prop::bool::weighted(0.1), prop::bool::weighted(0.1)).prop_map(move |(open, upheld)| Try {
                    action,
                    department,
                    reasons,
                    ground,
                    favourable,
                    files,
                    days,
                    open: u32::from(open),
                    upheld: u32::from(upheld),
                })
            });
    prop::collection::vec(one, 1..60)
}

const DEPARTMENTS: [&str; 5] = ["portal", "civil-affairs", "education", "social-work", "tax"];

fn roles() -> Vec<(&'static str, Office)> {
    ["applicant", "registrar", "supervising-unit", "party-body", "consulted"]
        .into_iter()
        .zip(DEPARTMENTS.map(|department| Office::new(department, "330500")))
        .collect()
}

/// A plain model: the state by name, and who was asked and has answered what in this round.
struct Model {
    state: &'static str,
    asked: Vec<(&'static str, &'static str, Option<bool>)>,
}

impl Model {
    /// Whether an action should pass as far as state, role, documents, reasons and opinions decide.
    fn admits(&self, procedure: &Procedure, attempt: &Try, filed: &BTreeSet<String>) -> Option<bool> {
        let action = &procedure.actions[attempt.action % procedure.actions.len()];
        let role = ["applicant", "registrar", "supervising-unit", "party-body", "consulted"][attempt.department];
        let mut passes = action.from.contains(&self.state) && action.by.contains(&role);
        passes &= action.on_file.iter().all(|kind| filed.contains(*kind));
        if matches!(action.reviews, Reviews::Answer) {
            passes &= self.asked.iter().any(|(_, who, answer)| *who == role && answer.is_none());
        }
        for demand in action.demands {
            match demand {
                Demand::Reasons => passes &= attempt.reasons,
                Demand::Ground => passes &= attempt.ground,
                Demand::NoBindingObjection => {
                    passes &= !self.asked.iter().any(|(_, who, answer)| *who != "consulted" && *answer == Some(false));
                }
                Demand::ObjectionsWeighed => {
                    passes &= attempt.reasons || self.asked.iter().all(|(_, _, answer)| *answer == Some(true));
                }
                Demand::PublicAnswered => passes &= attempt.open == 0,
                Demand::NoneUpheld => passes &= attempt.upheld == 0,
                Demand::Upheld => passes &= attempt.upheld > 0,
                // These need terms: the model only knows that an unanswered binding opinion forbids.
                Demand::OpinionsIn => {
                    passes &= !self.asked.iter().any(|(_, who, answer)| *who != "consulted" && answer.is_none());
                    if passes && self.asked.iter().any(|(_, who, answer)| *who == "consulted" && answer.is_none()) {
                        return None;
                    }
                }
                Demand::ClockOver(_) => {
                    if passes {
                        return None;
                    }
                }
            }
        }
        Some(passes)
    }

    fn follow(&mut self, procedure: &Procedure, attempt: &Try) {
        let action = &procedure.actions[attempt.action % procedure.actions.len()];
        let role = ["applicant", "registrar", "supervising-unit", "party-body", "consulted"][attempt.department];
        match action.reviews {
            Reviews::Untouched => {}
            Reviews::Close => self.asked.clear(),
            Reviews::Answer => {
                if let Some(paper) = self.asked.iter_mut().find(|(_, who, answer)| *who == role && answer.is_none()) {
                    paper.2 = Some(attempt.favourable);
                }
            }
            Reviews::Open(keys) => {
                for review in procedure.reviews.iter().filter(|review| keys.contains(&review.key)) {
                    if !self.asked.iter().any(|(key, _, _)| *key == review.key) {
                        self.asked.push((review.key, review.role, None));
                    }
                }
            }
        }
        if let To::State(state) = action.to {
            self.state = state;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn under_random_actions_a_case_does_what_a_plain_model_does(which in 0..PROCEDURES.len(), tries in attempts()) {
        let procedure = PROCEDURES[which];
        let mut case: Case = procedure.open("social_group", roles());
        let mut model = Model { state: procedure.initial, asked: Vec::new() };
        let mut today = FIRST;
        for attempt in tries {
            today += Duration::days(attempt.days);
            let action = &procedure.actions[attempt.action % procedure.actions.len()];
            let filing = if attempt.files { action.on_file } else { &[] };
            let filed: Vec<Filed> = filing
                .iter()
                .map(|kind| Filed { kind: (*kind).to_owned(), document: format!("documents/{kind}"), sha256: String::new() })
                .collect();
            let on_file: BTreeSet<String> = case.filed.iter().chain(&filed).map(|filed| filed.kind.clone()).collect();
            let act = Act {
                action: action.key.to_owned(),
                by: Office::new(DEPARTMENTS[attempt.department], "330500"),
                reasons: if attempt.reasons { "理由".to_owned() } else { String::new() },
                ground: if attempt.ground { "REG-06-2".to_owned() } else { String::new() },
                opinion: Some(Opinion {
                    review: String::new(),
                    verdict: if attempt.favourable { Verdict::Favourable } else { Verdict::Unfavourable },
                }),
                filed,
                ..Act::default()
            };
            let around = Circumstances {
                today,
                book: rules(),
                calendar: Calendar::shipped(),
                objections_open: attempt.open,
                objections_upheld: attempt.upheld,
            };
            let before = case.clone();
            let outcome = procedure.act(&case, act, around);
            if let Some(expected) = model.admits(procedure, &attempt, &on_file) {
                prop_assert_eq!(outcome.is_ok(), expected, "{} in {}: {:?}", action.key, model.state, outcome.err());
            }
            match outcome {
                Ok(moved) => {
                    model.follow(procedure, &attempt);
                    case = moved.case;
                    prop_assert_eq!(&case.state, model.state);
                    prop_assert_eq!(moved.from, before.state);
                    let awaited = case.awaited().count();
                    let open = model.asked.iter().filter(|(_, _, answer)| answer.is_none()).count();
                    prop_assert_eq!(awaited, open);
                    let ended = procedure.state(&case.state).is_some_and(|state| state.ends);
                    prop_assert_eq!(procedure.tasks(&case).is_empty(), ended, "{:?}", case.state);
                    let again: Case = serde_json::from_str(&serde_json::to_string(&case).unwrap()).unwrap();
                    prop_assert_eq!(&again, &case);
                }
                Err(Refusal::State { allowed, .. }) => {
                    let wanted: Vec<&str> = procedure.allowed(&case.state).map(|action| action.key).collect();
                    prop_assert_eq!(allowed, wanted);
                    prop_assert_eq!(&case, &before);
                }
                Err(_) => prop_assert_eq!(&case, &before),
            }
        }
    }
}
