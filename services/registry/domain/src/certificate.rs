//! The electronic certificate of registration (电子登记证书): what it states, its number, its term, and what ends it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::{Date, OffsetDateTime, Time};
use vocab::{OrganizationClass, UnifiedCode};

use crate::day::SHANGHAI;
use crate::{Organization, Refusal, Status, Text};

/// `typ` of a certificate's JWS.
pub const CERTIFICATE_TYPE: &str = "onecode-certificate+jws";

/// The number of a certificate (证书编号): the code and the serial of issue, `51330500…-001`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CertificateNumber {
    /// Whose certificate it is.
    pub code: UnifiedCode,
    /// Which of its certificates, from 1.
    pub serial: i32,
}

/// Not the number of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("must be {{code}}-{{serial}}, the serial in at least three digits, from 001")]
pub struct NoCertificateNumber;

impl fmt::Display for CertificateNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:03}", self.code, self.serial)
    }
}

impl FromStr for CertificateNumber {
    type Err = NoCertificateNumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (code, serial) = text.trim().rsplit_once('-').ok_or(NoCertificateNumber)?;
        let code = UnifiedCode::parse(code).map_err(|_| NoCertificateNumber)?;
        let number = Self { code, serial: serial.parse().map_err(|_| NoCertificateNumber)? };
        let written = format!("{:03}", number.serial);
        if number.serial > 0 && written == serial { Ok(number) } else { Err(NoCertificateNumber) }
    }
}

/// The particulars that stand on a certificate (证书载明的事项), as on its paper form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certified {
    /// Registered name.
    pub title: String,
    /// Kind: `social_group`, `private_non_enterprise`, `foundation`.
    pub kind: String,
    /// Legal representative (法定代表人).
    pub legal_representative: crate::Personal,
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
        Self {
            title: text(organization.title.as_str()),
            kind: text(organization.kind().name()),
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

/// A certificate as it was issued, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Its number.
    pub number: CertificateNumber,
    /// The key that signed it.
    pub kid: String,
    /// The signed statement; it names the legal representative.
    pub jws: crate::Personal,
    /// When it was issued.
    pub issued_at: OffsetDateTime,
    /// First day on which it is valid.
    pub valid_from: Date,
    /// First day on which it is no longer valid.
    pub expires_on: Date,
    /// The rule that its term rests on.
    pub term_rule: String,
    /// The version of that rule.
    pub term_rule_version: i32,
    /// The revision of the organisation that it states.
    pub revision: i64,
    /// The decision that it was issued on.
    pub basis: Text<200>,
    /// How it ended before its term, if it did.
    pub end: Option<End>,
}

/// How a certificate ended before its term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// When.
    pub at: OffsetDateTime,
    /// Why.
    pub reason: EndReason,
}

/// Why a certificate ends before its term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndReason {
    /// 补发、换发: another was issued in its place.
    Reissued,
    /// 变更登记: what it states is no longer so.
    Changed,
    /// 停止活动、清算、撤销登记、注销: the organisation is no longer active.
    Inactive,
}

/// Whether a certificate may be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateStatus {
    /// 有效.
    Valid,
    /// Another took its place, or what it states has changed.
    Superseded,
    /// The organisation is no longer active.
    Revoked,
    /// Its term is over.
    Expired,
}

impl Certificate {
    /// Whether it may be relied on, on a day.
    #[must_use]
    pub fn status(&self, today: Date) -> CertificateStatus {
        match self.end {
            Some(end) => end.reason.status(),
            None if today >= self.expires_on => CertificateStatus::Expired,
            None => CertificateStatus::Valid,
        }
    }
}

impl EndReason {
    /// Every reason, in the order of the contract.
    pub const ALL: [Self; 3] = [Self::Reissued, Self::Changed, Self::Inactive];

    /// The name in the database: `reissued`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reissued => "reissued",
            Self::Changed => "changed",
            Self::Inactive => "inactive",
        }
    }

    /// What it makes of a certificate.
    #[must_use]
    pub const fn status(self) -> CertificateStatus {
        match self {
            Self::Reissued | Self::Changed => CertificateStatus::Superseded,
            Self::Inactive => CertificateStatus::Revoked,
        }
    }
}

impl CertificateStatus {
    /// The name in the database: `valid`. `expired` is never stored: it follows from the day.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Superseded => "superseded",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
        }
    }
}

/// Whether what was recorded ends a certificate that was true before it.
///
/// It holds as long as the organisation is active and what it states is so. A suspended organisation's certificate is
/// sealed (条例 on 封存), one in liquidation may do nothing else: neither may be relied on.
#[must_use]
pub fn ends(before: &Organization, after: &Organization) -> Option<EndReason> {
    if after.status != Status::Active {
        return Some(EndReason::Inactive);
    }
    (Certified::of(before) != Certified::of(after)).then_some(EndReason::Changed)
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

/// The beginning of a day in Shanghai, in seconds since 1970.
#[must_use]
pub fn beginning(day: Date) -> i64 {
    day.with_time(Time::MIDNIGHT).assume_offset(SHANGHAI).unix_timestamp()
}
