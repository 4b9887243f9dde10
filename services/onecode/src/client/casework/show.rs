//! `onecode case show`: where a case stands, and everything that was done with it as a line of time.

use std::collections::HashMap;

use onecode_proto::procedure::v1::{
    Case, CaseOffice, CaseStep, Deadline, GetCaseRequest, GetProcedureRequest, ListCasesRequest, OpinionState,
};

use super::deadline::standing;
use super::{Line, card, cited, last};
use crate::args::{CaseShowArgs, WhichCase};
use crate::client::{Connection, Failure};
use crate::exit::Exit;
use crate::messages::{Label, Language, Message};
use crate::output::{Printer, day, division, instant};

const OPINIONS: [(&str, &str); 5] =
    [("opinion of", "意见部门"), ("on", "审核内容"), ("weight", "效力"), ("answer", "意见"), ("last day", "届满日")];
const PAPERS: [(&str, &str); 3] = [("paper", "材料"), ("kind", "类别"), ("SHA-256", "SHA-256")];

pub(super) async fn run(connection: &Connection, args: CaseShowArgs, printer: &Printer) -> Result<Exit, Failure> {
    let name = match args.which {
        WhichCase::Named(name) => name,
        WhichCase::About(resource) => newest(connection, resource).await?,
    };
    let answer = connection.cases().get_case(connection.timed(GetCaseRequest { name })).await?.into_inner();
    let case = answer.case.ok_or_else(|| Failure::contract("case"))?;
    if printer.is_json() {
        printer.json(&case)?;
    } else {
        let states = States::of(connection, &case, printer.language()).await?;
        write(&case, &states, printer)?;
    }
    Ok(Exit::Done)
}

/// The newest case about a resource, ended or not.
async fn newest(connection: &Connection, resource: String) -> Result<String, Failure> {
    let request =
        ListCasesRequest { resource: resource.clone(), show_ended: true, page_size: 1, ..ListCasesRequest::default() };
    let page = connection.cases().list_cases(connection.timed(request)).await?.into_inner();
    let newest = page.cases.into_iter().next();
    newest.map(|case| case.name).ok_or(Failure::Said(Exit::NotFound, Message::NoCase(resource)))
}

/// What states are called: in Chinese by their titles, in English by their keys.
struct States(HashMap<String, String>);

impl States {
    async fn of(connection: &Connection, case: &Case, language: Language) -> Result<Self, Failure> {
        if language == Language::En {
            return Ok(Self(HashMap::new()));
        }
        let request = connection.timed(GetProcedureRequest { name: format!("procedures/{}", case.procedure) });
        let answer = connection.cases().get_procedure(request).await?.into_inner();
        let states = answer.procedure.map(|procedure| procedure.states).unwrap_or_default();
        Ok(Self(states.into_iter().map(|state| (state.state, state.title)).collect()))
    }

    fn name<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }
}

fn write(case: &Case, states: &States, printer: &Printer) -> std::io::Result<()> {
    let language = printer.language();
    printer.table(&[], card(head(case, states, language), language))?;
    let section = |english, chinese| printer.line(&format!("\n{}", (english, chinese).label(language)));
    section("history", "办理过程")?;
    for step in &case.steps {
        for line in told(step, states, language) {
            printer.line(&line)?;
        }
    }
    if !case.deadlines.is_empty() {
        section("terms (`onecode deadline explain NAME` tells why)", "期限（用 `onecode deadline explain` 说明由来）")?;
        for deadline in &case.deadlines {
            for line in term(deadline, language) {
                printer.line(&line)?;
            }
        }
    }
    if !case.opinions.is_empty() {
        printer.line("")?;
        let rows = case.opinions.iter().map(|opinion| {
            let weight = if opinion.binding { ("binding", "须同意") } else { ("advisory", "供参考") };
            vec![
                last(&opinion.department).to_owned(),
                opinion.title.clone(),
                weight.label(language).to_owned(),
                printer.label(&opinion.state()),
                day(opinion.due_date),
            ]
        });
        printer.table(&OPINIONS, rows)?;
    }
    if !case.documents.is_empty() {
        printer.line("")?;
        let rows =
            case.documents.iter().map(|paper| vec![paper.document.clone(), paper.kind.clone(), paper.sha256.clone()]);
        printer.table(&PAPERS, rows)?;
    }
    Ok(())
}

