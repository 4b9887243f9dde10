//! What is refused of contracts because of what is on record.

use fault::{Fault, Kind};
use time::Date;
use uuid::Uuid;

use crate::wire::name;

fn of_contract(kind: Kind, reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    Fault::new(kind, reason, sentence).with("contract", name::contract(id))
}

fn of_milestone(kind: Kind, reason: &'static str, sentence: &str, (id, number): (Uuid, i32)) -> Fault {
    of_contract(kind, reason, sentence, id).with("milestone_number", number.to_string())
}

/// No such contract, or the caller may not see it.
pub(crate) fn no_contract(id: Uuid) -> Fault {
    of_contract(Kind::NotFound, "CONTRACT_NOT_FOUND", "no such contract", id)
}

/// Somebody saw an older state.
pub(crate) fn contract_changed(etag: String) -> Fault {
    let sentence = "the contract has changed since it was read";
    Fault::new(Kind::Aborted, "CONTRACT_CHANGED", sentence).with("etag", etag)
}

/// It is another buyer's.
pub(crate) fn contract_other_buyer(division: &str, department: &str) -> Fault {
    let sentence = "only the buyer itself works on its contract";
    Fault::new(Kind::PermissionDenied, "CONTRACT_OTHER_BUYER", sentence)
        .with("division", division)
        .with("department", name::department(department))
}

/// It stands otherwise.
pub(crate) fn contract_state(id: Uuid, status: &str) -> Fault {
    let sentence = format!("the contract is {status}");
    of_contract(Kind::FailedPrecondition, "CONTRACT_STATE", &sentence, id).with("status", status)
}

/// The number is taken.
pub(crate) fn contract_exists(number: &str) -> Fault {
    let sentence = "the buyer has a contract of this number";
    Fault::new(Kind::AlreadyExists, "CONTRACT_EXISTS", sentence).with("number", number)
}

/// It is not what was awarded.
pub(crate) fn award_differs(project: Uuid, field: &str, sentence: &str) -> Fault {
    Fault::new(Kind::FailedPrecondition, "CONTRACT_AWARD_DIFFERS", sentence)
        .with("project", name::project(project))
        .with("field", field)
}

/// It would last too long.
pub(crate) fn term_too_long(rule: &str, last: Date) -> Fault {
    let sentence = format!("the term may last until {last} at most ({rule})");
    Fault::new(Kind::FailedPrecondition, "CONTRACT_TERM_TOO_LONG", sentence)
        .with("rule", rule)
        .with("last_date", last.to_string())
}

/// It is filed.
pub(crate) fn filed(id: Uuid) -> Fault {
    of_contract(Kind::FailedPrecondition, "CONTRACT_FILED", "the contract is filed already", id)
}

/// Something is still owed.
pub(crate) fn not_performed(id: Uuid, number: i32) -> Fault {
    let sentence = "a milestone is not accepted yet";
    of_milestone(Kind::FailedPrecondition, "CONTRACT_NOT_PERFORMED", sentence, (id, number))
}

/// No such milestone.
pub(crate) fn no_milestone(id: Uuid, number: i32) -> Fault {
    let sentence = "the contract has no milestone of this number";
    of_milestone(Kind::NotFound, "CONTRACT_MILESTONE_NOT_FOUND", sentence, (id, number))
}

/// The milestone stands otherwise.
pub(crate) fn milestone_state(id: Uuid, number: i32, status: &str) -> Fault {
    let sentence = format!("the milestone is {status}");
    of_milestone(Kind::FailedPrecondition, "CONTRACT_MILESTONE_STATE", &sentence, (id, number)).with("status", status)
}

/// Whoever examined it is not the second person.
pub(crate) fn milestone_own(id: Uuid, number: i32) -> Fault {
    let sentence = "somebody else must review the examination";
    of_milestone(Kind::FailedPrecondition, "CONTRACT_MILESTONE_OWN", sentence, (id, number))
}

/// So much is not owed any more.
pub(crate) fn payment_too_large(id: Uuid, number: i32, open_fen: i64) -> Fault {
    let sentence = "the payment is above what is still owed for the milestone";
    of_milestone(Kind::FailedPrecondition, "CONTRACT_PAYMENT_ABOVE_MILESTONE", sentence, (id, number))
        .with("open_fen", open_fen.to_string())
}

/// The voucher is recorded.
pub(crate) fn payment_exists(id: Uuid, voucher: &str) -> Fault {
    let sentence = "a payment of the contract has this voucher";
    of_contract(Kind::AlreadyExists, "CONTRACT_PAYMENT_EXISTS", sentence, id).with("voucher_number", voucher)
}

/// So much may not be added.
pub(crate) fn supplement_too_large(id: Uuid, rule: &str, open_fen: i64) -> Fault {
    let sentence = "the additions come to more than the law allows of the amount of the contract";
    of_contract(Kind::FailedPrecondition, "CONTRACT_SUPPLEMENT_TOO_LARGE", sentence, id)
        .with("rule", rule)
        .with("open_fen", open_fen.to_string())
}

/// No such dispute.
pub(crate) fn no_dispute(id: Uuid, number: i32) -> Fault {
    of_contract(Kind::NotFound, "CONTRACT_DISPUTE_NOT_FOUND", "the contract has no dispute of this number", id)
        .with("dispute_number", number.to_string())
}

/// It is settled.
pub(crate) fn dispute_settled(id: Uuid, number: i32) -> Fault {
    of_contract(Kind::FailedPrecondition, "CONTRACT_DISPUTE_SETTLED", "the dispute is settled already", id)
        .with("dispute_number", number.to_string())
}
