//! Cancelling a qualification (取消资格) and taking that back (恢复资格): decisions of the department that answers for it.

use casework::{Announcement, Casework, Office, Opening};
use credit_domain::procedures::qualification::LEAD;
use credit_domain::publication::shown;
use credit_domain::qualification::{Bar, Ground, Terms};
use credit_domain::rules;
use fault::Fault;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::read::{SeenQualification, seen};
use super::{refused, require_authority, require_terms, said};
use crate::store::qualification::cancellation::{self as cancellations, CancellationRow};
use crate::store::qualification::{self as store, QualificationRow, due, hold};
use crate::wire::name;
use crate::wire::qualification::{facts, qualification_etag};

/// A cancellation by a person, without a draft.
#[derive(Debug)]
pub(crate) struct Cancel {
    pub(crate) office: Casework,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) ground: String,
    pub(crate) cause: String,
    pub(crate) document_number: String,
    pub(crate) reasons: String,
    /// First day on which it is not in force; today if none.
    pub(crate) on: Option<Date>,
}

/// What a cancellation says.
#[derive(Debug)]
pub(super) struct Decision<'a> {
    pub(super) ground: &'a str,
    pub(super) cause: &'a str,
    pub(super) on: Option<Date>,
    pub(super) document_number: &'a str,
    pub(super) reasons: &'a str,
}

pub(crate) async fn cancel(tx: &mut Tx, command: &Cancel) -> Result<SeenQualification, Fault> {
    let row = held(tx, command.id).await?;
    require_authority(tx, &row.division, &row.department)?;
    let current = qualification_etag(&row);
    if current != command.etag {
        return Err(refused::changed(current));
    }
    let of = row.organization;
    if !command.cause.is_empty() && !due::is_of(tx.conn(), &command.cause, of.as_str()).await? {
        return Err(Fault::invalid_field("cause", "must be a record or a listing of the organisation that stands"));
    }
    let case = opened(tx, &command.office, &row, "qualification-cancellation", &row.department).await?;
    let act = said(tx, "approve", &command.reasons);
    command.office.act(tx, case, None, act).await?;
    let decision = Decision {
        ground: &command.ground,
        cause: &command.cause,
        on: command.on,
        document_number: &command.document_number,
        reasons: &command.reasons,
    };
    cancelled(tx, &command.office, (case, row), &decision).await
}

/// A qualification of whose organisation nobody else decides meanwhile.
pub(super) async fn held(tx: &mut Tx, id: Uuid) -> Result<QualificationRow, Fault> {
    let known = store::get(tx.conn(), id).await?.ok_or_else(|| refused::no_qualification(id))?;
    hold(tx.conn(), known.organization).await?;
    // a statement of its own: it must see what the lock waited for
    store::get(tx.conn(), id).await?.ok_or_else(|| refused::no_qualification(id))
}

/// Opens a case about a qualification; its id.
pub(super) async fn opened(
    tx: &mut Tx,
    office: &Casework,
    row: &QualificationRow,
    procedure: &'static str,
    lead: &str,
) -> Result<Uuid, Fault> {
    let id = tx.new_id();
    let opening = Opening {
        id,
        procedure,
        title: format!("{}：{}", row.title, row.kind().map_or("", |kind| kind.title())),
        resource: name::qualification(row.id),
        organization: name::organization(row.organization),
        division: row.division.clone(),
        variant: String::new(),
        roles: vec![(LEAD, Office::new(lead, &row.division))],
    };
    office.open(tx, opening).await?;
    Ok(id)
}

