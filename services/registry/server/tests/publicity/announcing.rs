//! What is made known to everybody: once, for good, and found by anybody.

use onecode_proto::procedure::v1 as pb;
use time::Duration;

use crate::support::*;

async fn listed(client: &mut Client, request: pb::ListAnnouncementsRequest) -> (Vec<String>, String) {
    let page = client.list_announcements(request).await.unwrap().into_inner();
    (page.announcements.into_iter().map(|announcement| announcement.name).collect(), page.next_page_token)
}

#[tokio::test]
async fn an_announcement_says_what_when_and_by_which_rule() {
    let suite = registry().await;
    let id = opened(&suite, "establishment").await;
    let organization = "organizations/51330500MJ0000001K";
    let name = announced(&suite, id, announcement("establishment", organization)).await;
    let request = pb::ListAnnouncementsRequest::default();
    let shown = public(&suite).list_announcements(request).await.unwrap().into_inner().announcements.remove(0);
    assert_eq!((shown.name.as_str(), shown.case), (name.as_str(), format!("cases/{id}")));
    assert_eq!((shown.kind.as_str(), shown.organization.as_str()), ("establishment", organization));
    assert_eq!((shown.title.as_str(), shown.body.as_str()), ("湖州市甲协会成立公告", "湖州市甲协会准予成立。"));
    assert_eq!((shown.division.as_str(), shown.department.as_str()), (HUZHOU, "departments/civil-affairs"));
    assert_eq!(shown.rule, Some(pb::RuleVersionRef { rule: "rules/REG-12".into(), version: 1 }));
    assert_eq!(shown.publish_date, date(2026, 11, 24));
    let told = suite.facts::<pb::AnnouncementPublished>().await;
    assert_eq!(
        (told.len(), told[0].announcement.as_str(), told[0].publish_date),
        (1, name.as_str(), date(2026, 11, 24))
    );
}

#[tokio::test]
async fn announcements_are_found_by_kind_place_organisation_and_day() {
    let suite = registry().await;
    let id = opened(&suite, "establishment").await;
    let first = announced(&suite, id, announcement("establishment", "organizations/1")).await;
    suite.clock().advance(Duration::days(1));
    let second = announced(&suite, id, announcement("change", "organizations/2")).await;
    suite.clock().advance(Duration::days(1));
    let third = announced(&suite, id, announcement("change", "organizations/1")).await;
    let mut public = public(&suite);
    let none = pb::ListAnnouncementsRequest::default;
    let cases = [
        (none(), vec![&third, &second, &first]),
        (pb::ListAnnouncementsRequest { kind: "change".into(), ..none() }, vec![&third, &second]),
        (pb::ListAnnouncementsRequest { organization: "organizations/1".into(), ..none() }, vec![&third, &first]),
        (pb::ListAnnouncementsRequest { from_date: date(2026, 11, 25), ..none() }, vec![&third, &second]),
        (pb::ListAnnouncementsRequest { before_date: date(2026, 11, 25), ..none() }, vec![&first]),
        (pb::ListAnnouncementsRequest { division: "330000".into(), ..none() }, vec![&third, &second, &first]),
        (pb::ListAnnouncementsRequest { division: HANGZHOU.into(), ..none() }, vec![]),
    ];
    for (request, expected) in cases {
        let found = listed(&mut public, request.clone()).await.0;
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{request:?}");
    }
    let (page, token) = listed(&mut public, pb::ListAnnouncementsRequest { page_size: 2, ..none() }).await;
    assert_eq!(page, [third, second]);
    let next = pb::ListAnnouncementsRequest { page_size: 2, page_token: token, ..none() };
    assert_eq!(listed(&mut public, next).await, (vec![first], String::new()));
}

#[tokio::test]
async fn an_announcement_is_never_changed() {
    let suite = registry().await;
    let id = opened(&suite, "establishment").await;
    announced(&suite, id, announcement("establishment", "")).await;
    let mut connection = suite.database().connection().await;
    let changed = sqlx::query("update casework.announcement set title = ''").execute(&mut connection).await;
    assert!(changed.is_err());
    let removed = sqlx::query("delete from casework.announcement").execute(&mut connection).await;
    assert!(removed.is_err());
}
