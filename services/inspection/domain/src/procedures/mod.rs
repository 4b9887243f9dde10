//! The procedures of inspection (检查程序) as tables; what each does is decided elsewhere.

pub mod check_rectification;
pub mod field_check;

use procedure::Procedure;

/// Every procedure of inspection.
pub static PROCEDURES: &[&Procedure] = &[
    // checks in the field
    &field_check::FIELD_CHECK,
    &check_rectification::CHECK_RECTIFICATION,
];
