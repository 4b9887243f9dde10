//! An appointment (任职) as it is asked for.

use std::collections::BTreeSet;

use time::Date;
use vocab::{OrganizationClass, UnifiedCode};

use super::checklist::{Approval, Case, Known};
use super::{Particulars, Role};
use crate::Text;

/// Which term (届) of the organisation, and from when to when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermOfOffice {
    /// 第几届, from 1.
    pub number: u32,
    /// First day.
    pub starts_on: Date,
    /// The day by which it should end.
    pub ends_on: Date,
}

/// Somebody is to hold a post.
#[expect(clippy::struct_excessive_bools, reason = "each is a question of the form that is filled in")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// In which organisation; `None` while it has no code yet.
    pub organization: Option<UnifiedCode>,
    /// Its kind.
    pub kind: OrganizationClass,
    /// Who.
    pub officer: Particulars,
    /// As what.
    pub role: Role,
    /// Whether also as legal representative (法定代表人).
    pub legal_representative: bool,
    /// Whether the post of the present legal representative ends with it.
    pub replaces_legal_representative: bool,
    /// For which term.
    pub term: TermOfOffice,
    /// Terms in a row in this role, this one counted; the register's own count prevails where it is greater.
    pub consecutive_terms: u32,
    /// A serving official (现职国家工作人员).
    pub serving_official: bool,
    /// A retired leading cadre (退（离）休领导干部).
    pub retired_cadre: bool,
    /// The document by which the cadre's own authority approved; empty if none.
    pub cadre_approval: Text<200>,
    /// The document by which age or number of terms was approved as an exception; empty if none.
    pub exception_approval: Text<200>,
    /// When a sentence had been served, if the person was sentenced. Never stored.
    pub sentence_served_on: Option<Date>,
    /// Rules that a person confirmed where the data cannot prove them.
    pub confirmed_rules: BTreeSet<String>,
    /// What the appointment rests on (依据).
    pub basis: Text<200>,
}

impl Appointment {
    /// The case that the rules look at, with what the register knows of the person.
    #[must_use]
    pub fn case(&self, known: Known) -> Case {
        Case {
            kind: self.kind,
            role: self.role,
            legal_representative: self.legal_representative,
            term: self.term,
            born_on: self.officer.born_on(),
            consecutive_terms: self.consecutive_terms.max(known.consecutive_terms),
            serving_official: self.serving_official,
            retired_cadre: self.retired_cadre,
            cadre_approval: Approval::of(&self.cadre_approval),
            exception_approval: Approval::of(&self.exception_approval),
            sentence_served_on: self.sentence_served_on,
            known,
        }
    }
}
