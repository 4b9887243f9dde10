//! Enforcement: penalties and bans. Each operation moves the case and its row together, the case first: who may not act learns
//! nothing of the rules.

pub(crate) mod annul;
pub(crate) mod ban;
pub(crate) mod ban_read;
pub(crate) mod decide;
pub(crate) mod evidence;
pub(crate) mod execute;
pub(crate) mod file;
pub(crate) mod hear;
mod held;
pub(crate) mod investigate;
pub(crate) mod payment;
pub(crate) mod read;
pub(crate) mod team;
pub(crate) mod transfer;

pub(crate) use held::Seen;

use casework::{Casework, Office, caller};
use fault::{Fault, Kind};
use inspection_domain::enforcement::Refusal;
use inspection_domain::procedures::HANDLER;
use time::Date;
use uow::Tx;
use uuid::Uuid;

use crate::wire::name;

pub(crate) use crate::desk::Desk;

/// A step that rests on what somebody saw, with what it says.
#[derive(Debug)]
pub(crate) struct Step<T> {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) what: T,
}

/// A case that officers investigate and that has evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proceeding {
    Penalty(Uuid),
    Ban(Uuid),
}

impl Proceeding {
    /// Its id.
    pub(crate) fn id(self) -> Uuid {
        match self {
            Self::Penalty(id) | Self::Ban(id) => id,
        }
    }

    /// Its resource name.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Penalty(id) => name::penalty(id),
            Self::Ban(id) => name::ban(id),
        }
    }

    /// The rule that says how many investigate it.
    fn rule(self) -> &'static str {
        match self {
            Self::Penalty(_) => "PN-01",
            Self::Ban(_) => "IL-03",
        }
    }
}

/// Refuses somebody who saw an older state.
fn require_seen(seen: &str, current: String) -> Result<(), Fault> {
    if seen == current {
        return Ok(());
    }
    let fault = Fault::new(Kind::Aborted, "ETAG_MISMATCH", "the case has changed since it was read");
    Err(fault.with("etag", current))
}

/// Refuses another office than the one that handles a case, where no action of its procedure does.
fn require_handler(tx: &Tx, handler: &Office, action: &'static str) -> Result<(), Fault> {
    if caller(tx) == *handler {
        return Ok(());
    }
    Err(procedure::Refusal::Role { action, roles: &[HANDLER] }.into())
}

/// Refuses a stated day that lies before what it follows, or ahead.
fn require_day(field: &'static str, stated: Date, (earliest, today): (Date, Date)) -> Result<(), Fault> {
    if stated < earliest || stated > today {
        return Err(Fault::invalid_field(field, format!("must be from {earliest} to {today}")));
    }
    Ok(())
}

/// Versions of rules as they are told, each once.
fn cited(rules: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut rules: Vec<String> = rules.into_iter().collect();
    rules.sort();
    rules.dedup();
    rules
}

/// The rule that asks for officers, as a decision cites it.
fn version(office: &Casework, rule: &str, day: Date) -> Result<String, Refusal> {
    let cited = office.book().on(rule, day).map_err(procedure::Refusal::from)?;
    Ok(cited.reference().to_string())
}
