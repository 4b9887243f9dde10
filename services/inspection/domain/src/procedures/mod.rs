//! The procedures of inspection (检查程序) as tables; what each does is decided elsewhere.

pub mod check_rectification;
pub mod field_check;
mod complaint;
mod complaint_review;
pub mod rating;

use procedure::Procedure;

pub use complaint::{AUTHORITY as COMPLAINT_AUTHORITY, PORTAL as COMPLAINT_PORTAL, RECEIVER as COMPLAINT_RECEIVER};
pub use complaint_review::REVIEWER as COMPLAINT_REVIEWER;

/// Every procedure of inspection.
pub static PROCEDURES: &[&Procedure] = &[
    // checks in the field
    &field_check::FIELD_CHECK,
    &check_rectification::CHECK_RECTIFICATION,
];
pub static PROCEDURES: &[&Procedure] = &[&complaint::COMPLAINT, &complaint_review::COMPLAINT_REVIEW];
// enforcement
mod annulment;
mod ban;
mod enforcing;
mod penalty;

use procedure::Procedure;

pub use enforcing::{HANDLER, RECEIVER};

/// Every procedure of inspection.
pub static PROCEDURES: &[&Procedure] = &[
    // enforcement
    &penalty::PENALTY,
    &annulment::PENALTY_ANNULMENT,
    &ban::BAN,
use crate::report::procedure::{ANNUAL_REPORT, CORRECTION};

/// Every procedure of inspection.
pub static PROCEDURES: &[&Procedure] = &[
    // report
    &ANNUAL_REPORT,
    &CORRECTION,
    // rating
    &rating::RATING,
    &rating::RATING_CHECK,
];
