//! The six-digit code and what it contains.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// Six digits: province, city, county, two each; `100000` is the whole country.
///
/// Any six digits are a code: whether it ever named a division is what [`super::lookup`] tells, because real
/// organisations carry codes that are in no list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DivisionCode([u8; 6]);

/// Why a text is not a division code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a division code is six digits")]
pub struct DivisionError;

/// How far down a division lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 全国.
    Country,
    /// 省、自治区、直辖市.
    Province,
    /// 地级市、地区、自治州、盟.
    City,
    /// 县、区、县级市.
    County,
}

impl DivisionCode {
    /// The whole country; in codes, the ministry itself (民政部).
    pub const COUNTRY: Self = Self(*b"100000");

    /// Reads six digits, in half or full width, spaces around them ignored.
    pub fn parse(text: &str) -> Result<Self, DivisionError> {
        let mut digits = [b'0'; 6];
        let mut count = 0;
        for character in text.trim().chars() {
            let digit = match character {
                '0'..='9' => u32::from(character) - u32::from('0'),
                '０'..='９' => u32::from(character) - u32::from('０'),
                _ => return Err(DivisionError),
            };
            *digits.get_mut(count).ok_or(DivisionError)? = b'0' + u8::try_from(digit).map_err(|_| DivisionError)?;
            count += 1;
        }
        if count == 6 { Ok(Self(digits)) } else { Err(DivisionError) }
    }

    pub(crate) const fn from_digits(digits: [u8; 6]) -> Self {
        Self(digits)
    }

    /// The six digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default() // always ASCII
    }

    /// The level the trailing zeros show.
    #[must_use]
    pub fn level(&self) -> Level {
        match (*self == Self::COUNTRY, &self.0[2..4], &self.0[4..6]) {
            (true, ..) => Level::Country,
            (_, b"00", b"00") => Level::Province,
            (_, _, b"00") => Level::City,
            _ => Level::County,
        }
    }

    /// The significant digits: empty for the country, two for a province, four for a city, six for a county. A
    /// division lies inside another exactly if its code begins with the other's prefix.
    #[must_use]
    pub fn prefix(&self) -> &str {
        let digits = match self.level() {
            Level::Country => 0,
            Level::Province => 2,
            Level::City => 4,
            Level::County => 6,
        };
        &self.as_str()[..digits]
    }

    /// Whether `other` is this division or lies inside it, by prefix.
    #[must_use]
    pub fn contains(&self, other: Self) -> bool {
        other.as_str().starts_with(self.prefix())
    }

    /// The next division up, by its digits; `None` for the country.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let mut digits = self.0;
        match self.level() {
            Level::Country => return None,
            Level::Province => return Some(Self::COUNTRY),
            Level::City => digits[2..].fill(b'0'),
            Level::County => digits[4..].fill(b'0'),
        }
        Some(Self(digits))
    }
}

impl FromStr for DivisionCode {
    type Err = DivisionError;

    fn from_str(text: &str) -> Result<Self, DivisionError> {
        Self::parse(text)
    }
}

impl fmt::Display for DivisionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for DivisionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DivisionCode({})", self.as_str())
    }
}

impl AsRef<str> for DivisionCode {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl Serialize for DivisionCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for DivisionCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}
