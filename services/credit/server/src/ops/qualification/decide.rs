//! Lists of a year (批次名单): many applications proposed, or granted and published, in one decision; all or none.

use std::collections::HashMap;

use casework::{Announcement, Casework};
use credit_domain::eligibility::Known;
use credit_domain::qualification::{Kind, Terms};
use credit_domain::rules;
use fault::{Fault, Violation, on_constraint};
use uow::Tx;
use uuid::Uuid;
use vocab::{UnifiedCode, day_of};

use super::examine::follow;
use super::read::SeenBatch;
use super::{held, judge, kept, read, refused, require_authority, require_terms, said};
use crate::store::qualification::application::{self, ApplicationRow};
use crate::store::qualification::batch::{self as store, BatchRow};
use crate::store::qualification::confirmation;
use crate::store::qualification::{self as qualifications, QualificationRow, hold};
use crate::wire::eligibility;
use crate::wire::name;
use crate::wire::qualification::{application_etag, facts};

/// A list.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) office: Casework,
    pub(crate) kind: Kind,
    pub(crate) year: i32,
    pub(crate) document_number: String,
    /// Who decided, where it is recorded as told.
    pub(crate) authority: String,
    /// Who is on it, as it was seen.
    pub(crate) chosen: Vec<(Uuid, String)>,
}

pub(crate) async fn propose(tx: &mut Tx, command: &List) -> Result<SeenBatch, Fault> {
    let terms = require_terms(command.kind, day_of(tx.now()), "kind")?;
    if !terms.proposed_only {
        return Err(refused::not_proposed(command.kind));
    }
    let rows = moved(tx, command, terms, "propose").await?;
    let answers = judged(tx, terms, &rows).await?;
    let list = begun(tx, command, "proposal").await?;
    for (mut row, answer) in rows.into_iter().zip(answers) {
        row.at_decision = Some(answer);
        row.proposal = Some(list.id);
        let row = kept(tx, row).await?;
        tx.emit(&name::organization(row.organization), &row.division, &facts::proposed(&row, &list));
    }
    read::batch(tx.conn(), &list.id).await
}

pub(crate) async fn grant(tx: &mut Tx, command: &List) -> Result<SeenBatch, Fault> {
    let terms = require_terms(command.kind, day_of(tx.now()), "kind")?;
    if terms.proposed_only == command.authority.is_empty() {
        let sentence = if terms.proposed_only {
            "is required: somebody above decides the kind"
        } else {
            "must be empty: the kind is decided here"
        };
        return Err(Fault::invalid_field("authority", sentence));
    }
    let rows = moved(tx, command, terms, "grant").await?;
    // what somebody above decided is recorded as told, whatever is on record here
    let answers = if terms.proposed_only { Vec::new() } else { judged(tx, terms, &rows).await? };
    let list = begun(tx, command, "grant").await?;
    let mut answers = answers.into_iter();
    for mut row in rows {
        if let Some(answer) = answers.next() {
            row.at_decision = Some(answer);
        }
        let granted = granted(tx, terms, &row, &list).await?;
        publish(tx, (&command.office, terms), &row, &granted).await?;
        row.qualification = Some(granted.id);
        row.batch = Some(list.id);
        row.document_number.clone_from(&list.document_number);
        row.ended_on = Some(list.decided_on);
        kept(tx, row).await?;
    }
    read::batch(tx.conn(), &list.id).await
}

/// The applications of a list after their cases were moved by an action, if every department has confirmed.
async fn moved(tx: &mut Tx, command: &List, terms: &Terms, action: &str) -> Result<Vec<ApplicationRow>, Fault> {
    let mut rows = chosen(tx, command, terms).await?;
    for row in &mut rows {
        let act = said(tx, action, "");
        let standing = command.office.act(tx, row.id, None, act).await?;
        follow(&command.office, row, standing);
    }
    Ok(rows)
}

/// The applications of a list, locked, as they were seen; every one that is wrong is named.
async fn chosen(tx: &mut Tx, command: &List, terms: &Terms) -> Result<Vec<ApplicationRow>, Fault> {
    let division = tx.call().division.clone();
    require_authority(tx, &division, &terms.lead)?;
    let scope = tx.call().scope.clone();
    let ids: Vec<Uuid> = command.chosen.iter().map(|(id, _)| *id).collect();
    application::lock(tx.conn(), &ids).await?;
    // a statement of its own: it must see what the lock waited for
    let found = application::find(tx.conn(), &scope, &ids).await?;
    let mut found: HashMap<Uuid, ApplicationRow> = found.into_iter().map(|row| (row.id, row)).collect();
    let (mut rows, mut violations) = (Vec::with_capacity(ids.len()), Vec::new());
    for (at, (id, etag)) in command.chosen.iter().enumerate() {
        let row = found.remove(id).ok_or_else(|| refused::no_application(*id))?;
        if row.division != division {
            return Err(refused::other_authority(&row.division, &row.lead));
        }
        if row.kind() != Some(command.kind) {
            let field = format!("applications[{at}].name");
            violations.push(Violation { field, description: "is an application for another kind".to_owned() });
        }
        let current = application_etag(&row);
        if current != *etag {
            return Err(refused::application_changed(*id, current));
        }
        rows.push(row);
    }
    if !violations.is_empty() {
        return Err(Fault::invalid(violations));
    }
    rows.sort_by_key(|row| row.organization);
    for row in &rows {
        hold(tx.conn(), row.organization).await?;
    }
    Ok(rows)
}

