//! Talent as its callers see it, beside a register and credit.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod city;
mod consultation;
mod honour;
mod secondment;
mod staff;
mod training;
