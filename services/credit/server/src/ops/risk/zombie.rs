//! Organisations that show signs of having no life.

use credit_domain::organization::Organization;
use credit_domain::risk::{Candidate, candidate};
use credit_domain::rules;
use fault::Fault;
use sqlx::PgConnection;
use time::Date;
use uow::Scope;

use crate::store::risk::subject;
use crate::wire::page::Binding;

/// Which page.
#[derive(Debug)]
pub(crate) struct ListZombies {
    pub(crate) scope: Scope,
    pub(crate) today: Date,
    pub(crate) after: String,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page, by code.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) candidates: Vec<(Organization, Candidate)>,
    pub(crate) next_page_token: String,
}

/// Those of the page whose signs come to the score. Only who misses a report or cannot be reached can: what else is known gives less.
pub(crate) async fn list(conn: &mut PgConnection, query: &ListZombies) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size).unwrap_or(i64::MAX);
    let codes = subject::silent(conn, query.scope.prefix(), query.today, &query.after, limit).await?;
    let last = codes.last().filter(|_| codes.len() == query.size);
    let next_page_token = last.map(|code| query.binding.token(code)).unwrap_or_default();
    let mut candidates = Vec::new();
    for held in subject::of(conn, &codes).await? {
        let found = candidate(held.subject(), query.today, rules()).map_err(Fault::internal)?;
        candidates.extend(found.map(|found| (held.organization, found)));
    }
    Ok(Listed { candidates, next_page_token })
}
