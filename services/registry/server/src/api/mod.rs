//! The services of the contract: admit, parse, do, reply.

pub(crate) mod application;
pub(crate) mod branch;
pub(crate) mod certificate;
pub(crate) mod code_block;
pub(crate) mod community_filing;
pub(crate) mod department;
pub(crate) mod name;
pub(crate) mod officer;
pub(crate) mod organization;
pub(crate) mod party_building;
pub(crate) mod rule;
