//! People, sealed on the way in and opened on the way out.

use fault::Fault;
use registry_domain::Personal;
use registry_domain::officer::{Identity, IdentityKind, Particulars};
use seal::{Place, Ring};
use uow::Tx;
use uuid::Uuid;

use crate::store::person::{self, Hashes, PersonRow};

const TABLE: &str = "registry.person";
/// Longest value of a person; each was checked against its own bound on the way in.
const LONGEST: usize = 100;

/// A person as opened for one answer.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) id_kind: IdentityKind,
    pub(crate) name: Personal,
    pub(crate) id_number: Personal,
    pub(crate) phone: Personal,
}

/// The hash by which a person is found.
pub(super) fn id_hash(ring: &Ring, identity: &Identity) -> [u8; 32] {
    ring.lookup(identity.kind().as_str(), identity.reveal())
}

/// The hash by which a public official is found.
pub(crate) fn account_hash(ring: &Ring, account: &str) -> [u8; 32] {
    ring.lookup("official_account", account)
}

/// Enters a person, or rewrites the one known by that document, and keeps others from appointing the same person
/// meanwhile; the id.
pub(super) async fn enter(tx: &mut Tx, ring: &Ring, stated: &Particulars) -> Result<Uuid, Fault> {
    let (candidate, now) = (tx.new_id(), tx.now());
    let account = Some(stated.official_account.reveal()).filter(|account| !account.is_empty());
    let hashes =
        Hashes { id: id_hash(ring, &stated.identity), account: account.map(|account| account_hash(ring, account)) };
    person::insert(tx.conn(), &sealed(ring, candidate, stated)?, &hashes, now).await?;
    let id = person::lock(tx.conn(), &hashes.id).await?;
    if id != candidate {
        person::update(tx.conn(), &sealed(ring, id, stated)?, &hashes, now).await?;
    }
    Ok(id)
}

fn sealed(ring: &Ring, id: Uuid, stated: &Particulars) -> Result<PersonRow, Fault> {
    let seal = |column: &'static str, value: &str| {
        ring.seal(&Place::new(TABLE, column, id), value.as_bytes()).map_err(Fault::internal)
    };
    let phone = Some(stated.phone.reveal()).filter(|phone| !phone.is_empty());
    Ok(PersonRow {
        id,
        id_kind: stated.identity.kind(),
        name: seal("name", stated.name.reveal())?,
        id_number: seal("id_number", stated.identity.reveal())?,
        phone: phone.map(|phone| seal("phone", phone)).transpose()?,
    })
}

/// Opens a person.
pub(super) fn open(ring: &Ring, row: &PersonRow) -> Result<Opened, Fault> {
    let open = |column: &'static str, sealed: &[u8]| {
        let value = ring.open(&Place::new(TABLE, column, row.id), sealed).map_err(Fault::internal)?;
        let text = std::str::from_utf8(value.expose()).map_err(Fault::internal)?;
        Personal::parse::<LONGEST>(text).map_err(Fault::internal)
    };
    Ok(Opened {
        id_kind: row.id_kind,
        name: open("name", &row.name)?,
        id_number: open("id_number", &row.id_number)?,
        phone: row.phone.as_deref().map(|phone| open("phone", phone)).transpose()?.unwrap_or_default(),
    })
}

/// Seals a person anew with the active key.
pub(super) fn resealed(ring: &Ring, row: &PersonRow) -> Result<PersonRow, seal::OpenError> {
    let reseal = |column: &'static str, sealed: &[u8]| ring.reseal(&Place::new(TABLE, column, row.id), sealed);
    let (name, id_number) = (reseal("name", &row.name)?, reseal("id_number", &row.id_number)?);
    let phone = row.phone.as_deref().map(|phone| reseal("phone", phone)).transpose()?;
    Ok(PersonRow { id: row.id, id_kind: row.id_kind, name, id_number, phone })
}
