//! Calls that are repeated have one effect: whoever got no answer asks once more.

use onecode_proto::purchase::v1 as pb;
use tonic::Code;

use crate::world::{Funds, Payments, World, allotment, approval, confirmation, date, fund, subsidy, table};

/// Calls three times with one key; the answers are the same.
macro_rules! thrice {
    ($client:expr, $method:ident, $request:expr) => {{
        let request = $request;
        let first = $client.$method(request.clone()).await.unwrap().into_inner();
        for _ in 0..2 {
            assert_eq!($client.$method(request.clone()).await.unwrap().into_inner(), first);
        }
        first
    }};
}

#[tokio::test]
async fn every_step_from_the_fund_to_the_recovery_is_done_once() {
    let world = World::start().await;
    let organization = world.organization(1).await;
    let before = world.city.suite.audited().await;
    let mut officer = Funds::new(world.client(world.proposer().keyed("k")));
    let mut second = Funds::new(world.client(world.approver().keyed("k")));
    let mut cashier = Payments::new(world.client(world.cashier().keyed("k")));
    let request = pb::CreateFundRequest { fund: Some(fund()), validate_only: false };
    let fund = thrice!(officer, create_fund, request).fund.unwrap();
    let proposed = thrice!(officer, create_allotment, allotment(&fund, 10_000)).allotment.unwrap();
    let request = pb::ApproveAllotmentRequest { name: proposed.name, etag: proposed.etag };
    thrice!(second, approve_allotment, request);
    let draft = thrice!(officer, create_award_schedule, table(&fund, date(2026, 1, 1))).award_schedule.unwrap();
    let request = pb::AdoptAwardScheduleRequest { name: draft.name, etag: draft.etag };
    thrice!(second, adopt_award_schedule, request);
    let asked = Some(subsidy(&fund, &organization, 4_000));
    let request = pb::CreateFundApplicationRequest { fund_application: asked, validate_only: false };
    let submitted = thrice!(officer, create_fund_application, request).fund_application.unwrap();
    let approved = thrice!(second, approve_fund_application, approval(&submitted)).fund_application.unwrap();
    let request = pb::InstructFundPaymentRequest { application: approved.name };
    let payment = thrice!(cashier, instruct_fund_payment, request).fund_payment.unwrap();
    thrice!(cashier, confirm_fund_payment, confirmation(&payment));
    let request = pb::DemandFundRecoveryRequest { payment: payment.name, amount_fen: 1_000, reason: "核减".into() };
    let demanded = thrice!(cashier, demand_fund_recovery, request).fund_recovery.unwrap();
    let request = pb::ReceiveFundRecoveryRequest { name: demanded.name, etag: demanded.etag, amount_fen: 1_000 };
    thrice!(cashier, receive_fund_recovery, request);
    assert_eq!(world.balances(&fund, 0).await, [-10_000, 7_000, 0, 0, 3_000, 0]);
    assert_eq!(world.city.suite.audited().await - before, 11);
    assert_eq!(world.fits().await.movement_count, 6);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn what_ends_an_application_or_a_payment_is_done_once_too() {
    let world = World::start().await;
    let organization = world.organization(1).await;
    let fund = world.funded(10_000).await;
    let mut officer = Funds::new(world.client(world.proposer().keyed("e")));
    let mut second = Funds::new(world.client(world.approver().keyed("e")));
    let mut cashier = Payments::new(world.client(world.cashier().keyed("e")));
    let reason = || "撤销".to_owned();
    let approved = world.approved(&fund, &organization, 100).await;
    let payment = world.instructed(&approved).await.unwrap();
    let request = pb::FailFundPaymentRequest { name: payment.name, etag: payment.etag, reason: reason() };
    thrice!(cashier, fail_fund_payment, request);
    let etag = world.application(&approved.name).await.etag;
    thrice!(
        second,
        release_fund_application,
        pb::ReleaseFundApplicationRequest { name: approved.name, etag, reason: reason() }
    );
    let one = world.submit(subsidy(&fund, &organization, 1)).await.unwrap();
    thrice!(officer, withdraw_fund_application, pb::WithdrawFundApplicationRequest { name: one.name, etag: one.etag });
    let one = world.submit(subsidy(&fund, &organization, 1)).await.unwrap();
    let request = pb::RejectFundApplicationRequest { name: one.name, etag: one.etag, reason: reason() };
    thrice!(second, reject_fund_application, request);
    let one = world.proposed(&fund, 5).await;
    thrice!(second, reject_allotment, pb::RejectAllotmentRequest { name: one.name, etag: one.etag, reason: reason() });
    let approved = world.approved(&fund, &organization, 100).await;
    let payment = world.instructed(&approved).await.unwrap();
    let approved = world.approved(&fund, &organization, 200).await;
    let other = world.instructed(&approved).await.unwrap();
    let content = "line,date,amount,payee,bank_reference\n1,2026-11-24,1.00,湖州市第1协会,B1\n\
                   2,2026-11-24,2.00,湖州市第1协会,B2\n";
    let content = content.to_owned();
    let request = pb::ImportBankStatementRequest { number: "1".into(), content, validate_only: false };
    let made = thrice!(cashier, import_bank_statement, request).bank_statement.unwrap();
    let request = pb::SettleFundPaymentRequest { name: format!("{}/lines/1", made.name), payment: payment.name };
    thrice!(cashier, settle_fund_payment, request);
    let settlement = pb::StatementSettlement { line: 2, payment: other.name };
    let request = pb::SettleFundPaymentsRequest { name: made.name, settlements: vec![settlement] };
    thrice!(cashier, settle_fund_payments, request);
    assert_eq!(world.balances(&fund, 0).await, [-10_000, 9_700, 0, 0, 300, 0]);
    world.fits().await;
    world.city.suite.stop().await;
}

#[tokio::test]
async fn what_was_done_is_answered_again_while_nobody_can_be_asked() {
    let mut world = World::start().await;
    let organization = world.organization(1).await;
    let fund = world.funded(10_000).await;
    let asked = Some(subsidy(&fund, &organization, 4_000));
    let submission = pb::CreateFundApplicationRequest { fund_application: asked, validate_only: false };
    let mut officer = Funds::new(world.client(world.proposer().keyed("k")));
    let submitted = officer.create_fund_application(submission.clone()).await.unwrap().into_inner();
    let approval = approval(submitted.fund_application.as_ref().unwrap());
    let mut second = Funds::new(world.client(world.approver().keyed("k")));
    let approved = second.approve_fund_application(approval.clone()).await.unwrap().into_inner();

    world.cut_off().await;
    let mut officer = Funds::new(world.client(world.proposer().keyed("k")));
    assert_eq!(officer.create_fund_application(submission.clone()).await.unwrap().into_inner(), submitted);
    let mut second = Funds::new(world.client(world.approver().keyed("k")));
    assert_eq!(second.approve_fund_application(approval).await.unwrap().into_inner(), approved);
    let mut officer = Funds::new(world.client(world.proposer().keyed("another")));
    let refused = officer.create_fund_application(submission).await.unwrap_err();
    assert_eq!(refused.code(), Code::Unavailable, "what was not done needs an answer");
    world.city.suite.stop().await;
}
