//! Enforcement (行政执法): penalties and what may be done about them, and illegal organisations (取缔); section 11 of the rules.

mod dossier;
mod illegal;
mod limitation;
mod payment;
mod refusal;
mod sanction;
mod team;
mod told;

pub use dossier::{Decision, Dossier, Entry, Hearing, Notice, Outcome, Statement, Transfer};
pub use illegal::{Body, Competence, IllegalCase, require_competent, require_illegal};
pub use limitation::{Act, Limit};
pub use payment::{Account, Bill, Instalment, Paid, SURCHARGE};
pub use refusal::Refusal;
pub use sanction::{
    Consequence, Sanction, SanctionKind, consequence, hearing_right, heavier, money, review_needed, serious_fine,
};
pub use team::{Member, require_team};

use statute::Cited;
use time::Date;

/// A rule on a day.
pub(crate) fn cited(rule: &str, day: Date) -> Result<Cited<'static>, Refusal> {
    crate::rules().on(rule, day).map_err(|missing| Refusal::Procedure(missing.into()))
}

time::serde::format_description!(day, Date, "[year]-[month]-[day]");
