//! The call of what happens by itself: nobody's token stands behind it, so it is made here and nowhere else.

use uow::{Call, Scope};
use uuid::Uuid;

/// A call of the clock: department `system`, everywhere, with a key of its own.
pub(crate) fn of_the_clock(method: &'static str, key: Uuid) -> Call {
    Call {
        method,
        actor: "system".to_owned(),
        department: "system".to_owned(),
        division: "000000".to_owned(),
        officer: None,
        key: key.to_string(),
        request_hash: [0; 32],
        purpose: None,
        reveals: false,
        scope: Scope::everywhere(),
        trace_id: None,
    }
}
