//! Statutory procedures (法定程序) as tables: states, actions, who may take each, by when, and on what basis; pure.
//!
//! A [`Procedure`] is declared once, as a static. From the table come the guard on every action ([`Procedure::act`]), the
//! [`Task`]s of departments, the clocks and their dates, the picture of it ([`Procedure::picture`], and [`Procedure::dot`] for
//! programs that draw), the page about it ([`page`]) and what is illegal about it ([`Procedure::flaws`]). A [`Case`] is where one matter stands in a procedure.

mod act;
mod case;
mod dot;
mod flaws;
mod office;
mod page;
mod picture;
mod refusal;
mod table;
mod task;
mod tick;

pub use act::{Act, Circumstances, Moved, Opinion};
pub use case::{Case, CaseClock, ClockStanding, Filed, Paper, Verdict};
pub use office::Office;
pub use page::page;
pub use refusal::Refusal;
pub use table::{Action, Basis, ClockSpec, Demand, Duty, Procedure, Review, Reviews, Role, State, Tick, To, Weight};
pub use task::Task;
