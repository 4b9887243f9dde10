//! Late elections: filed with reasons, reviewed by the supervising unit, approved for at most the time of PEO-02.

use casework::{Opening, Standing, caller};
use fault::{Fault, on_constraint};
use procedure::{Act, Opinion, Verdict};
use registry_domain::officer::{AppointmentRefusal, late_until};
use registry_domain::procedures::{APPLICANT, REGISTRAR, SUPERVISING_UNIT};
use registry_domain::{Refusal, Status, day_of, rules};
use sqlx::PgConnection;
use time::{Date, Duration};
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::UnifiedCode;

use crate::desk::Desk;
use crate::ops::application::wrong_department;
use crate::ops::case::{self, Step};
use crate::ops::officer;
use crate::store::late_election::{self, LateElectionFilter, LateElectionRow};
use crate::wire::appointment::late_election_name;
use crate::wire::page::{self, Binding};
use crate::{store, wire};

/// What is asked for.
#[derive(Debug)]
pub(crate) struct FileLate {
    pub(crate) desk: Desk,
    pub(crate) code: UnifiedCode,
    pub(crate) days: i32,
    pub(crate) reasons: String,
    pub(crate) supervising: Option<String>,
}

/// A step that rests on what somebody saw.
#[derive(Debug)]
pub(crate) struct StepLate {
    pub(crate) step: Step,
    /// Number of the decision, where it is one.
    pub(crate) number: String,
}

/// An approval.
#[derive(Debug)]
pub(crate) struct ApproveLate {
    pub(crate) decision: StepLate,
    /// As many as were asked for, unless stated.
    pub(crate) days: Option<i32>,
}

/// An opinion.
#[derive(Debug)]
pub(crate) struct OpineLate {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) favourable: bool,
    pub(crate) reasons: String,
}

/// Which one.
#[derive(Debug)]
pub(crate) struct GetLate {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
}

