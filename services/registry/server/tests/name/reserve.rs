//! ReserveName, ReleaseName, ListNameReservations: one holder a name, for thirty days.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::NameReservationState as State;
use onecode_proto::registry::v1::NameVerdict::{Passed, Refused};
use time::Duration;
use tonic::Code;

use crate::support::*;

async fn reserved(client: &mut Names, title: &str) -> pb::NameReservation {
    client.reserve_name(reserve(title)).await.unwrap().into_inner().reservation.unwrap()
}

async fn listed(client: &mut Names, include_ended: bool) -> Vec<(String, State)> {
    let request = pb::ListNameReservationsRequest { include_ended, ..Default::default() };
    let page = client.list_name_reservations(request).await.unwrap().into_inner();
    page.reservations.into_iter().map(|one| (one.title.clone(), one.state())).collect()
}

#[tokio::test]
async fn a_reserved_name_is_taken_but_for_its_holder() {
    let suite = registry().await;
    let mut client = names(&suite);
    let held = reserved(&mut client, "湖州市钢琴协会").await;
    assert_eq!((held.state(), held.department.as_str()), (State::Held, "civil-affairs"));
    assert_eq!((held.reserved_date, held.expire_date), (date(2026, 11, 24), date(2026, 12, 24)));
    assert_eq!(held.rule, Some(pb::RuleVersion { id: "NAME-04".into(), version: 1 }));
    let (verdict, open) = judged(&mut client, "湖州钢琴协会").await;
    assert_eq!(verdict, Refused);
    assert_eq!(open, [("NAME-04".into(), "已为其他申请人预留至 2026-12-24（含）".into())]);
    let own = pb::CheckNameRequest { reservation: held.name.clone(), ..check("湖州市钢琴协会") };
    assert_eq!(checked(&mut client, own).await.verdict(), Passed);
    let refused = client.reserve_name(reserve("浙江省湖州市钢琴协会")).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "NAME_RESERVED".into()));
    assert_eq!(metadata(&refused, "until"), "2026-12-24");
    assert_eq!((suite.audited().await, suite.published().await), (1, 1));
}

#[tokio::test]
async fn sixteen_at_once_give_one_holder() {
    let suite = registry().await;
    let calls = (0..16).map(|number| {
        let mut client = names(&suite);
        let title = if number % 2 == 0 { "湖州市钢琴协会" } else { "湖州钢琴协会" };
        async move { client.reserve_name(reserve(title)).await }
    });
    let answers = futures::future::join_all(calls).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    for refused in answers.into_iter().filter_map(Result::err) {
        assert_eq!(reason(&refused), (Code::AlreadyExists, "NAME_RESERVED".into()));
        assert_eq!(metadata(&refused, "until"), "2026-12-24");
    }
    assert_eq!(suite.count("select count(*) from registry.name_reservation").await, 1);
    assert_eq!((suite.audited().await, suite.published().await), (1, 1));
}

#[tokio::test]
async fn a_repeat_of_the_call_gets_the_first_answer() {
    let suite = registry().await;
    let keyed = || Names::new(suite.client(suite.registrar().keyed("k1")));
    let first = keyed().reserve_name(reserve("湖州市钢琴协会")).await.unwrap().into_inner();
    let again = keyed().reserve_name(reserve("湖州市钢琴协会")).await.unwrap().into_inner();
    assert_eq!(first, again);
}

#[tokio::test]
async fn an_expired_reservation_blocks_nobody() {
    let suite = registry().await;
    let mut client = names(&suite);
    let first = reserved(&mut client, "湖州市钢琴协会").await;
    // a caller's token lives for minutes: each time there is a new one
    suite.clock().advance(Duration::days(30));
    let mut client = names(&suite);
    assert_eq!(judged(&mut client, "湖州市钢琴协会").await.0, Refused);
    suite.clock().advance(Duration::days(1));
    let mut client = names(&suite);
    assert_eq!(judged(&mut client, "湖州市钢琴协会").await.0, Passed);
    assert_eq!(listed(&mut client, false).await, []);
    assert_eq!(listed(&mut client, true).await, [("湖州市钢琴协会".into(), State::Expired)]);
    let release = pb::ReleaseNameRequest { name: first.name };
    let refused = client.release_name(release).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "NAME_RESERVATION_ENDED".into()));
    assert_eq!(metadata(&refused, "state"), "expired");
    reserved(&mut client, "湖州市钢琴协会").await;
    let both = [("湖州市钢琴协会".into(), State::Held), ("湖州市钢琴协会".into(), State::Expired)];
    assert_eq!(listed(&mut client, true).await, both);
}

