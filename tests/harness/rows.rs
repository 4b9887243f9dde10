//! Made-up organisations of Huzhou, one for each number.

use onecode_proto::registry::v1::{
    CreateOrganizationRequest, ImportRow, Organization, OrganizationKind, OrganizationStatus,
};
use vocab::{DivisionCode, OrganizationClass, UnifiedCode};

/// A code that no authority issues.
#[must_use]
pub fn code(number: u32) -> String {
    let division = DivisionCode::parse("330500").expect("Huzhou has a code");
    let code = UnifiedCode::from_parts(OrganizationClass::SocialGroup, division, &format!("XX{number:06}"));
    code.expect("six digits make a code").to_string()
}

/// An association registered in Huzhou.
#[must_use]
pub fn organization(number: u32) -> Organization {
    Organization {
        code: code(number),
        title: format!("湖州市样本第{number}协会"),
        kind: OrganizationKind::SocialGroup.into(),
        division: "330500".to_owned(),
        registration_authority: "湖州市民政局".to_owned(),
        address: format!("浙江省湖州市样本路{number}号"),
        legal_representative: "沈样本".to_owned(),
        contact_phone: "0572-0123456".to_owned(),
        ..Organization::default()
    }
}

/// Its creation.
#[must_use]
pub fn creation(number: u32) -> CreateOrganizationRequest {
    CreateOrganizationRequest {
        organization: Some(organization(number)),
        status: OrganizationStatus::Active.into(),
        basis: format!("样民社登〔2026〕{number}号"),
        ..CreateOrganizationRequest::default()
    }
}

/// It as a row of an import.
#[must_use]
pub fn row(number: u32) -> ImportRow {
    ImportRow {
        organization: Some(organization(number)),
        status: OrganizationStatus::Active.into(),
        synthetic: true,
        ..ImportRow::default()
    }
}
