//! Comparing with what the bank says.

use std::fmt::Write as _;

use futures::future::join_all;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::PaymentMatchReason as Why;
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::Code;

use crate::world::{COUNTY, Payments, World, date};

fn statement(number: &str, rows: &str) -> pb::ImportBankStatementRequest {
    let content = format!("line,date,amount,payee,bank_reference,reference\n{rows}");
    pb::ImportBankStatementRequest { number: number.into(), content, validate_only: false }
}

async fn lines(world: &World, statement: &str, unsettled: bool) -> Vec<pb::BankStatementLine> {
    let request = pb::ListBankStatementLinesRequest { parent: statement.to_owned(), unsettled, ..Default::default() };
    world.payments().list_bank_statement_lines(request).await.unwrap().into_inner().lines
}

async fn imported(world: &World, number: &str, rows: &str) -> pb::BankStatement {
    let reply = world.payments().import_bank_statement(statement(number, rows)).await.unwrap().into_inner();
    assert!(reply.imported, "{:?}", reply.outcomes);
    reply.bank_statement.unwrap()
}

fn settle(line: &pb::BankStatementLine, payment: &pb::FundPayment) -> pb::SettleFundPaymentRequest {
    pb::SettleFundPaymentRequest { name: line.name.clone(), payment: payment.name.clone() }
}

fn settle_all(statement: &pb::BankStatement, pairs: &[(i32, &pb::FundPayment)]) -> pb::SettleFundPaymentsRequest {
    let settlement = |(line, payment): &(i32, &pb::FundPayment)| pb::StatementSettlement {
        line: *line,
        payment: payment.name.clone(),
    };
    pb::SettleFundPaymentsRequest { name: statement.name.clone(), settlements: pairs.iter().map(settlement).collect() }
}

/// Payments under way of so many fen, out of the funds in turn, and a statement that has a line for each in this order.
async fn under_way(world: &World, funds: &[pb::Fund], amounts: &[i64]) -> (Vec<pb::FundPayment>, pb::BankStatement) {
    let organization = world.organization(1).await;
    let (mut payments, mut rows) = (Vec::new(), String::new());
    for (place, fen) in amounts.iter().enumerate() {
        let approved = world.approved(&funds[place % funds.len()], &organization, *fen).await;
        payments.push(world.instructed(&approved).await.unwrap());
        let (line, yuan) = (place + 1, format!("{}.{:02}", fen / 100, fen % 100));
        writeln!(rows, "{line},2026-11-24,{yuan},湖州市第1协会,B{line},").unwrap();
    }
    let made = imported(world, "202611", &rows).await;
    (payments, made)
}

