//! Changes of particulars, each from an application to the register.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::officer_service_client::OfficerServiceClient;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use tonic::Code;

use crate::papers::*;
use crate::town::*;

const TITLE: &str = "湖州市桑蚕文化研究会";

/// Every announcement made, by kind.
async fn announced(town: &Town) -> Vec<String> {
    let kinds = "select kind from casework.announcement order by id";
    sqlx::query_scalar(kinds).fetch_all(&mut town.suite.database().connection().await).await.unwrap()
}

#[tokio::test]
async fn address_scope_fund_and_supervising_unit_change_with_a_new_certificate() {
    let town = Town::new().await;
    let code = town.established(TITLE, 1).await;
    town.suite.clock().advance(time::Duration::days(3));
    let content = pb::ChangeContent {
        address: "湖州市南浔区南林路9号".into(),
        business_scope: "蚕桑文化研究、展览".into(),
        registered_capital_fen: 8_000_000,
        supervising_unit: "湖州市农业农村局".into(),
        ..Default::default()
    };
    let approved = town.approved(change(&code, content), RESOLVED).await;
    let changed = town.organization(&code).await;
    assert_eq!(changed.address, "湖州市南浔区南林路9号");
    assert_eq!(changed.business_scope, "蚕桑文化研究、展览");
    assert_eq!(changed.registered_capital_fen, 8_000_000);
    assert_eq!(changed.supervising_unit, "湖州市农业农村局");
    assert_eq!(changed.title, TITLE);

    let certificates = town.certificates(&code).await;
    assert_eq!(certificates.len(), 2);
    let current = certificates.iter().find(|one| one.end_time.is_none()).unwrap();
    assert_eq!(approved.decision.unwrap().certificate, current.name);
    let request = pb::GetOrganizationRequest { name: code.clone(), as_of: date(2026, 11, 26), ..Default::default() };
    let before = town.organizations().get_organization(request).await.unwrap().into_inner().organization.unwrap();
    assert_eq!(before.address, "湖州市吴兴区苕溪东路1号", "what held before held before");
    assert_eq!(announced(&town).await, ["establishment", "change-of-address"]);
    let body = "select body from casework.announcement where kind = 'change-of-address'";
    let mut connection = town.suite.database().connection().await;
    let body: String = sqlx::query_scalar(body).fetch_one(&mut connection).await.unwrap();
    assert!(body.contains("住所变更已经准予，变更为“湖州市南浔区南林路9号”，决定文号"), "{body}");
}

#[tokio::test]
async fn a_new_name_is_checked_and_the_former_one_is_known_and_barred() {
    let town = Town::new().await;
    let code = town.established(TITLE, 1).await;
    town.established("湖州市丝绸文化研究会", 3).await;
    let renaming = |title: &str| change(&code, pb::ChangeContent { title: title.into(), ..Default::default() });
    let ready = town.ready(renaming("湖州市丝绸文化研究会"), RESOLVED).await;
    let refused = town.approve(&ready.name, "").await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "CONDITIONS_UNMET");
    assert_eq!(metadata(&refused, "rules"), "NAME-02");

    town.suite.clock().advance(time::Duration::days(1));
    town.approved(renaming("湖州市蚕桑产业研究会"), RESOLVED).await;
    let renamed = town.organization(&code).await;
    assert_eq!(
        (renamed.title.as_str(), renamed.former_titles.as_slice()),
        ("湖州市蚕桑产业研究会", &[TITLE.to_owned()][..])
    );
    let ready = town.ready(association(TITLE, 5), PAPERS).await;
    let refused = town.approve(&ready.name, "").await.unwrap_err();
    assert_eq!(metadata(&refused, "rules"), "NAME-02a", "the former name is barred for a year");
}

/// An association whose books were audited after its legal representative took office.
async fn audited(town: &Town) -> String {
    let code = town.established(TITLE, 1).await;
    town.suite.clock().advance(time::Duration::days(2));
    audit(town, &code).await;
    code
}

async fn audit(town: &Town, code: &str) {
    let officer_audit = pb::OfficerAudit {
        document: "湖审〔2026〕7号".into(),
        auditor: "湖州某会计师事务所".into(),
        period_start: date(2026, 11, 24),
        period_end: date(2026, 11, 25),
        completed_on: date(2026, 11, 25),
        ..Default::default()
    };
    let request = pb::RecordOfficerAuditRequest { parent: code.into(), officer_audit: Some(officer_audit) };
    let mut officers = OfficerServiceClient::new(town.suite.client(town.suite.registrar().fresh()));
    officers.record_officer_audit(request).await.unwrap();
}

/// Of an association two days old: the new one takes office today.
fn taking_office_today(organization: &str, serial: u32) -> pb::Application {
    let mut application = successor(organization, serial);
    let Some(pb::application::Content::Change(content)) = &mut application.content else { unreachable!() };
    let appointment = content.legal_representative.as_mut().unwrap();
    (appointment.starts_on, appointment.ends_on) = (date(2026, 11, 26), date(2031, 11, 26));
    application
}

