//! Who makes a row, and when.

use time::OffsetDateTime;
use uuid::Uuid;

use crate::Tx;

/// Who makes a row in a unit of work, and when, with an id for it.
#[derive(Debug, Clone)]
pub struct Author {
    /// The id of what is made.
    pub id: Uuid,
    /// Division (`div`).
    pub division: String,
    /// Department (`dept`).
    pub department: String,
    /// Client system (`sub`).
    pub actor: String,
    /// Officer on whose behalf it calls, if stated.
    pub officer: Option<String>,
    /// The instant of the unit of work.
    pub at: OffsetDateTime,
}

impl Tx {
    /// The caller as the author of a row.
    #[must_use]
    pub fn author(&self) -> Author {
        let call = self.call();
        Author {
            id: self.new_id(),
            division: call.division.clone(),
            department: call.department.clone(),
            actor: call.actor.clone(),
            officer: call.officer.clone(),
            at: self.now(),
        }
    }
}
