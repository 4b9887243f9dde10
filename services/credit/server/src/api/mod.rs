//! The services of the contract: admit, parse, do, reply.

pub(crate) mod eligibility;
pub(crate) mod intake;
pub(crate) mod listing;
pub(crate) mod measure;
pub(crate) mod petition;
pub(crate) mod publication;
pub(crate) mod qualification;
pub(crate) mod qualification_application;
pub(crate) mod record;
pub(crate) mod report;
pub(crate) mod risk;

use tonic::{Response, Status};

type Answer<T> = Result<Response<T>, Status>;
