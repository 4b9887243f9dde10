//! Courses as their callers see them, beside a register.

mod certifying;
mod closing;
mod drafting;
mod enrolling;
mod racing;
mod site;
