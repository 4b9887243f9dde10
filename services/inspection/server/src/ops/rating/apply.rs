//! An organisation applies (申报): its scores, its papers, and every condition judged by what is on record.

use casework::{Office, Opening, caller};
use fault::{Fault, Kind, Violation, on_constraint};
use inspection_domain::procedures::rating::{APPLICANT, AUTHORITY};
use inspection_domain::rating::{Condition, Flaw, Sheet, conditions, flaws, sheet, simplified_visit};
use onecode_proto::registry::v1::OrganizationStatus;
use procedure::{Act, Filed};
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::day_of;

use super::read::{SeenApplication, whole};
use super::{Desk, record, round, standing};
use crate::register::Registered;
use crate::store::rating::application::{self as store, ApplicationRow, ConditionRow, ScoreRow};
use crate::store::rating::round::{self as rounds, RoundRow};
use crate::wire::rating as wire;

/// An application.
#[derive(Debug)]
pub(crate) struct Apply {
    pub(crate) desk: Desk,
    pub(crate) round: Uuid,
    pub(crate) organization: Registered,
    pub(crate) scores: Vec<ScoreRow>,
    pub(crate) documents: Vec<Uuid>,
}

pub(crate) async fn apply(tx: &mut Tx, command: &Apply) -> Result<SeenApplication, Fault> {
    let Apply { desk, organization, scores, .. } = command;
    let (id, now, today) = (tx.new_id(), tx.now(), day_of(tx.now()));
    let (scope, applicant) = (tx.call().scope.clone(), tx.call().department.clone());
    let round = rounds::find(tx.conn(), &scope, command.round).await?;
    let round = round.ok_or_else(|| round::no_round(command.round))?;
    require_open(&round, organization, today)?;
    let kind = organization.code.class();
    let sheet = sheet(kind, &round.edition).ok_or_else(|| round::no_sheet(&wire::name::sheet(kind, &round.edition)))?;
    require_whole(sheet, scores, "self_scores", false)?;
    let known = record::of(tx.conn(), organization.code, organization.established_on).await?;
    let judged = conditions(&known, today)?;
    let opening = Opening {
        id,
        procedure: "rating",
        title: organization.title.clone(),
        resource: wire::name::application(id),
        organization: crate::wire::name::organization(organization.code),
        division: round.division.clone(),
        variant: String::new(),
        roles: vec![(APPLICANT, caller(tx)), (AUTHORITY, Office::new(&round.department, &round.division))],
    };
    desk.office.open(tx, opening).await?;
    let filed = archive::attach(tx, &command.documents, &wire::name::application(id)).await?;
    let filed = filed.into_iter().map(|it| Filed {
        document: format!("documents/{}", it.id),
        sha256: it.hexadecimal(),
        kind: it.kind,
    });
    let act = Act { action: "apply".to_owned(), by: caller(tx), filed: filed.collect(), ..Act::default() };
    let moved = desk.office.act(tx, id, None, act).await?;
    let mut row = ApplicationRow {
        id,
        round: round.id,
        code: organization.code,
        title: organization.title.clone(),
        department: applicant,
        authority: round.department,
        division: round.division,
        kind: kind.as_str().to_owned(),
        edition: round.edition,
        state: String::new(),
        revision: 0,
        self_tenths: scores.iter().map(|score| score.tenths).sum(),
        simplified_visit: simplified_visit(&known, today),
        publicity: String::new(),
        rating: None,
        reasons: String::new(),
        created_at: now,
        updated_at: now,
    };
    standing::follow(tx, &mut row, &moved);
    let inserted = store::insert(tx.conn(), &row).await;
    on_constraint(inserted, "rating_application_open_key", || {
        let sentence = "the organisation has an open application";
        Fault::new(Kind::AlreadyExists, "RATING_APPLICATION_EXISTS", sentence)
    })?;
    store::insert_scores(tx.conn(), id, scores).await?;
    store::insert_conditions(tx.conn(), id, &condition_rows(judged)).await?;
    tx.emit(&wire::name::application(id), &row.division, &wire::facts::applied(&row));
    whole(tx.conn(), row).await
}

/// The round takes applications today, and of this organisation.
fn require_open(round: &RoundRow, organization: &Registered, today: Date) -> Result<(), Fault> {
    let kind = organization.code.class();
    let open = (round.apply_from..=round.apply_to).contains(&today)
        && round.kinds.iter().any(|one| one == kind.as_str())
        && organization.status == OrganizationStatus::Active
        && Scope::division(&round.division).covers(&organization.division);
    if open {
        return Ok(());
    }
    let sentence = "the round takes no application of this organisation on this day";
    let fault = Fault::new(Kind::FailedPrecondition, "RATING_ROUND_CLOSED", sentence);
    Err(fault.with("apply_from", round.apply_from.to_string()).with("apply_to", round.apply_to.to_string()))
}

/// Every indicator is scored once, within its points; with reasons for what is taken off, where they are owed.
pub(super) fn require_whole(sheet: &Sheet, scores: &[ScoreRow], field: &str, reasons: bool) -> Result<(), Fault> {
    let stated: Vec<(String, i64, bool)> =
        scores.iter().map(|score| (score.indicator.clone(), score.tenths, !score.reason.is_empty())).collect();
    let violation = |flaw: Flaw| {
        let (field, description) = match flaw {
            Flaw::Unknown(at) => (format!("{field}[{at}].indicator"), "is not scored by the sheet".to_owned()),
            Flaw::Twice(at) => (format!("{field}[{at}].indicator"), "is there twice".to_owned()),
            Flaw::Beyond(at, most) => (format!("{field}[{at}].tenths"), format!("must be 0 to {most}")),
            Flaw::Unexplained(at) => {
                (format!("{field}[{at}].reason"), "is required where points are taken off".to_owned())
            }
            Flaw::Missing(key) => (field.to_owned(), format!("indicator {key} is missing")),
        };
        Violation { field, description }
    };
    let violations: Vec<Violation> = flaws(sheet, &stated, reasons).into_iter().map(violation).collect();
    if violations.is_empty() { Ok(()) } else { Err(Fault::invalid(violations)) }
}

fn condition_rows(judged: Vec<Condition>) -> Vec<ConditionRow> {
    let row = |(number, one): (i32, Condition)| ConditionRow {
        number,
        rule: one.rule.id,
        rule_version: i32::try_from(one.rule.version).unwrap_or(i32::MAX),
        result: one.result.as_str().to_owned(),
        facts: one.facts,
        answer: None,
        basis: String::new(),
    };
    (1..).zip(judged).map(row).collect()
}
