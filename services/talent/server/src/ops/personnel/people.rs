//! People and numbers of certificates: sealed on the way in, opened on the way out.

use std::collections::HashMap;

use fault::Fault;
use seal::{Place, Ring};
use sqlx::PgConnection;
use talent_domain::{CertificateNumber, PersonName, QualificationKind};
use uuid::Uuid;
use vocab::identity::Identity;

use crate::store::personnel::person::{self as store, PersonRow};

const TABLE: &str = "talent.person";
const CERTIFICATES: &str = "talent.qualification";

/// What a request states of a person.
#[derive(Debug, Clone)]
pub(crate) struct Stated {
    pub(crate) name: PersonName,
    pub(crate) identity: Identity,
}

/// A person as opened for one answer.
#[derive(Debug, Clone)]
pub(crate) struct Opened {
    pub(crate) id: Uuid,
    pub(crate) name: PersonName,
    pub(crate) identity: Identity,
    pub(crate) revision: i64,
}

/// The hash by which a person is found.
pub(crate) fn id_hash(ring: &Ring, identity: &Identity) -> [u8; 32] {
    ring.lookup(identity.kind().as_str(), identity.reveal())
}

/// A person of an id, sealed.
pub(super) fn sealed(ring: &Ring, id: Uuid, stated: &Stated) -> Result<PersonRow, Fault> {
    let id_number = ring.seal(&Place::new(TABLE, "id_number", id), stated.identity.reveal().as_bytes());
    Ok(PersonRow {
        id,
        id_kind: stated.identity.kind(),
        name: sealed_name(ring, id, &stated.name)?,
        id_number: id_number.map_err(Fault::internal)?,
        revision: 1,
    })
}

/// The name of the person of an id, sealed.
pub(super) fn sealed_name(ring: &Ring, id: Uuid, name: &PersonName) -> Result<Vec<u8>, Fault> {
    ring.seal(&Place::new(TABLE, "name", id), name.reveal().as_bytes()).map_err(Fault::internal)
}

/// Opens a person.
pub(super) fn open(ring: &Ring, row: &PersonRow) -> Result<Opened, Fault> {
    let name = opened(ring, &Place::new(TABLE, "name", row.id), &row.name)?;
    let number = opened(ring, &Place::new(TABLE, "id_number", row.id), &row.id_number)?;
    Ok(Opened {
        id: row.id,
        name: PersonName::parse(&name).map_err(Fault::internal)?,
        identity: Identity::parse(row.id_kind, &number).map_err(Fault::internal)?,
        revision: row.revision,
    })
}

/// Opens people by id.
pub(super) async fn open_all(
    conn: &mut PgConnection,
    ring: &Ring,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Opened>, Fault> {
    let rows = store::find_all(conn, ids).await?;
    rows.iter().map(|row| Ok((row.id, open(ring, row)?))).collect()
}

/// The hash by which a certificate is found.
pub(super) fn number_hash(ring: &Ring, kind: QualificationKind, number: &CertificateNumber) -> [u8; 32] {
    ring.lookup(&format!("certificate/{}", kind.as_str()), number.reveal())
}

/// The number of the certificate of an id, sealed.
pub(super) fn sealed_number(ring: &Ring, id: Uuid, number: &CertificateNumber) -> Result<Vec<u8>, Fault> {
    ring.seal(&number_place(id), number.reveal().as_bytes()).map_err(Fault::internal)
}

/// Opens the number of a certificate.
pub(super) fn open_number(ring: &Ring, id: Uuid, sealed: &[u8]) -> Result<CertificateNumber, Fault> {
    CertificateNumber::parse(&opened(ring, &number_place(id), sealed)?).map_err(Fault::internal)
}

/// Where the number of a certificate lies.
fn number_place(id: Uuid) -> Place {
    Place::new(CERTIFICATES, "number", id)
}

fn opened(ring: &Ring, place: &Place, sealed: &[u8]) -> Result<String, Fault> {
    let value = ring.open(place, sealed).map_err(Fault::internal)?;
    Ok(std::str::from_utf8(value.expose()).map_err(Fault::internal)?.to_owned())
}
