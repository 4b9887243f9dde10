//! Who is told who is seconded; no table holds a name or a number as it is.

use onecode_proto::talent::v1 as pb;
use testkit::papers::hex;
use testkit::refusal::{reason, violated};
use tonic::Code;

use crate::city::HUZHOU;
use crate::secondment::world::{NAME, World, id_number};

#[tokio::test]
async fn an_official_is_masked_unless_permission_and_purpose_say_otherwise() {
    let world = World::start().await;
    let planned = world.plan(world.stated(1)).await.unwrap();
    assert_eq!((planned.official_name.as_str(), planned.id_number.as_str()), ("", ""));
    let get = pb::GetSecondmentRequest { name: planned.name.clone() };
    let reader = world.caller("organization-department", HUZHOU, "secondment-reader");
    for (caller, name) in
        [(reader.because("personnel"), "欧*"), (world.sender(), "欧*"), (world.sender().because("personnel"), NAME)]
    {
        let seen = world.by(&caller).get_secondment(get.clone()).await.unwrap().into_inner().secondment.unwrap();
        assert_eq!((seen.official_name.as_str(), seen.id_number.as_str()), (name, ""));
        let list = pb::ListSecondmentsRequest {
            status: pb::SecondmentStatus::Planned.into(),
            organization: planned.organization.clone(),
            ..Default::default()
        };
        let listed = world.by(&caller).list_secondments(list).await.unwrap().into_inner().secondments;
        let names: Vec<_> = listed.iter().map(|one| one.official_name.as_str()).collect();
        assert_eq!(names, [name]);
    }
    let elsewhere = world.caller("finance", "330400", "secondment-reader");
    let refused = world.by(&elsewhere).get_secondment(get).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "SECONDMENT_NOT_FOUND".into()));
    let listed = world.by(&elsewhere).list_secondments(pb::ListSecondmentsRequest::default()).await.unwrap();
    assert_eq!(listed.into_inner().secondments.len(), 0);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn no_report_and_no_reason_names_the_official() {
    let world = World::start().await;
    let planned = world.plan(world.stated(1)).await.unwrap();
    let (name, reason) = (planned.name.clone(), format!("{NAME}另有任务"));
    let request = pb::CancelSecondmentRequest { name: name.clone(), etag: planned.etag.clone(), reason };
    assert_eq!(violated(&world.sending().cancel_secondment(request).await.unwrap_err()), ["reason"]);
    world.days(7);
    let active = world.begin(&planned).await.unwrap();
    let text = format!("走访会员\n{NAME}起草章程");
    let report = pb::SecondmentReport { year: 2026, quarter: 4, text, ..Default::default() };
    let etag = active.etag.clone();
    let request = pb::FileSecondmentReportRequest { name: name.clone(), etag, report: Some(report) };
    assert_eq!(violated(&world.sending().file_secondment_report(request).await.unwrap_err()), ["report.text"]);
    let (grade, reason) = (pb::SecondmentGrade::Competent.into(), format!("{NAME}完成任务"));
    let request = pb::EndSecondmentRequest { name, etag: active.etag, grade, reason };
    assert_eq!(violated(&world.sending().end_secondment(request).await.unwrap_err()), ["reason"]);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn no_table_holds_a_name_or_an_identity_number() {
    let world = World::start().await;
    let planned = world.plan(world.stated(1)).await.unwrap();
    world.days(7);
    world.begin(&planned).await.unwrap();
    let books = world.city.suite.database().everything(&[]).await;
    for needle in [NAME, id_number(1).as_str()] {
        assert!(!books.contains(needle) && !books.contains(&hex(needle)), "{needle}");
    }
    assert!(books.contains("秘书长助理"), "the search finds what is there");
    world.city.suite.stop().await;
}
