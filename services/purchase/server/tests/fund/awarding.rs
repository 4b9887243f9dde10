//! Awards for grades of the rating: by the table in force, for the grade of the day, and once.

use futures::future::join_all;
use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted};
use time::macros::date as day;
use tonic::Code;

use crate::world::{World, approval, award, date, subsidy, table};

#[tokio::test]
async fn a_4a_award_is_paid_once_although_it_is_asked_for_twice() {
    let world = World::start().await;
    let organization = world.organization(1).await;
    let fund = world.funded(10_000_000).await;
    let table = world.table(&fund, date(2026, 1, 1)).await.unwrap();
    world.rated(&organization, "4A", day!(2026 - 01 - 01)).await;
    let first = world.submit(award(&fund, &organization)).await.unwrap();
    assert_eq!((first.amount_fen, &first.award_schedule), (2_000_000, &table.name));
    let rating = first.rating.clone().unwrap();
    assert_eq!((rating.grade(), rating.valid_from), (pb::TransferGrade::Aaaa, date(2026, 1, 1)));
    let eligibility = first.eligibility.clone().unwrap();
    assert_eq!(eligibility.decision(), pb::FundEligibilityDecision::Allowed);
    assert!(eligibility.conditions.is_empty() && !eligibility.cursor.is_empty());
    assert_eq!(first.payee_title, "湖州市第1协会");
    let again = world.submit(award(&fund, &organization)).await.unwrap_err();
    assert_eq!(reason(&again), (Code::AlreadyExists, "AWARD_EXISTS".into()));
    assert_eq!((metadata(&again, "organization"), metadata(&again, "grade").as_str()), (organization.clone(), "4A"));
    let other = world.funded(10_000_000).await;
    world.table(&other, date(2026, 1, 1)).await.unwrap();
    assert_eq!(reason(&world.submit(award(&other, &organization)).await.unwrap_err()).1, "AWARD_EXISTS");
    let approved = world.approve(&first).await.unwrap();
    let payment = world.instructed(&approved).await.unwrap();
    world.payments().confirm_fund_payment(crate::world::confirmation(&payment)).await.unwrap();
    assert_eq!(reason(&world.submit(award(&fund, &organization)).await.unwrap_err()).1, "AWARD_EXISTS");
    assert_eq!(world.balances(&fund, 0).await, [-10_000_000, 8_000_000, 0, 0, 2_000_000, 0]);
    world.rated(&organization, "5A", day!(2026 - 06 - 01)).await;
    let higher = world.submit(award(&fund, &organization)).await.unwrap();
    assert_eq!(higher.amount_fen, 5_000_000, "another grade is another award");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn of_sixteen_that_ask_for_an_award_at_once_one_gets_it() {
    let world = World::start().await;
    let organization = world.organization(1).await;
    let funds = [world.funded(10_000_000).await, world.funded(10_000_000).await];
    for fund in &funds {
        world.table(fund, date(2026, 1, 1)).await.unwrap();
    }
    world.rated(&organization, "4A", day!(2026 - 01 - 01)).await;
    let outcomes = join_all((0..16).map(|turn| world.submit(award(&funds[turn % 2], &organization)))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    for refused in outcomes.into_iter().filter_map(Result::err) {
        assert_eq!(reason(&refused).1, "AWARD_EXISTS");
    }
    assert_eq!(world.facts::<pb::FundApplicationSubmitted>().await.len(), 1);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn what_was_withdrawn_or_rejected_may_be_asked_for_again() {
    let world = World::start().await;
    let organization = world.organization(1).await;
    let fund = world.funded(10_000_000).await;
    world.table(&fund, date(2026, 1, 1)).await.unwrap();
    world.rated(&organization, "4A", day!(2026 - 01 - 01)).await;
    let first = world.submit(award(&fund, &organization)).await.unwrap();
    let request = pb::WithdrawFundApplicationRequest { name: first.name, etag: first.etag };
    let withdrawn = world.officer().withdraw_fund_application(request).await.unwrap().into_inner();
    assert_eq!(withdrawn.fund_application.unwrap().status(), pb::FundApplicationStatus::Withdrawn);
    let second = world.submit(award(&fund, &organization)).await.unwrap();
    let request =
        pb::RejectFundApplicationRequest { name: second.name, etag: second.etag, reason: "材料不全".into() };
    let rejected = world.approving().reject_fund_application(request).await.unwrap().into_inner();
    let rejected = rejected.fund_application.unwrap();
    assert_eq!((rejected.status(), rejected.end_reason.as_str()), (pb::FundApplicationStatus::Rejected, "材料不全"));
    let third = world.submit(award(&fund, &organization)).await.unwrap();
    world.rated(&organization, "3A", day!(2026 - 11 - 01)).await;
    let refused = world.approve(&third).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "FUND_RATING_MISSING".into()), "the grade is another now");
    assert_eq!(world.facts::<pb::FundApplicationEnded>().await.len(), 2);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn only_a_grade_of_the_table_in_force_is_awarded() {
    let world = World::start().await;
    let organization = world.organization(1).await;
    let fund = world.funded(10_000_000).await;
    let refused = world.submit(award(&fund, &organization)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "FUND_RATING_MISSING".into()));
    world.rated(&organization, "4A", day!(2026 - 01 - 01)).await;
    let refused = world.submit(award(&fund, &organization)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "AWARD_NOT_SCHEDULED".into()));
    world.table(&fund, date(2027, 1, 1)).await.unwrap();
    let refused = world.submit(award(&fund, &organization)).await.unwrap_err();
    assert_eq!(reason(&refused).1, "AWARD_NOT_SCHEDULED", "it holds from the first day on");
    let not_later = world.table(&fund, date(2026, 1, 1)).await.unwrap_err();
    assert_eq!(reason(&not_later), (Code::FailedPrecondition, "AWARD_SCHEDULE_NOT_LATER".into()));
    let request = pb::ListAwardSchedulesRequest {
        parent: fund.name.clone(),
        status: pb::AwardScheduleStatus::Draft.into(),
        ..Default::default()
    };
    let drafts = world.officer().list_award_schedules(request).await.unwrap().into_inner().award_schedules;
    assert_eq!(drafts.len(), 1);
    let request = pb::AdoptAwardScheduleRequest { name: drafts[0].name.clone(), etag: drafts[0].etag.clone() };
    let same = world.official(crate::world::HUZHOU, "purchase-fund-approver", "huang");
    let mut same = crate::world::Funds::new(world.client(same.fresh()));
    assert_eq!(reason(&same.adopt_award_schedule(request).await.unwrap_err()).1, "FUND_TWO_PEOPLE");
    let mut wrong = table(&fund, None);
    let schedule = wrong.award_schedule.as_mut().unwrap();
    schedule.rates[0] = pb::AwardRate { grade: 9, amount_fen: -1 };
    schedule.basis.clear();
    let refused = world.officer().create_award_schedule(wrong).await.unwrap_err();
    let fields = ["basis", "rates[0].amount_fen", "rates[0].grade", "valid_from"];
    assert_eq!(violated_sorted(&refused), fields.map(|field| format!("award_schedule.{field}")));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn whoever_is_on_the_serious_list_or_unknown_gets_nothing() {
    let world = World::start().await;
    let organization = world.organization(1).await;
    let fund = world.funded(10_000_000).await;
    let submitted = world.submit(subsidy(&fund, &organization, 500)).await.unwrap();
    world.listed(&organization).await;
    let refused = world.approve(&submitted).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "FUND_NOT_ELIGIBLE".into()));
    assert!(metadata(&refused, "conditions").starts_with("not_serious CR-11b@"), "{refused:?}");
    let refused = world.submit(subsidy(&fund, &organization, 500)).await.unwrap_err();
    assert_eq!(reason(&refused).1, "FUND_NOT_ELIGIBLE");
    let unknown = format!("organizations/{}", crate::city::code(77));
    let refused = world.submit(subsidy(&fund, &unknown, 500)).await.unwrap_err();
    assert_eq!(metadata(&refused, "conditions"), "organization_unknown");
    assert_eq!(world.balances(&fund, 0).await[1], 10_000_000);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn what_credit_does_not_know_is_approved_by_whoever_says_what_was_found() {
    let world = World::start().await;
    let organization = world.unsure(1).await;
    let fund = world.funded(10_000_000).await;
    world.table(&fund, date(2026, 1, 1)).await.unwrap();
    world.rated(&organization, "4A", day!(2026 - 01 - 01)).await;
    for asked in [subsidy(&fund, &organization, 500), award(&fund, &organization)] {
        let submitted = world.submit(asked).await.unwrap();
        let judged = submitted.eligibility.clone().unwrap();
        assert_eq!((judged.decision(), judged.conditions.len()), (pb::FundEligibilityDecision::NotKnown, 1));
        assert!(judged.conditions[0].starts_with("active CR-11v@"), "{judged:?}");
        let refused = world.approve(&submitted).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::FailedPrecondition, "FUND_NOT_ELIGIBLE".into()));
        assert_eq!(metadata(&refused, "conditions"), judged.conditions[0]);
        assert_eq!(world.application(&submitted.name).await, submitted, "nothing has changed");
        let note = "已核对登记证书，状态正常";
        let noted = pb::ApproveFundApplicationRequest { review_note: note.into(), ..approval(&submitted) };
        let approved = world.approving().approve_fund_application(noted).await.unwrap().into_inner();
        let approved = approved.fund_application.unwrap();
        assert_eq!((approved.status(), approved.review_note.as_str()), (pb::FundApplicationStatus::Approved, note));
        assert_eq!(approved.eligibility.unwrap().decision(), pb::FundEligibilityDecision::NotKnown);
    }
    assert_eq!(world.balances(&fund, 0).await, [-10_000_000, 7_999_500, 2_000_500, 0, 0, 0]);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_subsidy_is_approved_by_another_and_for_less_but_never_for_more() {
    let world = World::start().await;
    let organization = world.organization(1).await;
    let fund = world.funded(10_000_000).await;
    let submitted = world.submit(subsidy(&fund, &organization, 500)).await.unwrap();
    let same = world.official(crate::world::HUZHOU, "purchase-fund-approver", "huang");
    let mut same = crate::world::Funds::new(world.client(same.fresh()));
    let own = same.approve_fund_application(approval(&submitted)).await.unwrap_err();
    assert_eq!(reason(&own), (Code::FailedPrecondition, "FUND_TWO_PEOPLE".into()));
    for fen in [501, -1, i64::MAX] {
        let more = pb::ApproveFundApplicationRequest { amount_fen: fen, ..approval(&submitted) };
        assert_eq!(
            violated_sorted(&world.approving().approve_fund_application(more).await.unwrap_err()),
            ["amount_fen"]
        );
    }
    let less = pb::ApproveFundApplicationRequest { amount_fen: 400, ..approval(&submitted) };
    let approved = world.approving().approve_fund_application(less).await.unwrap().into_inner();
    let approved = approved.fund_application.unwrap();
    assert_eq!((approved.amount_fen, approved.status()), (400, pb::FundApplicationStatus::Approved));
    assert_eq!(world.balances(&fund, 0).await[2], 400);
    let again = world.approve(&approved).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "FUND_APPLICATION_STATE".into()));
    assert_eq!(metadata(&again, "status"), "approved");
    for (application, fields) in [
        (pb::FundApplication { amount_fen: 5, ..award(&fund, &organization) }, vec!["amount_fen"]),
        (
            pb::FundApplication { amount_fen: 0, purpose: String::new(), ..subsidy(&fund, &organization, 1) },
            vec!["amount_fen", "purpose"],
        ),
        (
            pb::FundApplication { kind: 0, year: 1, fund: "x".into(), ..subsidy(&fund, "organizations/1", 1) },
            vec!["fund", "kind", "organization", "year"],
        ),
    ] {
        let expected: Vec<_> = fields.iter().map(|field| format!("fund_application.{field}")).collect();
        assert_eq!(violated_sorted(&world.submit(application).await.unwrap_err()), expected);
    }
    assert_eq!(world.facts::<pb::FundApplicationApproved>().await[0].fund_application.clone().unwrap(), approved);
    world.city.suite.stop().await;
}
