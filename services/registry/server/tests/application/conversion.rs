//! Conversion of private non-enterprise units into another legal form.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::application::Content;
use onecode_proto::registry::v1::certificate_service_client::CertificateServiceClient;
use testkit::refusal::violated_sorted;
use tonic::Code;
use vocab::{OrganizationClass, UnifiedCode};

use crate::papers::*;
use crate::town::*;

/// What a conversion comes with.
const CONVERTED: &[&str] = &["application", "resolution", "charter", "capital-verification"];

/// A unit that was registered elsewhere, in a form; its name.
async fn unit(town: &Town, form: pb::LegalForm) -> String {
    recorded(town, OrganizationClass::PrivateNonEnterprise, form).await.name
}

async fn recorded(town: &Town, class: OrganizationClass, form: pb::LegalForm) -> pb::Organization {
    let is_unit = class == OrganizationClass::PrivateNonEnterprise;
    let kind = if is_unit { pb::OrganizationKind::PrivateNonEnterprise } else { pb::OrganizationKind::SocialGroup };
    let organization = pb::Organization {
        code: UnifiedCode::from_parts(class, HUZHOU.parse().unwrap(), "MJ800001").unwrap().to_string(),
        title: "湖州市吴兴区知行艺术学校".into(),
        kind: kind.into(),
        legal_form: form.into(),
        division: HUZHOU.into(),
        registration_authority: "湖州市民政局".into(),
        address: "湖州市吴兴区龙溪路3号".into(),
        business_scope: "艺术培训".into(),
        registered_capital_fen: 3_000_000,
        legal_representative: "章有方".into(),
        ..Default::default()
    };
    let request = pb::CreateOrganizationRequest {
        organization: Some(organization),
        status: pb::OrganizationStatus::Active.into(),
        valid_from: date(2020, 1, 1),
        basis: "湖民证字第020001号".into(),
        ..Default::default()
    };
    town.organizations().create_organization(request).await.unwrap().into_inner().organization.unwrap()
}

fn corporate() -> pb::ConversionContent {
    pb::ConversionContent {
        legal_form: pb::LegalForm::Corporate.into(),
        registered_capital_fen: 10_000_000,
        premises_months: 36,
        full_time_staff: 4,
        non_state_assets_percent: Some(100),
        approved_date: date(2026, 11, 20),
    }
}

fn converted(organization: &str, content: pb::ConversionContent) -> pb::Application {
    about(organization, Content::Conversion(content))
}

#[tokio::test]
async fn a_sole_unit_becomes_a_legal_person_and_its_certificate_says_so() {
    let town = Town::new().await;
    let name = unit(&town, pb::LegalForm::Individual).await;
    let approved = town.approved(converted(&name, corporate()), CONVERTED).await;
    assert_eq!(approved.r#type(), pb::ApplicationType::Conversion);
    assert_eq!(approved.state(), pb::ApplicationState::Approved);

    let now = town.organization(&name).await;
    assert_eq!((now.legal_form(), now.registered_capital_fen), (pb::LegalForm::Corporate, 10_000_000));
    let eve = pb::GetOrganizationRequest { name: name.clone(), as_of: date(2026, 11, 23), ..Default::default() };
    let eve = town.organizations().get_organization(eve).await.unwrap().into_inner().organization.unwrap();
    assert_eq!(eve.legal_form(), pb::LegalForm::Individual, "the form of a past day stays known");
    let charters = town.charters(&name).await;
    assert_eq!(charters.iter().map(|charter| charter.application.as_str()).collect::<Vec<_>>(), [&approved.name]);

    let decision = approved.decision.unwrap();
    let certificates = town.certificates(&name).await;
    assert_eq!(certificates.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), [&decision.certificate]);
    let applied: Vec<&str> = decision.rules.iter().map(|rule| rule.id.as_str()).collect();
    for rule in ["REG-20a", "REG-20b", "REG-22", "REG-22a", "REG-23a"] {
        assert!(applied.contains(&rule), "{applied:?}");
    }
}

