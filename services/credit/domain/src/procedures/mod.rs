//! The procedures of credit (信用程序) as tables; what each does is decided elsewhere.

mod listing;
pub mod petition;
pub mod qualification;
mod removal;

use procedure::Procedure;

pub use listing::REGISTRAR;

/// Every procedure of credit.
pub static PROCEDURES: &[&Procedure] = &[
    &listing::ABNORMAL,
    &listing::SERIOUS,
    &removal::LISTING_REMOVAL,
    &petition::OBJECTION,
    &petition::REPAIR,
    &qualification::CONFIRMATION,
    &qualification::PROPOSAL,
    &qualification::CANCELLATION,
    &qualification::REINSTATEMENT,
];
