//! ConcludeCheck and PublishCheckResult.

use futures::future::join_all;
use inspection_domain::check::{Severity, Verdict};
use onecode_proto::inspection::v1 as pb;
use onecode_proto::procedure::v1::{self as procedure, publicity_service_client::PublicityServiceClient};
use time::Duration;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn a_check_is_concluded_over_the_record_that_two_confirmed_and_told() {
    let world = registered().await;
    let (check, mut one, mut other) = underway(&world).await;
    one.finding(Severity::Serious);
    work(&mut one, &mut other, Verdict::DoesNotConform);
    upload(&world, &one).await;
    upload(&world, &other).await;
    let done = conclude(&world, &check, pb::CheckOutcome::Transferred).await.unwrap();
    let conclusion = done.conclusion.clone().unwrap();
    assert_eq!((done.state(), conclusion.outcome()), (pb::CheckState::Concluded, pb::CheckOutcome::Transferred));
    assert_eq!((conclusion.finding_count, conclusion.serious_count), (1, 1));
    assert_eq!(conclusion.digest, digest_of(&[&one, &other]).to_string());
    assert_eq!(conclusion.confirmed_by.len(), 2);
    assert_eq!(conclusion.rules, ["SP-05@1", "TA-04@1", "SP-06@1"]);
    let results: Vec<_> = conclusion.results.iter().map(|one| (one.item.as_str(), one.verdict())).collect();
    let expected = [(FINANCE, pb::CheckVerdict::DoesNotConform), (GOVERNANCE, pb::CheckVerdict::Conforms)];
    assert_eq!(results, expected);
    assert_eq!(get(&world, &check).await, done);

    let told = world.facts::<pb::CheckConcluded>().await;
    assert_eq!((told.len(), told[0].serious_count, &told[0].results), (1, 1, &conclusion.results));
    let serious = world.facts::<pb::SeriousFindingMade>().await;
    assert_eq!((serious.len(), serious[0].ground.as_str()), (1, "民间非营利组织会计制度"));
    let noted = "select count(*) from inspection.outcome where kind = 'serious_finding' and counts_from = '2026-11-24'";
    assert_eq!(world.suite.count(noted).await, 1);
    // SP-06: twenty working days from Tuesday, 24 November
    let due = "select count(*) from casework.deadline where key = 'publication' and due_on = '2026-12-22'";
    assert_eq!(world.suite.count(due).await, 1);
}

#[tokio::test]
async fn what_is_missing_or_does_not_fit_is_refused_for_its_own_reason() {
    let world = registered().await;
    let (check, mut one, mut other) = underway(&world).await;
    one.answer(FINANCE, Verdict::DoesNotConform, &[]);
    upload(&world, &one).await;
    let refused = conclude(&world, &check, pb::CheckOutcome::Ordered).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CHECK_ITEMS_UNANSWERED".into()));
    assert_eq!(metadata(&refused, "items"), "spot-check-governance-city");
    other.answer(GOVERNANCE, Verdict::Conforms, &[]);
    upload(&world, &other).await;
    let refused = conclude(&world, &check, pb::CheckOutcome::NoProblem).await.unwrap_err();
    assert_eq!(reason(&refused).1, "CHECK_OUTCOME_CONTRADICTED");
    let refused = conclude(&world, &check, pb::CheckOutcome::Ordered).await.unwrap_err();
    assert_eq!(reason(&refused).1, "CHECK_NOT_CONFIRMED");
    assert_eq!(metadata(&refused, "digest"), digest_of(&[&one, &other]).to_string());
    let seen = conclusion(&world, &check, pb::CheckOutcome::Ordered).await;
    confirm(&mut one, &mut other);
    one.statement("钱");
    upload(&world, &one).await;
    upload(&world, &other).await;
    let refused = checks(&world).conclude_check(seen.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::Aborted, "CHECK_RECORD_CHANGED".into()));
    assert_eq!(metadata(&refused, "digest"), record(&world, &check).await.digest);
    confirm(&mut one, &mut other);
    upload(&world, &one).await;
    upload(&world, &other).await;
    let after = conclusion(&world, &check, pb::CheckOutcome::Ordered).await;
    let before = pb::ConcludeCheckRequest { visit_end_date: date(2026, 11, 23), ..after.clone() };
    assert_eq!(reason(&checks(&world).conclude_check(before).await.unwrap_err()).1, "VISIT_OUTSIDE_WINDOW");
    let stale = pb::ConcludeCheckRequest { etag: "\"old\"".into(), ..after.clone() };
    assert_eq!(reason(&checks(&world).conclude_check(stale).await.unwrap_err()).1, "CHECK_CHANGED");
    let wrong =
        pb::ConcludeCheckRequest { name: "checks/1".into(), visit_end_date: date(2026, 11, 25), ..Default::default() };
    let refused = checks(&world).conclude_check(wrong).await.unwrap_err();
    assert_eq!(violated(&refused), ["digest", "etag", "name", "outcome", "summary", "visit_end_date"]);
    checks(&world).conclude_check(after).await.unwrap();
}

