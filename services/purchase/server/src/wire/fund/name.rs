//! Resource names of funds and of what belongs to them.

use intake::name::parse_id;
use uuid::Uuid;

use super::Violations;
use crate::store::fund::ledger::Book;

/// The name of a fund.
pub(crate) fn fund(id: Uuid) -> String {
    format!("funds/{id}")
}

/// The id in the name of a fund.
pub(crate) fn parse_fund(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "funds/")
}

/// The name of an allotment.
pub(crate) fn allotment(id: Uuid) -> String {
    format!("allotments/{id}")
}

/// The name of a table of awards.
pub(crate) fn award_schedule(id: Uuid) -> String {
    format!("awardSchedules/{id}")
}

/// The name of an application.
pub(crate) fn application(id: Uuid) -> String {
    format!("fundApplications/{id}")
}

/// The id in the name of an application.
pub(crate) fn parse_application(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "fundApplications/")
}

/// The name of a payment.
pub(crate) fn payment(id: Uuid) -> String {
    format!("fundPayments/{id}")
}

/// The id in the name of a payment.
pub(crate) fn parse_payment(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "fundPayments/")
}

/// The name of a demand.
pub(crate) fn recovery(id: Uuid) -> String {
    format!("fundRecoveries/{id}")
}

/// The name of a statement.
pub(crate) fn statement(id: Uuid) -> String {
    format!("bankStatements/{id}")
}

/// The id in the name of a statement.
pub(crate) fn parse_statement(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "bankStatements/")
}

/// The name of a line of a statement.
pub(crate) fn statement_line(statement: Uuid, line: i32) -> String {
    format!("bankStatements/{statement}/lines/{line}")
}

/// The statement and the line in the name of a line.
pub(crate) fn parse_statement_line(violations: &mut Violations, field: &str, raw: &str) -> Option<(Uuid, i32)> {
    let parts = raw.split_once("/lines/");
    let Some((statement, line)) = parts.and_then(|(statement, line)| Some((statement, plain(line)?))) else {
        violations.note(field, "must be bankStatements/{uuid}/lines/{line}");
        return None;
    };
    Some((parse_statement(violations, field, statement)?, line))
}

/// The name of a book.
pub(crate) fn book(book: Book) -> String {
    format!("funds/{}/books/{}", book.fund, book.year)
}

/// The fund and the year in the name of a book.
pub(crate) fn parse_book(violations: &mut Violations, field: &str, raw: &str) -> Option<Book> {
    let parts = raw.split_once("/books/");
    let Some((fund, year)) = parts.and_then(|(fund, year)| Some((fund, plain(year)?))) else {
        violations.note(field, "must be funds/{uuid}/books/{year}");
        return None;
    };
    Some(Book { fund: parse_fund(violations, field, fund)?, year })
}

/// The name of a movement.
pub(crate) fn movement(book: Book, number: i64) -> String {
    format!("{}/movements/{number}", self::book(book))
}

/// A number in its one form.
fn plain(text: &str) -> Option<i32> {
    text.parse::<i32>().ok().filter(|number| *number > 0 && number.to_string() == text)
}
