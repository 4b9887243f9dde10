//! From the file of a township to the register: a draft without retyping, completed, handed in, approved or not.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::application::Content;
use onecode_proto::registry::v1::community_filing_service_client::CommunityFilingServiceClient;
use onecode_proto::registry::v1::{ApplicationState, CommunityFilingStatus};
use testkit::Caller;
use tonic::{Code, Status};
use tonic_types::StatusExt;

use crate::town::*;

/// 吴兴区 of Huzhou.
const WUXING: &str = "330502";
const TITLE: &str = "湖州市吴兴区桑蚕文化研究会";

type Filings = CommunityFilingServiceClient<testkit::Client>;

fn township(town: &Town) -> Caller {
    town.suite.identities().caller("township", WUXING, &["community-filing"])
}

fn filings(town: &Town) -> Filings {
    Filings::new(town.suite.client(township(town).fresh()))
}

async fn filed(town: &Town) -> pb::CommunityFiling {
    let filing = pb::CommunityFiling {
        division: WUXING.into(),
        township_code: "330502001".into(),
        community: "月河社区".into(),
        community_type: pb::CommunityType::Urban.into(),
        title: TITLE.into(),
        class: pb::CommunityFilingClass::CultureSports.into(),
        guidance: pb::CommunityGuidance::TowardsRegistration.into(),
        activities: "桑蚕文化研究、交流".into(),
        member_count: 60,
        unit_member_count: 10,
        activity_funds_fen: 5_000_000,
        contact_name: "李四海".into(),
        contact_phone: "0572-7654321".into(),
        ..Default::default()
    };
    let request = pb::FileCommunityOrganizationRequest { community_filing: Some(filing), filed_date: None };
    filings(town).file_community_organization(request).await.unwrap().into_inner().community_filing.unwrap()
}

async fn seen(town: &Town, name: &str) -> pb::CommunityFiling {
    let request = pb::GetCommunityFilingRequest { name: name.into(), as_of: None };
    filings(town).get_community_filing(request).await.unwrap().into_inner().community_filing.unwrap()
}

async fn promoted(town: &Town, filing: &pb::CommunityFiling) -> Result<pb::Application, Status> {
    let request = pb::PromoteCommunityFilingRequest {
        name: filing.name.clone(),
        etag: filing.etag.clone(),
        kind: 0,
        supervising_department: "departments/development-reform".into(),
    };
    let reply = filings(town).promote_community_filing(request).await?.into_inner();
    let application = reply.application.unwrap();
    assert_eq!(reply.community_filing.unwrap().application, application.name);
    Ok(application)
}

/// What the township adds: address, leaders and the rest that a filing does not state.
async fn completed(town: &Town, draft: &pb::Application) -> pb::Application {
    let Some(Content::Establishment(mut content)) = association(TITLE, 1).content else { unreachable!() };
    content.address = "湖州市吴兴区月河街道1号".into();
    let application = pb::Application {
        name: draft.name.clone(),
        etag: draft.etag.clone(),
        supervising_department: draft.supervising_department.clone(),
        content: Some(Content::Establishment(content)),
        ..Default::default()
    };
    let request = pb::UpdateApplicationRequest { application: Some(application) };
    let mut client = town.applications(&township(town));
    client.update_application(request).await.unwrap().into_inner().application.unwrap()
}

async fn submitted(town: &Town, seen: &pb::Application) -> Result<pb::Application, Status> {
    let mut documents = Vec::new();
    for kind in PAPERS {
        documents.push(town.document_of(&township(town), kind).await);
    }
    let request = pb::SubmitApplicationRequest { name: seen.name.clone(), etag: seen.etag.clone(), documents };
    let mut client = town.applications(&township(town));
    Ok(client.submit_application(request).await?.into_inner().application.unwrap())
}

async fn withdrawn(town: &Town, seen: &pb::Application) {
    let request = pb::WithdrawApplicationRequest {
        name: seen.name.clone(),
        etag: seen.etag.clone(),
        reasons: "条件尚不成熟".into(),
    };
    town.applications(&township(town)).withdraw_application(request).await.unwrap();
}

