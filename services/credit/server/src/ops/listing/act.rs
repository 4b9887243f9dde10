//! What is done with a draft before it is decided, and decisions not to list.

use casework::Announcement;
use credit_domain::listing::List;
use fault::Fault;
use procedure::Act;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::{Step, hold, kept, list_title, moved, refused, retract, said, title};
use crate::store::listing::draft::DraftRow;
use crate::wire::name;

/// An exemption.
#[derive(Debug)]
pub(crate) struct Exempt {
    pub(crate) proof: Uuid,
    pub(crate) reasons: String,
}

/// How a notice was served.
#[derive(Debug)]
pub(crate) enum Deliver {
    /// It was received on a day.
    Received(Date),
    /// It is announced today.
    Announced,
}

pub(crate) async fn exempt(tx: &mut Tx, step: &Step<Exempt>) -> Result<DraftRow, Fault> {
    let mut row = hold(tx, step).await?;
    if row.list == List::Serious.as_str() {
        return Err(refused::no_exemption(&row.ground));
    }
    let Exempt { proof, reasons } = &step.what;
    let act = said(tx, "exempt", reasons);
    moved(tx, &step.office, &mut row, act).await?;
    archive::attach(tx, &[*proof], &name::listing_draft(row.id)).await?;
    row.proof = Some(*proof);
    row.reasons.clone_from(reasons);
    retract(tx, &step.office, &mut row, "已决定免予列入").await?;
    kept(tx, row).await
}

pub(crate) async fn dismiss(tx: &mut Tx, step: &Step<String>) -> Result<DraftRow, Fault> {
    let mut row = hold(tx, step).await?;
    let act = said(tx, "dismiss", &step.what);
    moved(tx, &step.office, &mut row, act).await?;
    row.reasons.clone_from(&step.what);
    retract(tx, &step.office, &mut row, "已决定不予列入").await?;
    kept(tx, row).await
}

pub(crate) async fn notify(tx: &mut Tx, step: &Step<String>) -> Result<DraftRow, Fault> {
    let mut row = hold(tx, step).await?;
    let act = said(tx, "notify", "");
    moved(tx, &step.office, &mut row, act).await?;
    row.notice.clone_from(&step.what);
    kept(tx, row).await
}

pub(crate) async fn deliver(tx: &mut Tx, step: &Step<Deliver>) -> Result<DraftRow, Fault> {
    let mut row = hold(tx, step).await?;
    let today = day_of(tx.now());
    let (action, method, on, rule) = match step.what {
        Deliver::Received(on) => ("deliver", "delivered", on, "CR-09a"),
        Deliver::Announced => ("announce", "announced", today, "CR-09b"),
    };
    let drafted = day_of(row.created_at);
    if on < drafted {
        return Err(Fault::invalid_field("serve_date", format!("must be from {drafted}, the day of the draft")));
    }
    let act = Act { on: Some(on), ..said(tx, action, "") };
    moved(tx, &step.office, &mut row, act).await?;
    method.clone_into(&mut row.method);
    row.served_on = Some(on);
    row.answer_until = Some(step.office.ends_on(rule, on)?.0);
    if let Deliver::Announced = step.what {
        let list = List::parse(&row.list).map_or("", list_title);
        let announcement = Announcement {
            kind: "listing-notice",
            organization: name::organization(row.organization),
            title: format!("拟将{}列入{list}的告知", title(tx.conn(), row.organization).await?),
            body: row.notice.clone(),
            rule: "CR-09b",
        };
        row.announcement = Some(step.office.announce(tx, row.id, announcement).await?.id);
    }
    kept(tx, row).await
}

pub(crate) async fn hear(tx: &mut Tx, step: &Step<String>) -> Result<DraftRow, Fault> {
    let mut row = hold(tx, step).await?;
    let act = said(tx, "hear", "");
    moved(tx, &step.office, &mut row, act).await?;
    row.statement.clone_from(&step.what);
    kept(tx, row).await
}
