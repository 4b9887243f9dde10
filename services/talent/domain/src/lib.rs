//! People of social organisations and how they grow (人才与培育): pure, without I/O.

mod certificate;
mod counts;
mod engagement;
mod person;
mod qualification;
mod rules;

pub use certificate::CertificateNumber;
pub use counts::has_small_groups;
pub use engagement::{Clash, Engagement, EngagementKind, Span};
pub use person::PersonName;
pub use qualification::{QualificationKind, Registration, Unregistered};
pub use rules::rules;
