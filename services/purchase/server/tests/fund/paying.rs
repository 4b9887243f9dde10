//! Paying what was approved: step by step, one payment at a time.

use futures::future::join_all;
use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::Code;

use crate::world::{World, confirmation, date};

#[tokio::test]
async fn a_payment_that_fails_leaves_the_money_committed_and_another_may_follow() {
    let world = World::start().await;
    let organization = world.organization(1).await;
    let fund = world.funded(10_000).await;
    let approved = world.approved(&fund, &organization, 4_000).await;
    let first = world.instructed(&approved).await.unwrap();
    assert_eq!((first.amount_fen, first.status()), (4_000, pb::FundPaymentStatus::Instructed));
    assert!(first.number.starts_with("ZX3305002026") && first.payee_title == "湖州市第1协会", "{first:?}");
    assert_eq!(world.application(&approved.name).await.status(), pb::FundApplicationStatus::Paying);
    let request =
        pb::FailFundPaymentRequest {
            name: first.name.clone(), etag: first.etag.clone(), reason: "账户有误".into()
        };
    let failed = world.payments().fail_fund_payment(request).await.unwrap().into_inner().fund_payment.unwrap();
    assert_eq!((failed.status(), failed.fail_reason.as_str()), (pb::FundPaymentStatus::Failed, "账户有误"));
    assert_eq!(world.balances(&fund, 0).await, [-10_000, 6_000, 4_000, 0, 0, 0]);
    let late = pb::ConfirmFundPaymentRequest { etag: failed.etag.clone(), ..confirmation(&failed) };
    let late = world.payments().confirm_fund_payment(late).await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "FUND_PAYMENT_STATE".into()));
    assert_eq!(metadata(&late, "status"), "failed");
    let second = world.instructed(&approved).await.unwrap();
    assert_ne!(second.number, first.number);
    let stale = pb::ConfirmFundPaymentRequest { etag: "\"x\"".into(), ..confirmation(&second) };
    assert_eq!(reason(&world.payments().confirm_fund_payment(stale).await.unwrap_err()).1, "FUND_RECORD_CHANGED");
    let wrong = pb::ConfirmFundPaymentRequest { paid_date: date(2026, 11, 25), ..Default::default() };
    let wrong = world.payments().confirm_fund_payment(wrong).await.unwrap_err();
    assert_eq!(violated_sorted(&wrong), ["bank_reference", "etag", "name", "paid_date"]);
    let paid = world.payments().confirm_fund_payment(confirmation(&second)).await.unwrap().into_inner();
    assert_eq!(paid.fund_payment.unwrap().paid_date, date(2026, 11, 24));
    assert_eq!(world.application(&approved.name).await.status(), pb::FundApplicationStatus::Paid);
    let third = world.instructed(&approved).await.unwrap_err();
    assert_eq!(reason(&third), (Code::FailedPrecondition, "FUND_APPLICATION_STATE".into()));
    assert_eq!(world.balances(&fund, 0).await, [-10_000, 6_000, 0, 0, 4_000, 0]);
    let request = pb::ListFundPaymentsRequest { organization, ..Default::default() };
    let listed = world.payments().list_fund_payments(request).await.unwrap().into_inner().fund_payments;
    let mut numbers: Vec<_> = listed.iter().map(|one| &one.number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [&first.number, &second.number]);
    assert_eq!(world.facts::<pb::FundPaymentFailed>().await.len(), 1);
    assert_eq!(world.facts::<pb::FundPaymentPaid>().await.len(), 1);
    world.fits().await;
    world.city.suite.stop().await;
}

#[tokio::test]
async fn of_instructions_and_releases_at_once_one_has_its_way() {
    let world = World::start().await;
    let organization = world.organization(1).await;
    let fund = world.funded(10_000).await;
    let approved = world.approved(&fund, &organization, 4_000).await;
    let release = pb::ReleaseFundApplicationRequest {
        name: approved.name.clone(),
        etag: approved.etag.clone(),
        reason: "项目取消".into(),
    };
    let instructions = join_all((0..8).map(|_| world.instructed(&approved)));
    let mut approving = world.approving();
    let (instructed, released) = tokio::join!(instructions, approving.release_fund_application(release));
    let effects = instructed.iter().filter(|outcome| outcome.is_ok()).count() + usize::from(released.is_ok());
    assert_eq!(effects, 1);
    let balances = world.balances(&fund, 0).await;
    let expected = if released.is_ok() { [-10_000, 10_000, 0, 0, 0, 0] } else { [-10_000, 6_000, 0, 4_000, 0, 0] };
    assert_eq!(balances, expected);
    world.fits().await;
    world.city.suite.stop().await;
}
