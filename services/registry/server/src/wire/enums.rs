//! Enumerations, both ways.

use onecode_proto::registry::v1 as pb;
use registry_domain::{IdentifierKind, LegalForm, Status};
use vocab::OrganizationClass;

use super::violations::Violations;

/// How much of an organisation is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    Basic,
    Full,
}

/// A status as the contract has it.
pub(crate) fn status(status: Status) -> pb::OrganizationStatus {
    match status {
        Status::Unknown => pb::OrganizationStatus::Unknown,
        Status::Active => pb::OrganizationStatus::Active,
        Status::Suspended => pb::OrganizationStatus::Suspended,
        Status::Liquidating => pb::OrganizationStatus::Liquidating,
        Status::Revoked => pb::OrganizationStatus::Revoked,
        Status::Deregistered => pb::OrganizationStatus::Deregistered,
    }
}

/// A kind as the contract has it.
pub(crate) fn kind(kind: OrganizationClass) -> pb::OrganizationKind {
    match kind {
        OrganizationClass::SocialGroup => pb::OrganizationKind::SocialGroup,
        OrganizationClass::PrivateNonEnterprise => pb::OrganizationKind::PrivateNonEnterprise,
        OrganizationClass::Foundation => pb::OrganizationKind::Foundation,
        OrganizationClass::Other => pb::OrganizationKind::Other,
    }
}

/// A kind of number as the contract has it.
pub(crate) fn identifier_kind(kind: IdentifierKind) -> pb::IdentifierKind {
    match kind {
        IdentifierKind::RegistrationNumber => pb::IdentifierKind::RegistrationNumber,
        IdentifierKind::OrganizationCode => pb::IdentifierKind::OrganizationCode,
        IdentifierKind::FilingNumber => pb::IdentifierKind::FilingNumber,
    }
}

/// A legal form as the contract has it.
pub(crate) fn legal_form(form: LegalForm) -> pb::LegalForm {
    match form {
        LegalForm::Unknown => pb::LegalForm::Unspecified,
        LegalForm::Corporate => pb::LegalForm::Corporate,
        LegalForm::Partnership => pb::LegalForm::Partnership,
        LegalForm::Individual => pb::LegalForm::Individual,
    }
}

/// The legal form with a number of the contract.
pub(crate) fn read_legal_form(violations: &mut Violations, field: &str, number: i32) -> Option<LegalForm> {
    let read = LegalForm::ALL.into_iter().find(|candidate| legal_form(*candidate) as i32 == number);
    if read.is_none() {
        violations.note(field, "must be a value of the contract");
    }
    read
}

/// The status with a number of the contract; `None` for "not stated" and for numbers it does not have.
pub(crate) fn read_status(number: i32) -> Option<Status> {
    Status::ALL.into_iter().find(|candidate| status(*candidate) as i32 == number)
}

/// The kind with a number of the contract.
pub(crate) fn read_kind(number: i32) -> Option<OrganizationClass> {
    OrganizationClass::ALL.into_iter().find(|candidate| kind(*candidate) as i32 == number)
}

/// The kind of number with a number of the contract.
pub(crate) fn read_identifier_kind(number: i32) -> Option<IdentifierKind> {
    IdentifierKind::ALL.into_iter().find(|candidate| identifier_kind(*candidate) as i32 == number)
}

/// The statuses of a filter.
pub(crate) fn parse_statuses(violations: &mut Violations, numbers: &[i32]) -> Vec<Status> {
    parse_list(violations, "statuses", numbers, read_status)
}

/// The kinds of a filter.
pub(crate) fn parse_kinds(violations: &mut Violations, numbers: &[i32]) -> Vec<OrganizationClass> {
    parse_list(violations, "kinds", numbers, read_kind)
}

/// The view of a request, or the method's own.
pub(crate) fn parse_view(violations: &mut Violations, number: i32, default: View) -> View {
    match pb::OrganizationView::try_from(number) {
        Ok(pb::OrganizationView::Unspecified) => default,
        Ok(pb::OrganizationView::Basic) => View::Basic,
        Ok(pb::OrganizationView::Full) => View::Full,
        Err(_) => {
            violations.note("view", "must be BASIC or FULL");
            default
        }
    }
}

/// The values of a filter, each of which the contract must have.
pub(super) fn parse_list<T>(
    violations: &mut Violations,
    field: &str,
    numbers: &[i32],
    read: fn(i32) -> Option<T>,
) -> Vec<T> {
    let values = numbers.iter().enumerate().filter_map(|(at, number)| {
        let value = read(*number);
        if value.is_none() {
            violations.note(format!("{field}[{at}]"), "must be a value of the contract, not UNSPECIFIED");
        }
        value
    });
    values.collect()
}
