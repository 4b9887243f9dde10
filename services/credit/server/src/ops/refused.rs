//! What is refused because of what is on record, each with the reason that the contract declares.

use std::time::Duration;

use credit_domain::measure::State;
use fault::{Fault, Kind, Unmet};
use time::Date;
use uuid::Uuid;
use vocab::UnifiedCode;

use crate::wire::name;

/// No such record, or the caller may not see it.
pub(crate) fn no_record(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "CREDIT_RECORD_NOT_FOUND", "no such record").with("record", name::record(id))
}

/// The same document with another content.
pub(crate) fn differs(id: Uuid) -> Fault {
    let sentence = "the department has submitted this document of the organisation with another content";
    Fault::new(Kind::AlreadyExists, "CREDIT_RECORD_DIFFERS", sentence).with("record", name::record(id))
}

/// It was withdrawn.
pub(crate) fn withdrawn(id: Uuid) -> Fault {
    let fault = Fault::new(Kind::FailedPrecondition, "CREDIT_RECORD_WITHDRAWN", "the record was withdrawn");
    fault.with("record", name::record(id))
}

/// Nobody could decide.
pub(crate) fn no_authority(id: Uuid) -> Fault {
    let sentence = "the record names no department that could decide";
    Fault::new(Kind::FailedPrecondition, "CREDIT_RECORD_NO_AUTHORITY", sentence).with("record", name::record(id))
}

/// No such petition, or the caller may not see it.
pub(crate) fn no_petition(id: Uuid) -> Fault {
    let fault = Fault::new(Kind::NotFound, "CREDIT_PETITION_NOT_FOUND", "no such petition");
    fault.with("petition", name::petition(id))
}

/// One is open.
pub(crate) fn petition_open(record: Uuid) -> Fault {
    let sentence = "a petition of the same kind is open for the record";
    Fault::new(Kind::AlreadyExists, "CREDIT_PETITION_OPEN", sentence).with("record", name::record(record))
}

/// Somebody saw an older state.
pub(crate) fn petition_changed(etag: String) -> Fault {
    let sentence = "the petition has changed since it was read";
    Fault::new(Kind::Aborted, "CREDIT_PETITION_CHANGED", sentence).with("etag", etag)
}

/// It asks for something else.
pub(crate) fn other_kind(id: Uuid) -> Fault {
    let sentence = "the petition asks for something else";
    Fault::new(Kind::FailedPrecondition, "CREDIT_PETITION_OTHER_KIND", sentence).with("petition", name::petition(id))
}

/// There is nothing to repair.
pub(crate) fn not_repairable(id: Uuid) -> Fault {
    let sentence = "the record is no breach, or does not count any more";
    Fault::new(Kind::FailedPrecondition, "CREDIT_RECORD_NOT_REPAIRABLE", sentence).with("record", name::record(id))
}

/// The shortest display is not over.
pub(crate) fn too_early(id: Uuid, earliest: Date, rule: String) -> Fault {
    let description = format!("the shortest time of display is over on {earliest}");
    let fault = Fault::new(Kind::FailedPrecondition, "CREDIT_REPAIR_TOO_EARLY", description.clone());
    let unmet = Unmet { rule, subject: name::record(id), description };
    fault.with("earliest", earliest.to_string()).unmet(unmet)
}

/// Whoever is on the serious list is not repaired.
pub(crate) fn excluded(id: Uuid) -> Fault {
    let sentence = "the organisation is on the list of serious breaches";
    let fault = Fault::new(Kind::FailedPrecondition, "CREDIT_REPAIR_EXCLUDED", sentence);
    let unmet = Unmet { rule: "CR-15b".into(), subject: name::record(id), description: sentence.into() };
    fault.with("record", name::record(id)).unmet(unmet)
}

/// Another department decides, or one of another division.
pub(crate) fn other_decider(department: &str, division: &str) -> Fault {
    let sentence = "only the department that found or decided what is recorded may decide, in its own division";
    Fault::new(Kind::PermissionDenied, "CREDIT_PETITION_OTHER_AUTHORITY", sentence)
        .with("department", name::department(department))
        .with("division", division)
}

/// None was issued with the code.
pub(crate) fn no_report(code: &str) -> Fault {
    let fault = Fault::new(Kind::NotFound, "CREDIT_REPORT_UNKNOWN", "no report was issued with this code");
    fault.with("credit_report", format!("creditReports/{code}"))
}

/// It is not as one was issued.
pub(crate) fn not_issued(verdict: &str) -> Fault {
    let fault = Fault::new(Kind::FailedPrecondition, "CREDIT_REPORT_NOT_ISSUED", "the report was not issued so");
    fault.with("verdict", verdict.to_owned())
}

/// No such task, it is another department's, or the caller may not see it.
pub(crate) fn no_task(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "MEASURE_TASK_NOT_FOUND", "no such task").with("measure_task", name::measure_task(id))
}

/// Nothing is to be done of a task.
pub(crate) fn task_closed(state: State) -> Fault {
    let fault = Fault::new(Kind::FailedPrecondition, "MEASURE_TASK_CLOSED", "nothing is to be done of the task");
    fault.with("state", state.as_str())
}

/// No register told of the organisation, or the caller may not see it.
pub(crate) fn unknown_organization(code: UnifiedCode) -> Fault {
    Fault::new(
        Kind::NotFound,
        "ORGANIZATION_UNKNOWN",
        "no register told of this organisation; nothing can be said of it",
    )
    .with("organization", name::organization(code))
}

