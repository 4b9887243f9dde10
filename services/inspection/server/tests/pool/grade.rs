//! RecordRiskGrades and ListRiskGrades.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::risk_grade_service_client::RiskGradeServiceClient;
use testkit::Client;
use testkit::refusal::{reason, violated_sorted as violated};
use tonic::Code;

use crate::world::*;

type Grades = RiskGradeServiceClient<Client>;

fn grades(world: &World, department: &str) -> Grades {
    Grades::new(world.client(world.caller(department, &["inspection-planner"]).fresh()))
}

fn record(day: i32, stated: &[(u32, pb::RiskGrade)]) -> pb::RecordRiskGradesRequest {
    let grade = |(serial, grade): &(u32, pb::RiskGrade)| pb::StatedRiskGrade {
        organization: format!("organizations/{}", code(*serial)),
        grade: (*grade).into(),
    };
    pb::RecordRiskGradesRequest {
        valid_from: date(2026, 11, day),
        basis: "信用风险分类".into(),
        grades: stated.iter().map(grade).collect(),
    }
}

async fn on(client: &mut Grades, day: i32) -> Vec<pb::RiskGrade> {
    let (mut all, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListRiskGradesRequest { as_of: date(2026, 11, day), page_size: 2, page_token };
        let answer = client.list_risk_grades(request).await.unwrap().into_inner();
        all.extend(answer.grades.iter().map(pb::OrganizationRiskGrade::grade));
        page_token = answer.next_page_token;
        if page_token.is_empty() {
            return all;
        }
    }
}

#[tokio::test]
async fn the_last_grade_that_began_holds_and_none_is_rewritten() {
    use pb::RiskGrade::{A, C, D};
    let world = World::start().await;
    let mut client = grades(&world, "civil-affairs");
    client.record_risk_grades(record(1, &[(1, A), (2, A), (3, A)])).await.unwrap();
    client.record_risk_grades(record(10, &[(1, C)])).await.unwrap();
    let answer = client.record_risk_grades(record(10, &[(1, D), (2, C)])).await.unwrap().into_inner();
    assert_eq!(answer.recorded_count, 2);
    client.record_risk_grades(record(5, &[(1, A)])).await.unwrap();
    assert_eq!(on(&mut client, 9).await, [A, A, A]);
    assert_eq!(on(&mut client, 10).await, [D, C, A]);
    assert_eq!(world.suite.count("select count(*) from inspection.risk_grade").await, 7);
    assert_eq!(on(&mut grades(&world, "tax"), 10).await, []);
}

#[tokio::test]
async fn a_repeat_records_once() {
    let world = World::start().await;
    let caller = world.caller("civil-affairs", &["inspection-planner"]);
    let mut keyed = Grades::new(world.client(caller.keyed("k1")));
    for _ in 0..2 {
        keyed.record_risk_grades(record(1, &[(1, pb::RiskGrade::C)])).await.unwrap();
    }
    assert_eq!(world.suite.count("select count(*) from inspection.risk_grade").await, 1);
}

#[tokio::test]
async fn everything_wrong_is_named_and_others_record_nothing() {
    let world = World::start().await;
    let mut request = record(30, &[(1, pb::RiskGrade::A), (1, pb::RiskGrade::Unspecified)]);
    request.basis = String::new();
    let refused = grades(&world, "civil-affairs").record_risk_grades(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["basis", "grades[1].grade", "grades[1].organization", "valid_from"]);
    let none = record(1, &[]);
    let refused = grades(&world, "civil-affairs").record_risk_grades(none).await.unwrap_err();
    assert_eq!(violated(&refused), ["grades"]);
    let participant = world.caller("tax", &["inspection-participant"]);
    let mut client = Grades::new(world.client(participant.fresh()));
    let refused = client.record_risk_grades(record(1, &[(1, pb::RiskGrade::A)])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
}
