//! The inspectors of a department.

use std::fmt;

use fault::{Fault, Kind, on_constraint};
use seal::{Place, Ring};
use sqlx::PgConnection;
use time::Date;
use uow::Tx;
use uuid::Uuid;

use super::refused;
use crate::store::inspector::{self as store, InspectorRow};
use crate::wire;
use crate::wire::page::{self, Binding};

/// What a department states of an inspector, beside who it is.
#[derive(Debug)]
pub(crate) struct Particulars {
    pub(crate) certificate_from: Date,
    pub(crate) certificate_to: Date,
    pub(crate) skills: Vec<String>,
    pub(crate) assistant: bool,
    pub(crate) suspended: bool,
    pub(crate) capacity: i32,
}

/// Who an inspector is. Never printed.
pub(crate) struct Identity {
    pub(crate) full_name: String,
    pub(crate) certificate_number: String,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").finish_non_exhaustive()
    }
}

/// A new inspector.
#[derive(Debug)]
pub(crate) struct Create {
    pub(crate) ring: Ring,
    pub(crate) particulars: Particulars,
    pub(crate) identity: Identity,
}

/// An inspector stated anew, as the caller saw it.
#[derive(Debug)]
pub(crate) struct Update {
    pub(crate) ring: Ring,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) particulars: Particulars,
    pub(crate) identity: Identity,
}

/// Which inspector, and how much of it.
#[derive(Debug)]
pub(crate) struct GetInspector {
    pub(crate) department: String,
    pub(crate) division: String,
    pub(crate) id: Uuid,
    pub(crate) ring: Ring,
    pub(crate) personal: bool,
}

/// Which page of a department's inspectors.
#[derive(Debug)]
pub(crate) struct ListInspectors {
    pub(crate) department: String,
    pub(crate) division: String,
    pub(crate) certified_on: Option<Date>,
    pub(crate) after: Uuid,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    pub(crate) ring: Ring,
    pub(crate) personal: bool,
}

/// An inspector as it is shown.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) row: InspectorRow,
    pub(crate) identity: Identity,
    pub(crate) personal: bool,
}

/// A page, in the order in which they were registered.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) inspectors: Vec<Seen>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn create(tx: &mut Tx, command: &Create) -> Result<InspectorRow, Fault> {
    let (id, now) = (tx.new_id(), tx.now());
    let (department, division) = (tx.call().department.clone(), tx.call().division.clone());
    let Create { ring, particulars, identity } = command;
    let row = InspectorRow {
        id,
        department,
        division,
        full_name: sealed(ring, id, "full_name", &identity.full_name)?,
        certificate_number: sealed(ring, id, "certificate_number", &identity.certificate_number)?,
        certificate_from: particulars.certificate_from,
        certificate_to: particulars.certificate_to,
        skills: particulars.skills.clone(),
        assistant: particulars.assistant,
        suspended: particulars.suspended,
        capacity: particulars.capacity,
        revision: 1,
        created_at: now,
        updated_at: now,
    };
    known_once(store::insert(tx.conn(), &row, &hash(ring, identity)).await)?;
    announce(tx, id);
    Ok(row)
}

pub(crate) async fn update(tx: &mut Tx, command: &Update) -> Result<InspectorRow, Fault> {
    let now = tx.now();
    let (department, division) = (tx.call().department.clone(), tx.call().division.clone());
    let Update { ring, id, etag, particulars, identity } = command;
    let found = store::lock(tx.conn(), &department, &division, *id).await?;
    let found = found.ok_or_else(|| refused::no_inspector(*id))?;
    let current = wire::inspector::inspector_etag(&found);
    if current != *etag {
        let sentence = "the inspector has changed since it was read";
        return Err(Fault::new(Kind::Aborted, "INSPECTOR_CHANGED", sentence).with("etag", current));
    }
    let row = InspectorRow {
        full_name: sealed(ring, *id, "full_name", &identity.full_name)?,
        certificate_number: sealed(ring, *id, "certificate_number", &identity.certificate_number)?,
        certificate_from: particulars.certificate_from,
        certificate_to: particulars.certificate_to,
        skills: particulars.skills.clone(),
        assistant: particulars.assistant,
        suspended: particulars.suspended,
        capacity: particulars.capacity,
        revision: found.revision + 1,
        updated_at: now,
        ..found
    };
    known_once(store::update(tx.conn(), &row, &hash(ring, identity)).await)?;
    announce(tx, *id);
    Ok(row)
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetInspector) -> Result<Seen, Fault> {
    let row = store::find(conn, &query.department, &query.division, query.id).await?;
    seen(&query.ring, query.personal, row.ok_or_else(|| refused::no_inspector(query.id))?)
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListInspectors) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let (department, division) = (&query.department, &query.division);
    let mut rows = store::page(conn, department, division, query.certified_on, query.after, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let inspectors = rows.into_iter().map(|row| seen(&query.ring, query.personal, row)).collect::<Result<_, _>>()?;
    Ok(Listed { inspectors, next_page_token })
}

/// Tells that an inspector of the caller's department, or what recuses it, has changed.
pub(super) fn announce(tx: &mut Tx, id: Uuid) {
    let (department, division) = (tx.call().department.clone(), tx.call().division.clone());
    tx.emit(&wire::name::inspector(id), &division, &wire::inspector::changed(id, &department));
}

fn seen(ring: &Ring, personal: bool, row: InspectorRow) -> Result<Seen, Fault> {
    let identity = Identity {
        full_name: opened(ring, row.id, "full_name", &row.full_name)?,
        certificate_number: opened(ring, row.id, "certificate_number", &row.certificate_number)?,
    };
    Ok(Seen { row, identity, personal })
}

fn sealed(ring: &Ring, id: Uuid, column: &'static str, value: &str) -> Result<Vec<u8>, Fault> {
    ring.seal(&Place::new("inspection.inspector", column, id), value.as_bytes()).map_err(Fault::internal)
}

fn opened(ring: &Ring, id: Uuid, column: &'static str, envelope: &[u8]) -> Result<String, Fault> {
    let value = ring.open(&Place::new("inspection.inspector", column, id), envelope).map_err(Fault::internal)?;
    String::from_utf8(value.expose().clone()).map_err(Fault::internal)
}

fn hash(ring: &Ring, identity: &Identity) -> [u8; 32] {
    ring.lookup("inspector-certificate", &identity.certificate_number)
}

fn known_once(written: sqlx::Result<()>) -> Result<(), Fault> {
    on_constraint(written, "inspector_certificate_hash_key", || {
        let sentence = "an inspector with this certificate is registered";
        Fault::new(Kind::AlreadyExists, "INSPECTOR_CERTIFICATE_TAKEN", sentence)
    })
}
