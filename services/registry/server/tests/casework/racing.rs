//! Two at once: exactly one acts on what both saw.

use onecode_proto::procedure::v1 as pb;

use crate::support::*;

#[tokio::test]
async fn of_two_officers_who_decide_at_once_one_wins() {
    let suite = registry().await;
    for _ in 0..5 {
        let id = submitted(&suite).await;
        let etag = Some(shown(&suite, id).await.etag);
        let (one, other) = tokio::join!(
            tried(&suite, id, etag.clone(), act(REGISTRAR, "accept")),
            tried(&suite, id, etag, reasoned(REGISTRAR, "decline"))
        );
        let (won, lost) = if one.is_ok() { (one, other) } else { (other, one) };
        let (won, lost) = (won.unwrap(), lost.unwrap_err());
        assert_eq!(lost.reason(), "CASE_CHANGED");
        assert_eq!(lost.metadata(), [("etag", won.etag.clone())]);
        let case = shown(&suite, id).await;
        assert_eq!((case.revision, case.steps.len(), case.state), (3, 3, won.state));
    }
    assert_eq!(suite.facts::<pb::CaseMoved>().await.len(), 10, "five handed in, five decided");
}

#[tokio::test]
async fn without_an_etag_the_second_meets_the_state_that_the_first_left() {
    let suite = registry().await;
    let id = submitted(&suite).await;
    let (one, other) = tokio::join!(
        tried(&suite, id, None, act(REGISTRAR, "accept")),
        tried(&suite, id, None, act(REGISTRAR, "accept"))
    );
    let lost = if one.is_ok() { other } else { one };
    assert_eq!(lost.unwrap_err().reason(), "CASE_STATE");
    assert_eq!(suite.count("select count(*) from casework.notice").await, 1);
}

#[tokio::test]
async fn an_etag_of_an_older_state_is_refused() {
    let suite = registry().await;
    let id = opened(&suite, ESTABLISHMENT).await;
    let before = shown(&suite, id).await.etag;
    let after = tried(&suite, id, Some(before.clone()), submission(&PAPERS)).await.unwrap();
    assert_ne!(after.etag, before);
    let fault = tried(&suite, id, Some(before), act(REGISTRAR, "accept")).await.unwrap_err();
    assert_eq!(fault.reason(), "CASE_CHANGED");
    tried(&suite, id, Some(after.etag), act(REGISTRAR, "accept")).await.unwrap();
}
