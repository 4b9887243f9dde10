//! The services of the contract: admit, parse, do, reply.

mod training;

use tonic::{Response, Status};

pub(crate) use training::TrainingApi;

type Answer<T> = Result<Response<T>, Status>;
