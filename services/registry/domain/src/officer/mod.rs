//! Leaders (负责人) of organisations: who holds which post, for how long, and what the rules say to an appointment.

mod appointment;
mod checklist;
mod notice;
mod person;
mod refusal;
mod role;
mod term;

pub use appointment::{Appointment, TermOfOffice};
pub use checklist::{Approval, AuditOnFile, Case, Known, findings};
pub use notice::AppointmentRefusal;
pub use person::Particulars;
pub use refusal::OfficerRefusal;
pub use role::Role;
pub use term::{age_on, consecutive, late_until, left_recently};
pub use vocab::identity::{Identity, IdentityError, IdentityKind, masked};
