//! The services of the contract: admit, parse, do, reply.

mod consultation;
mod honour;
mod personnel;
mod secondment;
mod training;

use fault::Fault;
use prost::Message;
use seal::Ring;
use tonic::{Request, Response, Status};
use uow::Call;

pub(crate) use consultation::ConsultationApi;
pub(crate) use honour::HonourApi;
pub(crate) use personnel::PersonnelApi;
pub(crate) use secondment::SecondmentApi;
pub(crate) use training::TrainingApi;

type Answer<T> = Result<Response<T>, Status>;

/// The call behind a request that may hold an ID number, the hash of the request keyed: what is kept of it must not be a
/// way to guess the number.
fn admit_keyed<M: Message>(request: &Request<M>, ring: &Ring) -> Result<Call, Fault> {
    let call = rpc::admit(request)?;
    Ok(Call { request_hash: ring.lookup("request", &hex::encode(call.request_hash)), ..call })
}
