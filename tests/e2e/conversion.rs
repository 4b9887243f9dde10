//! A private non-enterprise unit of the sole form becomes a legal person.

use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1::application::Content;
use onecode_proto::registry::v1::certificate_service_client::CertificateServiceClient;
use onecode_proto::registry::v1::{
    Application, ApplicationState, CertificateStatus, ConversionContent, CreateOrganizationRequest,
    GetOrganizationRequest, LegalForm, ListCertificatesRequest, Organization, OrganizationKind, OrganizationStatus,
};
use onecode_tests::harness::{Deployment, Hall, organization, reason};
use vocab::{DivisionCode, OrganizationClass, UnifiedCode};

const PAPERS: &[&str] = &["application", "resolution", "charter", "capital-verification"];

pub(crate) async fn of_form(suite: &Deployment) {
    let hall = Hall::open(&suite.site, suite.channel()).await;
    let mut register = suite.organizations(suite.site.registrar().fresh());
    let code = DivisionCode::parse("330500").expect("Huzhou has a code");
    let code = UnifiedCode::from_parts(OrganizationClass::PrivateNonEnterprise, code, "XX000001").expect("it is one");
    let request = CreateOrganizationRequest {
        organization: Some(Organization {
            code: code.to_string(),
            title: "湖州市样本艺术学校".to_owned(),
            kind: OrganizationKind::PrivateNonEnterprise.into(),
            legal_form: LegalForm::Individual.into(),
            business_scope: "艺术培训".to_owned(),
            registered_capital_fen: 3_000_000,
            ..organization(1)
        }),
        status: OrganizationStatus::Active.into(),
        valid_from: Some(Date { year: 2016, month: 3, day: 1 }),
        basis: "湖民证字第020001号".to_owned(),
        validate_only: false,
    };
    let unit = register.create_organization(request).await.expect("may register").into_inner().organization;
    let unit = unit.expect("the answer holds it");

    let same = hall.ready(conversion(&unit, LegalForm::Individual), PAPERS).await;
    let refused = hall.approve(&same.name, "").await.expect_err("that is its form today");
    assert_eq!(reason(&refused), "CONDITIONS_UNMET");

    let other = hall.ready(conversion(&unit, LegalForm::Corporate), PAPERS).await;
    let approved = hall.approve(&other.name, "").await.expect("everything is met");
    assert_eq!(approved.state(), ApplicationState::Approved);
    let request = GetOrganizationRequest { name: unit.name.clone(), ..GetOrganizationRequest::default() };
    let today = register.get_organization(request).await.expect("it is there").into_inner().organization;
    assert_eq!(today.expect("the answer holds it").legal_form(), LegalForm::Corporate);
    let mut certificates = CertificateServiceClient::new(hall.client("civil-affairs", &["registry-registrar"]));
    let request = ListCertificatesRequest { parent: unit.name, ..ListCertificatesRequest::default() };
    let listed = certificates.list_certificates(request).await.expect("may read").into_inner().certificates;
    let valid: Vec<&str> = listed
        .iter()
        .filter(|certificate| certificate.status() == CertificateStatus::Valid)
        .map(|certificate| certificate.name.as_str())
        .collect();
    assert_eq!(valid, [approved.decision.expect("it is decided").certificate]);
}

fn conversion(unit: &Organization, form: LegalForm) -> Application {
    let content = ConversionContent {
        legal_form: form.into(),
        premises_months: 36,
        full_time_staff: 4,
        non_state_assets_percent: Some(100),
        ..ConversionContent::default()
    };
    Application {
        organization: unit.name.clone(),
        supervising_department: "departments/development-reform".to_owned(),
        content: Some(Content::Conversion(content)),
        ..Application::default()
    }
}