/// What conditions come to today for each of them, to be kept; refuses if anything stands in the way of one.
async fn judged(tx: &mut Tx, terms: &'static Terms, rows: &[ApplicationRow]) -> Result<Vec<Vec<u8>>, Fault> {
    let (now, today) = (tx.now(), day_of(tx.now()));
    let codes: Vec<UnifiedCode> = rows.iter().map(|row| row.organization).collect();
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let known: HashMap<UnifiedCode, Known> = judge::known(tx.conn(), &codes, &[terms], now).await?;
    let said = confirmation::of(tx.conn(), &ids).await?;
    let mut answers = Vec::with_capacity(rows.len());
    for row in rows {
        let of = known.get(&row.organization);
        let of = of.ok_or_else(|| crate::ops::refused::unknown_organization(row.organization))?;
        let seen = said.iter().filter(|one| one.application == row.id && one.confirmed);
        let proved: Vec<String> = seen.flat_map(|one| one.proved.iter().cloned()).collect();
        let told = judge::judge(terms, of, today, &proved);
        judge::require_fit(terms, row, &told.answer)?;
        terms.may_apply(&of.qualifications, today, rules()).map_err(refused::obstacle)?;
        answers.push(eligibility::kept(&told));
    }
    Ok(answers)
}

/// The list itself.
async fn begun(tx: &mut Tx, command: &List, act: &str) -> Result<BatchRow, Fault> {
    let list = BatchRow {
        id: tx.new_id(),
        kind: command.kind.as_str().to_owned(),
        act: act.to_owned(),
        year: command.year,
        division: tx.call().division.clone(),
        department: tx.call().department.clone(),
        authority: command.authority.clone(),
        document_number: command.document_number.clone(),
        decided_on: day_of(tx.now()),
        created_at: tx.now(),
        entries: 0,
    };
    store::insert(tx.conn(), &list).await?;
    Ok(list)
}

/// The qualification that an application is granted.
async fn granted(
    tx: &mut Tx,
    terms: &Terms,
    application: &ApplicationRow,
    list: &BatchRow,
) -> Result<QualificationRow, Fault> {
    let (id, now, decided) = (tx.new_id(), tx.now(), list.decided_on);
    let held = held(tx.conn(), application.organization).await?;
    let from = terms.starts_on(list.year, decided, &held);
    let until = terms.until(from, decided, rules());
    let end = until.as_ref().map(|(until, _)| *until);
    if let Some(other) = held.iter().find(|one| one.kind == terms.kind && one.overlaps(from, end)) {
        return Err(refused::overlaps(Some(other.id)));
    }
    let row = QualificationRow {
        id,
        organization: application.organization,
        title: application.title.clone(),
        kind: application.kind.clone(),
        division: application.division.clone(),
        department: application.lead.clone(),
        authority: list.authority.clone(),
        document_number: list.document_number.clone(),
        decided_on: decided,
        valid_from: from,
        valid_until: end,
        rule: until.map(|(_, rule)| rule.to_string()).unwrap_or_default(),
        batch: Some(list.id),
        application: Some(application.id),
        cancelled_on: None,
        ground: String::new(),
        barred_until: None,
        barred_forever: false,
        revision: 1,
        created_at: now,
        updated_at: now,
    };
    let inserted = qualifications::insert(tx.conn(), &row).await;
    on_constraint(inserted, "qualification_start_key", || refused::overlaps(None))?;
    tx.emit(&name::organization(row.organization), &row.division, &facts::granted(&row));
    Ok(row)
}

/// Tells the public (TX-02, TX-11).
async fn publish(
    tx: &mut Tx,
    (office, terms): (&Casework, &'static Terms),
    application: &ApplicationRow,
    granted: &QualificationRow,
) -> Result<(), Fault> {
    let kind = terms.kind.title();
    let title = &application.title;
    let until = granted.valid_until.and_then(time::Date::previous_day);
    let until = until.map_or_else(|| "长期有效".to_owned(), |last| format!("有效期至{last}"));
    let by =
        if granted.authority.is_empty() { String::new() } else { format!("，确认机关：{}", granted.authority) };
    let announcement = Announcement {
        kind: "qualification",
        organization: name::organization(application.organization),
        title: format!("{title}取得{kind}"),
        body: format!(
            "{title}（统一社会信用代码{}）经确认取得{kind}，自{}起，{until}。文号：{}{by}。",
            application.organization, granted.valid_from, granted.document_number,
        ),
        rule: terms.basis.as_str(),
    };
    office.announce(tx, application.id, announcement).await?;
    Ok(())
}
