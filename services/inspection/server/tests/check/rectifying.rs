//! RectificationService, and what happens when nobody reports in time.

use futures::future::join_all;
use onecode_proto::inspection::v1 as pb;
use time::Duration;
use tonic::{Code, Status};

use crate::support::*;

fn order_of(check: &pb::Check) -> pb::OrderRectificationRequest {
    pb::OrderRectificationRequest {
        parent: check.name.clone(),
        rectification: Some(pb::Rectification {
            demands: "补正原始凭证，完善票据管理".into(),
            due_date: date(2026, 12, 8),
            reporting_department: "departments/data-bureau".into(),
            ..Default::default()
        }),
    }
}

async fn order(world: &World, check: &pb::Check) -> Result<pb::Rectification, Status> {
    let answer = rectifications(world).order_rectification(order_of(check)).await;
    answer.map(|answer| answer.into_inner().rectification.unwrap())
}

async fn report(world: &World, seen: &pb::Rectification, documents: Vec<String>) -> Result<pb::Rectification, Status> {
    let request = pb::ReportRectificationRequest {
        name: seen.name.clone(),
        etag: seen.etag.clone(),
        report: "凭证已经补齐".into(),
        documents,
    };
    let portal = world.caller("data-bureau", &["rectification-portal"]);
    let answer = Rectifications::new(world.client(portal.fresh())).report_rectification(request).await;
    answer.map(|answer| answer.into_inner().rectification.unwrap())
}

async fn recheck(
    world: &World,
    seen: &pb::Rectification,
    result: pb::RecheckResult,
) -> Result<pb::Rectification, Status> {
    let request = pb::RecheckRectificationRequest {
        name: seen.name.clone(),
        etag: seen.etag.clone(),
        result: result.into(),
        reasons: "现场复查".into(),
    };
    let answer = rectifications(world).recheck_rectification(request).await;
    answer.map(|answer| answer.into_inner().rectification.unwrap())
}

async fn seen(world: &World, one: &pb::Rectification) -> pb::Rectification {
    let request = pb::GetRectificationRequest { name: one.name.clone() };
    rectifications(world).get_rectification(request).await.unwrap().into_inner().rectification.unwrap()
}

/// Waits until the sweeper has noticed.
async fn noticed(world: &World, one: &pb::Rectification) -> pb::Rectification {
    for _ in 0..500 {
        let now = seen(world, one).await;
        if now.missed_date.is_some() {
            return now;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("nobody noticed that the last day passed");
}

async fn outcomes(world: &World, sql: &'static str) -> i64 {
    world.suite.count(sql).await
}

const STANDING: &str = "select count(*) from inspection.outcome
    where kind = 'rectification_missed' and counts_until is null and withdrawn_on is null";

#[tokio::test]
async fn what_was_ordered_is_reported_returned_reported_again_and_closed() {
    let world = registered().await;
    let check = ordered(&world).await;
    let one = order(&world, &check).await.unwrap();
    assert_eq!((one.state(), one.rule.as_str()), (pb::RectificationState::Ordered, "CK-03@1"));
    assert_eq!((&one.check, &one.organization), (&check.name, &check.organization));
    let (paper, _) = document(&world, "rectification-report").await;
    let reported = report(&world, &one, vec![paper.clone()]).await.unwrap();
    assert_eq!((reported.state(), &reported.documents), (pb::RectificationState::Reported, &vec![paper]));
    assert_eq!(reported.report_date, date(2026, 11, 24));
    let returned = recheck(&world, &reported, pb::RecheckResult::Returned).await.unwrap();
    assert_eq!((returned.state(), returned.recheck_reasons.as_str()), (pb::RectificationState::Ordered, "现场复查"));
    let again = report(&world, &returned, Vec::new()).await.unwrap();
    let closed = recheck(&world, &again, pb::RecheckResult::Done).await.unwrap();
    assert_eq!((closed.state(), closed.missed_date), (pb::RectificationState::Closed, None));
    assert_eq!(seen(&world, &one).await, closed);
    let told = world.facts::<pb::RectificationOrdered>().await;
    assert_eq!((told.len(), told[0].due_date), (1, date(2026, 12, 8)));
    assert_eq!(world.facts::<pb::RectificationReported>().await.len(), 2);
    let ended = world.facts::<pb::RectificationEnded>().await;
    assert_eq!((ended.len(), ended[0].state(), ended[0].missed), (1, pb::RectificationState::Closed, false));
    let late = recheck(&world, &closed, pb::RecheckResult::Done).await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "CASE_STATE".into()));
    assert_eq!(outcomes(&world, "select count(*) from inspection.outcome").await, 0);
    order(&world, &check).await.unwrap();
}

