//! QR codes (二维码, ISO/IEC 18004).

use fault::Fault;
use qrcode::{Color, EcLevel, QrCode};

/// White modules around a code.
pub const QUIET: u16 = 4;

/// Dark modules of a row that lie together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// From the left.
    pub column: u16,
    /// From above.
    pub row: u16,
    /// How many.
    pub length: u16,
}

/// The dark modules of a code, and how many modules a side has.
///
/// # Errors
/// The content is longer than a code can be.
pub fn modules(content: &str) -> Result<(Vec<Run>, u16), Fault> {
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
