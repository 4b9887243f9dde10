//! Departments of two divisions are two, whatever their key; and what was submitted lies where its organisation does.

use onecode_proto::credit::v1 as pb;
use testkit::refusal::{metadata, reason};
use tonic::{Code, Status};

use super::penalty;
use crate::listing::support::{drafts, facts};
use crate::world::{HUZHOU, Petitions, Records, World, code};

const COUNTY: &str = "330502";
const OTHER_COUNTY: &str = "330503";
const PROVINCE: &str = "330000";

fn submitting(world: &World, division: &str) -> Records {
    Records::new(world.client(world.suite.identities().caller("tax", division, &["credit-submitter"]).fresh()))
}

async fn submit(world: &World, division: &str, one: pb::CreditSubmission) -> (pb::CreditRecord, pb::SubmissionResult) {
    let request = pb::SubmitCreditRecordRequest { submission: Some(one) };
    let answer = submitting(world, division).submit_credit_record(request).await.unwrap().into_inner();
    let result = answer.result();
    (answer.credit_record.unwrap(), result)
}

async fn object(world: &World, record: &str) -> pb::CreditPetition {
    let request = pb::RequestCreditObjectionRequest {
        credit_record: record.into(),
        statement: "该处罚的对象不是本会，请核查。".into(),
        proof_number: String::new(),
    };
    let mut portal = world.petitions("portal", "credit-portal");
    portal.request_credit_objection(request).await.unwrap().into_inner().credit_petition.unwrap()
}

async fn uphold(world: &World, division: &str, of: &pb::CreditPetition) -> Result<pb::CreditPetition, Status> {
    let request = pb::DecideCreditObjectionRequest {
        name: of.name.clone(),
        etag: of.etag.clone(),
        uphold: true,
        reasons: "经核查属实".into(),
        decision_number: "湖税异〔2026〕1号".into(),
    };
    let caller = world.suite.identities().caller("tax", division, &["credit-submitter"]);
    let answer = Petitions::new(world.client(caller.fresh())).decide_credit_objection(request).await?;
    Ok(answer.into_inner().credit_petition.unwrap())
}

#[tokio::test]
async fn nobody_withdraws_or_repeats_what_the_same_department_of_another_division_submitted() {
    let world = World::start().await;
    let (first, _) = world.submit("tax", penalty(&code(1), "湖税罚〔2026〕1号")).await.unwrap();
    let request = pb::WithdrawCreditRecordRequest {
        organization: format!("organizations/{}", code(1)),
        kind: pb::RecordKind::Penalty.into(),
        document_number: "湖税罚〔2026〕1号".into(),
        reasons: "处罚决定已经撤销".into(),
        withdrawal_number: "湖税撤〔2026〕1号".into(),
    };
    let withdrawn = submitting(&world, COUNTY).withdraw_credit_record(request).await.unwrap().into_inner();
    assert_eq!(withdrawn.credit_record, None, "it has submitted nothing");
    assert_eq!(world.record(&first.name).await.withdraw_date, None);
    let (seen, result) = submit(&world, OTHER_COUNTY, penalty(&code(1), "湖税罚〔2026〕1号")).await;
    assert_eq!((seen.name, result), (first.name, pb::SubmissionResult::Reported));
    assert_eq!(seen.further_departments, ["departments/tax"]);
    world.suite.stop().await;
}

#[tokio::test]
async fn a_petition_is_decided_in_the_division_of_whoever_submitted_the_record() {
    let world = World::start().await;
    let (record, _) = world.submit("tax", penalty(&code(1), "1号")).await.unwrap();
    let opened = object(&world, &record.name).await;
    let refused = uphold(&world, PROVINCE, &opened).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CREDIT_PETITION_OTHER_AUTHORITY".into()));
    let decides = (metadata(&refused, "department"), metadata(&refused, "division"));
    assert_eq!(decides, ("departments/tax".into(), HUZHOU.into()));
    assert_eq!(uphold(&world, HUZHOU, &opened).await.unwrap().state(), pb::PetitionState::Granted);

    // a county that submitted of an organisation of the city decides itself
    world.register(&code(2)).await;
    world.caught_up().await;
    let (record, _) = submit(&world, COUNTY, penalty(&code(2), "2号")).await;
    assert_eq!(record.division, HUZHOU);
    let opened = object(&world, &record.name).await;
    let refused = uphold(&world, HUZHOU, &opened).await.unwrap_err();
    assert_eq!(metadata(&refused, "division"), COUNTY);
    assert_eq!(uphold(&world, COUNTY, &opened).await.unwrap().state(), pb::PetitionState::Granted);
    assert!(world.record(&record.name).await.withdraw_date.is_some());
    world.suite.stop().await;
}

#[tokio::test]
async fn what_was_submitted_of_a_code_unknown_moves_to_its_organisation_once_the_register_tells_of_it() {
    let world = World::start().await;
    let warned = pb::CreditSubmission { value: "warning".into(), amount_fen: 0, ..penalty(&code(1), "1号") };
    let (record, _) = submit(&world, COUNTY, warned).await;
    assert_eq!((record.division.as_str(), record.organization_known), (COUNTY, false));
    world.register(&code(1)).await;
    world.caught_up().await;
    let moved = world.record(&record.name).await;
    assert_eq!((moved.division.as_str(), moved.organization_known), (HUZHOU, true));
    // whoever registered it decides of the draft
    let made = &drafts(&world, &code(1)).await[0];
    assert_eq!((made.ground.as_str(), made.division.as_str()), ("CR-03.5", HUZHOU));
    let added = "CreditRecordAdded"; // told in the county, in the city, and of its registration
    assert_eq!(facts(&world, &code(1), added).await, 3);
    world.suite.stop().await;
}
