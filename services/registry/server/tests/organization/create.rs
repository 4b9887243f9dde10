//! CreateOrganization: one effect, every violation at once, no code twice (USCC-09).

use onecode_proto::registry::v1 as pb;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn a_new_organisation_is_shown_as_it_was_recorded() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let recorded = created(&mut client, 1).await;
    assert_eq!((recorded.name.as_str(), recorded.revision), (name(1).as_str(), 1));
    assert_eq!(recorded.status(), pb::OrganizationStatus::Active);
    assert_eq!(get(&mut client, 1).await, recorded);
    assert_eq!((suite.audited().await, suite.published().await), (1, 1));
    suite.stop().await;
}

#[tokio::test]
async fn a_repeat_gets_the_first_answer_and_has_no_effect() {
    let suite = registry().await;
    let mut client = keyed(&suite, "k1");
    let first = created(&mut client, 1).await;
    assert_eq!(created(&mut client, 1).await, first);
    assert_eq!((suite.audited().await, suite.published().await), (1, 1));
}

#[tokio::test]
async fn sixteen_racing_repeats_have_one_effect() {
    let suite = registry().await;
    let calls = (0..16).map(|_| {
        let mut client = keyed(&suite, "k1");
        async move { created(&mut client, 1).await }
    });
    let answers = futures::future::join_all(calls).await;
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!((suite.audited().await, suite.published().await), (1, 1));
}

#[tokio::test]
async fn a_key_serves_one_request_only() {
    let suite = registry().await;
    let mut client = keyed(&suite, "k1");
    created(&mut client, 1).await;
    let refused = client.create_organization(create(2)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "IDEMPOTENCY_KEY_REUSED".into()));
}

#[tokio::test]
async fn a_code_is_never_used_twice() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    created(&mut client, 1).await;
    let refused = client.create_organization(create(1)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "CODE_TAKEN".into()));
    assert_eq!(metadata(&refused, "code"), code(1));
    assert_eq!((suite.audited().await, suite.published().await), (1, 1));
}

#[tokio::test]
async fn of_sixteen_that_race_for_a_code_one_gets_it() {
    let suite = registry().await;
    let calls = (0..16).map(|_| {
        let mut client = registrar(&suite);
        async move { client.create_organization(create(1)).await }
    });
    let answers = futures::future::join_all(calls).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert!(answers.iter().filter_map(|answer| answer.as_ref().err()).all(|refused| reason(refused).1 == "CODE_TAKEN"));
}

#[tokio::test]
async fn a_division_outside_the_callers_is_refused() {
    let suite = registry().await;
    let mut request = create(1);
    request.organization.as_mut().unwrap().division = HANGZHOU.into();
    let refused = registrar(&suite).create_organization(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "OUTSIDE_DIVISION".into()));
    assert_eq!(metadata(&refused, "division"), HANGZHOU);
    assert_eq!(suite.audited().await, 0);
}

#[tokio::test]
async fn every_violation_is_named_at_once() {
    let suite = registry().await;
    let request = pb::CreateOrganizationRequest {
        organization: Some(pb::Organization {
            code: "53330500MJ000001X0".into(),
            title: "会".repeat(121),
            kind: 0,
            division: "湖州".into(),
            supervising_unit: "局".repeat(101),
            address: "路".repeat(201),
            business_scope: "业".repeat(2_001),
            registered_capital_fen: -1,
            legal_representative: "张".repeat(51),
            contact_phone: "1".repeat(31),
            established_date: date(2026, 2, 30),
            abbreviations: vec![String::new()],
            identifiers: vec![pb::HistoricIdentifier { kind: 0, value: "1".repeat(61) }],
            ..Default::default()
        }),
        status: pb::OrganizationStatus::Suspended.into(),
        valid_from: date(2026, 11, 25),
        basis: String::new(),
        validate_only: false,
    };
    let refused = registrar(&suite).create_organization(request).await.unwrap_err();
    let organization = |field: &str| format!("organization.{field}");
    let mut expected: Vec<String> = [
        "code",
        "title",
        "kind",
        "division",
        "supervising_unit",
        "address",
        "business_scope",
        "registered_capital_fen",
        "legal_representative",
        "contact_phone",
        "established_date",
        "abbreviations[0]",
        "identifiers[0].kind",
        "identifiers[0].value",
    ]
    .map(organization)
    .into_iter()
    .chain(["status", "valid_from", "basis"].map(String::from))
    .collect();
    expected.sort();
    assert_eq!(violated(&refused), expected);
}

#[tokio::test]
async fn the_kind_must_agree_with_the_code() {
    let suite = registry().await;
    let mut request = create(1);
    request.organization.as_mut().unwrap().set_kind(pb::OrganizationKind::Foundation);
    let refused = registrar(&suite).create_organization(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["organization.kind"]);
}

#[tokio::test]
async fn an_id_number_is_refused_and_never_repeated() {
    let suite = registry().await;
    let mut request = create(1);
    let id_number = "510102199003070011"; // right date, right area; made up
    request.organization.as_mut().unwrap().code = id_number.into();
    let refused = registrar(&suite).create_organization(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["organization.code"]);
    assert!(!format!("{refused:?}").contains(id_number));
}

#[tokio::test]
async fn a_rehearsal_checks_everything_and_changes_nothing() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let rehearsal = pb::CreateOrganizationRequest { validate_only: true, ..create(1) };
    client.create_organization(rehearsal.clone()).await.unwrap();
    assert_eq!((suite.audited().await, suite.published().await), (0, 0));
    created(&mut client, 1).await;
    let refused = client.create_organization(rehearsal).await.unwrap_err();
    assert_eq!(reason(&refused).1, "CODE_TAKEN");
}

#[tokio::test]
async fn without_a_day_the_record_holds_from_establishment() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let mut request = pb::CreateOrganizationRequest { valid_from: None, ..create(1) };
    request.organization.as_mut().unwrap().established_date = date(2020, 5, 6);
    client.create_organization(request).await.unwrap();
    let request = pb::ListOrganizationRevisionsRequest { parent: name(1), ..Default::default() };
    let revisions = client.list_organization_revisions(request).await.unwrap().into_inner().revisions;
    assert_eq!(revisions[0].valid_from, date(2020, 5, 6));
}

#[tokio::test]
async fn no_fact_and_no_stored_reply_holds_personal_data() {
    let suite = registry().await;
    created(&mut registrar(&suite), 1).await;
    suite.sequenced().await;
    let leaks = "select (select count(*) from uow.event where position(convert_to('三丰', 'UTF8') in payload) > 0 \
                 or position('1234567'::bytea in payload) > 0) \
                 + (select count(*) from uow.audit where position(convert_to('三丰', 'UTF8') in reply) > 0 \
                 or position('1234567'::bytea in reply) > 0)";
    assert_eq!(suite.count(leaks).await, 0);
}
