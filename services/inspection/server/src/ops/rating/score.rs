//! Experts score: each its own sheet, sealed from the others until all are in.

use std::collections::HashMap;

use fault::{Fault, Kind, on_constraint};
use inspection_domain::rating::{Refusal, Sheet, enough, sheet, tie};
use seal::Ring;
use sqlx::PgConnection;
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::{OrganizationClass, day_of};

use super::Desk;
use super::apply::require_whole;
use super::decide::recused;
use super::people::Person;
use super::round::no_sheet;
use super::standing::{locked, missing};
use crate::store::rating::application::{self as applications, ApplicationRow, ScoreRow};
use crate::store::rating::expert as experts;
use crate::store::rating::scoring::{self as store, AssignedRow, SheetRow};
use crate::wire::rating as wire;

/// An expert's sheet.
#[derive(Debug)]
pub(crate) struct Submit {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) scores: Vec<ScoreRow>,
}

/// A sheet with its scores.
pub(crate) struct Submitted {
    pub(crate) sheet: SheetRow,
    pub(crate) scores: Vec<ScoreRow>,
}

/// Whose sheets, and who asks.
#[derive(Debug)]
pub(crate) struct ListScores {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
    pub(crate) ring: Ring,
    pub(crate) caller: Option<Person>,
    pub(crate) today: Date,
}

/// The sheets that may be seen.
pub(crate) struct SeenScores {
    pub(crate) sheets: Vec<Submitted>,
    pub(crate) expected: usize,
    pub(crate) submitted: usize,
    pub(crate) sealed: bool,
}

pub(crate) async fn submit(tx: &mut Tx, command: &Submit) -> Result<Submitted, Fault> {
    let row = locked(tx, &command.desk, command.id, None).await?;
    let account = Person::of(tx.call()).and_then(|person| person.account_at(&row));
    let account = account.map(|account| account.hash(&command.desk.ring));
    let assigned = taking_part(store::assigned(tx.conn(), row.id).await?);
    let mine = assigned.iter().find(|one| account.as_ref() == Some(&one.account_hash));
    let expert = mine.ok_or_else(not_assigned)?.expert;
    if row.state != "scoring" {
        let sentence = "the application is not being scored";
        return Err(Fault::new(Kind::FailedPrecondition, "RATING_SCORING_CLOSED", sentence));
    }
    let posts = experts::posts(tx.conn(), expert).await?;
    if let Some(tie) = tie(&posts, row.code, day_of(tx.now()))? {
        return Err(recused(expert, tie.as_str()));
    }
    require_whole(sheet_of(&row)?, &command.scores, "scores", true)?;
    let tenths = command.scores.iter().map(|score| score.tenths).sum();
    let sheet = SheetRow { expert, tenths, created_at: tx.now() };
    let inserted = store::insert_sheet(tx.conn(), row.id, &sheet, &command.scores).await;
    on_constraint(inserted, "rating_score_sheet_pkey", || {
        Fault::new(Kind::AlreadyExists, "RATING_SCORED", "the expert has handed in its sheet")
    })?;
    let submitted = sheets_of(&assigned, store::sheets(tx.conn(), row.id).await?).len();
    let fact = wire::facts::scores_submitted(row.id, submitted, assigned.len());
    tx.emit(&wire::name::application(row.id), &row.division, &fact);
    Ok(Submitted { sheet, scores: command.scores.clone() })
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListScores) -> Result<SeenScores, Fault> {
    let row = applications::find(conn, &query.scope, query.id).await?.ok_or_else(|| missing(query.id))?;
    let assigned = taking_part(store::assigned(conn, row.id).await?);
    let mut sheets = sheets_of(&assigned, store::sheets(conn, row.id).await?);
    let submitted = sheets.len();
    let sealed = row.state == "scoring" && (submitted < assigned.len() || !is_enough(submitted, query.today)?);
    if sealed {
        let caller = query.caller.clone().and_then(|person| person.account_at(&row));
        let caller = caller.map(|account| account.hash(&query.ring));
        let mine = assigned.iter().find(|one| caller.as_ref() == Some(&one.account_hash)).map(|one| one.expert);
        sheets.retain(|sheet| Some(sheet.expert) == mine);
    }
    let mut of_experts: HashMap<Uuid, Vec<ScoreRow>> = HashMap::new();
    for (expert, score) in store::scores(conn, row.id).await? {
        of_experts.entry(expert).or_default().push(score);
    }
    let order = sheet_of(&row)?;
    let submit = |sheet: SheetRow| {
        let mut scores = of_experts.remove(&sheet.expert).unwrap_or_default();
        scores.sort_by_key(|score| order.indicators.iter().position(|one| one.key == score.indicator));
        Submitted { sheet, scores }
    };
    Ok(SeenScores { sheets: sheets.into_iter().map(submit).collect(), expected: assigned.len(), submitted, sealed })
}

/// Whether so many sheets may be made a proposal: until then another expert may come, who must not know them.
fn is_enough(sheets: usize, day: Date) -> Result<bool, Fault> {
    match enough(sheets, day) {
        Ok(()) => Ok(true),
        Err(Refusal::TooFewExperts { .. }) => Ok(false),
        Err(other) => Err(other.into()),
    }
}

/// Those who are not recused.
pub(super) fn taking_part(mut assigned: Vec<AssignedRow>) -> Vec<AssignedRow> {
    assigned.retain(|one| !one.recused);
    assigned
}

/// The sheets of those who take part.
pub(super) fn sheets_of(assigned: &[AssignedRow], mut sheets: Vec<SheetRow>) -> Vec<SheetRow> {
    sheets.retain(|sheet| assigned.iter().any(|one| one.expert == sheet.expert));
    sheets
}

/// The indicators by which an application is scored.
pub(super) fn sheet_of(row: &ApplicationRow) -> Result<&'static Sheet, Fault> {
    let kind = OrganizationClass::ALL.into_iter().find(|class| class.as_str() == row.kind);
    let kind = kind.ok_or_else(|| Fault::internal("a kind that is none"))?;
    sheet(kind, &row.edition).ok_or_else(|| no_sheet(&wire::name::sheet(kind, &row.edition)))
}

fn not_assigned() -> Fault {
    let sentence = "only an expert who is assigned and not recused scores, under its own account";
    Fault::new(Kind::PermissionDenied, "RATING_NOT_ASSIGNED", sentence)
}
