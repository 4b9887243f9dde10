//! The services of the contract: admit, parse, do, reply.

mod catalog;
mod contract;
mod ocds;
mod project;

use tonic::{Response, Status};

pub(crate) use catalog::CatalogApi;
pub(crate) use contract::ContractApi;
pub(crate) use ocds::OcdsApi;
pub(crate) use project::ProjectApi;

type Answer<T> = Result<Response<T>, Status>;
