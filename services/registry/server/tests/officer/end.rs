//! EndPost: the day, the etag, and what is refused.

use onecode_proto::registry::v1 as pb;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn a_post_ends_once_by_who_saw_it_as_it_is() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let parent = association(&suite, 1).await;
    let post = appointed(&mut client, &parent, appointment(1)).await;
    let stale = client.end_post(pb::EndPostRequest { etag: "\"x\"".into(), ..end(&post, None) }).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "POST_CHANGED".into()));
    let done = ended(&mut client, &post, date(2026, 10, 1)).await;
    assert_eq!((done.ended_on, done.end_basis.as_str(), done.officer.clone()), (date(2026, 10, 1), "辞职", None));
    assert_ne!(done.etag, post.etag);
    let again = client.end_post(end(&done, None)).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "POST_ENDED".into()));
}

#[tokio::test]
async fn a_post_does_not_end_before_it_began_nor_tomorrow() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let parent = association(&suite, 1).await;
    let post = appointed(&mut client, &parent, appointment(1)).await;
    for day in [date(2026, 2, 28), date(2026, 11, 25)] {
        assert_eq!(fields(&client.end_post(end(&post, day)).await.unwrap_err()), ["ended_on"]);
    }
}

#[tokio::test]
async fn a_post_of_another_division_or_organisation_does_not_exist() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let (parent, other) = (association(&suite, 1).await, association(&suite, 2).await);
    let post = appointed(&mut client, &parent, appointment(1)).await;
    let elsewhere = neighbour(&suite).end_post(end(&post, None)).await.unwrap_err();
    assert_eq!(reason(&elsewhere), (Code::NotFound, "POST_NOT_FOUND".into()));
    let name = post.name.replace(&parent, &other);
    let mixed = client.end_post(pb::EndPostRequest { name, ..end(&post, None) }).await.unwrap_err();
    assert_eq!(reason(&mixed), (Code::NotFound, "POST_NOT_FOUND".into()));
}
