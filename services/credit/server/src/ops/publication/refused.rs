//! What is refused of publications and bulletins.

use fault::{Fault, Kind};
use uuid::Uuid;

use crate::wire::name;

/// No such publication, or the caller may not see it.
pub(super) fn no_publication(id: Uuid) -> Fault {
    let fault = Fault::new(Kind::NotFound, "PUBLICATION_NOT_FOUND", "no such publication");
    fault.with("publication", name::publication(id))
}

/// It was withdrawn before.
pub(super) fn publication_withdrawn(id: Uuid) -> Fault {
    let fault = Fault::new(Kind::FailedPrecondition, "PUBLICATION_WITHDRAWN", "the publication was withdrawn already");
    fault.with("publication", name::publication(id))
}

/// Another authority published it.
pub(super) fn not_its_publication(id: Uuid, department: &str, division: &str) -> Fault {
    Fault::new(Kind::PermissionDenied, "PUBLICATION_NOT_COMPETENT", "another authority published it")
        .with("publication", name::publication(id))
        .with("department", name::department(department))
        .with("division", division.to_owned())
}

/// No such bulletin, or the caller may not see it.
pub(super) fn no_bulletin(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "BULLETIN_NOT_FOUND", "no such bulletin").with("bulletin", name::bulletin(id))
}

/// It is another authority's.
pub(super) fn not_its_bulletin(id: Uuid, department: &str, division: &str) -> Fault {
    Fault::new(Kind::PermissionDenied, "BULLETIN_NOT_COMPETENT", "it is another authority's bulletin")
        .with("bulletin", name::bulletin(id))
        .with("department", name::department(department))
        .with("division", division.to_owned())
}

/// Somebody saw an older draft.
pub(super) fn bulletin_changed(etag: String) -> Fault {
    Fault::new(Kind::Aborted, "BULLETIN_CHANGED", "the draft has changed since it was read").with("etag", etag)
}

/// It is too early or too late for that.
pub(super) fn bulletin_state(id: Uuid, state: &str) -> Fault {
    Fault::new(Kind::FailedPrecondition, "BULLETIN_STATE", "the state of the bulletin does not allow it")
        .with("bulletin", name::bulletin(id))
        .with("state", state.to_owned())
}

/// Whoever reviewed it cannot approve it.
pub(super) fn bulletin_own(id: Uuid) -> Fault {
    Fault::new(Kind::FailedPrecondition, "BULLETIN_OWN", "somebody else must approve the bulletin")
        .with("bulletin", name::bulletin(id))
}
