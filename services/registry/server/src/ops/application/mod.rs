//! Applications (登记申请): each operation moves the case and the application's row in one unit of work.

mod approve;
mod authority;
mod effect;
mod evaluate;
pub(crate) mod open;
mod publish;
mod read;
mod step;

pub(crate) use approve::{Approve, approve, require_documents_unchanged};
pub(crate) use open::{Create, Replace, create, replace};
pub(crate) use read::{Check, GetApplication, ListApplications, Listed, Shown, check, get, list};
pub(crate) use step::wrong_department;
pub(crate) use step::{AddAnswers, Opine, Step, Submit, add_answers, opine, step, submit};
