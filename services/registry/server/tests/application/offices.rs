//! Who takes part in an application of a district: its own departments, not those of the city that have the same keys.

use onecode_proto::procedure::v1 as procedures;
use onecode_proto::procedure::v1::case_service_client::CaseServiceClient;
use onecode_proto::procedure::v1::task_service_client::TaskServiceClient;
use onecode_proto::registry::v1 as pb;
use testkit::Caller;
use tonic::Code;

use crate::town::*;

/// 吴兴区 of Huzhou.
const WUXING: &str = "330502";

fn registrar_of(town: &Town, division: &str) -> Caller {
    town.suite.identities().caller("civil-affairs", division, &["registry-registrar"])
}

fn reviewer_of(town: &Town, department: &str, division: &str) -> Applications {
    let caller = town.suite.identities().caller(department, division, &["application-reviewer"]);
    town.applications(&caller)
}

/// The steps of a department's own, each with the division whose department it is.
async fn mine(town: &Town, caller: &Caller) -> Vec<(String, String)> {
    let mut tasks = TaskServiceClient::new(town.suite.client(caller.fresh()));
    let request = procedures::ListTasksRequest { mine: true, ..Default::default() };
    let tasks = tasks.list_tasks(request).await.unwrap().into_inner().tasks;
    tasks.into_iter().map(|task| (task.step, task.department_division)).collect()
}

/// An association of the district, handed in through the portal of the city.
async fn submitted(town: &Town) -> pb::Application {
    town.allot(WUXING, "MJ4").await;
    let application =
        pb::Application { division: WUXING.into(), ..association("湖州市吴兴区桑蚕文化研究会", 1) };
    town.submit(&town.create(application).await, PAPERS).await
}

fn acceptance(seen: &pb::Application, consulted: &[&str]) -> pb::AcceptApplicationRequest {
    pb::AcceptApplicationRequest {
        name: seen.name.clone(),
        etag: seen.etag.clone(),
        party_department: "departments/social-work".into(),
        consulted_departments: consulted.iter().map(|key| format!("departments/{key}")).collect(),
    }
}

fn opinion(seen: &pb::Application) -> pb::GiveOpinionRequest {
    pb::GiveOpinionRequest { name: seen.name.clone(), favourable: true, ..Default::default() }
}

#[tokio::test]
async fn the_registrar_of_the_city_takes_no_step_of_a_districts_application_and_has_no_task() {
    let town = Town::new().await;
    let seen = submitted(&town).await;
    let (city, district) = (registrar_of(&town, HUZHOU), registrar_of(&town, WUXING));
    assert_eq!(mine(&town, &district).await, [("state:submitted".to_owned(), WUXING.to_owned())]);
    assert_eq!(mine(&town, &city).await, []);
    let refused = town.applications(&city).accept_application(acceptance(&seen, &[])).await.unwrap_err();
    assert_eq!(reason(&refused, Code::PermissionDenied), "CASE_ROLE");
    assert_eq!(town.get(&seen.name).await.etag, seen.etag, "it sees it as it was");
    let accepted = town.applications(&district).accept_application(acceptance(&seen, &[])).await.unwrap().into_inner();
    assert_eq!(accepted.application.unwrap().state(), pb::ApplicationState::Reviewing);
}

#[tokio::test]
async fn opinions_are_those_of_the_districts_departments() {
    let town = Town::new().await;
    let seen = submitted(&town).await;
    let mut district = town.applications(&registrar_of(&town, WUXING));
    let accepted = district.accept_application(acceptance(&seen, &["tax"])).await.unwrap().into_inner();
    let accepted = accepted.application.unwrap();
    for department in ["development-reform", "social-work", "tax"] {
        let refused = reviewer_of(&town, department, HUZHOU).give_opinion(opinion(&accepted)).await.unwrap_err();
        assert_eq!(reason(&refused, Code::PermissionDenied), "CASE_ROLE", "{department}");
        reviewer_of(&town, department, WUXING).give_opinion(opinion(&accepted)).await.unwrap();
    }
}

/// The central bank keeps no branches in counties and districts.
#[tokio::test]
async fn a_department_that_only_the_city_has_is_asked_there() {
    let town = Town::new().await;
    let seen = submitted(&town).await;
    let mut district = town.applications(&registrar_of(&town, WUXING));
    let accepted = district.accept_application(acceptance(&seen, &["central-bank"])).await.unwrap().into_inner();
    let accepted = accepted.application.unwrap();
    let mut cases = CaseServiceClient::new(town.suite.client(registrar_of(&town, WUXING).fresh()));
    let request = procedures::GetCaseRequest { name: accepted.case.clone() };
    let case = cases.get_case(request).await.unwrap().into_inner().case.unwrap();
    let offices = |role: &str| {
        let of = case.roles.iter().find(|one| one.role == role).unwrap();
        of.offices.iter().map(|office| (office.department.clone(), office.division.clone())).collect::<Vec<_>>()
    };
    let office = |department: &str, division: &str| vec![(format!("departments/{department}"), division.to_owned())];
    assert_eq!(offices("applicant"), office("data-bureau", HUZHOU), "the portal of the city filed it");
    assert_eq!(offices("registrar"), office("civil-affairs", WUXING));
    assert_eq!(offices("party-body"), office("social-work", WUXING));
    assert_eq!(offices("consulted"), office("central-bank", HUZHOU));
    reviewer_of(&town, "central-bank", HUZHOU).give_opinion(opinion(&accepted)).await.unwrap();
}
