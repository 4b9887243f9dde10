//! What is refused about funds because of what is on record, each with the reason that the contract declares.

use fault::{Fault, Kind, Unmet};
use time::Date;
use uuid::Uuid;

use crate::store::fund::ledger::Book;
use crate::wire::fund::name;

/// No such fund, or the caller may not see it.
pub(super) fn no_fund(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "FUND_NOT_FOUND", "no such fund").with("fund", name::fund(id))
}

/// It is another division's.
pub(super) fn other_division(division: &str) -> Fault {
    let sentence = "only the division itself works on its funds";
    Fault::new(Kind::PermissionDenied, "FUND_OTHER_DIVISION", sentence).with("division", division)
}

/// The fund has not begun, or has ended.
pub(super) fn not_valid(id: Uuid, day: Date) -> Fault {
    Fault::new(Kind::FailedPrecondition, "FUND_NOT_VALID", "the fund is not valid on the day")
        .with("fund", name::fund(id))
        .with("date", day.to_string())
}

/// Somebody saw an older state.
pub(super) fn changed(etag: String) -> Fault {
    Fault::new(Kind::Aborted, "FUND_RECORD_CHANGED", "it has changed since it was read").with("etag", etag)
}

/// Whoever made it does not approve it (SF-03).
pub(super) fn two_people(resource: String) -> Fault {
    let sentence = "somebody else must approve it";
    Fault::new(Kind::FailedPrecondition, "FUND_TWO_PEOPLE", sentence).with("resource", resource)
}

/// No such allotment.
pub(super) fn no_allotment(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "ALLOTMENT_NOT_FOUND", "no such allotment").with("allotment", name::allotment(id))
}

/// It is approved or rejected.
pub(super) fn decided(id: Uuid) -> Fault {
    let sentence = "the allotment is approved or rejected already";
    Fault::new(Kind::FailedPrecondition, "ALLOTMENT_DECIDED", sentence).with("allotment", name::allotment(id))
}

/// There is less in the budget.
pub(super) fn budget_exceeded(book: Book, available: i64) -> Fault {
    let sentence = format!("the budget of the year has {available} fen available");
    Fault::new(Kind::FailedPrecondition, "BUDGET_EXCEEDED", sentence)
        .with("book", name::book(book))
        .with("available_fen", available.to_string())
}

/// An account would go below its limit, or beyond what a number can hold.
pub(super) fn limit(book: Book, account: &str) -> Fault {
    let sentence = "a balance would go below the limit of its account, or beyond what a number can hold";
    Fault::new(Kind::FailedPrecondition, "LEDGER_LIMIT", sentence)
        .with("book", name::book(book))
        .with("account", account)
}

/// No such book.
pub(super) fn no_book(book: Book) -> Fault {
    let sentence = "the fund has no book of the year";
    Fault::new(Kind::NotFound, "LEDGER_BOOK_NOT_FOUND", sentence).with("book", name::book(book))
}

fn of_schedule(kind: Kind, reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    Fault::new(kind, reason, sentence).with("award_schedule", name::award_schedule(id))
}

/// No such table.
pub(super) fn no_schedule(id: Uuid) -> Fault {
    of_schedule(Kind::NotFound, "AWARD_SCHEDULE_NOT_FOUND", "no such table of awards", id)
}

/// It is adopted.
pub(super) fn adopted(id: Uuid) -> Fault {
    let sentence = "the version is adopted already; draft another one";
    of_schedule(Kind::FailedPrecondition, "AWARD_SCHEDULE_ADOPTED", sentence, id)
}

/// An adopted version begins on the day or later.
pub(super) fn not_later(id: Uuid, last: Date) -> Fault {
    let sentence = "an adopted version of the fund begins on the day or later";
    of_schedule(Kind::FailedPrecondition, "AWARD_SCHEDULE_NOT_LATER", sentence, id).with("valid_from", last.to_string())
}

/// Nothing is awarded for the grade.
pub(super) fn not_scheduled(fund: Uuid, grade: &str) -> Fault {
    let sentence = "the fund awards nothing for the grade today";
    Fault::new(Kind::FailedPrecondition, "AWARD_NOT_SCHEDULED", sentence)
        .with("fund", name::fund(fund))
        .with("grade", grade)
}

