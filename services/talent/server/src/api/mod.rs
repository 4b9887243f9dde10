//! The services of the contract: admit, parse, do, reply.

mod honour;
mod secondment;

use tonic::{Response, Status};

pub(crate) use honour::HonourApi;
pub(crate) use secondment::SecondmentApi;

type Answer<T> = Result<Response<T>, Status>;
