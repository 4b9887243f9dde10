//! The gap list (党建缺项清单).

use fault::Fault;
use registry_domain::party::{Gap, Requirement};
use registry_domain::rules;
use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use vocab::{OrganizationClass, UnifiedCode};

use super::lacking;
use crate::store::party::gap::{self, Filter, Lacking, LackingRow};
use crate::wire::page::{self, Binding};

/// The conditions of the store, each with the requirement and the rule that it breaks.
const CONDITIONS: [(&str, Requirement, &str); 9] = [
    ("report", Requirement::Report, "PB-05"),
    ("own", Requirement::OwnOrganization, "PB-01"),
    ("general_branch", Requirement::Form, "PB-06a"),
    ("committee", Requirement::Form, "PB-06b"),
    ("joint", Requirement::JointBranch, "PB-02"),
    ("instructor", Requirement::Instructor, "PB-03"),
    ("mass", Requirement::MassOrganization, "PB-03"),
    ("discipline", Requirement::Discipline, "PB-10"),
    ("charter", Requirement::CharterClause, "PB-05"),
];

/// Which page of which list; an empty filter demands nothing.
#[derive(Debug)]
pub(crate) struct Gaps {
    pub(crate) within: Option<Scope>,
    pub(crate) kinds: Vec<OrganizationClass>,
    pub(crate) requirements: Vec<Requirement>,
    pub(crate) rules: Vec<String>,
    pub(crate) today: Date,
    pub(crate) after: String,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page, by code.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) organizations: Vec<(LackingRow, Vec<Gap>)>,
    pub(crate) next_page_token: String,
}

/// Whether some requirement is asked by a rule.
pub(crate) fn is_rule(id: &str) -> bool {
    CONDITIONS.iter().any(|(.., rule)| *rule == id)
}

pub(crate) async fn gaps(conn: &mut PgConnection, query: &Gaps) -> Result<Listed, Fault> {
    let filter = Filter { within: query.within.clone(), kinds: query.kinds.clone(), lacking: sought(query) };
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = gap::page(conn, &filter, &query.after, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.code.to_string());
    let registered: Vec<(UnifiedCode, Date)> = rows.iter().map(|row| (row.code, row.registered_on)).collect();
    let timelines = lacking::timelines(conn, &registered).await?;
    let judged = rows.into_iter().filter_map(|row| {
        let gaps = timelines.get(&row.code)?.gaps(rules(), query.today);
        (!gaps.is_empty()).then_some((row, gaps))
    });
    Ok(Listed { organizations: judged.collect(), next_page_token })
}

fn sought(query: &Gaps) -> Lacking {
    let Gaps { requirements, rules: asked, today, .. } = query;
    let in_force = |(_, requirement, rule): &&(&str, Requirement, &str)| {
        (requirements.is_empty() || requirements.contains(requirement))
            && (asked.is_empty() || asked.iter().any(|id| id == rule))
            && rules().on(rule, *today).is_ok()
    };
    Lacking {
        conditions: CONDITIONS.iter().filter(in_force).map(|(condition, ..)| *condition).collect(),
        own: threshold("PB-01", *today),
        joint: threshold("PB-02", *today),
        general_branch: threshold("PB-06a", *today),
        committee: threshold("PB-06b", *today),
    }
}

/// From how many full members on a rule asks; beyond any number where it is not in force.
pub(super) fn threshold(rule: &str, day: Date) -> i32 {
    rules().on(rule, day).ok().and_then(|cited| i32::try_from(cited.value()).ok()).unwrap_or(i32::MAX)
}