/// SP-05: an assistant's confirmation is on record and does not count.
#[tokio::test]
async fn an_assistant_confirms_beside_others_only() {
    let world = registered().await;
    let mut inspectors = two(&world).await;
    let helper = pb::Inspector { assistant: true, ..inspector("MZ-3") };
    inspectors.push(world.inspector_who(CIVIL, helper).await);
    let check = begin(&world, &create(&world, check(), &inspectors).await.unwrap()).await.unwrap();
    let device = |number, who: usize| Device::new(&check.name, number, &inspectors[who], testkit::START);
    let (mut one, mut other, mut assistant) = (device(1, 0), device(2, 1), device(3, 2));
    one.answer(FINANCE, Verdict::Conforms, &[]);
    assistant.answer(GOVERNANCE, Verdict::Conforms, &[]);
    let digest = digest_of(&[&one, &assistant]);
    one.confirm(digest);
    assistant.confirm(digest);
    upload(&world, &one).await;
    upload(&world, &assistant).await;
    let refused = conclude(&world, &check, pb::CheckOutcome::NoProblem).await.unwrap_err();
    assert_eq!((reason(&refused).1.as_str(), metadata(&refused, "confirmed").as_str()), ("CHECK_NOT_CONFIRMED", "1"));
    other.confirm(digest);
    upload(&world, &other).await;
    let done = conclude(&world, &check, pb::CheckOutcome::NoProblem).await.unwrap();
    assert_eq!(done.conclusion.unwrap().confirmed_by.len(), 2);
}

#[tokio::test]
async fn of_conclusions_at_once_one_counts() {
    let world = registered().await;
    let (check, mut one, mut other) = underway(&world).await;
    work(&mut one, &mut other, Verdict::Conforms);
    upload(&world, &one).await;
    upload(&world, &other).await;
    let request = conclusion(&world, &check, pb::CheckOutcome::NoProblem).await;
    let calls = (0..4).map(|_| {
        let (mut client, request) = (checks(&world), request.clone());
        async move { client.conclude_check(request).await }
    });
    let outcomes = join_all(calls).await;
    let refused: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).map(reason).collect();
    assert_eq!(refused, vec![(Code::Aborted, "CHECK_CHANGED".into()); 3]);
    assert_eq!(world.facts::<pb::CheckConcluded>().await.len(), 1);
    let again = get(&world, &check).await;
    let again = pb::ConcludeCheckRequest { etag: again.etag, ..request };
    let refused = checks(&world).conclude_check(again).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CASE_STATE".into()));
}

