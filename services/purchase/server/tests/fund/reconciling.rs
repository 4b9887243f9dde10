//! Comparing with what the bank says.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::PaymentMatchReason as Why;
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::Code;

use crate::world::{World, date};

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
