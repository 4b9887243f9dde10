//! What is refused: conditions that are not met, departments that do not confirm, other authorities, wrong requests.

use super::support::*;

/// Puts an organisation on a list, as the decision of a case does.
async fn list(world: &World, code: &str, list: &str) {
    sqlx::query(
        "insert into credit.listing (id, organization, division, department, list, ground, rule, document_number, listed_on,
           period_from, created_at)
         values (gen_random_uuid(), $1, '330500', 'civil-affairs', $2, 'CR-03.1', 'CR-03a@1', '湖民信〔2026〕1号', '2026-11-20',
           '2026-11-20', now())",
    )
    .bind(code)
    .bind(list)
    .execute(&mut world.suite.database().connection().await)
    .await
    .unwrap();
}

#[tokio::test]
async fn a_condition_that_is_not_met_is_shown_at_once_and_refuses_the_grant() {
    let world = World::start().await;
    let code = registered(&world, 1).await;
    list(&world, &code, "abnormal").await;
    let applied = apply(&world, &code, Kind::Charity).await;
    assert_eq!(applied.eligibility_at_application.as_ref().unwrap().decision(), pb::EligibilityDecision::Refused);
    let ready = confirmed(&world, &applied).await;
    let refused = grant(&world, &[&ready]).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "QUALIFICATION_CONDITIONS_NOT_MET".into()));
    assert_eq!(metadata(&refused, "conditions"), "not_abnormal");
    let request = pb::RefuseQualificationRequest {
        name: ready.name.clone(),
        etag: ready.etag.clone(),
        document_number: "湖民慈〔2026〕4号".into(),
        reasons: "被列入活动异常名录".into(),
    };
    let answer = office(&world, "civil-affairs").refuse_qualification(request).await.unwrap().into_inner();
    let done = answer.qualification_application.unwrap();
    assert_eq!((done.state(), done.reasons.as_str()), (State::Refused, "被列入活动异常名录"));
    assert!(qualified(&world, Kind::Charity, (2026, 11, 24)).await.is_empty());
    // nothing bars from applying again
    apply(&world, &code, Kind::Charity).await;
    world.suite.stop().await;
}

#[tokio::test]
async fn a_department_that_does_not_confirm_refuses_the_grant() {
    let world = World::start().await;
    let code = registered(&world, 1).await;
    let applied = apply(&world, &code, Kind::TaxExemption).await;
    let request = pb::ConfirmQualificationRequest {
        name: applied.name.clone(),
        confirmation: pb::QualificationConfirmationState::Refused.into(),
        reasons: "工资薪金水平超过规定".into(),
        proved_conditions: Vec::new(),
    };
    office(&world, "finance").confirm_qualification(request).await.unwrap();
    let waiting = again(&world, &applied).await;
    let request = pb::RefuseQualificationRequest {
        name: waiting.name.clone(),
        etag: waiting.etag.clone(),
        document_number: "湖税不〔2026〕1号".into(),
        reasons: "财政部门不予确认".into(),
    };
    let early = office(&world, "tax").refuse_qualification(request.clone()).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "OPINIONS_OUTSTANDING".into()), "tax has not said anything");
    let proved = ["tax_credit", "pay", "separate_books", "not_barred"];
    let said = confirm(&world, "tax", &applied, &proved).await.unwrap();
    assert_eq!(said.confirmations[0].state(), pb::QualificationConfirmationState::Refused);
    let refused = grant(&world, &[&said]).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "BINDING_OBJECTION".into()));
    let request = pb::RefuseQualificationRequest { etag: said.etag, ..request };
    let other = office(&world, "finance").refuse_qualification(request.clone()).await.unwrap_err();
    assert_eq!(reason(&other), (Code::PermissionDenied, "QUALIFICATION_OTHER_AUTHORITY".into()));
    office(&world, "tax").refuse_qualification(request).await.unwrap();
    world.suite.stop().await;
}

