//! A check ends: concluded over a confirmed record, and its result published in time (SP-05, SP-06).

use casework::Announcement;
use fault::{Fault, Kind};
use inspection_domain::check::{Conclusion, Outcome, Record, conclude as conclusion, least_inspectors, visit_days};
use inspection_domain::draw::Hash;
use inspection_domain::outcome::{Outcome as Noted, OutcomeKind};
use inspection_domain::rules;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::entries::{Folded, evidence_of, folded};
use super::read::{self, Shown};
use super::{Desk, led, moved, require_etag, team};
use crate::ops::outcome;
use crate::store::check::field_check::{self, CheckRow};
use crate::wire;
use crate::wire::check::{facts, name, word};

/// The kind of document that an auditor's report is.
const AUDIT_REPORT: &str = "audit-report";

/// What a check came to.
#[derive(Debug)]
pub(crate) struct Conclude {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) outcome: Outcome,
    /// The record that the caller saw.
    pub(crate) digest: Hash,
    pub(crate) summary: String,
    /// Last day on site.
    pub(crate) to: Date,
}

/// A result to be published.
#[derive(Debug)]
pub(crate) struct Publish {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
}

pub(crate) async fn conclude(tx: &mut Tx, command: &Conclude) -> Result<Shown, Fault> {
    let (now, today) = (tx.now(), day_of(tx.now()));
    let row = led(tx, command.id).await?;
    require_etag(&row, &command.etag)?;
    let standing = moved(tx, &command.desk.office, row.id, "conclude", "").await?;
    let from = row.visit_from.ok_or_else(|| Fault::internal("a check is under way that was not begun"))?;
    let days = visit_days(team::planned(&row), from, command.to)?;
    let (team, _) = team::team(tx, &row, days).await?;
    let folded = folded(tx.conn(), &command.desk.ring, row).await?;
    let record = folded.record();
    if record.digest != command.digest {
        let sentence = "something was uploaded since the record was read";
        return Err(
            Fault::new(Kind::Aborted, "CHECK_RECORD_CHANGED", sentence).with("digest", record.digest.to_string())
        );
    }
    let least = least_inspectors(from)?;
    let came = conclusion(&record, &team, &folded.row.items, command.outcome, days, least)?;
    require_report(&folded, &record)?;
    let mut rules: Vec<String> = ["SP-05", "TA-04"].into_iter().filter_map(|rule| cited(rule, from)).collect();
    rules.extend(standing.rules.iter().map(ToString::to_string));
    let mut row = folded.row.clone();
    "concluded".clone_into(&mut row.state);
    row.visit_to = Some(command.to);
    row.outcome = Some(command.outcome.as_str().to_owned());
    row.summary.clone_from(&command.summary);
    row.digest = Some(came.digest.0.to_vec());
    row.confirmed_by.clone_from(&came.confirmed_by);
    row.findings = i32::try_from(came.findings.len()).map_err(Fault::internal)?;
    row.serious = i32::try_from(came.serious.len()).map_err(Fault::internal)?;
    row.rules = rules;
    row.concluded_at = Some(now);
    row.changed(now);
    field_check::advance(tx.conn(), &row).await?;
    let (items, verdicts): (Vec<String>, Vec<String>) =
        came.results.iter().map(|(item, verdict)| ((*item).to_owned(), verdict.as_str().to_owned())).unzip();
    field_check::insert_results(tx.conn(), row.id, &items, &verdicts).await?;
    tell(tx, &row, &came, today).await?;
    let shown = read::shown(tx.conn(), row).await?;
    tx.emit(&name::check(shown.row.id), &shown.row.division, &facts::concluded(&shown));
    Ok(shown)
}

pub(crate) async fn publish(tx: &mut Tx, command: &Publish) -> Result<Shown, Fault> {
    let (now, today) = (tx.now(), day_of(tx.now()));
    let mut row = led(tx, command.id).await?;
    require_etag(&row, &command.etag)?;
    moved(tx, &command.desk.office, row.id, "publish", "").await?;
    let announcement = Announcement {
        kind: "check-result",
        organization: wire::name::organization(row.code),
        title: format!("{}检查结果公告", row.title),
        body: body(tx, &row).await?,
        rule: "SP-06",
    };
    row.announcement = command.desk.office.announce(tx, row.id, announcement).await?.name;
    "published".clone_into(&mut row.state);
    row.published_on = Some(today);
    row.changed(now);
    field_check::advance(tx.conn(), &row).await?;
    tx.emit(&name::check(row.id), &row.division, &facts::published(&row));
    read::shown(tx.conn(), row).await
}

/// A financial audit rests on the auditor's report, which an entry states and somebody has handed in (SP-04).
fn require_report(folded: &Folded, record: &Record<'_>) -> Result<(), Fault> {
    let reported = folded.row.kind != "financial_audit"
        || evidence_of(record).any(|(_, sha256)| {
            folded.attached.iter().any(|row| row.kind == AUDIT_REPORT && row.sha256.as_slice() == sha256.0.as_slice())
        });
    if reported {
        return Ok(());
    }
    let sentence = "a financial audit needs the auditor's report";
    Err(Fault::new(Kind::FailedPrecondition, "AUDIT_REPORT_MISSING", sentence))
}

/// Tells of each serious finding, and notes of the organisation that there was one.
async fn tell(tx: &mut Tx, row: &CheckRow, came: &Conclusion<'_>, today: Date) -> Result<(), Fault> {
    for finding in &came.serious {
        tx.emit(&name::check(row.id), &row.division, &facts::serious(row, finding, today));
    }
    if came.serious.is_empty() {
        return Ok(());
    }
    let noted = Noted {
        organization: row.code,
        division: row.division.clone(),
        kind: OutcomeKind::SeriousFinding,
        resource: name::check(row.id),
        year: None,
        value: String::new(),
        amount_fen: None,
        from: today,
        until: None,
        withdrawn: None,
    };
    outcome::note(tx, &noted).await
}

/// What the public reads: organisation, kind, days, what each item came to, and the conclusion. Nobody's name.
async fn body(tx: &mut Tx, row: &CheckRow) -> Result<String, Fault> {
    let kind = inspection_domain::check::Kind::ALL.into_iter().find(|kind| kind.as_str() == row.kind);
    let outcome = row.outcome.as_deref().and_then(word::outcome_of);
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let results = field_check::results(tx.conn(), &[row.id]).await?;
    let visited = row.visit_from.ok_or_else(|| Fault::internal("a check is concluded that was not begun"))?;
    let contents = field_check::contents(tx.conn(), &row.items, visited).await?;
    let item = |(key, content): &(String, String)| {
        let verdict = results.iter().find(|result| result.item == *key).and_then(|row| word::verdict_of(&row.verdict));
        verdict.map(|verdict| format!("{content}：{}", verdict.title()))
    };
    let items: Vec<String> = contents.iter().filter_map(item).collect();
    let items = if items.is_empty() { String::new() } else { format!("检查项目：{}。", items.join("；")) };
    Ok(format!(
        "{}（统一社会信用代码{}）{}，检查日期{}至{}。{items}检查结果：{}。{}",
        row.title,
        row.code,
        kind.map(inspection_domain::check::Kind::title).unwrap_or_default(),
        day(row.visit_from),
        day(row.visit_to),
        outcome.map(Outcome::title).unwrap_or_default(),
        row.summary,
    ))
}

/// The version of a rule that held on a day, if one did.
fn cited(rule: &str, day: Date) -> Option<String> {
    rules().on(rule, day).ok().map(|cited| cited.reference().to_string())
}
