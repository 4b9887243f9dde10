//! Resource names of purchase; those of other services are read by `intake`.

use purchase_domain::catalog::is_code;
use uuid::Uuid;

use super::violations::Violations;

pub(crate) use ::intake::name::{
    department, document, hyphenated, parse_department, parse_document, parse_id, parse_key, parse_organization,
};

/// In the place of a catalogue's id: that which a division goes by on a day.
const IN_FORCE: &str = "catalogs/-";

/// The name of a catalogue.
pub(crate) fn catalog(id: Uuid) -> String {
    format!("catalogs/{id}")
}

/// The id in the name of a catalogue.
pub(crate) fn parse_catalog(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "catalogs/")
}

/// The id in the name of a catalogue; `Some(None)` for that which is in force.
#[expect(clippy::option_option, reason = "nothing was read, or no id was named")]
pub(crate) fn parse_catalog_or_any(violations: &mut Violations, field: &str, raw: &str) -> Option<Option<Uuid>> {
    if raw == IN_FORCE {
        return Some(None);
    }
    parse_catalog(violations, field, raw).map(Some)
}

/// The name of an entry.
pub(crate) fn entry(catalog: Uuid, code: &str) -> String {
    format!("catalogs/{catalog}/entries/{code}")
}

/// The catalogue and the code in the name of an entry.
pub(crate) fn parse_entry(violations: &mut Violations, field: &str, raw: &str) -> Option<(Option<Uuid>, String)> {
    let Some((catalog, code)) = raw.split_once("/entries/").filter(|(_, code)| is_code(code)) else {
        violations.note(field, "must be catalogs/{uuid}/entries/{code} or catalogs/-/entries/{code}");
        return None;
    };
    Some((parse_catalog_or_any(violations, field, catalog)?, code.to_owned()))
}

/// A code of a catalogue.
pub(crate) fn parse_code(violations: &mut Violations, field: &str, raw: &str) -> Option<String> {
    let good = is_code(raw);
    if !good {
        violations.note(field, "must be 1 to 20 capital letters and digits");
    }
    good.then(|| raw.to_owned())
}

/// What codes begin with; empty: all of them.
pub(crate) fn parse_code_prefix(violations: &mut Violations, field: &str, raw: &str) -> String {
    if raw.is_empty() {
        return String::new();
    }
    parse_code(violations, field, raw).unwrap_or_default()
}

/// The name of an exclusion.
pub(crate) fn negative_entry(id: Uuid) -> String {
    format!("negativeEntries/{id}")
}

/// The id in the name of an exclusion.
pub(crate) fn parse_negative_entry(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "negativeEntries/")
}

/// The name of a function.
pub(crate) fn transfer_function(id: Uuid) -> String {
    format!("transferFunctions/{id}")
}

/// The id in the name of a function.
pub(crate) fn parse_transfer_function(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "transferFunctions/")
}

/// The name of a project.
pub(crate) fn project(id: Uuid) -> String {
    format!("purchaseProjects/{id}")
}

/// The id in the name of a project.
pub(crate) fn parse_project(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "purchaseProjects/")
}

/// The name of a contract.
pub(crate) fn contract(id: Uuid) -> String {
    format!("contracts/{id}")
}

/// The id in the name of a contract.
pub(crate) fn parse_contract(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "contracts/")
}

/// With what names of contracts that were signed elsewhere begin.
pub(crate) const IMPORTED: &str = "importedContracts/";

/// The name of a tender.
pub(crate) fn tender(id: Uuid) -> String {
    format!("tenders/{id}")
}

/// The id in the name of a tender.
pub(crate) fn parse_tender(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "tenders/")
}

/// The name of an expert.
pub(crate) fn expert(id: Uuid) -> String {
    format!("experts/{id}")
}

/// The id in the name of an expert.
pub(crate) fn parse_expert(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "experts/")
}

/// The name of a draw.
pub(crate) fn tender_draw(id: Uuid) -> String {
    format!("tenderDraws/{id}")
}

/// The id in the name of a draw.
pub(crate) fn parse_tender_draw(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "tenderDraws/")
}

/// The name of a bid.
pub(crate) fn tender_bid(id: Uuid) -> String {
    format!("tenderBids/{id}")
}

/// The id in the name of a bid.
pub(crate) fn parse_tender_bid(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "tenderBids/")
}

/// The name of a framework.
pub(crate) fn framework(id: Uuid) -> String {
    format!("frameworks/{id}")
}

/// The id in the name of a framework.
pub(crate) fn parse_framework(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "frameworks/")
}

/// The name of a notice of a single source.
pub(crate) fn single_source_notice(id: Uuid) -> String {
    format!("singleSourceNotices/{id}")
}

/// The id in the name of a notice of a single source.
pub(crate) fn parse_single_source_notice(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "singleSourceNotices/")
}

/// The name of an objection to a notice.
pub(crate) fn single_source_objection(notice: Uuid, id: Uuid) -> String {
    format!("singleSourceNotices/{notice}/objections/{id}")
}

/// The notice and the id in the name of an objection.
pub(crate) fn parse_single_source_objection(
    violations: &mut Violations,
    field: &str,
    raw: &str,
) -> Option<(Uuid, Uuid)> {
    let parts = raw.strip_prefix("singleSourceNotices/").and_then(|rest| rest.split_once("/objections/"));
    let read = parts.and_then(|(notice, id)| Some((hyphenated(notice)?, hyphenated(id)?)));
    if read.is_none() {
        violations.note(field, "must be singleSourceNotices/{uuid}/objections/{uuid}");
    }
    read
}

/// The name of a round of public-welfare venture.
pub(crate) fn venture_round(id: Uuid) -> String {
    format!("ventureRounds/{id}")
}

/// The id in the name of a round.
pub(crate) fn parse_venture_round(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "ventureRounds/")
}

/// The name of a proposal of a round.
pub(crate) fn venture_proposal(round: Uuid, id: Uuid) -> String {
    format!("ventureRounds/{round}/proposals/{id}")
}

/// The round and the id in the name of a proposal.
pub(crate) fn parse_venture_proposal(violations: &mut Violations, field: &str, raw: &str) -> Option<(Uuid, Uuid)> {
    let parts = raw.strip_prefix("ventureRounds/").and_then(|rest| rest.split_once("/proposals/"));
    let read = parts.and_then(|(round, id)| Some((hyphenated(round)?, hyphenated(id)?)));
    if read.is_none() {
        violations.note(field, "must be ventureRounds/{uuid}/proposals/{uuid}");
    }
    read
}
