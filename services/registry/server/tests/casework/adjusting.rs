//! DeadlineService, writes: a term stands still, goes on, becomes longer; by its owner, on what was seen, within limits.

use onecode_proto::procedure::v1 as pb;
use onecode_proto::procedure::v1::DeadlineState;
use testkit::{Caller, Suite};
use time::Duration;
use tonic::{Code, Status};
use tonic_types::StatusExt;
use uuid::Uuid;

use crate::support::*;

async fn suspended(suite: &Suite, caller: &Caller, id: Uuid, key: &str) -> Result<pb::Deadline, Status> {
    let request = pb::SuspendDeadlineRequest {
        name: term(suite, id, key).await.name,
        reason: "听证".into(),
        etag: shown(suite, id).await.etag,
    };
    deadlines(suite, caller).suspend_deadline(request).await.map(|reply| reply.into_inner().deadline.unwrap())
}

async fn resumed(suite: &Suite, caller: &Caller, id: Uuid, key: &str) -> Result<pb::Deadline, Status> {
    let name = term(suite, id, key).await.name;
    let request = pb::ResumeDeadlineRequest { name, etag: shown(suite, id).await.etag };
    deadlines(suite, caller).resume_deadline(request).await.map(|reply| reply.into_inner().deadline.unwrap())
}

async fn extended(suite: &Suite, caller: &Caller, id: Uuid, key: &str, days: i32) -> Result<pb::Deadline, Status> {
    let request = pb::ExtendDeadlineRequest {
        name: term(suite, id, key).await.name,
        days,
        reason: "案情复杂".into(),
        etag: shown(suite, id).await.etag,
    };
    deadlines(suite, caller).extend_deadline(request).await.map(|reply| reply.into_inner().deadline.unwrap())
}

#[tokio::test]
async fn a_suspended_term_has_no_last_day_and_ends_later_by_the_days_it_stood_still() {
    let suite = registry().await;
    let id = accepted(&suite).await;
    let still = suspended(&suite, &head(&suite), id, "decision").await.unwrap();
    assert_eq!((still.state(), still.due_date), (DeadlineState::Suspended, None));
    let mine = pb::ListTasksRequest { mine: true, ..Default::default() };
    let task = tasks(&suite, &head(&suite)).list_tasks(mine).await.unwrap().into_inner();
    assert_eq!(task.tasks[0].due_date, None, "nor has the task that it times");
    let twice = suspended(&suite, &head(&suite), id, "decision").await.unwrap_err();
    assert_eq!(reason(&twice), (Code::FailedPrecondition, "CLOCK_STANDING".to_owned()));

    suite.clock().advance(Duration::days(2));
    let on = resumed(&suite, &head(&suite), id, "decision").await.unwrap();
    assert_eq!((on.state(), on.due_date), (DeadlineState::Running, date(2027, 1, 24)), "25 November did not count");
    let twice = resumed(&suite, &head(&suite), id, "decision").await.unwrap_err();
    assert_eq!(reason(&twice), (Code::FailedPrecondition, "CLOCK_STANDING".to_owned()));
    let told: Vec<_> =
        suite.facts::<pb::DeadlineMoved>().await.iter().map(|fact| (fact.previous_due_date, fact.due_date)).collect();
    assert_eq!(told, [(date(2027, 1, 23), None), (None, date(2027, 1, 24))]);
    let steps = shown(&suite, id).await.steps;
    let did: Vec<_> = steps[3..].iter().map(|step| (step.action.as_str(), step.reasons.as_str())).collect();
    assert_eq!(did, [("suspend-deadline", "听证"), ("resume-deadline", "")]);
    let why = deadlines(&suite, &head(&suite)).explain_deadline(pb::ExplainDeadlineRequest { name: on.name }).await;
    let why = why.unwrap().into_inner().explanation.unwrap();
    assert_eq!((why.suspensions.len(), why.suspensions[0].end_date), (1, date(2026, 11, 26)));
    assert!(why.skipped_days.iter().any(|day| day.reason == "中止：听证"));
}

