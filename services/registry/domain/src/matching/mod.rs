//! Whom a name or a code means, as other systems and people write them (名称对码): scores from 0 to 100 and the reasons for
//! each. Whole numbers only, so that the same question has the same answer everywhere.
//!
//! | how the name agrees | points |
//! |---|---|
//! | the same, character for character | 100 |
//! | but for width, traditional characters, brackets, quotes, dots, spaces | 98 |
//! | but for the division at its beginning | 92 |
//! | but for a remark in brackets | 92 |
//! | read the same | 90 − 30 / characters of its own |
//! | one character wrong, missing, too many, or two exchanged | 95 − 60 / characters of its own, at most 94 |
//! | one begins with the other; or the one character tells them apart: a numeral, a direction, a division (第一, 第二) | 60 |
//!
//! Characters of its own are those after the division, of the shorter name. Of these go: 5 for a former name, 8 for an
//! abbreviation, 20 for another division than asked, 15 for another kind, 3 if the organisation ended. A code that fits makes
//! it 100 whatever name of the organisation is meant, or 60 if none of them is like the one asked. A wrong code that is one
//! typing error away adds 5, up to 99, and is worth 60 without a name; if no name agrees, it is worth nothing. A right code of
//! somebody else takes 20, another wrong one 5. So where no code is asked, 95 and more is a whole name, however long
//! (purchase takes suppliers so).

mod agreement;
mod judge;
mod name;

pub use agreement::{Agreement, agreement};
pub use judge::judge;
pub use name::{AskedName, Places};

use vocab::{DivisionCode, OrganizationClass, UnifiedCode};

use crate::Status;

/// From this score on a candidate is good: one that is the only good one may be taken without a person's look.
pub const GOOD: u8 = 85;

/// What is known of an organisation that is looked for; a name or a code at least.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// How it is named.
    pub name: Option<AskedName>,
    /// What is said to be its code.
    pub code: Option<AskedCode>,
    /// Where it should lie.
    pub division: Option<DivisionCode>,
    /// What it should be.
    pub kind: Option<OrganizationClass>,
}

/// What is said to be a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AskedCode {
    /// A right one, of whomever.
    Right(UnifiedCode),
    /// A wrong one, and those that may have been meant (`vocab::code::examine`).
    Wrong(Vec<UnifiedCode>),
}

/// An organisation that may be meant, as the register has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its code.
    pub code: UnifiedCode,
    /// Where it stands in its life.
    pub status: Status,
    /// Where it is registered.
    pub division: DivisionCode,
    /// Every name that it has or had.
    pub names: Vec<KnownName>,
}

/// A name on record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct KnownName {
    /// What it is to its organisation.
    pub bearing: Bearing,
    /// The name.
    pub title: String,
}

/// What a name is to its organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bearing {
    /// The present name.
    Present,
    /// 曾用名.
    Former,
    /// 简称.
    Abbreviation,
}

/// Why an organisation may be meant, or why not; in the order of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The name is the same, character for character.
    ExactName,
    /// The name is the same but for how it is typed.
    NormalizedName,
    /// The name is the same but for the division at its beginning.
    DivisionPrefix,
    /// The name is the same without a remark in brackets.
    Remark,
    /// The name is read the same.
    Reading,
    /// One character is wrong, missing or too many, or two neighbours are exchanged.
    OneCharacter,
    /// One name begins with the other.
    Beginning,
    /// The name on record is a former one.
    FormerName,
    /// The name on record is an abbreviation.
    Abbreviation,
    /// The code is the organisation's.
    Code,
    /// The code is wrong, and one typing error away from the organisation's.
    RepairedCode,
    /// The code is right, and not the organisation's.
    OtherCode,
    /// The code is wrong, and far from the organisation's.
    WrongCode,
    /// The code fits, and no name does.
    OtherName,
    /// The organisation lies elsewhere.
    OtherDivision,
    /// The organisation is of another kind.
    OtherKind,
    /// The organisation was deregistered or revoked.
    Ended,
}

/// An organisation that may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its code.
    pub code: UnifiedCode,
    /// Its present name.
    pub title: String,
    /// The name that agrees, if one does.
    pub matched: Option<String>,
    /// Where it is registered.
    pub division: DivisionCode,
    /// Where it stands in its life.
    pub status: Status,
    /// 0-100.
    pub score: u8,
    /// Why, sorted.
    pub reasons: Vec<Reason>,
    /// Whether it is the only good one.
    pub is_match: bool,
}
