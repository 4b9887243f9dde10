//! Opening publicities, and finding them and the objections to them.

use onecode_proto::procedure::v1 as pb;
use onecode_proto::procedure::v1::ObjectionState;
use time::Duration;
use time::macros::date as day;
use tonic::Code;

use crate::support::*;

async fn listed(client: &mut Client, request: pb::ListPublicitiesRequest) -> (Vec<String>, String) {
    let page = client.list_publicities(request).await.unwrap().into_inner();
    (page.publicities.into_iter().map(|publicity| publicity.name).collect(), page.next_page_token)
}

#[tokio::test]
async fn a_publicity_is_open_from_today_to_the_day_that_the_rule_gives() {
    let suite = registry().await;
    let (id, name) = before_the_public(&suite).await;
    let request = pb::GetPublicityRequest { name: name.clone() };
    let shown = public(&suite).get_publicity(request).await.unwrap().into_inner().publicity.unwrap();
    assert_eq!((shown.open_date, shown.close_date), (date(2026, 11, 24), date(2027, 1, 8)));
    assert_eq!(shown.rule, Some(pb::RuleVersionRef { rule: "rules/ZB-01a".into(), version: 1 }));
    assert_eq!((shown.case, shown.division.as_str()), (format!("cases/{id}"), HUZHOU));
    assert_eq!((shown.kind.as_str(), shown.department.as_str()), (SIMPLIFIED, "departments/civil-affairs"));
    assert!(shown.provisional, "the calendar of 2027 is not loaded");
    let told = suite.facts::<pb::PublicityOpened>().await;
    assert_eq!((told.len(), told[0].publicity.as_str(), told[0].close_date), (1, name.as_str(), date(2027, 1, 8)));
}

#[tokio::test]
async fn a_publicity_in_working_days_needs_their_calendar() {
    let suite = registry().await;
    let (id, _) = before_the_public(&suite).await;
    let done = tried_publishing(&suite, id, "PROC-05").await.unwrap();
    assert_eq!(done.closes_on, day!(2026 - 12 - 03));
    suite.clock().advance(Duration::days(30));
    let fault = tried_publishing(&suite, id, "PROC-05").await.unwrap_err();
    assert_eq!(fault.reason(), "CALENDAR_MISSING");
    assert_eq!(suite.count("select count(*) from casework.publicity").await, 2);
    let fault = tried_publishing(&suite, id, "PROC-99").await.unwrap_err();
    assert_eq!(fault.reason(), "RULE_NOT_IN_FORCE");
}

#[tokio::test]
async fn publicities_are_found_by_day_case_place_and_kind() {
    let suite = registry().await;
    let (first, one) = before_the_public(&suite).await;
    suite.clock().advance(Duration::days(2));
    let (_, other) = before_the_public(&suite).await;
    let mut public = public(&suite);
    let all = pb::ListPublicitiesRequest::default();
    let both = vec![other.clone(), one.clone()];
    assert_eq!(listed(&mut public, all.clone()).await.0, both);
    let on = |open_on| pb::ListPublicitiesRequest { open_on, ..Default::default() };
    for (day, expected) in [
        (date(2026, 11, 23), vec![]),
        (date(2026, 11, 24), vec![one.clone()]),
        (date(2026, 11, 26), both.clone()),
        (date(2027, 1, 8), both.clone()),
        (date(2027, 1, 9), vec![other.clone()]),
        (date(2027, 1, 11), vec![]),
    ] {
        assert_eq!(listed(&mut public, on(day)).await.0, expected, "{day:?}");
    }
    let case = pb::ListPublicitiesRequest { case: format!("cases/{first}"), ..Default::default() };
    assert_eq!(listed(&mut public, case).await.0, std::slice::from_ref(&one));
    for (division, count) in [("330000", 2), (HUZHOU, 2), ("330502", 0), (HANGZHOU, 0)] {
        let here = pb::ListPublicitiesRequest { division: division.into(), ..Default::default() };
        assert_eq!(listed(&mut public, here).await.0.len(), count, "{division}");
    }
    for (kind, count) in [(SIMPLIFIED, 2), ("appointment", 0)] {
        let such = pb::ListPublicitiesRequest { kind: kind.into(), ..Default::default() };
        assert_eq!(listed(&mut public, such).await.0.len(), count, "{kind}");
    }
    moved(&suite, first, act(PORTAL, "withdraw")).await;
    assert_eq!(listed(&mut public, on(date(2026, 11, 26))).await.0, [other]);
    assert_eq!(listed(&mut public, on(date(2026, 11, 25))).await.0, [one], "until the case ended it was open");
}

