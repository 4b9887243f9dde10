//! Statements of the bank: requests and replies.

use std::collections::HashSet;

use ::time::Date;
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::statement::{Problem, Proposal, Reason, Row, read, refuse_later};
use uow::Call;

use super::page::{self, Binding};
use super::{Violations, day, name, text};
use crate::ops::fund::statement::{Compared, Import, Imported, List, Listed, Settle};
use crate::store::fund::payment::PaymentRow;
use crate::store::fund::statement::StatementRow;

/// The most lines that are settled at once.
const MOST_SETTLEMENTS: usize = 500;
/// Characters of a wrong number of a line that are shown.
const SHOWN_LINE: usize = 40;

pub(crate) fn import(request: &pb::ImportBankStatementRequest, today: Date) -> Result<Import, Fault> {
    let mut violations = Violations::default();
    let number = text::text(&mut violations, "number", &request.number, 100);
    let mut rows = violations.take("content", read(&request.content));
    if let Some(rows) = &mut rows {
        refuse_later(rows, today);
    }
    violations.finish((|| Some(Import { number: number?, rows: rows? }))())
}

pub(crate) fn list(request: &pb::ListBankStatementLinesRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListBankStatementLinesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let id = name::parse_statement(&mut violations, "parent", &request.parent);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let after = binding.key(&mut violations, &request.page_token).and_then(|key| key.parse().ok()).unwrap_or_default();
    let (scope, unsettled) = (call.scope.clone(), request.unsettled);
    violations.finish(id.map(|id| List { id, scope, unsettled, after, size, binding }))
}

pub(crate) fn settle(request: &pb::SettleFundPaymentRequest) -> Result<Settle, Fault> {
    let mut violations = Violations::default();
    let line = name::parse_statement_line(&mut violations, "name", &request.name);
    let payment = name::parse_payment(&mut violations, "payment", &request.payment);
    let read = || {
        let (statement, line) = line?;
        Some(Settle { statement, pairs: vec![(line, payment?)] })
    };
    violations.finish(read())
}

pub(crate) fn settle_all(request: &pb::SettleFundPaymentsRequest) -> Result<Settle, Fault> {
    let mut violations = Violations::default();
    let statement = name::parse_statement(&mut violations, "name", &request.name);
    if request.settlements.is_empty() || request.settlements.len() > MOST_SETTLEMENTS {
        violations.note("settlements", format_args!("must hold 1 to {MOST_SETTLEMENTS} lines"));
    }
    let (mut pairs, mut lines, mut payments) = (Vec::new(), HashSet::new(), HashSet::new());
    for (at, one) in request.settlements.iter().take(MOST_SETTLEMENTS).enumerate() {
        let field = format!("settlements[{at}].line");
        if one.line < 1 {
            violations.note(field, "must be the number of a line, at least 1");
        } else if !lines.insert(one.line) {
            violations.note(field, "is there twice");
        }
        let field = format!("settlements[{at}].payment");
        let payment = name::parse_payment(&mut violations, &field, &one.payment);
        if payment.is_some_and(|payment| !payments.insert(payment)) {
            violations.note(field, "is there twice");
        }
        pairs.extend(payment.map(|payment| (one.line, payment)));
    }
    violations.finish(statement.map(|statement| Settle { statement, pairs }))
}

pub(crate) fn import_reply(imported: Imported) -> pb::ImportBankStatementResponse {
    let recorded = imported.statement.is_some();
    pb::ImportBankStatementResponse {
        bank_statement: imported.statement.map(statement),
        imported: recorded,
        outcomes: imported.rows.into_iter().zip(1..).map(|(row, number)| outcome(row, number)).collect(),
    }
}

fn outcome(row: Row, number: i32) -> pb::StatementRowOutcome {
    let problem =
        |one: Problem| pb::StatementRowProblem { field: one.column.as_str().to_owned(), description: one.description };
    pb::StatementRowOutcome {
        row: number,
        line: row.line.chars().take(SHOWN_LINE).collect(),
        problems: row.problems.into_iter().map(problem).collect(),
    }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListBankStatementLinesResponse {
    pb::ListBankStatementLinesResponse {
        lines: listed.lines.into_iter().map(line).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// A statement as the contract has it.
pub(crate) fn statement(row: StatementRow) -> pb::BankStatement {
    pb::BankStatement {
        name: name::statement(row.id),
        division: row.division,
        number: row.number,
        line_count: row.line_count,
        create_time: Some(day::timestamp(row.created_at)),
    }
}

fn line(compared: Compared) -> pb::BankStatementLine {
    let Compared { line, proposals } = compared;
    pb::BankStatementLine {
        name: name::statement_line(line.statement, line.line),
        line: line.line,
        booking_date: Some(day::date(line.booked_on)),
        amount_fen: line.amount_fen,
        reference: line.reference,
        payee: line.payee,
        bank_reference: line.bank_reference,
        payment: line.payment.map(name::payment).unwrap_or_default(),
        proposals: proposals.into_iter().map(proposal).collect(),
    }
}

fn proposal((payment, proposal): (PaymentRow, Proposal)) -> pb::PaymentProposal {
    pb::PaymentProposal {
        payment: name::payment(payment.id),
        number: payment.number,
        score: proposal.score,
        reasons: proposal.reasons.into_iter().map(|reason| told(reason).into()).collect(),
    }
}

fn told(reason: Reason) -> pb::PaymentMatchReason {
    match reason {
        Reason::Reference => pb::PaymentMatchReason::Reference,
        Reason::Amount => pb::PaymentMatchReason::Amount,
        Reason::Payee => pb::PaymentMatchReason::Payee,
        Reason::Date => pb::PaymentMatchReason::Date,
    }
}
