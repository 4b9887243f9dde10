//! The services of the contract: admit, parse, do, reply.

pub(crate) mod annual_report;
pub(crate) mod ban;
pub(crate) mod check;
pub(crate) mod complaint;
mod complaint_review;
pub(crate) mod enforcement;
pub(crate) mod inspection_item;
pub(crate) mod inspector;
pub(crate) mod outcome;
pub(crate) mod plan;
pub(crate) mod rating;
pub(crate) mod rating_expert;
pub(crate) mod rectification;
pub(crate) mod report_campaign;
pub(crate) mod risk_grade;

use tonic::{Response, Status};

type Answer<T> = Result<Response<T>, Status>;
