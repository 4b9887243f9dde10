//! Staff of organisations as their callers see them, beside a register.

mod counting;
mod engaging;
mod importing;
mod qualifying;
mod racing;
mod reading;
mod resealing;
mod secrecy;
mod site;
