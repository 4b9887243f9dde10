//! SQL: one function a statement, no decisions.

pub(crate) mod annual_report;
pub(crate) mod check;
pub(crate) mod complaint;
pub(crate) mod draw;
pub(crate) mod enforcement;
pub(crate) mod frozen;
pub(crate) mod inspection_item;
pub(crate) mod inspector;
pub(crate) mod outcome;
pub(crate) mod plan;
pub(crate) mod rating;
pub(crate) mod rectification;
pub(crate) mod recusal;
pub(crate) mod report_campaign;
pub(crate) mod report_conclusion;
pub(crate) mod report_duty;
pub(crate) mod report_overdue;
pub(crate) mod risk_grade;
pub(crate) mod round;
