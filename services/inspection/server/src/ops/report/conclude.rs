//! Conclusions: on the report, on its rectification, and corrections of what was published (AI-02, AI-04, AI-06).

use casework::{Announcement, Office, Opening, Standing};
use fault::{Fault, Kind as FaultKind, on_constraint};
use inspection_domain::outcome::{Outcome, OutcomeKind};
use inspection_domain::report::Refusal;
use inspection_domain::report::conclude::{Gravity, Value, judge};
use inspection_domain::report::procedure::{APPLICANT, REGISTRAR};
use procedure::Act;
use sqlx::types::Json;
use time::Date;
use uow::Tx;
use vocab::day_of;

use super::{Seen, Shown, act, locked, missed, of_authority, second_year, state_refused, write};
use crate::ops::outcome;
use crate::store::annual_report::ReportRow;
use crate::store::report_conclusion::{self as store, ConclusionRow};
use crate::store::report_duty;
use crate::wire;
use crate::wire::report::report_name;

/// What is decided.
#[derive(Debug)]
pub(crate) struct Decide {
    pub(crate) seen: Seen,
    pub(crate) value: Value,
    pub(crate) grounds: Vec<(String, Gravity)>,
    pub(crate) number: String,
    pub(crate) reasons: String,
}

/// How a conclusion comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    First,
    Reevaluation,
    Correction,
}

impl How {
    const fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Reevaluation => "reevaluation",
            Self::Correction => "correction",
        }
    }

    /// What is announced, and by which rule.
    const fn announced(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::First => ("annual-report-conclusion", "年度检查结论公告", "AI-02"),
            Self::Reevaluation => ("annual-report-reevaluation", "年度检查整改评定公告", "AI-04"),
            Self::Correction => ("annual-report-correction", "年度检查结论更正公告", "AI-06"),
        }
    }
}

pub(crate) async fn conclude(tx: &mut Tx, command: &Decide) -> Result<Shown, Fault> {
    let mut row = locked(tx, &command.seen).await?;
    if !row.value.is_empty() {
        return Err(concluded(&row));
    }
    of_authority(tx, &row).await?;
    let step = step(if command.value == Value::Qualified { "pass" } else { "order" }, command);
    let standing = act(tx, &command.seen.office, &mut row, step).await?;
    decided(tx, command, row, &standing, How::First).await
}

pub(crate) async fn reevaluate(tx: &mut Tx, command: &Decide) -> Result<Shown, Fault> {
    let mut row = locked(tx, &command.seen).await?;
    of_authority(tx, &row).await?;
    missed::late_rectification(tx, &mut row).await?;
    let action = if row.state == "rectifying" { "evaluate-unrectified" } else { "reevaluate" };
    let standing = act(tx, &command.seen.office, &mut row, step(action, command)).await?;
    decided(tx, command, row, &standing, How::Reevaluation).await
}

pub(crate) async fn correct(tx: &mut Tx, command: &Decide) -> Result<Shown, Fault> {
    let mut row = locked(tx, &command.seen).await?;
    let campaign = of_authority(tx, &row).await?;
    if row.state != "concluded" {
        let sentence = "the report is not concluded, or its rectification is under way";
        return Err(state_refused("REPORT_NOT_CONCLUDED", sentence, &row));
    }
    if row.value == command.value.as_str() {
        return Err(Refusal::ConclusionUnchanged { value: command.value }.into());
    }
    let case_id = tx.new_id();
    let filer = Office::new(&row.filer_department, &row.filer_division);
    let roles = vec![(APPLICANT, filer), (REGISTRAR, Office::new(campaign.department, campaign.division))];
    let opening = Opening {
        id: case_id,
        procedure: "annual-report-correction",
        title: format!("{}{}年度年检结论更正", row.code, row.year),
        resource: report_name(row.code, row.year),
        organization: wire::name::organization(row.code),
        division: row.division.clone(),
        variant: String::new(),
        roles,
    };
    command.seen.office.open(tx, opening).await?;
    row.case_id = case_id;
    let step = step(if command.value == Value::Qualified { "pass" } else { "order" }, command);
    let standing = act(tx, &command.seen.office, &mut row, step).await?;
    // what was put right before was of another conclusion
    (row.rectification, row.rectified_on, row.rectification_due) = (String::new(), None, None);
    row.rectification_missed = false;
    outcome::end(tx, &report_name(row.code, row.year), OutcomeKind::RectificationMissed, day_of(tx.now())).await?;
    decided(tx, command, row, &standing, How::Correction).await
}

