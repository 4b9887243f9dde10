//! Qualifications: applied for, confirmed by each department, granted in lists of a year, cancelled, reinstated, lapsed.

mod applying;
mod cancelling;
mod deciding;
mod proposing;
mod reading;
mod refusing;
mod support;
mod sweeping;