#[tokio::test]
async fn a_new_legal_representative_ends_the_post_of_the_former() {
    let town = Town::new().await;
    let code = audited(&town).await;
    let before = town.posts(&code).await.into_iter().find(|post| post.legal_representative).unwrap();
    town.approved(taking_office_today(&code, 11), RESOLVED).await;
    let after = town.posts(&code).await;
    let present: Vec<_> = after.iter().filter(|post| post.legal_representative && post.ended_on.is_none()).collect();
    assert_eq!(present.len(), 1);
    assert_ne!(present[0].name, before.name);
    assert!(after.iter().all(|post| post.name != before.name || post.ended_on.is_some()), "{after:?}");
    let certificates = town.certificates(&code).await;
    assert_eq!(certificates.iter().filter(|one| one.end_time.is_none()).count(), 1);
    assert_eq!(certificates.len(), 2);
    assert_eq!(announced(&town).await, ["establishment", "change-of-legal-representative"]);
}

#[tokio::test]
async fn who_represents_another_association_cannot_represent_this_one() {
    let town = Town::new().await;
    let code = audited(&town).await;
    town.established("湖州市丝绸文化研究会", 21).await;
    let ready = town.ready(taking_office_today(&code, 21), RESOLVED).await;
    let refused = town.approve(&ready.name, "").await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "CONDITIONS_UNMET");
    assert_eq!(metadata(&refused, "rules"), "REG-07");
    let finding = town.findings(&ready.name).await;
    let finding = finding.iter().find(|one| one.rule.as_ref().unwrap().id == "REG-07").unwrap();
    assert!(finding.value.contains("1 个"), "{finding:?}");
    assert!(finding.field.starts_with("legal_representative"), "{finding:?}");
}

#[tokio::test]
async fn without_an_audit_nobody_new_represents_an_association() {
    let town = Town::new().await;
    let code = town.established(TITLE, 1).await;
    town.suite.clock().advance(time::Duration::days(2));
    let ready = town.ready(taking_office_today(&code, 11), RESOLVED).await;
    let refused = town.approve(&ready.name, "").await.unwrap_err();
    assert_eq!(metadata(&refused, "rules"), "REG-10");
    audit(&town, &code).await;
    town.approve(&ready.name, "").await.unwrap();
}

#[tokio::test]
async fn of_a_representative_whom_the_register_does_not_know_the_audit_is_asked() {
    let town = Town::new().await;
    let (class, division) = (vocab::OrganizationClass::SocialGroup, HUZHOU.parse().unwrap());
    let code = vocab::UnifiedCode::from_parts(class, division, "MJ900001").unwrap().to_string();
    let request = pb::CreateOrganizationRequest {
        organization: Some(pb::Organization {
            code: code.clone(),
            title: TITLE.into(),
            kind: pb::OrganizationKind::SocialGroup.into(),
            division: HUZHOU.into(),
            ..Default::default()
        }),
        status: pb::OrganizationStatus::Active.into(),
        valid_from: date(2016, 3, 1),
        basis: "湖民社登〔2016〕1号".into(),
        validate_only: false,
    };
    let mut register = OrganizationServiceClient::new(town.suite.client(town.suite.registrar().fresh()));
    register.create_organization(request).await.unwrap();
    let code = format!("organizations/{code}");
    let reviewing = town.reviewing(successor(&code, 11), RESOLVED).await;
    town.agreed(&reviewing).await;
    let open = town.approve(&reviewing.name, "").await.unwrap_err();
    assert_eq!(
        (reason(&open, Code::FailedPrecondition), metadata(&open, "rules")),
        ("CONDITIONS_OPEN".into(), "REG-10".into())
    );
    town.answer(&reviewing).await;
    let approved = town.approve(&reviewing.name, "").await.unwrap();
    assert_eq!(approved.decision.unwrap().certificate, "", "what a certificate states is not all known");
    assert_eq!(town.posts(&code).await.len(), 1);
}

#[tokio::test]
async fn a_new_term_alone_wants_the_audit_too() {
    let town = Town::new().await;
    let code = audited(&town).await;
    let content = pb::ChangeContent { address: "湖州市新路1号".into(), new_term: true, ..Default::default() };
    town.approved(change(&code, content), RESOLVED).await;
    assert_eq!(town.organization(&code).await.address, "湖州市新路1号");
}

#[tokio::test]
async fn the_days_of_the_review_do_not_make_an_application_late() {
    let town = Town::new().await;
    let code = town.established(TITLE, 1).await;
    let mut application = change(&code, pb::ChangeContent { address: "湖州市新路1号".into(), ..Default::default() });
    let Some(pb::application::Content::Change(content)) = &mut application.content else { unreachable!() };
    content.approved_date = date(2026, 11, 2);
    let ready = town.ready(application, RESOLVED).await;
    town.suite.clock().advance(time::Duration::days(14));
    town.approve(&ready.name, "").await.unwrap();
}

#[tokio::test]
async fn an_organisation_that_has_ended_is_not_changed_and_nothing_is_filed_about_it() {
    let town = Town::new().await;
    let code = town.established(TITLE, 1).await;
    let moved = pb::ChangeContent { address: "湖州市新路1号".into(), ..Default::default() };
    let pending = town.ready(change(&code, moved.clone()), RESOLVED).await;
    let branch = town.ready(set_up(&code, &format!("{TITLE}青年工作委员会")), RESOLVED).await;
    town.approved(deregistration(&code), LIQUIDATED).await;
    for name in [&pending.name, &branch.name] {
        let refused = town.approve(name, "").await.unwrap_err();
        assert_eq!(reason(&refused, Code::FailedPrecondition), "ORGANIZATION_ENDED");
    }
    let request = pb::CreateApplicationRequest { application: Some(change(&code, moved)), validate_only: false };
    let refused = town.portal().create_application(request).await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "ORGANIZATION_ENDED");
    assert_eq!(town.suite.count("select count(*) from registry.branch").await, 0);
}
