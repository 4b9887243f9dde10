//! The electronic certificate of registration (电子登记证书): one that was issued, and what ends it.

mod number;
mod statement;
mod term;

use statute::RuleRef;
use time::{Date, OffsetDateTime};

use crate::{Organization, Status, Text};

pub use number::{CertificateNumber, NoCertificateNumber};
pub use statement::{CERTIFICATE_TYPE, CertificateClaims, Certified, Jws, certify};
pub use term::{midnight, term};

/// A certificate as it was issued, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Its number.
    pub number: CertificateNumber,
    /// The key that signed it.
    pub kid: String,
    /// The signed statement.
    pub jws: Jws,
    /// When it was issued.
    pub issued_at: OffsetDateTime,
    /// First day on which it is valid.
    pub valid_from: Date,
    /// First day on which it is no longer valid.
    pub expires_on: Date,
    /// The rule that its term rests on.
    pub term_rule: RuleRef,
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
pub fn certificate_ends(before: &Organization, after: &Organization) -> Option<EndReason> {
    if after.status != Status::Active {
        return Some(EndReason::Inactive);
    }
    (Certified::of(before) != Certified::of(after)).then_some(EndReason::Changed)
}
