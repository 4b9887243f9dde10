//! The number of a certificate (证书编号).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use vocab::UnifiedCode;

/// The code and the serial of issue, `51330500…-001`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CertificateNumber {
    /// Whose certificate it is.
    pub code: UnifiedCode,
    /// Which of its certificates, from 1.
    pub serial: i32,
}

/// Not the number of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("must be {{code}}-{{serial}}, the serial in at least three digits, from 001")]
pub struct NoCertificateNumber;

impl fmt::Display for CertificateNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:03}", self.code, self.serial)
    }
}

impl FromStr for CertificateNumber {
    type Err = NoCertificateNumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (code, serial) = text.trim().rsplit_once('-').ok_or(NoCertificateNumber)?;
        let code = UnifiedCode::parse(code).map_err(|_| NoCertificateNumber)?;
        let number = Self { code, serial: serial.parse().map_err(|_| NoCertificateNumber)? };
        let written = format!("{:03}", number.serial);
        if number.serial > 0 && written == serial { Ok(number) } else { Err(NoCertificateNumber) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_is_written() {
        let code: UnifiedCode =
            UnifiedCode::from_parts(vocab::OrganizationClass::SocialGroup, "330500".parse().unwrap(), "MJ000001")
                .unwrap();
        for serial in [1, 42, 999, 1_000] {
            let number = CertificateNumber { code, serial };
            assert_eq!(number.to_string().parse(), Ok(number));
        }
        assert_eq!(CertificateNumber { code, serial: 7 }.to_string(), format!("{code}-007"));
        for wrong in ["-1", "-0001", "-000", "--01", "-+01", "-x", "", "001"] {
            assert_eq!(format!("{code}{wrong}").parse::<CertificateNumber>(), Err(NoCertificateNumber), "{wrong}");
        }
    }
}
