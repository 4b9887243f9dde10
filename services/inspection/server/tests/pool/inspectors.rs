//! CreateInspector, UpdateInspector, GetInspector and ListInspectors.

use futures::future::join_all;
use onecode_proto::inspection::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted as violated};
use tonic::Code;

use crate::world::*;

fn create(inspector: pb::Inspector) -> pb::CreateInspectorRequest {
    pb::CreateInspectorRequest { inspector: Some(inspector) }
}

async fn get(client: &mut Inspectors, name: &str) -> pb::Inspector {
    let request = pb::GetInspectorRequest { name: name.into() };
    client.get_inspector(request).await.unwrap().into_inner().inspector.unwrap()
}

#[tokio::test]
async fn an_inspector_is_shown_masked_and_whole_to_those_who_may_see_it_and_say_why() {
    let world = World::start().await;
    let name = world.inspector("tax", "SW-330500-1").await;
    let seen = get(&mut world.inspectors("tax"), &name).await;
    assert_eq!((seen.full_name.as_str(), seen.certificate_number.as_str()), ("王*", ""));
    assert_eq!((seen.department.as_str(), seen.division.as_str()), ("departments/tax", HUZHOU));
    assert_eq!((seen.capacity, &seen.skills), (100, &vec!["财务".to_owned()]));
    let reader = world.caller("tax", &["inspection-personal-reader"]);
    let seen = get(&mut Inspectors::new(world.client(reader.fresh())), &name).await;
    assert_eq!(seen.full_name, "王*");
    let seen = get(&mut Inspectors::new(world.client(reader.because("assigning").fresh())), &name).await;
    assert_eq!((seen.full_name.as_str(), seen.certificate_number.as_str()), ("王检查", "SW-330500-1"));
    assert_eq!(world.suite.count("select count(*) from uow.audit where kind = 'sensitive_read'").await, 1);
}

#[tokio::test]
async fn name_and_certificate_lie_nowhere_in_the_books_as_they_are() {
    let world = World::start().await;
    let name = world.inspector("tax", "SW-330500-1").await;
    let mut client = world.inspectors("tax");
    let seen = get(&mut client, &name).await;
    let anew = pb::Inspector { name, etag: seen.etag, full_name: "王某某".into(), ..inspector("SW-330500-1") };
    client.update_inspector(pb::UpdateInspectorRequest { inspector: Some(anew) }).await.unwrap();
    let books = world.suite.database().everything(&[]).await;
    let hex = |text: &str| testkit::papers::hex(text.as_bytes());
    for secret in ["王检查", "王某某", "SW-330500-1", &hex("王检查"), &hex("王某某"), &hex("SW-330500-1")] {
        assert!(!books.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn an_inspector_is_stated_anew_as_the_caller_saw_it() {
    let world = World::start().await;
    let name = world.inspector("tax", "SW-1").await;
    let mut client = world.inspectors("tax");
    let first = get(&mut client, &name).await;
    let anew = pb::Inspector { name, etag: first.etag.clone(), suspended: true, capacity: 7, ..inspector("SW-1") };
    let request = pb::UpdateInspectorRequest { inspector: Some(anew) };
    let second = client.update_inspector(request.clone()).await.unwrap().into_inner().inspector.unwrap();
    assert_eq!((second.suspended, second.capacity, second.full_name.as_str()), (true, 7, ""));
    let refused = client.update_inspector(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::Aborted, "INSPECTOR_CHANGED".into()));
    assert_eq!(metadata(&refused, "etag"), second.etag);
}

#[tokio::test]
async fn a_certificate_is_registered_once_even_by_calls_at_once() {
    let world = World::start().await;
    let calls = (0..4).map(|_| {
        let mut client = world.inspectors("tax");
        async move { client.create_inspector(create(inspector("SW-1"))).await }
    });
    let outcomes = join_all(calls).await;
    let refused: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).map(reason).collect();
    assert_eq!(refused, vec![(Code::AlreadyExists, "INSPECTOR_CERTIFICATE_TAKEN".into()); 3]);
    let other = world.inspectors("audit").create_inspector(create(inspector("sw-1"))).await.unwrap_err();
    assert_eq!(reason(&other).1, "INSPECTOR_CERTIFICATE_TAKEN");
}

#[tokio::test]
async fn a_repeat_registers_once() {
    let world = World::start().await;
    let caller = world.caller("tax", &["inspection-participant"]);
    let mut keyed = Inspectors::new(world.client(caller.keyed("k1")));
    let first = keyed.create_inspector(create(inspector("SW-1"))).await.unwrap().into_inner();
    assert_eq!(keyed.create_inspector(create(inspector("SW-1"))).await.unwrap().into_inner(), first);
    let refused = keyed.create_inspector(create(inspector("SW-2"))).await.unwrap_err();
    assert_eq!(reason(&refused).1, "IDEMPOTENCY_KEY_REUSED");
}

#[tokio::test]
async fn every_violation_is_named_at_once() {
    let world = World::start().await;
    let wrong = pb::Inspector {
        certificate_number: "号码 1".into(),
        certificate_valid_from: date(2026, 1, 1),
        certificate_valid_to: date(2026, 1, 1),
        skills: vec![String::new()],
        capacity: 1_001,
        ..Default::default()
    };
    let refused = world.inspectors("tax").create_inspector(create(wrong)).await.unwrap_err();
    let expected = ["capacity", "certificate_number", "certificate_valid_to", "full_name", "skills[0]"];
    assert_eq!(violated(&refused), expected.map(|field| format!("inspector.{field}")));
}

#[tokio::test]
async fn a_department_sees_its_own_inspectors_only() {
    let world = World::start().await;
    let name = world.inspector("tax", "SW-1").await;
    let mut client = world.inspectors("tax");
    for number in 2..=5 {
        world.inspector("tax", &format!("SW-{number}")).await;
    }
    let until = pb::Inspector { certificate_valid_to: date(2026, 11, 24), ..inspector("SW-6") };
    world.inspector_who("tax", until).await;
    let mut other = world.inspectors("audit");
    let refused = other.get_inspector(pb::GetInspectorRequest { name }).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "INSPECTOR_NOT_FOUND".into()));
    let all = other.list_inspectors(pb::ListInspectorsRequest::default()).await.unwrap().into_inner();
    assert_eq!(all.inspectors, []);
    let (mut listed, mut page_token) = (0, String::new());
    loop {
        let certified_on = date(2026, 11, 24);
        let request = pb::ListInspectorsRequest { certified_on, page_size: 2, page_token };
        let answer = client.list_inspectors(request).await.unwrap().into_inner();
        listed += answer.inspectors.len();
        page_token = answer.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    assert_eq!(listed, 5);
}
