//! Complaints and reports (投诉举报): whose they are, which may be about the same, and what is refused.

mod duplicate;
mod kind;
mod refusal;
mod routing;

pub use duplicate::{Groups, Likeness, Likes};
pub use kind::{Channel, Outcome};
pub use refusal::Refusal;
pub use routing::{Authority, Competence, Route, route};
