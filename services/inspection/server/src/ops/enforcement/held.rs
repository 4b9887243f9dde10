//! A penalty under lock, with what was entered of it.

use casework::{Standing, caller};
use fault::{Fault, on_constraint};
use inspection_domain::enforcement::{Dossier, Entry, Refusal};
use procedure::Act;
use sqlx::PgConnection;
use time::Date;
use uow::Tx;
use uuid::Uuid;

use super::{Desk, Step, require_seen};
use crate::store::enforcement::penalty::{self as store, PenaltyRow};
use crate::store::enforcement::{evidence, officer};
use crate::wire::name;

/// A penalty and its dossier.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) row: PenaltyRow,
    pub(crate) dossier: Dossier,
}

/// A penalty as it is shown.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) row: PenaltyRow,
    pub(crate) dossier: Dossier,
    pub(crate) officers: Vec<Uuid>,
    pub(crate) evidence: i64,
}

/// What an action says beside its key.
#[derive(Debug, Default)]
pub(super) struct Words<'a> {
    pub(super) reasons: &'a str,
    pub(super) ground: &'a str,
    /// The day on which it happened, if not today.
    pub(super) on: Option<Date>,
}

/// One that the caller may see and whose authority it is, locked; with an etag, as somebody saw it.
pub(super) async fn hold(tx: &mut Tx, id: Uuid, etag: Option<&str>) -> Result<Held, Fault> {
    let scope = tx.call().scope.clone();
    let row = store::lock(tx.conn(), &scope, id).await?;
    let row = row.ok_or_else(|| Refusal::PenaltyNotFound { penalty: name::penalty(id) })?;
    if row.division != tx.call().division {
        return Err(Refusal::OtherAuthority.into());
    }
    if let Some(etag) = etag {
        require_seen(etag, name::penalty_etag(id, row.revision))?;
    }
    let entries = store::entries(tx.conn(), &[id]).await?;
    Ok(Held { row, dossier: Dossier::of(entries.into_iter().map(|entry| entry.entry.0)) })
}

/// The penalty of a step, and its case moved by an action in the name of the caller's office.
pub(super) async fn moved<T>(
    tx: &mut Tx,
    step: &Step<T>,
    action: &str,
    words: Words<'_>,
) -> Result<(Held, Standing), Fault> {
    let mut held = hold(tx, step.id, Some(&step.etag)).await?;
    let standing = held.act(tx, &step.desk, action, words).await?;
    Ok((held, standing))
}

impl Held {
    /// Moves its case by an action in the name of the caller's office.
    pub(super) async fn act(
        &mut self,
        tx: &mut Tx,
        desk: &Desk,
        action: &str,
        words: Words<'_>,
    ) -> Result<Standing, Fault> {
        let act = Act {
            action: action.to_owned(),
            by: caller(tx),
            reasons: words.reasons.to_owned(),
            ground: words.ground.to_owned(),
            on: words.on,
            ..Act::default()
        };
        self.act_as(tx, desk, act).await
    }

    /// The same, as it is.
    pub(super) async fn act_as(&mut self, tx: &mut Tx, desk: &Desk, act: Act) -> Result<Standing, Fault> {
        let standing = desk.office.act(tx, self.row.id, None, act).await?;
        self.row.state.clone_from(&standing.case.state);
        Ok(standing)
    }

    /// Adds to its dossier. What happens once is the database's to keep.
    pub(super) async fn enter(&mut self, tx: &mut Tx, entry: Entry) -> Result<(), Fault> {
        let (actor, now) = (tx.call().actor.clone(), tx.now());
        let entered = store::enter(tx.conn(), self.row.id, &entry, &actor, now).await;
        on_constraint(entered, "penalty_entry_once_key", || {
            if matches!(entry, Entry::Annulled { .. }) {
                Refusal::Annulled.into()
            } else if matches!(entry, Entry::Published { .. }) {
                Refusal::Published.into()
            } else {
                Refusal::Decided.into()
            }
        })?;
        self.dossier.enter(entry);
        Ok(())
    }

    /// Keeps what changed; what is to be shown.
    pub(super) async fn kept(mut self, tx: &mut Tx) -> Result<Seen, Fault> {
        self.row.revision += 1;
        self.row.updated_at = tx.now();
        store::update(tx.conn(), &self.row).await?;
        let mut seen = shown(tx.conn(), vec![self.row], Some(self.dossier)).await?;
        seen.pop().ok_or_else(|| Fault::internal("a penalty is shown as none"))
    }
}

/// Penalties as they are shown; of one whose dossier is known, it is not read again.
pub(super) async fn shown(
    conn: &mut PgConnection,
    rows: Vec<PenaltyRow>,
    known: Option<Dossier>,
) -> Result<Vec<Seen>, Fault> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let entries = if known.is_some() { Vec::new() } else { store::entries(&mut *conn, &ids).await? };
    let officers = officer::assigned(&mut *conn, &ids).await?;
    let counts = evidence::count(&mut *conn, &ids).await?;
    let mut known = known;
    let seen = |row: PenaltyRow| {
        let of = entries.iter().filter(|entry| entry.penalty == row.id).map(|entry| entry.entry.0.clone());
        Seen {
            dossier: known.take().unwrap_or_else(|| Dossier::of(of)),
            officers: officers.iter().filter(|one| one.proceeding == row.id).map(|one| one.inspector).collect(),
            evidence: counts.iter().find(|(id, _)| *id == row.id).map_or(0, |(_, count)| *count),
            row,
        }
    };
    Ok(rows.into_iter().map(seen).collect())
}
