//! What operators and tools see: health, reflection, metrics.

use onecode_proto::registry::v1::{GetOrganizationRequest, ListOrganizationsRequest};
use onecode_tests::harness::{Deployment, Program, Site, eventually, readiness};
use registry_server::SERVICES;
use testkit::Database;
use tokio_stream::StreamExt as _;
use tonic::transport::{Channel, Endpoint};
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;
use tonic_reflection::pb::{v1, v1alpha};

use crate::register::name;

pub(crate) async fn healthy(suite: &Deployment) {
    let mut health = HealthClient::new(suite.channel());
    for service in SERVICES.iter().copied().chain([""]) {
        let answer = health.check(HealthCheckRequest { service: service.to_owned() }).await.expect("anybody may ask");
        assert_eq!(answer.into_inner().status(), ServingStatus::Serving, "{service}");
    }
    let unknown = health.check(HealthCheckRequest { service: "onecode.Nothing".to_owned() }).await;
    assert_eq!(unknown.expect_err("no such service").code(), tonic::Code::NotFound);
}

pub(crate) async fn reflected(suite: &Deployment) {
    use v1::server_reflection_request::MessageRequest;
    use v1::server_reflection_response::MessageResponse;
    let ask = |what| v1::ServerReflectionRequest { host: String::new(), message_request: Some(what) };
    let mut client = v1::server_reflection_client::ServerReflectionClient::new(suite.channel());
    let asked = [
        ask(MessageRequest::ListServices(String::new())),
        ask(MessageRequest::FileContainingSymbol("onecode.registry.v1.OrganizationService.GetOrganization".to_owned())),
        ask(MessageRequest::FileByFilename("onecode/options/v1/access.proto".to_owned())),
    ];
    let answers = client.server_reflection_info(tokio_stream::iter(asked)).await.expect("anybody may ask").into_inner();
    let answers: Vec<_> = answers.map(|answer| answer.expect("an answer each").message_response).collect().await;
    let [Some(MessageResponse::ListServicesResponse(listed)), by_symbol, by_name] = &answers[..] else {
        panic!("{answers:?}")
    };
    let names: Vec<&str> = listed.service.iter().map(|service| service.name.as_str()).collect();
    for service in SERVICES {
        assert!(names.contains(service), "{service} is not among {names:?}");
    }
    for found in [by_symbol, by_name] {
        assert!(matches!(found, Some(MessageResponse::FileDescriptorResponse(_))), "{found:?}");
    }

    let mut client = v1alpha::server_reflection_client::ServerReflectionClient::new(suite.channel());
    let asked = v1alpha::ServerReflectionRequest {
        host: String::new(),
        message_request: Some(v1alpha::server_reflection_request::MessageRequest::ListServices(String::new())),
    };
    let mut answers =
        client.server_reflection_info(tokio_stream::once(asked)).await.expect("anybody may ask").into_inner();
    let answer = answers.next().await.expect("an answer").expect("no refusal").message_response;
    let Some(v1alpha::server_reflection_response::MessageResponse::ListServicesResponse(listed)) = answer else {
        panic!("{answer:?}")
    };
    assert!(SERVICES.iter().all(|service| listed.service.iter().any(|listed| listed.name == *service)));
}

pub(crate) async fn measured(suite: &Deployment) {
    let mut tax = suite.organizations(suite.site.tax().fresh());
    for _ in 0..3 {
        tax.list_organizations(ListOrganizationsRequest::default()).await.expect("may list");
    }
    let request = GetOrganizationRequest { name: name(1), ..GetOrganizationRequest::default() };
    tax.get_organization(request).await.expect_err("it is not registered");

    let counted = |outcome: &'static str, method: &'static str| async move {
        let method = format!("/onecode.registry.v1.OrganizationService/{method}");
        let labels = [("rpc_method", &*method), ("onecode_department", "tax"), ("rpc_response_status_code", outcome)];
        suite.metrics().await.sum("rpc_server_call_duration_seconds_count", &labels)
    };
    // In one process the gateway's door and the registry's both count.
    eventually("calls are counted", async || (counted("OK", "ListOrganizations").await >= 3.0).then_some(())).await;
    eventually("refusals are counted", async || (counted("NOT_FOUND", "GetOrganization").await >= 1.0).then_some(()))
        .await;
    assert!(counted("INTERNAL", "GetOrganization").await.abs() < f64::EPSILON);
}

async fn status(channel: &Channel) -> Option<ServingStatus> {
    let answer = HealthClient::new(channel.clone()).check(HealthCheckRequest::default()).await;
    answer.ok().map(|answer| answer.into_inner().status())
}

fn channel(program: &Program) -> Channel {
    Endpoint::from_shared(program.endpoint()).expect("a URL").connect_lazy()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_says_not_serving_until_its_tables_are_there_and_again_when_it_drains() {
    let database = Database::fresh(&[]).await;
    let site = Site::new(database.url());
    let mut program = site.program("all", "all", &[("drain_delay", "\"30s\"".to_owned())]);
    program.start();
    let health = channel(&program);
    let first = eventually("health is told before the process is ready", async || status(&health).await).await;
    assert_eq!(first, ServingStatus::NotServing);
    assert_eq!(readiness(&program.admin()).await.map(|status| status.as_u16()), Some(503));

    onecode::migrate::apply(database.url()).await.expect("migrations run");
    program.until_ready().await;
    assert_eq!(status(&health).await, Some(ServingStatus::Serving));

    program.terminate();
    eventually("a draining process says so while it still answers", async || {
        (status(&health).await? == ServingStatus::NotServing).then_some(())
    })
    .await;
    program.kill().await;
}
