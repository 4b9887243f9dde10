//! What departments submit, and what they withdraw of it.

use std::collections::HashMap;

use casework::Casework;
use credit_domain::document::document_key;
use credit_domain::organization::Organization;
use credit_domain::record::{Kind, Record};
use credit_domain::submission::Submission;
use fault::{Fault, Violation};
use sha2::{Digest, Sha256};
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::{UnifiedCode, day_of, name::fold};

use super::shown::{self, Shown};
use super::{record, refused};
use crate::store::listing::draft;
use crate::store::organization;
use crate::store::record::{self as records, RecordRow};
use crate::store::reporting::{self as store, Identity, Reporting, ReportingRow, Withdrawal};

/// What became of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Became {
    Added,
    Repeated,
    Reported,
    Withdrawn,
}

/// What a submission came to.
#[derive(Debug)]
pub(crate) struct Submitted {
    pub(crate) shown: Shown,
    pub(crate) became: Became,
}

/// A record, and what a submission of it became.
type Done = (Uuid, Became);

/// Why a submission of a batch was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) reason: &'static str,
    /// Field, and what is wrong with it.
    pub(crate) problems: Vec<(String, String)>,
}

impl Refused {
    /// The refusal that a fault is.
    pub(crate) fn of(fault: &Fault) -> Self {
        let mut problems: Vec<(String, String)> = fault
            .violations()
            .iter()
            .map(|violation| (violation.field.clone(), violation.description.clone()))
            .collect();
        if problems.is_empty() {
            problems.push((String::new(), fault.message().to_owned()));
        }
        Self { reason: fault.reason(), problems }
    }
}

/// A submission of a batch as it was read.
pub(crate) type Item = Result<Submission, Refused>;

/// What a department withdraws.
#[derive(Debug)]
pub(crate) struct Withdraw {
    pub(crate) organization: UnifiedCode,
    pub(crate) kind: Kind,
    pub(crate) document_number: String,
    pub(crate) reasons: String,
    pub(crate) number: String,
}

pub(crate) async fn submit(tx: &mut Tx, (office, submission): &(Casework, Submission)) -> Result<Submitted, Fault> {
    let call = tx.call().clone();
    store::lock(tx.conn(), &call.department, &call.division).await?;
    let known = organization::get(tx.conn(), submission.organization).await?;
    let done = one(tx, office, submission, known.as_ref()).await.map_err(within)?;
    answer(tx, done).await
}

/// What is wrong with the submission of a request that holds one, field by field of the request.
pub(crate) fn within(fault: Fault) -> Fault {
    if fault.violations().is_empty() {
        return fault;
    }
    let field = |it: &Violation| Violation { field: format!("submission.{}", it.field), ..it.clone() };
    Fault::invalid(fault.violations().iter().map(field).collect())
}

/// Each by itself; what is refused has changed nothing.
pub(crate) async fn submit_all(
    tx: &mut Tx,
    (office, items): &(Casework, Vec<Item>),
) -> Result<Vec<Result<Submitted, Refused>>, Fault> {
    let call = tx.call().clone();
    store::lock(tx.conn(), &call.department, &call.division).await?;
    let codes: Vec<String> = items.iter().flatten().map(|submission| submission.organization.to_string()).collect();
    let known = organization::of(tx.conn(), &codes).await?;
    let mut outcomes = Vec::with_capacity(items.len());
    for item in items {
        outcomes.push(match item {
            Err(refused) => Err(refused.clone()),
            Ok(submission) => match one(tx, office, submission, known.get(&submission.organization)).await {
                Ok(done) => Ok(done),
                Err(fault) if is_refusal(&fault) => Err(Refused::of(&fault)),
                Err(fault) => return Err(fault),
            },
        });
    }
    let ids: Vec<Uuid> = outcomes.iter().flatten().map(|(id, _)| *id).collect();
    let shown = shown(tx, &ids).await?;
    let answered = |(id, became): Done| match shown.get(&id) {
        Some(shown) => Ok(Submitted { shown: shown.clone(), became }),
        None => Err(refused::no_record(id)),
    };
    outcomes
        .into_iter()
        .map(|outcome| match outcome {
            Ok(done) => answered(done).map(Ok),
            Err(refused) => Ok(Err(refused)),
        })
        .collect()
}

