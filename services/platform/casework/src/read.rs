//! What is asked of cases, tasks and terms.

use std::collections::HashMap;

use fault::{Fault, Kind};
use intake::page::{self, Binding};
use onecode_proto::procedure::v1 as pb;
use procedure::Procedure;
use sqlx::PgConnection;
use statute::Clock;
use time::Date;
use uow::Scope;
use uuid::Uuid;

use crate::act::not_found;
use crate::office::Casework;
use crate::store::case::{CaseFilter, CaseRow, StepRow};
use crate::store::deadline::FoundDeadline;
use crate::store::task::{StatisticsRow, TaskFilter, TaskRow};
use crate::{store, wire};

#[derive(Debug)]
pub(crate) struct GetCase {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
}

#[derive(Debug)]
pub(crate) struct ListCases {
    pub(crate) filter: CaseFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

#[derive(Debug)]
pub(crate) struct ListTasks {
    pub(crate) filter: TaskFilter,
    pub(crate) after: Option<(Date, Uuid)>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    pub(crate) today: Date,
}

#[derive(Debug)]
pub(crate) struct Statistics {
    pub(crate) within: Option<Scope>,
    pub(crate) from: Option<Date>,
    pub(crate) before: Option<Date>,
    pub(crate) today: Date,
}

#[derive(Debug)]
pub(crate) struct ExplainDeadline {
    pub(crate) scope: Scope,
    pub(crate) case: Uuid,
    pub(crate) id: Uuid,
}

/// A case with what stands beside it.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) row: CaseRow,
    pub(crate) procedure: &'static Procedure,
    pub(crate) deadlines: Vec<FoundDeadline>,
    pub(crate) steps: Vec<StepRow>,
}

/// A page of a list.
#[derive(Debug)]
pub(crate) struct Listed<T> {
    pub(crate) rows: Vec<T>,
    pub(crate) next_page_token: String,
}

/// A question together with what it is judged by.
pub(crate) type Asked<Q> = (Casework, Q);

pub(crate) async fn get_case(conn: &mut PgConnection, (office, query): &Asked<GetCase>) -> Result<Found, Fault> {
    let row = store::case::find(conn, &query.scope, query.id).await?.ok_or_else(|| not_found(query.id))?;
    let procedure = office.known(&row.procedure)?;
    let deadlines = store::deadline::of_cases(conn, &[row.id]).await?;
    let steps = store::case::steps(conn, row.id).await?;
    Ok(Found { row, procedure, deadlines, steps })
}

pub(crate) async fn list_cases(
    conn: &mut PgConnection,
    (office, query): &Asked<ListCases>,
) -> Result<Listed<Found>, Fault> {
    let mut rows = store::case::list(conn, &query.filter, query.before, one_more(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut deadlines: HashMap<Uuid, Vec<FoundDeadline>> = HashMap::new();
    for row in store::deadline::of_cases(conn, &ids).await? {
        deadlines.entry(row.case_id).or_default().push(row);
    }
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let procedure = office.known(&row.procedure)?;
        let deadlines = deadlines.remove(&row.id).unwrap_or_default();
        found.push(Found { row, procedure, deadlines, steps: Vec::new() });
    }
    Ok(Listed { rows: found, next_page_token })
}

pub(crate) async fn list_tasks(conn: &mut PgConnection, query: &ListTasks) -> Result<(Listed<TaskRow>, Date), Fault> {
    let mut rows = store::task::list(conn, &query.filter, query.after, one_more(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, wire::task_key);
    Ok((Listed { rows, next_page_token }, query.today))
}

pub(crate) async fn statistics(conn: &mut PgConnection, query: &Statistics) -> Result<Vec<StatisticsRow>, Fault> {
    let Some(within) = &query.within else { return Ok(Vec::new()) };
    Ok(store::task::statistics(conn, within, query.from, query.before, query.today).await?)
}

pub(crate) async fn explain_deadline(
    conn: &mut PgConnection,
    (office, query): &Asked<ExplainDeadline>,
) -> Result<pb::ExplainDeadlineResponse, Fault> {
    let row = store::deadline::find(conn, &query.scope, query.case, query.id).await?;
    let row = row.ok_or_else(|| no_deadline(query.case, query.id))?;
    let case = store::case::find(conn, &query.scope, row.case_id).await?.ok_or_else(|| not_found(row.case_id))?;
    let explanation = Some(explanation(office, &row.clock)?);
    let deadline = Some(wire::deadline(office.known(&case.procedure)?, &row));
    Ok(pb::ExplainDeadlineResponse { deadline, explanation })
}

/// Why a clock ends when it does.
pub(crate) fn explanation(office: &Casework, clock: &Clock) -> Result<pb::DeadlineExplanation, Fault> {
    let cited = office.book().cited(&clock.rule).map_err(procedure::Refusal::from)?;
    let reckoning = office.reckon(clock)?;
    Ok(wire::explanation(cited, clock, &reckoning))
}

/// What a rule would give for an event on a day.
pub(crate) fn explain_term(office: &Casework, rule: &str, day: Date) -> Result<pb::DeadlineExplanation, Fault> {
    let cited = office.book().on(rule, day).map_err(procedure::Refusal::from)?;
    let timed = cited.version.threshold.as_ref().is_some_and(|threshold| threshold.unit.is_time());
    if !timed {
        return Err(Fault::invalid_field("rule", "must be a rule with a term"));
    }
    explanation(office, &Clock::start(cited, day))
}

pub(crate) fn no_deadline(case: Uuid, id: Uuid) -> Fault {
    let fault = Fault::new(Kind::NotFound, "DEADLINE_NOT_FOUND", "no such term");
    fault.with("deadline", wire::deadline_name(case, id))
}

pub(crate) fn one_more(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1)
}
