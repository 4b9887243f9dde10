//! Courses as their callers see them, beside a register.

mod closing;
mod drafting;
mod enrolling;
mod site;
