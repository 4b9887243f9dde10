//! People of social organisations and how they grow (人才与培育): pure, without I/O.

pub mod certificate;
mod certificate_number;
pub mod consultation;
mod counts;
mod engagement;
pub mod honour;
mod person;
mod qualification;
mod rules;
pub mod secondment;
pub mod training;

pub use certificate_number::CertificateNumber;
pub use counts::has_small_groups;
pub use engagement::{Clash, Engagement, EngagementKind, Span};
pub use person::{PersonName, masked};
pub use qualification::{QualificationKind, Registration, Unregistered};
pub use rules::rules;
