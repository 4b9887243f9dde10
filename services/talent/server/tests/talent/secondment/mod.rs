//! Secondments as their callers see them, beside a register.

mod naming;
mod refusing;
mod story;
mod world;
