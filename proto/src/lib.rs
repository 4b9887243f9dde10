//! Every contract of the suite, and what is generated from it: messages, clients, servers, descriptors, and the tables
//! of who may call what ([`access`]), which reasons exist ([`reasons`]) and what may be put before the public ([`publish`]).

pub mod access;
pub mod publish;
pub mod reasons;

#[expect(clippy::large_enum_variant, reason = "what a request is one of, read once and moved on")]
mod contracts {
    include!(concat!(env!("OUT_DIR"), "/contracts.rs"));
}

use std::sync::LazyLock;

pub use contracts::google;
pub use contracts::onecode::{credit, document, event, inspection, options, procedure, purchase, registry, talent};
use prost_reflect::DescriptorPool;

/// All descriptors, imports included, as an encoded `FileDescriptorSet`; options of ours are kept.
pub const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/onecode.binpb"));

/// The descriptors, decoded once.
///
/// # Panics
/// Never: the set was decoded by the build.
pub fn pool() -> &'static DescriptorPool {
    static POOL: LazyLock<DescriptorPool> =
        LazyLock::new(|| DescriptorPool::decode(DESCRIPTORS).expect("the build decoded the same bytes"));
    &POOL
}