fn is_refusal(fault: &Fault) -> bool {
    matches!(fault.reason(), "INVALID_FIELDS" | "CREDIT_RECORD_DIFFERS")
}

/// Takes one of an organisation that the register told of, or has not told of yet.
async fn one(
    tx: &mut Tx,
    office: &Casework,
    submission: &Submission,
    known: Option<&Organization>,
) -> Result<Done, Fault> {
    let late = if known.is_none() { told_meanwhile(tx, submission.organization).await? } else { None };
    let known = known.or(late.as_ref());
    if let Some(known) = known.filter(|known| !same_title(&submission.title, &known.title)) {
        let wrong = format!("the register has {} under this code", known.title);
        return Err(Fault::invalid_field("organization_title", wrong));
    }
    let call = tx.call().clone();
    let identity = Identity {
        department: call.department,
        division: call.division.clone(),
        kind: submission.kind,
        organization: submission.organization,
        document_key: document_key(&submission.document_number),
    };
    let content = digest(submission);
    let rows = store::of(tx.conn(), &identity).await?;
    if let Some(row) = rows.iter().find(|row| row.content == content && row.record.is_some()) {
        return Ok((row.record.unwrap_or_default(), Became::Repeated));
    }
    // inspection may have told of it in the department's name: then its submission repeats that
    if let Some(row) = rows.iter().find(|row| row.withdrawn_on.is_none()) {
        if row.content.is_empty() {
            return Ok((row.record.unwrap_or_default(), Became::Repeated));
        }
        return Err(refused::differs(row.record.unwrap_or_default()));
    }
    let corrects = rows.iter().find_map(|row| row.record);
    let early = rows.iter().find(|row| row.record.is_none());
    let division = known.map_or(call.division, |known| known.division.clone());
    enter(tx, office, submission, Entering { identity, content, corrects, early, division }).await
}

/// The organisation, if the register has told of it since it was asked for. What nobody told of yet is held: once it is told of, its
/// records move to its division, this one too.
async fn told_meanwhile(tx: &mut Tx, code: UnifiedCode) -> Result<Option<Organization>, Fault> {
    draft::hold(tx.conn(), &[code]).await?;
    Ok(organization::get(tx.conn(), code).await?)
}

/// What is known of a submission that is to be entered.
struct Entering<'a> {
    identity: Identity,
    content: Vec<u8>,
    corrects: Option<Uuid>,
    /// Its withdrawal came before.
    early: Option<&'a ReportingRow>,
    division: String,
}

async fn enter(tx: &mut Tx, office: &Casework, submission: &Submission, entering: Entering<'_>) -> Result<Done, Fault> {
    let Entering { identity, content, corrects, early, division } = entering;
    let (id, now, today) = (early.map_or_else(|| tx.new_id(), |early| early.id), tx.now(), day_of(tx.now()));
    let source = format!("submissions/{id}");
    let added = Record {
        id,
        organization: submission.organization,
        division,
        department: identity.department.clone(),
        kind: submission.kind,
        source: source.clone(),
        document_number: submission.document_number.clone(),
        year: submission.year,
        value: submission.value.clone(),
        amount_fen: submission.amount_fen,
        from: submission.from,
        until: submission.until,
        withdrawn: None,
        obtained: submission.obtained,
    };
    let first = record::put(tx, office, &added).await?.map(|first| first.id);
    let record = first.unwrap_or(id);
    let report = Reporting {
        id,
        record: Some(record),
        document_number: submission.document_number.clone(),
        source,
        content,
        corrects,
        withdrawal: None,
    };
    match early {
        Some(early) => store::arrive(tx.conn(), early.id, &report, now).await?,
        None => store::insert(tx.conn(), &identity, &report, now).await?,
    }
    let became = match (first, early) {
        (Some(_), _) => Became::Reported,
        (None, None) => Became::Added,
        (None, Some(_)) => {
            record::withdraw_one(tx, office, &added, today).await?;
            Became::Withdrawn
        }
    };
    Ok((record, became))
}

