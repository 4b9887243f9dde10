//! Rounds, nominations and honours as their readers may see them.

use fault::Fault;
use intake::page::{self, Binding};
use seal::Ring;
use sqlx::PgConnection;
use talent_domain::masked;
use uow::{Call, Tx};
use uuid::Uuid;

use super::sealed::{self, HONOUR, NOMINATION, Person};
use super::{is_department, limit, of_round, own, refused, visible};
use crate::store::honour::conferred::{self, HonourFilter, HonourRow};
use crate::store::honour::event::{self, EventRow};
use crate::store::honour::nomination::{self, NominationRow};
use crate::store::honour::{self as store, RoundFilter, RoundRow};

/// Which round is read, and by whom.
#[derive(Debug)]
pub(crate) struct Get {
    pub(crate) id: Uuid,
    pub(crate) call: Call,
    pub(crate) ring: Ring,
}

/// Which page of which rounds.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) filter: RoundFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// Which nomination is read, and by whom.
#[derive(Debug)]
pub(crate) struct GetNomination {
    pub(crate) round: Uuid,
    pub(crate) id: Uuid,
    pub(crate) call: Call,
    pub(crate) ring: Ring,
}

/// Which page of which nominations of a round.
#[derive(Debug)]
pub(crate) struct ListNominations {
    pub(crate) round: Uuid,
    pub(crate) status: Option<&'static str>,
    pub(crate) call: Call,
    pub(crate) ring: Ring,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// Which honour is read.
#[derive(Debug)]
pub(crate) struct GetHonour {
    pub(crate) id: Uuid,
    pub(crate) ring: Ring,
}

/// Which page of which honours.
#[derive(Debug)]
pub(crate) struct ListHonours {
    pub(crate) filter: HonourFilter,
    pub(crate) ring: Ring,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A round with what its reader may see of it.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(crate) row: RoundRow,
    pub(crate) events: Vec<EventRow>,
    pub(crate) candidates: Vec<Candidate>,
}

/// Whoever is before the public.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) row: NominationRow,
    /// Empty where there is no person, and in answers to writes.
    pub(crate) masked_name: String,
}

/// A nomination for a reader.
#[derive(Debug)]
pub(crate) struct SeenNomination {
    pub(crate) row: NominationRow,
    /// None where there is no person, and in answers to writes.
    pub(crate) person: Option<Person>,
    /// Whether the reader may see who it is.
    pub(crate) personal: bool,
}

/// An honour for everybody.
#[derive(Debug)]
pub(crate) struct SeenHonour {
    pub(crate) row: HonourRow,
    /// None where there is no person, and in answers to writes.
    pub(crate) person: Option<Person>,
}

/// A page of something.
#[derive(Debug)]
pub(crate) struct Listed<T> {
    pub(crate) found: Vec<T>,
    pub(crate) next_page_token: String,
}

/// A round as it is now, in the answer to a write: without names, which would lie in the answers that are kept.
pub(super) async fn told(conn: &mut PgConnection, id: Uuid) -> Result<Shown, Fault> {
    let row = store::get(conn, id).await?.ok_or_else(|| refused::no_round(id))?;
    show(conn, row, None).await
}

async fn show(conn: &mut PgConnection, row: RoundRow, ring: Option<&Ring>) -> Result<Shown, Fault> {
    let events = event::all(conn, row.id).await?;
    // nobody has a place before the publicity
    let ranked = nomination::ranked(conn, row.id).await?;
    let candidates = ranked.into_iter().map(|row| candidate(row, ring)).collect::<Result<_, _>>()?;
    Ok(Shown { row, events, candidates })
}

fn candidate(row: NominationRow, ring: Option<&Ring>) -> Result<Candidate, Fault> {
    let person = ring.map(|ring| person_of(ring, &row)).transpose()?.flatten();
    let masked_name = person.map(|person| masked(&person.name)).unwrap_or_default();
    Ok(Candidate { row, masked_name })
}

pub(super) fn person_of(ring: &Ring, row: &NominationRow) -> Result<Option<Person>, Fault> {
    sealed::open(ring, (NOMINATION, row.id), (row.person_name.as_deref(), row.person_post.as_deref()))
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Get) -> Result<Shown, Fault> {
    let row = visible(conn, query.id, &query.call).await?;
    show(conn, row, Some(&query.ring)).await
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed<Shown>, Fault> {
    let mut rows = store::page(conn, &query.filter, query.before, limit(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let brief = |mut row: RoundRow| {
        // long, and of no use in a list
        row.criteria.clear();
        Shown { row, events: Vec::new(), candidates: Vec::new() }
    };
    Ok(Listed { found: rows.into_iter().map(brief).collect(), next_page_token })
}

fn seen(ring: &Ring, call: &Call, row: NominationRow) -> Result<SeenNomination, Fault> {
    let person = person_of(ring, &row)?;
    Ok(SeenNomination { row, person, personal: call.reveals })
}

/// A nomination as it is now, in the answer to a write: without the person, who would lie in the answers that are kept.
pub(super) async fn unseen(tx: &mut Tx, round: Uuid, id: Uuid) -> Result<SeenNomination, Fault> {
    let row = of_round(tx.conn(), round, id).await?;
    Ok(SeenNomination { row, person: None, personal: false })
}

pub(crate) async fn get_nomination(conn: &mut PgConnection, query: &GetNomination) -> Result<SeenNomination, Fault> {
    let no_nomination = || refused::no_nomination(query.round, query.id);
    let round = store::get(conn, query.round).await?.ok_or_else(no_nomination)?;
    let row = of_round(conn, round.id, query.id).await?;
    if row.created_by != query.call.actor && !is_department(&query.call, &round) {
        return Err(no_nomination());
    }
    seen(&query.ring, &query.call, row)
}

pub(crate) async fn list_nominations(
    conn: &mut PgConnection,
    query: &ListNominations,
) -> Result<Listed<SeenNomination>, Fault> {
    let round = own(conn, query.round, &query.call).await?;
    let mut rows = nomination::page(conn, (round.id, query.status), query.before, limit(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let brief = |mut row: NominationRow| {
        row.statement.clear();
        seen(&query.ring, &query.call, row)
    };
    let found = rows.into_iter().map(brief).collect::<Result<_, _>>()?;
    Ok(Listed { found, next_page_token })
}

fn seen_honour(ring: &Ring, row: HonourRow) -> Result<SeenHonour, Fault> {
    let sealed = (row.person_name.as_deref(), row.person_post.as_deref());
    let person = sealed::open(ring, (HONOUR, row.id), sealed)?;
    Ok(SeenHonour { row, person })
}

pub(crate) async fn get_honour(conn: &mut PgConnection, query: &GetHonour) -> Result<SeenHonour, Fault> {
    let row = conferred::get(conn, query.id).await?.ok_or_else(|| refused::no_honour(query.id))?;
    seen_honour(&query.ring, row)
}

pub(crate) async fn list_honours(conn: &mut PgConnection, query: &ListHonours) -> Result<Listed<SeenHonour>, Fault> {
    let mut rows = conferred::page(conn, &query.filter, query.before, limit(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let found = rows.into_iter().map(|row| seen_honour(&query.ring, row)).collect::<Result<_, _>>()?;
    Ok(Listed { found, next_page_token })
}
