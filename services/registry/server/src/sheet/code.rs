//! What the QR code (二维码) of a printed certificate holds.
//!
//! It holds the signed statement itself, so that a reader verifies the paper without asking anybody. A statement that is
//! too long for a code that a telephone reads from paper is left out; the code then holds the two numbers, with which
//! the status is asked for.

use registry_domain::Certificate;

/// The longest statement in a code: 149 modules a side, 0.3 mm each at the size in which it is printed.
const LONGEST: usize = 2_048;

/// Whether the code of a certificate holds the signed statement.
pub(super) fn holds_statement(certificate: &Certificate) -> bool {
    certificate.jws.reveal().len() <= LONGEST
}

/// What the code of a certificate holds.
pub(super) fn content(certificate: &Certificate) -> String {
    if holds_statement(certificate) {
        return certificate.jws.reveal().to_owned();
    }
    format!("onecode-certificate {} {}", certificate.number, certificate.number.code)
}
