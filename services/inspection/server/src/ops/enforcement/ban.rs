//! Cases of illegal organisations: filed, investigated, reviewed, banned, dissolved or dropped (IL-01 to IL-03).

use casework::{Announcement, Opening, caller};
use fault::Fault;
use inspection_domain::enforcement::{Body, Competence, IllegalCase, Refusal, require_competent, require_illegal};
use inspection_domain::outcome::{Outcome, OutcomeKind};
use inspection_domain::procedures::HANDLER;
use onecode_proto::inspection::v1 as pb;
use procedure::Act;
use prost::Message;
use seal::Place;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::{DivisionCode, UnifiedCode, day_of};

use super::decide::numbered;
use super::investigate::{Review, require_evidence};
use super::{Desk, Proceeding, Step, cited, require_seen, team, version};
use crate::ops::outcome;
use crate::store::enforcement::ban::{self as store, BanRow};
use crate::wire::enforcement::facts;
use crate::wire::name;

/// A case as it is stated.
#[derive(Debug)]
pub(crate) struct FileBan {
    pub(crate) desk: Desk,
    pub(crate) title: String,
    pub(crate) illegal_case: IllegalCase,
    pub(crate) body: Body,
    pub(crate) organization: String,
    pub(crate) conduct: String,
    pub(crate) place: String,
    pub(crate) place_division: DivisionCode,
    pub(crate) cross_province: bool,
    pub(crate) taken_up_reason: String,
    pub(crate) leaders: Leaders,
    pub(crate) cause: &'static str,
    pub(crate) cause_resource: String,
}

/// Who leads a body, as it was stated. Never printed.
pub(crate) struct Leaders(pub(crate) Vec<pb::BanLeader>);

impl std::fmt::Debug for Leaders {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Leaders").finish_non_exhaustive()
    }
}

/// A ban decision.
#[derive(Debug)]
pub(crate) struct DecideBan {
    pub(crate) number_mark: String,
    pub(crate) facts: String,
}

/// Where the leaders of a case lie sealed.
pub(super) fn place(id: Uuid) -> Place {
    Place::new("inspection.ban", "leaders", id)
}

pub(crate) async fn file(tx: &mut Tx, command: &FileBan) -> Result<BanRow, Fault> {
    let (id, now, today) = (tx.new_id(), tx.now(), day_of(tx.now()));
    let (department, division) = (tx.call().department.clone(), tx.call().division.clone());
    let illegal = require_illegal(command.body, today)?;
    let competence = Competence {
        place: command.place_division,
        authority: DivisionCode::parse(&division).map_err(Fault::internal)?,
        cross_province: command.cross_province,
        taken_up: !command.taken_up_reason.is_empty(),
    };
    let competent = require_competent(competence, today)?;
    let opening = Opening {
        id,
        procedure: "ban",
        title: command.title.clone(),
        resource: name::ban(id),
        organization: if command.organization.is_empty() {
            String::new()
        } else {
            format!("organizations/{}", command.organization)
        },
        division: division.clone(),
        variant: String::new(),
        roles: vec![(HANDLER, caller(tx))],
    };
    let standing = command.desk.office.open(tx, opening).await?;
    let leaders = pb::Ban { leaders: command.leaders.0.clone(), ..pb::Ban::default() }.encode_to_vec();
    let row = BanRow {
        id,
        state: standing.case.state,
        title: command.title.clone(),
        illegal_case: command.illegal_case.as_str().to_owned(),
        organization: command.organization.clone(),
        conduct: command.conduct.clone(),
        place: command.place.clone(),
        place_division: command.place_division.to_string(),
        cross_province: command.cross_province,
        taken_up_reason: command.taken_up_reason.clone(),
        leaders: command.desk.ring.seal(&place(id), &leaders).map_err(Fault::internal)?,
        cause: command.cause.to_owned(),
        cause_resource: command.cause_resource.clone(),
        department,
        division,
        report: String::new(),
        review_opinion: String::new(),
        document_number: String::new(),
        decided_on: None,
        decision_reasons: String::new(),
        announcement: String::new(),
        rules: cited([illegal.to_string(), competent.to_string()]),
        revision: 1,
        created_at: now,
        updated_at: now,
    };
    store::insert(tx.conn(), &row, &vocab::name::fold(&row.title)).await?;
    Ok(row)
}

pub(crate) async fn approve(tx: &mut Tx, step: &Step<()>) -> Result<BanRow, Fault> {
    let row = moved(tx, step, "approve-filing", "").await?;
    kept(tx, row).await
}

pub(crate) async fn decline(tx: &mut Tx, step: &Step<String>) -> Result<BanRow, Fault> {
    ended(tx, step, "decline-filing").await
}

pub(crate) async fn drop(tx: &mut Tx, step: &Step<String>) -> Result<BanRow, Fault> {
    ended(tx, step, "drop").await
}

