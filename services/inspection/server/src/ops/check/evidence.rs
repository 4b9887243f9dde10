//! Evidence (证据): documents matched with what entries state, and entries that other departments may use (SP-07).

use std::collections::HashMap;

use fault::{Fault, Kind};
use inspection_domain::draw::Hash;
use sqlx::PgConnection;
use uow::{Scope, Tx};
use uuid::Uuid;

use super::entries::{hash_of, restored};
use super::{Desk, found, shared, stranger};
use crate::store::check::entry;
use crate::store::check::evidence::{self as store, EvidenceRow, SharedRow};
use crate::wire::check::{facts, name};
use crate::wire::page::{self, Binding};

/// Documents handed in for a check.
#[derive(Debug)]
pub(crate) struct Attach {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) documents: Vec<Uuid>,
}

/// A document and the entries that state its content.
#[derive(Debug)]
pub(crate) struct Matched {
    pub(crate) check: Uuid,
    pub(crate) sha256: Hash,
    pub(crate) document: Uuid,
    pub(crate) entries: Vec<Uuid>,
}

/// An entry for another department's matter.
#[derive(Debug)]
pub(crate) struct Share {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) entry: Uuid,
    pub(crate) department: String,
    pub(crate) matter: String,
    pub(crate) basis: String,
}

/// Which page of what was shared of a check, or with a department.
#[derive(Debug)]
pub(crate) struct ListShared {
    pub(crate) scope: Scope,
    pub(crate) department: String,
    pub(crate) division: String,
    pub(crate) check: Option<Uuid>,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page, the latest first.
#[derive(Debug)]
pub(crate) struct SharedListed {
    pub(crate) rows: Vec<SharedRow>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn attach(tx: &mut Tx, command: &Attach) -> Result<Vec<Matched>, Fault> {
    let row = shared(tx, command.id).await?;
    let mut stated: HashMap<Hash, Vec<Uuid>> = HashMap::new();
    for one in entry::all(tx.conn(), row.id, Some("evidence")).await? {
        let (_, kept) = restored(&command.desk.ring, row.id, &one)?;
        if let Some(hash) = hash_of(&kept.entry.content) {
            stated.entry(hash).or_default().push(one.id);
        }
    }
    let documents = archive::attach(tx, &command.documents, &name::check(row.id)).await?;
    let unknown = documents.iter().filter(|document| !stated.contains_key(&Hash(document.sha256)));
    let unknown: Vec<String> = unknown.map(|document| name::document(document.id)).collect();
    if !unknown.is_empty() {
        let fault = Fault::new(Kind::FailedPrecondition, "EVIDENCE_NOT_STATED", "no entry states the content");
        return Err(fault.with("documents", unknown.join(",")));
    }
    let now = tx.now();
    let mut matched = Vec::with_capacity(documents.len());
    for document in documents {
        let sha256 = Hash(document.sha256);
        let one = EvidenceRow { sha256: sha256.0.to_vec(), document: document.id, kind: document.kind };
        store::attach(tx.conn(), command.id, &one, now).await?;
        let entries = stated.get(&sha256).cloned().unwrap_or_default();
        matched.push(Matched { check: command.id, sha256, document: document.id, entries });
    }
    tx.emit(&name::check(row.id), &row.division, &facts::matched(&row, &matched));
    Ok(matched)
}

pub(crate) async fn share(tx: &mut Tx, command: &Share) -> Result<SharedRow, Fault> {
    let row = shared(tx, command.id).await?;
    let (id, now, actor) = (tx.new_id(), tx.now(), tx.call().actor.clone());
    let found = entry::some(tx.conn(), row.id, &[command.entry]).await?.pop();
    let says_something = |kind: &str| kind != "confirmation" && kind != "withdrawal";
    let Some(found) = found.filter(|found| says_something(&found.kind)) else {
        let sentence = "the check has no such entry that says something";
        let fault = Fault::new(Kind::NotFound, "CHECK_ENTRY_NOT_FOUND", sentence);
        return Err(fault.with("entry", name::entry(row.id, command.entry)));
    };
    let (_, kept) = restored(&command.desk.ring, row.id, &found)?;
    let shared = SharedRow {
        id,
        check_id: row.id,
        entry_id: command.entry,
        digest: kept.digest.0.to_vec(),
        division: row.division.clone(),
        shared_by: tx.call().department.clone(),
        department: command.department.clone(),
        matter: command.matter.clone(),
        basis: command.basis.clone(),
        created_at: now,
    };
    if !store::share(tx.conn(), &shared, &actor).await? {
        let there = store::shared(tx.conn(), &shared).await?.unwrap_or_default();
        let sentence = "the entry is shared with the department for this matter";
        let fault = Fault::new(Kind::AlreadyExists, "EVIDENCE_SHARED", sentence);
        return Err(fault.with("shared_evidence", name::shared(row.id, there)));
    }
    tx.emit(&name::check(row.id), &row.division, &facts::shared(&shared));
    Ok(shared)
}

pub(crate) async fn list_shared(conn: &mut PgConnection, query: &ListShared) -> Result<SharedListed, Fault> {
    if let Some(id) = query.check {
        let row = found(conn, &query.scope, id).await?;
        if !row.has(&query.department, &query.division) {
            return Err(stranger(&query.department));
        }
    }
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let (department, division) = (&query.department, &query.division);
    let mut rows = store::page(conn, query.check, department, division, query.before, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(SharedListed { rows, next_page_token })
}
