//! Objections and repairs: filed, examined, decided; the case and its row together.

use casework::{Casework, Office, Opening, caller};
use credit_domain::display::{Level, is_breach};
use credit_domain::procedures::petition::{DECIDER, PORTAL};
use fault::{Fault, on_constraint};
use onecode_proto::credit::v1 as pb;
use procedure::Act;
use sqlx::PgConnection;
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::day_of;

use super::record::{self, GetRecord};
use super::refused;
use super::shown::Shown;
use crate::store::organization;
use crate::store::petition::{self as store, PetitionRow};
use crate::wire::{name, petition as wire, time as day};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    /// 异议.
    Objection,
    /// 信用修复.
    Repair,
}

impl Asked {
    /// Its name in the database.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Objection => "objection",
            Self::Repair => "repair",
        }
    }

    fn procedure(self) -> &'static str {
        match self {
            Self::Objection => "credit-objection",
            Self::Repair => "credit-repair",
        }
    }
}

/// Something asked of a record.
#[derive(Debug)]
pub(crate) struct Ask {
    pub(crate) office: Casework,
    pub(crate) asked: Asked,
    pub(crate) record: Uuid,
    pub(crate) statement: String,
    pub(crate) proof_number: String,
}

/// A step of a petition that rests on what somebody saw.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) office: Casework,
    pub(crate) asked: Asked,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) reasons: String,
    pub(crate) what: What,
}

/// What is done with a petition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    Prolong,
    Decide { grant: bool, number: String },
}

/// Which petition.
#[derive(Debug)]
pub(crate) struct GetPetition {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetPetition) -> Result<PetitionRow, Fault> {
    store::find(conn, &query.scope, query.id).await?.ok_or_else(|| refused::no_petition(query.id))
}

pub(crate) async fn ask(tx: &mut Tx, command: &Ask) -> Result<PetitionRow, Fault> {
    let (id, now, today) = (tx.new_id(), tx.now(), day_of(tx.now()));
    let query = GetRecord { scope: tx.call().scope.clone(), id: command.record, today };
    let shown = record::get(tx.conn(), &query).await?;
    if !shown.record.stands() {
        return Err(refused::withdrawn(command.record));
    }
    if shown.record.department.is_empty() {
        return Err(refused::no_authority(command.record));
    }
    if command.asked == Asked::Repair {
        repairable(&shown, today)?;
    }
    let of = &shown.record;
    let decides = &shown.standing.department_division;
    let division = seat(&of.division, decides);
    if !tx.call().scope.covers(division) {
        return Err(refused::other_decider(&of.department, decides));
    }
    let portal = tx.call().department.clone();
    let title = organization::get(tx.conn(), of.organization).await?.map(|known| known.title);
    let opening = Opening {
        id,
        procedure: command.asked.procedure(),
        title: title.unwrap_or_else(|| of.organization.to_string()),
        resource: name::petition(id),
        organization: name::organization(of.organization),
        division: division.to_owned(),
        variant: String::new(),
        roles: vec![(PORTAL, caller(tx)), (DECIDER, Office::new(&of.department, decides))],
    };
    command.office.open(tx, opening).await?;
    let act = Act { action: "file".to_owned(), by: caller(tx), ..Act::default() };
    let standing = command.office.act(tx, id, None, act).await?;
    let row = PetitionRow {
        id,
        kind: command.asked.as_str().to_owned(),
        record: of.id,
        organization: of.organization,
        division: division.to_owned(),
        department: of.department.clone(),
        department_division: decides.clone(),
        portal,
        statement: command.statement.clone(),
        proof_number: command.proof_number.clone(),
        due_on: command.office.due(&standing.case, Some("decision")),
        state: standing.case.state,
        reasons: String::new(),
        decision_number: String::new(),
        decided_on: None,
        revision: 1,
        created_at: now,
        updated_at: now,
    };
    let inserted = store::insert(tx.conn(), &row).await;
    on_constraint(inserted, "petition_open_key", || refused::petition_open(of.id))?;
    if command.asked == Asked::Objection {
        let fact = pb::CreditObjectionOpened {
            credit_petition: name::petition(id),
            credit_record: name::record(of.id),
            organization: name::organization(of.organization),
            department: name::department(&of.department),
        };
        tx.emit(&name::organization(of.organization), &of.division, &fact);
    }
    Ok(row)
}

