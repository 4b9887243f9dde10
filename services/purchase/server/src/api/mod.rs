//! The services of the contract: admit, parse, do, reply.

mod catalog;
mod fund;
mod fund_payment;
mod ledger;

use tonic::{Response, Status};

pub(crate) use catalog::CatalogApi;
pub(crate) use fund::FundApi;
pub(crate) use fund_payment::FundPaymentApi;
pub(crate) use ledger::LedgerApi;

type Answer<T> = Result<Response<T>, Status>;
