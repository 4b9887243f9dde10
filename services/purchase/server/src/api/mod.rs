//! The services of the contract: admit, parse, do, reply.

mod catalog;
mod contract;
mod expert;
mod framework;
mod fund;
mod fund_payment;
mod grant;
mod ledger;
mod ocds;
mod project;
mod single_source;
mod statistics;
mod tender;
mod tender_draw;
mod venture;

use tonic::{Response, Status};

pub(crate) use catalog::CatalogApi;
pub(crate) use contract::ContractApi;
pub(crate) use expert::ExpertApi;
pub(crate) use framework::FrameworkApi;
pub(crate) use fund::FundApi;
pub(crate) use fund_payment::FundPaymentApi;
pub(crate) use grant::GrantApi;
pub(crate) use ledger::LedgerApi;
pub(crate) use ocds::OcdsApi;
pub(crate) use project::ProjectApi;
pub(crate) use single_source::SingleSourceApi;
pub(crate) use statistics::StatisticsApi;
pub(crate) use tender::TenderApi;
pub(crate) use tender_draw::TenderDrawApi;
pub(crate) use venture::VentureApi;

type Answer<T> = Result<Response<T>, Status>;
