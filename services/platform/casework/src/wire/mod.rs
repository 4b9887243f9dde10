//! Contract ⇄ cases, both ways.

mod case;
mod deadline;
pub(crate) mod facts;
mod name;
pub(crate) mod notice;
pub(crate) mod objection;
mod procedure;
pub(crate) mod publicity;
mod task;

pub(crate) use case::{case_reply, get_case, list_cases, list_cases_reply};
pub(crate) use deadline::{Adjust, How, deadline, explain, explain_term, explanation, extend, resume, suspend};
pub(crate) use name::{announcement_name, deadline_name, document_name, notice_name, objection_name, publicity_name};
pub use name::{case_name, etag};
pub(crate) use objection::objection;
pub(crate) use procedure::{get_procedure, procedure};
pub(crate) use publicity::version;
pub(crate) use task::{key as task_key, list_tasks, list_tasks_reply, statistics, statistics_reply};
