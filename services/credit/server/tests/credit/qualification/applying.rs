//! An exemption from the application to the published list; papers, conditions and departments on the way.

use onecode_proto::credit::v1::eligibility_service_client::EligibilityServiceClient;
use onecode_proto::procedure::v1::ListTasksRequest;
use onecode_proto::procedure::v1::task_service_client::TaskServiceClient;

use super::support::*;

/// Titles of what a department has to do.
async fn tasks(world: &World, department: &str) -> Vec<String> {
    let caller = world.caller(department, &["credit-qualification-officer"]);
    let mut client = TaskServiceClient::new(world.suite.client(caller.fresh()));
    let request = ListTasksRequest { mine: true, ..Default::default() };
    let answer = client.list_tasks(request).await.unwrap().into_inner();
    answer.tasks.into_iter().map(|task| task.title).collect()
}

fn result(eligibility: Option<&pb::Eligibility>, key: &str) -> pb::ConditionResult {
    let all = &eligibility.unwrap().conditions;
    all.iter().find(|condition| condition.key == key).unwrap().result()
}

#[tokio::test]
async fn an_exemption_is_confirmed_by_each_department_and_granted_in_a_published_list() {
    let world = World::start().await;
    let code = registered(&world, 1).await;
    let applied = apply(&world, &code, Kind::TaxExemption).await;
    assert_eq!((applied.state(), applied.lead.as_str()), (State::Examining, "departments/tax"));
    assert_eq!((applied.documents.len(), applied.missing_proofs.len()), (5, 0));
    assert_eq!(applied.due_date, date(2027, 1, 5), "thirty working days from 24 November 2026");
    assert_eq!(result(applied.eligibility_at_application.as_ref(), "active"), pb::ConditionResult::Met);
    assert_eq!(result(applied.eligibility_at_application.as_ref(), "activity"), pb::ConditionResult::NotKnown);
    let asked: Vec<(&str, pb::QualificationConfirmationState)> =
        applied.confirmations.iter().map(|one| (one.department.as_str(), one.state())).collect();
    let awaited = pb::QualificationConfirmationState::Awaited;
    assert_eq!(asked, [("departments/finance", awaited), ("departments/tax", awaited)]);
    assert_eq!(applied.confirmations[0].due_date, date(2026, 12, 8));
    assert_eq!(tasks(&world, "finance").await, ["确认本部门负责的条件"]);
    assert_eq!(tasks(&world, "tax").await.len(), 2, "its own part, and the decision");

    let early = grant(&world, &[&applied]).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "OPINIONS_OUTSTANDING".into()));
    let halfway = confirm(&world, "finance", &applied, &["activity", "income_use", "residue"]).await.unwrap();
    assert!(tasks(&world, "finance").await.is_empty());
    let twice = confirm(&world, "finance", &halfway, &[]).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::FailedPrecondition, "OPINION_NOT_AWAITED".into()));
    let half = confirm(&world, "tax", &applied, &["tax_credit", "pay"]).await.unwrap();
    // nobody has seen these proved, and nothing on record shows them
    let unknown = grant(&world, &[&half]).await.unwrap_err();
    assert_eq!(reason(&unknown), (Code::FailedPrecondition, "QUALIFICATION_CONDITIONS_NOT_KNOWN".into()));
    assert_eq!(metadata(&unknown, "conditions"), "separate_books,not_barred");
    world.suite.stop().await;
}

#[tokio::test]
async fn what_was_granted_holds_on_every_day_of_its_validity_and_on_no_other() {
    let world = World::start().await;
    let code = registered(&world, 1).await;
    let applied = apply(&world, &code, Kind::TaxExemption).await;
    let ready = confirmed(&world, &applied).await;
    let list = grant(&world, &[&ready]).await.unwrap();
    assert_eq!((list.year, list.entry_count, list.act()), (2026, 1, pb::QualificationBatchAct::Grant));
    let held = qualification(&world, &list.entries[0].qualification).await;
    assert_eq!((held.valid_from, held.until_date), (date(2026, 1, 1), date(2031, 1, 1)));
    assert_eq!((held.state(), held.rule.as_str()), (pb::QualificationState::InForce, "TX-03a@1"));
    assert_eq!((&held.batch, &held.qualification_application), (&list.name, &ready.name));
    let done = again(&world, &applied).await;
    assert_eq!((done.state(), &done.qualification, done.end_date), (State::Granted, &held.name, date(2026, 11, 24)));
    assert_eq!(done.eligibility_at_decision.unwrap().decision(), pb::EligibilityDecision::Allowed);
    for (day, there) in [((2025, 12, 31), false), ((2026, 1, 1), true), ((2030, 12, 31), true), ((2031, 1, 1), false)] {
        assert_eq!(qualified(&world, Kind::TaxExemption, day).await.contains(&code), there, "{day:?}");
    }
    let announced = "select count(*) from casework.announcement where kind = 'qualification'";
    assert_eq!((world.suite.count(announced).await, told(&world, "QualificationGranted").await), (1, 1));

    // and what asks for an exemption is answered by it at once
    let caller = world.caller("finance", &["eligibility-checker"]);
    let mut eligibility = EligibilityServiceClient::new(world.client(caller.fresh()));
    let request = pb::CheckEligibilityRequest {
        name: name(&code),
        purpose: pb::EligibilityPurpose::DonationDeduction.into(),
        ..Default::default()
    };
    let answer = eligibility.check_eligibility(request).await.unwrap().into_inner().eligibility.unwrap();
    let exempt = answer.conditions.iter().find(|condition| condition.key == "tax_exempt").unwrap();
    assert_eq!((exempt.result(), exempt.lapse_date), (pb::ConditionResult::Met, date(2031, 1, 1)));
    assert_eq!(exempt.facts[0].name, held.name);
    world.suite.stop().await;
}

