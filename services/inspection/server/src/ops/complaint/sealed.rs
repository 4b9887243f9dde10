//! What was said and who said it, at rest: the contract's messages, sealed for their row.

use fault::Fault;
use onecode_proto::inspection::v1 as pb;
use prost::Message;
use seal::{Place, Ring};
use uuid::Uuid;

use crate::store::complaint::{Sealed, SealedReasons};

/// Seals both for the row with an id.
pub(super) fn seal(
    ring: &Ring,
    id: Uuid,
    statement: &pb::ComplaintStatement,
    reporter: Option<&pb::Reporter>,
) -> Result<Sealed, Fault> {
    let closed = |column, value: Vec<u8>| ring.seal(&place(column, id), &value).map_err(Fault::internal);
    Ok(Sealed {
        id,
        statement: closed("statement", statement.encode_to_vec())?,
        reporter: reporter.map(|reporter| closed("reporter", reporter.encode_to_vec())).transpose()?,
    })
}

/// What was said.
pub(super) fn statement(ring: &Ring, row: &Sealed) -> Result<pb::ComplaintStatement, Fault> {
    open(ring, "statement", row.id, &row.statement)
}

/// Who said it, unless nobody gave a name.
pub(super) fn reporter(ring: &Ring, row: &Sealed) -> Result<Option<pb::Reporter>, Fault> {
    row.reporter.as_ref().map(|sealed| open(ring, "reporter", row.id, sealed)).transpose()
}

/// The same under the active key; `None` where no key of the ring opens it.
pub(super) fn resealed(ring: &Ring, row: &Sealed) -> Option<Sealed> {
    let statement = ring.reseal(&place("statement", row.id), &row.statement).ok()?;
    let reporter = match &row.reporter {
        Some(sealed) => Some(ring.reseal(&place("reporter", row.id), sealed).ok()?),
        None => None,
    };
    Some(Sealed { id: row.id, statement, reporter })
}

/// Seals what speaks against an outcome, for the review with an id.
pub(super) fn seal_reasons(ring: &Ring, id: Uuid, reasons: &str) -> Result<Vec<u8>, Fault> {
    ring.seal(&review_place(id), reasons.as_bytes()).map_err(Fault::internal)
}

/// What speaks against an outcome.
pub(super) fn reasons(ring: &Ring, row: &SealedReasons) -> Result<String, Fault> {
    let opened = ring.open(&review_place(row.id), &row.reasons).map_err(Fault::internal)?;
    // it was a text when it was sealed; what is no text would be told by an error
    Ok(String::from_utf8_lossy(opened.expose()).into_owned())
}

/// The same under the active key; `None` where no key of the ring opens it.
pub(super) fn resealed_reasons(ring: &Ring, row: &SealedReasons) -> Option<SealedReasons> {
    Some(SealedReasons { id: row.id, reasons: ring.reseal(&review_place(row.id), &row.reasons).ok()? })
}

fn open<M: Message + Default>(ring: &Ring, column: &'static str, id: Uuid, sealed: &[u8]) -> Result<M, Fault> {
    let opened = ring.open(&place(column, id), sealed).map_err(Fault::internal)?;
    // what prost says of bytes that it cannot read holds none of them
    M::decode(opened.expose().as_slice()).map_err(Fault::internal)
}

fn place(column: &'static str, id: Uuid) -> Place {
    Place::new("inspection.complaint", column, id)
}

fn review_place(id: Uuid) -> Place {
    Place::new("inspection.complaint_review", "reasons", id)
}
