//! Faults: processes and databases end without warning, and afterwards the books are checked. What was acknowledged is
//! there, once; the feed holds every change, once; who followed it has seen exactly that.

mod approvals_killed;
mod chance;
mod database_killed;
mod drained;
mod import_killed;
mod payments_killed;
mod processes_killed;
mod replicas;
mod upload_killed;
