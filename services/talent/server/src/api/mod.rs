//! The services of the contract: admit, parse, do, reply.

mod consultation;

use tonic::{Response, Status};

pub(crate) use consultation::ConsultationApi;

type Answer<T> = Result<Response<T>, Status>;