fn step(action: &str, command: &Decide) -> Act {
    Act {
        action: action.to_owned(),
        reasons: command.reasons.clone(),
        ground: command.grounds.first().map(|(id, _)| id.clone()).unwrap_or_default(),
        ..Act::default()
    }
}

/// Records a conclusion that the case let be taken, announces it, and tells everybody.
async fn decided(
    tx: &mut Tx,
    command: &Decide,
    mut row: ReportRow,
    standing: &Standing,
    how: How,
) -> Result<Shown, Fault> {
    let now = tx.now();
    let today = day_of(now);
    let grounds = judge(command.value, &command.grounds, today)?;
    let announced = command.seen.office.announce(tx, row.case_id, announcement(&row, command, how)).await?;
    let mut rules = vec![announced.rule];
    rules.extend(standing.rules.iter().cloned());
    rules.sort();
    rules.dedup();
    let mut conclusions = store::of(tx.conn(), row.id).await?;
    let conclusion = ConclusionRow {
        number: i32::try_from(conclusions.len() + 1).unwrap_or(i32::MAX),
        kind: how.as_str().to_owned(),
        value: command.value.as_str().to_owned(),
        grounds: Json(grounds),
        decision_number: command.number.clone(),
        reasons: command.reasons.clone(),
        department: tx.call().department.clone(),
        decided_on: today,
        rules: rules.iter().map(ToString::to_string).collect(),
        announcement: announced.name,
    };
    let actor = tx.call().actor.clone();
    let inserted = store::insert(tx.conn(), row.id, &conclusion, &actor, now).await;
    on_constraint(inserted, "report_conclusion_pkey", || concluded(&row))?;
    let before = Value::parse(&row.value);
    row.value.clone_from(&conclusion.value);
    if row.state == "rectifying" {
        row.rectification_due = command.seen.office.due(&standing.case, Some("rectification"));
    }
    report_duty::conclude(tx.conn(), row.code, row.year, &row.value, now).await?;
    note(tx, &row, today, how).await?;
    let second_year = second_year(tx.conn(), &row).await?;
    let fact = wire::report::facts::concluded(&row, &conclusion, before, second_year);
    tx.emit(&wire::name::organization(row.code), &row.division, &fact);
    conclusions.push(conclusion);
    write(tx, &mut row).await?;
    Ok(Shown { row, conclusions, second_year })
}

/// What others rest on: one conclusion stands; a corrected one never was.
async fn note(tx: &mut Tx, row: &ReportRow, today: Date, how: How) -> Result<(), Fault> {
    let resource = report_name(row.code, row.year);
    match how {
        How::First => {}
        How::Reevaluation => {
            outcome::end(tx, &resource, OutcomeKind::ReportConcluded, today).await?;
            if row.value == Value::Qualified.as_str() {
                outcome::end(tx, &resource, OutcomeKind::RectificationMissed, today).await?;
            }
        }
        How::Correction => outcome::withdraw_standing(tx, &resource, OutcomeKind::ReportConcluded, today).await?,
    }
    let outcome = Outcome {
        organization: row.code,
        division: row.division.clone(),
        kind: OutcomeKind::ReportConcluded,
        resource,
        year: Some(row.year),
        value: row.value.clone(),
        amount_fen: None,
        from: today,
        until: None,
        withdrawn: None,
    };
    outcome::note(tx, &outcome).await
}

fn announcement(row: &ReportRow, command: &Decide, how: How) -> Announcement {
    let (kind, title, rule) = how.announced();
    let ordered = if row.state == "rectifying" { "，责令限期整改" } else { "" };
    let why = if command.reasons.is_empty() { String::new() } else { format!("理由：{}", command.reasons) };
    Announcement {
        kind,
        organization: wire::name::organization(row.code),
        title: format!("{}年度{title}", row.year),
        body: format!(
            "统一社会信用代码{}的社会组织{}年度检查结论为{}{ordered}（{}）。{why}",
            row.code,
            row.year,
            command.value.title(),
            command.number,
        ),
        rule,
    }
}

fn concluded(row: &ReportRow) -> Fault {
    Fault::new(FaultKind::AlreadyExists, "REPORT_CONCLUDED", "the report is concluded")
        .with("annual_report", report_name(row.code, row.year))
}
