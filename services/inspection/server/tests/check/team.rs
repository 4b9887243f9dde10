//! AssignInspectors, ReplaceInspector and BeginCheck.

use onecode_proto::inspection::v1 as pb;
use tonic::Code;

use crate::support::*;

async fn assign(
    world: &World,
    department: &str,
    check: &pb::Check,
    who: &[String],
) -> Result<pb::Check, tonic::Status> {
    let request = pb::AssignInspectorsRequest { name: check.name.clone(), inspectors: who.to_vec() };
    let answer = checks_of(world, department).assign_inspectors(request).await;
    answer.map(|answer| answer.into_inner().check.unwrap())
}

async fn replace(world: &World, check: &pb::Check, who: &str, by: &str) -> Result<pb::Check, tonic::Status> {
    let request = pb::ReplaceInspectorRequest {
        name: check.name.clone(),
        inspector: who.into(),
        replacement: by.into(),
        reason: "执法证到期".into(),
    };
    let answer = checks_of(world, CIVIL).replace_inspector(request).await;
    answer.map(|answer| answer.into_inner().check.unwrap())
}

/// The certificate of an inspector ends on a day, or is suspended.
async fn ends(world: &World, name: &str, certificate: &str, until: (i32, i32, i32), suspended: bool) {
    let mut client = world.inspectors(CIVIL);
    let request = pb::GetInspectorRequest { name: name.into() };
    let seen = client.get_inspector(request).await.unwrap().into_inner().inspector.unwrap();
    let anew = pb::Inspector {
        name: name.into(),
        etag: seen.etag,
        certificate_valid_to: date(until.0, until.1, until.2),
        suspended,
        ..inspector(certificate)
    };
    client.update_inspector(pb::UpdateInspectorRequest { inspector: Some(anew) }).await.unwrap();
}

async fn recused(world: &World, parent: &str, serial: u32) {
    let recusal = pb::Recusal {
        organization: format!("organizations/{}", code(serial)),
        ground: pb::RecusalGround::Relative.into(),
        valid_from: date(2020, 1, 1),
        ..Default::default()
    };
    let request = pb::CreateRecusalRequest { parent: parent.into(), recusal: Some(recusal) };
    world.inspectors(CIVIL).create_recusal(request).await.unwrap();
}

/// SP-07: each department sends its own.
#[tokio::test]
async fn departments_that_take_part_assign_their_own_inspectors() {
    let world = registered().await;
    let civil = two(&world).await;
    let (tax, stranger) = (world.inspector(TAX, "SW-1").await, world.inspector("audit", "SJ-1").await);
    let joint = pb::Check { departments: vec!["departments/tax".into()], ..check() };
    let made = create(&world, joint, &civil[..1]).await.unwrap();
    let with = assign(&world, TAX, &made, std::slice::from_ref(&tax)).await.unwrap();
    assert_eq!((with.inspectors.len(), with.inspectors[1].department.as_str()), (2, "departments/tax"));
    assert_ne!(with.etag, made.etag);
    let told = world.facts::<pb::CheckInspectorsChanged>().await;
    assert_eq!((told.len(), told[0].department.as_str()), (1, "departments/tax"));
    let refused = assign(&world, TAX, &made, &[civil[1].clone()]).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "INSPECTOR_NOT_FOUND".into()));
    let refused = assign(&world, "audit", &made, &[stranger]).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CHECK_NOT_PARTICIPATING".into()));
    let refused = assign(&world, TAX, &made, std::slice::from_ref(&tax)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "INSPECTOR_ASSIGNED".into()));
    assert_eq!(metadata(&refused, "inspector"), tax);
    assert_eq!(violated(&assign(&world, TAX, &made, &[]).await.unwrap_err()), ["inspectors"]);
}

/// SP-05.
#[tokio::test]
async fn a_visit_needs_two_inspectors_who_are_no_assistants() {
    let world = registered().await;
    let one = world.inspector(CIVIL, "MZ-1").await;
    let helper = pb::Inspector { assistant: true, ..inspector("MZ-2") };
    let helper = world.inspector_who(CIVIL, helper).await;
    let made = create(&world, check(), &[one, helper]).await.unwrap();
    let refused = begin(&world, &made).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CHECK_INSPECTORS_TOO_FEW".into()));
    assert_eq!((metadata(&refused, "found"), metadata(&refused, "least")), ("1".into(), "2".into()));
}

