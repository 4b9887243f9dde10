//! What did not come by its last day, noted and told of once: by the sweeper, or by whoever comes late before it did.

use fault::Fault;
use inspection_domain::outcome::{Outcome, OutcomeKind};
use time::Date;
use uow::Tx;
use vocab::day_of;

use crate::ops::outcome;
use crate::store::annual_report::{ReportRow, Unrectified};
use crate::store::report_campaign;
use crate::store::report_duty::{self, DutyRow};
use crate::store::report_overdue::Missed;
use crate::wire;
use crate::wire::report::{facts, report_name};

/// Reports that did not come (AI-07).
pub(super) async fn reports(tx: &mut Tx, missed: &[Missed]) -> Result<(), Fault> {
    let outcome = |one: &Missed| Outcome {
        organization: one.code,
        division: one.division.clone(),
        kind: OutcomeKind::ReportMissed,
        resource: report_name(one.code, one.year),
        year: Some(one.year),
        value: String::new(),
        amount_fen: None,
        from: day_after(one.due_on),
        until: None,
        withdrawn: None,
    };
    outcome::note_all(tx, &missed.iter().map(outcome).collect::<Vec<_>>()).await?;
    for one in missed {
        tx.emit(&wire::name::organization(one.code), &one.division, &facts::missed(one));
    }
    Ok(())
}

/// Rectifications that were not reported (AI-04).
pub(super) async fn rectifications(tx: &mut Tx, missed: &[Unrectified]) -> Result<(), Fault> {
    let outcome = |one: &Unrectified| Outcome {
        organization: one.code,
        division: one.division.clone(),
        kind: OutcomeKind::RectificationMissed,
        resource: report_name(one.code, one.year),
        year: Some(one.year),
        value: one.value.clone(),
        amount_fen: None,
        from: day_after(one.due_on),
        until: None,
        withdrawn: None,
    };
    outcome::note_all(tx, &missed.iter().map(outcome).collect::<Vec<_>>()).await?;
    for one in missed {
        tx.emit(&wire::name::organization(one.code), &one.division, &facts::rectification_missed(one));
    }
    Ok(())
}

/// A report that comes after its last day leaves the same on record whether the sweeper came by in between or not.
pub(super) async fn late_report(tx: &mut Tx, duty: &DutyRow) -> Result<(), Fault> {
    if duty.overdue {
        return Ok(());
    }
    let campaign = report_campaign::of_duty(tx.conn(), duty.campaign).await?;
    let earlier = report_duty::ended(tx.conn(), duty.code, duty.year - 1).await?;
    let missed = Missed {
        code: duty.code,
        year: duty.year,
        division: duty.division.clone(),
        due_on: duty.due_on,
        campaign: campaign.id,
        kind: campaign.kind,
        department: campaign.department,
        second_year: earlier.is_some_and(|earlier| earlier.missed()),
    };
    reports(tx, &[missed]).await
}

/// So does a rectification that is reported, or evaluated without a report, after its term.
pub(super) async fn late_rectification(tx: &mut Tx, row: &mut ReportRow) -> Result<(), Fault> {
    let today = day_of(tx.now());
    let over = row.rectification_due.filter(|due| *due < today && row.state == "rectifying");
    let Some(due_on) = over.filter(|_| !row.rectification_missed) else { return Ok(()) };
    row.rectification_missed = true;
    let missed = Unrectified {
        code: row.code,
        year: row.year,
        division: row.division.clone(),
        value: row.value.clone(),
        due_on,
        department: report_campaign::of_duty(tx.conn(), row.campaign).await?.department,
    };
    rectifications(tx, &[missed]).await
}

fn day_after(day: Date) -> Date {
    day.next_day().unwrap_or(day)
}
