//! Personal data: masked, shown for a recorded purpose, and never logged.

use std::time::Duration;

use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_proto::registry::v1::{
    CheckCodeRequest, GetOrganizationRequest, OrganizationView, SearchOrganizationsRequest,
};
use onecode_tests::harness::{Deployment, Program, Roads, Site, bearing, creation, organization};
use testkit::{Caller, Client, Database};
use tonic::service::interceptor::InterceptedService;
use tonic::transport::Channel;

use crate::register::name;

/// Nobody's; its check character is right (GB 11643).
pub(crate) const ID_NUMBER: &str = "11010519491231002X";
const OFFICER: &str = "officer-of-the-story-4711";
const DISCLOSURES: &str = "select count(*) from uow.audit where kind = 'sensitive_read'";

async fn shown_to(suite: &Deployment, caller: &Caller) -> (String, String) {
    let request = GetOrganizationRequest { name: name(1), ..GetOrganizationRequest::default() };
    let answer = suite.organizations(caller.fresh()).get_organization(request).await.expect("may read");
    let shown = answer.into_inner().organization.expect("an answer holds one");
    (shown.legal_representative, shown.contact_phone)
}

pub(crate) async fn masked(suite: &Deployment) {
    let registrar = suite.site.registrar();
    let created = suite.organizations(registrar.fresh()).create_organization(creation(1)).await.expect("may register");
    let created = created.into_inner().organization.expect("an answer holds one");
    assert_eq!((created.legal_representative.as_str(), created.contact_phone.as_str()), ("沈*", ""));

    let masked = ("沈*".to_owned(), String::new());
    let reader = suite.site.tax();
    let permitted = suite.site.caller("tax", "330500", &["registry-reader", "registry-personal-reader"]);
    assert_eq!(shown_to(suite, &reader).await, masked);
    assert_eq!(shown_to(suite, &reader.because("tax-inspection")).await, masked, "a purpose is no permission");
    assert_eq!(shown_to(suite, &permitted).await, masked, "a permission is no purpose");
    let mut books = suite.books().await;
    assert_eq!(books.count(DISCLOSURES).await, 0);

    let whole = organization(1);
    let shown = shown_to(suite, &permitted.because("tax-inspection-2026-7")).await;
    assert_eq!(shown, (whole.legal_representative, whole.contact_phone));
    assert_eq!(books.count(DISCLOSURES).await, 1);
    let recorded = "select count(*) from uow.audit where kind = 'sensitive_read' and purpose = 'tax-inspection-2026-7'
        and department = 'tax' and method like '%/GetOrganization'";
    assert_eq!(books.count(recorded).await, 1);
}

struct Calls {
    registrar: OrganizationServiceClient<Client>,
    permitted: OrganizationServiceClient<Client>,
    channel: Channel,
}

/// Lets a program see personal data of every kind, in right calls and wrong ones.
async fn live(site: &Site, program: &Program) {
    let channel = Roads::to(&[program.endpoint()]).channel();
    let client =
        |caller: &Caller| OrganizationServiceClient::new(InterceptedService::new(channel.clone(), caller.fresh()));
    let permitted = site.caller("tax", "330500", &["registry-reader", "registry-personal-reader"]);
    let mut calls = Calls {
        registrar: client(&site.registrar()),
        permitted: client(&permitted.because("inspection")),
        channel: channel.clone(),
    };
    calls.registrar.create_organization(creation(1)).await.expect("may register");
    calls.registrar.create_organization(creation(1)).await.expect_err("its code is taken");
    let mut wrong = creation(2);
    if let Some(organization) = &mut wrong.organization {
        ID_NUMBER.clone_into(&mut organization.code);
        organization.legal_representative = "沈样本".repeat(30);
    }
    calls.registrar.create_organization(wrong).await.expect_err("no code");
    let request =
        GetOrganizationRequest { name: format!("organizations/{ID_NUMBER}"), ..GetOrganizationRequest::default() };
    calls.permitted.get_organization(request).await.expect_err("no code");
    let request = GetOrganizationRequest {
        name: name(1),
        view: OrganizationView::Full.into(),
        ..GetOrganizationRequest::default()
    };
    calls.permitted.get_organization(request.clone()).await.expect("may read");
    calls.permitted.check_code(CheckCodeRequest { code: ID_NUMBER.to_owned() }).await.expect("may ask");
    let query = SearchOrganizationsRequest { query: ID_NUMBER.to_owned(), ..SearchOrganizationsRequest::default() };
    calls.permitted.search_organizations(query).await.ok();

    let claims = site.claims("t-officer", Duration::ZERO).actor(OFFICER);
    let token = site.workshop().issue(&claims).expect("claims can be signed");
    let request = bearing(&token, request);
    OrganizationServiceClient::new(calls.channel).get_organization(request).await.expect("may read");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_personal_and_no_token_is_logged_however_much_is_logged() {
    let database = Database::fresh(&onecode::serve::MIGRATORS).await;
    let site = Site::new(database.url());
    let ours = "info,onecode=trace,registry_server=trace,onecode_gateway=trace,rpc=trace,uow=trace,feed=trace,auth=trace,\
                fault=trace,sqlx=trace";
    let knobs = [("telemetry.log_filter", format!("\"{ours}\""))];
    let mut registry = site.program("registry", "registry", &knobs);
    let peer = ("peers.registry", format!("\"{}\"", registry.endpoint()));
    let mut gateway = site.program("gateway", "gateway", &[&knobs[..], &[peer]].concat());
    for program in [&mut registry, &mut gateway] {
        program.start();
        program.until_ready().await;
    }
    live(&site, &gateway).await;
    for program in [&mut gateway, &mut registry] {
        program.terminate();
        assert!(program.ended().await.success());
        let log = program.log();
        assert!(log.contains("GetOrganization"), "calls are logged:\n{log}");
        for secret in [ID_NUMBER, "沈样本", "0572-0123456", OFFICER, "eyJ"] {
            assert!(!log.contains(secret), "{secret} is logged:\n{log}");
        }
    }
}