/// TA-04: the certificate expired, or was suspended, after the inspector was assigned.
#[tokio::test]
async fn who_is_no_longer_certified_must_be_replaced_before_the_visit() {
    let world = registered().await;
    let inspectors = two(&world).await;
    let made = create(&world, check(), &inspectors).await.unwrap();
    ends(&world, &inspectors[1], "MZ-2", (2026, 11, 24), false).await;
    let refused = begin(&world, &made).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "INSPECTOR_NOT_CERTIFIED".into()));
    let id = inspectors[1].trim_start_matches("inspectors/");
    assert_eq!(metadata(&refused, "inspectors"), id);
    ends(&world, &inspectors[1], "MZ-2", (2029, 1, 1), true).await;
    assert_eq!(reason(&begin(&world, &made).await.unwrap_err()).1, "INSPECTOR_NOT_CERTIFIED");

    let third = world.inspector(CIVIL, "MZ-3").await;
    let with = replace(&world, &made, &inspectors[1], &third).await.unwrap();
    let replaced = &with.inspectors[1];
    assert_eq!((replaced.replacement.as_str(), replaced.replace_reason.as_str()), (third.as_str(), "执法证到期"));
    let refused = replace(&world, &made, &inspectors[1], &third).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "INSPECTOR_NOT_ASSIGNED".into()));
    let begun = begin(&world, &with).await.unwrap();
    assert_eq!((begun.state(), begun.visit_start_date), (pb::CheckState::Underway, date(2026, 11, 24)));
}

/// SP-05, SP-11.
#[tokio::test]
async fn whom_something_ties_to_the_organisation_stays_away() {
    let world = registered().await;
    let inspectors = two(&world).await;
    recused(&world, &inspectors[0], 1).await;
    let refused = create(&world, check(), &inspectors).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "INSPECTOR_RECUSED".into()));
    let made = create(&world, check(), &inspectors[1..]).await.unwrap();
    let refused = assign(&world, CIVIL, &made, &inspectors[..1]).await.unwrap_err();
    assert_eq!(metadata(&refused, "inspectors"), inspectors[0].trim_start_matches("inspectors/"));
    let other = pb::Check { organization: format!("organizations/{}", code(2)), ..check() };
    let other = create(&world, other, &inspectors).await.unwrap();
    recused(&world, &inspectors[1], 2).await;
    assert_eq!(reason(&begin(&world, &other).await.unwrap_err()).1, "INSPECTOR_RECUSED");
}

#[tokio::test]
async fn a_visit_begins_once_as_seen_within_its_days_and_by_the_lead() {
    let world = registered().await;
    let inspectors = two(&world).await;
    let joint = pb::Check { departments: vec!["departments/tax".into()], ..check() };
    let made = create(&world, joint, &inspectors).await.unwrap();
    let on = |day| pb::BeginCheckRequest { name: made.name.clone(), etag: made.etag.clone(), visit_start_date: day };
    let refused = checks(&world).begin_check(on(date(2026, 11, 19))).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "VISIT_OUTSIDE_WINDOW".into()));
    let refused = checks(&world).begin_check(on(date(2026, 11, 25))).await.unwrap_err();
    assert_eq!(violated(&refused), ["visit_start_date"]);
    let stale = pb::BeginCheckRequest { etag: "\"old\"".into(), ..on(date(2026, 11, 24)) };
    let refused = checks(&world).begin_check(stale).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::Aborted, "CHECK_CHANGED".into()));
    assert_eq!(metadata(&refused, "etag"), made.etag);
    let tax = world.caller(TAX, &["inspection-check-lead"]);
    let refused = Checks::new(world.client(tax.fresh())).begin_check(on(date(2026, 11, 24))).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CHECK_NOT_LEAD".into()));
    let mut keyed = Checks::new(world.client(lead(&world).keyed("k1")));
    let first = keyed.begin_check(on(date(2026, 11, 24))).await.unwrap().into_inner();
    assert_eq!(keyed.begin_check(on(date(2026, 11, 24))).await.unwrap().into_inner(), first);
    let again = begin(&world, first.check.as_ref().unwrap()).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "CASE_STATE".into()));
}
