//! Proposals are drafted, filed, withdrawn, and checked by their form.

use fault::{Fault, Violation, on_constraint};
use purchase_domain::venture::mending_last_day;
use sqlx::PgConnection;
use time::{Date, Duration};
use uow::{Call, Tx};
use vocab::{UnifiedCode, day_of};

use super::read::{ShownProposal, told_of};
use super::{End, Mark, as_read, hold_filed, hold_own, keep, note_of, of_round, own_proposal, refused, standing};
use crate::ops::fund::refused::not_eligible;
use crate::standing::Seen;
use crate::store::venture::RoundRow;
use crate::store::venture::course;
use crate::store::venture::proposal::{self as store, ProposalRow, Written};
use crate::wire::{name, venture::facts};

/// What an organisation proposes in a round.
#[derive(Debug)]
pub(crate) struct Create {
    pub(crate) round: uuid::Uuid,
    pub(crate) organization: UnifiedCode,
    pub(crate) written: Written,
}

/// What takes the place of what was written.
#[derive(Debug)]
pub(crate) struct Update {
    pub(crate) mark: Mark,
    pub(crate) organization: UnifiedCode,
    pub(crate) written: Written,
}

/// Which proposal is filed, and what credit says of the organisation.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) mark: Mark,
    pub(crate) seen: Seen,
}

/// What is asked before credit is asked.
#[derive(Debug)]
pub(crate) struct Filing {
    pub(crate) mark: Mark,
    pub(crate) call: Call,
}

/// What a check of the form found.
#[derive(Debug)]
pub(crate) struct Check {
    pub(crate) mark: Mark,
    /// `accepted`, `returned` or `rejected`.
    pub(crate) status: &'static str,
    pub(crate) reason: String,
    pub(crate) mend_until: Option<Date>,
}

/// How many days after the deadline a project ends at the latest: five years.
const LONGEST_DAYS: i64 = 5 * 366;

/// What is written fits the round.
fn fits(round: &RoundRow, written: &Written) -> Result<(), Fault> {
    let mut violations = Vec::new();
    let mut wrong = |field: &str, description: String| violations.push(Violation { field: field.into(), description });
    if !round.track_keys.contains(&written.track) {
        wrong("venture_proposal.track", format!("must be one of {}", round.track_keys.join(", ")));
    }
    if written.asked_fen > round.ceiling_fen {
        wrong("venture_proposal.lines", format!("come to {} fen, at most {}", written.asked_fen, round.ceiling_fen));
    }
    let last = day_of(round.filing_deadline).checked_add(Duration::days(LONGEST_DAYS));
    if last.is_some_and(|last| written.end_on > last) {
        wrong("venture_proposal.end_date", "must be within five years of the deadline".into());
    }
    if violations.is_empty() { Ok(()) } else { Err(Fault::invalid(violations)) }
}

/// Proposals are taken at the instant of this unit of work: before the deadline, or of a returned one by its day.
fn taking(tx: &Tx, round: &RoundRow, returned: Option<&ProposalRow>) -> Result<(), Fault> {
    standing(round, &["open"])?;
    let now = tx.now();
    match returned.and_then(|row| row.mend_until_on) {
        Some(last) if day_of(now) > last => Err(refused::filing_closed(last.to_string(), now)),
        None if now >= round.filing_deadline => Err(refused::deadline_over(round.filing_deadline, now)),
        _ => Ok(()),
    }
}

pub(crate) async fn create(tx: &mut Tx, command: &Create) -> Result<ShownProposal, Fault> {
    let round = keep(tx, command.round).await?;
    taking(tx, &round, None)?;
    fits(&round, &command.written)?;
    let (by, code) = (tx.author(), command.organization.as_str());
    let inserted = store::insert(tx.conn(), (round.id, &round.division, code), &command.written, &by).await;
    on_constraint(inserted, "venture_proposal_system_key", || refused::proposal_exists(round.id, code))?;
    let row = of_round(tx.conn(), round.id, by.id).await?;
    note_of(tx, &row, "drafted", "").await?;
    told_of(tx, &round, row.id).await
}

pub(crate) async fn update(tx: &mut Tx, command: &Update) -> Result<ShownProposal, Fault> {
    let (round, row) = hold_own(tx, &command.mark, &["draft", "returned"]).await?;
    if row.organization != command.organization.as_str() {
        let description = format!("must stay organizations/{}", row.organization);
        return Err(Fault::invalid_field("venture_proposal.organization", description));
    }
    taking(tx, &round, Some(&row))?;
    fits(&round, &command.written)?;
    let now = tx.now();
    store::rewrite(tx.conn(), row.id, &command.written, now).await?;
    told_of(tx, &round, row.id).await
}

/// The organisation of a proposal that may be filed.
pub(crate) async fn filing(conn: &mut PgConnection, query: &Filing) -> Result<ProposalRow, Fault> {
    let row = own_proposal(conn, (query.mark.round, query.mark.id), &query.call).await?;
    as_read(&row, &query.mark, &["draft", "returned"])?;
    Ok(row)
}

pub(crate) async fn file(tx: &mut Tx, command: &File) -> Result<ShownProposal, Fault> {
    let (round, row) = hold_own(tx, &command.mark, &["draft", "returned"]).await?;
    taking(tx, &round, Some(&row))?;
    let (checked, now) = (&command.seen.checked, tx.now());
    if command.seen.is_refused() {
        return Err(not_eligible(&row.organization, &checked.conditions));
    }
    let filed = store::file(tx.conn(), row.id, checked, now).await;
    let exists = || refused::proposal_exists(round.id, &row.organization);
    on_constraint(filed, "venture_proposal_organization_key", exists)?;
    note_of(tx, &row, "filed", "").await?;
    let shown = told_of(tx, &round, row.id).await?;
    tx.emit(&name::venture_round(round.id), &round.division, &facts::filed(&shown.row));
    Ok(shown)
}

pub(crate) async fn withdraw(tx: &mut Tx, command: &End<Mark>) -> Result<ShownProposal, Fault> {
    let any = ["draft", "filed", "returned", "accepted", "listed"];
    let (round, row) = hold_own(tx, &command.which, &any).await?;
    let now = tx.now();
    course::end(tx.conn(), row.id, ("withdrawn", &command.reason), now).await?;
    note_of(tx, &row, "withdrawn", &command.reason).await?;
    let shown = told_of(tx, &round, row.id).await?;
    // of what never was filed nobody was told
    if row.filed_at.is_some() {
        tx.emit(&name::venture_round(round.id), &round.division, &facts::withdrawn(&shown.row));
    }
    Ok(shown)
}

pub(crate) async fn check(tx: &mut Tx, command: &Check) -> Result<ShownProposal, Fault> {
    let (round, row) = hold_filed(tx, &command.mark, &["filed"]).await?;
    standing(&round, &["open"])?;
    let (now, today) = (tx.now(), day_of(tx.now()));
    if let Some(until) = command.mend_until {
        let last = mending_last_day(today).ok_or_else(|| Fault::internal("no rule of mending"))?;
        if until <= today || until > last {
            let description = format!("must be after today and not after {last} (VT-02)");
            return Err(Fault::invalid_field("mend_until_date", description));
        }
    }
    course::check(tx.conn(), row.id, (command.status, &command.reason, command.mend_until), now).await?;
    note_of(tx, &row, "checked", command.status).await?;
    let shown = told_of(tx, &round, row.id).await?;
    tx.emit(&name::venture_round(round.id), &round.division, &facts::checked(&shown.row));
    Ok(shown)
}
