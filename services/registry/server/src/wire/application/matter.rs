//! What an application is about, as conditions and decisions look at it.

use std::collections::{BTreeMap, BTreeSet};

use onecode_proto::registry::v1 as pb;
use registry_domain::conditions::{self, Proposal};
use registry_domain::officer::Appointment;
use registry_domain::{LegalForm, Personal, Text, Title};
use time::Date;
use uuid::Uuid;
use vocab::{DivisionCode, UnifiedCode};

/// What is known of an application besides its content.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) division: DivisionCode,
    /// The organisation concerned; `None` in an establishment.
    pub(crate) organization: Option<UnifiedCode>,
    pub(crate) supervising_department: Option<String>,
    pub(crate) answers: BTreeMap<String, bool>,
    /// Kinds of the documents on file.
    pub(crate) documents: BTreeSet<String>,
    /// Day on which it was handed in; today, where it was not yet.
    pub(crate) applied_on: Date,
    pub(crate) today: Date,
    /// What posts rest on.
    pub(crate) basis: Text<200>,
}

/// What an application is about.
#[derive(Debug, Clone)]
pub(crate) enum Matter {
    Establishment(Box<Establishment>),
    Change(Box<ChangeMatter>),
    Deregistration(conditions::Deregistration),
    Simplified { reason: Text<500> },
    Branch(BranchMatter),
    Charter(conditions::CharterAmendment),
    Conversion(ConversionMatter),
}

/// An organisation to be established.
#[derive(Debug, Clone)]
pub(crate) struct Establishment {
    pub(crate) proposal: Proposal,
    pub(crate) address: Text<200>,
    pub(crate) business_scope: Text<2000>,
    pub(crate) registered_capital_fen: i64,
    pub(crate) contact_phone: Personal,
    pub(crate) appointments: Vec<Appointment>,
    pub(crate) reservation: Option<Uuid>,
}

/// Particulars to be changed.
#[derive(Debug, Clone)]
pub(crate) struct ChangeMatter {
    pub(crate) title: Option<Title>,
    pub(crate) address: Option<Text<200>>,
    pub(crate) business_scope: Option<Text<2000>>,
    pub(crate) registered_capital_fen: Option<i64>,
    pub(crate) supervising_unit: Option<Text<100>>,
    pub(crate) appointment: Option<Appointment>,
    pub(crate) reservation: Option<Uuid>,
    pub(crate) conditions: conditions::Change,
}

/// A branch to be set up, changed or cancelled.
#[derive(Debug, Clone)]
pub(crate) struct BranchMatter {
    pub(crate) action: pb::BranchAction,
    pub(crate) branch: Option<Uuid>,
    pub(crate) title: Option<Title>,
    pub(crate) address: Text<200>,
    pub(crate) business_scope: Text<2000>,
}

/// A private non-enterprise unit that takes another form, as far as the application says.
#[derive(Debug, Clone)]
pub(crate) struct ConversionMatter {
    pub(crate) legal_form: LegalForm,
    pub(crate) registered_capital_fen: Option<i64>,
    pub(crate) premises_months: Option<u32>,
    pub(crate) full_time_staff: u32,
    pub(crate) non_state_assets_percent: Option<u32>,
    pub(crate) approved_on: Option<Date>,
    pub(crate) seen: Seen,
}
