//! People as they are read: one by id or by document, those of an organisation on a day; and a name that is corrected.

use fault::Fault;
use intake::page::{self, Binding};
use sqlx::PgConnection;
use talent_domain::PersonName;
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::UnifiedCode;
use vocab::identity::Identity;

use super::people::{self, Opened};
use super::refused;
use crate::desk::Desk;
use crate::ops::limit;
use crate::store::personnel::engagement::{self, EngagementRow};
use crate::store::personnel::person::{self as store, PersonRow};
use crate::wire::personnel::{facts, name, person as wire};

/// Most engagements of one person in one answer.
const MOST_OF_PERSON: i64 = 200;

/// Which person.
#[derive(Debug)]
pub(crate) struct Get {
    pub(crate) scope: Scope,
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) personal: bool,
}

/// Whose document.
#[derive(Debug)]
pub(crate) struct Find {
    pub(crate) scope: Scope,
    pub(crate) desk: Desk,
    pub(crate) identity: Identity,
    pub(crate) personal: bool,
}

/// A person opened for one answer, and engagements within reach.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) person: Opened,
    pub(crate) engagements: Vec<EngagementRow>,
    /// Whether personal data may be shown as they are.
    pub(crate) personal: bool,
}

/// Which page of whom an organisation engages on a day.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) scope: Scope,
    pub(crate) desk: Desk,
    pub(crate) code: UnifiedCode,
    pub(crate) day: Date,
    pub(crate) after: Uuid,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    pub(crate) personal: bool,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) engagements: Vec<(EngagementRow, Opened)>,
    pub(crate) next_page_token: String,
    pub(crate) personal: bool,
}

/// A person as read, and the right name.
#[derive(Debug)]
pub(crate) struct Correct {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) name: PersonName,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Get) -> Result<Seen, Fault> {
    let row = store::seen(conn, &query.scope, query.id).await?.ok_or_else(|| refused::no_person(query.id))?;
    shown(conn, (&query.desk, &query.scope), &row, query.personal).await
}

pub(crate) async fn find(conn: &mut PgConnection, query: &Find) -> Result<Option<Seen>, Fault> {
    let hash = people::id_hash(query.desk.ring(), &query.identity);
    match store::seen_by_document(conn, &query.scope, &hash).await? {
        None => Ok(None),
        Some(row) => shown(conn, (&query.desk, &query.scope), &row, query.personal).await.map(Some),
    }
}

async fn shown(
    conn: &mut PgConnection,
    (desk, scope): (&Desk, &Scope),
    row: &PersonRow,
    personal: bool,
) -> Result<Seen, Fault> {
    let engagements = engagement::of_person(conn, scope, row.id, MOST_OF_PERSON).await?;
    Ok(Seen { person: people::open(desk.ring(), row)?, engagements, personal })
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    let place = (query.day, query.after);
    let mut rows = engagement::page(conn, &query.scope, query.code, place, limit(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let ids: Vec<Uuid> = rows.iter().map(|row| row.person).collect();
    let known = people::open_all(conn, query.desk.ring(), &ids).await?;
    let with_person = |row: EngagementRow| {
        let person = known.get(&row.person).cloned().ok_or_else(|| Fault::internal("an engagement is nobody's"))?;
        Ok((row, person))
    };
    let engagements = rows.into_iter().map(with_person).collect::<Result<_, Fault>>()?;
    Ok(Listed { engagements, next_page_token, personal: query.personal })
}

pub(crate) async fn correct(tx: &mut Tx, command: &Correct) -> Result<(Uuid, i64), Fault> {
    store::lock_id(tx.conn(), command.id).await?;
    let scope = tx.call().scope.clone();
    let row = store::seen(tx.conn(), &scope, command.id).await?.ok_or_else(|| refused::no_person(command.id))?;
    let current = wire::etag(row.id, row.revision);
    if current != command.etag {
        return Err(refused::person_changed(current));
    }
    let (sealed, now) = (people::sealed_name(command.desk.ring(), row.id, &command.name)?, tx.now());
    store::rename(tx.conn(), row.id, &sealed, now).await?;
    let division = tx.call().division.clone();
    tx.emit(&name::person(row.id), &division, &facts::corrected(row.id));
    Ok((row.id, row.revision + 1))
}
