//! Entries at rest, as they are listed, and as they come to a record.

use fault::Fault;
use inspection_domain::check::{Content, Kept, Place, Record, clock_is_wrong, far_beyond};
use inspection_domain::draw::Hash;
use onecode_proto::inspection::v1 as pb;
use prost::Message as _;
use seal::Ring;
use sqlx::PgConnection;
use uow::Scope;
use uuid::Uuid;
use vocab::day_of;

use super::{Desk, found, stranger};
use crate::store::check::entry::{self, EntryRow, Reader};
use crate::store::check::evidence::{self, EvidenceRow};
use crate::store::check::field_check::CheckRow;
use crate::wire;
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;

/// Which page of the entries of which check, for whom.
#[derive(Debug)]
pub(crate) struct ListEntries {
    pub(crate) desk: Desk,
    pub(crate) scope: Scope,
    pub(crate) department: String,
    pub(crate) division: String,
    pub(crate) id: Uuid,
    /// Number of the last one shown.
    pub(crate) after: i64,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    pub(crate) personal: bool,
}

/// Which record, for whom.
#[derive(Debug)]
pub(crate) struct GetRecord {
    pub(crate) desk: Desk,
    pub(crate) scope: Scope,
    pub(crate) department: String,
    pub(crate) division: String,
    pub(crate) id: Uuid,
}

/// An entry, opened for one answer.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) row: EntryRow,
    pub(crate) stated: pb::CheckEntry,
    pub(crate) kept: Kept,
    pub(crate) clock_wrong: bool,
    /// Of a check-in: how many metres off, and whether that is far.
    pub(crate) distance: Option<(u32, bool)>,
}

/// A page, in the order in which they were received.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) entries: Vec<Seen>,
    pub(crate) personal: bool,
    pub(crate) next_page_token: String,
}

/// The entries of a check that came in time, to be folded; and how many came late.
#[derive(Debug)]
pub(crate) struct Folded {
    pub(crate) row: CheckRow,
    pub(crate) kept: Vec<Kept>,
    pub(crate) late: usize,
    pub(crate) attached: Vec<EvidenceRow>,
}

impl Folded {
    /// The record.
    pub(crate) fn record(&self) -> Record<'_> {
        Record::of(&self.kept)
    }
}

/// Pieces of evidence that stand, with the hash of their contents.
pub(crate) fn evidence_of<'a>(record: &Record<'a>) -> impl Iterator<Item = (&'a Kept, Hash)> {
    let evidence = record.evidence.clone();
    evidence.into_iter().filter_map(|kept| Some((kept, hash_of(&kept.entry.content)?)))
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListEntries) -> Result<Listed, Fault> {
    let row = found(conn, &query.scope, query.id).await?;
    let reader = Reader {
        takes_part: row.has(&query.department, &query.division),
        department: query.department.clone(),
        division: query.division.clone(),
    };
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = entry::page(conn, row.id, &reader, query.after, limit).await?;
    if rows.is_empty() && query.after == 0 && !reader.takes_part {
        return Err(stranger(&query.department));
    }
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.number.to_string());
    let entries = rows.into_iter().map(|entry| seen(&query.desk.ring, &row, entry)).collect::<Result<_, _>>()?;
    Ok(Listed { entries, personal: query.personal, next_page_token })
}

pub(crate) async fn record(conn: &mut PgConnection, query: &GetRecord) -> Result<Folded, Fault> {
    let row = found(conn, &query.scope, query.id).await?;
    if !row.has(&query.department, &query.division) {
        return Err(stranger(&query.department));
    }
    folded(conn, &query.desk.ring, row).await
}

/// The entries of a check, opened.
pub(super) async fn folded(conn: &mut PgConnection, ring: &Ring, row: CheckRow) -> Result<Folded, Fault> {
    let rows = entry::all(conn, row.id, None).await?;
    let attached = evidence::attached(conn, row.id).await?;
    let late = rows.iter().filter(|row| row.late).count();
    let in_time = rows.iter().filter(|row| !row.late);
    let kept = in_time.map(|entry| Ok(restored(ring, row.id, entry)?.1)).collect::<Result<Vec<Kept>, Fault>>()?;
    Ok(Folded { row, kept, late, attached })
}

fn seen(ring: &Ring, check: &CheckRow, row: EntryRow) -> Result<Seen, Fault> {
    let (stated, kept) = restored(ring, check.id, &row)?;
    let received_on = day_of(row.received_at);
    let declared = check.latitude.zip(check.longitude).and_then(|(north, east)| Place::new(north, east));
    let distance = match (&kept.entry.content, declared) {
        (Content::CheckIn { place, accuracy }, Some(declared)) => {
            let metres = place.metres_to(declared);
            Some((metres, far_beyond(metres, *accuracy, received_on)?))
        }
        _ => None,
    };
    let clock_wrong = clock_is_wrong(row.clock_offset_seconds, received_on)?;
    Ok(Seen { row, stated, kept, clock_wrong, distance })
}

/// A row as it was stated, and as the domain has it.
pub(super) fn restored(ring: &Ring, check: Uuid, row: &EntryRow) -> Result<(pb::CheckEntry, Kept), Fault> {
    let stated = pb::CheckEntry::decode(opened(ring, row)?.as_slice()).map_err(Fault::internal)?;
    let mut violations = Violations::default();
    let entry = wire::check::entry::parse(&mut violations, "entry", &stated, check);
    let entry = entry.ok_or_else(|| Fault::internal("an entry on record is none"))?;
    Ok((stated, Kept::of(entry)))
}

/// The content hash that an entry states.
pub(super) fn hash_of(content: &Content) -> Option<Hash> {
    if let Content::Evidence { sha256, .. } = content { Some(*sha256) } else { None }
}

/// Seals the message of an entry.
pub(super) fn sealed(ring: &Ring, id: Uuid, content: &[u8]) -> Result<Vec<u8>, Fault> {
    ring.seal(&place(id), content).map_err(Fault::internal)
}

/// Opens the message of an entry.
pub(super) fn opened(ring: &Ring, row: &EntryRow) -> Result<Vec<u8>, Fault> {
    Ok(ring.open(&place(row.id), &row.content).map_err(Fault::internal)?.expose().clone())
}

fn place(id: Uuid) -> seal::Place {
    seal::Place::new("inspection.check_entry", "content", id)
}