#[tokio::test]
async fn only_departments_of_the_division_confirm_and_decide() {
    let world = World::start().await;
    let code = registered(&world, 1).await;
    let applied = apply(&world, &code, Kind::Charity).await;
    let officer = |department: &str, division: &str| {
        let identities = world.suite.identities();
        let caller = identities.caller(department, division, &["credit-qualification-officer"]);
        Applications::new(world.client(caller.fresh()))
    };
    let request = pb::ConfirmQualificationRequest {
        name: applied.name.clone(),
        confirmation: pb::QualificationConfirmationState::Confirmed.into(),
        reasons: "符合".into(),
        proved_conditions: vec!["charitable".into()],
    };
    let above = officer("civil-affairs", "330000").confirm_qualification(request.clone()).await.unwrap_err();
    assert_eq!(reason(&above), (Code::PermissionDenied, "QUALIFICATION_OTHER_AUTHORITY".into()));
    let beside = officer("civil-affairs", "330400").confirm_qualification(request.clone()).await.unwrap_err();
    assert_eq!(reason(&beside), (Code::NotFound, "QUALIFICATION_APPLICATION_NOT_FOUND".into()));
    let other = officer("tax", HUZHOU).confirm_qualification(request).await.unwrap_err();
    assert_eq!(reason(&other).0, Code::PermissionDenied, "tax has no part in it");
    let ready = confirmed(&world, &applied).await;
    let above = officer("civil-affairs", "330000").grant_qualifications(granting(&[&ready])).await.unwrap_err();
    assert_eq!(reason(&above), (Code::PermissionDenied, "QUALIFICATION_OTHER_AUTHORITY".into()));
    let other = officer("tax", HUZHOU).grant_qualifications(granting(&[&ready])).await.unwrap_err();
    assert_eq!(reason(&other), (Code::PermissionDenied, "QUALIFICATION_OTHER_AUTHORITY".into()));
    let reader = world.caller("audit", &["credit-reader"]);
    let denied = Applications::new(world.client(reader.fresh())).grant_qualifications(granting(&[&ready])).await;
    assert_eq!(denied.unwrap_err().code(), Code::PermissionDenied);
    world.suite.stop().await;
}

#[tokio::test]
async fn every_field_that_is_wrong_is_named() {
    let world = World::start().await;
    let refused = portal(&world)
        .apply_for_qualification(pb::ApplyForQualificationRequest {
            parent: "organizations/51330500MJ0000001A".into(),
            kind: 0,
            statement: "负责人身份证号 11010519491231002X".into(),
            documents: vec!["documents/1".into()],
        })
        .await
        .unwrap_err();
    assert_eq!(violated_sorted(&refused), ["documents[0]", "kind", "parent", "statement"]);
    let one = pb::QualificationApplicationChoice { name: "qualificationApplications/1".into(), etag: String::new() };
    let refused = office(&world, "tax")
        .grant_qualifications(pb::GrantQualificationsRequest {
            kind: 9,
            year: 2020,
            document_number: String::new(),
            applications: vec![one],
            authority: "长".repeat(61),
        })
        .await
        .unwrap_err();
    let wrong = ["applications[0].etag", "applications[0].name", "authority", "document_number", "kind", "year"];
    assert_eq!(violated_sorted(&refused), wrong);
    let refused = authority(&world, "tax")
        .record_qualification(pb::RecordQualificationRequest {
            parent: name(&code(1)),
            kind: Kind::Charity.into(),
            decide_date: date(2026, 12, 1),
            valid_from: date(2025, 1, 1),
            until_date: date(2025, 1, 1),
            ..Default::default()
        })
        .await
        .unwrap_err();
    assert_eq!(violated_sorted(&refused), ["authority", "decide_date", "document_number", "until_date"]);
    let refused = authority(&world, "tax")
        .cancel_qualification(pb::CancelQualificationRequest {
            name: "qualifications/x".into(),
            cause: "penalties/1".into(),
            cancel_date: date(2027, 1, 1),
            ..Default::default()
        })
        .await
        .unwrap_err();
    let wrong = ["cancel_date", "cause", "document_number", "etag", "ground", "name", "reasons"];
    assert_eq!(violated_sorted(&refused), wrong);
    let refused = authority(&world, "tax")
        .decide_qualification_draft(pb::DecideQualificationDraftRequest::default())
        .await
        .unwrap_err();
    assert_eq!(violated_sorted(&refused), ["decision", "etag", "name", "reasons"]);

    let code = registered(&world, 1).await;
    let applied = apply(&world, &code, Kind::Charity).await;
    let refused = confirm(&world, "civil-affairs", &applied, &["charitable", "active", "wealth"]).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["proved_conditions[1]", "proved_conditions[2]"]);
    let ready = confirmed(&world, &applied).await;
    let other = pb::GrantQualificationsRequest { kind: Kind::PublicFundraising.into(), ..granting(&[&ready]) };
    let refused = office(&world, "civil-affairs").grant_qualifications(other).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["applications[0].name"]);
    let unknown = apply_with(&world, &crate::world::code(9), Kind::Charity, &[]).await.unwrap_err();
    assert_eq!(reason(&unknown), (Code::NotFound, "ORGANIZATION_UNKNOWN".into()));
    world.suite.stop().await;
}
