//! Lines of a statement of the bank that settle payments, a hundred a call: what there is to settle, and who settles it.

use std::ops::Range;

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::fund_payment_service_client::FundPaymentServiceClient;
use testkit::Client;
use uuid::Uuid;

use crate::books;
use crate::callers::name;
use crate::plan::Plan;
use crate::register::Register;
use crate::tally::Caller;

/// Lines of a call.
pub(crate) const AT_ONCE: usize = 100;
/// Payments that are instructed, at least.
const WAITING: usize = 40_000;
/// More lines than are settled in a second, so that no turn runs out of them.
const MOST_RATE: u64 = 8_000;
/// Of each payment and line.
const FEN: usize = 100;
const STATEMENT: Uuid = Uuid::from_u128(1);

/// Settles lines one hundred after the other.
pub(crate) struct Settler {
    payments: FundPaymentServiceClient<Client>,
    lines: Range<usize>,
}

impl Caller for Settler {
    async fn call(&mut self) -> Result<(), String> {
        let settlements: Vec<_> = self.lines.by_ref().take(AT_ONCE).map(settlement).collect();
        if settlements.len() < AT_ONCE {
            return Err("no line is left to settle".to_owned());
        }
        let request = pb::SettleFundPaymentsRequest { name: format!("bankStatements/{STATEMENT}"), settlements };
        self.payments.settle_fund_payments(request).await.map_err(|status| name(&status))?;
        Ok(())
    }
}

/// Line and payment of a number are of each other.
fn settlement(number: usize) -> pb::StatementSettlement {
    let line = i32::try_from(number).expect("lines are few");
    pb::StatementSettlement { line, payment: format!("fundPayments/{}", Uuid::from_u128(number as u128)) }
}

/// Payments of one fund and year, instructed past the program, and callers who share the lines of a statement of them.
pub(crate) async fn settlers(
    plan: &Plan,
    register: &Register,
    (fund, year, division): (&str, i32, &str),
    client: impl Fn() -> Client,
) -> Vec<Settler> {
    let turns = plan.turn.as_secs().max(1) * MOST_RATE * u64::try_from(plan.rounds).expect("it is small");
    let least = usize::try_from(turns).expect("it is small").max(WAITING);
    // whole calls, as many for each caller
    let share = least.div_ceil(plan.callers * AT_ONCE) * AT_ONCE;
    let count = share * plan.callers;
    instruct(register, (fund.trim_start_matches("funds/"), year, division), count).await;
    let settler = |place: usize| Settler {
        payments: FundPaymentServiceClient::new(client()),
        lines: place * share + 1..(place + 1) * share + 1,
    };
    (0..plan.callers).map(settler).collect()
}

/// An allotment that covers all, then an approved application and an instructed payment of the same id for each number, each step the
/// movement that it would be, and a statement that has a line of the number for each.
async fn instruct(register: &Register, (fund, year, division): (&str, i32, &str), count: usize) {
    let (sum, last, committed) = (count * FEN, 2 * count + 1, count + 1);
    let id = "lpad(to_hex(n), 32, '0')::uuid";
    let statement = format!(
        "set session_replication_role = replica;
         insert into purchase.ledger_book values ('{fund}', {year}, '{division}', {last}, now());
         insert into purchase.ledger_account
           select '{fund}', {year}, account, fen, limit_fen from (values ('source', -{sum}, null), ('available', 0, 0),
             ('committed', 0, 0), ('in_transit', {sum}, 0), ('paid', 0, 0), ('receivable', 0, 0))
             as given (account, fen, limit_fen);
         insert into purchase.ledger_movement (fund, year, number, kind, subject, created_by, created_at)
           values ('{fund}', {year}, 1, 'allotment', 'allotments/bench', 'bench', now());
         insert into purchase.ledger_line values ('{fund}', {year}, 1, 'source', -{sum}), ('{fund}', {year}, 1, 'available', {sum});
         insert into purchase.ledger_movement (fund, year, number, kind, subject, created_by, created_at)
           select '{fund}', {year}, 1 + n, 'commitment', 'fundApplications/' || {id}::text, 'bench', now()
           from generate_series(1, {count}) n;
         insert into purchase.ledger_line
           select '{fund}', {year}, 1 + n, account, fen
           from generate_series(1, {count}) n, (values ('available', -{FEN}), ('committed', {FEN})) as line (account, fen);
         insert into purchase.ledger_movement (fund, year, number, kind, subject, created_by, created_at)
           select '{fund}', {year}, {committed} + n, 'instruction', 'fundPayments/' || {id}::text, 'bench', now()
           from generate_series(1, {count}) n;
         insert into purchase.ledger_line
           select '{fund}', {year}, {committed} + n, account, fen
           from generate_series(1, {count}) n, (values ('committed', -{FEN}), ('in_transit', {FEN})) as line (account, fen);
         insert into purchase.fund_application (id, fund, division, organization, kind, year, amount_fen, purpose, status,
           payee_title, eligibility, eligibility_conditions, eligibility_cursor, eligibility_at, movement, department,
           created_by, created_officer, created_at, updated_at, decided_by, decided_officer)
           select {id}, '{fund}', '{division}', 'bench', 'subsidy', {year}, {FEN}, 'x', 'paying', 'x', 'allowed', '{{}}', '',
             now(), 1 + n, 'civil-affairs', 'bench', 'huang', now(), now(), 'bench', 'shen'
           from generate_series(1, {count}) n;
         insert into purchase.fund_payment (id, application, fund, division, year, organization, number, payee_title,
           amount_fen, movement, created_by, created_officer, created_at, updated_at)
           select {id}, {id}, '{fund}', '{division}', {year}, 'bench', 'BENCH' || n, 'x', {FEN}, {committed} + n, 'bench',
             'qian', now(), now()
           from generate_series(1, {count}) n;
         insert into purchase.bank_statement (id, division, number, line_count, created_by, created_officer, created_at)
           values ('{STATEMENT}', '{division}', 'bench', {count}, 'bench', 'qian', now());
         insert into purchase.bank_statement_line (statement, line, booked_on, amount_fen, reference, payee, bank_reference)
           select '{STATEMENT}', n, '2026-11-02', {FEN}, 'BENCH' || n, 'x', 'B' || n from generate_series(1, {count}) n;
         set session_replication_role = origin;
         analyze purchase.ledger_movement, purchase.ledger_line, purchase.fund_application, purchase.fund_payment,
           purchase.bank_statement_line"
    );
    books::run(&mut register.books().await, &statement).await;
}
