//! The services of the contract: admit, parse, do, reply.

mod consultation;
mod training;

use tonic::{Response, Status};

pub(crate) use consultation::ConsultationApi;
pub(crate) use training::TrainingApi;

type Answer<T> = Result<Response<T>, Status>;
