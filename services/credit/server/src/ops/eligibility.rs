//! Whether organisations may be admitted to something.

mod watch;
mod what_if;

use credit_domain::eligibility::{Answer, Needs, Purpose, evaluate};
use credit_domain::rules;
use fault::Fault;
use feed::Cursor;
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use vocab::UnifiedCode;

use super::refused;
use crate::store::eligibility as store;

pub(crate) use watch::{WatchEligibility, watch};
pub(crate) use what_if::{WhatIf, what_if};

/// Whom, to what, when.
#[derive(Debug, Clone)]
pub(crate) struct Check {
    pub(crate) codes: Vec<UnifiedCode>,
    pub(crate) purposes: Vec<Purpose>,
    pub(crate) on: Date,
    /// Keys of the conditions that the caller has seen proved.
    pub(crate) proved: Vec<String>,
    pub(crate) now: OffsetDateTime,
}

/// The answers, in the order asked, and up to where what is known reaches.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) answers: Vec<Told>,
    pub(crate) unknown: Vec<UnifiedCode>,
    pub(crate) until: Until,
}

/// An answer, and whose it is.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) code: UnifiedCode,
    pub(crate) title: String,
    pub(crate) answer: Answer<'static>,
}

/// Up to where what is known reaches.
#[derive(Debug)]
pub(crate) struct Until {
    pub(crate) cursor: Cursor,
    /// Whatever happened before is known.
    pub(crate) time: OffsetDateTime,
    pub(crate) fact_at: Option<OffsetDateTime>,
}

/// Checks one organisation, for each of the purposes.
pub(crate) async fn check_one(conn: &mut PgConnection, query: &Check) -> Result<Checked, Fault> {
    let checked = check(conn, query).await?;
    match checked.unknown.first() {
        Some(code) => Err(refused::unknown_organization(*code)),
        None => Ok(checked),
    }
}

/// Checks organisations; those that no register told of are named.
pub(crate) async fn check(conn: &mut PgConnection, query: &Check) -> Result<Checked, Fault> {
    let mut looked = store::look(conn, &query.codes, &Needs::on(&query.purposes, query.on, rules())).await?;
    let (until, minutes_behind) = until(&looked, query.now);
    let mut checked = Checked { answers: Vec::with_capacity(query.codes.len()), unknown: Vec::new(), until };
    for code in &query.codes {
        let Some(mut known) = looked.known.remove(code) else {
            checked.unknown.push(*code);
            continue;
        };
        known.minutes_behind = minutes_behind;
        for purpose in &query.purposes {
            let answer = evaluate(*purpose, &known, query.on, &query.proved, rules());
            checked.answers.push(Told { code: *code, title: known.organization.title.clone(), answer });
        }
    }
    Ok(checked)
}

/// Up to where what was looked at reaches, and how many minutes ago that was.
pub(super) fn until(looked: &store::Looked, now: OffsetDateTime) -> (Until, i64) {
    let time = looked.unread_at.filter(|unread| *unread < now).unwrap_or(now);
    let cursor = Cursor { feed: looked.feed, position: looked.position };
    (Until { cursor, time, fact_at: looked.fact_at }, (now - time).whole_minutes())
}
