//! Posts as they are read: one, those of an organisation on a day, those of a person.

use std::collections::HashMap;

use fault::Fault;
use registry_domain::Refusal;
use registry_domain::officer::{Identity, OfficerRefusal};
use seal::Ring;
use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::people::{self, Opened};
use crate::store;
use crate::store::person;
use crate::store::post::{self, PostRow};
use crate::wire::page::{self, Binding};

/// Most posts of one person in one answer.
const MOST_OF_PERSON: i64 = 200;

/// Which post.
#[derive(Debug)]
pub(crate) struct GetPost {
    pub(crate) scope: Scope,
    pub(crate) ring: Ring,
    pub(crate) code: UnifiedCode,
    pub(crate) id: Uuid,
    pub(crate) personal: bool,
}

/// Which page of the posts of an organisation on a day.
#[derive(Debug)]
pub(crate) struct ListPosts {
    pub(crate) scope: Scope,
    pub(crate) ring: Ring,
    pub(crate) code: UnifiedCode,
    pub(crate) day: Date,
    pub(crate) after: Uuid,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    pub(crate) personal: bool,
}

/// Whose posts.
#[derive(Debug)]
pub(crate) struct FindPerson {
    pub(crate) scope: Scope,
    pub(crate) ring: Ring,
    pub(crate) identity: Identity,
    pub(crate) personal: bool,
}

/// A post and who holds it, opened for one answer.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) post: PostRow,
    pub(crate) officer: Opened,
    /// Whether personal data may be shown as they are.
    pub(crate) personal: bool,
}

/// A page of posts.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) posts: Vec<Seen>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetPost) -> Result<Seen, Fault> {
    let found = post::find_all(conn, &query.scope, &[query.id]).await?;
    let found = found.into_iter().filter(|post| post.organization == query.code).collect();
    let seen = seen(conn, &query.ring, found, query.personal).await?.pop();
    Ok(seen.ok_or(OfficerRefusal::PostNotFound)?)
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListPosts) -> Result<Listed, Fault> {
    if store::organization::find(conn, &query.scope, query.code).await?.is_none() {
        return Err(Refusal::NotFound { code: query.code }.into());
    }
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut ids = post::held_on(conn, query.code, query.day, query.after, limit).await?;
    let next_page_token = page::cut(&mut ids, query.size, &query.binding, ToString::to_string);
    let found = post::find_all(conn, &query.scope, &ids).await?;
    Ok(Listed { posts: seen(conn, &query.ring, found, query.personal).await?, next_page_token })
}

pub(crate) async fn find_person(conn: &mut PgConnection, query: &FindPerson) -> Result<Vec<Seen>, Fault> {
    let hash = people::id_hash(&query.ring, &query.identity);
    let ids = post::of_person(conn, &query.scope, &hash, MOST_OF_PERSON).await?;
    let mut found = post::find_all(conn, &query.scope, &ids).await?;
    found.sort_by_key(|post| std::cmp::Reverse((post.starts_on, post.id)));
    seen(conn, &query.ring, found, query.personal).await
}

async fn seen(conn: &mut PgConnection, ring: &Ring, posts: Vec<PostRow>, personal: bool) -> Result<Vec<Seen>, Fault> {
    let people: Vec<Uuid> = posts.iter().map(|post| post.person).collect();
    let rows = person::find_all(conn, &people).await?;
    let by_id: HashMap<Uuid, _> = rows.iter().map(|row| (row.id, row)).collect();
    let open = |post: PostRow| {
        let row = by_id.get(&post.person).ok_or_else(|| Fault::internal("a post is held by nobody"))?;
        Ok(Seen { officer: people::open(ring, row)?, post, personal })
    };
    posts.into_iter().map(open).collect()
}
