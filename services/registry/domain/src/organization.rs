//! An organisation (社会组织) as it stands on one day, by what was known at one moment.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use vocab::{DivisionCode, OrganizationClass, UnifiedCode};

use crate::{LegalForm, Personal, Status, Text, Title};

/// The particulars that hold. Its kind follows from its code; see [`Organization::kind`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Unified social credit code.
    pub code: UnifiedCode,
    /// Registered name.
    pub title: Title,
    /// Status.
    pub status: Status,
    /// Division of the registering authority today.
    pub division: DivisionCode,
    /// Registering authority.
    pub registration_authority: Text<100>,
    /// Supervising unit.
    pub supervising_unit: Text<100>,
    /// Day of establishment, where known.
    pub established_date: Option<Date>,
    /// Registered address.
    pub address: Text<200>,
    /// Business scope.
    pub business_scope: Text<2000>,
    /// Fund in fen (分); 0 if unknown.
    pub registered_capital_fen: i64,
    /// Legal form of a private non-enterprise unit.
    pub legal_form: LegalForm,
    /// Legal representative.
    pub legal_representative: Personal,
    /// Telephone for the authorities.
    pub contact_phone: Personal,
    /// Names held before: those stated, then those that others superseded, in order.
    pub former_titles: Vec<Title>,
    /// Abbreviations.
    pub abbreviations: Vec<Title>,
    /// Other numbers it was or is known by.
    pub identifiers: Vec<Identifier>,
    /// Made up (合成数据).
    pub synthetic: bool,
    /// Number of the latest revision that this shows.
    pub revision: i64,
    /// When it was first recorded.
    pub created_at: OffsetDateTime,
    /// When the revision shown was recorded.
    pub updated_at: OffsetDateTime,
}

/// A number by which an organisation was known (历史编号).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Identifier {
    /// Which kind of number.
    pub kind: IdentifierKind,
    /// The number, 1-60 characters.
    pub value: Text<60>,
}

/// Which kind of number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentifierKind {
    /// 登记证号, before the unified code.
    RegistrationNumber,
    /// 组织机构代码 (GB 11714), before the unified code.
    OrganizationCode,
    /// 公开募捐备案编号 and other filing numbers (USCC-10).
    FilingNumber,
}

impl Organization {
    /// What nobody has stated anything about yet: its code alone.
    pub(crate) fn unstated(code: UnifiedCode, at: OffsetDateTime) -> Self {
        Self {
            code,
            title: Title::default(),
            status: Status::default(),
            division: code.division(),
            registration_authority: Text::default(),
            supervising_unit: Text::default(),
            established_date: None,
            address: Text::default(),
            business_scope: Text::default(),
            registered_capital_fen: 0,
            legal_form: LegalForm::default(),
            legal_representative: Personal::default(),
            contact_phone: Personal::default(),
            former_titles: Vec::new(),
            abbreviations: Vec::new(),
            identifiers: Vec::new(),
            synthetic: false,
            revision: 0,
            created_at: at,
            updated_at: at,
        }
    }

    /// Kind of organisation: the class that its code carries.
    #[must_use]
    pub fn kind(&self) -> OrganizationClass {
        self.code.class()
    }
}

impl IdentifierKind {
    /// Every kind, in the order of the contract.
    pub const ALL: [Self; 3] = [Self::RegistrationNumber, Self::OrganizationCode, Self::FilingNumber];

    /// The name in the database: `registration_number`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RegistrationNumber => "registration_number",
            Self::OrganizationCode => "organization_code",
            Self::FilingNumber => "filing_number",
        }
    }
}
