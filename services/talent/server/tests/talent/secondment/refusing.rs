//! What is refused, and why.

use onecode_proto::registry::v1::OrganizationStatus;
use onecode_proto::talent::v1 as pb;
use testkit::refusal::{metadata, reason, violated, violated_sorted};
use tonic::Code;

use crate::city::{HUZHOU, date};
use crate::secondment::world::World;

#[tokio::test]
async fn every_wrong_field_is_named_and_no_longer_than_two_years_it_is() {
    let world = World::start().await;
    let wrong = world.plan(pb::Secondment::default()).await.unwrap_err();
    let fields = ["begin_date", "end_date", "id_number", "official_name", "organization", "post"];
    assert_eq!(violated_sorted(&wrong), fields.map(|field| format!("secondment.{field}")));
    let past = pb::Secondment { end_date: date(2026, 11, 23), ..world.stated(1) };
    assert_eq!(violated(&world.plan(past).await.unwrap_err()), ["secondment.end_date"]);
    let far = pb::Secondment { begin_date: date(2027, 12, 30), end_date: date(2028, 12, 1), ..world.stated(1) };
    assert_eq!(violated(&world.plan(far).await.unwrap_err()), ["secondment.begin_date"]);
    let long = pb::Secondment { end_date: date(2028, 12, 1), ..world.stated(1) };
    let long = world.plan(long).await.unwrap_err();
    assert_eq!(reason(&long), (Code::FailedPrecondition, "SECONDMENT_TOO_LONG".into()));
    assert_eq!((metadata(&long, "rule"), metadata(&long, "last_date")), ("TA-09a@1".into(), "2028-11-30".into()));
    let old = pb::Secondment { begin_date: date(2019, 12, 1), ..world.stated(1) };
    assert_eq!(violated(&world.plan(old).await.unwrap_err()), ["secondment.begin_date"]);
    let gone = world.city.register_as(2, "湖州市助老协会", OrganizationStatus::Revoked).await;
    let gone = pb::Secondment { organization: format!("organizations/{gone}"), ..world.stated(1) };
    let gone = world.plan(gone).await.unwrap_err();
    assert_eq!(reason(&gone), (Code::FailedPrecondition, "SECONDMENT_ORGANIZATION_NOT_ACTIVE".into()));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn an_official_has_one_at_a_time_however_many_are_planned_at_once() {
    let world = World::start().await;
    let (one, other) = tokio::join!(world.plan(world.stated(1)), world.plan(world.stated(1)));
    let refused = one.err().or(other.err()).unwrap();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "SECONDMENT_EXISTS".into()));
    world.plan(world.stated(2)).await.unwrap();
    assert_eq!(world.city.suite.count("select count(*) from talent.secondment").await, 2);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn its_own_department_works_on_it_as_it_stands() {
    let world = World::start().await;
    let planned = world.plan(world.stated(1)).await.unwrap();
    let request = pb::BeginSecondmentRequest { name: planned.name.clone(), etag: planned.etag.clone() };
    let foreign = world.caller("education", HUZHOU, "secondment-officer");
    let refused = world.by(&foreign).begin_secondment(request.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "SECONDMENT_OTHER_DEPARTMENT".into()));
    let elsewhere = world.caller("finance", "330400", "secondment-officer");
    let refused = world.by(&elsewhere).begin_secondment(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "SECONDMENT_NOT_FOUND".into()));
    let early = world.report(&planned, (2026, 4)).await.unwrap_err();
    assert_eq!(reason(&early).1, "SECONDMENT_STATE");
    world.days(7);
    let active = world.begin(&planned).await.unwrap();
    let stale = world.end(&planned).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "SECONDMENT_CHANGED".into()));
    assert_eq!(violated(&world.report(&active, (2026, 3)).await.unwrap_err()), ["report.quarter"], "before it began");
    assert_eq!(violated(&world.report(&active, (2027, 1)).await.unwrap_err()), ["report.quarter"], "still ahead");
    let reported = world.report(&active, (2026, 4)).await.unwrap();
    let twice = world.report(&reported, (2026, 4)).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::AlreadyExists, "SECONDMENT_REPORT_FILED".into()));
    assert_eq!(reason(&world.cancel(&reported).await.unwrap_err()).1, "SECONDMENT_STATE");
    world.city.suite.stop().await;
}
