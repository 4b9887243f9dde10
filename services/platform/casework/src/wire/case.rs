//! Cases as their callers see them.

use fault::Fault;
use intake::page::{self, Binding};
use intake::time::{date, timestamp};
use intake::violations::Violations;
use onecode_proto::procedure::v1 as pb;
use procedure::{Case, Office, Paper, Procedure, Verdict, Weight};
use statute::RuleRef;
use uow::{Call, Scope};
use uuid::Uuid;
use vocab::DivisionCode;

use super::name::{self, case_name, department, etag};
use crate::read::{Found, GetCase, ListCases, Listed};
use crate::store::case::{CaseFilter, StepRow};
use crate::store::deadline::FoundDeadline;

pub(crate) fn get_case(request: &pb::GetCaseRequest, call: &Call) -> Result<GetCase, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_case(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetCase { scope: call.scope.clone(), id }))
}

pub(crate) fn list_cases(request: &pb::ListCasesRequest, call: &Call) -> Result<ListCases, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListCasesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 50, 500);
    let before = binding.key(&mut violations, &request.page_token).and_then(|key| Uuid::try_parse(&key).ok());
    let filter = CaseFilter {
        within: within(&mut violations, &call.scope, &request.division),
        procedure: request.procedure.clone(),
        organization: request.organization.clone(),
        resource: request.resource.clone(),
        state: request.state.clone(),
        show_ended: request.show_ended,
    };
    violations.finish(Some(ListCases { filter, before, size, binding }))
}

pub(crate) fn list_cases_reply(listed: Listed<Found>) -> pb::ListCasesResponse {
    pb::ListCasesResponse {
        cases: listed.rows.into_iter().map(case).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn case_reply(found: Found) -> pb::GetCaseResponse {
    pb::GetCaseResponse { case: Some(case(found)) }
}

/// What lies both in the caller's scope and in the division of a filter, if one is stated; `None` if no place does.
pub(crate) fn within(violations: &mut Violations, scope: &Scope, division: &str) -> Option<Scope> {
    if division.is_empty() {
        return Some(scope.clone());
    }
    let division = violations.take("division", DivisionCode::parse(division))?;
    scope.narrowed(&Scope::division(division.as_str()))
}

fn case(found: Found) -> pb::Case {
    let Found { row, procedure, deadlines, steps } = found;
    let machine = &row.machine.0;
    pb::Case {
        name: case_name(row.id),
        procedure: row.procedure,
        procedure_title: procedure.title.to_owned(),
        title: row.title,
        resource: row.resource,
        organization: row.organization,
        division: row.division,
        state_title: procedure.state(&row.state).map(|state| state.title.to_owned()).unwrap_or_default(),
        ended: row.ended,
        allowed_actions: procedure.allowed(&row.state).map(|action| action.key.to_owned()).collect(),
        state: row.state,
        roles: roles(procedure, machine),
        opinions: machine.papers.iter().map(|paper| opinion(procedure, paper, &deadlines)).collect(),
        deadlines: deadlines.iter().map(|row| super::deadline(procedure, row)).collect(),
        documents: machine
            .filed
            .iter()
            .map(|filed| pb::CaseDocument {
                document: filed.document.clone(),
                kind: filed.kind.clone(),
                sha256: filed.sha256.clone(),
            })
            .collect(),
        steps: steps.iter().map(step).collect(),
        revision: row.revision,
        create_time: Some(timestamp(row.created_at)),
        update_time: Some(timestamp(row.updated_at)),
        etag: etag(row.id, row.revision),
    }
}

fn roles(procedure: &Procedure, machine: &Case) -> Vec<pb::CaseRole> {
    let title = |role: &str| procedure.role(role).map(|role| role.title.to_owned()).unwrap_or_default();
    let named = |(role, offices): (&String, &std::collections::BTreeSet<Office>)| pb::CaseRole {
        role: role.clone(),
        title: title(role),
        departments: offices.iter().map(|office| department(&office.department)).collect(),
        offices: offices
            .iter()
            .map(|office| pb::CaseOffice {
                department: department(&office.department),
                division: office.division.clone(),
            })
            .collect(),
    };
    machine.roles.iter().map(named).collect()
}

fn opinion(procedure: &Procedure, paper: &Paper, deadlines: &[FoundDeadline]) -> pb::CaseOpinion {
    let review = procedure.review(&paper.review);
    let clock = review.map(|review| format!("{}:{}", review.clock, paper.office.department)).unwrap_or_default();
    let due = deadlines.iter().rev().find(|row| row.key == clock).and_then(|row| row.due_on);
    pb::CaseOpinion {
        review: paper.review.clone(),
        title: review.map(|review| review.title.to_owned()).unwrap_or_default(),
        department: department(&paper.office.department),
        department_division: paper.office.division.clone(),
        binding: review.is_some_and(|review| review.weight == Weight::Binding),
        state: match (paper.verdict, paper.closed) {
            (Some(Verdict::Favourable), _) => pb::OpinionState::Favourable,
            (Some(Verdict::Unfavourable), _) => pb::OpinionState::Unfavourable,
            (None, false) => pb::OpinionState::Awaited,
            (None, true) => pb::OpinionState::Missing,
        }
        .into(),
        due_date: due.map(date),
    }
}

fn step(row: &StepRow) -> pb::CaseStep {
    pb::CaseStep {
        number: row.number,
        action: row.action.clone(),
        title: row.title.clone(),
        from_state: row.from_state.clone(),
        to_state: row.to_state.clone(),
        review: row.review.clone(),
        opinion: match row.verdict.as_str() {
            "favourable" => pb::OpinionState::Favourable,
            "unfavourable" => pb::OpinionState::Unfavourable,
            _ => pb::OpinionState::Unspecified,
        }
        .into(),
        department: department(&row.department),
        reasons: row.reasons.clone(),
        ground: row.ground.clone(),
        rules: row.rules.iter().map(rule).collect(),
        time: Some(timestamp(row.created_at)),
    }
}

/// A rule reference as the contract has it.
pub(crate) fn rule(rule: &RuleRef) -> pb::RuleVersionRef {
    pb::RuleVersionRef { rule: format!("rules/{}", rule.id), version: i32::try_from(rule.version).unwrap_or(i32::MAX) }
}