#[tokio::test]
async fn papers_that_are_missing_are_asked_for_and_everybody_confirms_anew() {
    let world = World::start().await;
    let code = registered(&world, 1).await;
    let applied = apply_with(&world, &code, Kind::Charity, &["charter"]).await.unwrap();
    assert_eq!(applied.missing_proofs, ["recognition-request", "audit-report"]);
    let ready = confirmed(&world, &applied).await;
    let refused = grant(&world, &[&ready]).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "QUALIFICATION_PROOF_MISSING".into()));
    assert_eq!(metadata(&refused, "kinds"), "recognition-request,audit-report");

    let request = pb::RequestQualificationSupplementRequest {
        name: ready.name.clone(),
        etag: ready.etag.clone(),
        reasons: "缺少申请书和审计报告".into(),
    };
    let asked = office(&world, "civil-affairs").request_qualification_supplement(request).await.unwrap().into_inner();
    let asked = asked.qualification_application.unwrap();
    assert_eq!((asked.state(), asked.due_date), (State::Supplementing, None));
    let documents = vec![paper(&world, "recognition-request").await, paper(&world, "audit-report").await];
    let mut request =
        pb::SupplementQualificationApplicationRequest { name: asked.name.clone(), etag: ready.etag, documents };
    let stale = portal(&world).supplement_qualification_application(request.clone()).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "QUALIFICATION_APPLICATION_CHANGED".into()));
    request.etag = metadata(&stale, "etag");
    let answer = portal(&world).supplement_qualification_application(request).await.unwrap().into_inner();
    let whole = answer.qualification_application.unwrap();
    assert_eq!((whole.documents.len(), whole.missing_proofs.len(), whole.state()), (3, 0, State::Examining));
    assert!(whole.due_date.is_some());
    assert_eq!(whole.confirmations[0].state(), pb::QualificationConfirmationState::Awaited, "on all papers");
    let ready = confirmed(&world, &whole).await;
    let list = grant(&world, &[&ready]).await.unwrap();
    let held = qualification(&world, &list.entries[0].qualification).await;
    assert_eq!((held.valid_from, held.until_date), (date(2026, 11, 24), None));
    world.suite.stop().await;
}

#[tokio::test]
async fn an_application_is_open_once_and_may_be_taken_back() {
    let world = World::start().await;
    let code = registered(&world, 1).await;
    let applied = apply(&world, &code, Kind::Charity).await;
    let twice = apply_with(&world, &code, Kind::Charity, &[]).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::AlreadyExists, "QUALIFICATION_APPLICATION_OPEN".into()));
    let request = pb::WithdrawQualificationApplicationRequest {
        name: applied.name.clone(),
        etag: applied.etag.clone(),
        reasons: "材料需要修改".into(),
    };
    let other = office(&world, "tax").withdraw_qualification_application(request.clone()).await.unwrap_err();
    assert_eq!(reason(&other).0, Code::PermissionDenied, "tax did not apply");
    let answer = portal(&world).withdraw_qualification_application(request).await.unwrap().into_inner();
    let back = answer.qualification_application.unwrap();
    assert_eq!((back.state(), back.due_date, back.end_date), (State::Withdrawn, None, date(2026, 11, 24)));
    assert_eq!(told(&world, "QualificationApplicationEnded").await, 1);
    let late = confirm(&world, "civil-affairs", &back, &[]).await.unwrap_err();
    assert_eq!(reason(&late).1, "CASE_STATE");
    apply(&world, &code, Kind::Charity).await;
    world.suite.stop().await;
}