/// Cancels, in a case that was decided.
pub(super) async fn cancelled(
    tx: &mut Tx,
    office: &Casework,
    (case, mut row): (Uuid, QualificationRow),
    decision: &Decision<'_>,
) -> Result<SeenQualification, Fault> {
    let today = day_of(tx.now());
    let standing = row.held().filter(|held| held.cancelled.is_none() && !held.over(today));
    let standing = standing.ok_or_else(|| refused::not_in_force(row.id))?;
    let terms = require_terms(standing.kind, today, "name")?;
    let (ground, rule) = require_ground(terms, decision.ground, today)?;
    let on = decision.on.unwrap_or(today.max(row.valid_from));
    if on < row.valid_from || standing.until.is_some_and(|until| until <= on) {
        return Err(Fault::invalid_field(
            "cancel_date",
            "must lie within the time for which the qualification is valid",
        ));
    }
    let bar = ground.bars(on, rules());
    let announced = office.announce(tx, case, announcement(&row, terms, (ground, on), decision)).await?;
    (row.barred_until, row.barred_forever) = match bar {
        Bar::None => (None, false),
        Bar::Until(until) => (Some(until), false),
        Bar::Forever => (None, true),
    };
    row.cancelled_on = Some(on);
    row.ground.clone_from(&ground.key);
    let cancellation = CancellationRow {
        id: case,
        qualification: row.id,
        ground: ground.key.clone(),
        rule,
        cause: decision.cause.to_owned(),
        cancelled_on: on,
        document_number: decision.document_number.to_owned(),
        barred_until: row.barred_until,
        barred_forever: row.barred_forever,
        announcement: announced.id,
        reinstated_on: None,
        reinstate_document_number: String::new(),
        created_at: tx.now(),
    };
    cancellations::insert(tx.conn(), &cancellation).await?;
    let row = kept(tx, row).await?;
    tx.emit(&name::organization(row.organization), &row.division, &facts::cancelled(&row, &cancellation));
    seen(tx.conn(), row.id, today).await
}

/// Takes the cancellation that stands back, as if it had never been, in a case that was decided.
pub(super) async fn reinstated(
    tx: &mut Tx,
    office: &Casework,
    (case, mut row): (Uuid, QualificationRow),
    (document_number, reasons): (&str, &str),
) -> Result<SeenQualification, Fault> {
    let today = day_of(tx.now());
    let all = cancellations::of(tx.conn(), row.id).await?;
    let standing = all.into_iter().find(|one| one.reinstated_on.is_none());
    let standing = standing.ok_or_else(|| refused::not_in_force(row.id))?;
    let others = super::held(tx.conn(), row.organization).await?;
    let mut same = others.iter().filter(|other| other.id != row.id && Some(other.kind) == row.kind());
    if let Some(other) = same.find(|other| other.overlaps(row.valid_from, row.valid_until)) {
        return Err(refused::overlaps(Some(other.id)));
    }
    cancellations::take_back(tx.conn(), standing.id, today, document_number).await?;
    office.retract(tx, standing.announcement, reasons).await?;
    (row.cancelled_on, row.barred_until, row.barred_forever) = (None, None, false);
    row.ground.clear();
    let kind = row.kind().ok_or_else(|| Fault::internal("a qualification of a later release"))?;
    let terms = require_terms(kind, today, "name")?;
    let announcement = Announcement {
        kind: "qualification-reinstatement",
        organization: name::organization(row.organization),
        title: format!("恢复{}的{}", row.title, kind.title()),
        body: format!("{}的{}予以恢复，原取消决定撤销。文号：{document_number}。", row.title, kind.title()),
        rule: terms.basis.as_str(),
    };
    office.announce(tx, case, announcement).await?;
    let row = kept(tx, row).await?;
    let fact = facts::reinstated(&row, document_number, today);
    tx.emit(&name::organization(row.organization), &row.division, &fact);
    seen(tx.conn(), row.id, today).await
}

/// A ground of a kind, and the version of its rule today.
fn require_ground(terms: &'static Terms, key: &str, today: Date) -> Result<(&'static Ground, String), Fault> {
    let ground = terms.ground(key).and_then(|ground| Some((ground, rules().on(&ground.rule, today).ok()?)));
    let known: Vec<&str> = terms.grounds.iter().map(|ground| ground.key.as_str()).collect();
    let none = || Fault::invalid_field("ground", format!("must be one of {}", known.join(", ")));
    let (ground, rule) = ground.ok_or_else(none)?;
    Ok((ground, rule.reference().to_string()))
}

fn announcement(
    row: &QualificationRow,
    terms: &'static Terms,
    (ground, on): (&Ground, Date),
    decision: &Decision<'_>,
) -> Announcement {
    let kind = terms.kind.title();
    Announcement {
        kind: "qualification-cancellation",
        organization: name::organization(row.organization),
        title: format!("取消{}的{kind}", row.title),
        body: format!(
            "{}（统一社会信用代码{}）因“{}”，自{on}起取消{kind}。文号：{}。理由：{}",
            row.title,
            row.organization,
            ground.title,
            decision.document_number,
            shown(decision.reasons),
        ),
        rule: terms.basis.as_str(),
    }
}

async fn kept(tx: &mut Tx, mut row: QualificationRow) -> Result<QualificationRow, Fault> {
    row.revision += 1;
    row.updated_at = tx.now();
    store::set_cancelled(tx.conn(), &row).await?;
    Ok(row)
}
