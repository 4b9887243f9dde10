//! What the conditions of a qualification come to, as it is kept with an application.

use std::collections::HashMap;

use credit_domain::eligibility::{Answer, Finding, Known, Needs, Outcome, Purpose, evaluate};
use credit_domain::qualification::{Signal, Terms};
use credit_domain::rules;
use fault::Fault;
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use vocab::UnifiedCode;

use super::refused;
use crate::ops::eligibility::{Told, until};
use crate::store::eligibility::look;
use crate::store::qualification::application::ApplicationRow;

/// What is on record of organisations that conditions or grounds of qualifications look at.
pub(super) async fn known(
    conn: &mut PgConnection,
    codes: &[UnifiedCode],
    terms: &[&Terms],
    now: OffsetDateTime,
) -> Result<HashMap<UnifiedCode, Known>, Fault> {
    let purposes: Vec<Purpose> = terms.iter().map(|terms| terms.purpose).collect();
    let mut needs = Needs::always(&purposes);
    needs.kinds.extend(Signal::LOOKS_AT);
    let mut looked = look(conn, codes, &needs).await?;
    let (_, minutes_behind) = until(&looked, now);
    for known in looked.known.values_mut() {
        known.minutes_behind = minutes_behind;
    }
    Ok(looked.known)
}

/// Every condition on a day, of which a department has seen some proved.
pub(super) fn judge(terms: &Terms, known: &Known, on: Date, proved: &[String]) -> Told {
    let answer = evaluate(terms.purpose, known, on, proved, rules());
    let organization = &known.organization;
    Told { code: organization.code, title: organization.title.clone(), answer }
}

/// Nothing stands in the way of granting or proposing what an application asks for: papers are there, every condition is met, and
/// what nobody knows is not allowed.
pub(super) fn require_fit(terms: &Terms, row: &ApplicationRow, answer: &Answer<'static>) -> Result<(), Fault> {
    let missing = terms.missing(&row.document_kinds);
    if !missing.is_empty() {
        return Err(refused::proof_missing(row.id, &missing));
    }
    let of = |outcome: Outcome| -> Vec<(&str, &str)> {
        let found = answer.findings.iter().filter(|finding| finding.outcome == outcome);
        found.map(|finding: &Finding<'static>| (finding.key, finding.rule.id())).collect()
    };
    let (not_met, not_known) = (of(Outcome::NotMet), of(Outcome::NotKnown));
    if !not_met.is_empty() {
        return Err(refused::not_met(row.id, &not_met));
    }
    if !not_known.is_empty() {
        return Err(refused::not_known(row.id, &not_known));
    }
    // where no rule of the day asks for anything, nothing is known of the law of that day
    if answer.findings.is_empty() { Err(refused::not_known(row.id, &[])) } else { Ok(()) }
}
