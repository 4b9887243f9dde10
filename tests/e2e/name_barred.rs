//! A name is refused because an association of that name was deregistered ten months ago.

use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1::{
    ApplicationState, ChangeOrganizationStatusRequest, CreateOrganizationRequest, Organization, OrganizationKind,
    OrganizationStatus,
};
use onecode_tests::harness::{Deployment, Hall, PAPERS, code, details, establishment, organization, reason};

const TITLE: &str = "湖州市桑蚕文化研究会";

pub(crate) async fn for_a_year(suite: &Deployment) {
    let hall = Hall::open(&suite.site, suite.channel()).await;
    let mut register = suite.organizations(suite.site.registrar().fresh());
    let request = CreateOrganizationRequest {
        organization: Some(Organization { title: TITLE.to_owned(), ..organization(1) }),
        status: OrganizationStatus::Active.into(),
        valid_from: Some(Date { year: 2016, month: 3, day: 1 }),
        basis: "湖民社登〔2016〕1号".to_owned(),
        validate_only: false,
    };
    let former = register.create_organization(request).await.expect("may register").into_inner().organization;
    let former = former.expect("the answer holds it");
    let request = ChangeOrganizationStatusRequest {
        name: format!("organizations/{}", code(1)),
        etag: former.etag,
        status: OrganizationStatus::Deregistered.into(),
        valid_from: hall.day(-304),
        basis: "湖民社注〔2026〕1号".to_owned(),
    };
    register.change_organization_status(request).await.expect("it has ended");

    let same = hall.ready(establishment(&hall, OrganizationKind::SocialGroup, TITLE, 1), PAPERS).await;
    let refused = hall.approve(&same.name, "").await.expect_err("the name is barred for a year");
    assert_eq!(reason(&refused), "CONDITIONS_UNMET");
    let metadata = details(&refused).error_info().map(|info| info.metadata.clone()).unwrap_or_default();
    assert_eq!(metadata.get("rules").map(String::as_str), Some("NAME-02a"));
    let unmet = details(&refused).precondition_failure().map(|all| all.violations.clone()).unwrap_or_default();
    assert!(unmet.len() == 1 && unmet[0].r#type == "NAME-02a", "{unmet:?}");
    let untouched = hall.get(&same.name).await;
    assert_eq!((untouched.state(), untouched.organization.as_str()), (ApplicationState::Reviewing, ""));

    let title = "湖州市蚕桑产业研究会";
    let other = hall.ready(establishment(&hall, OrganizationKind::SocialGroup, title, 3), PAPERS).await;
    let approved = hall.approve(&other.name, "").await.expect("nobody was called that");
    assert_eq!(approved.state(), ApplicationState::Approved);
}
