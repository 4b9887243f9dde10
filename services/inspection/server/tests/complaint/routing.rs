//! RouteComplaint and TransferComplaint: whose a complaint is, and who sees it then.

use fault::Fault;
use onecode_proto::document::v1::GetDocumentRequest;
use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::Competence::{CommonSuperior, PlaceOfAct, RegisteringAuthority};
use onecode_proto::procedure::v1 as pc;
use onecode_proto::procedure::v1::notice_service_client::NoticeServiceClient;
use onecode_proto::procedure::v1::task_service_client::TaskServiceClient;
use testkit::Caller;
use tonic::Code;
use uow::{Call, Tx};
use uuid::Uuid;

use crate::support::*;

/// What civil affairs of a place have to do, as its officials see it.
async fn tasks(world: &World, caller: &Caller) -> Vec<(String, String)> {
    let mut client = TaskServiceClient::new(world.suite.client(caller.fresh()));
    let request = pc::ListTasksRequest { department: "departments/civil-affairs".into(), ..Default::default() };
    let tasks = client.list_tasks(request).await.unwrap().into_inner().tasks;
    tasks.into_iter().map(|task| (task.title, task.division)).collect()
}

#[tokio::test]
async fn every_kind_of_subject_goes_to_the_authority_whose_it_is() {
    let world = World::start().await;
    let of_city = association(&world, HUZHOU, 1).await;
    let of_wuxing = association(&world, WUXING, 2).await;
    let of_nanxun = association(&world, NANXUN, 3).await;
    for (subjects, division, competence) in [
        (vec![about(&of_city)], HUZHOU, RegisteringAuthority),
        (vec![about(&of_wuxing)], WUXING, RegisteringAuthority),
        (vec![unregistered("湖州养生会", NANXUN)], NANXUN, PlaceOfAct),
        (vec![about(&of_wuxing), about(&of_nanxun)], HUZHOU, CommonSuperior),
        (vec![about(&of_wuxing), unregistered("湖州养生会", NANXUN)], HUZHOU, CommonSuperior),
        (vec![about(&of_wuxing), unregistered("湖州养生会", WUXING)], WUXING, RegisteringAuthority),
    ] {
        file(&world, anonymous(&subjects)).await;
        let seen = latest(&world).await;
        assert_eq!((seen.competent_division.as_str(), seen.competence()), (division, competence), "{subjects:?}");
        assert_eq!(seen.division, HUZHOU, "the city's portal received it");
        let rule = match competence {
            RegisteringAuthority => "TS-01a@1",
            PlaceOfAct => "TS-01b@2",
            CommonSuperior | pb::Competence::Unspecified => "TS-01c@1",
        };
        assert_eq!(seen.competence_rule, rule);
        let routed = routed(&mut officer(&world), &seen).await;
        assert_eq!((routed.state(), routed.division.as_str()), (pb::ComplaintState::Routed, division));
        assert_eq!(routed.receiving_division, HUZHOU);
    }
}