#[tokio::test]
async fn lines_are_proposed_with_reasons_and_a_person_settles_them() {
    let world = World::start().await;
    let organizations = [world.organization(1).await, world.organization(2).await];
    let fund = world.funded(1_000_000).await;
    let mut payments = Vec::new();
    for organization in [&organizations[0], &organizations[1], &organizations[1]] {
        let approved = world.approved(&fund, organization, 120_050).await;
        payments.push(world.instructed(&approved).await.unwrap());
    }
    let rows = format!(
        "1,2026-11-24,1200.50,湖州市第1协会,B1,拨款{}\n2,2026-11-24,\"1,200.50\",湖州市第2协会,B2,\n\
         3,2026-11-24,88.00,某公司,B3,货款\n4,2026-11-24,1200.00,湖州市第2协会,B4,{}\n",
        payments[0].number, payments[2].number
    );
    let made = imported(&world, "202611", &rows).await;
    let shown = lines(&world, &made.name, false).await;
    let of = |line: &pb::BankStatementLine| -> Vec<(String, i32)> {
        line.proposals.iter().map(|one| (one.number.clone(), one.score)).collect()
    };
    assert_eq!(of(&shown[0]), [(payments[0].number.clone(), 100)]);
    assert_eq!(
        shown[0].proposals[0].reasons().collect::<Vec<_>>(),
        [Why::Reference, Why::Amount, Why::Payee, Why::Date]
    );
    let second = of(&shown[1]);
    assert_eq!((second.len(), second[0].1, second[2].clone()), (3, 90, (payments[0].number.clone(), 60)));
    assert!(shown[2].proposals.is_empty(), "what matches nothing is shown as such");
    assert_eq!(of(&shown[3]), [(payments[2].number.clone(), 60)]);
    let differs = world.payments().settle_fund_payment(settle(&shown[3], &payments[2])).await.unwrap_err();
    assert_eq!(reason(&differs), (Code::FailedPrecondition, "STATEMENT_AMOUNT_DIFFERS".into()));
    assert_eq!(
        (metadata(&differs, "line_fen").as_str(), metadata(&differs, "payment_fen").as_str()),
        ("120000", "120050")
    );
    let settled = world.payments().settle_fund_payment(settle(&shown[0], &payments[0])).await.unwrap().into_inner();
    let settled = settled.fund_payment.unwrap();
    assert_eq!((settled.status(), settled.bank_reference.as_str()), (pb::FundPaymentStatus::Paid, "B1"));
    assert_eq!(settled.paid_date, date(2026, 11, 24));
    let again = world.payments().settle_fund_payment(settle(&shown[0], &payments[1])).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "STATEMENT_LINE_SETTLED".into()));
    assert_eq!(metadata(&again, "bank_statement_line"), shown[0].name);
    let paid = world.payments().settle_fund_payment(settle(&shown[1], &payments[0])).await.unwrap_err();
    assert_eq!(reason(&paid), (Code::FailedPrecondition, "FUND_PAYMENT_STATE".into()));
    let open = lines(&world, &made.name, true).await;
    assert_eq!(open.iter().map(|line| line.line).collect::<Vec<_>>(), [2, 3, 4]);
    let shown = lines(&world, &made.name, false).await;
    assert_eq!((&shown[0].payment, shown[0].proposals.len()), (&payments[0].name, 0));
    let bypassed = sqlx::query("update purchase.bank_statement_line set amount_fen = 1")
        .execute(&mut world.city.suite.database().connection().await)
        .await;
    assert!(bypassed.unwrap_err().to_string().contains("may only be settled"));
    assert_eq!(world.balances(&fund, 0).await[3..5], [240_100, 120_050]);
    world.fits().await;
    world.city.suite.stop().await;
}

