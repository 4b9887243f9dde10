//! The party is told what is intended, states its defence, and is heard (PN-02).

use fault::Fault;
use inspection_domain::enforcement::{Entry, Refusal, Statement, hearing_right};
use time::Date;
use uow::Tx;
use vocab::day_of;

use super::held::{Held, Seen, Words, hold, moved};
use super::{Step, require_day};

/// A hearing that the party is called to.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) on: Date,
    pub(crate) place: String,
}

/// A hearing that is over.
#[derive(Debug)]
pub(crate) struct Minutes {
    pub(crate) absent: bool,
    pub(crate) summary: String,
}

pub(crate) async fn notify(tx: &mut Tx, step: &Step<()>) -> Result<Seen, Fault> {
    let (mut held, _) = moved(tx, step, "notify", Words::default()).await?;
    let (today, sanctions) = (day_of(tx.now()), held.dossier.proposed().to_vec());
    let rules = hearing_right(&sanctions, today)?;
    let hearing_rules = rules.iter().map(ToString::to_string).collect();
    held.enter(tx, Entry::Notified { on: today, sanctions, hearing_rules }).await?;
    held.kept(tx).await
}

pub(crate) async fn notice_delivered(tx: &mut Tx, step: &Step<Date>) -> Result<Seen, Fault> {
    let mut held = hold(tx, step.id, Some(&step.etag)).await?;
    held.act(tx, &step.desk, "deliver-notice", Words { on: Some(step.what), ..Words::default() }).await?;
    if held.dossier.notice.as_ref().is_some_and(|notice| notice.delivered_on.is_some()) {
        // The party's time would else begin anew.
        let (action, state) = ("deliver-notice".to_owned(), held.row.state);
        return Err(procedure::Refusal::State { action, state, allowed: Vec::new() }.into());
    }
    let (today, issued) = (day_of(tx.now()), told_on(&held));
    require_day("delivery_date", step.what, (issued.unwrap_or(today), today))?;
    held.enter(tx, Entry::NoticeDelivered { on: step.what }).await?;
    held.kept(tx).await
}

pub(crate) async fn state(tx: &mut Tx, step: &Step<Statement>) -> Result<Seen, Fault> {
    let (mut held, _) = moved(tx, step, "hear-statement", Words::default()).await?;
    let (today, issued) = (day_of(tx.now()), told_on(&held));
    require_day("statement.statement_date", step.what.on, (issued.unwrap_or(today), today))?;
    held.enter(tx, Entry::Stated(step.what.clone())).await?;
    held.kept(tx).await
}

/// The party may ask from the notice on; late is what comes after the last day from its delivery.
pub(crate) async fn request(tx: &mut Tx, step: &Step<Date>) -> Result<Seen, Fault> {
    let mut held = hold(tx, step.id, Some(&step.etag)).await?;
    held.act(tx, &step.desk, "request-hearing", Words { on: Some(step.what), ..Words::default() }).await?;
    let today = day_of(tx.now());
    let Some(notice) = held.dossier.notice.clone().filter(|notice| !notice.hearing_rules.is_empty()) else {
        return Err(Refusal::NoHearing.into());
    };
    require_day("request_date", step.what, (notice.on, today))?;
    if let Some(delivered_on) = notice.delivered_on {
        let (last, rule) = step.desk.office.ends_on("PN-02a", delivered_on)?;
        if step.what > last {
            return Err(Refusal::HearingLate { last, rule }.into());
        }
    }
    held.enter(tx, Entry::HearingRequested { on: step.what }).await?;
    held.kept(tx).await
}

/// Whole working days lie between the notice, which is of today, and the hearing.
pub(crate) async fn schedule(tx: &mut Tx, step: &Step<Call>) -> Result<Seen, Fault> {
    let (mut held, _) = moved(tx, step, "schedule-hearing", Words::default()).await?;
    let today = day_of(tx.now());
    let (last, rule) = step.desk.office.ends_on("PN-02b", today)?;
    if step.what.on <= last {
        let earliest = last.next_day().unwrap_or(last);
        return Err(Refusal::HearingSoon { earliest, rule }.into());
    }
    let entry = Entry::HearingScheduled { on: today, held_on: step.what.on, place: step.what.place.clone() };
    held.enter(tx, entry).await?;
    held.kept(tx).await
}

/// The term of the decision goes on from the day of the hearing, whenever it is recorded.
pub(crate) async fn held(tx: &mut Tx, step: &Step<Minutes>) -> Result<Seen, Fault> {
    let mut held = hold(tx, step.id, Some(&step.etag)).await?;
    let called = held.dossier.hearing.as_ref().and_then(|hearing| hearing.called.as_ref()).map(|(_, on, _)| *on);
    held.act(tx, &step.desk, "hold-hearing", Words { on: called, ..Words::default() }).await?;
    if called.is_none_or(|on| on > day_of(tx.now())) {
        return Err(Refusal::HearingNotDue.into());
    }
    let Minutes { absent, summary } = &step.what;
    held.enter(tx, Entry::HearingHeld { absent: *absent, summary: summary.clone() }).await?;
    held.kept(tx).await
}

fn told_on(held: &Held) -> Option<Date> {
    held.dossier.notice.as_ref().map(|notice| notice.on)
}