fn head(case: &Case, states: &States, language: Language) -> Vec<Line> {
    let ended = if case.ended { ("  (ended)", "（已终结）").label(language) } else { "" };
    let mut lines = vec![
        (("case", "案件"), case.name.clone()),
        (("about", "案件名称"), case.title.clone()),
        (("procedure", "程序"), format!("{}  {}", case.procedure, case.procedure_title)),
        (("state", "状态"), format!("{}{ended}", states.name(&case.state))),
        (("resource", "事项"), case.resource.clone()),
        (("organisation", "社会组织"), last(&case.organization).to_owned()),
        (("division", "行政区划"), division(&case.division)),
        (("opened", "建立时间"), instant(case.create_time)),
        (("may follow", "可办理的操作"), case.allowed_actions.join(", ")),
    ];
    for role in &case.roles {
        let departments: Vec<String> = role.offices.iter().map(|office| office_name(office, &case.division)).collect();
        let name = if language == Language::Zh { &role.title } else { &role.role };
        lines.push((("takes part", "参与部门"), format!("{name}: {}", departments.join(", "))));
    }
    lines
}

/// A department; with its division, where that is not the one of the case.
fn office_name(office: &CaseOffice, of_case: &str) -> String {
    let department = last(&office.department);
    if office.division == of_case {
        department.to_owned()
    } else {
        format!("{department} ({})", division(&office.division))
    }
}

/// One step: when, what, from where to where, who; below it reasons, ground and the rules applied.
fn told(step: &CaseStep, states: &States, language: Language) -> Vec<String> {
    let what = if language == Language::Zh { &step.title } else { &step.action };
    let mut line = vec![format!("● {}", instant(step.time)), what.clone()];
    if step.opinion() != OpinionState::Unspecified {
        line.push(format!("({}: {})", step.review, step.opinion().label(language)));
    }
    if step.from_state != step.to_state {
        let moved = format!("{} → {}", states.name(&step.from_state), states.name(&step.to_state));
        line.push(moved.trim_start().to_owned());
    }
    line.push(last(&step.department).to_owned());
    let mut lines = vec![line.join("  ")];
    let rules: Vec<String> = step.rules.iter().map(cited).collect();
    for (heading, text) in [
        (("reasons", "理由"), step.reasons.clone()),
        (("ground", "依据条款"), step.ground.clone()),
        (("rules", "适用规则"), rules.join(", ")),
    ] {
        let (mut first, heading) = (true, heading.label(language));
        for part in text.lines() {
            lines.push(if first { format!("│   {heading}: {part}") } else { format!("│     {part}") });
            first = false;
        }
    }
    lines
}

fn term(deadline: &Deadline, language: Language) -> [String; 2] {
    let rule = deadline.rule.as_ref().map(cited).unwrap_or_default();
    let due = day(deadline.due_date);
    let provisional = if deadline.provisional { ("?", "（暂定）").label(language) } else { "" };
    let state = standing(deadline, language);
    let department = last(&deadline.department);
    [
        format!("● {}  {due}{provisional}  {state}  {rule}  {department}", deadline.title),
        format!("│   {}", deadline.name),
    ]
}

#[cfg(test)]
mod tests {
    use onecode_proto::procedure::v1::RuleVersionRef;

    use super::*;

    fn step() -> CaseStep {
        CaseStep {
            action: "return".to_owned(),
            title: "退回补正".to_owned(),
            from_state: "reviewing".to_owned(),
            to_state: "returned".to_owned(),
            department: "departments/civil-affairs".to_owned(),
            reasons: "章程缺页\n场地证明过期".to_owned(),
            rules: vec![RuleVersionRef { rule: "rules/PROC-04".to_owned(), version: 1 }],
            ..CaseStep::default()
        }
    }

    #[test]
    fn a_step_is_told_with_who_did_what_from_where_to_where_and_why() {
        let states = States(HashMap::from([("reviewing".to_owned(), "审查中".to_owned())]));
        let told = told(&step(), &states, Language::Zh);
        assert!(told[0].contains("退回补正  审查中 → returned  civil-affairs"), "{told:?}");
        let below = ["│   理由: 章程缺页", "│     场地证明过期", "│   适用规则: PROC-04 v1"];
        assert_eq!(told[1..], below);
    }

    #[test]
    fn a_step_that_moves_nothing_names_no_states_and_an_opinion_says_what_it_was() {
        let mut step = step();
        step.to_state.clone_from(&step.from_state);
        (step.action, step.review) = ("opine".to_owned(), "party-body".to_owned());
        step.opinion = OpinionState::Unfavourable.into();
        let told = told(&step, &States(HashMap::new()), Language::En);
        assert!(told[0].ends_with("opine  (party-body: unfavourable)  civil-affairs"), "{told:?}");
    }
}
