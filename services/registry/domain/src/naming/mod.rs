//! Names of organisations (社会组织名称管理办法): their parts, what is restricted in them, and whether one is taken.
//!
//! What the text of a name shows is decided; what it cannot show, such as whether 赵德明 is somebody's name, is asked.

mod branch;
mod composition;
mod form;
mod identity;
mod parts;
mod place;
mod record;
mod verdict;
mod words;

use statute::{NotInForce, RuleBook};
use time::Date;
use vocab::{DivisionCode, OrganizationClass};

pub use branch::{is_area_based, own_part};
pub(crate) use identity::one_slip;
pub use identity::{Likeness, key, likeness, spellings_of};
pub(crate) use parts::bare;
pub use parts::{Parts, parse};
pub(crate) use place::{home, spellings};
pub use record::{NameOnRecord, Since, Standing};
pub use verdict::{Verdict, verdict};

use crate::checklist::Checklist;
use crate::{Finding, Title};

/// A name that somebody wants (拟用名称).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedName {
    /// The name.
    pub title: Title,
    /// Kind of the organisation, or of the one whose branch is named.
    pub kind: OrganizationClass,
    /// Division of the authority that would register it.
    pub division: DivisionCode,
    /// Full name of the organisation whose branch or representative body is named.
    pub branch_of: Option<Title>,
}

/// What the name itself shows: its parts, and the words that are restricted (NAME-01, NAME-03).
///
/// # Errors
/// A rule was not in force on the day: names were under other rules before 2024-05-01.
pub fn composition(name: &ProposedName, book: &RuleBook, day: Date) -> Result<Vec<Finding>, NotInForce> {
    let mut list = Checklist::unanswered(book, day);
    match &name.branch_of {
        Some(parent) => branch::check(name, parent, &mut list)?,
        None => composition::check(name, &mut list)?,
    }
    Ok(list.done())
}

/// Whether the name is taken (NAME-02, NAME-04): `on_record` are the names of its authority that may be the same or
/// nearly so, `reserved_until` the last day of somebody else's reservation. A branch's name lives within its parent's
/// and is not compared.
///
/// # Errors
/// As [`composition`].
pub fn identity(
    name: &ProposedName,
    on_record: &[NameOnRecord],
    reserved_until: Option<Date>,
    book: &RuleBook,
    day: Date,
) -> Result<Vec<Finding>, NotInForce> {
    let mut list = Checklist::unanswered(book, day);
    if name.branch_of.is_none() {
        identity::check(name, on_record, reserved_until, &mut list)?;
    }
    Ok(list.done())
}
