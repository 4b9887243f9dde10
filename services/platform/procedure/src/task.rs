//! What departments must do on a case now.

use crate::act::opinion_clock;
use crate::{Case, Office, Procedure};

/// Something that a department must do on a case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Task {
    /// Stable while the task is the same: `state:reviewing:civil-affairs`, `opinion:consultation:tax`.
    pub key: String,
    /// Who.
    pub office: Office,
    /// In which role.
    pub role: &'static str,
    /// What, in Chinese.
    pub title: &'static str,
    /// Key of the clock that says by when, if any.
    pub clock: Option<String>,
}

impl Procedure {
    /// What must be done on a case now, and by whom: the duty of its state, and the opinions awaited.
    #[must_use]
    pub fn tasks(&self, case: &Case) -> Vec<Task> {
        let mut tasks = Vec::new();
        if let Some(duty) = self.state(&case.state).and_then(|state| state.duty) {
            for office in case.roles.get(duty.role).into_iter().flatten() {
                tasks.push(Task {
                    key: format!("state:{}:{}", case.state, office.department),
                    office: office.clone(),
                    role: duty.role,
                    title: duty.title,
                    clock: duty.clock.map(str::to_owned),
                });
            }
        }
        for paper in case.awaited() {
            let Some(review) = self.review(&paper.review) else { continue };
            tasks.push(Task {
                key: format!("opinion:{}:{}", review.key, paper.office.department),
                office: paper.office.clone(),
                role: review.role,
                title: review.title,
                clock: Some(opinion_clock(review.clock, &paper.office)),
            });
        }
        tasks
    }
}