#[tokio::test]
async fn a_filing_is_registered_without_retyping_and_then_leaves_the_file() {
    let town = Town::new().await.seated(WUXING);
    town.allot(WUXING, "MJ4").await;
    let filing = filed(&town).await;
    let draft = promoted(&town, &filing).await.unwrap();
    assert_eq!((draft.state(), draft.division.as_str()), (ApplicationState::Draft, WUXING));
    let Some(Content::Establishment(content)) = &draft.content else { panic!("{:?}", draft.content) };
    assert_eq!((content.title.as_str(), content.business_scope.as_str()), (TITLE, "桑蚕文化研究、交流"));
    assert_eq!((content.individual_members, content.unit_members), (60, 10));
    assert_eq!(
        (content.registered_capital_fen, content.contact_phone.as_str()),
        (5_000_000, ""),
        "no telephone is told"
    );
    let kept = seen(&town, &filing.name).await;
    assert_eq!((kept.status(), kept.application.as_str()), (CommunityFilingStatus::Filed, draft.name.as_str()));

    let draft = completed(&town, &draft).await;
    let submitted = submitted(&town, &draft).await.unwrap();
    let reviewing = town.accept(&submitted, "social-work", &[]).await;
    for department in ["development-reform", "social-work"] {
        town.opine(&reviewing.name, department, true).await.unwrap();
    }
    town.answer(&reviewing).await;
    let outcome = town.approve(&reviewing.name, "").await;
    let approved = outcome.unwrap_or_else(|status| panic!("{status:?}"));
    let organization = town.organization(&approved.organization).await;
    assert_eq!((organization.title.as_str(), organization.division.as_str()), (TITLE, WUXING));

    let kept = seen(&town, &filing.name).await;
    assert_eq!((kept.status(), kept.ended_date), (CommunityFilingStatus::Promoted, date(2026, 11, 24)));
    assert_eq!((kept.application, kept.revision), (draft.name, filing.revision + 1));
    let again = promoted(&town, &filing).await.unwrap_err();
    assert_eq!(reason(&again, Code::Aborted), "ETAG_MISMATCH");
    let told = "select count(*) from uow.event where type = 'onecode.registry.v1.CommunityFilingEnded'";
    town.suite.sequenced().await;
    assert_eq!(town.suite.count(told).await, 1);
}

#[tokio::test]
async fn a_draft_may_lack_what_a_filing_does_not_state_but_is_not_handed_in_so() {
    let town = Town::new().await;
    let draft = promoted(&town, &filed(&town).await).await.unwrap();
    let status = submitted(&town, &draft).await.unwrap_err();
    assert_eq!(reason(&status, Code::InvalidArgument), "INVALID_FIELDS");
    let violations = status.get_details_bad_request().unwrap().field_violations;
    let fields: Vec<String> = violations.into_iter().map(|violation| violation.field).collect();
    assert_eq!(fields, ["establishment.address", "establishment.leaders"]);
    assert_eq!(town.get(&draft.name).await.state(), ApplicationState::Draft);
    let draft = completed(&town, &draft).await;
    assert_eq!(submitted(&town, &draft).await.unwrap().state(), ApplicationState::Submitted);
}

#[tokio::test]
async fn one_application_is_under_way_for_a_filing_until_it_ends() {
    let town = Town::new().await;
    let filing = filed(&town).await;
    let draft = promoted(&town, &filing).await.unwrap();
    let status = promoted(&town, &filing).await.unwrap_err();
    assert_eq!(reason(&status, Code::FailedPrecondition), "COMMUNITY_FILING_PROMOTION_OPEN");
    assert_eq!(status.get_details_error_info().unwrap().metadata["application"], draft.name);
    let end = pb::EndCommunityFilingRequest {
        name: filing.name.clone(),
        ended_date: None,
        reason: "解散".into(),
        etag: filing.etag.clone(),
    };
    let status = filings(&town).end_community_filing(end.clone()).await.unwrap_err();
    assert_eq!(reason(&status, Code::FailedPrecondition), "COMMUNITY_FILING_PROMOTION_OPEN");

    withdrawn(&town, &draft).await;
    let free = seen(&town, &filing.name).await;
    assert_eq!((free.status(), free.application.as_str()), (CommunityFilingStatus::Filed, ""));
    let second = promoted(&town, &free).await.unwrap();
    withdrawn(&town, &second).await;
    filings(&town).end_community_filing(end).await.unwrap();
    assert_eq!(town.suite.count("select count(*) from registry.application").await, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_eight_who_promote_one_filing_one_does() {
    let town = Town::new().await;
    let filing = filed(&town).await;
    let outcomes = futures::future::join_all((0..8).map(|_| promoted(&town, &filing))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    for status in outcomes.into_iter().filter_map(Result::err) {
        assert_eq!(reason(&status, Code::FailedPrecondition), "COMMUNITY_FILING_PROMOTION_OPEN");
    }
    assert_eq!(town.suite.count("select count(*) from registry.application").await, 1);
}
