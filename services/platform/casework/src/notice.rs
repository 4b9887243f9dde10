//! Notices (文书): issued with the actions that want them, served (送达), and delivered or deemed to be.

use std::collections::BTreeSet;

use fault::{Fault, Kind};
use intake::page::{self, Binding};
use onecode_proto::procedure::v1 as pb;
use procedure::{Action, Case, Refusal, Reviews, To};
use sqlx::PgConnection;
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::day_of;

use crate::office::Casework;
use crate::read::{Asked, Listed, one_more};
use crate::store::case::CaseRow;
use crate::store::notice::{NoticeFilter, NoticeRow};
use crate::{store, wire};

/// The role of whoever is told what an action on a case was.
const APPLICANT: &str = "applicant";

/// The rules that say when a notice counts as delivered, by method.
const DEEMED: [(&str, &str); 2] = [("mail", "PROC-10"), ("announcement", "PROC-09")];

/// Asks for one notice.
pub(crate) struct GetNotice {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
    pub(crate) today: Date,
}

/// Asks for a page, the newest first.
pub(crate) struct ListNotices {
    pub(crate) filter: NoticeFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A notice was served.
pub(crate) struct Serve {
    pub(crate) id: Uuid,
    pub(crate) method: &'static str,
    pub(crate) on: Date,
    pub(crate) etag: String,
}

/// A notice was delivered.
pub(crate) struct Deliver {
    pub(crate) id: Uuid,
    pub(crate) on: Date,
    pub(crate) proof: Option<Proof>,
    pub(crate) etag: String,
}

/// The document that proves a delivery, with the SHA-256 that whoever states it saw, in hexadecimal.
pub(crate) struct Proof {
    pub(crate) document: Uuid,
    pub(crate) sha256: String,
}

/// A notice on a day.
pub(crate) struct Seen {
    pub(crate) row: NoticeRow,
    pub(crate) today: Date,
}

impl Seen {
    /// When it was delivered, and whether that is only deemed.
    pub(crate) fn delivered(&self) -> Option<(Date, bool)> {
        let deemed = self.row.deemed_on.filter(|day| *day < self.today).map(|day| (day, true));
        self.row.delivered_on.map(|day| (day, false)).or(deemed)
    }
}

/// Writes the notices of an action that was just done; `case` is the case after it.
pub(crate) async fn issue(tx: &mut Tx, case: &CaseRow, action: &Action, before: &Case) -> Result<(), Fault> {
    let Some(title) = action.notice else { return Ok(()) };
    for recipient in recipients(action, before, &case.machine) {
        let row = NoticeRow {
            id: tx.new_id(),
            case_id: case.id,
            step: case.revision,
            action: action.key.to_owned(),
            title: title.to_owned(),
            division: case.division.clone(),
            issuer: tx.call().department.clone(),
            issuer_division: Some(tx.call().division.clone()).filter(|division| *division != case.division),
            recipient,
            issued_on: day_of(tx.now()),
            method: String::new(),
            served_on: None,
            deemed_on: None,
            provisional: false,
            rule: String::new(),
            rule_version: 0,
            delivered_on: None,
            proof: String::new(),
            proof_sha256: String::new(),
            revision: 1,
            created_at: tx.now(),
        };
        store::notice::insert(tx.conn(), &row).await?;
        tx.emit(&wire::case_name(case.id), &case.division, &wire::facts::notice_issued(&row));
    }
    Ok(())
}

/// Whoever applied; but an action that only asks for opinions is told to those whom it asks.
fn recipients(action: &Action, before: &Case, after: &Case) -> BTreeSet<String> {
    match (action.to, action.reviews) {
        (To::Same, Reviews::Open(_)) => {
            after.papers.iter().skip(before.papers.len()).map(|paper| paper.office.department.clone()).collect()
        }
        _ => after.roles.get(APPLICANT).into_iter().flatten().map(|office| office.department.clone()).collect(),
    }
}

pub(crate) async fn serve(tx: &mut Tx, (office, command): &Asked<Serve>) -> Result<pb::Notice, Fault> {
    let mut notice = held(tx, command.id, &command.etag, "serve-notice").await?;
    if notice.delivered().is_some() {
        return Err(delivered());
    }
    let row = &mut notice.row;
    let earliest = row.served_on.unwrap_or(row.issued_on);
    if command.on < earliest {
        return Err(Fault::invalid_field("serve_date", format!("must not be before {earliest}")));
    }
    command.method.clone_into(&mut row.method);
    row.served_on = Some(command.on);
    (row.deemed_on, row.provisional, row.rule, row.rule_version) = (None, false, String::new(), 0);
    if let Some((_, rule)) = DEEMED.iter().find(|(method, _)| *method == command.method) {
        let rule = office.book().on(rule, command.on).map_err(Refusal::from)?.reference();
        let (deemed_on, provisional) = office.last_day(&rule, command.on)?;
        row.deemed_on = Some(deemed_on);
        row.provisional = provisional;
        row.rule_version = wire::version(&rule);
        row.rule = rule.id;
    }
    row.revision += 1;
    let now = tx.now();
    store::notice::update(tx.conn(), row, office.basis(), now).await?;
    tx.emit(&wire::case_name(row.case_id), &row.division, &wire::facts::notice_served(row));
    Ok(wire::notice::notice(notice))
}

pub(crate) async fn record_delivery(tx: &mut Tx, (office, command): &Asked<Deliver>) -> Result<pb::Notice, Fault> {
    let mut notice = held(tx, command.id, &command.etag, "record-delivery").await?;
    let row = &mut notice.row;
    let Some(served_on) = row.served_on else {
        return Err(Fault::new(Kind::FailedPrecondition, "NOTICE_NOT_SERVED", "the notice was not served yet"));
    };
    if row.delivered_on.is_some() || row.deemed_on.is_some_and(|deemed| deemed < command.on) {
        return Err(delivered());
    }
    if command.on < served_on {
        return Err(Fault::invalid_field("delivery_date", format!("must not be before {served_on}")));
    }
    row.delivered_on = Some(command.on);
    if let Some(proof) = &command.proof {
        (row.proof, row.proof_sha256) = kept(tx, office, row.id, proof).await?;
    }
    row.revision += 1;
    let now = tx.now();
    store::notice::update(tx.conn(), row, office.basis(), now).await?;
    tx.emit(&wire::case_name(row.case_id), &row.division, &wire::facts::notice_delivered(row));
    Ok(wire::notice::notice(notice))
}

/// Name and digest of a proof that belongs to its notice from now on: what nothing refers to is removed after a while.
async fn kept(tx: &mut Tx, office: &Casework, notice: Uuid, proof: &Proof) -> Result<(String, String), Fault> {
    let attached = archive::attach(tx, &[proof.document], &wire::notice_name(notice)).await?;
    if attached.iter().any(|document| document.hexadecimal() != proof.sha256) {
        return Err(Fault::invalid_field("proof_sha256", "must be that of the document's content"));
    }
    // It may have been handed in before the case ended, and be attached after that.
    archive::keep(tx, &[wire::notice_name(notice)], office.years(day_of(tx.now()))?).await?;
    Ok((wire::document_name(proof.document), proof.sha256.clone()))
}

/// A notice that the calling office issued and saw as it stands, kept from others until the unit of work ends.
async fn held(tx: &mut Tx, id: Uuid, etag: &str, action: &'static str) -> Result<Seen, Fault> {
    let (scope, today) = (tx.call().scope.clone(), day_of(tx.now()));
    let row = store::notice::lock(tx.conn(), &scope, id).await?.ok_or_else(|| no_notice(id))?;
    let seat = row.issuer_division.as_ref().unwrap_or(&row.division);
    if (&row.issuer, seat) != (&tx.call().department, &tx.call().division) {
        return Err(Refusal::Role { action, roles: &["issuer"] }.into());
    }
    let current = wire::etag(row.id, row.revision);
    if etag != current {
        let fault = Fault::new(Kind::Aborted, "NOTICE_CHANGED", "the notice has changed since it was read");
        return Err(fault.with("etag", current));
    }
    Ok(Seen { row, today })
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetNotice) -> Result<Seen, Fault> {
    let row = store::notice::find(conn, &query.scope, query.id).await?.ok_or_else(|| no_notice(query.id))?;
    Ok(Seen { row, today: query.today })
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListNotices) -> Result<Listed<Seen>, Fault> {
    let mut rows = store::notice::list(conn, &query.filter, query.before, one_more(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let rows = rows.into_iter().map(|row| Seen { row, today: query.filter.today }).collect();
    Ok(Listed { rows, next_page_token })
}

fn delivered() -> Fault {
    Fault::new(Kind::FailedPrecondition, "NOTICE_DELIVERED", "the notice was delivered, or counts as delivered")
}

fn no_notice(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "NOTICE_NOT_FOUND", "no such notice").with("notice", wire::notice_name(id))
}
