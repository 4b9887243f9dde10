//! CaseService: a case with all that was done, lists of cases, and the procedures they go by.

use onecode_proto::procedure::v1 as pb;
use onecode_proto::procedure::v1::{DeadlineState, OpinionState};
use procedure::Verdict;
use testkit::Suite;
use time::Duration;
use tonic::Code;
use uuid::Uuid;

use crate::support::*;

async fn listed(suite: &Suite, request: pb::ListCasesRequest) -> (Vec<Uuid>, String) {
    let page = cases(suite, &suite.registrar()).list_cases(request).await.unwrap().into_inner();
    let id = |case: pb::Case| case.name.strip_prefix("cases/").unwrap().parse().unwrap();
    (page.cases.into_iter().map(id).collect(), page.next_page_token)
}

#[tokio::test]
async fn a_case_tells_state_roles_opinions_terms_documents_and_steps() {
    let suite = registry().await;
    let id = accepted(&suite).await;
    moved(&suite, id, opinion(EDUCATION, Verdict::Unfavourable)).await;
    let case = shown(&suite, id).await;
    assert_eq!((case.procedure.as_str(), case.procedure_title.as_str()), ("establishment", "成立登记"));
    assert_eq!((case.title.as_str(), case.resource), ("湖州市甲协会", format!("applications/{id}")));
    assert_eq!((case.state.as_str(), case.state_title.as_str(), case.ended), ("reviewing", "审查中", false));
    assert!(
        case.allowed_actions.contains(&"approve".to_owned()) && !case.allowed_actions.contains(&"accept".to_owned())
    );
    let roles: Vec<_> = case.roles.iter().map(|role| (role.role.as_str(), role.departments.join(","))).collect();
    assert!(roles.contains(&("supervising-unit", "departments/education".to_owned())), "{roles:?}");
    let opinions: Vec<_> =
        case.opinions.iter().map(|one| (one.review.as_str(), one.state(), one.binding, one.due_date)).collect();
    let expected = [
        ("supervising-unit", OpinionState::Unfavourable, true, date(2026, 12, 15)),
        ("consultation", OpinionState::Awaited, false, date(2026, 12, 8)),
    ];
    assert_eq!(opinions, expected);
    let terms: Vec<_> =
        case.deadlines.iter().map(|one| (one.key.as_str(), one.state(), one.due_date, one.provisional)).collect();
    let expected = [
        ("acceptance", DeadlineState::Stopped, date(2026, 12, 1), false),
        ("opinion:education", DeadlineState::Stopped, date(2026, 12, 15), false),
        ("consultation:tax", DeadlineState::Running, date(2026, 12, 8), false),
        ("decision", DeadlineState::Running, date(2027, 1, 23), true),
    ];
    assert_eq!(terms, expected);
    let kinds: Vec<_> = case.documents.iter().map(|document| document.kind.as_str()).collect();
    assert_eq!(kinds, PAPERS);
    let steps: Vec<_> =
        case.steps.iter().map(|step| (step.number, step.action.as_str(), step.department.as_str())).collect();
    let expected = [
        (1, "open", "departments/portal"),
        (2, "submit", "departments/portal"),
        (3, "accept", "departments/civil-affairs"),
        (4, "opine", "departments/education"),
    ];
    assert_eq!((steps, case.revision), (expected.to_vec(), 4));
    assert_eq!(
        (case.steps[3].review.as_str(), case.steps[3].opinion()),
        ("supervising-unit", OpinionState::Unfavourable)
    );
    let applied: Vec<_> = case.steps[2].rules.iter().map(|rule| rule.rule.as_str()).collect();
    assert_eq!(applied, ["rules/PROC-02", "rules/PROC-03", "rules/REG-05"]);
}

#[tokio::test]
async fn a_refused_action_names_its_reason_and_changes_nothing() {
    let suite = registry().await;
    let id = submitted(&suite).await;
    let before = shown(&suite, id).await;
    for (tried_act, reason) in [
        (act(REGISTRAR, "approve"), "CASE_STATE"),
        (act(EDUCATION, "accept"), "CASE_ROLE"),
        (act(REGISTRAR, "return"), "REASONS_REQUIRED"),
        (procedure::Act { reasons: "不全".into(), ..act(REGISTRAR, "decline") }, "GROUND_REQUIRED"),
    ] {
        let fault = tried(&suite, id, None, tried_act).await.unwrap_err();
        assert_eq!(fault.reason(), reason);
    }
    let draft = opened(&suite, ESTABLISHMENT).await;
    let fault = tried(&suite, draft, None, submission(&["charter"])).await.unwrap_err();
    assert_eq!((fault.reason(), fault.unmet_rules().len()), ("DOCUMENTS_MISSING", 4));
    let unknown = tried(&suite, suite.clock().new_id(), None, act(REGISTRAR, "accept")).await.unwrap_err();
    assert_eq!(unknown.reason(), "CASE_NOT_FOUND");
    assert_eq!(shown(&suite, id).await, before);
    assert_eq!(moved(&suite, id, reasoned(REGISTRAR, "decline")).await.state, "refused");
}