/// It was applied for or awarded, and is awarded once (SF-01).
pub(super) fn award_exists(organization: &str, grade: &str) -> Fault {
    let sentence = "the grade of the organisation was applied for or awarded already";
    Fault::new(Kind::AlreadyExists, "AWARD_EXISTS", sentence)
        .with("organization", format!("organizations/{organization}"))
        .with("grade", grade)
}

/// It has no grade today, or another one.
pub(super) fn no_rating(organization: &str) -> Fault {
    let sentence = "the organisation has no grade today, or not the one that was applied for";
    Fault::new(Kind::FailedPrecondition, "FUND_RATING_MISSING", sentence)
        .with("organization", format!("organizations/{organization}"))
}

/// It may not be funded, or a person must look first.
pub(in crate::ops) fn not_eligible(organization: &str, conditions: &[String]) -> Fault {
    let sentence = "the organisation may not be funded, or a person must look at conditions and say what was found";
    let subject = format!("organizations/{organization}");
    let fault = Fault::new(Kind::FailedPrecondition, "FUND_NOT_ELIGIBLE", sentence)
        .with("organization", subject.clone())
        .with("conditions", conditions.join(", "));
    conditions.iter().fold(fault, |fault, condition| {
        let (key, rule) = condition.split_once(' ').unwrap_or((condition, ""));
        let description = format!("the condition {key} is not met or not known");
        fault.unmet(Unmet { rule: rule.to_owned(), subject: subject.clone(), description })
    })
}

/// No such application.
pub(super) fn no_application(id: Uuid) -> Fault {
    let fault = Fault::new(Kind::NotFound, "FUND_APPLICATION_NOT_FOUND", "no such application");
    fault.with("fund_application", name::application(id))
}

/// It stands otherwise.
pub(super) fn application_state(id: Uuid, status: &str) -> Fault {
    let sentence = format!("the application is {status}: this cannot be done");
    Fault::new(Kind::FailedPrecondition, "FUND_APPLICATION_STATE", sentence)
        .with("fund_application", name::application(id))
        .with("status", status)
}

/// No such payment.
pub(super) fn no_payment(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "FUND_PAYMENT_NOT_FOUND", "no such payment").with("fund_payment", name::payment(id))
}

/// It stands otherwise.
pub(super) fn payment_state(id: Uuid, status: &str) -> Fault {
    let sentence = format!("the payment is {status}: this cannot be done");
    Fault::new(Kind::FailedPrecondition, "FUND_PAYMENT_STATE", sentence)
        .with("fund_payment", name::payment(id))
        .with("status", status)
}

/// No such demand.
pub(super) fn no_recovery(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "FUND_RECOVERY_NOT_FOUND", "no such demand").with("fund_recovery", name::recovery(id))
}

/// More than there is to demand or to come.
pub(super) fn recovery_exceeded(resource: String, most: i64) -> Fault {
    let sentence = format!("{most} fen are left");
    Fault::new(Kind::FailedPrecondition, "FUND_RECOVERY_EXCEEDED", sentence)
        .with("resource", resource)
        .with("most_fen", most.to_string())
}

/// No such statement or line.
pub(super) fn no_statement(resource: String) -> Fault {
    let sentence = "no such statement, or no such line of it";
    Fault::new(Kind::NotFound, "BANK_STATEMENT_NOT_FOUND", sentence).with("bank_statement", resource)
}

/// The number is taken by another.
pub(super) fn statement_differs(id: Uuid) -> Fault {
    let sentence = "a statement of the number is on record with other contents";
    Fault::new(Kind::AlreadyExists, "BANK_STATEMENT_DIFFERS", sentence).with("bank_statement", name::statement(id))
}

/// The line is of another payment.
pub(super) fn line_settled(line: String, payment: Uuid) -> Fault {
    let sentence = "the line settled another payment already";
    Fault::new(Kind::FailedPrecondition, "STATEMENT_LINE_SETTLED", sentence)
        .with("bank_statement_line", line)
        .with("fund_payment", name::payment(payment))
}

/// The amounts differ.
pub(super) fn amount_differs((line, line_fen): (String, i64), (payment, payment_fen): (Uuid, i64)) -> Fault {
    let sentence = "the line and the payment are of different amounts";
    Fault::new(Kind::FailedPrecondition, "STATEMENT_AMOUNT_DIFFERS", sentence)
        .with("bank_statement_line", line)
        .with("fund_payment", name::payment(payment))
        .with("line_fen", line_fen.to_string())
        .with("payment_fen", payment_fen.to_string())
}
