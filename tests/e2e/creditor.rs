//! A dormant association leaves by the simplified procedure, until a creditor objects.

use onecode_proto::procedure::v1::publicity_service_client::PublicityServiceClient;
use onecode_proto::procedure::v1::{
    AnswerObjectionRequest, FileObjectionRequest, GetObjectionByReceiptRequest, ListObjectionsRequest,
    ListPublicitiesRequest, ObjectionState,
};
use onecode_proto::registry::v1::application::Content;
use onecode_proto::registry::v1::{
    Application, ApplicationState, DeregistrationContent, DivertApplicationRequest, GetOrganizationRequest,
    OrganizationKind, OrganizationStatus, SimplifiedDeregistrationContent,
};
use onecode_tests::harness::{Deployment, Hall, PAPERS, establishment, reason};

fn ending(organization: &str, content: Content) -> Application {
    Application {
        organization: organization.to_owned(),
        supervising_department: "departments/development-reform".to_owned(),
        content: Some(content),
        ..Application::default()
    }
}

async fn status(suite: &Deployment, name: &str) -> OrganizationStatus {
    let request = GetOrganizationRequest { name: name.to_owned(), ..GetOrganizationRequest::default() };
    let answer = suite.organizations(suite.site.tax().fresh()).get_organization(request).await;
    answer.expect("it is registered").into_inner().organization.unwrap_or_default().status()
}

pub(crate) async fn objects(suite: &Deployment) {
    let hall = Hall::open(&suite.site, suite.channel()).await;
    let title = "湖州市桑蚕文化研究会";
    let ready = hall.ready(establishment(&hall, OrganizationKind::SocialGroup, title, 1), PAPERS).await;
    let name = hall.approve(&ready.name, "").await.expect("it meets every condition").organization;

    let dormant =
        SimplifiedDeregistrationContent { reason: "成立以来未开展活动，会员大会决定终止".to_owned() };
    let application = ending(&name, Content::SimplifiedDeregistration(dormant));
    let noticed = hall.ready(application, &["application", "resolution", "promise"]).await;
    assert_eq!(noticed.state(), ApplicationState::PublicNotice);
    let early = hall.approve(&noticed.name, "").await.expect_err("the notice has just begun");
    assert_eq!(reason(&early), "TERM_RUNNING");

    let mut public = PublicityServiceClient::new(hall.client("data-bureau", &["public-portal"]));
    let listed = public.list_publicities(ListPublicitiesRequest::default()).await.expect("anybody may read");
    let notice = listed.into_inner().publicities.remove(0);
    assert!(notice.title.contains(title), "{notice:?}");
    let objection = FileObjectionRequest {
        publicity: notice.name.clone(),
        text: "该会尚欠本公司货款三万元，请勿注销。".to_owned(),
    };
    let receipt = public.file_objection(objection).await.expect("anybody may object").into_inner().receipt;

    let mut registrar = PublicityServiceClient::new(suite.client(suite.site.registrar().fresh()));
    let request = ListObjectionsRequest { parent: notice.name, ..ListObjectionsRequest::default() };
    let objection = registrar.list_objections(request).await.expect("may list").into_inner().objections.remove(0);
    let request = AnswerObjectionRequest {
        name: objection.name,
        state: ObjectionState::Upheld.into(),
        reasons: "经核实，债务尚未清偿".to_owned(),
    };
    registrar.answer_objection(request).await.expect("it is open");
    let answered = public.get_objection_by_receipt(GetObjectionByReceiptRequest { receipt }).await;
    let answered = answered.expect("the receipt is good").into_inner().objection_status.unwrap_or_default();
    assert_eq!(answered.state(), ObjectionState::Upheld);

    let request = DivertApplicationRequest {
        name: noticed.name.clone(),
        etag: hall.get(&noticed.name).await.etag,
        reasons: "异议成立，转普通注销程序".to_owned(),
    };
    let diverted = hall.registrar().divert_application(request).await.expect("an objection was upheld").into_inner();
    assert_eq!(diverted.application.unwrap_or_default().state(), ApplicationState::Diverted);
    assert_eq!(status(suite, &name).await, OrganizationStatus::Active);

    let liquidated = DeregistrationContent {
        liquidation_group: Some(true),
        liquidated_date: hall.day(-2),
        certificate_surrendered: true,
        seal_surrendered: true,
        vouchers_surrendered: true,
    };
    let papers = ["application", "resolution", "liquidation-report", "supervising-approval"];
    let ready = hall.ready(ending(&name, Content::Deregistration(liquidated)), &papers).await;
    hall.approve(&ready.name, "").await.expect("its debts are paid");
    assert_eq!(status(suite, &name).await, OrganizationStatus::Deregistered);
}
