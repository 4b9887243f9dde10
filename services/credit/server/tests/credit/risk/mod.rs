//! Risk warning.

mod alerts;
mod exits;
mod overview;
mod racing;
mod rehearsals;
mod rules;
mod support;
mod zombies;
