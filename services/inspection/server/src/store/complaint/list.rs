//! Lists of complaints, those that may be about the same, and what they amount to.

use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::Date;
use uow::Scope;
use uuid::Uuid;

use super::ComplaintRow;

/// What a list is narrowed to; an empty text narrows nothing.
#[derive(Debug)]
pub(crate) struct ComplaintFilter {
    /// `None` if no place is both in the caller's scope and in the request's division.
    pub(crate) within: Option<Scope>,
    pub(crate) state: &'static str,
    pub(crate) code: String,
    pub(crate) channel: &'static str,
    /// Those alone with a term whose last day had passed on this day.
    pub(crate) overdue_on: Option<Date>,
}

/// How many of a ground ended how.
#[derive(Debug)]
pub(crate) struct CountRow {
    pub(crate) ground: String,
    pub(crate) outcome: String,
    pub(crate) complaints: i64,
}

/// How many there were.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    pub(crate) received: i64,
    pub(crate) anonymous: i64,
    pub(crate) concluded: i64,
}

/// Newest first, those before `before`.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &ComplaintFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<ComplaintRow>> {
    let Some(within) = &filter.within else { return Ok(Vec::new()) };
    let mut query = QueryBuilder::<Postgres>::new(
        "select complaint.id, complaint.state, held.revision, complaint.division, receiving_division, competent_division,
             competence, competence_rule, competence_version, portal_department, department, channel, anonymous, grounds,
             occurred_from, occurred_to, documents, handler_hash, lead, links, finding, outcome, answer, transferred_to,
             received_on, accepted_on, concluded_on, informed_on, complaint.created_at, complaint.updated_at
         from inspection.complaint join casework.case as held on held.id = complaint.id
         where starts_with(complaint.division, ",
    );
    query.push_bind(within.prefix().to_owned()).push(")");
    for (column, value) in [("complaint.state", filter.state), ("channel", filter.channel)] {
        if !value.is_empty() {
            query.push(format_args!(" and {column} = ")).push_bind(value);
        }
    }
    if !filter.code.is_empty() {
        query
            .push(" and exists (select from inspection.complaint_subject as subject where subject.complaint = complaint.id and subject.code = ")
            .push_bind(filter.code.clone())
            .push(")");
    }
    if let Some(day) = filter.overdue_on {
        query
            .push(" and exists (select from casework.deadline as term where term.case_id = complaint.id and term.state = 'running' and term.due_on < ")
            .push_bind(day)
            .push(")");
    }
    if let Some(before) = before {
        query.push(" and complaint.id < ").push_bind(before);
    }
    query.push(" order by complaint.id desc limit ").push_bind(limit);
    query.build_query_as().fetch_all(conn).await
}

/// Complaints of an authority that are not concluded and may be about the same as one, `limit` at most: first those about an
/// organisation of the same code or title, then those where either names somebody by title alone; the last first of both.
pub(crate) async fn candidates(
    conn: &mut PgConnection,
    id: Uuid,
    (division, department): (&str, &str),
    limit: i64,
) -> sqlx::Result<Vec<ComplaintRow>> {
    sqlx::query_as!(
        ComplaintRow,
        "select complaint.id, complaint.state, held.revision, complaint.division, receiving_division, competent_division,
             competence, competence_rule, competence_version, portal_department, department, channel, anonymous, grounds,
             occurred_from, occurred_to, documents, handler_hash, lead, links, finding, outcome, answer, transferred_to,
             received_on, accepted_on, concluded_on, informed_on, complaint.created_at, complaint.updated_at
         from inspection.complaint join casework.case as held on held.id = complaint.id
         where complaint.id <> $1 and complaint.division = $2 and department = $3
             and complaint.state in ('received', 'routed', 'accepted', 'verified')
             and exists (
                 select from inspection.complaint_subject as one join inspection.complaint_subject as other
                     on other.code = one.code or other.code = '' or one.code = ''
                 where one.complaint = $1 and other.complaint = complaint.id)
         order by exists (
                 select from inspection.complaint_subject as one join inspection.complaint_subject as other
                     on other.code = one.code and one.code <> '' or other.title_folded = one.title_folded
                 where one.complaint = $1 and other.complaint = complaint.id) desc, complaint.id desc
         limit $4",
        id,
        division,
        department,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// How many were received in a time.
pub(crate) async fn totals(
    conn: &mut PgConnection,
    within: &Scope,
    (from, before): (Date, Date),
) -> sqlx::Result<Totals> {
    sqlx::query_as!(
        Totals,
        r#"select count(*) as "received!", count(*) filter (where anonymous) as "anonymous!",
             count(*) filter (where outcome is not null) as "concluded!"
         from inspection.complaint
         where starts_with(division, $1) and received_on >= $2 and received_on < $3"#,
        within.prefix(),
        from,
        before,
    )
    .fetch_one(conn)
    .await
}

/// The same, by ground and outcome.
pub(crate) async fn counts(
    conn: &mut PgConnection,
    within: &Scope,
    (from, before): (Date, Date),
) -> sqlx::Result<Vec<CountRow>> {
    sqlx::query_as!(
        CountRow,
        r#"select ground as "ground!", coalesce(outcome, '') as "outcome!", count(*) as "complaints!"
         from inspection.complaint, unnest(grounds) as ground
         where starts_with(division, $1) and received_on >= $2 and received_on < $3
         group by ground, coalesce(outcome, '') order by ground collate "C", coalesce(outcome, '') collate "C""#,
        within.prefix(),
        from,
        before,
    )
    .fetch_all(conn)
    .await
}
