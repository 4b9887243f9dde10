//! Who has which qualification.

pub(crate) mod application;
pub(crate) mod batch;
pub(crate) mod cancellation;
pub(crate) mod confirmation;
pub(crate) mod draft;
pub(crate) mod due;
pub(crate) mod list;

use credit_domain::qualification::{Bar, Cancelled, Held, Kind};
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `credit.qualification`, with the organisation's name of today.
#[derive(Debug, Clone)]
pub(crate) struct QualificationRow {
    pub(crate) id: Uuid,
    pub(crate) organization: UnifiedCode,
    pub(crate) title: String,
    pub(crate) kind: String,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) authority: String,
    pub(crate) document_number: String,
    pub(crate) decided_on: Date,
    pub(crate) valid_from: Date,
    pub(crate) valid_until: Option<Date>,
    pub(crate) rule: String,
    pub(crate) batch: Option<Uuid>,
    pub(crate) application: Option<Uuid>,
    pub(crate) cancelled_on: Option<Date>,
    pub(crate) ground: String,
    pub(crate) barred_until: Option<Date>,
    pub(crate) barred_forever: bool,
    pub(crate) revision: i64,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

impl QualificationRow {
    /// Its kind, unless a later release wrote one that this one does not know.
    pub(crate) fn kind(&self) -> Option<Kind> {
        Kind::parse(&self.kind)
    }

    /// What rules look at.
    pub(crate) fn held(&self) -> Option<Held> {
        let cancelled = self.cancelled_on.map(|on| Cancelled {
            ground: self.ground.clone(),
            on,
            bar: bar(self.barred_until, self.barred_forever),
        });
        Some(Held {
            id: self.id,
            kind: self.kind()?,
            document_number: self.document_number.clone(),
            from: self.valid_from,
            until: self.valid_until,
            cancelled,
        })
    }
}

/// A bar, as columns hold it.
pub(crate) fn bar(until: Option<Date>, forever: bool) -> Bar {
    match until {
        _ if forever => Bar::Forever,
        Some(until) => Bar::Until(until),
        None => Bar::None,
    }
}

/// Keeps others from deciding of an organisation's qualifications until the unit of work ends.
pub(crate) async fn hold(conn: &mut PgConnection, organization: UnifiedCode) -> sqlx::Result<()> {
    uow::hold(conn, &format!("credit.qualification/{organization}")).await
}

/// Adds one. That a kind begins once on a day is the database's to keep (`qualification_start_key`).
pub(crate) async fn insert(conn: &mut PgConnection, row: &QualificationRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into credit.qualification (id, organization, kind, division, department, authority, document_number, decided_on,
           valid_from, valid_until, rule, batch, application, revision, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        row.id,
        row.organization.as_str(),
        row.kind,
        row.division,
        row.department,
        row.authority,
        row.document_number,
        row.decided_on,
        row.valid_from,
        row.valid_until,
        row.rule,
        row.batch,
        row.application,
        row.revision,
        row.created_at,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<QualificationRow>> {
    sqlx::query_as!(
        QualificationRow,
        r#"select q.id, organization as "organization: UnifiedCode", coalesce(title, '') as "title!", q.kind, q.division, department, authority,
             document_number, decided_on, valid_from, valid_until, rule, batch, application, cancelled_on, ground, barred_until,
             barred_forever, revision, created_at, updated_at
         from credit.qualification as q left join credit.organization on code = organization
         where q.id = $1"#,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Every one of an organisation.
pub(crate) async fn of(conn: &mut PgConnection, organization: UnifiedCode) -> sqlx::Result<Vec<QualificationRow>> {
    sqlx::query_as!(
        QualificationRow,
        r#"select q.id, organization as "organization: UnifiedCode", coalesce(title, '') as "title!", q.kind, q.division, department, authority,
             document_number, decided_on, valid_from, valid_until, rule, batch, application, cancelled_on, ground, barred_until,
             barred_forever, revision, created_at, updated_at
         from credit.qualification as q left join credit.organization on code = organization
         where organization = $1 order by valid_from, q.id"#,
        organization.as_str(),
    )
    .fetch_all(conn)
    .await
}

/// States the cancellation that stands, or that none does.
pub(crate) async fn set_cancelled(conn: &mut PgConnection, row: &QualificationRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.qualification set cancelled_on = $2, ground = $3, barred_until = $4, barred_forever = $5, revision = $6,
           updated_at = $7
         where id = $1",
        row.id,
        row.cancelled_on,
        row.ground,
        row.barred_until,
        row.barred_forever,
        row.revision,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
