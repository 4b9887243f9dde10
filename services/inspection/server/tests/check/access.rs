//! Who may call what, and what is hidden from whom.

use onecode_proto::inspection::v1 as pb;
use tonic::{Code, Status};

use crate::support::*;

#[tokio::test]
async fn a_reader_may_not_write_and_is_told_which_permission_is_missing() {
    let world = registered().await;
    let (check, ..) = underway(&world).await;
    let reader = world.caller("audit", &["inspection-check-reader"]);
    let mut checks = Checks::new(world.client(reader.fresh()));
    let mut rectifications = Rectifications::new(world.client(reader.fresh()));
    let name = check.name.clone();
    checks.get_check(pb::GetCheckRequest { name: name.clone() }).await.unwrap();
    let denied: Vec<(Status, &str)> = vec![
        (checks.create_check(pb::CreateCheckRequest::default()).await.unwrap_err(), "inspection.check.write"),
        (
            checks.assign_inspectors(pb::AssignInspectorsRequest::default()).await.unwrap_err(),
            "inspection.check.assign",
        ),
        (
            checks.replace_inspector(pb::ReplaceInspectorRequest::default()).await.unwrap_err(),
            "inspection.check.assign",
        ),
        (checks.begin_check(pb::BeginCheckRequest::default()).await.unwrap_err(), "inspection.check.write"),
        (
            checks.upload_entries(pb::UploadEntriesRequest::default()).await.unwrap_err(),
            "inspection.check_entry.record",
        ),
        (checks.list_entries(pb::ListEntriesRequest::default()).await.unwrap_err(), "inspection.check_entry.read"),
        (checks.get_check_record(pb::GetCheckRecordRequest { name }).await.unwrap_err(), "inspection.check_entry.read"),
        (
            checks.attach_evidence(pb::AttachEvidenceRequest::default()).await.unwrap_err(),
            "inspection.check_entry.record",
        ),
        (checks.conclude_check(pb::ConcludeCheckRequest::default()).await.unwrap_err(), "inspection.check.conclude"),
        (
            checks.publish_check_result(pb::PublishCheckResultRequest::default()).await.unwrap_err(),
            "inspection.check.conclude",
        ),
        (checks.share_evidence(pb::ShareEvidenceRequest::default()).await.unwrap_err(), "inspection.evidence.share"),
        (
            checks.list_shared_evidence(pb::ListSharedEvidenceRequest::default()).await.unwrap_err(),
            "inspection.evidence.read",
        ),
        (
            rectifications.order_rectification(pb::OrderRectificationRequest::default()).await.unwrap_err(),
            "inspection.rectification.order",
        ),
        (
            rectifications.report_rectification(pb::ReportRectificationRequest::default()).await.unwrap_err(),
            "inspection.rectification.report",
        ),
        (
            rectifications.recheck_rectification(pb::RecheckRectificationRequest::default()).await.unwrap_err(),
            "inspection.rectification.decide",
        ),
    ];
    for (refused, permission) in denied {
        assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()), "{permission}");
        assert_eq!(metadata(&refused, "permission"), permission);
    }
}

#[tokio::test]
async fn another_division_sees_nothing_and_the_province_sees_it_and_may_not_act() {
    let world = registered().await;
    let check = ordered(&world).await;
    let request = pb::OrderRectificationRequest {
        parent: check.name.clone(),
        rectification: Some(pb::Rectification {
            demands: "补正".into(),
            due_date: date(2026, 12, 8),
            ..Default::default()
        }),
    };
    let one = rectifications(&world).order_rectification(request).await.unwrap().into_inner().rectification.unwrap();
    let publish = pb::PublishCheckResultRequest { name: check.name.clone(), etag: check.etag.clone() };
    let roles = ["inspection-check-lead"];
    let hangzhou = world.suite.identities().caller(CIVIL, "330100", &roles);
    let (mut checks, mut others) =
        (Checks::new(world.client(hangzhou.fresh())), Rectifications::new(world.client(hangzhou.fresh())));
    for refused in [
        checks.get_check(pb::GetCheckRequest { name: check.name.clone() }).await.unwrap_err(),
        checks.publish_check_result(publish.clone()).await.unwrap_err(),
        checks.get_check_record(pb::GetCheckRecordRequest { name: check.name.clone() }).await.unwrap_err(),
    ] {
        assert_eq!(reason(&refused), (Code::NotFound, "CHECK_NOT_FOUND".into()));
    }
    let refused = others.get_rectification(pb::GetRectificationRequest { name: one.name.clone() }).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "RECTIFICATION_NOT_FOUND".into()));
    assert_eq!(checks.list_checks(pb::ListChecksRequest::default()).await.unwrap().into_inner().checks, []);
    let all = pb::ListRectificationsRequest::default();
    assert_eq!(others.list_rectifications(all.clone()).await.unwrap().into_inner().rectifications, []);

    let province = world.suite.identities().caller(CIVIL, "330000", &roles);
    let mut checks = Checks::new(world.client(province.fresh()));
    assert_eq!(checks.list_checks(pb::ListChecksRequest::default()).await.unwrap().into_inner().checks.len(), 1);
    let refused = checks.publish_check_result(publish).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CHECK_NOT_LEAD".into()));
    let refused = checks.get_check_record(pb::GetCheckRecordRequest { name: check.name }).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CHECK_NOT_PARTICIPATING".into()));
    let mut others = Rectifications::new(world.client(province.fresh()));
    let etag = others.get_rectification(pb::GetRectificationRequest { name: one.name.clone() }).await.unwrap();
    let request = pb::RecheckRectificationRequest {
        name: one.name.clone(),
        etag: etag.into_inner().rectification.unwrap().etag,
        result: pb::RecheckResult::Failed.into(),
        reasons: "现场复查".into(),
    };
    let refused = others.recheck_rectification(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CASE_ROLE".into()));
    let filters = [
        (pb::ListRectificationsRequest { organization: one.organization.clone(), ..all.clone() }, 1),
        (pb::ListRectificationsRequest { check: one.check.clone(), page_size: 1, ..all.clone() }, 1),
        (pb::ListRectificationsRequest { state: pb::RectificationState::Closed.into(), ..all.clone() }, 0),
        (pb::ListRectificationsRequest { missed: true, ..all }, 0),
    ];
    for (request, expected) in filters {
        let found = others.list_rectifications(request.clone()).await.unwrap().into_inner().rectifications.len();
        assert_eq!(found, expected, "{request:?}");
    }
}
