//! The services of the contract: admit, parse, do, reply.

mod catalog;

use tonic::{Response, Status};

pub(crate) use catalog::CatalogApi;

type Answer<T> = Result<Response<T>, Status>;