#[tokio::test]
async fn publicities_come_page_by_page() {
    let suite = registry().await;
    let mut names = Vec::new();
    for _ in 0..3 {
        names.insert(0, before_the_public(&suite).await.1);
        suite.clock().advance(Duration::seconds(1));
    }
    let mut public = public(&suite);
    let request = pb::ListPublicitiesRequest { page_size: 2, ..Default::default() };
    let (first, token) = listed(&mut public, request.clone()).await;
    assert_eq!(first, names[..2]);
    let next = pb::ListPublicitiesRequest { page_token: token.clone(), ..request };
    assert_eq!(listed(&mut public, next.clone()).await, (names[2..].to_vec(), String::new()));
    let other = pb::ListPublicitiesRequest { kind: SIMPLIFIED.into(), page_size: 300, ..next };
    assert_eq!(violated(&public.list_publicities(other).await.unwrap_err()), ["page_size", "page_token"]);
    let wrong = pb::ListPublicitiesRequest { case: "1".into(), division: "33".into(), ..Default::default() };
    assert_eq!(violated(&public.list_publicities(wrong).await.unwrap_err()), ["case", "division"]);
    let unknown = pb::GetPublicityRequest { name: "publicities/00000000-0000-0000-0000-000000000001".into() };
    let refused = public.get_publicity(unknown).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "PUBLICITY_NOT_FOUND".to_owned()));
}

#[tokio::test]
async fn objections_come_oldest_first_by_state_and_page() {
    let suite = registry().await;
    let (_, publicity) = before_the_public(&suite).await;
    for _ in 0..3 {
        objected(&suite, &publicity).await;
        suite.clock().advance(Duration::seconds(1));
    }
    let mut registrar = registrar(&suite);
    let all = objections(&mut registrar, &publicity).await;
    assert!(all.is_sorted_by_key(|objection| objection.create_time.unwrap().seconds));
    answered(&mut registrar, &all[1], ObjectionState::Rejected).await.unwrap();
    let mut names = async |state: ObjectionState, page_size, page_token: &str| {
        let request = pb::ListObjectionsRequest {
            parent: publicity.clone(),
            state: state.into(),
            page_size,
            page_token: page_token.into(),
        };
        let page = registrar.list_objections(request).await.unwrap().into_inner();
        let names: Vec<String> = page.objections.into_iter().map(|objection| objection.name).collect();
        (names, page.next_page_token)
    };
    let name = |at: usize| all[at].name.clone();
    assert_eq!(names(ObjectionState::Open, 0, "").await, (vec![name(0), name(2)], String::new()));
    assert_eq!(names(ObjectionState::Rejected, 0, "").await.0, [name(1)]);
    assert_eq!(names(ObjectionState::Upheld, 0, "").await.0, Vec::<String>::new());
    let (first, token) = names(ObjectionState::Unspecified, 2, "").await;
    assert_eq!(first, [name(0), name(1)]);
    assert_eq!(names(ObjectionState::Unspecified, 2, &token).await, (vec![name(2)], String::new()));
}

#[tokio::test]
async fn objections_are_seen_from_their_division_alone() {
    let suite = registry().await;
    let (_, publicity) = before_the_public(&suite).await;
    objected(&suite, &publicity).await;
    let far = suite.identities().caller(REGISTRAR, HANGZHOU, &["registry-registrar"]);
    let request = pb::ListObjectionsRequest { parent: publicity.clone(), ..Default::default() };
    let refused = client(&suite, &far).list_objections(request.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "PUBLICITY_NOT_FOUND".to_owned()));
    let refused = public(&suite).list_objections(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".to_owned()));
}
