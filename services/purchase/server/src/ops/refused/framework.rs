//! What is refused of frameworks because of what is on record.

use fault::{Fault, Kind};
use purchase_domain::framework::Entrants;
use uuid::Uuid;

use super::tender::refused as of_tender;
use crate::store::framework::{EntrantRow, FrameworkRow};
use crate::store::project::ProjectRow;
use crate::wire::name;

fn refused(reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    Fault::new(Kind::FailedPrecondition, reason, sentence).with("framework", name::framework(id))
}

/// It comes to a framework, not to an award.
pub(crate) fn tender_framework(tender: Uuid) -> Fault {
    of_tender("TENDER_FRAMEWORK", "the tender comes to a framework agreement, not to an award", tender)
}

/// No such framework.
pub(crate) fn no_framework(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "FRAMEWORK_NOT_FOUND", "no such framework").with("framework", name::framework(id))
}

/// Somebody saw an older state.
pub(crate) fn changed(etag: String) -> Fault {
    let sentence = "the framework has changed since it was read";
    Fault::new(Kind::Aborted, "FRAMEWORK_CHANGED", sentence).with("etag", etag)
}

/// It is another buyer's, or of a division that the caller's is not in.
pub(crate) fn other_buyer(row: &FrameworkRow) -> Fault {
    let sentence = "only the buyer itself works on its framework, and its division and those below call off";
    Fault::new(Kind::PermissionDenied, "FRAMEWORK_OTHER_BUYER", sentence)
        .with("division", row.division.as_str())
        .with("department", name::department(&row.buyer_department))
}

/// It stands otherwise: `ended`, or `out_of_term`.
pub(crate) fn state(row: &FrameworkRow, status: &str) -> Fault {
    refused("FRAMEWORK_STATE", &format!("the framework is {status}"), row.id)
        .with("status", status)
        .with("first_date", row.begins_on.to_string())
        .with("last_date", row.ends_on.to_string())
}

/// So many do not enter, by a rule.
pub(crate) fn entrants(tender: Uuid, found: i64, bounds: &Entrants, rule: &str) -> Fault {
    let sentence = format!("{} to {} suppliers may enter, not {found} ({rule})", bounds.least, bounds.most);
    of_tender("FRAMEWORK_ENTRANTS", &sentence, tender)
        .with("entrants", found.to_string())
        .with("least", bounds.least.to_string())
        .with("most", bounds.most.to_string())
        .with("rule", rule)
}

/// It is of another method.
pub(crate) fn method(project: Uuid, method: &str) -> Fault {
    let sentence = "the project is of another method than framework";
    Fault::new(Kind::FailedPrecondition, "FRAMEWORK_METHOD", sentence)
        .with("project", name::project(project))
        .with("method", method)
}

/// Its prices are those of another service.
pub(crate) fn service(project: &ProjectRow, of_framework: &ProjectRow) -> Fault {
    let sentence = "the project purchases another service than the framework was concluded for";
    Fault::new(Kind::FailedPrecondition, "FRAMEWORK_SERVICE", sentence)
        .with("project", name::project(project.id))
        .with("catalog_code", project.catalog_code.as_str())
        .with("framework_catalog_code", of_framework.catalog_code.as_str())
}

/// No such entrant, or not any more.
pub(crate) fn no_entrant(id: Uuid, code: &str) -> Fault {
    let sentence = "the framework has no such entrant, or it was removed";
    Fault::new(Kind::NotFound, "FRAMEWORK_ENTRANT_NOT_FOUND", sentence)
        .with("framework", name::framework(id))
        .with("supplier_code", code)
}

/// Nobody is left whose turn it could be.
pub(crate) fn no_turn(id: Uuid) -> Fault {
    refused("FRAMEWORK_NO_TURN", "every entrant was removed or could not be hired on the day of the award", id)
}

/// It costs less.
pub(crate) fn above_price(entrant: &EntrantRow, quantity: i64) -> Fault {
    let sentence = "the amount is above unit price x quantity";
    refused("FRAMEWORK_ABOVE_PRICE", sentence, entrant.framework)
        .with("supplier_code", entrant.code.as_str())
        .with("unit_price_fen", entrant.unit_fen.to_string())
        .with("quantity", quantity.to_string())
}