#[tokio::test]
async fn a_released_name_is_free_and_cannot_be_released_twice() {
    let suite = registry().await;
    let mut client = names(&suite);
    let held = reserved(&mut client, "湖州市钢琴协会").await;
    let release = pb::ReleaseNameRequest { name: held.name.clone() };
    let released = client.release_name(release.clone()).await.unwrap().into_inner().reservation.unwrap();
    assert_eq!(released, pb::NameReservation { state: State::Released.into(), ..held });
    let refused = client.release_name(release).await.unwrap_err();
    assert_eq!(metadata(&refused, "state"), "released");
    assert_eq!(judged(&mut client, "湖州市钢琴协会").await.0, Passed);
    assert_eq!(suite.published().await, 2);
}

#[tokio::test]
async fn a_name_that_may_not_be_used_cannot_be_reserved() {
    let suite = registry().await;
    registered(&mut organizations(&suite), 1, "湖州市钢琴协会").await;
    let mut client = names(&suite);
    let refused = client.reserve_name(reserve("湖州市钢琴协会")).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "NAME_REFUSED".into()));
    assert_eq!(metadata(&refused, "rules"), "NAME-02");
    let refused = client.reserve_name(reserve("中国钢琴协会")).await.unwrap_err();
    assert_eq!(metadata(&refused, "rules"), "NAME-01,NAME-03");
    let asked = client.reserve_name(reserve("湖州市中华文化促进会")).await.unwrap().into_inner();
    assert!(asked.findings.iter().any(|finding| finding.outcome() == pb::FindingOutcome::Ask));
}

#[tokio::test]
async fn what_lies_outside_the_callers_division_is_not_reserved_released_or_listed() {
    let suite = registry().await;
    let held = reserved(&mut names(&suite), "湖州市钢琴协会").await;
    let mut hangzhou = names_of(&suite, "330100");
    let refused = hangzhou.reserve_name(reserve("湖州市提琴协会")).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "OUTSIDE_DIVISION".into()));
    let refused = hangzhou.release_name(pb::ReleaseNameRequest { name: held.name }).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "NAME_RESERVATION_NOT_FOUND".into()));
    assert_eq!(listed(&mut hangzhou, true).await, []);
}

#[tokio::test]
async fn pages_join_into_the_whole_list() {
    let suite = registry().await;
    let mut client = names(&suite);
    for field in ["钢琴", "提琴", "长笛", "琵琶", "二胡"] {
        reserved(&mut client, &format!("湖州市{field}协会")).await;
    }
    let (mut titles, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListNameReservationsRequest { page_size: 2, page_token, ..Default::default() };
        let page = client.list_name_reservations(request).await.unwrap().into_inner();
        titles.extend(page.reservations.into_iter().map(|one| one.title));
        page_token = page.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    titles.sort();
    assert_eq!(titles, ["湖州市二胡协会", "湖州市提琴协会", "湖州市琵琶协会", "湖州市钢琴协会", "湖州市长笛协会"]);
}

#[tokio::test]
async fn who_only_reads_reserves_nothing() {
    let suite = registry().await;
    let reader = suite.identities().caller("tax", HUZHOU, &["registry-reader"]);
    let mut client = Names::new(suite.client(reader.fresh()));
    assert_eq!(checked(&mut client, check("湖州市钢琴协会")).await.verdict(), Passed);
    let refused = client.reserve_name(reserve("湖州市钢琴协会")).await.unwrap_err();
    assert_eq!(reason(&refused).1, "PERMISSION_MISSING");
}
