//! The number of a certificate (证书编号): never printed, shown with its middle starred.

use std::fmt;

use vocab::half_width;

/// A number of 5 to 40 letters, digits and hyphens, in its one form.
#[derive(Clone, PartialEq, Eq)]
pub struct CertificateNumber(String);

impl CertificateNumber {
    /// Reads a number as people type it.
    ///
    /// # Errors
    /// It is none, as a sentence that does not repeat it.
    pub fn parse(raw: &str) -> Result<Self, &'static str> {
        let number: String = raw.chars().filter(|character| !character.is_whitespace()).map(half_width).collect();
        let plain = |character: char| character.is_ascii_alphanumeric() || character == '-';
        if (5..=40).contains(&number.chars().count()) && number.chars().all(plain) {
            Ok(Self(number.to_ascii_uppercase()))
        } else {
            Err("must have 5 to 40 letters, digits and hyphens")
        }
    }

    /// The number as it is.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for CertificateNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CertificateNumber(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::CertificateNumber;

    #[test]
    fn a_number_has_one_form_and_is_never_printed() {
        let number = CertificateNumber::parse(" zj－2025 ００123 ").unwrap();
        assert_eq!(number.reveal(), "ZJ-202500123");
        assert!(!format!("{number:?}").contains("2025"));
        for wrong in ["", "1234", "ZJ****0123", "ZJ＊＊＊＊0123", &"1".repeat(41)] {
            assert!(CertificateNumber::parse(wrong).is_err(), "{wrong}");
        }
    }
}
