//! The register's procedures (登记程序) as tables; what each does to the register is decided elsewhere.

mod appointment_notice;
mod branch;
mod change;
mod charter;
mod conversion;
mod deregistration;
mod establishment;
mod late_election;
mod parts;
mod simplified;

use procedure::Procedure;

pub use parts::{APPLICANT, CONSULTED, PARTY_BODY, REGISTRAR, SUPERVISING_UNIT};

/// Every procedure of the register.
pub static PROCEDURES: &[&Procedure] = &[
    &establishment::ESTABLISHMENT,
    &change::CHANGE,
    &deregistration::DEREGISTRATION,
    &simplified::SIMPLIFIED_DEREGISTRATION,
    &branch::BRANCH,
    &charter::CHARTER,
    &conversion::CONVERSION,
    &appointment_notice::APPOINTMENT_NOTICE,
    &late_election::LATE_ELECTION,
];
