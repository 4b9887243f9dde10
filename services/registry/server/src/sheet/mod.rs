//! The printed form of a certificate (证书纸质样式): one page A4 across, as the paper one, with a QR code to verify it.

mod code;
mod layout;
mod rows;

use fault::Fault;
use paper::{ACROSS, Paper};
use registry_domain::{Certificate, CertificateClaims};

/// The certificate as PDF.
///
/// # Errors
/// A particular has a character that no font of ours has.
pub(crate) fn render(certificate: &Certificate, claims: &CertificateClaims) -> Result<Vec<u8>, Fault> {
    let mut paper = Paper::new(ACROSS)?;
    layout::draw(&mut paper, certificate, claims)?;
    paper.finish(&format!("{} {}", rows::title(&claims.certified), certificate.number), certificate.issued_at)
}

#[cfg(test)]
mod tests;
