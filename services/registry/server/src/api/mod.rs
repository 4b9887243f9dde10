//! The services of the contract: admit, parse, do, reply.

pub(crate) mod application;
pub(crate) mod appointment;
pub(crate) mod branch;
pub(crate) mod certificate;
pub(crate) mod code_block;
pub(crate) mod community_filing;
pub(crate) mod department;
pub(crate) mod name;
pub(crate) mod officer;
pub(crate) mod organization;
pub(crate) mod party_building;
pub(crate) mod reconciliation;
pub(crate) mod rule;

use fault::Fault;
use prost::Message;
use seal::Ring;
use tonic::Request;
use uow::Call;

/// The call behind a request that may hold an ID number, the hash of the request keyed: what is kept of it must not be a
/// way to guess the number.
pub(crate) fn admit_keyed<M: Message>(request: &Request<M>, ring: &Ring) -> Result<Call, Fault> {
    let call = rpc::admit(request)?;
    Ok(Call { request_hash: ring.lookup("request", &hex::encode(call.request_hash)), ..call })
}
