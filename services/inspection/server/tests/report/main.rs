//! AnnualReportCampaignService and AnnualReportService, method by method.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod access;
mod campaign;
mod conclude;
mod correct;
mod draft;
mod form;
mod outcomes;
mod overdue;
mod precheck;
mod races;
mod reasons;
mod rectify;
#[path = "../plan/register.rs"]
#[expect(dead_code, reason = "plans want more of the register")]
mod register;
mod review;
mod submit;
mod support;
#[path = "../world/mod.rs"]
#[expect(dead_code, reason = "plans want inspectors, too")]
mod world;
