//! Places (位置) and how far they lie apart.

use time::Date;

use crate::{Refusal, rules};

/// The mean radius of the earth, in metres.
const EARTH: f64 = 6_371_008.8;

const MOST_LATITUDE: i32 = 90_000_000;
const MOST_LONGITUDE: i32 = 180_000_000;

/// A place in millionths of a degree (CGCS2000, which differs from WGS 84 by less than a device can tell).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    latitude: i32,
    longitude: i32,
}

impl Place {
    /// A place on the earth; `None` if there is none.
    #[must_use]
    pub fn new(latitude: i32, longitude: i32) -> Option<Self> {
        let on_earth = (-MOST_LATITUDE..=MOST_LATITUDE).contains(&latitude)
            && (-MOST_LONGITUDE..=MOST_LONGITUDE).contains(&longitude);
        on_earth.then_some(Self { latitude, longitude })
    }

    /// Millionths of a degree north.
    #[must_use]
    pub fn latitude(self) -> i32 {
        self.latitude
    }

    /// Millionths of a degree east.
    #[must_use]
    pub fn longitude(self) -> i32 {
        self.longitude
    }

    /// How many metres lie between two places along the earth's surface (haversine).
    #[must_use]
    pub fn metres_to(self, other: Self) -> u32 {
        let radians = |millionths: i32| (f64::from(millionths) / 1e6).to_radians();
        let (from, to) = (radians(self.latitude), radians(other.latitude));
        let half = |angle: f64| (angle / 2.0).sin().powi(2);
        let east = radians(other.longitude) - radians(self.longitude);
        let chord = half(to - from) + from.cos() * to.cos() * half(east);
        let metres = 2.0 * EARTH * chord.clamp(0.0, 1.0).sqrt().asin();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "half the girth of the earth at most"
        )]
        let whole = metres.round() as u32;
        whole
    }
}

/// Whether a check-in so many metres from where the organisation is, told so exactly, is farther than CK-01 lets pass.
///
/// # Errors
/// [`Refusal::RuleNotFound`]: the rule was not in force on that day.
pub fn far_beyond(metres: u32, accuracy: u32, day: Date) -> Result<bool, Refusal> {
    Ok(metres.saturating_sub(accuracy) > rules::number("CK-01", day)?)
}
