//! What a certificate states (证书载明的事项), and the statement that is signed.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{LegalForm, Organization, Personal, Refusal, Status};

/// `typ` of a certificate's JWS.
pub const CERTIFICATE_TYPE: &str = "onecode-certificate+jws";

/// A signed statement in compact form. It names the legal representative, so it is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Jws(String);

impl Jws {
    /// What a signer has signed.
    #[must_use]
    pub fn new(signed: String) -> Self {
        Self(signed)
    }

    /// The statement as it is.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Jws {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Jws(…)")
    }
}

/// The particulars that stand on a certificate, as on its paper form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certified {
    /// Registered name.
    pub title: String,
    /// Kind: `social_group`, `private_non_enterprise`, `foundation`.
    pub kind: String,
    /// Legal form of a private non-enterprise unit: `corporate`, `partnership`, `individual`; empty where there is none,
    /// or it is not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub legal_form: String,
    /// Legal representative (法定代表人).
    pub legal_representative: Personal,
    /// Registered address (住所).
    pub address: String,
    /// Business scope (业务范围).
    pub business_scope: String,
    /// Fund in fen (分); 0 if unknown.
    pub registered_capital_fen: i64,
    /// Registering authority (登记管理机关).
    pub registration_authority: String,
    /// Supervising unit (业务主管单位); empty where there is none.
    pub supervising_unit: String,
    /// Day of establishment (成立登记日期), `2001-02-03`; empty where it is not known.
    pub established_date: String,
}

impl Certified {
    /// What a certificate of the organisation states.
    #[must_use]
    pub fn of(organization: &Organization) -> Self {
        let text = |text: &str| text.to_owned();
        let stated = Some(organization.legal_form).filter(|form| *form != LegalForm::Unknown);
        Self {
            title: text(organization.title.as_str()),
            kind: text(organization.kind().as_str()),
            legal_form: text(stated.map(LegalForm::as_str).unwrap_or_default()),
            legal_representative: organization.legal_representative.clone(),
            address: text(organization.address.as_str()),
            business_scope: text(organization.business_scope.as_str()),
            registered_capital_fen: organization.registered_capital_fen,
            registration_authority: text(organization.registration_authority.as_str()),
            supervising_unit: text(organization.supervising_unit.as_str()),
            established_date: organization.established_date.map(|day| day.to_string()).unwrap_or_default(),
        }
    }
}

/// The payload of a certificate's JWS. Times are seconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateClaims {
    /// Who issues: the register of a place.
    pub iss: String,
    /// The organisation's code.
    pub sub: String,
    /// The certificate's number.
    pub jti: String,
    /// When it was signed.
    pub iat: i64,
    /// From when it is valid.
    pub nbf: i64,
    /// When it is no longer valid.
    pub exp: i64,
    /// The revision of the organisation that it states.
    pub revision: i64,
    /// The particulars.
    #[serde(flatten)]
    pub certified: Certified,
}

/// What a certificate of the organisation would state.
///
/// # Errors
/// The organisation is not active, or particulars are missing that stand on every certificate.
pub fn certify(organization: &Organization) -> Result<Certified, Refusal> {
    if organization.status != Status::Active {
        return Err(Refusal::CertificateNeedsActive { status: organization.status });
    }
    let missing: Vec<&'static str> = [
        ("registration_authority", organization.registration_authority.is_empty()),
        ("address", organization.address.is_empty()),
        ("business_scope", organization.business_scope.is_empty()),
        ("legal_representative", organization.legal_representative.is_empty()),
    ]
    .into_iter()
    .filter_map(|(path, missing)| missing.then_some(path))
    .collect();
    if missing.is_empty() { Ok(Certified::of(organization)) } else { Err(Refusal::CertificateIncomplete { missing }) }
}