#[tokio::test]
async fn a_routed_complaint_with_its_task_and_term_is_the_districts_and_its_neighbour_sees_nothing() {
    let world = World::start().await;
    let organization = association(&world, WUXING, 2).await;
    file(&world, anonymous(&[about(&organization)])).await;
    let (city, wuxing) = (official(&world, HUZHOU, "li-si"), official(&world, WUXING, "wang-wu"));
    let nanxun = official(&world, NANXUN, "zhao-liu");
    assert_eq!(tasks(&world, &city).await, [("分派投诉举报".to_owned(), HUZHOU.to_owned())]);
    assert_eq!(tasks(&world, &wuxing).await, []);
    let province = official(&world, "330000", "sun-qi");
    for (caller, count) in [(&city, 1), (&province, 0)] {
        let mut client = TaskServiceClient::new(world.suite.client(caller.fresh()));
        let request = pc::ListTasksRequest { mine: true, ..Default::default() };
        assert_eq!(client.list_tasks(request).await.unwrap().into_inner().tasks.len(), count);
    }
    let seen = latest(&world).await;
    let early = get(&mut client(&world, &wuxing), &seen.name).await.unwrap_err();
    assert_eq!(reason(&early), (Code::NotFound, "COMPLAINT_NOT_FOUND".into()));

    let routed = routed(&mut officer(&world), &seen).await;
    assert_eq!(divisions(&world, "CaseRelocated").await, [WUXING], "the district learns of it");
    assert_eq!(tasks(&world, &wuxing).await, [("决定是否受理投诉举报".to_owned(), WUXING.to_owned())]);
    let term = case(&world, &wuxing, &routed).await.unwrap().deadlines.remove(0);
    assert_eq!((term.key.as_str(), term.due_date), ("acceptance", date(2026, 12, 3)), "it runs from the receipt");
    let request = pb::TransferComplaintRequest {
        name: routed.name.clone(),
        etag: routed.etag.clone(),
        transferred_to: "市场监督管理局".into(),
        reasons: "不属于民政部门职责".into(),
    };
    let receiver = client(&world, &city).transfer_complaint(request).await.unwrap_err();
    assert_eq!(reason(&receiver), (Code::PermissionDenied, "CASE_ROLE".into()), "the city's no longer");
    let stranger = get(&mut client(&world, &nanxun), &seen.name).await.unwrap_err();
    assert_eq!(reason(&stranger), (Code::NotFound, "COMPLAINT_NOT_FOUND".into()));
    assert_eq!(metadata(&stranger, "complaint"), seen.name);
    let stranger = step!(client(&world, &nanxun), routed, accept_complaint, AcceptComplaintRequest {}).unwrap_err();
    assert_eq!(reason(&stranger).1, "COMPLAINT_NOT_FOUND");
    assert_eq!(list(&mut client(&world, &nanxun), pb::ListComplaintsRequest::default()).await, []);
    step!(client(&world, &wuxing), routed, accept_complaint, AcceptComplaintRequest {}).unwrap();
}

#[tokio::test]
async fn a_district_that_received_what_is_anothers_sends_it_there_and_sees_it_no_more() {
    let world = World::start().await;
    let filed = client(&world, &portal_in(&world, WUXING))
        .file_complaint(anonymous(&[unregistered("湖州养生会", NANXUN)]))
        .await
        .unwrap()
        .into_inner();
    let (wuxing, nanxun) = (official(&world, WUXING, "wang-wu"), official(&world, NANXUN, "zhao-liu"));
    let mut receiver = client(&world, &wuxing);
    let seen = list(&mut receiver, pb::ListComplaintsRequest::default()).await.remove(0);
    let routed = routed(&mut receiver, &seen).await;
    assert_eq!(routed.division, NANXUN);
    assert_eq!(reason(&get(&mut receiver, &seen.name).await.unwrap_err()).1, "COMPLAINT_NOT_FOUND");
    assert_eq!(reason(&case(&world, &wuxing, &seen).await.unwrap_err()).1, "CASE_NOT_FOUND");
    step!(client(&world, &nanxun), routed, accept_complaint, AcceptComplaintRequest {}).unwrap();
    let said = status(&world, &filed).await.unwrap();
    assert_eq!((said.state(), said.division.as_str()), (pb::ComplaintState::Accepted, NANXUN));
}

#[tokio::test]
async fn the_evidence_goes_with_the_complaint() {
    let world = World::start().await;
    let portal = portal_in(&world, WUXING);
    let paper = paper(&world, &portal).await;
    let request = pb::FileComplaintRequest {
        documents: vec![paper.clone()],
        ..anonymous(&[unregistered("湖州养生会", NANXUN)])
    };
    client(&world, &portal).file_complaint(request).await.unwrap();
    let (wuxing, nanxun) = (official(&world, WUXING, "wang-wu"), official(&world, NANXUN, "zhao-liu"));
    let see = async |caller: &Caller| {
        let mut documents = DocumentServiceClient::new(world.suite.client(caller.fresh()));
        documents.get_document(GetDocumentRequest { name: paper.clone() }).await.is_ok()
    };
    assert_eq!((see(&wuxing).await, see(&nanxun).await), (true, false));
    let mut receiver = client(&world, &wuxing);
    let seen = list(&mut receiver, pb::ListComplaintsRequest::default()).await.remove(0);
    routed(&mut receiver, &seen).await;
    assert_eq!((see(&wuxing).await, see(&nanxun).await), (false, true));
}

