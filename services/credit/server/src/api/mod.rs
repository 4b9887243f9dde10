//! The services of the contract: admit, parse, do, reply.

pub(crate) mod intake;
pub(crate) mod listing;
pub(crate) mod record;

use tonic::{Response, Status};

type Answer<T> = Result<Response<T>, Status>;
