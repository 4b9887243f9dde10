//! The ledger: it balances whatever happens, past the program too, and tells what was at any movement of the past.

use futures::future::join_all;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::{LedgerDifferenceKind as Wrong, LedgerMovementKind as Kind};
use testkit::refusal::{metadata, reason, violated};
use tonic::Code;

use crate::world::{World, YEAR};

/// What the database says to a statement past the program.
async fn bypassed(world: &World, statement: &'static str) -> String {
    let done = sqlx::raw_sql(statement).execute(&mut world.city.suite.database().connection().await).await;
    done.unwrap_err().to_string()
}

#[tokio::test]
async fn every_step_of_an_application_moves_its_money_and_the_past_stays_told() {
    let world = World::start().await;
    let organization = world.organization(1).await;
    let fund = world.funded(10_000).await;
    let approved = world.approved(&fund, &organization, 4_000).await;
    assert_eq!(world.balances(&fund, 0).await, [-10_000, 6_000, 4_000, 0, 0, 0]);
    let payment = world.instructed(&approved).await.unwrap();
    assert_eq!(world.balances(&fund, 0).await, [-10_000, 6_000, 0, 4_000, 0, 0]);
    world.payments().confirm_fund_payment(crate::world::confirmation(&payment)).await.unwrap();
    assert_eq!(world.balances(&fund, 0).await, [-10_000, 6_000, 0, 0, 4_000, 0]);
    world.allotted(&fund, 500).await;
    assert_eq!(world.balances(&fund, 0).await, [-10_500, 6_500, 0, 0, 4_000, 0]);
    assert_eq!(world.balances(&fund, 1).await, [-10_000, 10_000, 0, 0, 0, 0]);
    assert_eq!(world.balances(&fund, 2).await, [-10_000, 6_000, 4_000, 0, 0, 0]);
    assert_eq!(world.balances(&fund, 4).await, [-10_000, 6_000, 0, 0, 4_000, 0]);
    let name = format!("{}/books/{YEAR}", fund.name);
    let request = pb::GetLedgerBookRequest { name: name.clone(), cursor: 6 };
    assert_eq!(violated(&world.auditor().get_ledger_book(request).await.unwrap_err()), ["cursor"]);
    let request = pb::ListLedgerMovementsRequest { parent: name.clone(), page_size: 3, ..Default::default() };
    let first = world.auditor().list_ledger_movements(request.clone()).await.unwrap().into_inner();
    let next = pb::ListLedgerMovementsRequest { page_token: first.next_page_token, ..request };
    let second = world.auditor().list_ledger_movements(next).await.unwrap().into_inner();
    let all: Vec<_> = first.movements.into_iter().chain(second.movements).collect();
    let told: Vec<_> = all.iter().map(|one| (one.number, one.kind())).collect();
    let expected =
        [(1, Kind::Allotment), (2, Kind::Commitment), (3, Kind::Instruction), (4, Kind::Payment), (5, Kind::Allotment)];
    assert_eq!(told, expected);
    assert_eq!(all[1].subject, approved.name);
    let lines: Vec<_> = all[1].lines.iter().map(|line| (line.account(), line.amount_fen)).collect();
    assert_eq!(lines, [(pb::LedgerAccount::Available, -4_000), (pb::LedgerAccount::Committed, 4_000)]);
    assert_eq!(approved.movement, all[1].name);
    let proof = world.fits().await;
    assert_eq!((proof.book_count, proof.movement_count, proof.line_count), (1, 5, 10));
    let unknown = pb::GetLedgerBookRequest { name: format!("{}/books/2025", fund.name), cursor: 0 };
    let unknown = world.auditor().get_ledger_book(unknown).await.unwrap_err();
    assert_eq!(reason(&unknown), (Code::NotFound, "LEDGER_BOOK_NOT_FOUND".into()));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn what_the_ledger_says_cannot_be_changed_past_the_program() {
    let world = World::start().await;
    let organization = world.organization(1).await;
    let fund = world.funded(10_000).await;
    let approved = world.approved(&fund, &organization, 4_000).await;
    for statement in [
        "update purchase.ledger_line set amount_fen = amount_fen + 1",
        "delete from purchase.ledger_line",
        "update purchase.ledger_movement set subject = 'x'",
        "delete from purchase.ledger_movement",
        "truncate purchase.ledger_line",
    ] {
        assert!(bypassed(&world, statement).await.contains("never changed or deleted"), "{statement}");
    }
    let unbalanced = "insert into purchase.ledger_movement (fund, year, number, kind, subject, created_by, created_at)
           select fund, year, 3, 'payment', 'x', 'x', now() from purchase.ledger_book;
         insert into purchase.ledger_line select fund, year, 3, 'paid', 5 from purchase.ledger_book;";
    assert!(bypassed(&world, unbalanced).await.contains("does not balance"));
    let lopsided = "insert into purchase.ledger_movement (fund, year, number, kind, subject, created_by, created_at)
           select fund, year, 3, 'payment', 'x', 'x', now() from purchase.ledger_book;
         insert into purchase.ledger_line select fund, year, 3, unnest(array['paid', 'source']), unnest(array[5, -6])
           from purchase.ledger_book;";
    assert!(bypassed(&world, lopsided).await.contains("does not balance"));
    let crossed = "insert into purchase.ledger_movement (fund, year, number, kind, subject, created_by, created_at)
           select fund, year, unnest(array[3, 4]), 'payment', 'x', 'x', now() from purchase.ledger_book;
         insert into purchase.ledger_line select fund, year, unnest(array[3, 4]), 'paid', unnest(array[5, -5])
           from purchase.ledger_book;";
    assert!(bypassed(&world, crossed).await.contains("does not balance"), "nor does one movement make up for another");
    let more = "insert into purchase.ledger_line select fund, year, 1, 'paid', 5 from purchase.ledger_book;";
    assert!(bypassed(&world, more).await.contains("does not balance"), "nor is anything added to a movement");
    let empty = "insert into purchase.ledger_movement (fund, year, number, kind, subject, created_by, created_at)
           select fund, year, 3, 'payment', 'x', 'x', now() from purchase.ledger_book;";
    assert!(bypassed(&world, empty).await.contains("has no lines"));
    let overdrawn = "update purchase.ledger_account set balance_fen = -1 where account = 'available'";
    assert!(bypassed(&world, overdrawn).await.contains("ledger_account_limit_check"));
    let request = pb::ReleaseFundApplicationRequest {
        name: approved.name.clone(),
        etag: approved.etag.clone(),
        reason: "项目取消".into(),
    };
    world.approving().release_fund_application(request).await.unwrap();
    let twice = "insert into purchase.ledger_movement (fund, year, number, kind, subject, reversed_number, created_by, created_at)
           select fund, year, 4, 'reversal', 'x', 2, 'x', now() from purchase.ledger_book;";
    assert!(bypassed(&world, twice).await.contains("ledger_movement_reversed_key"), "a movement is reversed once");
    assert_eq!(world.balances(&fund, 0).await, [-10_000, 10_000, 0, 0, 0, 0]);
    world.fits().await;
    world.city.suite.stop().await;
}

#[tokio::test]
async fn the_proof_names_what_was_tampered_with() {
    let world = World::start().await;
    let fund = world.funded(10_000).await;
    let tampered = "set session_replication_role = replica;
         update purchase.ledger_account set balance_fen = 9000 where account = 'available';
         update purchase.ledger_line set amount_fen = 10001 where account = 'available';
         update purchase.ledger_book set last_number = 2;";
    sqlx::raw_sql(tampered).execute(&mut world.city.suite.database().connection().await).await.unwrap();
    let proof = world.auditor().verify_ledger(pb::VerifyLedgerRequest {}).await.unwrap().into_inner();
    let mut told: Vec<_> =
        proof.differences.iter().map(|one| (one.kind(), one.account(), one.kept, one.found)).collect();
    told.sort_by_key(|one| one.0);
    let none = pb::LedgerAccount::Unspecified;
    assert_eq!(
        told,
        [
            (Wrong::Balance, pb::LedgerAccount::Available, 9_000, 10_001),
            (Wrong::Unbalanced, none, 0, 1),
            (Wrong::Numbering, none, 2, 1),
        ]
    );
    assert!(proof.differences.iter().all(|one| one.resource.starts_with(&fund.name)));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn thirty_two_writers_of_one_account_lose_nothing() {
    let world = World::start().await;
    let fund = world.funded(1).await;
    let proposals = join_all((0..64).map(|_| world.proposed(&fund, 3))).await;
    let approvals = proposals.chunks(2).map(|pair| {
        let mut approving = world.approving();
        async move {
            for proposed in pair {
                let request = pb::ApproveAllotmentRequest { name: proposed.name.clone(), etag: proposed.etag.clone() };
                approving.approve_allotment(request).await.unwrap();
            }
        }
    });
    join_all(approvals).await;
    assert_eq!(world.balances(&fund, 0).await, [-193, 193, 0, 0, 0, 0]);
    let proof = world.fits().await;
    assert_eq!((proof.movement_count, proof.line_count), (65, 130));
    assert_eq!(world.balances(&fund, 33).await[1], 1 + 32 * 3, "the past is told wherever it stood");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn no_balance_goes_beyond_what_a_number_can_hold() {
    let world = World::start().await;
    let fund = world.funded(1).await;
    let nearly = "set session_replication_role = replica;
         update purchase.ledger_account set balance_fen = 9223372036854775000 where account = 'available'";
    sqlx::raw_sql(nearly).execute(&mut world.city.suite.database().connection().await).await.unwrap();
    let proposed = world.proposed(&fund, purchase_domain::money::MOST_FEN).await;
    let request = pb::ApproveAllotmentRequest { name: proposed.name, etag: proposed.etag };
    let refused = world.approving().approve_allotment(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "LEDGER_LIMIT".into()));
    assert!(metadata(&refused, "book").starts_with(&fund.name));
    assert_eq!(metadata(&refused, "account"), "available", "it is no budget that was exceeded");
    world.city.suite.stop().await;
}
