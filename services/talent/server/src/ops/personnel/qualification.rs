//! What people hold (职业资格、职称): recorded, revoked, listed.

use fault::Fault;
use intake::page::{self, Binding};
use sqlx::PgConnection;
use talent_domain::{CertificateNumber, QualificationKind};
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;

use super::people::{self, Opened};
use super::refused;
use crate::desk::Desk;
use crate::ops::limit;
use crate::store::personnel::person;
use crate::store::personnel::qualification::{self as store, Fresh, QualificationRow, Staff};
use crate::store::personnel::registration::{self, RegistrationRow};
use crate::wire::personnel::{facts, name, qualification as wire};

/// What a person holds, as stated.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) desk: Desk,
    pub(crate) person: Uuid,
    pub(crate) kind: QualificationKind,
    /// Empty where the kind says all.
    pub(crate) title: String,
    pub(crate) number: CertificateNumber,
    pub(crate) issuer: String,
    pub(crate) issued_on: Date,
}

/// Which qualification of whom, as it was read.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) person: Uuid,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
}

/// What is revoked, from when, and why.
#[derive(Debug)]
pub(crate) struct Revoke {
    pub(crate) named: Named,
    pub(crate) on: Date,
    pub(crate) reason: String,
}

/// Whose qualifications.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) scope: Scope,
    pub(crate) desk: Desk,
    pub(crate) person: Uuid,
    pub(crate) personal: bool,
}

/// Which page of registrations that end.
#[derive(Debug)]
pub(crate) struct ListExpiring {
    /// `None` if no place is in both the caller's scope and the request.
    pub(crate) within: Option<Scope>,
    pub(crate) organization: Option<String>,
    pub(crate) desk: Desk,
    pub(crate) today: Date,
    pub(crate) until: Date,
    pub(crate) after: Option<(Date, Uuid)>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    pub(crate) personal: bool,
}

/// A qualification with its registrations, and its number if it is shown at all.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) row: QualificationRow,
    pub(crate) registrations: Vec<RegistrationRow>,
    pub(crate) number: Option<CertificateNumber>,
}

/// The qualifications of a person.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) qualifications: Vec<Shown>,
    pub(crate) personal: bool,
}

/// A page of registrations that end, and whose they are.
#[derive(Debug)]
pub(crate) struct Expiring {
    pub(crate) qualifications: Vec<(Shown, Opened)>,
    pub(crate) next_page_token: String,
    pub(crate) today: Date,
    pub(crate) personal: bool,
}

pub(crate) async fn record(tx: &mut Tx, command: &Record) -> Result<Shown, Fault> {
    let scope = tx.call().scope.clone();
    if person::seen(tx.conn(), &scope, command.person).await?.is_none() {
        return Err(refused::no_person(command.person));
    }
    let (by, ring) = (tx.author(), command.desk.ring());
    let fresh = Fresh {
        person: command.person,
        kind: command.kind.as_str(),
        title: &command.title,
        number: people::sealed_number(ring, by.id, &command.number)?,
        number_hash: people::number_hash(ring, command.kind, &command.number),
        issuer: &command.issuer,
        issued_on: command.issued_on,
    };
    let inserted = store::insert(tx.conn(), &fresh, &by).await;
    inserted.map_err(|error| {
        let constraint = error.as_database_error().and_then(|database| database.constraint());
        let taken = matches!(constraint, Some("qualification_number_hash_key" | "qualification_standing_key"));
        if taken { refused::qualification_exists() } else { Fault::from(error) }
    })?;
    let shown = found(tx, (command.person, by.id)).await?;
    let division = tx.call().division.clone();
    tx.emit(&name::bare_qualification(by.id), &division, &facts::qualification(by.id, command.kind));
    Ok(shown)
}

/// The qualification of a request, locked, if the caller may see the person, has seen its state, and nobody has revoked it.
pub(super) async fn standing(tx: &mut Tx, named: &Named) -> Result<Shown, Fault> {
    store::lock(tx.conn(), named.id).await?;
    let shown = found(tx, (named.person, named.id)).await?;
    let current = wire::etag(&shown.row);
    if current != named.etag {
        return Err(refused::qualification_changed(current));
    }
    if shown.row.revoked_on.is_some() {
        return Err(refused::revoked(&shown.row));
    }
    Ok(shown)
}

/// One of a person whom the caller may see, without its number.
pub(super) async fn found(tx: &mut Tx, ids: (Uuid, Uuid)) -> Result<Shown, Fault> {
    let scope = tx.call().scope.clone();
    let seen = person::seen(tx.conn(), &scope, ids.0).await?.is_some();
    let row = if seen { store::get(tx.conn(), ids.0, ids.1).await? } else { None };
    let row = row.ok_or_else(|| refused::no_qualification(ids))?;
    let registrations = registration::of_all(tx.conn(), &[row.id]).await?;
    Ok(Shown { row, registrations, number: None })
}

pub(crate) async fn revoke(tx: &mut Tx, command: &Revoke) -> Result<Shown, Fault> {
    let before = standing(tx, &command.named).await?;
    if command.on < before.row.issued_on {
        return Err(Fault::invalid_field("revoke_date", format!("must not be before {}", before.row.issued_on)));
    }
    let (id, now) = (before.row.id, tx.now());
    store::revoke(tx.conn(), id, (command.on, &command.reason), now).await?;
    let division = tx.call().division.clone();
    tx.emit(&name::bare_qualification(id), &division, &facts::revoked(id, command.on));
    found(tx, (before.row.person, id)).await
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    if person::seen(conn, &query.scope, query.person).await?.is_none() {
        return Err(refused::no_person(query.person));
    }
    let rows = store::of_person(conn, query.person).await?;
    let qualifications = with_registrations(conn, &query.desk, rows).await?;
    Ok(Listed { qualifications, personal: query.personal })
}

pub(crate) async fn expiring(conn: &mut PgConnection, query: &ListExpiring) -> Result<Expiring, Fault> {
    let mut rows = match &query.within {
        Some(scope) => {
            let staff = Staff { scope, organization: query.organization.as_deref(), day: query.today };
            store::expiring(conn, &staff, query.until, query.after, limit(query.size)).await?
        }
        None => Vec::new(),
    };
    let key =
        |row: &QualificationRow| format!("{} {}", row.valid_until.map(Date::to_julian_day).unwrap_or_default(), row.id);
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, key);
    let ids: Vec<Uuid> = rows.iter().map(|row| row.person).collect();
    let known = people::open_all(conn, query.desk.ring(), &ids).await?;
    let with_person = |shown: Shown| {
        let person = known.get(&shown.row.person).cloned();
        Ok((shown, person.ok_or_else(|| Fault::internal("a qualification is nobody's"))?))
    };
    let shown = with_registrations(conn, &query.desk, rows).await?;
    let qualifications = shown.into_iter().map(with_person).collect::<Result<_, Fault>>()?;
    Ok(Expiring { qualifications, next_page_token, today: query.today, personal: query.personal })
}

async fn with_registrations(
    conn: &mut PgConnection,
    desk: &Desk,
    rows: Vec<QualificationRow>,
) -> Result<Vec<Shown>, Fault> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let all = registration::of_all(conn, &ids).await?;
    let shown = |row: QualificationRow| {
        let number = people::open_number(desk.ring(), row.id, &row.number)?;
        let registrations = all.iter().filter(|one| one.qualification == row.id).cloned().collect();
        Ok(Shown { row, registrations, number: Some(number) })
    };
    rows.into_iter().map(shown).collect()
}