/// Each effect once, although two sweepers look all the time.
#[tokio::test]
async fn a_last_day_that_passes_is_noticed_once_told_and_noted_until_it_is_put_right() {
    let world = registered().await;
    let one = order(&world, &ordered(&world).await).await.unwrap();
    world.suite.clock().advance(Duration::days(14));
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    assert_eq!(seen(&world, &one).await.missed_date, None, "8 December is not over");
    world.suite.clock().advance(Duration::days(1));
    let missed = noticed(&world, &one).await;
    assert_eq!((missed.state(), missed.missed_date), (pb::RectificationState::Ordered, date(2026, 12, 9)));
    let late = report(&world, &one, Vec::new()).await.unwrap_err();
    assert_eq!(reason(&late), (Code::Aborted, "RECTIFICATION_CHANGED".into()));
    assert_eq!(metadata(&late, "etag"), missed.etag);
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    assert_eq!(world.facts::<pb::RectificationMissed>().await.len(), 1);
    assert_eq!(outcomes(&world, STANDING).await, 1);
    let listed = rectifications(&world)
        .list_rectifications(pb::ListRectificationsRequest { missed: true, ..Default::default() })
        .await
        .unwrap()
        .into_inner();
    assert_eq!(listed.rectifications, std::slice::from_ref(&missed));
    let reported = report(&world, &missed, Vec::new()).await.unwrap();
    assert!(world.facts::<pb::RectificationReported>().await[0].late);
    let closed = recheck(&world, &reported, pb::RecheckResult::Done).await.unwrap();
    assert_eq!(closed.missed_date, date(2026, 12, 9));
    assert_eq!((outcomes(&world, STANDING).await, world.facts::<pb::RectificationMissed>().await.len()), (0, 1));
}

/// Nobody can say before the last day has passed that it was not put right by it, whatever was reported.
#[tokio::test]
async fn what_is_not_put_right_fails_after_its_last_day_alone_and_is_missed_then() {
    let world = registered().await;
    let one = order(&world, &ordered(&world).await).await.unwrap();
    let refused = recheck(&world, &one, pb::RecheckResult::Done).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CASE_STATE".into()));
    let early = recheck(&world, &one, pb::RecheckResult::Failed).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "RECTIFICATION_RUNNING".into()));
    assert_eq!(metadata(&early, "due"), "2026-12-08");
    let reported = report(&world, &one, Vec::new()).await.unwrap();
    world.suite.clock().advance(Duration::days(14));
    let early = recheck(&world, &reported, pb::RecheckResult::Failed).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "RECTIFICATION_RUNNING".into()), "8 December is not over");
    assert_eq!(outcomes(&world, STANDING).await, 0);
    world.suite.clock().advance(Duration::days(1));
    let failed = recheck(&world, &reported, pb::RecheckResult::Failed).await.unwrap();
    assert_eq!((failed.state(), failed.missed_date), (pb::RectificationState::Failed, date(2026, 12, 9)));
    assert_eq!(outcomes(&world, STANDING).await, 1);
    assert_eq!(world.facts::<pb::RectificationMissed>().await.len(), 1);
    assert_eq!(world.facts::<pb::RectificationEnded>().await[0].state(), pb::RectificationState::Failed);
}