#[tokio::test]
async fn a_term_is_prolonged_once_and_at_most_by_what_the_rule_allows() {
    let suite = registry().await;
    let id = accepted(&suite).await;
    let over = extended(&suite, &head(&suite), id, "decision", 11).await.unwrap_err();
    assert_eq!(reason(&over), (Code::FailedPrecondition, "EXTENSION_TOO_LONG".to_owned()));
    assert_eq!(over.get_details_error_info().unwrap().metadata["most"], "10");
    let longer = extended(&suite, &head(&suite), id, "decision", 10).await.unwrap();
    assert_eq!(longer.due_date, date(2027, 2, 2));
    let twice = extended(&suite, &head(&suite), id, "decision", 1).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::FailedPrecondition, "EXTENSION_TOO_LONG".to_owned()));
    let why = deadlines(&suite, &head(&suite)).explain_deadline(pb::ExplainDeadlineRequest { name: longer.name }).await;
    let why = why.unwrap().into_inner().explanation.unwrap();
    let extension =
        pb::Extension { days: 10, reason: "案情复杂".into(), approved_by: "departments/civil-affairs".into() };
    assert_eq!((why.length, why.extensions), (70, vec![extension]));
}

#[tokio::test]
async fn a_term_is_its_owners() {
    let suite = registry().await;
    let id = accepted(&suite).await;
    for key in ["opinion:education", "consultation:tax"] {
        let other = suspended(&suite, &head(&suite), id, key).await.unwrap_err();
        assert_eq!(reason(&other), (Code::PermissionDenied, "CASE_ROLE".to_owned()));
    }
    let clerk = suite.identities().caller(REGISTRAR, HUZHOU, &["registry-reader"]);
    let denied = extended(&suite, &clerk, id, "decision", 1).await.unwrap_err();
    assert_eq!(reason(&denied), (Code::PermissionDenied, "PERMISSION_MISSING".to_owned()));
    let unseen = suspended(&suite, &neighbour(&suite), id, "decision").await.unwrap_err();
    assert_eq!(reason(&unseen), (Code::NotFound, "CASE_NOT_FOUND".to_owned()));
}

#[tokio::test]
async fn only_a_term_that_the_procedure_lets_be_adjusted_stands_still_or_becomes_longer() {
    let suite = registry().await;
    let waiting = submitted(&suite).await;
    let reviewed = accepted(&suite).await;
    let public = opened(&suite, "simplified-deregistration").await;
    moved(&suite, public, submission(&["application", "resolution", "promise"])).await;
    moved(&suite, public, act(REGISTRAR, "accept")).await;
    let above = suite.identities().caller(REGISTRAR, "330000", &["platform-operator"]);
    let denied = suspended(&suite, &above, reviewed, "decision").await.unwrap_err();
    assert_eq!(reason(&denied), (Code::PermissionDenied, "CASE_ROLE".to_owned()), "it is the city's term");
    let of = |department| suite.identities().caller(department, HUZHOU, &["platform-operator"]);
    for (id, key, owner) in [
        (waiting, "acceptance", REGISTRAR),
        (public, "public-notice", REGISTRAR),
        (reviewed, "opinion:education", EDUCATION),
        (reviewed, "consultation:tax", TAX),
    ] {
        let before = term(&suite, id, key).await;
        for refused in [suspended(&suite, &of(owner), id, key).await, extended(&suite, &of(owner), id, key, 1).await] {
            assert_eq!(reason(&refused.unwrap_err()), (Code::FailedPrecondition, "TERM_FIXED".to_owned()), "{key}");
        }
        assert_eq!(term(&suite, id, key).await, before);
    }
}

#[tokio::test]
async fn a_term_that_has_passed_is_not_made_longer_afterwards() {
    let suite = registry().await;
    let (in_time, id) = (accepted(&suite).await, accepted(&suite).await);
    // 23 January is the last day.
    suite.clock().advance(Duration::days(60));
    let longer = extended(&suite, &head(&suite), in_time, "decision", 1).await.unwrap();
    assert_eq!(longer.due_date, date(2027, 1, 24));
    suite.clock().advance(Duration::days(1));
    casework::Sweeper::new(suite.uow().clone(), office()).sweep().await.unwrap();
    for refused in [
        extended(&suite, &head(&suite), id, "decision", 1).await,
        suspended(&suite, &head(&suite), id, "decision").await,
    ] {
        assert_eq!(reason(&refused.unwrap_err()), (Code::FailedPrecondition, "CLOCK_STANDING".to_owned()));
    }
    assert!(term(&suite, id, "decision").await.overdue);
}