/// No version of a rule of warning has the id.
pub(crate) fn no_risk_rule(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "RISK_RULE_NOT_FOUND", "no such rule").with("risk_rule", name::risk_rule(id))
}

/// The version is approved already.
pub(crate) fn risk_rule_not_draft(id: Uuid) -> Fault {
    Fault::new(Kind::FailedPrecondition, "RISK_RULE_NOT_DRAFT", "the rule is approved already")
        .with("risk_rule", name::risk_rule(id))
}

/// Whoever drafted a rule cannot approve it.
pub(crate) fn risk_rule_own(id: Uuid) -> Fault {
    Fault::new(Kind::FailedPrecondition, "RISK_RULE_OWN", "somebody else must approve the rule")
        .with("risk_rule", name::risk_rule(id))
}

/// An approved version of the key begins on the same day or later.
pub(crate) fn risk_rule_not_later(id: Uuid, from: Date) -> Fault {
    Fault::new(Kind::FailedPrecondition, "RISK_RULE_NOT_LATER", "a version of the key begins on the day or later")
        .with("risk_rule", name::risk_rule(id))
        .with("valid_from", from.to_string())
}

/// The version is not approved, or ends before the day.
pub(crate) fn risk_rule_not_in_force(id: Uuid) -> Fault {
    Fault::new(Kind::FailedPrecondition, "RISK_RULE_NOT_IN_FORCE", "the rule is not in force until then")
        .with("risk_rule", name::risk_rule(id))
}

/// No such warning, or the caller may not see it.
pub(crate) fn no_risk_alert(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "RISK_ALERT_NOT_FOUND", "no such warning").with("risk_alert", name::risk_alert(id))
}

/// The warning is closed.
pub(crate) fn risk_alert_closed(id: Uuid) -> Fault {
    Fault::new(Kind::FailedPrecondition, "RISK_ALERT_CLOSED", "the warning is closed")
        .with("risk_alert", name::risk_alert(id))
}

/// Another department has to act.
pub(crate) fn risk_alert_not_on_duty(id: Uuid, department: &str) -> Fault {
    Fault::new(Kind::PermissionDenied, "RISK_ALERT_NOT_ON_DUTY", "another department has to act")
        .with("risk_alert", name::risk_alert(id))
        .with("department", name::department(department))
}

/// The warning has no task of the number.
pub(crate) fn no_risk_alert_task(id: Uuid, number: i32) -> Fault {
    Fault::new(Kind::NotFound, "RISK_ALERT_TASK_NOT_FOUND", "the warning has no such task")
        .with("risk_alert", name::risk_alert(id))
        .with("number", number.to_string())
}

/// The task is done already.
pub(crate) fn risk_alert_task_done(id: Uuid, number: i32) -> Fault {
    Fault::new(Kind::FailedPrecondition, "RISK_ALERT_TASK_DONE", "the task is done already")
        .with("risk_alert", name::risk_alert(id))
        .with("number", number.to_string())
}

/// Tasks that were planned are not done.
pub(crate) fn risk_alert_tasks_open(id: Uuid, open: usize) -> Fault {
    Fault::new(Kind::FailedPrecondition, "RISK_ALERT_TASKS_OPEN", "what was planned is not done")
        .with("risk_alert", name::risk_alert(id))
        .with("open", open.to_string())
}

/// The last day of a draft has passed.
pub(crate) fn risk_rule_lapsed(id: Uuid) -> Fault {
    Fault::new(Kind::FailedPrecondition, "RISK_RULE_LAPSED", "the last day of the draft has passed")
        .with("risk_rule", name::risk_rule(id))
}

/// Somebody else drafts a version of the key at the same moment.
pub(crate) fn risk_rule_raced(key: &str) -> Fault {
    let sentence = "somebody else drafts a version of the key at the same moment; repeat the call";
    Fault::new(Kind::Aborted, "RISK_RULE_RACED", sentence).with("key", key)
}

/// As many go on as are taken at once.
pub(crate) fn rehearsals_busy(most: usize) -> Fault {
    let sentence = format!("{most} rehearsals run already; repeat the call later");
    Fault::new(Kind::ResourceExhausted, "RISK_REHEARSALS_BUSY", sentence)
        .with("most", most.to_string())
        .retry_after(Duration::from_secs(10))
}

/// The organisation does not show enough signs of having no life.
pub(crate) fn no_zombie_candidate(code: UnifiedCode) -> Fault {
    let sentence = "the organisation does not show enough signs of having no life";
    Fault::new(Kind::NotFound, "ZOMBIE_CANDIDATE_NOT_FOUND", sentence).with("organization", name::organization(code))
}

/// Another authority decides.
pub(crate) fn zombie_candidate_other_authority(division: &str) -> Fault {
    let sentence = "only the registering authority of the division may decide this";
    Fault::new(Kind::PermissionDenied, "ZOMBIE_CANDIDATE_OTHER_AUTHORITY", sentence).with("division", division)
}

/// It was decided, and nothing has been added since.
pub(crate) fn zombie_candidate_decided(code: UnifiedCode) -> Fault {
    let sentence = "the candidate was decided on, and its score has not risen since";
    Fault::new(Kind::FailedPrecondition, "ZOMBIE_CANDIDATE_DECIDED", sentence)
        .with("organization", name::organization(code))
}
