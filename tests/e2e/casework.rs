//! What departments have to do, and why by then, as people ask at the command line.

use onecode_proto::registry::v1::application_service_client::ApplicationServiceClient;
use onecode_proto::registry::v1::{
    Application, CharterContent, CreateApplicationRequest, SubmitApplicationRequest, application,
};
use onecode_tests::harness::{Deployment, creation};
use testkit::{Caller, Client, papers};
use tonic::service::interceptor::InterceptedService;

use crate::command_line::{command, said};

/// A changed charter of a registered association, handed in for approval.
async fn submitted(suite: &Deployment, portal: &Caller) -> Application {
    let mut register = suite.organizations(suite.site.registrar().fresh());
    let created = register.create_organization(creation(1)).await.expect("it can be registered").into_inner();
    let organization = created.organization.expect("the answer holds it").name;
    let application = Application {
        division: "330500".to_owned(),
        supervising_department: "departments/development-reform".to_owned(),
        organization,
        content: Some(application::Content::Charter(CharterContent::default())),
        ..Application::default()
    };
    let request = CreateApplicationRequest { application: Some(application), validate_only: false };
    let draft = applications(suite, portal).create_application(request).await.expect("the portal may file");
    let draft = draft.into_inner().application.expect("the answer holds it");
    let mut documents = Vec::new();
    for kind in ["application", "resolution", "charter"] {
        documents.push(paper(suite, portal, kind).await);
    }
    let request = SubmitApplicationRequest { name: draft.name, etag: draft.etag, documents };
    let submitted = applications(suite, portal).submit_application(request).await.expect("its papers are complete");
    submitted.into_inner().application.expect("the answer holds it")
}

fn applications(suite: &Deployment, caller: &Caller) -> ApplicationServiceClient<Client> {
    ApplicationServiceClient::new(InterceptedService::new(suite.channel(), caller.fresh()))
}

/// A paper of a kind; its name.
async fn paper(suite: &Deployment, portal: &Caller, kind: &str) -> String {
    let uploaded = suite.documents(portal.fresh()).upload_document(tokio_stream::iter(papers::upload(kind))).await;
    uploaded.expect("papers are taken").into_inner().document.expect("the answer holds it").name
}

pub(crate) async fn asked(suite: &Deployment) {
    let portal = suite.site.caller("data-bureau", "330500", &["application-portal"]);
    let registrar = suite.site.registrar();
    let application = submitted(suite, &portal).await;

    let tasks = command(suite, &registrar, &["task", "list", "--mine", "--procedure", "charter"]).await;
    assert!(tasks.status.success() && said(&tasks).contains(&application.case), "{}", said(&tasks));
    let elsewhere = command(suite, &registrar, &["task", "list", "--department", "tax"]).await;
    assert!(elsewhere.status.success() && said(&elsewhere).contains("nothing found"), "{}", said(&elsewhere));

    let shown = command(suite, &registrar, &["case", "show", &application.name]).await;
    let text = said(&shown);
    assert!(shown.status.success() && text.contains(&application.case), "{text}");
    let step = text.lines().find(|line| line.contains("draft → submitted")).expect("the submission is told");
    assert!(step.starts_with("● ") && step.ends_with("data-bureau"), "{step}");
    let chinese = command(suite, &registrar, &["case", "show", &application.case, "--lang", "zh"]).await;
    assert!(said(&chinese).contains("提交申请  草稿 → 待受理"), "{}", said(&chinese));

    let deadline = text.lines().find_map(|line| line.split_once("cases/")?.1.contains("/deadlines/").then_some(line));
    let deadline = deadline.expect("the term of acceptance runs").trim_start_matches("│   ");
    let explained = command(suite, &registrar, &["deadline", "explain", deadline]).await;
    assert!(explained.status.success() && said(&explained).contains("5 working days"), "{}", said(&explained));

    let nobody = format!("cases/{}", uuid::Uuid::nil());
    let unknown = command(suite, &registrar, &["case", "show", &nobody]).await;
    assert_eq!(unknown.status.code(), Some(2), "{}", said(&unknown));
    let elsewhere = suite.site.caller("civil-affairs", "330100", &["registry-registrar"]);
    let hidden = command(suite, &elsewhere, &["case", "show", &application.name]).await;
    assert_eq!(hidden.status.code(), Some(2), "{}", said(&hidden));
}

pub(crate) async fn reckoned(suite: &Deployment) {
    let registrar = suite.site.registrar();
    let words = ["deadline", "explain", "--rule", "PROC-01", "--from", "2026-09-28"];
    let explained = command(suite, &registrar, &words).await;
    let text = said(&explained);
    let told: Vec<&str> = text.split_whitespace().collect();
    let skipped = told.windows(2).any(|pair| pair == ["2026-10-01", "2026-10-07"]);
    assert!(explained.status.success() && skipped, "{text}");
    let json = command(suite, &registrar, &[&words[..], &["--output", "json"]].concat()).await;
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("it is JSON");
    assert_eq!(json["explanation"]["unit"], "working_days");

    let rule = command(suite, &registrar, &["rule", "show", "PROC-01"]).await;
    assert!(rule.status.success() && said(&rule).contains("5 working days"), "{}", said(&rule));
    let listed = command(suite, &registrar, &["rule", "list", "--prefix", "PROC-"]).await;
    assert!(listed.status.success() && said(&listed).contains("PROC-12"), "{}", said(&listed));
    let unknown = command(suite, &registrar, &["rule", "show", "PROC-99"]).await;
    assert_eq!(unknown.status.code(), Some(2), "{}", said(&unknown));
    assert!(said(&unknown).contains("rule list"), "{}", said(&unknown));
    let untimed =
        command(suite, &registrar, &["deadline", "explain", "--rule", "REG-01a", "--from", "2026-09-28"]).await;
    assert!(!untimed.status.success(), "{}", said(&untimed));
}
