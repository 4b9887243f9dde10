//! What the public says decides whether somebody takes office.

use onecode_proto::procedure::v1::ObjectionState;
use onecode_proto::registry::v1::AppointmentNoticeState as State;
use time::Duration;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn an_objection_must_be_answered_first_and_one_that_was_rejected_does_not_bar() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let notice = before_the_public(&suite, &parent, 1).await;
    objected(&suite, &notice.publicity).await;
    suite.clock().advance(Duration::days(10));
    let status = confirmed(&suite, &notice.name).await.unwrap_err();
    assert_eq!(reason(&status), (Code::FailedPrecondition, "OBJECTIONS_OPEN".into()));
    answered(&suite, &notice.publicity, ObjectionState::Rejected).await;
    assert_eq!(confirmed(&suite, &notice.name).await.unwrap().state(), State::Appointed);
}

#[tokio::test]
async fn nobody_takes_office_against_whom_an_objection_was_upheld() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let notice = before_the_public(&suite, &parent, 1).await;
    objected(&suite, &notice.publicity).await;
    answered(&suite, &notice.publicity, ObjectionState::Upheld).await;
    suite.clock().advance(Duration::days(10));
    let status = confirmed(&suite, &notice.name).await.unwrap_err();
    assert_eq!(reason(&status), (Code::FailedPrecondition, "OBJECTION_UPHELD".into()));
    assert_eq!(suite.count("select count(*) from registry.post").await, 0);
}
