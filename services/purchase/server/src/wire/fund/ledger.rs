//! The ledger: requests and replies.

use fault::Fault;
use intake::name::parse_resource;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::ledger::{Account, Balance, Kind, Line};
use uow::Call;

use super::application::some;
use super::page::{self, Binding};
use super::{Violations, day, name};
use crate::ops::fund::ledger::{GetBook, List, Listed, Shown, Verified};
use crate::store::fund::ledger::{Book, DifferenceRow, MovementRow};

pub(crate) fn get(request: &pb::GetLedgerBookRequest, call: &Call) -> Result<GetBook, Fault> {
    let mut violations = Violations::default();
    let book = name::parse_book(&mut violations, "name", &request.name);
    if request.cursor < 0 {
        violations.note("cursor", "must be the number of a movement, or 0 for the last");
    }
    let cursor = Some(request.cursor).filter(|cursor| *cursor != 0);
    violations.finish(book.map(|book| GetBook { book, scope: call.scope.clone(), cursor }))
}

pub(crate) fn list(request: &pb::ListLedgerMovementsRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListLedgerMovementsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let book = name::parse_book(&mut violations, "parent", &request.parent);
    let subject = some(&request.subject).and_then(|subject| parse_resource(&mut violations, "subject", subject));
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let after = binding.key(&mut violations, &request.page_token).and_then(|key| key.parse().ok()).unwrap_or_default();
    let scope = call.scope.clone();
    violations.finish(book.map(|book| List { book, scope, subject, after, size, binding }))
}

pub(crate) fn get_reply(shown: Shown) -> pb::GetLedgerBookResponse {
    let book = pb::LedgerBook {
        name: name::book(shown.book),
        division: shown.division,
        cursor: shown.cursor,
        balances: shown.balances.iter().map(balance).collect(),
    };
    pb::GetLedgerBookResponse { book: Some(book) }
}

fn balance(balance: &Balance) -> pb::LedgerBalance {
    pb::LedgerBalance {
        account: account(balance.account).into(),
        amount_fen: balance.fen,
        limited: balance.limit.is_some(),
        limit_fen: balance.limit.unwrap_or_default(),
    }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListLedgerMovementsResponse {
    let movements = listed.movements.into_iter().map(|(row, lines)| movement(listed.book, row, &lines));
    pb::ListLedgerMovementsResponse { movements: movements.collect(), next_page_token: listed.next_page_token }
}

fn movement(book: Book, row: MovementRow, lines: &[Line]) -> pb::LedgerMovement {
    let line = |line: &Line| pb::LedgerLine { account: account(line.account).into(), amount_fen: line.fen };
    pb::LedgerMovement {
        name: name::movement(book, row.number),
        number: row.number,
        kind: kind(&row.kind).into(),
        subject: row.subject,
        reversed_number: row.reversed_number.unwrap_or_default(),
        lines: lines.iter().map(line).collect(),
        create_time: Some(day::timestamp(row.created_at)),
    }
}

fn account(account: Account) -> pb::LedgerAccount {
    match account {
        Account::Source => pb::LedgerAccount::Source,
        Account::Available => pb::LedgerAccount::Available,
        Account::Committed => pb::LedgerAccount::Committed,
        Account::InTransit => pb::LedgerAccount::InTransit,
        Account::Paid => pb::LedgerAccount::Paid,
        Account::Receivable => pb::LedgerAccount::Receivable,
    }
}

fn kind(word: &str) -> pb::LedgerMovementKind {
    match Kind::parse(word) {
        None => pb::LedgerMovementKind::Unspecified,
        Some(Kind::Allotment) => pb::LedgerMovementKind::Allotment,
        Some(Kind::Commitment) => pb::LedgerMovementKind::Commitment,
        Some(Kind::Instruction) => pb::LedgerMovementKind::Instruction,
        Some(Kind::Payment) => pb::LedgerMovementKind::Payment,
        Some(Kind::Demand) => pb::LedgerMovementKind::Demand,
        Some(Kind::Receipt) => pb::LedgerMovementKind::Receipt,
        Some(Kind::Reversal) => pb::LedgerMovementKind::Reversal,
    }
}

pub(crate) fn verify_reply(verified: Verified) -> pb::VerifyLedgerResponse {
    let Verified { books, movements, lines, differences } = verified;
    pb::VerifyLedgerResponse {
        book_count: books,
        movement_count: movements,
        line_count: lines,
        differences: differences.into_iter().map(difference).collect(),
    }
}

fn difference(row: DifferenceRow) -> pb::LedgerDifference {
    let DifferenceRow { kind, fund, year, number, account, kept, found } = row;
    let kind = match kind.as_str() {
        "balance" => pb::LedgerDifferenceKind::Balance,
        "unbalanced" => pb::LedgerDifferenceKind::Unbalanced,
        "numbering" => pb::LedgerDifferenceKind::Numbering,
        "limit" => pb::LedgerDifferenceKind::Limit,
        _ => pb::LedgerDifferenceKind::Unspecified,
    };
    let book = Book { fund, year };
    let resource = number.map_or_else(|| name::book(book), |number| name::movement(book, number));
    let account = account.as_deref().and_then(Account::parse).map(self::account).unwrap_or_default();
    pb::LedgerDifference { kind: kind.into(), resource, account: account.into(), kept, found }
}
