//! Resource names of credit; those of other services are read by `intake`.

use uuid::Uuid;

use super::violations::Violations;

pub(crate) use ::intake::name::{
    department, document, organization, parse_department, parse_document, parse_id, parse_key, parse_organization,
};

/// The name of a record.
pub(crate) fn record(id: Uuid) -> String {
    format!("creditRecords/{id}")
}

/// The name of a listing.
pub(crate) fn listing(id: Uuid) -> String {
    format!("listings/{id}")
}

/// The id in the name of a record.
pub(crate) fn parse_record(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "creditRecords/")
}

/// The name of a draft.
pub(crate) fn listing_draft(id: Uuid) -> String {
    format!("listingDrafts/{id}")
}

/// The id in the name of a draft.
pub(crate) fn parse_listing_draft(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "listingDrafts/")
}

/// The id in the name of a listing.
pub(crate) fn parse_listing(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "listings/")
}

/// The name of an application to be taken off a list.
pub(crate) fn listing_removal(id: Uuid) -> String {
    format!("listingRemovals/{id}")
}

/// The id in the name of an application to be taken off a list.
pub(crate) fn parse_listing_removal(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "listingRemovals/")
}

/// The name of a petition.
pub(crate) fn petition(id: Uuid) -> String {
    format!("creditPetitions/{id}")
}

/// The id in the name of a petition.
pub(crate) fn parse_petition(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "creditPetitions/")
}

/// The name of a task of a measure.
pub(crate) fn measure_task(id: Uuid) -> String {
    format!("measureTasks/{id}")
}

/// The id in the name of a task of a measure.
pub(crate) fn parse_measure_task(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "measureTasks/")
}

/// The name of a measure.
pub(crate) fn measure(key: &str) -> String {
    format!("measures/{key}")
}

/// The name of a version of a rule of warning.
pub(crate) fn risk_rule(id: Uuid) -> String {
    format!("riskRules/{id}")
}

/// The id in the name of a version of a rule of warning.
pub(crate) fn parse_risk_rule(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "riskRules/")
}

/// The name of a warning.
pub(crate) fn risk_alert(id: Uuid) -> String {
    format!("riskAlerts/{id}")
}

/// The id in the name of a warning.
pub(crate) fn parse_risk_alert(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "riskAlerts/")
}

/// The name of a qualification.
pub(crate) fn qualification(id: Uuid) -> String {
    format!("qualifications/{id}")
}

/// The id in the name of a qualification.
pub(crate) fn parse_qualification(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "qualifications/")
}

/// The name of an application for a qualification.
pub(crate) fn qualification_application(id: Uuid) -> String {
    format!("qualificationApplications/{id}")
}

/// The id in the name of an application for a qualification.
pub(crate) fn parse_qualification_application(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "qualificationApplications/")
}

/// The name of a list of qualifications.
pub(crate) fn qualification_batch(id: Uuid) -> String {
    format!("qualificationBatches/{id}")
}

/// The id in the name of a list of qualifications.
pub(crate) fn parse_qualification_batch(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "qualificationBatches/")
}

/// The name of a draft about a qualification.
pub(crate) fn qualification_draft(id: Uuid) -> String {
    format!("qualificationDrafts/{id}")
}

/// The id in the name of a draft about a qualification.
pub(crate) fn parse_qualification_draft(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "qualificationDrafts/")
}

/// The name of a publication.
pub(crate) fn publication(id: Uuid) -> String {
    format!("publications/{id}")
}

/// The id in the name of a publication.
pub(crate) fn parse_publication(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "publications/")
}

/// The name of a bulletin.
pub(crate) fn bulletin(id: Uuid) -> String {
    format!("bulletins/{id}")
}

/// The id in the name of a bulletin.
pub(crate) fn parse_bulletin(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "bulletins/")
}
