//! A secondment from its plan to its end.

use onecode_proto::talent::v1 as pb;
use testkit::Caller;
use testkit::refusal::reason;

use crate::city::date;
use crate::secondment::world::{Secondments, World};

#[tokio::test]
async fn an_official_is_sent_reported_of_and_recognised() {
    let world = World::start().await;
    let planned = world.plan(world.stated(1)).await.unwrap();
    assert_eq!((planned.status(), planned.rule.as_str()), (pb::SecondmentStatus::Planned, "TA-09a@1"));
    assert_eq!(planned.organization_title, "湖州市护理协会");
    let early = world.begin(&planned).await.unwrap_err();
    assert_eq!(reason(&early).1, "SECONDMENT_OTHER_DAY");
    world.days(7);
    let active = world.begin(&planned).await.unwrap();
    assert_eq!(active.status(), pb::SecondmentStatus::Active);
    let reported = world.report(&active, (2026, 4)).await.unwrap();
    assert_eq!(reported.reports[0].text, "走访会员\n起草章程");
    world.days(60);
    let reported = world.report(&reported, (2027, 1)).await.unwrap();
    let quarters: Vec<_> = reported.reports.iter().map(|one| (one.year, one.quarter)).collect();
    assert_eq!(quarters, [(2026, 4), (2027, 1)]);
    let ended = world.end(&reported).await.unwrap();
    assert_eq!((ended.status(), ended.grade()), (pb::SecondmentStatus::Ended, pb::SecondmentGrade::Excellent));
    assert_eq!(ended.ended_date, date(2027, 1, 30));
    // once it has ended the official may be sent again
    let again = pb::Secondment { begin_date: date(2027, 3, 1), ..world.stated(1) };
    let again = world.plan(again).await.unwrap();
    world.cancel(&again).await.unwrap();
    let stand: Vec<_> = world.city.suite.facts::<pb::SecondmentChanged>().await;
    let stand: Vec<_> = stand.iter().map(pb::SecondmentChanged::status).collect();
    let expected = [
        pb::SecondmentStatus::Planned,
        pb::SecondmentStatus::Active,
        pb::SecondmentStatus::Ended,
        pb::SecondmentStatus::Planned,
        pb::SecondmentStatus::Cancelled,
    ];
    assert_eq!(stand, expected);
    assert_eq!(world.city.suite.facts::<pb::SecondmentReported>().await.len(), 2);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn one_that_is_recognised_later_ended_on_its_last_day() {
    let world = World::start().await;
    let planned = world.plan(world.stated(1)).await.unwrap();
    world.days(7);
    let active = world.begin(&planned).await.unwrap();
    world.days(400);
    assert_eq!(world.end(&active).await.unwrap().ended_date, date(2027, 11, 30));
    world.city.suite.stop().await;
}

/// Calls three times with one key; the answers are the same.
macro_rules! thrice {
    ($client:expr, $method:ident, $request:expr) => {{
        let (mut client, request) = ($client, $request);
        let first = client.$method(request.clone()).await.unwrap().into_inner();
        for _ in 0..2 {
            assert_eq!(client.$method(request.clone()).await.unwrap().into_inner(), first);
        }
        first.secondment.unwrap()
    }};
}

fn keyed(world: &World, caller: &Caller) -> Secondments {
    Secondments::new(world.city.client(caller.keyed("k")))
}

#[tokio::test]
async fn every_step_that_is_repeated_is_done_once() {
    let world = World::start().await;
    let before = world.city.suite.audited().await;
    let sending = || keyed(&world, &world.sender());
    let other = world.plan(world.stated(2)).await.unwrap();
    let request =
        pb::CancelSecondmentRequest {
            name: other.name.clone(), etag: other.etag.clone(), reason: "另有任务".into()
        };
    thrice!(sending(), cancel_secondment, request);
    let secondment = Some(world.stated(1));
    let planned = thrice!(sending(), plan_secondment, pb::PlanSecondmentRequest { secondment });
    world.days(7);
    let name = planned.name;
    let request = pb::BeginSecondmentRequest { name: name.clone(), etag: planned.etag };
    let active = thrice!(sending(), begin_secondment, request);
    let report = pb::SecondmentReport { year: 2026, quarter: 4, text: "走访会员".into(), ..Default::default() };
    let request = pb::FileSecondmentReportRequest { name: name.clone(), etag: active.etag, report: Some(report) };
    let reported = thrice!(sending(), file_secondment_report, request);
    let grade = pb::SecondmentGrade::Competent.into();
    let request = pb::EndSecondmentRequest { name, etag: reported.etag, grade, reason: "完成任务".into() };
    thrice!(sending(), end_secondment, request);
    assert_eq!(world.city.suite.audited().await - before, 6);
    world.city.suite.stop().await;
}
