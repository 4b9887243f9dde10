//! Rounds of honours as their callers see them, beside a register and credit.

mod naming;
mod racing;
mod refusing;
mod repeats;
mod resealing;
mod story;
mod world;