pub(crate) async fn dissolve(tx: &mut Tx, step: &Step<String>) -> Result<BanRow, Fault> {
    let row = ended(tx, step, "dissolve").await?;
    tx.emit(&name::ban(row.id), &row.division, &facts::dissolved(&row));
    Ok(row)
}

pub(crate) async fn conclude(tx: &mut Tx, step: &Step<String>) -> Result<BanRow, Fault> {
    let mut row = moved(tx, step, "conclude", "").await?;
    require_evidence(tx, Proceeding::Ban(row.id)).await?;
    let today = day_of(tx.now());
    team::require_assigned(tx, Proceeding::Ban(row.id), &row.organization, today).await?;
    row.report.clone_from(&step.what);
    kept(tx, row).await
}

pub(crate) async fn review(tx: &mut Tx, step: &Step<Review>) -> Result<BanRow, Fault> {
    let Review { passed, opinion } = &step.what;
    let action = if *passed { "pass-review" } else { "return-review" };
    let mut row = moved(tx, step, action, opinion).await?;
    row.review_opinion.clone_from(opinion);
    kept(tx, row).await
}

pub(crate) async fn decide(tx: &mut Tx, step: &Step<DecideBan>) -> Result<BanRow, Fault> {
    let DecideBan { number_mark, facts: found } = &step.what;
    let mut row = moved(tx, step, "ban", found).await?;
    let (today, office) = (day_of(tx.now()), &step.desk.office);
    team::require_assigned(tx, Proceeding::Ban(row.id), &row.organization, today).await?;
    row.document_number = numbered(tx, number_mark, row.id, today).await?;
    row.decided_on = Some(today);
    row.decision_reasons.clone_from(found);
    let filed = std::mem::take(&mut row.rules);
    row.rules = cited(filed.into_iter().chain([version(office, "IL-03", today)?]));
    let organization =
        if row.organization.is_empty() { String::new() } else { format!("organizations/{}", row.organization) };
    let announcement = Announcement {
        kind: "ban",
        organization,
        title: format!("取缔非法社会组织“{}”", row.title),
        body: format!(
            "“{}”在{}开展活动，属于非法社会组织，依法予以取缔。决定书文号：{}，决定日期：{today}。",
            row.title, row.place, row.document_number,
        ),
        rule: "IL-03",
    };
    row.announcement = office.announce(tx, row.id, announcement).await?.name;
    if !row.organization.is_empty() {
        note(tx, &row, today).await?;
    }
    let row = kept(tx, row).await?;
    tx.emit(&name::ban(row.id), &row.division, &facts::banned(&row));
    Ok(row)
}

/// What others may rest on, of a body that has a code: it acted after its registration was revoked.
async fn note(tx: &mut Tx, row: &BanRow, on: Date) -> Result<(), Fault> {
    let found = Outcome {
        organization: UnifiedCode::parse_vouched(&row.organization).map_err(Fault::internal)?,
        division: row.division.clone(),
        kind: OutcomeKind::SeriousFinding,
        resource: name::ban(row.id),
        year: None,
        value: "ban".to_owned(),
        amount_fen: None,
        from: on,
        until: None,
        withdrawn: None,
    };
    outcome::note(tx, &found).await
}

/// One that the caller may see and whose authority it is, locked; with an etag, as somebody saw it.
pub(super) async fn hold(tx: &mut Tx, id: Uuid, etag: Option<&str>) -> Result<BanRow, Fault> {
    let scope = tx.call().scope.clone();
    let row = store::lock(tx.conn(), &scope, id).await?;
    let row = row.ok_or_else(|| Refusal::BanNotFound { ban: name::ban(id) })?;
    if row.division != tx.call().division {
        return Err(Refusal::OtherAuthority.into());
    }
    if let Some(etag) = etag {
        require_seen(etag, name::ban_etag(id, row.revision))?;
    }
    Ok(row)
}

/// The ban of a step, and its case moved by an action in the name of the caller's office.
pub(super) async fn moved<T>(tx: &mut Tx, step: &Step<T>, action: &str, reasons: &str) -> Result<BanRow, Fault> {
    let mut row = hold(tx, step.id, Some(&step.etag)).await?;
    let (action, reasons) = (action.to_owned(), reasons.to_owned());
    let act = Act { action, by: caller(tx), reasons, ..Act::default() };
    row.state = step.desk.office.act(tx, row.id, None, act).await?.case.state;
    Ok(row)
}

/// Keeps what changed.
pub(super) async fn kept(tx: &mut Tx, mut row: BanRow) -> Result<BanRow, Fault> {
    row.revision += 1;
    row.updated_at = tx.now();
    store::update(tx.conn(), &row).await?;
    Ok(row)
}

/// Ends it for the reasons stated.
async fn ended(tx: &mut Tx, step: &Step<String>, action: &str) -> Result<BanRow, Fault> {
    let mut row = moved(tx, step, action, &step.what).await?;
    row.decided_on = Some(day_of(tx.now()));
    row.decision_reasons.clone_from(&step.what);
    kept(tx, row).await
}
