//! Annual reports: forms, campaigns, the pre-check rule by rule, conclusions, procedures.

mod campaign;
mod charity;
mod check;
mod conclude;
mod form;
mod procedure;
mod support;
