//! The procedures of inspection (检查程序) as tables; what each does is decided elsewhere.

use procedure::Procedure;

/// Every procedure of inspection.
pub static PROCEDURES: &[&Procedure] = &[];
