//! What is refused of projects because of what is on record.

use fault::{Fault, Kind, Unmet};
use purchase_domain::verdict::Verdict;
use uuid::Uuid;

use crate::wire::name;

fn of_project(kind: Kind, reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    Fault::new(kind, reason, sentence).with("project", name::project(id))
}

/// No such project, or the caller may not see it.
pub(crate) fn no_project(id: Uuid) -> Fault {
    of_project(Kind::NotFound, "PROJECT_NOT_FOUND", "no such project", id)
}

/// No such process of open data, or the caller may not see it.
pub(crate) fn no_process(named: &str) -> Fault {
    let sentence = "no such project or imported contract";
    Fault::new(Kind::NotFound, "PROJECT_NOT_FOUND", sentence).with("project", named)
}

/// Somebody saw an older state.
pub(crate) fn project_changed(etag: String) -> Fault {
    let sentence = "the project has changed since it was read";
    Fault::new(Kind::Aborted, "PROJECT_CHANGED", sentence).with("etag", etag)
}

/// It is another buyer's.
pub(crate) fn project_other_buyer(division: &str, department: &str) -> Fault {
    let sentence = "only the buyer itself works on its project";
    Fault::new(Kind::PermissionDenied, "PROJECT_OTHER_BUYER", sentence)
        .with("division", division)
        .with("department", name::department(department))
}

/// It stands otherwise.
pub(crate) fn project_state(id: Uuid, status: &str) -> Fault {
    let sentence = format!("the project is {status}");
    of_project(Kind::FailedPrecondition, "PROJECT_STATE", &sentence, id).with("status", status)
}

/// It must not be purchased.
pub(crate) fn not_purchasable(code: &str, verdict: Verdict) -> Fault {
    let (word, sentence) = match verdict {
        Verdict::Excluded => ("excluded", "a category of the negative list or an exclusion hits the service"),
        Verdict::Heading => ("heading", "the code is a heading of the catalogue; state a service of level 3"),
        Verdict::NotListed => ("not_listed", "the catalogue in force has no such code"),
        Verdict::NoCatalog => ("no_catalog", "neither the division nor one above has a catalogue in force"),
        Verdict::Listed => ("listed", "the catalogue in force does not tell the service"),
    };
    Fault::new(Kind::FailedPrecondition, "PROJECT_NOT_PURCHASABLE", sentence).with("code", code).with("verdict", word)
}

/// There is not so much money.
pub(crate) fn above_budget(id: Uuid, budget_fen: i64) -> Fault {
    let sentence = "the award is above the budget";
    of_project(Kind::FailedPrecondition, "AWARD_ABOVE_BUDGET", sentence, id).with("budget_fen", budget_fen.to_string())
}

/// It could not be hired.
pub(crate) fn supplier_refused(code: &str, conditions: &[String]) -> Fault {
    let sentence = "the supplier could not be hired on the day of the award";
    let fault = Fault::new(Kind::FailedPrecondition, "AWARD_SUPPLIER_REFUSED", sentence)
        .with("supplier_code", code)
        .with("conditions", conditions.join(", "));
    let unmet = |condition: &String| {
        let (key, rule) = condition.split_once(' ').unwrap_or((condition, ""));
        Unmet {
            rule: rule.to_owned(),
            subject: format!("organizations/{code}"),
            description: format!("the condition {key} was not met"),
        }
    };
    conditions.iter().map(unmet).fold(fault, Fault::unmet)
}
