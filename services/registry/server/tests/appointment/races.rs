//! Confirmations side by side: the post is held once.

use futures::future::join_all;
use time::Duration;
use tonic::Code;

use crate::support::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_confirmations_of_one_notice_make_one_post() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let notice = before_the_public(&suite, &parent, 1).await;
    suite.clock().advance(Duration::days(10));
    let outcomes = join_all((0..8).map(|_| {
        let (mut client, request) = (registrar(&suite), confirmation(&notice));
        async move { client.confirm_appointment(request).await }
    }))
    .await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    for status in outcomes.into_iter().filter_map(Result::err) {
        assert_eq!(reason(&status), (Code::Aborted, "CASE_CHANGED".into()));
    }
    assert_eq!(suite.count("select count(*) from registry.post").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_several_notices_for_one_person_in_one_post_one_is_confirmed() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let mut notices = Vec::new();
    for _ in 0..4 {
        notices.push(before_the_public(&suite, &parent, 1).await);
    }
    suite.clock().advance(Duration::days(10));
    let outcomes = join_all(notices.iter().map(|notice| {
        let (mut client, request) = (registrar(&suite), confirmation(notice));
        async move { client.confirm_appointment(request).await }
    }))
    .await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    for status in outcomes.into_iter().filter_map(Result::err) {
        assert_eq!(reason(&status), (Code::AlreadyExists, "POST_TAKEN".into()));
    }
    let open = "select count(*) from registry.appointment_notice where state = 'public-notice'";
    assert_eq!(suite.count(open).await, 3, "what was refused left no trace");
}
