//! The services of the contract: admit, parse, do, reply.

mod honour;

use tonic::{Response, Status};

pub(crate) use honour::HonourApi;

type Answer<T> = Result<Response<T>, Status>;
