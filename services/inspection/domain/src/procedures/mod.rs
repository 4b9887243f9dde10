//! The procedures of inspection (检查程序) as tables; what each does is decided elsewhere.

mod annulment;
mod ban;
pub mod check_rectification;
mod complaint;
mod complaint_review;
mod enforcing;
pub mod field_check;
mod penalty;
pub mod rating;

use procedure::Procedure;

pub use complaint::{AUTHORITY as COMPLAINT_AUTHORITY, PORTAL as COMPLAINT_PORTAL, RECEIVER as COMPLAINT_RECEIVER};
pub use complaint_review::REVIEWER as COMPLAINT_REVIEWER;
pub use enforcing::{HANDLER, RECEIVER};

use crate::report::procedure::{ANNUAL_REPORT, CORRECTION};

/// Every procedure of inspection.
pub static PROCEDURES: &[&Procedure] = &[
    &field_check::FIELD_CHECK,
    &check_rectification::CHECK_RECTIFICATION,
    &ANNUAL_REPORT,
    &CORRECTION,
    &rating::RATING,
    &rating::RATING_CHECK,
    &penalty::PENALTY,
    &annulment::PENALTY_ANNULMENT,
    &ban::BAN,
    &complaint::COMPLAINT,
    &complaint_review::COMPLAINT_REVIEW,
];
