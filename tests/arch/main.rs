//! The architecture, tested: who may depend on whom, what every contract must say, and that procedures are legal.

mod contracts;
mod layering;
mod pictures;
mod procedures;
mod roles;
mod words;
