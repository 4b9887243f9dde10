//! The registration of social workers' certificates (登记、再登记, TA-03).

use fault::Fault;
use talent_domain::{QualificationKind, Registration, Unregistered, rules};
use time::Date;
use uow::Tx;

use super::qualification::{Named, Shown, found, standing};
use super::refused;
use crate::store::personnel::qualification::{self, QualificationRow};
use crate::store::personnel::registration::{self as store, RegistrationRow};
use crate::wire::personnel::{facts, name};

/// A first registration.
#[derive(Debug)]
pub(crate) struct Register {
    pub(crate) named: Named,
    pub(crate) on: Date,
    /// Empty if none is given.
    pub(crate) late_reason: String,
}

/// A renewal, and what it rests on.
#[derive(Debug)]
pub(crate) struct Renew {
    pub(crate) named: Named,
    pub(crate) on: Date,
    pub(crate) hours: i32,
    pub(crate) hours_source: String,
}

pub(crate) async fn register(tx: &mut Tx, command: &Register) -> Result<Shown, Fault> {
    let Shown { row, registrations, .. } = standing(tx, &command.named).await?;
    if !registrations.is_empty() {
        return Err(refused::registered(&row));
    }
    if command.on < row.issued_on {
        return Err(Fault::invalid_field("register_date", format!("must not be before {}", row.issued_on)));
    }
    let (kind, has_reason) = (kind(&row)?, !command.late_reason.is_empty());
    let (made, late_reason) = match kind.register(rules(), row.issued_on, command.on, false) {
        Err(Unregistered::Late(_)) if has_reason => {
            (kind.register(rules(), row.issued_on, command.on, true), command.late_reason.clone())
        }
        // in time: a reason says nothing
        decided => (decided, String::new()),
    };
    let made = made.map_err(|why| refused::unregistered(&row, why))?;
    add(tx, &row, &made, RegistrationRow { late_reason, ..blank(&row, command.on) }).await
}

pub(crate) async fn renew(tx: &mut Tx, command: &Renew) -> Result<Shown, Fault> {
    let Shown { row, registrations, .. } = standing(tx, &command.named).await?;
    let kind = kind(&row)?;
    if !kind.is_social_work() {
        return Err(refused::unregistered(&row, Unregistered::NotRegistrable));
    }
    let last = registrations.last().ok_or_else(|| refused::not_registered(&row))?;
    if command.on < last.registered_on {
        return Err(Fault::invalid_field("register_date", format!("must not be before {}", last.registered_on)));
    }
    let last = Registration {
        number: last.number,
        registered_on: last.registered_on,
        valid_from: last.valid_from,
        valid_until: last.valid_until,
        rules: Vec::new(),
    };
    let made = kind.renew(rules(), &last, command.on, i64::from(command.hours));
    let made = made.map_err(|why| refused::unregistered(&row, why))?;
    let stated =
        RegistrationRow { hours: command.hours, hours_source: command.hours_source.clone(), ..blank(&row, command.on) };
    add(tx, &row, &made, stated).await
}

/// A row to be filled with what was decided.
fn blank(row: &QualificationRow, on: Date) -> RegistrationRow {
    RegistrationRow {
        qualification: row.id,
        number: 0,
        registered_on: on,
        valid_from: on,
        valid_until: on,
        late_reason: String::new(),
        hours: 0,
        hours_source: String::new(),
        rules: Vec::new(),
    }
}

async fn add(
    tx: &mut Tx,
    row: &QualificationRow,
    made: &Registration,
    stated: RegistrationRow,
) -> Result<Shown, Fault> {
    let entered = RegistrationRow {
        number: made.number,
        registered_on: made.registered_on,
        valid_from: made.valid_from,
        valid_until: made.valid_until,
        rules: made.rules.iter().map(ToString::to_string).collect(),
        ..stated
    };
    let (by, now) = (tx.author(), tx.now());
    store::insert(tx.conn(), &entered, &by).await?;
    qualification::prolong(tx.conn(), row.id, entered.valid_until, now).await?;
    tx.emit(&name::bare_qualification(row.id), &by.division, &facts::registered(&entered));
    found(tx, (row.person, row.id)).await
}

fn kind(row: &QualificationRow) -> Result<QualificationKind, Fault> {
    QualificationKind::parse(&row.kind).ok_or_else(|| Fault::internal("a qualification of no kind"))
}
