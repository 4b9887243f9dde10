//! What other services do with documents, inside their own units of work.

use std::collections::{BTreeSet, HashMap};

use fault::Fault;
use onecode_proto::document::v1 as pb;
use sqlx::PgConnection;
use uow::{Scope, Tx};
use uuid::Uuid;

use crate::document::{self, Document};
use crate::{Refusal, record, table};

/// A document as a case pins it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// Its id; its resource name is `documents/{id}`.
    pub id: Uuid,
    /// What kind of paper, e.g. `charter`.
    pub kind: String,
    /// What the paper is, for people.
    pub title: String,
    /// SHA-256 of its content: what the case saw.
    pub sha256: [u8; 32],
}

impl Attached {
    /// Its SHA-256 as messages state it: 64 hexadecimal digits in lower case.
    #[must_use]
    pub fn hexadecimal(&self) -> String {
        hex::encode(self.sha256)
    }
}

impl From<Document> for Attached {
    fn from(document: Document) -> Self {
        let sha256 = document.digest();
        Self { id: document.id, kind: document.kind, title: document.title, sha256 }
    }
}

/// Makes documents belong to a subject (`applications/{id}`), in the order asked: they are kept from now on. Locks them
/// for the rest of the transaction. What belongs to the subject already stays as it is.
///
/// # Errors
/// `DOCUMENT_NOT_FOUND` names those that do not exist within the caller's scope; `DOCUMENT_ATTACHED_ELSEWHERE` those
/// that another subject has; database faults.
pub async fn attach(tx: &mut Tx, ids: &[Uuid], subject: &str) -> Result<Vec<Attached>, Fault> {
    let (scope, now) = (tx.call().scope.clone(), tx.now());
    let rows = table::lock(tx.conn(), &scope, ids).await?;
    let rows: HashMap<Uuid, Document> = rows.into_iter().map(|row| (row.id, row)).collect();
    let asked: BTreeSet<Uuid> = ids.iter().copied().collect();
    let missing: Vec<Uuid> = asked.iter().copied().filter(|id| !rows.contains_key(id)).collect();
    if !missing.is_empty() {
        return Err(Refusal::NotFound(missing).into());
    }
    let elsewhere = |row: &&Document| row.attached_at.is_some() && row.subject.as_deref() != Some(subject);
    let taken: BTreeSet<Uuid> = rows.values().filter(elsewhere).map(|row| row.id).collect();
    if !taken.is_empty() {
        return Err(Refusal::AttachedElsewhere(taken.into_iter().collect()).into());
    }
    table::attach(tx.conn(), ids, subject, now).await?;
    for row in asked.iter().filter_map(|id| rows.get(id)).filter(|row| row.attached_at.is_none()) {
        let name = document::name(row.id);
        let fact = pb::DocumentAttached { document: name.clone(), kind: row.kind.clone(), subject: subject.to_owned() };
        tx.emit(&name, &row.division, &fact);
    }
    Ok(ids.iter().filter_map(|id| rows.get(id)).cloned().map(Attached::from).collect())
}

/// Those of some documents that exist within a scope, by id; the others are left out.
///
/// # Errors
/// Database faults.
pub async fn find(conn: &mut PgConnection, scope: &Scope, ids: &[Uuid]) -> Result<Vec<Attached>, Fault> {
    Ok(table::find(conn, scope, ids).await?.into_iter().map(Attached::from).collect())
}

/// Keeps what belongs to some subjects for so many years from today on (Asia/Shanghai), where that is longer than it is
/// kept anyway: for whoever ends what the documents were for.
///
/// # Errors
/// Database faults.
pub async fn keep(tx: &mut Tx, subjects: &[String], years: u16) -> Result<(), Fault> {
    let until = record::later(record::today(tx.now()), years);
    for row in table::prolong(tx.conn(), subjects, until).await? {
        let name = document::name(row.id);
        let retain_until = Some(intake::time::date(until));
        tx.emit(&name, &row.division, &pb::DocumentRetentionProlonged { document: name.clone(), retain_until });
    }
    Ok(())
}

/// Gives what belongs to a subject to the departments of another division, which takes it over: they see it from now on,
/// and those of the division before no more, unless it is above.
///
/// # Errors
/// Database faults.
pub async fn relocate(tx: &mut Tx, subject: &str, division: &str) -> Result<(), Fault> {
    table::relocate(tx.conn(), subject, division).await?;
    Ok(())
}
