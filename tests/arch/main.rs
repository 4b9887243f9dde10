//! The architecture, tested: who may depend on whom, and what every contract must say.

mod contracts;
mod layering;
mod roles;
mod words;
