//! A case goes to another department of the division (移送), which accepts or returns it (PN-04).

use casework::{Office, caller};
use fault::Fault;
use inspection_domain::enforcement::Entry;
use inspection_domain::outcome::OutcomeKind;
use inspection_domain::procedures::{HANDLER, RECEIVER};
use procedure::Act;
use uow::Tx;
use vocab::day_of;

use super::Step;
use super::held::{Seen, Words, hold, moved};
use crate::ops::outcome;
use crate::store::enforcement::officer;
use crate::wire::name;

/// To whom, and why.
#[derive(Debug)]
pub(crate) struct Hand {
    pub(crate) department: String,
    pub(crate) reasons: String,
}

pub(crate) async fn transfer(tx: &mut Tx, step: &Step<Hand>) -> Result<Seen, Fault> {
    let Hand { department: to, reasons } = &step.what;
    let mut held = hold(tx, step.id, Some(&step.etag)).await?;
    let department = tx.call().department.clone();
    if *to == department {
        return Err(Fault::invalid_field(
            "department",
            "must be another department than the one that handles the case",
        ));
    }
    let act = Act {
        action: "transfer".to_owned(),
        by: caller(tx),
        reasons: reasons.clone(),
        recast: vec![RECEIVER],
        enlisted: vec![(RECEIVER, Office::new(to, &held.row.division))],
        ..Act::default()
    };
    held.act_as(tx, &step.desk, act).await?;
    let on = day_of(tx.now());
    held.enter(tx, Entry::Transferred { on, from: department, to: to.clone(), reasons: reasons.clone() }).await?;
    held.kept(tx).await
}

/// The department handles the case from now on, and files it anew; nobody of the other one investigates any more.
pub(crate) async fn accept(tx: &mut Tx, step: &Step<()>) -> Result<Seen, Fault> {
    let mut held = hold(tx, step.id, Some(&step.etag)).await?;
    let department = tx.call().department.clone();
    let act = Act {
        action: "accept-transfer".to_owned(),
        by: caller(tx),
        recast: vec![HANDLER, RECEIVER],
        enlisted: vec![(HANDLER, caller(tx))],
        ..Act::default()
    };
    held.act_as(tx, &step.desk, act).await?;
    held.row.department = department;
    let on = day_of(tx.now());
    officer::release(tx.conn(), held.row.id, &[], on).await?;
    outcome::end(tx, &name::penalty(held.row.id), OutcomeKind::Investigation, on).await?;
    held.enter(tx, Entry::TransferAnswered { on, accepted: true, reasons: String::new() }).await?;
    held.kept(tx).await
}

/// Back to the department that transferred it.
pub(crate) async fn give_back(tx: &mut Tx, step: &Step<String>) -> Result<Seen, Fault> {
    let words = Words { reasons: &step.what, ..Words::default() };
    let (mut held, _) = moved(tx, step, "return-transfer", words).await?;
    let on = day_of(tx.now());
    held.enter(tx, Entry::TransferAnswered { on, accepted: false, reasons: step.what.clone() }).await?;
    held.kept(tx).await
}
