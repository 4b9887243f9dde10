//! Which complaints may be about the same as one (疑似重复举报). Texts are opened to be compared and shown to nobody.

use std::collections::HashMap;

use fault::Fault;
use inspection_domain::complaint::{Groups, Likeness, Likes, Refusal};
use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use uuid::Uuid;

use super::{Desk, missing, sealed};
use crate::store::complaint::{self as store, ComplaintRow, SubjectRow};

/// How many are compared.
const MOST_COMPARED: i64 = 500;
/// How many are shown.
const MOST_SHOWN: usize = 50;

/// Of which complaint, by the rules of which day.
#[derive(Debug)]
pub(crate) struct Candidates {
    pub(crate) desk: Desk,
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
    pub(crate) today: Date,
}

/// One of them.
#[derive(Debug)]
pub(crate) struct Candidate {
    pub(crate) id: Uuid,
    pub(crate) likeness: Likeness,
}

/// What is compared of a complaint.
struct Compared {
    row: ComplaintRow,
    codes: Vec<String>,
    registered: Vec<(String, String)>,
    titles: Vec<(String, String)>,
    text: Groups,
}

pub(crate) async fn candidates(conn: &mut PgConnection, query: &Candidates) -> Result<Vec<Candidate>, Fault> {
    let row = store::find(conn, &query.scope, query.id).await?.ok_or_else(|| missing(query.id))?;
    if !matches!(row.state.as_str(), "received" | "routed" | "accepted" | "verified") {
        return Err(Refusal::Settled { state: row.state }.into());
    }
    let authority = (row.division.clone(), row.department.clone());
    let mut rows = store::candidates(conn, query.id, (&authority.0, &authority.1), MOST_COMPARED).await?;
    rows.insert(0, row);
    let compared = compared(conn, &query.desk, rows).await?;
    let Some((one, others)) = compared.split_first() else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for other in others {
        let likeness = Likeness::of(likes(one), likes(other), query.today)?;
        if likeness.suggests(query.today)? {
            found.push(Candidate { id: other.row.id, likeness });
        }
    }
    found.sort_by_key(|candidate| (std::cmp::Reverse(candidate.likeness.score()), candidate.id));
    found.truncate(MOST_SHOWN);
    Ok(found)
}

async fn compared(conn: &mut PgConnection, desk: &Desk, rows: Vec<ComplaintRow>) -> Result<Vec<Compared>, Fault> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut subjects: HashMap<Uuid, Vec<SubjectRow>> = HashMap::new();
    for (id, subject) in store::subjects(conn, &ids).await? {
        subjects.entry(id).or_default().push(subject);
    }
    let mut texts = HashMap::new();
    for row in store::sealed(conn, &ids).await? {
        texts.insert(row.id, Groups::of(&sealed::statement(&desk.ring, &row)?.description));
    }
    let compared = rows.into_iter().map(|row| {
        let (registered, others): (Vec<SubjectRow>, Vec<SubjectRow>) =
            subjects.remove(&row.id).unwrap_or_default().into_iter().partition(|subject| !subject.code.is_empty());
        Compared {
            codes: registered.iter().map(|subject| subject.code.clone()).collect(),
            registered: registered.into_iter().map(|subject| (subject.title, subject.division)).collect(),
            titles: others.into_iter().map(|subject| (subject.title, subject.division)).collect(),
            text: texts.remove(&row.id).unwrap_or_else(|| Groups::of("")),
            row,
        }
    });
    Ok(compared.collect())
}

fn likes(of: &Compared) -> Likes<'_> {
    Likes {
        codes: &of.codes,
        registered: &of.registered,
        titles: &of.titles,
        from: of.row.occurred_from,
        to: of.row.occurred_to,
        text: &of.text,
    }
}
