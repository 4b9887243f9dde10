//! The QR code (二维码) of a printed certificate.
//!
//! It holds the signed statement itself, so that a reader verifies the paper without asking anybody. A statement that is
//! too long for a code that a telephone reads from paper is left out; the code then holds the two numbers, with which
//! the status is asked for.

use fault::Fault;
use qrcode::{Color, EcLevel, QrCode};
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

/// Dark modules of a row that lie together.
pub(super) struct Run {
    /// From the left.
    pub(super) column: u16,
    /// From above.
    pub(super) row: u16,
    pub(super) length: u16,
}

/// The dark modules of a code, and how many modules a side has.
pub(super) fn modules(content: &str) -> Result<(Vec<Run>, u16), Fault> {
    let level = if content.len() <= 256 { EcLevel::M } else { EcLevel::L };
    let code = QrCode::with_error_correction_level(content, level).map_err(Fault::internal)?;
    let side = u16::try_from(code.width()).map_err(Fault::internal)?;
    let places = (0..side).flat_map(|row| (0..side).map(move |column| (column, row)));
    let mut runs: Vec<Run> = Vec::new();
    for ((column, row), colour) in places.zip(code.into_colors()) {
        match runs.last_mut() {
            _ if colour != Color::Dark => {}
            Some(run) if run.row == row && run.column + run.length == column => run.length += 1,
            _ => runs.push(Run { column, row, length: 1 }),
        }
    }
    Ok((runs, side))
}
