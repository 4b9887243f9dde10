//! Rounds: who may apply when, and who votes.

use fault::{Fault, Kind, on_constraint};
use inspection_domain::rating::{Body, require_seats, sheets};
use seal::{Place, Ring};
use sqlx::PgConnection;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::{OrganizationClass, day_of};

use super::people::Account;
use crate::store::rating::round::{self as store, MemberRow, RoundRow};
use crate::wire::page::{self, Binding};
use crate::wire::rating as wire;

/// A round to open.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) ring: Ring,
    pub(crate) year: i32,
    pub(crate) title: String,
    pub(crate) kinds: Vec<OrganizationClass>,
    pub(crate) edition: String,
    pub(crate) apply_from: time::Date,
    pub(crate) apply_to: time::Date,
    pub(crate) members: Vec<(Body, Account)>,
}

/// Which round, and whether who votes in it may be shown.
#[derive(Debug)]
pub(crate) struct GetRound {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
    pub(crate) ring: Ring,
    pub(crate) personal: bool,
}

/// A round as it is shown: accounts are `None` where they may not be.
pub(crate) struct SeenRound {
    pub(crate) row: RoundRow,
    pub(crate) members: Vec<(Body, Option<Account>)>,
}

/// Which page of rounds.
#[derive(Debug)]
pub(crate) struct ListRounds {
    pub(crate) scope: Scope,
    pub(crate) year: i32,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page of rounds.
pub(crate) struct ListedRounds {
    pub(crate) rows: Vec<RoundRow>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn open(tx: &mut Tx, command: &Open) -> Result<SeenRound, Fault> {
    let (id, today) = (tx.new_id(), day_of(tx.now()));
    for body in [Body::Committee, Body::Review] {
        require_seats(body, command.members.iter().filter(|(of, _)| *of == body).count(), today)?;
    }
    for kind in &command.kinds {
        let known = sheets()
            .iter()
            .any(|sheet| sheet.kind == *kind && sheet.edition == command.edition && sheet.valid_from <= today);
        if !known {
            return Err(no_sheet(&wire::name::sheet(*kind, &command.edition)));
        }
    }
    let row = RoundRow {
        id,
        department: tx.call().department.clone(),
        division: tx.call().division.clone(),
        year: command.year,
        title: command.title.clone(),
        kinds: command.kinds.iter().map(|kind| kind.as_str().to_owned()).collect(),
        edition: command.edition.clone(),
        apply_from: command.apply_from,
        apply_to: command.apply_to,
        created_at: tx.now(),
    };
    let actor = tx.call().actor.clone();
    let inserted = store::insert(tx.conn(), &row, &actor).await;
    on_constraint(inserted, "rating_round_year_key", || {
        let sentence = "the authority has opened a round in the year";
        Fault::new(Kind::AlreadyExists, "RATING_ROUND_EXISTS", sentence).with("year", command.year.to_string())
    })?;
    let seal = |(body, account): &(Body, Account)| {
        Ok::<_, Fault>(MemberRow {
            body: body.as_str().to_owned(),
            account_hash: account.hash(&command.ring),
            account: account.seal(&command.ring, &place(id))?,
        })
    };
    let members = command.members.iter().map(seal).collect::<Result<Vec<_>, _>>()?;
    store::insert_members(tx.conn(), id, &members).await?;
    tx.emit(&wire::name::round(id), &row.division, &wire::facts::round_opened(&row));
    Ok(SeenRound { row, members: command.members.iter().map(|(body, _)| (*body, None)).collect() })
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetRound) -> Result<SeenRound, Fault> {
    let row = store::find(conn, &query.scope, query.id).await?.ok_or_else(|| no_round(query.id))?;
    let mut members = Vec::new();
    for member in store::members(conn, query.id).await? {
        let body = Body::parse(&member.body).ok_or_else(|| Fault::internal("a body that is none"))?;
        let account =
            if query.personal { Some(Account::open(&query.ring, &place(query.id), &member.account)?) } else { None };
        members.push((body, account));
    }
    Ok(SeenRound { row, members })
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListRounds) -> Result<ListedRounds, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::page(conn, &query.scope, query.year, query.before, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(ListedRounds { rows, next_page_token })
}

/// There is no such sheet.
pub(crate) fn no_sheet(name: &str) -> Fault {
    Fault::new(Kind::NotFound, "RATING_SHEET_NOT_FOUND", "there is no such sheet").with("sheet", name)
}

/// No such round, or the caller may not see it.
pub(super) fn no_round(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "RATING_ROUND_NOT_FOUND", "no such round is on record")
        .with("round", wire::name::round(id))
}

fn place(id: Uuid) -> Place {
    Place::new("inspection.rating_member", "account", id)
}
