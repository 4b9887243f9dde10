//! The services of the contract: admit, parse, do, reply.

pub(crate) mod certificate;
pub(crate) mod code_block;
pub(crate) mod department;
pub(crate) mod officer;
pub(crate) mod organization;
pub(crate) mod party_building;
pub(crate) mod rule;