#[tokio::test]
async fn a_case_is_seen_from_its_division_alone() {
    let suite = registry().await;
    let id = opened(&suite, ESTABLISHMENT).await;
    let request = pb::GetCaseRequest { name: format!("cases/{id}") };
    let unseen = cases(&suite, &neighbour(&suite)).get_case(request).await.unwrap_err();
    assert_eq!(reason(&unseen), (Code::NotFound, "CASE_NOT_FOUND".to_owned()));
    let wrong = pb::GetCaseRequest { name: "cases/1".into() };
    let wrong = cases(&suite, &suite.registrar()).get_case(wrong).await.unwrap_err();
    assert_eq!(violated(&wrong), ["name"]);
    let reader = suite.identities().caller(TAX, HUZHOU, &["registry-reader"]);
    let request = pb::GetCaseRequest { name: format!("cases/{id}") };
    let denied = cases(&suite, &reader).get_case(request).await.unwrap_err();
    assert_eq!(reason(&denied), (Code::PermissionDenied, "PERMISSION_MISSING".to_owned()));
}

#[tokio::test]
async fn cases_are_found_by_procedure_resource_state_and_place() {
    let suite = registry().await;
    let county = opened_as(&suite, opening(&suite, "charter", "330521")).await;
    suite.clock().advance(Duration::seconds(1));
    let reviewed = accepted(&suite).await;
    suite.clock().advance(Duration::seconds(1));
    let withdrawn = opened(&suite, ESTABLISHMENT).await;
    moved(&suite, withdrawn, act(PORTAL, "withdraw")).await;
    suite.clock().advance(Duration::seconds(1));
    opened_as(&suite, opening(&suite, ESTABLISHMENT, HANGZHOU)).await;

    let all = pb::ListCasesRequest::default;
    let none: [Uuid; 0] = [];
    assert_eq!(listed(&suite, all()).await.0, [reviewed, county]);
    let ended = pb::ListCasesRequest { show_ended: true, ..all() };
    assert_eq!(listed(&suite, ended).await.0, [withdrawn, reviewed, county]);
    let such = pb::ListCasesRequest { procedure: "charter".into(), ..all() };
    assert_eq!(listed(&suite, such).await.0, [county]);
    let such = pb::ListCasesRequest { resource: format!("applications/{reviewed}"), ..all() };
    assert_eq!(listed(&suite, such).await.0, [reviewed]);
    let such = pb::ListCasesRequest { state: "draft".into(), ..all() };
    assert_eq!(listed(&suite, such).await.0, [county]);
    let such = pb::ListCasesRequest { organization: "organizations/1".into(), ..all() };
    assert_eq!(listed(&suite, such).await.0, none);
    for (division, expected) in [("330521", vec![county]), (HANGZHOU, vec![]), ("330000", vec![reviewed, county])] {
        let such = pb::ListCasesRequest { division: division.into(), ..all() };
        assert_eq!(listed(&suite, such).await.0, expected, "{division}");
    }
    let wrong = pb::ListCasesRequest { division: "33".into(), page_size: 501, page_token: "x".into(), ..all() };
    let wrong = cases(&suite, &suite.registrar()).list_cases(wrong).await.unwrap_err();
    assert_eq!(violated(&wrong), ["page_size", "page_token", "division"]);
}

#[tokio::test]
async fn cases_come_newest_first_page_by_page_without_steps() {
    let suite = registry().await;
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.insert(0, opened(&suite, ESTABLISHMENT).await);
        suite.clock().advance(Duration::seconds(1));
    }
    let (mut found, mut token) = (Vec::new(), String::new());
    let mut sizes = Vec::new();
    loop {
        let request = pb::ListCasesRequest { page_size: 2, page_token: token, ..Default::default() };
        let (page, next) = listed(&suite, request).await;
        sizes.push(page.len());
        found.extend(page);
        token = next;
        if token.is_empty() {
            break;
        }
    }
    assert_eq!((found, sizes), (ids, vec![2, 2, 1]));
    let request = pb::ListCasesRequest::default();
    let page = cases(&suite, &suite.registrar()).list_cases(request).await.unwrap().into_inner();
    assert!(page.cases.iter().all(|case| case.steps.is_empty() && case.revision == 1));
}

#[tokio::test]
async fn procedures_are_told_as_their_tables_declare_them() {
    let suite = registry().await;
    let mut client = cases(&suite, &suite.registrar());
    let all = client.list_procedures(pb::ListProceduresRequest {}).await.unwrap().into_inner().procedures;
    assert!(all.is_sorted_by_key(|procedure| procedure.name.clone()));
    assert_eq!(all.len(), registry_domain::procedures::PROCEDURES.len());
    let request = pb::GetProcedureRequest { name: "procedures/simplified-deregistration".into() };
    let one = client.get_procedure(request).await.unwrap().into_inner().procedure.unwrap();
    assert_eq!((one.title.as_str(), one.initial_state.as_str()), ("简易注销登记", "draft"));
    let divert = one.actions.iter().find(|action| action.action == "divert").unwrap();
    assert_eq!((divert.to_state.as_str(), divert.roles.as_slice()), ("diverted", ["registrar".to_owned()].as_slice()));
    assert!(one.dot.starts_with("digraph") && all.contains(&one));
    let unknown = client.get_procedure(pb::GetProcedureRequest { name: "procedures/x".into() }).await.unwrap_err();
    assert_eq!(reason(&unknown), (Code::NotFound, "PROCEDURE_NOT_FOUND".to_owned()));
    let wrong = client.get_procedure(pb::GetProcedureRequest { name: "x".into() }).await.unwrap_err();
    assert_eq!(violated(&wrong), ["name"]);
}

#[tokio::test]
async fn a_nul_in_a_text_is_the_callers_mistake_and_not_ours() {
    let suite = registry().await;
    let request = pb::ListCasesRequest { state: "review\0".into(), ..Default::default() };
    let refused = cases(&suite, &suite.registrar()).list_cases(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::InvalidArgument, "INVALID_FIELDS".to_owned()));
}
