//! Risk warning.

mod alerts;
mod rehearsals;
mod rules;
mod support;
mod zombies;