#[tokio::test]
async fn a_term_that_is_over_stays_as_it_is() {
    let suite = registry().await;
    let id = accepted(&suite).await;
    for refused in [
        suspended(&suite, &head(&suite), id, "acceptance").await,
        resumed(&suite, &head(&suite), id, "acceptance").await,
        extended(&suite, &head(&suite), id, "acceptance", 1).await,
    ] {
        assert_eq!(reason(&refused.unwrap_err()), (Code::FailedPrecondition, "CLOCK_STANDING".to_owned()));
    }
}

#[tokio::test]
async fn what_is_done_with_a_term_rests_on_the_case_that_was_seen() {
    let suite = registry().await;
    let id = accepted(&suite).await;
    let name = term(&suite, id, "decision").await.name;
    let seen = shown(&suite, id).await.etag;
    suspended(&suite, &head(&suite), id, "decision").await.unwrap();
    let mut client = deadlines(&suite, &head(&suite));
    let request = pb::ResumeDeadlineRequest { name: name.clone(), etag: seen };
    let changed = client.resume_deadline(request).await.unwrap_err();
    assert_eq!(reason(&changed), (Code::Aborted, "CASE_CHANGED".to_owned()));
    let empty = client.suspend_deadline(pb::SuspendDeadlineRequest::default()).await.unwrap_err();
    assert_eq!(violated(&empty), ["reason", "name", "etag"]);
    let empty = client.extend_deadline(pb::ExtendDeadlineRequest { days: -1, ..Default::default() }).await.unwrap_err();
    assert_eq!(violated(&empty), ["reason", "days", "name", "etag"]);
    let long = pb::SuspendDeadlineRequest { name, reason: "由".repeat(201), etag: "x".into() };
    assert_eq!(violated(&client.suspend_deadline(long).await.unwrap_err()), ["reason"]);
}

#[tokio::test]
async fn a_return_for_correction_stops_the_decisions_term_and_that_is_told() {
    let suite = registry().await;
    let id = accepted(&suite).await;
    moved(&suite, id, reasoned(REGISTRAR, "return")).await;
    let still = term(&suite, id, "decision").await;
    assert_eq!((still.state(), still.due_date), (DeadlineState::Suspended, None));
    let told = suite.facts::<pb::DeadlineMoved>().await;
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].key.as_str(), told[0].previous_due_date, told[0].due_date),
        ("decision", date(2027, 1, 23), None)
    );
    suite.clock().advance(Duration::days(10));
    moved(&suite, id, submission(&PAPERS)).await;
    moved(&suite, id, act(REGISTRAR, "accept")).await;
    assert_eq!(term(&suite, id, "decision").await.due_date, date(2027, 2, 1), "nine days later");
}

#[tokio::test]
async fn a_return_for_correction_leaves_a_hearing_under_way_and_neither_ends_the_other() {
    let suite = registry().await;
    let (one, other) = (accepted(&suite).await, accepted(&suite).await);
    let days = async |days| suite.clock().advance(Duration::days(days));
    let last = async |id| {
        let term = term(&suite, id, "decision").await;
        (term.state(), term.due_date)
    };
    let still = (DeadlineState::Suspended, None);
    days(1).await;
    for id in [one, other] {
        suspended(&suite, &head(&suite), id, "decision").await.unwrap();
    }
    days(1).await;
    for id in [one, other] {
        moved(&suite, id, reasoned(REGISTRAR, "return")).await;
    }
    days(2).await;
    resumed(&suite, &head(&suite), other, "decision").await.unwrap();
    assert_eq!(last(other).await, still, "the papers are with the applicant");
    days(2).await;
    for id in [one, other] {
        moved(&suite, id, submission(&PAPERS)).await;
        moved(&suite, id, act(REGISTRAR, "accept")).await;
    }
    assert_eq!(last(one).await, still, "the hearing goes on");
    // From 25 to 29 November nothing counted.
    assert_eq!(last(other).await, (DeadlineState::Running, date(2027, 1, 28)));
    days(2).await;
    resumed(&suite, &head(&suite), one, "decision").await.unwrap();
    assert_eq!(last(one).await, (DeadlineState::Running, date(2027, 1, 30)));
}
