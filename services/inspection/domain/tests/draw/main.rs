//! The draw against its specification: quotas, tree, order, inspectors, proofs, and the Python program of `docs/draw`.

mod determinism;
mod example;
mod freezing;
mod merkle;
mod population;
mod properties;
mod python;
mod quota;
mod tampering;
mod uniformity;
mod worked;
