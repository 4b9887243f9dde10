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

/// What the code of a certificate holds.
pub(super) fn content(certificate: &Certificate) -> String {
    let statement = certificate.jws.reveal();
    if statement.len() <= LONGEST {
        return statement.to_owned();
    }
    format!("onecode-certificate {} {}", certificate.number, certificate.number.code)
}

/// The dark modules of a code, by column and row from the upper left, and how many modules a side has.
pub(super) fn modules(content: &str) -> Result<(Vec<(u16, u16)>, u16), Fault> {
    let level = if content.len() <= 256 { EcLevel::M } else { EcLevel::L };
    let code = QrCode::with_error_correction_level(content, level).map_err(Fault::internal)?;
    let side = u16::try_from(code.width()).map_err(Fault::internal)?;
    let places = (0..side).flat_map(|row| (0..side).map(move |column| (column, row)));
    let dark = places.zip(code.into_colors()).filter(|(_, colour)| *colour == Color::Dark);
    Ok((dark.map(|(place, _)| place).collect(), side))
}