#[tokio::test]
async fn the_certificate_from_before_a_conversion_no_longer_holds() {
    let town = Town::new().await;
    let organization = recorded(&town, OrganizationClass::PrivateNonEnterprise, pb::LegalForm::Partnership).await;
    let request = pb::ReissueCertificateRequest {
        parent: organization.name.clone(),
        basis: "湖民社〔2026〕9号".into(),
        etag: organization.etag.clone(),
    };
    let mut client = CertificateServiceClient::new(town.suite.client(town.suite.registrar().fresh()));
    let former = client.reissue_certificate(request).await.unwrap().into_inner().certificate.unwrap();
    let content = pb::ConversionContent { registered_capital_fen: 0, ..corporate() };
    let approved = town.approved(converted(&organization.name, content), CONVERTED).await;
    assert_eq!(town.organization(&organization.name).await.registered_capital_fen, 3_000_000, "0 leaves it");
    let certificates = town.certificates(&organization.name).await;
    let state = |name: &str| certificates.iter().find(|it| it.name == name).unwrap().status();
    assert_eq!(state(&former.name), pb::CertificateStatus::Superseded);
    assert_eq!(state(&approved.decision.unwrap().certificate), pb::CertificateStatus::Valid);
}

#[tokio::test]
async fn a_unit_converts_only_into_another_form_and_meets_its_conditions() {
    let town = Town::new().await;
    let name = unit(&town, pb::LegalForm::Corporate).await;
    let content = pb::ConversionContent { premises_months: 6, approved_date: date(2026, 10, 1), ..corporate() };
    let ready = town.ready(converted(&name, content), CONVERTED).await;
    let refused = town.approve(&ready.name, "").await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "CONDITIONS_UNMET");
    let rules = metadata(&refused, "rules");
    let mut rules: Vec<&str> = rules.split(',').collect();
    rules.sort_unstable();
    assert_eq!(rules, ["REG-20b", "REG-22"], "that it came late a person has weighed");
    assert_eq!(town.organization(&name).await.revision, 1);
    assert!(town.charters(&name).await.is_empty());
}

#[tokio::test]
async fn where_the_form_is_not_on_record_a_person_says_whether_it_changes() {
    let town = Town::new().await;
    let name = unit(&town, pb::LegalForm::Unspecified).await;
    let reviewing = town.reviewing(converted(&name, corporate()), CONVERTED).await;
    town.agreed(&reviewing).await;
    let refused = town.approve(&reviewing.name, "").await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "CONDITIONS_OPEN");
    let asked = town.findings(&reviewing.name).await;
    let asked = asked.iter().find(|finding| finding.field == "answers.conversion-form").unwrap();
    assert!(asked.value.contains("原登记的形式未录入"), "{asked:?}");
    town.answer(&reviewing).await;
    town.approve(&reviewing.name, "").await.unwrap();
    assert_eq!(town.organization(&name).await.legal_form(), pb::LegalForm::Corporate);
}

#[tokio::test]
async fn what_cannot_convert_is_refused_with_every_field_named() {
    let town = Town::new().await;
    let group = recorded(&town, OrganizationClass::SocialGroup, pb::LegalForm::Unspecified).await.name;
    let content = pb::ConversionContent {
        legal_form: 9,
        registered_capital_fen: -1,
        premises_months: -1,
        full_time_staff: -1,
        non_state_assets_percent: Some(101),
        approved_date: date(2026, 12, 1),
    };
    let tried = |application: pb::Application| {
        let request = pb::CreateApplicationRequest { application: Some(application), validate_only: false };
        let mut portal = town.portal();
        async move { portal.create_application(request).await.unwrap_err() }
    };
    let fields = |named: &[&str]| named.iter().map(|it| format!("application.conversion{it}")).collect::<Vec<_>>();
    assert_eq!(
        violated_sorted(&tried(converted(&group, content)).await),
        fields(&[
            "",
            ".approved_date",
            ".full_time_staff",
            ".legal_form",
            ".non_state_assets_percent",
            ".premises_months",
            ".registered_capital_fen"
        ])
    );
    let unstated = pb::ConversionContent { legal_form: 0, ..corporate() };
    let name = unit(&town, pb::LegalForm::Individual).await;
    assert_eq!(violated_sorted(&tried(converted(&name, unstated)).await), fields(&[".legal_form"]));
}

#[tokio::test]
async fn only_private_non_enterprise_units_have_a_form() {
    let town = Town::new().await;
    let group = recorded(&town, OrganizationClass::SocialGroup, pb::LegalForm::Unspecified).await;
    let request = pb::UpdateOrganizationRequest {
        organization: Some(pb::Organization { legal_form: pb::LegalForm::Corporate.into(), ..group.clone() }),
        update_mask: Some(prost_types::FieldMask { paths: vec!["legal_form".into()] }),
        basis: "更正".into(),
        ..Default::default()
    };
    let refused = town.organizations().update_organization(request).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["organization.legal_form"]);
    assert_eq!(town.organization(&group.name).await, group);
}