#[tokio::test]
async fn of_a_thousand_payments_the_one_that_is_named_or_paid_to_is_proposed() {
    let world = World::start().await;
    let organization = world.organization(1).await;
    let fund = world.funded(1_000_000).await;
    let approved = world.approved(&fund, &organization, 120_050).await;
    let payment = world.instructed(&approved).await.unwrap();
    let many = "set session_replication_role = replica;
         insert into purchase.fund_payment (id, application, fund, division, year, organization, number, payee_title,
           amount_fen, movement, created_by, created_at, updated_at)
         select lpad(to_hex(n), 32, '0')::uuid, gen_random_uuid(), fund, division, year, organization, 'F' || n, '另一家协会',
           amount_fen, movement, created_by, created_at, updated_at
         from purchase.fund_payment, generate_series(1, 1100) n";
    sqlx::raw_sql(many).execute(&mut world.city.suite.database().connection().await).await.unwrap();
    let rows = format!(
        "1,2026-11-24,1200.50,某公司,B1,拨款{}\n2,2026-11-24,1200.50,湖州市第1协会,B2,\n3,2026-11-24,1200.50,某公司,B3,\n\
         4,2026-11-24,1.00,某公司,B4,{}\n",
        payment.number,
        payment.number.to_lowercase()
    );
    let made = imported(&world, "202611", &rows).await;
    let shown = lines(&world, &made.name, false).await;
    let first = |line: &pb::BankStatementLine| (line.proposals.len(), line.proposals[0].payment == payment.name);
    assert_eq!(shown.iter().map(first).collect::<Vec<_>>()[..2], [(1, true), (10, true)]);
    assert_eq!((shown[0].proposals[0].score, shown[1].proposals[0].score), (100, 90));
    assert_eq!(shown[2].proposals.len(), 10, "nobody looks through a thousand");
    assert_eq!((first(&shown[3]), shown[3].proposals[0].score), ((1, true), 60), "it is named, whatever the amount");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_rehearsal_tells_what_would_be_recorded_and_records_nothing() {
    let world = World::start().await;
    let row = "1,2026-11-24,12.00,某公司,B1,\n";
    let trial = pb::ImportBankStatementRequest { validate_only: true, ..statement("202611", row) };
    let told = world.payments().import_bank_statement(trial).await.unwrap().into_inner();
    let shown = told.bank_statement.unwrap();
    assert_eq!((told.imported, shown.line_count, told.outcomes.len()), (true, 1, 1));
    assert_eq!(world.city.suite.count("select count(*) from purchase.bank_statement").await, 0);
    assert!(world.facts::<pb::BankStatementImported>().await.is_empty());
    let unknown = pb::ListBankStatementLinesRequest { parent: shown.name, ..Default::default() };
    let unknown = world.payments().list_bank_statement_lines(unknown).await.unwrap_err();
    assert_eq!(reason(&unknown).1, "BANK_STATEMENT_NOT_FOUND");
    let wrong = "1,2026-11-24,\"12,00\",某公司,B1,\n2,2026-11-25,12.00,某公司,B2,\n";
    let trial = pb::ImportBankStatementRequest { validate_only: true, ..statement("202611", wrong) };
    let told = world.payments().import_bank_statement(trial).await.unwrap().into_inner();
    assert!(!told.imported && told.bank_statement.is_none());
    let fields: Vec<&str> =
        told.outcomes.iter().flat_map(|row| &row.problems).map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["amount", "date"], "nothing is booked tomorrow");
    let tomorrow = world.payments().import_bank_statement(statement("202611", wrong)).await.unwrap().into_inner();
    assert_eq!((tomorrow.imported, tomorrow.outcomes), (false, told.outcomes));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_statement_is_imported_once_and_another_of_its_number_is_refused() {
    let world = World::start().await;
    let row = "1,2026-11-24,12.00,某公司,B1,\n";
    let first = imported(&world, "202611", row).await;
    assert_eq!(imported(&world, "202611", row).await, first, "the same again is the same");
    let other = statement("202611", "1,2026-11-24,13.00,某公司,B1,\n");
    let other = world.payments().import_bank_statement(other).await.unwrap_err();
    assert_eq!(reason(&other), (Code::AlreadyExists, "BANK_STATEMENT_DIFFERS".into()));
    assert_eq!(metadata(&other, "bank_statement"), first.name);
    assert_eq!(world.facts::<pb::BankStatementImported>().await.len(), 1);
    let more = statement("202611", &format!("{row}2,2026-11-24,1.00,某公司,B2,\n"));
    assert_eq!(reason(&world.payments().import_bank_statement(more).await.unwrap_err()).1, "BANK_STATEMENT_DIFFERS");
    let unknown = pb::ListBankStatementLinesRequest {
        parent: "bankStatements/018f0000-0000-7000-8000-000000000001".into(),
        ..Default::default()
    };
    let unknown = world.payments().list_bank_statement_lines(unknown).await.unwrap_err();
    assert_eq!(reason(&unknown), (Code::NotFound, "BANK_STATEMENT_NOT_FOUND".into()));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_wrong_row_changes_nothing_and_every_wrong_field_is_named() {
    let world = World::start().await;
    let wrong = "1,2026-11-24,12.00,某公司,B1,\nx,24.11.2026,-5,,B2,\n1,2026-11-24,0.001,某公司,B3\n";
    let reply = world.payments().import_bank_statement(statement("1", wrong)).await.unwrap().into_inner();
    assert!(!reply.imported && reply.bank_statement.is_none());
    let told: Vec<(i32, &str, Vec<&str>)> = reply
        .outcomes
        .iter()
        .map(|row| (row.row, row.line.as_str(), row.problems.iter().map(|one| one.field.as_str()).collect()))
        .collect();
    let expected =
        [(1, "1", vec![]), (2, "x", vec!["line", "date", "amount", "payee"]), (3, "1", vec!["row", "amount", "line"])];
    assert_eq!(told, expected);
    let no_table =
        pb::ImportBankStatementRequest { number: " ".into(), content: "a,b\n1,2\n".into(), validate_only: false };
    let refused = world.payments().import_bank_statement(no_table).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["content", "number"]);
    assert_eq!(world.city.suite.count("select count(*) from purchase.bank_statement").await, 0);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn many_lines_are_settled_at_once_and_answered_in_the_order_asked() {
    let world = World::start().await;
    let funds = [world.funded(10_000).await, world.funded(10_000).await];
    let (payments, made) = under_way(&world, &funds, &[1_000, 2_000, 3_000, 4_000]).await;
    let asked = [4, 1, 3, 2].map(|line: usize| (i32::try_from(line).unwrap(), &payments[line - 1]));
    let before = world.city.suite.audited().await;
    let request = settle_all(&made, &asked);
    let paid = world.payments().settle_fund_payments(request).await.unwrap().into_inner().fund_payments;
    assert_eq!(world.city.suite.audited().await - before, 1, "it is one unit of work");
    let told: Vec<(&str, &str)> = paid.iter().map(|one| (one.name.as_str(), one.bank_reference.as_str())).collect();
    let references = ["B4", "B1", "B3", "B2"];
    let expected: Vec<(&str, &str)> =
        asked.iter().zip(references).map(|((_, payment), reference)| (payment.name.as_str(), reference)).collect();
    assert_eq!(told, expected);
    let day = date(2026, 11, 24);
    assert!(paid.iter().all(|one| one.status() == pb::FundPaymentStatus::Paid && one.paid_date == day));
    let facts: Vec<String> =
        world.facts::<pb::FundPaymentPaid>().await.into_iter().map(|fact| fact.fund_payment.unwrap().name).collect();
    assert_eq!(facts, paid.iter().map(|one| one.name.clone()).collect::<Vec<_>>(), "each is a fact of its own");
    assert!(lines(&world, &made.name, true).await.is_empty());
    let settled: Vec<String> = lines(&world, &made.name, false).await.into_iter().map(|line| line.payment).collect();
    assert_eq!(settled, payments.iter().map(|one| one.name.clone()).collect::<Vec<_>>());
    let application = world.application(&payments[2].application).await;
    assert_eq!(application.status(), pb::FundApplicationStatus::Paid);
    assert_eq!(world.balances(&funds[0], 0).await, [-10_000, 6_000, 0, 0, 4_000, 0]);
    assert_eq!(world.balances(&funds[1], 0).await, [-10_000, 4_000, 0, 0, 6_000, 0]);
    assert_eq!(world.balances(&funds[0], 6).await, [-10_000, 6_000, 0, 3_000, 1_000, 0], "each is a movement");
    let proof = world.fits().await;
    assert_eq!((proof.book_count, proof.movement_count, proof.line_count), (2, 14, 28));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn one_wrong_pair_changes_nothing() {
    let world = World::start().await;
    let fund = world.funded(10_000).await;
    let (payments, made) = under_way(&world, std::slice::from_ref(&fund), &[1_000, 2_000, 3_000, 4_000]).await;
    let [first, second, third, fourth] = [0, 1, 2, 3].map(|place: usize| &payments[place]);
    let line = |number: i32| format!("{}/lines/{number}", made.name);
    let request = pb::SettleFundPaymentRequest { name: line(3), payment: third.name.clone() };
    world.payments().settle_fund_payment(request).await.unwrap();
    let before = (world.balances(&fund, 0).await, world.city.suite.audited().await);
    let missing = pb::FundPayment { name: "fundPayments/018f0000-0000-7000-8000-000000000001".into(), ..first.clone() };
    let of_line = |number| ("bank_statement_line", line(number));
    let of_payment = |payment: &pb::FundPayment| ("fund_payment", payment.name.clone());
    for (wrong, code, why, told) in [
        ((2, fourth), Code::FailedPrecondition, "STATEMENT_AMOUNT_DIFFERS", vec![of_line(2), of_payment(fourth)]),
        ((3, second), Code::FailedPrecondition, "STATEMENT_LINE_SETTLED", vec![of_line(3), of_payment(third)]),
        ((2, third), Code::FailedPrecondition, "FUND_PAYMENT_STATE", vec![of_payment(third)]),
        ((9, second), Code::NotFound, "BANK_STATEMENT_NOT_FOUND", vec![("bank_statement", line(9))]),
        ((2, &missing), Code::NotFound, "FUND_PAYMENT_NOT_FOUND", vec![of_payment(&missing)]),
    ] {
        let request = settle_all(&made, &[(1, first), wrong]);
        let refused = world.payments().settle_fund_payments(request).await.unwrap_err();
        assert_eq!(reason(&refused), (code, why.to_owned()));
        for (key, value) in told {
            assert_eq!(metadata(&refused, key), value, "{why}");
        }
    }
    let cashier =
        |division: &str| Payments::new(world.client(world.official(division, "purchase-fund-cashier", "lu").fresh()));
    let right = settle_all(&made, &[(1, first)]);
    let hidden = cashier(COUNTY).settle_fund_payments(right.clone()).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "BANK_STATEMENT_NOT_FOUND".into()));
    assert_eq!(metadata(&hidden, "bank_statement"), made.name);
    let above = cashier("330000").settle_fund_payments(right).await.unwrap_err();
    assert_eq!(reason(&above), (Code::PermissionDenied, "FUND_OTHER_DIVISION".into()));
    let own = statement("1", "1,2026-11-24,10.00,湖州市第1协会,B1,\n");
    let own = cashier("330000").import_bank_statement(own).await.unwrap().into_inner().bank_statement.unwrap();
    let above = cashier("330000").settle_fund_payments(settle_all(&own, &[(1, first)])).await.unwrap_err();
    assert_eq!(reason(&above), (Code::PermissionDenied, "FUND_OTHER_DIVISION".into()), "nor by its own statement");
    // the statement that was imported above is all that happened
    assert_eq!((world.balances(&fund, 0).await, world.city.suite.audited().await - 1), before);
    let open: Vec<i32> = lines(&world, &made.name, true).await.iter().map(|line| line.line).collect();
    assert_eq!(open, [1, 2, 4]);
    assert_eq!(world.facts::<pb::FundPaymentPaid>().await.len(), 1);
    world.fits().await;
    world.city.suite.stop().await;
}

#[tokio::test]
async fn every_wrong_field_of_many_is_named_at_once() {
    let world = World::start().await;
    let known = |serial: usize| format!("fundPayments/018f0000-0000-7000-8000-{serial:012}");
    let one = |line: i32, payment: String| pb::StatementSettlement { line, payment };
    let request = pb::SettleFundPaymentsRequest {
        name: "bankStatements/x".into(),
        settlements: vec![one(0, "x".into()), one(1, known(1)), one(1, known(1)), one(-1, String::new())],
    };
    let refused = world.payments().settle_fund_payments(request).await.unwrap_err();
    let expected = [
        "name",
        "settlements[0].line",
        "settlements[0].payment",
        "settlements[2].line",
        "settlements[2].payment",
        "settlements[3].line",
        "settlements[3].payment",
    ];
    assert_eq!(violated_sorted(&refused), expected);
    let none = world.payments().settle_fund_payments(pb::SettleFundPaymentsRequest::default()).await.unwrap_err();
    assert_eq!(violated_sorted(&none), ["name", "settlements"]);
    let many = pb::SettleFundPaymentsRequest {
        name: "bankStatements/018f0000-0000-7000-8000-000000000001".into(),
        settlements: (1..).zip(1..=501).map(|(line, serial)| one(line, known(serial))).collect(),
    };
    let refused = world.payments().settle_fund_payments(many).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["settlements"]);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn of_callers_who_settle_the_same_lines_in_whatever_order_one_has_its_way() {
    let world = World::start().await;
    let funds = [world.funded(100_000).await, world.funded(100_000).await];
    let amounts = [1_000, 2_000, 3_000, 4_000, 5_000, 6_000];
    let (payments, made) = under_way(&world, &funds, &amounts).await;
    let calls = (0..8).map(|turn| {
        let mut pairs: Vec<(i32, &pb::FundPayment)> = (1..).zip(&payments).collect();
        pairs.rotate_left(turn % 6);
        if turn % 2 == 1 {
            pairs.reverse();
        }
        // some want all lines, some five of the six: any two of them want one that is the same
        pairs.truncate(6 - turn % 3 % 2);
        let (mut cashier, request) = (world.payments(), settle_all(&made, &pairs));
        async move { cashier.settle_fund_payments(request).await }
    });
    let mut paid = Vec::new();
    for outcome in join_all(calls).await {
        match outcome {
            Ok(reply) => paid.push(reply.into_inner().fund_payments),
            Err(status) => assert_eq!(reason(&status), (Code::FailedPrecondition, "STATEMENT_LINE_SETTLED".into())),
        }
    }
    assert_eq!(paid.len(), 1, "{paid:?}");
    let deadlocks = "select deadlocks from pg_stat_database where datname = current_database()";
    assert_eq!(world.city.suite.count(deadlocks).await, 0, "rows are kept from others in one order");
    let sum: i64 = paid[0].iter().map(|one| one.amount_fen).sum();
    let there = [world.balances(&funds[0], 0).await[4], world.balances(&funds[1], 0).await[4]];
    assert_eq!(there.iter().sum::<i64>(), sum, "nothing is paid twice");
    assert_eq!(world.facts::<pb::FundPaymentPaid>().await.len(), paid[0].len());
    world.fits().await;
    world.city.suite.stop().await;
}
