//! The party is told, states its defence and is heard.

use onecode_proto::inspection::v1 as pb;

use crate::support::*;

const HEAVY: i64 = 6_000_000;

fn statement(office: Office<'_>) -> pb::PenaltyStatement {
    pb::PenaltyStatement {
        statement_date: office.today(),
        content: "已经停止培训".into(),
        accepted: true,
        weighing: "情况属实，予以采纳".into(),
    }
}

#[tokio::test]
async fn the_party_states_its_defence_and_the_time_for_it_must_pass() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.concluded(&organization(&world, 1).await, vec![warning(), fine(100_000)]).await;
    let seen = civil.notify(&seen).await.unwrap();
    let notice = seen.notice.clone().unwrap();
    assert_eq!((notice.hearing_right, notice.sanctions), (false, vec![warning(), fine(100_000)]));
    let refused = civil.decide(&seen, decision(vec![warning()])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TERM_RUNNING".into()), "it was not delivered");
    let seen = civil.notice_delivered(&seen, civil.today()).await.unwrap();
    let again = civil.notice_delivered(&seen, civil.today()).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "CASE_STATE".into()), "its time does not begin anew");
    let seen = civil.state(&seen, statement(civil)).await.unwrap();
    assert_eq!(seen.statements, [statement(civil)]);
    civil.pass(7);
    let refused = civil.decide(&seen, decision(vec![warning()])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TERM_RUNNING".into()));
    assert_eq!(metadata(&refused, "until"), "2026-12-01");
    civil.pass(1);
    let refused = civil.decide(&seen, decision(vec![warning(), fine(100_001)])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "DECISION_HEAVIER".into()));
    assert_eq!(metadata(&refused, "kinds"), "fine");
    let decided = civil.decide(&seen, decision(vec![warning(), fine(50_000)])).await.unwrap();
    assert_eq!(decided.state(), pb::PenaltyState::Decided);
}

#[tokio::test]
async fn a_second_notice_is_delivered_and_answered_like_the_first() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.told(&organization(&world, 1).await, vec![warning()]).await;
    civil.pass(12);
    let back = civil.review(&seen, false, "证据不足").await.unwrap();
    let report = "补充调查".into();
    let conclusion = pb::PenaltyConclusion { report, sanctions: vec![fine(100_000)], ..Default::default() };
    let again = civil.conclude(&back, conclusion).await.unwrap();
    let again = civil.notify(&again).await.unwrap();
    let refused = civil.decide(&again, decision(vec![fine(100_000)])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TERM_RUNNING".into()), "it was not delivered");
    let again = civil.notice_delivered(&again, civil.today()).await.unwrap();
    let refused = civil.decide(&again, decision(vec![fine(100_000)])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TERM_RUNNING".into()));
    civil.pass(9);
    assert!(civil.decide(&again, decision(vec![fine(100_000)])).await.is_ok());
}

#[tokio::test]
async fn the_term_goes_on_from_the_day_of_the_hearing_whenever_it_is_recorded() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.told(&organization(&world, 1).await, vec![fine(HEAVY)]).await;
    let asked = civil.ask_hearing(&seen, civil.today()).await.unwrap();
    let called = civil.call_hearing(&asked, date(2026, 12, 9), "局会议室").await.unwrap();
    civil.pass(25);
    civil.hear(&called, false, "听取了当事人意见").await.unwrap();
    let stood = "select count(*) from casework.deadline where key = 'decision' and due_on = date '2027-03-08'
        and clock -> 'suspensions' -> 0 ->> 'to' = '2026-12-09'";
    assert_eq!(world.suite.count(stood).await, 1, "24 November, 90 days, and fourteen that did not count");
}

#[tokio::test]
async fn a_light_penalty_gives_no_hearing() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.told(&organization(&world, 1).await, vec![fine(100_000)]).await;
    let refused = civil.ask_hearing(&seen, civil.today()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "NO_HEARING_RIGHT".into()));
}