#[tokio::test]
async fn what_comes_after_the_conclusion_is_kept_as_late_and_changes_nothing() {
    let world = registered().await;
    let (check, mut one, mut other) = underway(&world).await;
    work(&mut one, &mut other, Verdict::Conforms);
    upload(&world, &one).await;
    upload(&world, &other).await;
    let done = conclude(&world, &check, pb::CheckOutcome::NoProblem).await.unwrap();
    other.finding(Severity::Serious);
    let answer = upload(&world, &other).await;
    assert_eq!(answer.outcomes.last().unwrap().result(), pb::EntryResult::Stored);
    let seen = record(&world, &check).await;
    assert_eq!((seen.late_entry_count, seen.findings.len()), (1, 0));
    assert_eq!(seen.digest, done.conclusion.clone().unwrap().digest);
    assert!(entries(checks(&world), &check).await.last().unwrap().late);
    assert_eq!(get(&world, &check).await, done);
    let request = pb::AssignInspectorsRequest {
        name: check.name.clone(),
        inspectors: vec![world.inspector(CIVIL, "MZ-7").await],
    };
    let refused = checks(&world).assign_inspectors(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CASE_STATE".into()));
}

#[tokio::test]
async fn a_result_is_published_once_without_anybodys_name() {
    let world = registered().await;
    let (check, mut one, mut other) = underway(&world).await;
    let publish =
        |check: &pb::Check| pb::PublishCheckResultRequest { name: check.name.clone(), etag: check.etag.clone() };
    let refused = checks(&world).publish_check_result(publish(&check)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CASE_STATE".into()));
    work(&mut one, &mut other, Verdict::Conforms);
    upload(&world, &one).await;
    upload(&world, &other).await;
    let done = conclude(&world, &check, pb::CheckOutcome::NoProblem).await.unwrap();
    // the list was amended before the visit, and is again before the result is published
    for sql in [
        "update inspection.item set valid_to = '2026-11-01' where key = 'spot-check-governance-city'",
        "insert into inspection.item select key, task, '旧内部治理', object, draw_percent, at_least, frequency, method, basis, source, date '2016-01-01', date '2017-01-01' from inspection.item where key = 'spot-check-finance-city'",
        "insert into inspection.item select key, task, '治理结构', object, draw_percent, at_least, frequency, method, basis, source, date '2026-11-01', date '2026-11-25' from inspection.item where key = 'spot-check-governance-city'",
        "insert into inspection.item select key, task, '治理和党建', object, draw_percent, at_least, frequency, method, basis, source, date '2026-11-25', null from inspection.item where key = 'spot-check-governance-city' and valid_to = '2026-11-01'",
    ] {
        sqlx::query(sql).execute(&mut world.suite.database().connection().await).await.unwrap();
    }
    world.suite.clock().advance(Duration::days(2));
    let mut keyed = Checks::new(world.client(lead(&world).keyed("k1")));
    let answer = keyed.publish_check_result(publish(&done)).await.unwrap().into_inner();
    assert_eq!(keyed.publish_check_result(publish(&done)).await.unwrap().into_inner(), answer);
    let published = answer.check.unwrap();
    assert_eq!((published.state(), published.publish_date), (pb::CheckState::Published, date(2026, 11, 26)));
    let told = world.facts::<pb::CheckResultPublished>().await;
    assert_eq!((told.len(), &told[0].announcement), (1, &published.announcement));

    let mut public = PublicityServiceClient::new(world.suite.client(lead(&world).fresh()));
    let request = procedure::ListAnnouncementsRequest::default();
    let listed = public.list_announcements(request).await.unwrap().into_inner().announcements;
    assert_eq!((listed.len(), listed[0].title.as_str()), (1, "湖州市第1社会组织检查结果公告"));
    let expected = format!(
        "湖州市第1社会组织（统一社会信用代码{}）专项检查，检查日期2026-11-24至2026-11-24。检查项目：财务状况：符合；治理结构：符合。检查结果：未发现问题。财务票据管理不规范",
        code(1)
    );
    assert_eq!(listed[0].body, expected);
    let request = pb::ListChecksRequest { state: pb::CheckState::Published.into(), ..Default::default() };
    assert_eq!(checks(&world).list_checks(request).await.unwrap().into_inner().checks.len(), 1);
    let stopped = "select count(*) from casework.deadline where key = 'publication' and state = 'stopped'";
    assert_eq!(world.suite.count(stopped).await, 1);
}

#[tokio::test]
async fn nobody_is_found_and_nobody_cooperates_are_outcomes_without_answers() {
    for outcome in [pb::CheckOutcome::Unreachable, pb::CheckOutcome::Refused] {
        let world = registered().await;
        let (check, mut one, mut other) = underway(&world).await;
        one.check_in(OFFICE);
        confirm(&mut one, &mut other);
        upload(&world, &one).await;
        upload(&world, &other).await;
        let done = conclude(&world, &check, outcome).await.unwrap();
        assert_eq!(done.conclusion.unwrap().results, []);
    }
}

/// SP-06: the sweeper of terms tells of a result that nobody has published.
#[tokio::test]
async fn a_result_that_is_not_published_in_time_is_noticed() {
    let world = registered().await;
    ordered(&world).await;
    let sweeper = casework::Sweeper::new(world.suite.uow().clone(), office());
    world.suite.clock().advance(Duration::days(28));
    sweeper.sweep().await.unwrap();
    assert_eq!(world.facts::<procedure::DeadlineMissed>().await, [], "22 December is not over");
    world.suite.clock().advance(Duration::days(1));
    sweeper.sweep().await.unwrap();
    let told = world.facts::<procedure::DeadlineMissed>().await;
    assert_eq!((told.len(), told[0].key.as_str()), (1, "publication"));
    assert_eq!(told[0].department, "departments/civil-affairs");
}
