//! An association changes its legal representative; the one it wants first already represents another.

use onecode_proto::registry::v1::application::Content;
use onecode_proto::registry::v1::officer_service_client::OfficerServiceClient;
use onecode_proto::registry::v1::{
    Application, Appointment, CertificateStatus, ChangeContent, CheckCertificateStatusRequest, GetOrganizationRequest,
    ListPostsRequest, OfficerAudit, OfficerRole, Organization, OrganizationKind, Post, RecordOfficerAuditRequest,
};
use onecode_tests::harness::{Deployment, Hall, PAPERS, details, establishment, reason};
use testkit::Client;

fn change(hall: &Hall<'_>, organization: &str, serial: u32) -> Application {
    let legal_representative =
        Appointment { replaces_legal_representative: true, ..hall.leader(serial, OfficerRole::VicePresident, true) };
    let content = ChangeContent {
        legal_representative: Some(legal_representative),
        approved_date: hall.day(-3),
        ..ChangeContent::default()
    };
    Application {
        organization: organization.to_owned(),
        supervising_department: "departments/development-reform".to_owned(),
        content: Some(Content::Change(content)),
        ..Application::default()
    }
}

async fn established(hall: &Hall<'_>, title: &str, serial: u32) -> Application {
    let ready = hall.ready(establishment(hall, OrganizationKind::SocialGroup, title, serial), PAPERS).await;
    hall.approve(&ready.name, "").await.expect("it meets every condition")
}

async fn posts(officers: &mut OfficerServiceClient<Client>, organization: &str) -> Vec<Post> {
    let request = ListPostsRequest { parent: organization.to_owned(), ..ListPostsRequest::default() };
    officers.list_posts(request).await.expect("may list").into_inner().posts
}

async fn organization(suite: &Deployment, name: &str) -> Organization {
    let request = GetOrganizationRequest { name: name.to_owned(), ..GetOrganizationRequest::default() };
    let privy = suite.site.caller("civil-affairs", "330500", &["registry-registrar", "registry-personal-reader"]);
    let answer = suite.organizations(privy.because("review").fresh()).get_organization(request).await;
    answer.expect("it is registered").into_inner().organization.expect("the answer holds it")
}

pub(crate) async fn changed(suite: &Deployment) {
    let hall = Hall::open(&suite.site, suite.channel()).await;
    let first = established(&hall, "湖州市桑蚕文化研究会", 1).await;
    established(&hall, "湖州市丝绸文化研究会", 3).await;
    let name = first.organization.as_str();

    // The audit before a change covers the days since the last one; a day has to have passed.
    suite.site.pass(time::Duration::days(2));
    let mut officers = OfficerServiceClient::new(suite.client(suite.site.registrar().fresh()));
    let officer_audit = OfficerAudit {
        document: "湖审〔2026〕7号".to_owned(),
        auditor: "湖州某会计师事务所".to_owned(),
        period_start: hall.day(-2),
        period_end: hall.day(-1),
        completed_on: hall.day(-1),
        ..OfficerAudit::default()
    };
    let request = RecordOfficerAuditRequest { parent: name.to_owned(), officer_audit: Some(officer_audit) };
    officers.record_officer_audit(request).await.expect("it is its association");

    let busy = hall.ready(change(&hall, name, 3), &["application", "resolution"]).await;
    let refused = hall.approve(&busy.name, "").await.expect_err("who represents one association represents no other");
    assert_eq!(reason(&refused), "CONDITIONS_UNMET");
    let unmet = details(&refused).precondition_failure().map(|all| all.violations.clone()).unwrap_or_default();
    assert_eq!(unmet.iter().map(|one| one.r#type.as_str()).collect::<Vec<_>>(), ["REG-07"]);
    assert!(unmet[0].description.contains("1 个"), "{unmet:?}");

    let free = hall.ready(change(&hall, name, 11), &["application", "resolution"]).await;
    let approved = hall.approve(&free.name, "").await.expect("this one represents nobody else");
    let held = posts(&mut officers, name).await;
    let present: Vec<_> = held.iter().filter(|post| post.legal_representative && post.ended_on.is_none()).collect();
    assert_eq!(present.len(), 1, "{held:?}");
    assert_eq!(present[0].starts_on, hall.day(0));

    let former = first.decision.unwrap_or_default().certificate;
    let current = approved.decision.unwrap_or_default().certificate;
    let mut certificates = suite.certificates(suite.site.registrar().fresh());
    for (certificate, status) in [(former, CertificateStatus::Superseded), (current, CertificateStatus::Valid)] {
        let number = certificate.rsplit('/').next().unwrap_or_default().to_owned();
        let answer = certificates.check_certificate_status(CheckCertificateStatusRequest { number }).await;
        assert_eq!(answer.expect("anybody may ask").into_inner().status(), status, "{certificate}");
    }
    assert_eq!(organization(suite, name).await.legal_representative, "沈样本");
    let revisions = suite.books().await.count("select max(revision) from registry.organization").await;
    assert_eq!(revisions, 2, "established, and changed once");
}
