//! What the register (登记) knows of an organisation, and what may be recorded of it; pure, without I/O.
//!
//! An organisation is its [`History`]: a list of [`Revision`]s, each saying what holds from a day on (valid time) and
//! when that was learnt (record time). Everything shown is a fold of that list; nothing recorded is ever rewritten.

mod application;
mod bar;
mod certificate;
mod checklist;
mod code_block;
pub mod community;
pub mod conditions;
mod finding;
mod history;
mod legal_form;
pub mod matching;
pub mod naming;
pub mod officer;
mod organization;
pub mod party;
mod patch;
#[cfg(feature = "postgres")]
mod postgres;
pub mod procedures;
mod refusal;
mod rules;
mod status;
mod text;

pub use application::{ApplicationRefusal, answer_key, require_met};
pub use certificate::{
    CERTIFICATE_TYPE, Certificate, CertificateClaims, CertificateNumber, CertificateStatus, Certified, End, EndReason,
    Jws, NoCertificateNumber, certificate_ends, certify, midnight, term,
};
pub use code_block::{CodeBlock, CodeBlockError};
pub use finding::{Finding, Outcome};
pub use history::{Change, History, Revision, Stamp};
pub use legal_form::LegalForm;
pub use organization::{Identifier, IdentifierKind, Organization};
pub use patch::Patch;
pub use refusal::Refusal;
pub use rules::rules;
pub use status::Status;
pub use text::{Personal, Text, TextError, Title};
pub use vocab::day_of;
