//! How many of each stratum are drawn (名额): exact in integers, never below the statutory part of the whole.

use crate::Grade;

/// A part of a whole, such as 3/100 (SP-02).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Proportion {
    numerator: u32,
    denominator: u32,
}

/// How a stratum changes the proportion (SP-12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Multiplier {
    /// The proportion times a fraction.
    Times {
        /// Above the line.
        numerator: u32,
        /// Below it; never 0.
        denominator: u32,
    },
    /// Every organisation of the stratum, whatever the proportion.
    All,
}

impl Proportion {
    /// A proportion above 0 and at most 1, as it is said (4/100); `None` for anything else.
    #[must_use]
    pub fn new(numerator: u32, denominator: u32) -> Option<Self> {
        (1..=denominator).contains(&numerator).then_some(Self { numerator, denominator })
    }

    /// Above the line.
    #[must_use]
    pub fn numerator(self) -> u32 {
        self.numerator
    }

    /// Below it.
    #[must_use]
    pub fn denominator(self) -> u32 {
        self.denominator
    }

    /// Whether it is at least another.
    #[must_use]
    pub fn at_least(self, other: Self) -> bool {
        u64::from(self.numerator) * u64::from(other.denominator)
            >= u64::from(other.numerator) * u64::from(self.denominator)
    }
}

impl Multiplier {
    /// A fraction in lowest terms; `None` for 0 and for a denominator of 0.
    #[must_use]
    pub fn times(numerator: u32, denominator: u32) -> Option<Self> {
        let (numerator, denominator) = lowest(numerator, denominator)?;
        (numerator > 0).then_some(Self::Times { numerator, denominator })
    }
}

fn lowest(numerator: u32, denominator: u32) -> Option<(u32, u32)> {
    let (mut a, mut b) = (numerator, denominator);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    (denominator != 0).then(|| (numerator / a, denominator / a))
}

/// The order in which strata are raised where the sum is below the statutory part; D is as a rule drawn whole already.
const RAISED: [Grade; 4] = [Grade::B, Grade::C, Grade::A, Grade::D];

/// The quota of each stratum, A to D, from how many organisations each has.
///
/// A stratum's is the proportion of it times its multiplier, rounded up, and never more than it has. Where the sum is below
/// the proportion of all, rounded up, B, C, A and D get one more in turn, those that have one left, until it is reached.
#[must_use]
pub fn quotas(proportion: Proportion, sizes: [u64; 4], multipliers: [Multiplier; 4]) -> [u64; 4] {
    let mut quotas = [0; 4];
    for ((quota, size), multiplier) in quotas.iter_mut().zip(sizes).zip(multipliers) {
        *quota = match multiplier {
            Multiplier::All => size,
            Multiplier::Times { numerator, denominator } => part(size, proportion, numerator, denominator),
        };
    }
    let mut missing = part(sizes.iter().sum(), proportion, 1, 1).saturating_sub(quotas.iter().sum());
    while missing > 0 {
        for place in RAISED.map(Grade::index) {
            if missing > 0 && quotas[place] < sizes[place] {
                quotas[place] += 1;
                missing -= 1;
            }
        }
    }
    quotas
}

fn part(size: u64, proportion: Proportion, numerator: u32, denominator: u32) -> u64 {
    let above = u128::from(size) * u128::from(proportion.numerator) * u128::from(numerator);
    let below = u128::from(proportion.denominator) * u128::from(denominator);
    u64::try_from(above.div_ceil(below)).map_or(size, |part| part.min(size))
}
