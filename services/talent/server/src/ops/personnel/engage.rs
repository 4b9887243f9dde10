//! Somebody begins to work for an organisation (入职), and ceases to (离职).

use fault::Fault;
use onecode_proto::registry::v1::OrganizationStatus;
use seal::Ring;
use sqlx::PgConnection;
use talent_domain::{Clash, Engagement, EngagementKind, Span};
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::UnifiedCode;

use super::people::{self, Stated};
use super::refused;
use crate::desk::Desk;
use crate::register::{Registered, no_organization};
use crate::store::personnel::engagement::{self as store, EngagementRow};
use crate::store::personnel::person;
use crate::wire::personnel::{engagement as wire, facts, name};

/// Who begins to work for an organisation that the register shows.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) desk: Desk,
    pub(crate) registered: Registered,
    pub(crate) stated: Stated,
    pub(crate) engagement: Engagement,
    pub(crate) corrects_name: bool,
}

/// An engagement that ends, as it was read.
#[derive(Debug)]
pub(crate) struct End {
    pub(crate) code: UnifiedCode,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) on: Date,
}

/// What became of somebody who was stated.
#[derive(Debug)]
pub(crate) enum Became {
    Recorded(EngagementRow),
    /// The same was on record.
    Unchanged(EngagementRow),
}

pub(crate) async fn record(tx: &mut Tx, command: &Record) -> Result<EngagementRow, Fault> {
    employ(tx, &command.registered).await?;
    let ring = command.desk.ring();
    match one(tx, ring, (&command.stated, &command.engagement), command.corrects_name).await? {
        Became::Recorded(row) => {
            tell(tx, &command.registered.division, &row);
            Ok(row)
        }
        Became::Unchanged(row) => Err(refused::engaged(&row)),
    }
}

/// Enters the organisation, and keeps others from recording its people meanwhile. Whoever locks organisation and people, does it in this
/// order.
pub(super) async fn employ(tx: &mut Tx, registered: &Registered) -> Result<(), Fault> {
    if !tx.call().scope.covers(&registered.division) {
        return Err(no_organization(registered.code));
    }
    match registered.status {
        OrganizationStatus::Deregistered => return Err(refused::organization_ended()),
        OrganizationStatus::Unspecified
        | OrganizationStatus::Unknown
        | OrganizationStatus::Active
        | OrganizationStatus::Suspended
        | OrganizationStatus::Liquidating
        | OrganizationStatus::Revoked => {}
    }
    let now = tx.now();
    store::employ(tx.conn(), registered, now).await?;
    Ok(())
}

/// Records that one person works for an organisation, unless something on record speaks against it; then nothing is changed. The person
/// is locked, so that nobody else engages the same one meanwhile.
pub(super) async fn one(
    tx: &mut Tx,
    ring: &Ring,
    (stated, engagement): (&Stated, &Engagement),
    corrects_name: bool,
) -> Result<Became, Fault> {
    let (candidate, now) = (tx.new_id(), tx.now());
    let hash = people::id_hash(ring, &stated.identity);
    person::insert(tx.conn(), &people::sealed(ring, candidate, stated)?, &hash, now).await?;
    let row = person::lock(tx.conn(), &hash).await?;
    if row.id != candidate {
        let differs = !people::open(ring, &row)?.name.is_same(&stated.name);
        if differs && !corrects_name {
            return Err(refused::name_differs());
        }
        if let Some(same) = beside(tx.conn(), row.id, engagement).await? {
            return Ok(Became::Unchanged(same));
        }
        if differs {
            let sealed = people::sealed_name(ring, row.id, &stated.name)?;
            person::rename(tx.conn(), row.id, &sealed, now).await?;
            let division = tx.call().division.clone();
            tx.emit(&name::person(row.id), &division, &facts::corrected(row.id));
        }
    }
    let by = tx.author();
    store::insert(tx.conn(), row.id, engagement, &by).await?;
    let made = store::get(tx.conn(), &Scope::everywhere(), by.id).await?;
    let made = made.ok_or_else(|| Fault::internal("an engagement is gone that was just recorded"))?;
    Ok(Became::Recorded(made))
}

/// The very same engagement, if it is on record. Refuses where another one speaks against it.
async fn beside(
    conn: &mut PgConnection,
    person: Uuid,
    engagement: &Engagement,
) -> Result<Option<EngagementRow>, Fault> {
    for held in store::meeting(conn, person, engagement.span.from, engagement.span.until).await? {
        match engagement.clash(&on_record(&held)?) {
            None => {}
            Some(Clash::Same) => return Ok(Some(held)),
            Some(Clash::Here) => return Err(refused::engaged(&held)),
            Some(Clash::FullTimeElsewhere) => return Err(refused::full_time_elsewhere()),
        }
    }
    Ok(None)
}

fn on_record(row: &EngagementRow) -> Result<Engagement, Fault> {
    let kind = EngagementKind::parse(&row.kind).ok_or_else(|| Fault::internal("an engagement of no kind"))?;
    let span = Span { from: row.starts_on, until: row.ended_on };
    Ok(Engagement { organization: row.organization, kind, post_title: row.post_title.clone(), span })
}

/// Tells that somebody works for an organisation.
pub(super) fn tell(tx: &mut Tx, division: &str, row: &EngagementRow) {
    tx.emit(&name::organization(row.organization), division, &facts::recorded(row));
}

pub(crate) async fn end(tx: &mut Tx, command: &End) -> Result<EngagementRow, Fault> {
    store::lock(tx.conn(), command.id).await?;
    let before = found(tx, command).await?;
    let current = wire::etag(&before);
    if current != command.etag {
        return Err(refused::engagement_changed(current));
    }
    if before.ended_on.is_some_and(|ended_on| ended_on <= command.on) {
        return Err(refused::engagement_over(&before));
    }
    if command.on < before.starts_on {
        return Err(Fault::invalid_field("end_date", format!("must not be before {}", before.starts_on)));
    }
    let now = tx.now();
    store::end(tx.conn(), command.id, command.on, now).await?;
    let after = found(tx, command).await?;
    let division = store::division(tx.conn(), command.code).await?;
    tx.emit(&name::organization(command.code), &division, &facts::ended(&after));
    Ok(after)
}

async fn found(tx: &mut Tx, command: &End) -> Result<EngagementRow, Fault> {
    let scope = tx.call().scope.clone();
    let found = store::get(tx.conn(), &scope, command.id).await?;
    let found = found.filter(|row| row.organization == command.code);
    found.ok_or_else(|| refused::no_engagement(command.code, command.id))
}