pub(crate) async fn step(tx: &mut Tx, command: &Step) -> Result<PetitionRow, Fault> {
    let today = day_of(tx.now());
    let mut row = locked(tx, command).await?;
    let call = tx.call();
    if (&call.department, &call.division) != (&row.department, &row.department_division) {
        return Err(refused::other_decider(&row.department, &row.department_division));
    }
    let action = match &command.what {
        What::Prolong => "prolong",
        What::Decide { grant: true, .. } => "grant",
        What::Decide { grant: false, .. } => "reject",
    };
    let act = Act { action: action.to_owned(), by: caller(tx), reasons: command.reasons.clone(), ..Act::default() };
    let standing = command.office.act(tx, row.id, None, act).await?;
    if row.state != standing.case.state && command.what == What::Prolong {
        row.due_on = command.office.due(&standing.case, Some("decision"));
    }
    row.state = standing.case.state;
    if let What::Decide { grant, number } = &command.what {
        row.reasons.clone_from(&command.reasons);
        row.decision_number.clone_from(number);
        row.decided_on = Some(today);
        if *grant {
            granted(tx, command, &row, today).await?;
        }
    }
    row.revision += 1;
    row.updated_at = tx.now();
    store::update(tx.conn(), &row).await?;
    if row.decided_on.is_some() {
        tx.emit(&name::organization(row.organization), &row.division, &wire::decided(&row, day::date(today)));
    }
    Ok(row)
}

/// Where the case lies: with the record, or with whoever decides, if the record is not within its reach.
fn seat<'a>(record: &'a str, decides: &'a str) -> &'a str {
    if Scope::division(decides).covers(record) { record } else { decides }
}

/// What follows for the record.
async fn granted(tx: &mut Tx, command: &Step, row: &PetitionRow, today: Date) -> Result<(), Fault> {
    let office = &command.office;
    // whoever decides may lie below the organisation, and not see its records otherwise
    let query = GetRecord { scope: Scope::everywhere(), id: row.record, today };
    let shown = record::get(tx.conn(), &query).await?;
    if !shown.record.stands() {
        return match command.asked {
            Asked::Objection => Ok(()), // it fell while it was examined, which is what was asked
            Asked::Repair => Err(refused::withdrawn(row.record)),
        };
    }
    match command.asked {
        Asked::Objection => record::withdraw_one(tx, office, &shown.record, today).await,
        Asked::Repair if shown.standing.seriously_listed => Err(refused::excluded(row.record)),
        Asked::Repair => record::end_one(tx, office, &shown.record, today).await,
    }
}

/// Whether a record may be repaired on a day: the shortest display is over, and no list stands in the way.
fn repairable(shown: &Shown, today: Date) -> Result<(), Fault> {
    let of = &shown.record;
    let breach = is_breach(of.kind, of.from) && shown.display.level != Level::None;
    let Some(earliest) = shown.display.repairable.filter(|_| breach && of.counts_on(today)) else {
        return Err(refused::not_repairable(of.id));
    };
    if shown.standing.seriously_listed {
        return Err(refused::excluded(of.id));
    }
    if today < earliest {
        let rule = shown.display.rules.first().map(ToString::to_string).unwrap_or_default();
        return Err(refused::too_early(of.id, earliest, rule));
    }
    Ok(())
}

/// One that the caller may see, as it was seen, which nobody else changes until the unit of work ends.
async fn locked(tx: &mut Tx, command: &Step) -> Result<PetitionRow, Fault> {
    let scope = tx.call().scope.clone();
    store::lock(tx.conn(), command.id).await?;
    // a statement of its own: it must see what the lock waited for
    let row = store::find(tx.conn(), &scope, command.id).await?.ok_or_else(|| refused::no_petition(command.id))?;
    if row.kind != command.asked.as_str() {
        return Err(refused::other_kind(row.id));
    }
    let etag = wire::etag(&row);
    if etag != command.etag {
        return Err(refused::petition_changed(etag));
    }
    Ok(row)
}