async fn give(tx: &mut Tx, id: &Uuid) -> Result<(), Fault> {
    crate::world::office().relocate(tx, *id, NANXUN).await
}

#[tokio::test]
async fn the_notices_of_a_case_go_with_it() {
    let world = World::start().await;
    let (_, accepted) = taken_on(&world, named(&[unregistered("湖州养生会", HUZHOU)])).await;
    let id: Uuid = accepted.name.rsplit('/').next().unwrap().parse().unwrap();
    let see = async |division: &str| {
        let caller = official(&world, division, "zhao-liu");
        let mut notices = NoticeServiceClient::new(world.suite.client(caller.fresh()));
        notices.list_notices(pc::ListNoticesRequest::default()).await.unwrap().into_inner().notices.len()
    };
    assert_eq!((see(HUZHOU).await, see(NANXUN).await), (1, 0));
    world.suite.uow().write(&Call::of_task("give", 1), &id, give, |()| ()).await.unwrap();
    assert_eq!((see(HUZHOU).await, see(NANXUN).await), (1, 1));
}

#[tokio::test]
async fn another_authority_than_the_competent_one_needs_reasons_and_must_exist() {
    let world = World::start().await;
    let organization = association(&world, WUXING, 2).await;
    file(&world, anonymous(&[about(&organization)])).await;
    let seen = latest(&world).await;
    let mut officer = officer(&world);
    let refused = step!(officer, seen, route_complaint, RouteComplaintRequest { division: HUZHOU.into() }).unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "COMPETENCE_OTHER".into()));
    assert_eq!(metadata(&refused, "division"), WUXING);
    for wrong in ["3305", "330599", "湖州市"] {
        let refused =
            step!(officer, seen, route_complaint, RouteComplaintRequest { division: wrong.into() }).unwrap_err();
        assert_eq!(violated(&refused), ["division"], "{wrong}");
    }
    assert_eq!(latest(&world).await, seen, "what was refused left no trace");
    let reasons = "案情重大，由市局直接办理".to_owned();
    let routed =
        step!(officer, seen, route_complaint, RouteComplaintRequest { division: HUZHOU.into(), reasons: reasons })
            .unwrap();
    assert_eq!((routed.division.as_str(), routed.competent_division.as_str()), (HUZHOU, WUXING));
}

#[tokio::test]
async fn what_is_no_registering_authoritys_is_transferred_and_the_reporter_told() {
    let world = World::start().await;
    let filed = file(&world, named(&[unregistered("湖州养生会", HUZHOU)])).await;
    let seen = latest(&world).await;
    let mut officer = officer(&world);
    let refused = step!(officer, seen, transfer_complaint, TransferComplaintRequest {}).unwrap_err();
    assert_eq!(violated(&refused), ["transferred_to", "reasons"]);
    let to = "湖州市市场监督管理局".to_owned();
    let transferred = step!(
        officer,
        seen,
        transfer_complaint,
        TransferComplaintRequest {
            transferred_to: to.clone(), reasons: "属于虚假广告，由市场监管部门处理".into()
        }
    )
    .unwrap();
    assert_eq!((transferred.state(), &transferred.transferred_to), (pb::ComplaintState::Transferred, &to));
    let said = status(&world, &filed).await.unwrap();
    assert_eq!(
        (said.state(), said.transferred_to, said.answer.is_empty()),
        (pb::ComplaintState::Transferred, to, false)
    );
    let notice =
        "select count(*) from casework.notice where title = '投诉举报转办告知书' and recipient = 'data-bureau'";
    assert_eq!(world.suite.count(notice).await, 1);
    let refused = step!(officer, transferred, route_complaint, RouteComplaintRequest {}).unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CASE_STATE".into()));
}
