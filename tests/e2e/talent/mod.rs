//! Courses, consultations and honours: what talent does beside staff, for departments that call through the gateway.

mod consultation;
mod honour;
mod training;

pub(crate) use consultation::heard;
pub(crate) use honour::honoured;
pub(crate) use training::certified;

use onecode_tests::harness::Deployment;
use testkit::Caller;

const HUZHOU: &str = "330500";

/// A system of a department of the city, in one role.
fn system(suite: &Deployment, department: &str, role: &str) -> Caller {
    suite.site.caller(department, HUZHOU, &[role])
}

/// Whoever may read what everybody may.
fn reader(suite: &Deployment) -> Caller {
    system(suite, "education", "talent-reader")
}
