//! Consultations as their callers see them, beside a register.

mod access;
mod opening;
mod racing;
mod repeats;
mod story;
mod submitting;
mod world;
