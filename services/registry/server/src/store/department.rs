//! Departments and duties as they stand on a day.

use casework::Office;
use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use vocab::DivisionCode;

/// What a department is in the joint supervision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub(crate) enum DepartmentKind {
    Registrar,
    PartyBody,
    Functional,
    SupervisingUnit,
    Industry,
    Township,
}

/// A row of `registry.department`.
#[derive(Debug)]
pub(crate) struct DepartmentRow {
    pub(crate) key: String,
    pub(crate) title: String,
    pub(crate) kind: DepartmentKind,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Option<Date>,
    pub(crate) source: String,
    /// The only division with such a department; empty: every division has its own.
    pub(crate) seat: String,
}

impl DepartmentRow {
    /// Its office that takes part in a matter of a division: the only one, if the division lies within its seat.
    pub(crate) fn office(&self, division: DivisionCode) -> Office {
        let only = !self.seat.is_empty() && Scope::division(&self.seat).covers(division.as_str());
        Office::new(&self.key, if only { self.seat.as_str() } else { division.as_str() })
    }
}

/// A row of `registry.duty`.
#[derive(Debug)]
pub(crate) struct DutyRow {
    pub(crate) department: String,
    pub(crate) key: String,
    pub(crate) article: String,
    pub(crate) description: String,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Option<Date>,
}

/// One department as it stands on a day.
pub(crate) async fn find(conn: &mut PgConnection, key: &str, day: Date) -> sqlx::Result<Option<DepartmentRow>> {
    sqlx::query_as!(
        DepartmentRow,
        r#"select key, title, kind as "kind: DepartmentKind", valid_from, valid_to, source, seat
         from registry.department
         where key = $1 and valid_from <= $2 and (valid_to is null or valid_to > $2)"#,
        key,
        day,
    )
    .fetch_optional(conn)
    .await
}

/// Key of the registering authority (登记管理机关) on a day.
pub(crate) async fn registrar(conn: &mut PgConnection, day: Date) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        "select key from registry.department
         where kind = 'registrar' and valid_from <= $1 and (valid_to is null or valid_to > $1)
         order by key limit 1",
        day,
    )
    .fetch_optional(conn)
    .await
}

/// The first `limit` departments of a day whose keys follow `after`: all, or those with a duty under an article then.
pub(crate) async fn page(
    conn: &mut PgConnection,
    day: Date,
    article: &str,
    after: &str,
    limit: i64,
) -> sqlx::Result<Vec<DepartmentRow>> {
    sqlx::query_as!(
        DepartmentRow,
        r#"select key, title, kind as "kind: DepartmentKind", valid_from, valid_to, source, seat
         from registry.department
         where key > $1 and valid_from <= $2 and (valid_to is null or valid_to > $2)
             and ($3 = '' or exists (
                 select from registry.duty
                 where duty.department = department.key and duty.article = $3
                     and duty.valid_from <= $2 and (duty.valid_to is null or duty.valid_to > $2)))
         order by key limit $4"#,
        after,
        day,
        article,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// The duties of some departments on a day, by department and key.
pub(crate) async fn duties(conn: &mut PgConnection, departments: &[String], day: Date) -> sqlx::Result<Vec<DutyRow>> {
    sqlx::query_as!(
        DutyRow,
        "select department, key, article, description, valid_from, valid_to
         from registry.duty
         where department = any($1) and valid_from <= $2 and (valid_to is null or valid_to > $2)
         order by department, key",
        departments,
        day,
    )
    .fetch_all(conn)
    .await
}
