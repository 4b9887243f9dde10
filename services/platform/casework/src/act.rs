//! Opening a case and acting on it, within the unit of work of a service's operation.

use fault::{Fault, Kind};
use procedure::{Act, Action, Case, Moved, Office, Procedure, Verdict};
use sqlx::PgConnection;
use sqlx::types::Json;
use statute::RuleRef;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::day_of;

use crate::office::Casework;
use crate::store::case::{CaseRow, StepRow};
use crate::{deadline, notice, store, wire};

/// A case to open.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Its id; a resource of the service may share it.
    pub id: Uuid,
    /// Key of the procedure.
    pub procedure: &'static str,
    /// What it is about; never personal data.
    pub title: String,
    /// The resource that the procedure works on: `applications/{id}`.
    pub resource: String,
    /// `organizations/{code}`; empty while there is none.
    pub organization: String,
    /// Division of the authority that decides.
    pub division: String,
    /// Which variant of the terms applies; empty if there is none.
    pub variant: String,
    /// Who plays which role from the beginning.
    pub roles: Vec<(&'static str, Office)>,
}

/// Where a case stands after an operation.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Its id.
    pub id: Uuid,
    /// Its procedure.
    pub procedure: &'static Procedure,
    /// Its state, roles, opinions, clocks and documents.
    pub case: Case,
    /// Rises with every action.
    pub revision: i64,
    /// What an action that rests on this state must state.
    pub etag: String,
    /// Versions of the rules that the last action applied.
    pub rules: Vec<RuleRef>,
}

impl Standing {
    /// Whether nothing happens any more.
    #[must_use]
    pub fn ended(&self) -> bool {
        self.procedure.state(&self.case.state).is_some_and(|state| state.ends)
    }
}

impl Casework {
    /// Opens a case, with its first tasks.
    ///
    /// # Errors
    /// Database faults; a procedure that is not one of these is our mistake.
    pub async fn open(&self, tx: &mut Tx, opening: Opening) -> Result<Standing, Fault> {
        let procedure = self.known(opening.procedure)?;
        let case = procedure.open(&opening.variant, opening.roles);
        let row = CaseRow {
            id: opening.id,
            procedure: procedure.key.to_owned(),
            title: opening.title,
            resource: opening.resource,
            organization: opening.organization,
            division: opening.division,
            state: case.state.clone(),
            ended: false,
            machine: Json(case),
            revision: 1,
            created_at: tx.now(),
            updated_at: tx.now(),
        };
        store::case::insert(tx.conn(), &row).await?;
        record_step(tx, &row, Entry { action: "open", title: "建立案件", ..Entry::default() }).await?;
        self.follow(tx, procedure, &row, None).await?;
        tx.emit(&wire::case_name(row.id), &row.division, &wire::facts::opened(&row));
        Ok(standing(procedure, row, Vec::new()))
    }

    /// Does something with a case that the caller may see. With an etag, only if nobody acted since it was read.
    ///
    /// # Errors
    /// `CASE_NOT_FOUND`, `CASE_CHANGED`, and what the procedure refuses.
    pub async fn act(&self, tx: &mut Tx, id: Uuid, etag: Option<&str>, act: Act) -> Result<Standing, Fault> {
        let mut row = self.lock(tx, id, etag).await?;
        let procedure = self.known(&row.procedure)?;
        let asked = procedure.action(&act.action).is_some_and(Action::asks_the_public);
        let objections = if asked { store::publicity::count(tx.conn(), id).await? } else { (0, 0) };
        let (reasons, ground) = (act.reasons.clone(), act.ground.clone());
        let verdict = act.opinion.as_ref().map(|opinion| opinion.verdict);
        let today = day_of(tx.now());
        let moved = procedure.act(&row.machine.0, act, self.around(today, objections))?;
        let Moved { case, action, from, review, rules } = moved;
        let before = std::mem::replace(&mut row.machine.0, case);
        row.state.clone_from(&row.machine.state);
        row.ended = procedure.state(&row.state).is_some_and(|state| state.ends);
        row.revision += 1;
        row.updated_at = tx.now();
        store::case::update(tx.conn(), &row).await?;
        let entry = Entry {
            action: action.key,
            title: action.title,
            from: &from,
            review: review.as_deref().unwrap_or_default(),
            verdict: if review.is_some() { verdict } else { None },
            reasons: &reasons,
            ground: &ground,
            rules: &rules,
        };
        record_step(tx, &row, entry).await?;
        self.follow(tx, procedure, &row, Some(&before)).await?;
        if row.ended {
            store::publicity::withdraw(tx.conn(), id, today).await?;
            self.keep_papers(tx, &row).await?;
        }
        let fact = wire::facts::moved(&row, action.key, &from, &tx.call().department.clone());
        tx.emit(&wire::case_name(id), &row.division, &fact);
        notice::issue(tx, &row, action, &before).await?;
        Ok(standing(procedure, row, rules))
    }

    /// Takes a step in the name of the caller's office, that rests on what it saw and needs no more than reasons.
    ///
    /// # Errors
    /// As [`Self::act`].
    pub async fn take(
        &self,
        tx: &mut Tx,
        id: Uuid,
        etag: &str,
        action: &str,
        reasons: &str,
    ) -> Result<Standing, Fault> {
        let (action, by, reasons) = (action.to_owned(), caller(tx), reasons.to_owned());
        self.act(tx, id, Some(etag), Act { action, by, reasons, ..Act::default() }).await
    }

    /// Keeps others from acting on a case until the unit of work ends; whether there is one that the caller may see.
    ///
    /// # Errors
    /// `CASE_CHANGED`.
    pub async fn hold(&self, tx: &mut Tx, id: Uuid, etag: Option<&str>) -> Result<bool, Fault> {
        let scope = tx.call().scope.clone();
        let held = store::case::hold(tx.conn(), &scope, id).await?;
        held.map_or(Ok(false), |revision| require_unchanged(id, revision, etag).map(|()| true))
    }

