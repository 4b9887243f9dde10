//! What objections mean for the decision of the case.

use onecode_proto::procedure::v1::ObjectionState;
use time::Duration;

use crate::support::*;

#[tokio::test]
async fn an_open_objection_forbids_the_approval_and_a_rejected_one_does_not() {
    let suite = registry().await;
    let (id, publicity) = before_the_public(&suite).await;
    agreed(&suite, id).await;
    objected(&suite, &publicity).await;
    suite.clock().advance(Duration::days(46));
    let fault = tried(&suite, id, None, act(REGISTRAR, "approve")).await.unwrap_err();
    assert_eq!(fault.reason(), "OBJECTIONS_OPEN");

    let mut registrar = registrar(&suite);
    let objection = objections(&mut registrar, &publicity).await.remove(0);
    answered(&mut registrar, &objection, ObjectionState::Rejected).await.unwrap();
    assert_eq!(moved(&suite, id, act(REGISTRAR, "approve")).await.state, "approved");
}

#[tokio::test]
async fn an_upheld_objection_forbids_the_approval_and_ends_the_simplified_procedure() {
    let suite = registry().await;
    let (id, publicity) = before_the_public(&suite).await;
    agreed(&suite, id).await;
    objected(&suite, &publicity).await;
    let fault = tried(&suite, id, None, reasoned(REGISTRAR, "divert")).await.unwrap_err();
    assert_eq!(fault.reason(), "NO_OBJECTION_UPHELD");

    let mut registrar = registrar(&suite);
    let objection = objections(&mut registrar, &publicity).await.remove(0);
    answered(&mut registrar, &objection, ObjectionState::Upheld).await.unwrap();
    suite.clock().advance(Duration::days(46));
    let fault = tried(&suite, id, None, act(REGISTRAR, "approve")).await.unwrap_err();
    assert_eq!(fault.reason(), "OBJECTION_UPHELD");
    assert_eq!(moved(&suite, id, reasoned(REGISTRAR, "divert")).await.state, "diverted");
}

#[tokio::test]
async fn nothing_is_approved_before_the_last_day_is_over() {
    let suite = registry().await;
    let (id, _) = before_the_public(&suite).await;
    agreed(&suite, id).await;
    suite.clock().advance(Duration::days(45));
    let fault = tried(&suite, id, None, act(REGISTRAR, "approve")).await.unwrap_err();
    assert_eq!((fault.reason(), fault.metadata()[1].1.as_str()), ("TERM_RUNNING", "2027-01-08"));
    suite.clock().advance(Duration::days(1));
    moved(&suite, id, act(REGISTRAR, "approve")).await;
}
