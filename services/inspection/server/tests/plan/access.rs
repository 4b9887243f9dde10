//! Who may do what with a plan, and what the others learn.

use onecode_proto::inspection::v1 as pb;
use tonic::{Code, Status};

use crate::support::*;

#[tokio::test]
async fn only_the_initiating_department_changes_freezes_and_draws() {
    let world = furnished().await;
    let plan = created(&world, plan()).await;
    let other = world.caller(TAX, &["inspection-planner"]);
    let mut tax = Plans::new(world.client(other.fresh()));
    let freeze = pb::FreezePlanRequest { name: plan.name.clone(), etag: plan.etag.clone() };
    let update = pb::UpdatePlanRequest { plan: Some(plan.clone()) };
    let cancel = pb::CancelPlanRequest { name: plan.name.clone(), reason: "不办了".into() };
    let draw = pb::DrawPlanRequest { name: plan.name.clone() };
    let refused: Vec<Status> = vec![
        tax.freeze_plan(freeze).await.unwrap_err(),
        tax.update_plan(update).await.unwrap_err(),
        tax.cancel_plan(cancel).await.unwrap_err(),
        tax.open_round(terms(&plan, testkit::START, "")).await.unwrap_err(),
        tax.draw_plan(draw).await.unwrap_err(),
    ];
    for refused in refused {
        assert_eq!(reason(&refused), (Code::PermissionDenied, "NOT_INITIATOR".into()));
    }
    assert_eq!(get(&world, &plan).await, plan);
}

#[tokio::test]
async fn a_department_commits_and_reveals_for_itself_alone() {
    let world = furnished().await;
    let plan = frozen(&world).await;
    open(&world, &plan).await;
    let stranger = commit(&world, &plan, 1, "audit").await.unwrap_err();
    assert_eq!(reason(&stranger), (Code::PermissionDenied, "NOT_PARTICIPATING".into()));
    // a commitment made for another department's key is the caller's own, and what it reveals will not match it
    let of_civil = commitment_to(&plan, 1, CIVIL, &share(CIVIL));
    plans_of(&world, TAX).commit_share(of_civil).await.unwrap();
    for department in [CIVIL, MARKET] {
        commit(&world, &plan, 1, department).await.unwrap();
    }
    let answer = plans_of(&world, TAX).reveal_share(revelation(&plan, 1, &share(CIVIL))).await.unwrap();
    let round = answer.into_inner().round.unwrap();
    assert_eq!((round.state(), round.failures[0].department.as_str()), (pb::RoundState::Failed, "departments/tax"));
}

#[tokio::test]
async fn the_tax_department_of_another_division_is_another_department() {
    let world = furnished().await;
    let plan = frozen(&world).await;
    open(&world, &plan).await;
    let request = || commitment_to(&plan, 1, TAX, &share(TAX));
    let county = world.suite.identities().caller(TAX, "330502", &["inspection-participant"]);
    let refused = Plans::new(world.client(county.fresh())).commit_share(request()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "PLAN_NOT_FOUND".into()));
    let province = world.suite.identities().caller(TAX, "330000", &["inspection-participant"]);
    let refused = Plans::new(world.client(province.fresh())).commit_share(request()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "NOT_PARTICIPATING".into()));
}

#[tokio::test]
async fn others_learn_nothing_of_a_plan() {
    let world = furnished().await;
    let plan = frozen(&world).await;
    let stranger = world.suite.identities().caller("audit", "330100", &["inspection-reader"]);
    let mut stranger = Plans::new(world.client(stranger.fresh()));
    let listed = stranger.list_plans(pb::ListPlansRequest::default()).await.unwrap().into_inner();
    assert_eq!(listed.plans, []);
    let refused = [
        stranger.get_plan(pb::GetPlanRequest { name: plan.name.clone() }).await.unwrap_err(),
        stranger.get_draw_proof(pb::GetDrawProofRequest { name: plan.name.clone() }).await.map(|_| ()).unwrap_err(),
        stranger
            .list_drawn_objects(pb::ListDrawnObjectsRequest { parent: plan.name.clone(), ..Default::default() })
            .await
            .unwrap_err(),
    ];
    for refused in refused {
        assert_eq!(reason(&refused), (Code::NotFound, "PLAN_NOT_FOUND".into()));
    }
    let reader = world.caller("audit", &["inspection-reader"]);
    let mut reader = Plans::new(world.client(reader.fresh()));
    let seen = reader.get_plan(pb::GetPlanRequest { name: plan.name.clone() }).await.unwrap().into_inner();
    assert_eq!(seen.plan.unwrap(), plan);
    let refused = reader.draw_plan(pb::DrawPlanRequest { name: plan.name }).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
}

/// The register is read on the caller's behalf: what the caller may not read there is not read for it.
#[tokio::test]
async fn whoever_may_not_read_the_register_does_not_freeze() {
    let world = furnished().await;
    let plan = created(&world, plan()).await;
    let reader = world.caller("audit", &["inspection-reader"]);
    let request = pb::PreviewPlanRequest { name: plan.name };
    let refused = Plans::new(world.client(reader.fresh())).preview_plan(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    assert_eq!(metadata(&refused, "permission"), "registry.organization.export");
}
