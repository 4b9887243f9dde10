//! The experts of an authority's pool.

use fault::{Fault, Kind, on_constraint};
use inspection_domain::inspector::Post;
use seal::{Place, Ring};
use sqlx::PgConnection;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::people::{self, Account};
use crate::store::rating::expert::{self as store, ExpertFilter, ExpertRow};
use crate::wire::page::{self, Binding};
use crate::wire::rating as wire;

/// A new expert.
pub(crate) struct Create {
    pub(crate) ring: Ring,
    pub(crate) full_name: String,
    pub(crate) account: Account,
    pub(crate) fields: Vec<String>,
}

/// A post of an expert as the caller saw it.
#[derive(Debug)]
pub(crate) struct AddPost {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) post: Post,
}

/// Who leaves the pool, as the caller saw it.
#[derive(Debug)]
pub(crate) struct TakeOut {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
}

/// Which expert, and how much of it.
#[derive(Debug)]
pub(crate) struct GetExpert {
    pub(crate) department: String,
    pub(crate) division: String,
    pub(crate) id: Uuid,
    pub(crate) ring: Ring,
    pub(crate) personal: bool,
}

/// Which page of a pool.
#[derive(Debug)]
pub(crate) struct ListExperts {
    pub(crate) filter: ExpertFilter,
    pub(crate) after: Uuid,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    pub(crate) ring: Ring,
    pub(crate) personal: bool,
}

/// An expert as it is shown: name as it is or masked, account only where it may be.
pub(crate) struct SeenExpert {
    pub(crate) row: ExpertRow,
    pub(crate) full_name: String,
    pub(crate) account: Option<Account>,
    pub(crate) posts: Vec<Post>,
}

/// A page of experts.
pub(crate) struct ListedExperts {
    pub(crate) experts: Vec<SeenExpert>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn create(tx: &mut Tx, command: &Create) -> Result<SeenExpert, Fault> {
    let id = tx.new_id();
    let Create { ring, full_name, account, fields } = command;
    let row = ExpertRow {
        id,
        department: tx.call().department.clone(),
        division: tx.call().division.clone(),
        full_name: people::seal(ring, &place("full_name", id), full_name)?,
        account: account.seal(ring, &place("account", id))?,
        account_hash: account.hash(ring),
        fields: fields.clone(),
        ended_on: None,
        revision: 1,
        created_at: tx.now(),
    };
    let inserted = store::insert(tx.conn(), &row).await;
    on_constraint(inserted, "rating_expert_account_key", || {
        Fault::new(Kind::AlreadyExists, "RATING_EXPERT_EXISTS", "the account is in the pool")
    })?;
    Ok(told(tx, row, Vec::new()))
}

pub(crate) async fn add_post(tx: &mut Tx, command: &AddPost) -> Result<SeenExpert, Fault> {
    let mut row = held(tx, command.id, &command.etag).await?;
    let (id, now) = (tx.new_id(), tx.now());
    store::insert_post(tx.conn(), id, row.id, &command.post, now).await?;
    row.revision += 1;
    store::update(tx.conn(), &row).await?;
    let posts = store::posts(tx.conn(), row.id).await?;
    Ok(told(tx, row, posts))
}

pub(crate) async fn take_out(tx: &mut Tx, command: &TakeOut) -> Result<SeenExpert, Fault> {
    let mut row = held(tx, command.id, &command.etag).await?;
    if row.ended_on.is_some() {
        return Err(ended(row.id));
    }
    row.ended_on = Some(day_of(tx.now()));
    row.revision += 1;
    store::update(tx.conn(), &row).await?;
    let posts = store::posts(tx.conn(), row.id).await?;
    Ok(told(tx, row, posts))
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetExpert) -> Result<SeenExpert, Fault> {
    let row = store::find(conn, &query.department, &query.division, query.id).await?;
    let row = row.ok_or_else(|| no_expert(query.id))?;
    let posts = store::posts(conn, row.id).await?;
    seen(&query.ring, query.personal, row, posts)
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListExperts) -> Result<ListedExperts, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::page(conn, &query.filter, query.after, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let seen = |row| seen(&query.ring, query.personal, row, Vec::new());
    Ok(ListedExperts { experts: rows.into_iter().map(seen).collect::<Result<_, _>>()?, next_page_token })
}

/// An expert of the caller's pool, not changed since the caller saw it, kept from being changed by others.
async fn held(tx: &mut Tx, id: Uuid, etag: &str) -> Result<ExpertRow, Fault> {
    store::lock(tx.conn(), id).await?;
    let (department, division) = (tx.call().department.clone(), tx.call().division.clone());
    let row = store::find(tx.conn(), &department, &division, id).await?.ok_or_else(|| no_expert(id))?;
    let current = wire::expert::etag_of(&row);
    if current != etag {
        let sentence = "the expert has changed since it was read";
        return Err(Fault::new(Kind::Aborted, "RATING_EXPERT_CHANGED", sentence).with("etag", current));
    }
    Ok(row)
}

/// What a write answers: nothing personal, for replies are kept.
fn told(tx: &mut Tx, row: ExpertRow, posts: Vec<Post>) -> SeenExpert {
    tx.emit(&wire::name::expert(row.id), &row.division, &wire::facts::expert_changed(&row));
    SeenExpert { row, full_name: String::new(), account: None, posts }
}

fn seen(ring: &Ring, personal: bool, row: ExpertRow, posts: Vec<Post>) -> Result<SeenExpert, Fault> {
    let full_name = people::open(ring, &place("full_name", row.id), &row.full_name)?;
    if !personal {
        let full_name = full_name.chars().next().map(|first| format!("{first}*")).unwrap_or_default();
        return Ok(SeenExpert { row, full_name, account: None, posts });
    }
    let account = Account::open(ring, &place("account", row.id), &row.account)?;
    Ok(SeenExpert { row, full_name, account: Some(account), posts })
}

/// No such expert, or another pool's.
pub(super) fn no_expert(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "RATING_EXPERT_NOT_FOUND", "no such expert of the caller's pool is on record")
        .with("expert", wire::name::expert(id))
}

/// The expert is out of the pool.
pub(super) fn ended(id: Uuid) -> Fault {
    Fault::new(Kind::FailedPrecondition, "RATING_EXPERT_ENDED", "the expert is out of the pool")
        .with("expert", wire::name::expert(id))
}

fn place(column: &'static str, id: Uuid) -> Place {
    Place::new("inspection.rating_expert", column, id)
}