/// Whoever reports late before the sweeper came by is late all the same, once.
#[tokio::test]
async fn a_late_report_that_no_sweeper_forestalled_is_missed_once() {
    let world = World::start_with(|config| config.sweep_pause = std::time::Duration::from_hours(1)).await;
    world.organizations(3).await;
    let one = order(&world, &ordered(&world).await).await.unwrap();
    world.suite.clock().advance(Duration::days(15));
    let late = report(&world, &one, Vec::new()).await.unwrap();
    assert_eq!((late.state(), late.missed_date), (pb::RectificationState::Reported, date(2026, 12, 9)));
    assert!(world.facts::<pb::RectificationReported>().await[0].late);
    assert_eq!((outcomes(&world, STANDING).await, world.facts::<pb::RectificationMissed>().await.len()), (1, 1));
    let failed = recheck(&world, &late, pb::RecheckResult::Failed).await.unwrap();
    assert_eq!(failed.missed_date, late.missed_date);
    assert_eq!((outcomes(&world, STANDING).await, world.facts::<pb::RectificationMissed>().await.len()), (1, 1));
}

/// CK-03.
#[tokio::test]
async fn an_order_follows_its_check_keeps_to_the_rule_and_stands_alone() {
    let world = registered().await;
    let check = ordered(&world).await;
    let with = |due_date| {
        let mut request = order_of(&check);
        request.rectification.as_mut().unwrap().due_date = due_date;
        request
    };
    for day in [date(2026, 11, 24), date(2027, 2, 23)] {
        let refused = rectifications(&world).order_rectification(with(day)).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::FailedPrecondition, "RECTIFICATION_TERM".into()));
        assert_eq!(
            (metadata(&refused, "earliest"), metadata(&refused, "latest")),
            ("2026-11-25".into(), "2027-02-22".into())
        );
    }
    let outcomes = join_all((0..4).map(|_| order(&world, &check))).await;
    let refused: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).map(reason).collect();
    assert_eq!(refused, vec![(Code::AlreadyExists, "RECTIFICATION_OPEN".into()); 3]);
    let wrong = pb::OrderRectificationRequest { parent: "checks/1".into(), rectification: None };
    let refused = rectifications(&world).order_rectification(wrong).await.unwrap_err();
    assert_eq!(violated(&refused), ["parent", "rectification.demands", "rectification.due_date"]);
    let tax = world.caller(TAX, &["inspection-check-lead"]);
    let refused =
        Rectifications::new(world.client(tax.fresh())).order_rectification(order_of(&check)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CHECK_NOT_LEAD".into()));

    let other = registered().await;
    let (check, ..) = underway(&other).await;
    let refused = order(&other, &check).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CHECK_NOT_ORDERED".into()));
}

#[tokio::test]
async fn repeats_are_answered_alike_and_only_the_portal_named_reports() {
    let world = registered().await;
    let check = ordered(&world).await;
    let mut keyed = Rectifications::new(world.client(lead(&world).keyed("k1")));
    let first = keyed.order_rectification(order_of(&check)).await.unwrap().into_inner();
    assert_eq!(keyed.order_rectification(order_of(&check)).await.unwrap().into_inner(), first);
    let one = first.rectification.unwrap();
    let request = pb::ReportRectificationRequest {
        name: one.name.clone(),
        etag: one.etag.clone(),
        report: "凭证已经补齐".into(),
        documents: Vec::new(),
    };
    let refused = keyed.report_rectification(request.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CASE_ROLE".into()));
    let portal = world.caller("data-bureau", &["rectification-portal"]);
    let mut portal = Rectifications::new(world.client(portal.keyed("k2")));
    let reported = portal.report_rectification(request.clone()).await.unwrap().into_inner();
    assert_eq!(portal.report_rectification(request.clone()).await.unwrap().into_inner(), reported);
    let request = pb::RecheckRectificationRequest {
        name: one.name,
        etag: reported.rectification.unwrap().etag,
        result: pb::RecheckResult::Done.into(),
        reasons: "现场复查".into(),
    };
    let closed = keyed.recheck_rectification(request.clone()).await.unwrap().into_inner();
    assert_eq!(keyed.recheck_rectification(request).await.unwrap().into_inner(), closed);
    let wrong = pb::RecheckRectificationRequest { name: "rectifications/1".into(), ..Default::default() };
    let refused = keyed.recheck_rectification(wrong).await.unwrap_err();
    assert_eq!(violated(&refused), ["etag", "name", "reasons", "result"]);
    let wrong = pb::ReportRectificationRequest { documents: vec!["x".into()], ..Default::default() };
    assert_eq!(
        violated(&keyed.report_rectification(wrong).await.unwrap_err()),
        ["documents[0]", "etag", "name", "report"]
    );
}