#[tokio::test]
async fn a_hearing_is_asked_for_in_time_called_seven_working_days_before_and_reviewed_after() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.told(&organization(&world, 1).await, vec![fine(HEAVY)]).await;
    let notice = seen.notice.clone().unwrap();
    assert_eq!((notice.hearing_right, notice.hearing_rules), (true, vec!["PN-02c@1".into()]));
    civil.pass(3);
    let asked = civil.ask_hearing(&seen, civil.day(-1)).await.unwrap();
    assert_eq!(asked.state(), pb::PenaltyState::HearingRequested);
    let refused = civil.hear(&asked, false, "没有通知").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "HEARING_NOT_DUE".into()));
    let soon = civil.call_hearing(&asked, date(2026, 12, 8), "局会议室").await.unwrap_err();
    assert_eq!(reason(&soon), (Code::FailedPrecondition, "HEARING_TOO_SOON".into()));
    assert_eq!((metadata(&soon, "earliest"), metadata(&soon, "rule")), ("2026-12-09".into(), "PN-02b@1".into()));
    let called = civil.call_hearing(&asked, date(2026, 12, 9), "局会议室").await.unwrap();
    let early = civil.hear(&called, false, "尚未举行").await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "HEARING_NOT_DUE".into()));
    civil.pass(12);
    let heard = civil.hear(&called, false, "听取了当事人意见").await.unwrap();
    assert_eq!(heard.state(), pb::PenaltyState::Heard);
    let hearing = heard.hearing.clone().unwrap();
    assert_eq!(
        (hearing.request_date, hearing.hearing_date, hearing.held),
        (date(2026, 11, 26), date(2026, 12, 9), true)
    );
    let refused = civil.decide(&heard, decision(vec![fine(HEAVY)])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "LEGAL_REVIEW_MISSING".into()));
    assert_eq!(metadata(&refused, "rule"), "PN-01f@1");
    let reviewed = civil.review(&heard, true, "同意").await.unwrap();
    let decided = civil.decide(&reviewed, decision(vec![fine(HEAVY)])).await.unwrap();
    let rules = decided.decision.unwrap().rules;
    for rule in ["PN-01@1", "PN-01a@1", "PN-01c@1", "PN-01d@2", "PN-01f@1", "PN-02c@1", "PN-06@1"] {
        assert!(rules.iter().any(|one| one == rule), "{rule}: {rules:?}");
    }
    let stood = "select count(*) from casework.deadline where key = 'decision' and state = 'stopped'
        and clock -> 'suspensions' -> 0 ->> 'reason' = '听证'";
    assert_eq!(world.suite.count(stood).await, 1);
}

#[tokio::test]
async fn a_hearing_that_is_asked_for_too_late_is_refused() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.told(&organization(&world, 1).await, vec![fine(HEAVY)]).await;
    civil.pass(8);
    let refused = civil.ask_hearing(&seen, civil.today()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "HEARING_REQUEST_LATE".into()));
    assert_eq!((metadata(&refused, "last"), metadata(&refused, "rule")), ("2026-12-01".into(), "PN-02a@2".into()));
    assert!(civil.ask_hearing(&seen, civil.day(-1)).await.is_ok(), "it asked on the last day");
}

#[tokio::test]
async fn a_review_that_does_not_pass_sends_the_case_back() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.concluded(&organization(&world, 1).await, vec![fine(HEAVY)]).await;
    let back = civil.review(&seen, false, "证据不足").await.unwrap();
    assert_eq!(back.state(), pb::PenaltyState::Investigating);
    assert_eq!(back.review.as_ref().unwrap().opinion, "证据不足");
    let conclusion =
        pb::PenaltyConclusion { report: "补充调查".into(), sanctions: vec![fine(HEAVY)], ..Default::default() };
    let again = civil.conclude(&back, conclusion).await.unwrap();
    assert_eq!(again.review, None, "what was reviewed was another conclusion");
}

#[tokio::test]
async fn days_of_the_party_are_not_before_the_notice_nor_ahead() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.concluded(&organization(&world, 1).await, vec![fine(HEAVY)]).await;
    let seen = civil.notify(&seen).await.unwrap();
    let early = pb::PenaltyStatement { statement_date: civil.day(-1), ..statement(civil) };
    assert_eq!(violated_sorted(&civil.state(&seen, early).await.unwrap_err()), ["statement.statement_date"]);
    assert_eq!(violated_sorted(&civil.notice_delivered(&seen, civil.day(1)).await.unwrap_err()), ["delivery_date"]);
    assert_eq!(violated_sorted(&civil.ask_hearing(&seen, civil.day(1)).await.unwrap_err()), ["request_date"]);
}