    /// Where a case stands that the caller may see, not locked.
    ///
    /// # Errors
    /// `CASE_NOT_FOUND`, also outside the caller's division.
    pub async fn find(&self, conn: &mut PgConnection, scope: &Scope, id: Uuid) -> Result<Standing, Fault> {
        let row = store::case::find(conn, scope, id).await?.ok_or_else(|| not_found(id))?;
        Ok(standing(self.known(&row.procedure)?, row, Vec::new()))
    }

    /// Says which organisation a case is about, once there is one.
    ///
    /// # Errors
    /// Database faults.
    pub async fn name_organization(&self, tx: &mut Tx, id: Uuid, organization: &str) -> Result<(), Fault> {
        store::case::set_organization(tx.conn(), id, organization).await?;
        Ok(())
    }

    pub(crate) async fn lock(&self, tx: &mut Tx, id: Uuid, etag: Option<&str>) -> Result<CaseRow, Fault> {
        let scope = tx.call().scope.clone();
        let row = store::case::lock(tx.conn(), &scope, id).await?.ok_or_else(|| not_found(id))?;
        require_unchanged(id, row.revision, etag)?;
        Ok(row)
    }

    pub(crate) fn known(&self, key: &str) -> Result<&'static Procedure, Fault> {
        self.procedure(key).ok_or_else(|| Fault::internal(format!("no procedure `{key}` is declared")))
    }

    /// Keeps the documents of a case, and the proofs of its notices, from today on: it has ended (自办结之日起).
    async fn keep_papers(&self, tx: &mut Tx, row: &CaseRow) -> Result<(), Fault> {
        let notices = store::notice::of_case(tx.conn(), row.id).await?;
        let mut subjects: Vec<String> = notices.into_iter().map(wire::notice_name).collect();
        subjects.push(row.resource.clone());
        archive::keep(tx, &subjects, self.years(day_of(tx.now()))?).await
    }

    /// Brings tasks and terms in line with a case that moved.
    async fn follow(
        &self,
        tx: &mut Tx,
        procedure: &'static Procedure,
        row: &CaseRow,
        before: Option<&Case>,
    ) -> Result<(), Fault> {
        deadline::follow(self, tx, row, before).await?;
        let now = tx.now();
        let wanted = procedure.tasks(&row.machine.0);
        let had = before.map(|case| procedure.tasks(case)).unwrap_or_default();
        let done: Vec<String> = had.iter().filter(|task| !wanted.contains(task)).map(|task| task.key.clone()).collect();
        if !done.is_empty() {
            let by = caller(tx);
            store::task::end(tx.conn(), row.id, &done, &by, now).await?;
        }
        let new: Vec<_> = wanted.into_iter().filter(|task| !had.contains(task)).collect();
        if !new.is_empty() {
            let ids: Vec<Uuid> = new.iter().map(|_| tx.new_id()).collect();
            let due = new.iter().map(|task| self.due(&row.machine.0, task.clock.as_deref())).collect::<Vec<_>>();
            store::task::insert(tx.conn(), row, &ids, &new, &due, now).await?;
        }
        Ok(())
    }
}

/// The office in whose name the caller acts: the department and the division of its token.
#[must_use]
pub fn caller(tx: &Tx) -> Office {
    Office::new(&tx.call().department, &tx.call().division)
}

/// What a step records.
#[derive(Default)]
pub(crate) struct Entry<'a> {
    pub(crate) action: &'a str,
    pub(crate) title: &'a str,
    pub(crate) from: &'a str,
    pub(crate) review: &'a str,
    pub(crate) verdict: Option<Verdict>,
    pub(crate) reasons: &'a str,
    pub(crate) ground: &'a str,
    pub(crate) rules: &'a [RuleRef],
}

/// Records what was done with a case; `row` is the case after it.
pub(crate) async fn record_step(tx: &mut Tx, row: &CaseRow, entry: Entry<'_>) -> Result<(), Fault> {
    let call = tx.call();
    let step = StepRow {
        case_id: row.id,
        number: row.revision,
        action: entry.action.to_owned(),
        title: entry.title.to_owned(),
        from_state: entry.from.to_owned(),
        to_state: row.state.clone(),
        review: entry.review.to_owned(),
        verdict: match entry.verdict {
            Some(Verdict::Favourable) => "favourable".to_owned(),
            Some(Verdict::Unfavourable) => "unfavourable".to_owned(),
            None => String::new(),
        },
        department: call.department.clone(),
        actor: call.actor.clone(),
        officer: call.officer.clone(),
        reasons: entry.reasons.to_owned(),
        ground: entry.ground.to_owned(),
        rules: Json(entry.rules.to_vec()),
        created_at: tx.now(),
    };
    store::case::insert_step(tx.conn(), &step).await?;
    Ok(())
}

pub(crate) fn standing(procedure: &'static Procedure, row: CaseRow, rules: Vec<RuleRef>) -> Standing {
    let etag = wire::etag(row.id, row.revision);
    Standing { id: row.id, procedure, case: row.machine.0, revision: row.revision, etag, rules }
}

fn require_unchanged(id: Uuid, revision: i64, etag: Option<&str>) -> Result<(), Fault> {
    let current = wire::etag(id, revision);
    if etag.is_some_and(|etag| etag != current) {
        let fault = Fault::new(Kind::Aborted, "CASE_CHANGED", "the case has changed since it was read");
        return Err(fault.with("etag", current));
    }
    Ok(())
}

pub(crate) fn not_found(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "CASE_NOT_FOUND", "no such case").with("case", wire::case_name(id))
}
