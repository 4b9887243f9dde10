//! Evidence (证据) and its custody (保管链): put on file, passed on, read; never changed.

use casework::Office;
use fault::Fault;
use inspection_domain::enforcement::Refusal;
use sqlx::PgConnection;
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::day_of;

use super::{Desk, Proceeding, ban, held, require_day, require_handler, team};
use crate::store::enforcement::evidence::{self as store, CustodyRow, EvidenceRow};
use crate::wire::name;
use crate::wire::page::{self, Binding};

/// An item to put on file.
#[derive(Debug)]
pub(crate) struct Add {
    pub(crate) desk: Desk,
    pub(crate) proceeding: Proceeding,
    pub(crate) kind: &'static str,
    pub(crate) title: String,
    pub(crate) source: String,
    pub(crate) place: String,
    pub(crate) collected_on: Date,
    pub(crate) collectors: Vec<Uuid>,
    pub(crate) document: Option<Uuid>,
    pub(crate) sha256: String,
    pub(crate) cited_resource: String,
    pub(crate) holder: String,
}

/// A passing-on.
#[derive(Debug)]
pub(crate) struct Pass {
    pub(crate) proceeding: Proceeding,
    pub(crate) id: Uuid,
    pub(crate) to_holder: String,
    pub(crate) on: Date,
    pub(crate) place: String,
    pub(crate) reason: String,
}

/// Which page of a case's evidence.
#[derive(Debug)]
pub(crate) struct ListEvidence {
    pub(crate) scope: Scope,
    pub(crate) proceeding: Proceeding,
    pub(crate) after: Uuid,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// An item with its custody.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) proceeding: Proceeding,
    pub(crate) row: EvidenceRow,
    pub(crate) custody: Vec<CustodyRow>,
}

/// A page, in the order in which items were put on file.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) items: Vec<Item>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn add(tx: &mut Tx, command: &Add) -> Result<Item, Fault> {
    let proceeding = command.proceeding;
    let (party, _) = hold(tx, proceeding).await?;
    team::note(tx, &command.desk, proceeding, "collect").await?;
    let today = day_of(tx.now());
    if command.collected_on > today {
        return Err(Fault::invalid_field("evidence.collection_date", format!("must not be later than {today}")));
    }
    team::require_collectors(tx, proceeding, &party, (&command.collectors, command.collected_on)).await?;
    if let Some(document) = command.document {
        attach(tx, document, &command.sha256, proceeding).await?;
    }
    let row = EvidenceRow {
        id: tx.new_id(),
        proceeding: proceeding.id(),
        kind: command.kind.to_owned(),
        title: command.title.clone(),
        source: command.source.clone(),
        place: command.place.clone(),
        collected_on: command.collected_on,
        collectors: command.collectors.clone(),
        document: command.document,
        sha256: command.sha256.clone(),
        cited_resource: command.cited_resource.clone(),
        holder: command.holder.clone(),
        created_at: tx.now(),
    };
    let actor = tx.call().actor.clone();
    store::insert(tx.conn(), &row, &actor).await?;
    Ok(Item { proceeding, row, custody: Vec::new() })
}

/// In whatever state the case is: things are given back after it has ended.
pub(crate) async fn pass(tx: &mut Tx, command: &Pass) -> Result<Item, Fault> {
    let Pass { proceeding, id, .. } = command;
    let (_, handler) = hold(tx, *proceeding).await?;
    require_handler(tx, &handler, "transfer-evidence")?;
    let missing = || Refusal::EvidenceNotFound { evidence: name::evidence(&proceeding.name(), *id) };
    let row = store::find(tx.conn(), proceeding.id(), *id).await?.ok_or_else(missing)?;
    let mut custody = store::custody(tx.conn(), &[*id]).await?;
    let (holder, since) = match custody.last() {
        Some(last) => (last.to_holder.clone(), last.passed_on),
        None => (row.holder.clone(), row.collected_on),
    };
    require_day("custody.custody_date", command.on, (since, day_of(tx.now())))?;
    let passed = CustodyRow {
        evidence: *id,
        number: i32::try_from(custody.len() + 1).unwrap_or(i32::MAX),
        from_holder: holder,
        to_holder: command.to_holder.clone(),
        passed_on: command.on,
        place: command.place.clone(),
        reason: command.reason.clone(),
    };
    let (actor, now) = (tx.call().actor.clone(), tx.now());
    store::pass(tx.conn(), &passed, &actor, now).await?;
    custody.push(passed);
    Ok(Item { proceeding: *proceeding, row, custody })
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListEvidence) -> Result<Listed, Fault> {
    let ListEvidence { scope, proceeding, .. } = query;
    match proceeding {
        Proceeding::Penalty(id) => super::read::find(conn, scope, *id).await.map(|_| ())?,
        Proceeding::Ban(id) => super::ban_read::find(conn, scope, *id).await.map(|_| ())?,
    }
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::page(conn, proceeding.id(), query.after, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let custody = store::custody(conn, &ids).await?;
    let item = |row: EvidenceRow| Item {
        proceeding: *proceeding,
        custody: custody.iter().filter(|passed| passed.evidence == row.id).cloned().collect(),
        row,
    };
    Ok(Listed { items: rows.into_iter().map(item).collect(), next_page_token })
}

/// Makes a document belong to a case, if it is the one that was seen.
pub(super) async fn attach(tx: &mut Tx, id: Uuid, sha256: &str, proceeding: Proceeding) -> Result<(), Fault> {
    let attached = archive::attach(tx, &[id], &proceeding.name()).await?;
    if attached.iter().any(|document| document.hexadecimal() != sha256) {
        return Err(Refusal::EvidenceDiffers { document: name::document(id) }.into());
    }
    Ok(())
}

/// Locks a case that the caller may see and whose authority it is; the code of its party and the department that handles it.
async fn hold(tx: &mut Tx, proceeding: Proceeding) -> Result<(String, Office), Fault> {
    match proceeding {
        Proceeding::Penalty(id) => {
            held::hold(tx, id, None).await.map(|held| (held.row.organization.to_string(), held.row.handler()))
        }
        Proceeding::Ban(id) => {
            let row = ban::hold(tx, id, None).await?;
            Ok((row.organization, Office::new(row.department, row.division)))
        }
    }
}