/// Which page of which.
#[derive(Debug)]
pub(crate) struct ListLate {
    pub(crate) filter: LateElectionFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page.
#[derive(Debug)]
pub(crate) struct ListedLate {
    pub(crate) rows: Vec<LateElectionRow>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn file_late(tx: &mut Tx, command: &FileLate) -> Result<LateElectionRow, Fault> {
    let FileLate { desk, code, days, reasons, supervising } = command;
    let (id, now, today) = (tx.new_id(), tx.now(), day_of(tx.now()));
    let (scope, applicant) = (tx.call().scope.clone(), tx.call().department.clone());
    let found = store::organization::find(tx.conn(), &scope, *code).await?;
    let organization = found.ok_or(Refusal::NotFound { code: *code })?;
    if organization.status == Status::Deregistered {
        return Err(Refusal::Ended.into());
    }
    let term = late_election::latest_term(tx.conn(), *code).await?.ok_or(AppointmentRefusal::NoTerm)?;
    last_day("late_election.days", term.ends_on, *days, today)?;
    let registrar = case::registrar(tx.conn(), organization.division, today).await?;
    let mut roles = vec![(APPLICANT, caller(tx)), (REGISTRAR, registrar)];
    if let Some(key) = supervising {
        let known = store::department::find(tx.conn(), key, today).await?;
        let known = known.ok_or_else(|| wrong_department("late_election.supervising_department", key))?;
        roles.push((SUPERVISING_UNIT, known.office(organization.division)));
    }
    let opening = Opening {
        id,
        procedure: "late-election",
        title: organization.title.as_str().to_owned(),
        resource: late_election_name(id),
        organization: wire::name::organization(code),
        division: organization.division.to_string(),
        variant: code.class().as_str().to_owned(),
        roles,
    };
    desk.office.open(tx, opening).await?;
    let ask = Act { action: "ask".to_owned(), by: caller(tx), reasons: reasons.clone(), ..Act::default() };
    let standing = desk.office.act(tx, id, None, ask).await?;
    let row = LateElectionRow {
        id,
        state: standing.case.state,
        revision: standing.revision,
        organization: *code,
        division: organization.division.to_string(),
        term_number: term.term_number,
        ends_on: term.ends_on,
        days: *days,
        reasons: reasons.clone(),
        supervising_department: supervising.clone().unwrap_or_default(),
        applicant_department: applicant,
        approved_days: 0,
        late_until: None,
        number: String::new(),
        decision_reasons: String::new(),
        created_at: now,
        updated_at: now,
    };
    let inserted = late_election::insert(tx.conn(), &row).await;
    on_constraint(inserted, "late_election_term_key", || AppointmentRefusal::Exists.into())?;
    Ok(row)
}

pub(crate) async fn opine_late(tx: &mut Tx, command: &OpineLate) -> Result<LateElectionRow, Fault> {
    let mut row = locked(tx, &command.desk, command.id, None).await?;
    officer::recusal::require_disinterested(tx, &command.desk.ring, row.organization).await?;
    let verdict = if command.favourable { Verdict::Favourable } else { Verdict::Unfavourable };
    let act = Act {
        action: "opine".to_owned(),
        by: caller(tx),
        reasons: command.reasons.clone(),
        opinion: Some(Opinion { review: String::new(), verdict }),
        ..Act::default()
    };
    let standing = command.desk.office.act(tx, command.id, None, act).await?;
    keep(tx, &mut row, &standing).await?;
    Ok(row)
}

pub(crate) async fn approve_late(tx: &mut Tx, command: &ApproveLate) -> Result<LateElectionRow, Fault> {
    let ApproveLate { decision, days } = command;
    let step = &decision.step;
    let mut row = locked(tx, &step.desk, step.id, Some(&step.etag)).await?;
    officer::recusal::require_disinterested(tx, &step.desk.ring, row.organization).await?;
    let standing = case::take(tx, step).await?;
    let days = days.unwrap_or(row.days);
    if days > row.days {
        let until = row.ends_on.saturating_add(Duration::days(row.days.into()));
        return Err(AppointmentRefusal::TooLong { until }.into());
    }
    let until = last_day("days", row.ends_on, days, day_of(tx.now()))?;
    row.approved_days = days;
    row.late_until = Some(until);
    decide(&mut row, decision);
    keep(tx, &mut row, &standing).await?;
    let fact = wire::appointment::late_election_approved(&row, until);
    tx.emit(&late_election_name(row.id), &row.division, &fact);
    Ok(row)
}

/// Refuses or withdraws.
pub(crate) async fn put_aside_late(tx: &mut Tx, decision: &StepLate) -> Result<LateElectionRow, Fault> {
    let step = &decision.step;
    let mut row = locked(tx, &step.desk, step.id, Some(&step.etag)).await?;
    officer::recusal::require_disinterested(tx, &step.desk.ring, row.organization).await?;
    let standing = case::take(tx, step).await?;
    decide(&mut row, decision);
    keep(tx, &mut row, &standing).await?;
    Ok(row)
}

pub(crate) async fn get_late(conn: &mut PgConnection, query: &GetLate) -> Result<LateElectionRow, Fault> {
    let row = late_election::find(conn, &query.scope, query.id).await?;
    Ok(row.ok_or(AppointmentRefusal::LateElectionNotFound { id: query.id })?)
}

pub(crate) async fn list_late(conn: &mut PgConnection, query: &ListLate) -> Result<ListedLate, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = late_election::list(conn, &query.filter, query.before, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(ListedLate { rows, next_page_token })
}

/// The last day of a term that lasts longer by some days, if PEO-02 lets it and the day has not passed.
fn last_day(field: &str, ends_on: Date, days: i32, today: Date) -> Result<Date, Fault> {
    let (most, _) = late_until(rules(), ends_on).map_err(procedure::Refusal::from)?;
    let until = ends_on.saturating_add(Duration::days(days.into()));
    if until > most {
        return Err(AppointmentRefusal::TooLong { until: most }.into());
    }
    if until < today {
        return Err(Fault::invalid_field(field, format!("would end on {until}, which has passed")));
    }
    Ok(until)
}

/// One that the caller may see, its case locked against others.
async fn locked(tx: &mut Tx, desk: &Desk, id: Uuid, etag: Option<&str>) -> Result<LateElectionRow, Fault> {
    let missing = AppointmentRefusal::LateElectionNotFound { id };
    let scope = tx.call().scope.clone();
    if !desk.office.hold(tx, id, etag).await? {
        return Err(missing.into());
    }
    Ok(late_election::find(tx.conn(), &scope, id).await?.ok_or(missing)?)
}

fn decide(row: &mut LateElectionRow, decision: &StepLate) {
    row.number.clone_from(&decision.number);
    row.decision_reasons.clone_from(&decision.step.reasons);
}

async fn keep(tx: &mut Tx, row: &mut LateElectionRow, standing: &Standing) -> Result<(), Fault> {
    row.state.clone_from(&standing.case.state);
    row.revision = standing.revision;
    row.updated_at = tx.now();
    late_election::update(tx.conn(), row).await?;
    Ok(())
}
