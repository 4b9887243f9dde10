//! What is refused because of what is on record, each with the reason that the contract declares.

pub(crate) mod complaint;
pub(crate) mod contract;
pub(crate) mod expert;
pub(crate) mod framework;
pub(crate) mod project;
pub(crate) mod single_source;
pub(crate) mod tender;
pub(crate) mod venture;

use fault::{Fault, Kind};
use time::format_description::well_known::Rfc3339;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::wire::name;

fn instant(at: OffsetDateTime) -> String {
    at.format(&Rfc3339).unwrap_or_default()
}

fn of_catalog(kind: Kind, reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    Fault::new(kind, reason, sentence).with("catalog", name::catalog(id))
}

/// No such catalogue, or the caller may not see it.
pub(crate) fn no_catalog(id: Uuid) -> Fault {
    of_catalog(Kind::NotFound, "CATALOG_NOT_FOUND", "no such catalogue", id)
}

/// Somebody saw an older state.
pub(crate) fn catalog_changed(etag: String) -> Fault {
    let sentence = "the catalogue has changed since it was read";
    Fault::new(Kind::Aborted, "CATALOG_CHANGED", sentence).with("etag", etag)
}

/// Nothing changes in it any more.
pub(crate) fn catalog_not_draft(id: Uuid) -> Fault {
    let sentence = "the catalogue is adopted or was given up; draft another version";
    of_catalog(Kind::FailedPrecondition, "CATALOG_NOT_DRAFT", sentence, id)
}

/// It is another division's.
pub(crate) fn catalog_other_division(division: &str) -> Fault {
    let sentence = "only the division itself works on its catalogue";
    Fault::new(Kind::PermissionDenied, "CATALOG_OTHER_DIVISION", sentence).with("division", division)
}

/// Whoever drafted it does not adopt it.
pub(crate) fn catalog_own(id: Uuid) -> Fault {
    of_catalog(Kind::FailedPrecondition, "CATALOG_OWN", "somebody else must adopt the catalogue", id)
}

/// There is nothing in it that could be purchased.
pub(crate) fn catalog_empty(id: Uuid) -> Fault {
    of_catalog(Kind::FailedPrecondition, "CATALOG_EMPTY", "the catalogue has no service of level 3", id)
}

/// An adopted version begins on the same day or later.
pub(crate) fn catalog_not_later(id: Uuid, last: Date) -> Fault {
    let sentence = "an adopted version of the division begins on the day or later";
    of_catalog(Kind::FailedPrecondition, "CATALOG_NOT_LATER", sentence, id).with("valid_from", last.to_string())
}

/// No division up to the country has one.
pub(crate) fn no_catalog_in_force(division: &str, day: Date) -> Fault {
    let sentence = "neither the division nor one above has a catalogue in force on the day";
    Fault::new(Kind::NotFound, "CATALOG_NOT_IN_FORCE", sentence)
        .with("division", division)
        .with("date", day.to_string())
}

/// No entry has the code.
pub(crate) fn no_entry(id: Uuid, code: &str) -> Fault {
    let sentence = "the catalogue has no entry of this code";
    of_catalog(Kind::NotFound, "CATALOG_ENTRY_NOT_FOUND", sentence, id).with("code", code)
}

/// Nothing was adopted before it.
pub(crate) fn not_comparable(id: Uuid) -> Fault {
    let sentence = "no version was adopted before it; name the one to compare it with";
    of_catalog(Kind::FailedPrecondition, "CATALOG_NOT_COMPARABLE", sentence, id)
}

fn of_negative(kind: Kind, reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    Fault::new(kind, reason, sentence).with("negative_entry", name::negative_entry(id))
}

/// No such exclusion.
pub(crate) fn no_negative(id: Uuid) -> Fault {
    of_negative(Kind::NotFound, "NEGATIVE_ENTRY_NOT_FOUND", "no such exclusion", id)
}

/// Somebody saw an older state.
pub(crate) fn negative_changed(etag: String) -> Fault {
    let sentence = "the exclusion has changed since it was read";
    Fault::new(Kind::Aborted, "NEGATIVE_ENTRY_CHANGED", sentence).with("etag", etag)
}

/// It is another division's.
pub(crate) fn negative_other_division(division: &str) -> Fault {
    let sentence = "only the division itself works on its negative list";
    Fault::new(Kind::PermissionDenied, "NEGATIVE_ENTRY_OTHER_DIVISION", sentence).with("division", division)
}

/// The code is excluded already.
pub(crate) fn negative_exists(id: Uuid) -> Fault {
    let sentence = "the division excludes the code on some of these days already";
    of_negative(Kind::AlreadyExists, "NEGATIVE_ENTRY_EXISTS", sentence, id)
}

/// It ends before.
pub(crate) fn negative_ended(id: Uuid) -> Fault {
    let sentence = "the exclusion ends on the day or before";
    of_negative(Kind::FailedPrecondition, "NEGATIVE_ENTRY_ENDED", sentence, id)
}

fn of_function(kind: Kind, reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    Fault::new(kind, reason, sentence).with("transfer_function", name::transfer_function(id))
}

/// No such function, or the caller may not see it.
pub(crate) fn no_function(id: Uuid) -> Fault {
    of_function(Kind::NotFound, "TRANSFER_FUNCTION_NOT_FOUND", "no such function", id)
}

/// Somebody saw an older state.
pub(crate) fn function_changed(etag: String) -> Fault {
    let sentence = "the function has changed since it was read";
    Fault::new(Kind::Aborted, "TRANSFER_FUNCTION_CHANGED", sentence).with("etag", etag)
}

/// It is published.
pub(crate) fn function_not_draft(id: Uuid) -> Fault {
    let sentence = "the function is published already; draft another version";
    of_function(Kind::FailedPrecondition, "TRANSFER_FUNCTION_NOT_DRAFT", sentence, id)
}

/// There is nothing to withdraw.
pub(crate) fn function_not_published(id: Uuid) -> Fault {
    let sentence = "the function is not published, or ends on the day or before";
    of_function(Kind::FailedPrecondition, "TRANSFER_FUNCTION_NOT_PUBLISHED", sentence, id)
}

/// It is another division's.
pub(crate) fn function_other_division(division: &str) -> Fault {
    let sentence = "only the division itself works on its functions";
    Fault::new(Kind::PermissionDenied, "TRANSFER_FUNCTION_OTHER_DIVISION", sentence).with("division", division)
}

/// The key belongs to another department.
pub(crate) fn function_other_owner(department: &str) -> Fault {
    let sentence = "the function of this key belongs to another department";
    Fault::new(Kind::FailedPrecondition, "TRANSFER_FUNCTION_OTHER_OWNER", sentence)
        .with("department", name::department(department))
}

/// Whoever drafted it does not publish it.
pub(crate) fn function_own(id: Uuid) -> Fault {
    of_function(Kind::FailedPrecondition, "TRANSFER_FUNCTION_OWN", "somebody else must publish the function", id)
}

/// A published version begins on the same day or later.
pub(crate) fn function_not_later(id: Uuid, last: Date) -> Fault {
    let sentence = "a published version of the key begins on the day or later";
    of_function(Kind::FailedPrecondition, "TRANSFER_FUNCTION_NOT_LATER", sentence, id)
        .with("valid_from", last.to_string())
}
