//! What is refused of experts and their draws because of what is on record.

use fault::{Fault, Kind, Reason as _};
use uuid::Uuid;

use super::tender::{of_tender, refused};
use crate::wire::name;

/// No such expert.
pub(crate) fn no_expert(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "EXPERT_NOT_FOUND", "no such expert").with("expert", name::expert(id))
}

/// Of another bank.
pub(crate) fn other_keeper(division: &str, department: &str) -> Fault {
    Fault::new(Kind::PermissionDenied, "EXPERT_OTHER_KEEPER", "only the department that keeps a bank changes it")
        .with("division", division)
        .with("department", name::department(department))
}

/// The account is there already.
pub(crate) fn twice(other: Option<Uuid>) -> Fault {
    let fault = Fault::new(Kind::AlreadyExists, "EXPERT_TWICE", "an expert of this account is in the bank already");
    match other {
        Some(id) => fault.with("expert", name::expert(id)),
        None => fault,
    }
}

/// Somebody saw an older state.
pub(crate) fn changed(etag: String) -> Fault {
    Fault::new(Kind::Aborted, "EXPERT_CHANGED", "the expert has changed since it was read").with("etag", etag)
}

/// Removed already.
pub(crate) fn removed(id: Uuid) -> Fault {
    Fault::new(Kind::FailedPrecondition, "EXPERT_REMOVED", "the expert was removed from the bank")
        .with("expert", name::expert(id))
}

fn of_draw(kind: Kind, reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    Fault::new(kind, reason, sentence).with("draw", name::tender_draw(id))
}

/// No such draw, or the caller may not see it.
pub(crate) fn no_draw(id: Uuid) -> Fault {
    of_draw(Kind::NotFound, "TENDER_DRAW_NOT_FOUND", "no such draw", id)
}

/// There is one.
pub(crate) fn draw_made(tender: Uuid, draw: Uuid) -> Fault {
    refused("TENDER_DRAW_MADE", "the tender has a draw of this kind already", tender)
        .with("draw", name::tender_draw(draw))
}

/// Too few can be drawn.
pub(crate) fn draw_too_few(tender: Uuid, found: usize, seats: i32) -> Fault {
    refused("TENDER_DRAW_TOO_FEW", "the bank has too few experts that could be drawn", tender)
        .with("found", found.to_string())
        .with("seats", seats.to_string())
}

/// By its code a draw is made.
pub(crate) fn draw_buyer_code(tender: Uuid) -> Fault {
    refused("TENDER_DRAW_BUYER_CODE", "the project states no code of the buyer", tender)
}

/// Another department's matter.
pub(crate) fn draw_not_participating(id: Uuid, department: &str) -> Fault {
    let sentence = "the department takes no part in the draw";
    of_draw(Kind::PermissionDenied, "TENDER_DRAW_NOT_PARTICIPATING", sentence, id)
        .with("department", name::department(department))
}

/// There is another round by now.
pub(crate) fn draw_other_round(id: Uuid, last: u32) -> Fault {
    let sentence = format!("the last round of the draw is round {last}");
    of_draw(Kind::FailedPrecondition, "TENDER_DRAW_OTHER_ROUND", &sentence, id).with("round_number", last.to_string())
}

/// The rounds do not allow it.
pub(crate) fn draw_step(id: Uuid, refusal: &draw::Refusal) -> Fault {
    of_draw(Kind::FailedPrecondition, "TENDER_DRAW_STEP", &refusal.to_string(), id)
        .with("cause", refusal.reason().to_lowercase())
}

/// Too few are drawn.
pub(crate) fn invitees_missing(tender: Uuid, found: usize) -> Fault {
    refused("TENDER_INVITEES_MISSING", "too few suppliers are drawn to be invited", tender)
        .with("found", found.to_string())
}

/// Others were.
pub(crate) fn not_invited(tender: Uuid) -> Fault {
    of_tender(Kind::PermissionDenied, "TENDER_NOT_INVITED", "the supplier is not invited to the tender", tender)
}

/// It has not come to an end.
pub(crate) fn draw_not_drawn(tender: Uuid, draw: Uuid) -> Fault {
    refused("TENDER_DRAW_NOT_DRAWN", "the draw of the experts has not come to an end", tender)
        .with("draw", name::tender_draw(draw))
}
