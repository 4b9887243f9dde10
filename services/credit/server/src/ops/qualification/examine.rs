//! What happens to an application before it is decided: departments confirm, papers are asked for and come, it is taken back.

use casework::{Casework, Standing};
use fault::{Fault, Violation};
use procedure::{Act, Opinion, Verdict};
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::read::{SeenApplication, whole};
use super::{kept, locked, refused, require_terms, said};
use crate::store::qualification::application::ApplicationRow;
use crate::store::qualification::confirmation::{self as store, ConfirmationRow};
use crate::wire::name;
use crate::wire::qualification::facts;

/// A step that rests on what somebody saw, with what it says.
#[derive(Debug)]
pub(crate) struct Step<T> {
    pub(crate) office: Casework,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) what: T,
}

/// What a department says of its part.
#[derive(Debug)]
pub(crate) struct Confirm {
    pub(crate) office: Casework,
    pub(crate) id: Uuid,
    pub(crate) confirmed: bool,
    pub(crate) reasons: String,
    pub(crate) proved: Vec<String>,
}

pub(crate) async fn confirm(tx: &mut Tx, command: &Confirm) -> Result<SeenApplication, Fault> {
    let today = day_of(tx.now());
    let row = locked(tx, command.id, None).await?;
    require_division(tx, &row)?;
    require_provable(&row, &command.proved, today)?;
    let verdict = if command.confirmed { Verdict::Favourable } else { Verdict::Unfavourable };
    let opinion = Some(Opinion { review: "confirmation".to_owned(), verdict });
    let act = Act { opinion, ..said(tx, "confirm", &command.reasons) };
    command.office.act(tx, row.id, None, act).await?;
    let said = ConfirmationRow {
        id: tx.new_id(),
        application: row.id,
        department: tx.call().department.clone(),
        confirmed: command.confirmed,
        reasons: command.reasons.clone(),
        proved: command.proved.clone(),
        decided_on: today,
    };
    let now = tx.now();
    store::insert(tx.conn(), &said, now).await?;
    seen(tx, &command.office, row).await
}

/// Asks for papers: what was confirmed so far is asked for anew once they have come.
pub(crate) async fn ask_for_papers(tx: &mut Tx, step: &Step<String>) -> Result<SeenApplication, Fault> {
    let mut row = locked(tx, step.id, Some(&step.etag)).await?;
    require_division(tx, &row)?;
    let act = said(tx, "return", &step.what);
    let standing = step.office.act(tx, row.id, None, act).await?;
    store::close(tx.conn(), row.id).await?;
    follow(&step.office, &mut row, standing);
    seen(tx, &step.office, row).await
}

pub(crate) async fn supplement(tx: &mut Tx, step: &Step<Vec<Uuid>>) -> Result<SeenApplication, Fault> {
    let mut row = locked(tx, step.id, Some(&step.etag)).await?;
    let act = said(tx, "supplement", "");
    let standing = step.office.act(tx, row.id, None, act).await?;
    for paper in archive::attach(tx, &step.what, &name::qualification_application(row.id)).await? {
        if !row.documents.contains(&paper.id) {
            row.documents.push(paper.id);
            row.document_kinds.push(paper.kind);
        }
    }
    follow(&step.office, &mut row, standing);
    seen(tx, &step.office, row).await
}

pub(crate) async fn withdraw(tx: &mut Tx, step: &Step<String>) -> Result<SeenApplication, Fault> {
    let mut row = locked(tx, step.id, Some(&step.etag)).await?;
    let act = said(tx, "withdraw", &step.what);
    let standing = step.office.act(tx, row.id, None, act).await?;
    follow(&step.office, &mut row, standing);
    row.reasons.clone_from(&step.what);
    row.ended_on = Some(day_of(tx.now()));
    tx.emit(&name::organization(row.organization), &row.division, &facts::application_ended(&row));
    seen(tx, &step.office, row).await
}

/// Departments act for their own division alone.
fn require_division(tx: &Tx, row: &ApplicationRow) -> Result<(), Fault> {
    if tx.call().division == row.division {
        return Ok(());
    }
    Err(refused::other_authority(&row.division, &row.lead))
}

/// What was seen proved are conditions of the kind that proof can show.
fn require_provable(row: &ApplicationRow, proved: &[String], today: time::Date) -> Result<(), Fault> {
    let kind = row.kind().ok_or_else(|| Fault::internal("an application of a later release"))?;
    let conditions = require_terms(kind, today, "name")?.purpose.conditions();
    let wrong = proved
        .iter()
        .enumerate()
        .filter(|(_, key)| !conditions.iter().any(|condition| condition.key == **key && condition.can_be_proved()));
    let violations: Vec<Violation> = wrong
        .map(|(at, _)| Violation {
            field: format!("proved_conditions[{at}]"),
            description: "must be a condition of the kind that proof can show".to_owned(),
        })
        .collect();
    if violations.is_empty() { Ok(()) } else { Err(Fault::invalid(violations)) }
}

/// Brings an application in line with its case.
pub(super) fn follow(office: &Casework, row: &mut ApplicationRow, standing: Standing) {
    let running = !standing.ended() && standing.case.state == "examining";
    row.due_on = if running { office.due(&standing.case, Some("decision")) } else { None };
    row.state = standing.case.state;
}

async fn seen(tx: &mut Tx, office: &Casework, row: ApplicationRow) -> Result<SeenApplication, Fault> {
    let scope = tx.call().scope.clone();
    let row = kept(tx, row).await?;
    whole(tx.conn(), office, &scope, row).await
}
