//! What the public says against a publicity (异议): filed by anybody, followed up with a receipt, answered once.

use fault::{Fault, Kind};
use onecode_proto::procedure::v1 as pb;
use procedure::{Demand, Procedure, Refusal};
use sqlx::PgConnection;
use statute::RuleRef;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use crate::act::{Entry, caller, record_step};
use crate::office::Casework;
use crate::publicity::no_publicity;
use crate::read::{Asked, Listed};
use crate::store::objection::{ObjectionFilter, ObjectionRow};
use crate::store::publicity::PublicityRow;
use crate::{read, receipt, store, wire};

/// The rule that says by when an objection is answered.
const ANSWER: &str = "PROC-07";

/// What somebody says against a publicity.
pub(crate) struct File {
    pub(crate) publicity: Uuid,
    pub(crate) text: String,
}

/// How an objection is answered.
pub(crate) struct Answer {
    pub(crate) publicity: Uuid,
    pub(crate) id: Uuid,
    pub(crate) upheld: bool,
    pub(crate) reasons: String,
}

/// Asks for the objections to one publicity.
pub(crate) struct List {
    pub(crate) filter: ObjectionFilter,
    pub(crate) after: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: intake::page::Binding,
    pub(crate) content: bool,
}

/// An objection with the last day for its answer, as far as that can be told.
pub(crate) struct Seen {
    pub(crate) row: ObjectionRow,
    pub(crate) answer_due: Option<Date>,
    /// Whether what was said may be shown.
    pub(crate) content: bool,
}

pub(crate) async fn file(tx: &mut Tx, (office, command): &Asked<File>) -> Result<pb::FileObjectionResponse, Fault> {
    let missing = || no_publicity(command.publicity);
    let scope = tx.call().scope.clone();
    let publicity = store::publicity::find(tx.conn(), &scope, command.publicity).await?.ok_or_else(missing)?;
    // Whoever decides the case waits for this objection, or it comes after the decision and is refused.
    store::case::share(tx.conn(), publicity.case_id).await?;
    let publicity = store::publicity::find(tx.conn(), &scope, command.publicity).await?.ok_or_else(missing)?;
    let today = day_of(tx.now());
    if let Some(closed_on) = closed(&publicity, today) {
        let fault = Fault::new(Kind::FailedPrecondition, "PUBLICITY_CLOSED", "the publicity is over");
        return Err(fault.with("closed_on", closed_on.to_string()));
    }
    let rule = office.book().on(ANSWER, today).map_err(Refusal::from)?.reference();
    let row = ObjectionRow {
        id: tx.new_id(),
        publicity_id: publicity.id,
        case_id: publicity.case_id,
        body: command.text.clone(),
        department: tx.call().department.clone(),
        state: "open".to_owned(),
        answer: String::new(),
        answering_department: String::new(),
        rule_version: wire::version(&rule),
        rule: rule.id,
        created_at: tx.now(),
        answered_at: None,
    };
    let receipt = receipt::fresh();
    store::objection::insert(tx.conn(), &row, &receipt).await?;
    tx.emit(&wire::case_name(row.case_id), &publicity.division, &wire::facts::objection_filed(&row));
    let answer_due = seen(office, row, false).answer_due;
    Ok(pb::FileObjectionResponse {
        receipt: receipt::shown(&receipt),
        answer_due_date: answer_due.map(intake::time::date),
    })
}

/// The day after which nobody may object any more, if it has passed or the case has ended.
fn closed(publicity: &PublicityRow, today: Date) -> Option<Date> {
    publicity.withdrawn_on.or((publicity.closes_on < today).then_some(publicity.closes_on))
}

pub(crate) async fn answer(tx: &mut Tx, (office, command): &Asked<Answer>) -> Result<pb::Objection, Fault> {
    let missing = || no_objection(command.publicity, command.id);
    let scope = tx.call().scope.clone();
    let publicity = store::publicity::find(tx.conn(), &scope, command.publicity).await?.ok_or_else(missing)?;
    let mut case = office.lock(tx, publicity.case_id, None).await?;
    let mut row = store::objection::lock(tx.conn(), publicity.id, command.id).await?.ok_or_else(missing)?;
    let by = caller(tx);
    let roles = deciders(office.known(&case.procedure)?);
    let may = match roles {
        [] => (&publicity.department, &publicity.division) == (&by.department, &by.division),
        roles => roles.iter().any(|role| case.machine.plays(&by, role)),
    };
    if !may {
        return Err(Refusal::Role { action: "answer-objection", roles }.into());
    }
    if row.state != "open" {
        return Err(Fault::new(Kind::FailedPrecondition, "OBJECTION_ANSWERED", "the objection was answered before"));
    }
    row.state = String::from(if command.upheld { "upheld" } else { "rejected" });
    row.answer.clone_from(&command.reasons);
    row.answering_department = by.department;
    row.answered_at = Some(tx.now());
    store::objection::answer(tx.conn(), &row).await?;
    case.revision += 1;
    case.updated_at = tx.now();
    let title = if command.upheld { "答复异议：成立" } else { "答复异议：不成立" };
    let entry = Entry {
        action: "answer-objection",
        title,
        from: &case.state.clone(),
        reasons: &command.reasons,
        ..Entry::default()
    };
    store::case::update(tx.conn(), &case).await?;
    record_step(tx, &case, entry).await?;
    tx.emit(&wire::case_name(case.id), &case.division, &wire::facts::objection_answered(&row));
    Ok(wire::objection(&seen(office, row, false)))
}

/// Roles that may take the action which waits for every objection to be answered.
fn deciders(procedure: &'static Procedure) -> &'static [&'static str] {
    let waits = procedure.actions.iter().find(|action| action.demands.contains(&Demand::PublicAnswered));
    waits.map_or(&[], |action| action.by)
}

pub(crate) async fn by_receipt(conn: &mut PgConnection, (office, receipt): &Asked<String>) -> Result<Seen, Fault> {
    let row = store::objection::by_receipt(conn, receipt).await?.ok_or_else(|| {
        // The receipt is a secret, and may be that of another objection but for a slip: it is not repeated.
        Fault::new(Kind::NotFound, "OBJECTION_NOT_FOUND", "no objection has that receipt")
    })?;
    Ok(seen(office, row, false))
}

pub(crate) async fn list(conn: &mut PgConnection, (office, query): &Asked<List>) -> Result<Listed<Seen>, Fault> {
    let (scope, publicity) = (&query.filter.scope, query.filter.publicity);
    store::publicity::find(conn, scope, publicity).await?.ok_or_else(|| no_publicity(publicity))?;
    let mut rows = store::objection::list(conn, &query.filter, query.after, read::one_more(query.size)).await?;
    let next_page_token = intake::page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let rows = rows.into_iter().map(|row| seen(office, row, query.content)).collect();
    Ok(Listed { rows, next_page_token })
}

fn seen(office: &Casework, row: ObjectionRow, content: bool) -> Seen {
    let rule = RuleRef { id: row.rule.clone(), version: u32::try_from(row.rule_version).unwrap_or_default() };
    let answer_due = office.last_day(&rule, day_of(row.created_at)).ok().map(|(day, _)| day);
    Seen { row, answer_due, content }
}

fn no_objection(publicity: Uuid, id: Uuid) -> Fault {
    let fault = Fault::new(Kind::NotFound, "OBJECTION_NOT_FOUND", "no such objection");
    fault.with("objection", wire::objection_name(publicity, id))
}