pub(crate) async fn withdraw(tx: &mut Tx, (office, command): &(Casework, Withdraw)) -> Result<Option<Shown>, Fault> {
    let (call, now, today) = (tx.call().clone(), tx.now(), day_of(tx.now()));
    store::lock(tx.conn(), &call.department, &call.division).await?;
    let identity = Identity {
        department: call.department,
        division: call.division,
        kind: command.kind,
        organization: command.organization,
        document_key: document_key(&command.document_number),
    };
    let withdrawal = Withdrawal { on: today, reasons: command.reasons.clone(), number: command.number.clone() };
    let rows = store::of(tx.conn(), &identity).await?;
    let Some(row) = rows.iter().find(|row| row.withdrawn_on.is_none()) else {
        if let Some(record) = rows.iter().find_map(|row| row.record) {
            return Err(refused::withdrawn(record));
        }
        if rows.is_empty() {
            let id = tx.new_id();
            let report = Reporting {
                id,
                record: None,
                document_number: command.document_number.clone(),
                source: String::new(),
                content: Vec::new(),
                corrects: None,
                withdrawal: Some(withdrawal),
            };
            store::insert(tx.conn(), &identity, &report, now).await?;
        }
        return Ok(None);
    };
    store::withdraw(tx.conn(), row.id, &withdrawal).await?;
    let id = row.record.unwrap_or_default();
    let kept = records::get(tx.conn(), id).await?.and_then(RecordRow::kept).ok_or_else(|| refused::no_record(id))?;
    if kept.0.source == row.source {
        record::withdraw_one(tx, office, &kept.0, today).await?;
    }
    Ok(Some(answer(tx, (id, Became::Withdrawn)).await?.shown))
}

async fn answer(tx: &mut Tx, (id, became): Done) -> Result<Submitted, Fault> {
    let shown = shown(tx, &[id]).await?.remove(&id);
    Ok(Submitted { shown: shown.ok_or_else(|| refused::no_record(id))?, became })
}

/// Records as they stand now.
async fn shown(tx: &mut Tx, ids: &[Uuid]) -> Result<HashMap<Uuid, Shown>, Fault> {
    let today = day_of(tx.now());
    let kept = records::of_ids(tx.conn(), ids).await?.into_iter().filter_map(RecordRow::kept).collect();
    let shown = shown::all(tx.conn(), kept, today).await?;
    Ok(shown.into_iter().map(|one| (one.record.id, one)).collect())
}

/// Whether a document means the organisation: it states its name, however typed, or none.
fn same_title(stated: &str, registered: &str) -> bool {
    stated.is_empty() || fold(stated) == fold(registered)
}

/// What tells one content from another; the spelling of the document number does not.
fn digest(submission: &Submission) -> Vec<u8> {
    let Submission { organization, title: _, kind, document_number, year, value, amount_fen, from, until, obtained } =
        submission;
    let day = |day: &Date| day.to_julian_day().to_string();
    let parts = [
        organization.to_string(),
        kind.as_str().to_owned(),
        document_key(document_number),
        year.map(|year| year.to_string()).unwrap_or_default(),
        value.clone(),
        amount_fen.map(|fen| fen.to_string()).unwrap_or_default(),
        day(from),
        until.as_ref().map(day).unwrap_or_default(),
        day(obtained),
    ];
    Sha256::digest(parts.join("\u{1f}")).to_vec()
}
