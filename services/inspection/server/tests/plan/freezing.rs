//! FreezePlan and PreviewPlan: what is fixed, and that nothing changes it afterwards.

use inspection_domain::draw::Verdict;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::risk_grade_service_client::RiskGradeServiceClient;
use onecode_proto::registry::v1::OrganizationStatus;
use testkit::Client;
use tonic::Code;

use crate::support::*;

pub(crate) async fn graded(world: &World, grades: &[(u32, pb::RiskGrade)]) {
    let stated = |(serial, grade): &(u32, pb::RiskGrade)| pb::StatedRiskGrade {
        organization: format!("organizations/{}", code(*serial)),
        grade: (*grade).into(),
    };
    let request = pb::RecordRiskGradesRequest {
        valid_from: date(2026, 11, 1),
        basis: "信用风险分类2026".into(),
        grades: grades.iter().map(stated).collect(),
    };
    let mut client: RiskGradeServiceClient<Client> = RiskGradeServiceClient::new(world.client(planner(world).fresh()));
    client.record_risk_grades(request).await.unwrap();
}

fn strata(frozen: &[pb::Stratum]) -> Vec<(i64, i64)> {
    frozen.iter().map(|stratum| (stratum.population_count, stratum.quota)).collect()
}

#[tokio::test]
async fn strata_and_quotas_follow_the_grades_and_the_preview_says_the_same() {
    let world = furnished().await;
    graded(&world, &[(1, pb::RiskGrade::A), (2, pb::RiskGrade::C), (3, pb::RiskGrade::D), (4, pb::RiskGrade::D)]).await;
    let plan = created(&world, plan()).await;
    let request = pb::PreviewPlanRequest { name: plan.name.clone() };
    let preview = plans(&world).preview_plan(request.clone()).await.unwrap().into_inner();
    let frozen = freeze(&world, &plan).await.unwrap();
    assert_eq!((frozen.state(), frozen.level()), (pb::PlanState::Frozen, pb::AuthorityLevel::City));
    let head = frozen.frozen.unwrap();
    assert_eq!(strata(&head.strata), [(1, 1), (8, 2), (1, 1), (2, 2)]); // 10 %, 20 %, 40 %, all; rounded up
    assert_eq!((head.population_count, head.inspector_count, head.merged_count), (12, 5, 0));
    assert_eq!((preview.population_count, preview.strata), (12, head.strata));
    let told = world.facts::<pb::PlanFrozen>().await;
    assert_eq!(told[0].frozen.as_ref().unwrap().root, head.root);
    let refused = plans(&world).preview_plan(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "PLAN_FROZEN".into()));
}

#[tokio::test]
async fn without_a_percentage_the_rule_of_the_level_is_the_share() {
    let world = furnished().await;
    let plan = frozen_as(&world, pb::Plan { draw_percent: 0, ..plan() }).await;
    assert_eq!(strata(&plan.frozen.unwrap().strata), [(0, 0), (12, 1), (0, 0), (0, 0)]); // 4 % of a city's
    let below = created(&world, pb::Plan { draw_percent: 3, ..crate::support::plan() }).await;
    let refused = freeze(&world, &below).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "PROPORTION_BELOW_RULE".into()));
}

#[tokio::test]
async fn what_changes_after_the_freeze_changes_nothing_of_the_draw() {
    let world = furnished().await;
    let plan = revealed(&world).await;
    for serial in 1..=6 {
        world.deregister(serial).await;
    }
    world.organization(13, HUZHOU).await;
    world.inspector(CIVIL, "MZ-9").await;
    graded(&world, &[(7, pb::RiskGrade::D)]).await;
    let drawn = draw(&world, &plan).await.unwrap();
    assert_eq!(drawn.frozen, plan.frozen);
    let findings = verified(&world, &drawn).await;
    assert_eq!((findings.verdict(), findings.objects), (Verdict::Holds, 12), "{:?}", findings.differences);
    let again = frozen(&world).await.frozen.unwrap();
    assert_eq!(again.population_count + again.merged_count, 7);
}

#[tokio::test]
async fn a_repeat_of_a_freeze_gets_the_first_answer_whatever_the_register_shows_by_then() {
    let world = furnished().await;
    let plan = created(&world, plan()).await;
    let mut keyed = Plans::new(world.client(planner(&world).keyed("k1")));
    let request = pb::FreezePlanRequest { name: plan.name.clone(), etag: plan.etag.clone() };
    let first = keyed.freeze_plan(request.clone()).await.unwrap().into_inner();
    world.organization(13, HUZHOU).await;
    assert_eq!(keyed.freeze_plan(request).await.unwrap().into_inner(), first);
    assert_eq!(world.suite.count("select count(*) from inspection.frozen").await, 1);
}

#[tokio::test]
async fn the_population_is_what_the_plan_says() {
    let world = furnished().await;
    world.organization(20, "330502").await;
    world.deregister(1).await;
    let count = async |population: pb::Population| {
        let stated = pb::Plan { population: Some(population), ..plan() };
        frozen_as(&world, stated).await.frozen.unwrap().population_count
    };
    assert_eq!(count(pb::Population::default()).await, 11);
    assert_eq!(count(pb::Population { include_below: true, ..Default::default() }).await, 12);
    assert_eq!(count(pb::Population { division: "330502".into(), ..Default::default() }).await, 1);
    let ended = vec![OrganizationStatus::Deregistered.into()];
    assert_eq!(count(pb::Population { statuses: ended, ..Default::default() }).await, 1);
    assert_eq!(count(pb::Population { established_before: date(2020, 3, 2), ..Default::default() }).await, 11);
    let nobody = pb::Population { established_before: date(2020, 3, 1), ..Default::default() };
    let plan = created(&world, pb::Plan { population: Some(nobody), ..plan() }).await;
    let refused = freeze(&world, &plan).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "POPULATION_EMPTY".into()));
}

#[tokio::test]
async fn a_draw_has_room_for_so_many_and_no_more() {
    let world = World::start_with(|config| config.most_objects = 2).await;
    world.organizations(3).await;
    let plan = created(&world, plan()).await;
    let refused = freeze(&world, &plan).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "POPULATION_TOO_LARGE".into()));
    assert_eq!(metadata(&refused, "most"), "2");
}

#[tokio::test]
async fn what_is_frozen_is_what_was_read() {
    let world = furnished().await;
    let first = created(&world, plan()).await;
    let request = pb::UpdatePlanRequest { plan: Some(pb::Plan { title: "改".into(), ..first.clone() }) };
    let second = plans(&world).update_plan(request).await.unwrap().into_inner().plan.unwrap();
    let refused = freeze(&world, &first).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::Aborted, "PLAN_CHANGED".into()));
    assert_eq!(metadata(&refused, "etag"), second.etag);
    world.suite.clock().advance(time::Duration::days(60));
    let refused = freeze(&world, &second).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "PLAN_OVERDUE".into()));
}
