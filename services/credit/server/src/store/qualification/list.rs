//! Qualifications as they are shown.

use credit_domain::qualification::Kind;
use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::QualificationRow;

/// Those of an organisation, before one, the newest first.
pub(crate) async fn page(
    conn: &mut PgConnection,
    organization: UnifiedCode,
    kind: Option<Kind>,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<QualificationRow>> {
    sqlx::query_as!(
        QualificationRow,
        r#"select q.id, organization as "organization: UnifiedCode", coalesce(title, '') as "title!", q.kind, q.division, department, authority,
             document_number, decided_on, valid_from, valid_until, rule, batch, application, cancelled_on, ground, barred_until,
             barred_forever, revision, created_at, updated_at
         from credit.qualification as q left join credit.organization on code = organization
         where organization = $1 and ($2::text is null or q.kind = $2) and ($3::uuid is null or q.id < $3)
         order by q.id desc limit $4"#,
        organization.as_str(),
        kind.map(Kind::as_str),
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Those of a kind in force on a day, after a code, in the order of the codes.
pub(crate) async fn in_force(
    conn: &mut PgConnection,
    (kind, day, division): (Kind, Date, &Scope),
    after: Option<(String, Uuid)>,
    limit: i64,
) -> sqlx::Result<Vec<QualificationRow>> {
    let (after_code, after_id) = after.unzip();
    sqlx::query_as!(
        QualificationRow,
        r#"select q.id, organization as "organization: UnifiedCode", coalesce(title, '') as "title!", q.kind, q.division, department, authority,
             document_number, decided_on, valid_from, valid_until, rule, batch, application, cancelled_on, ground, barred_until,
             barred_forever, revision, created_at, updated_at
         from credit.qualification as q left join credit.organization on code = organization
         where q.kind = $1 and starts_with(q.division, $2) and valid_from <= $3 and (valid_until is null or valid_until > $3)
           and (cancelled_on is null or cancelled_on > $3)
           and ($4::text is null or (organization, q.id) > ($4, $5::uuid))
         order by organization, q.id limit $6"#,
        kind.as_str(),
        division.prefix(),
        day,
        after_code,
        after_id,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Those of any kind in force on a day, after one, for whoever looks whether facts speak against them.
pub(crate) async fn standing(
    conn: &mut PgConnection,
    day: Date,
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<QualificationRow>> {
    sqlx::query_as!(
        QualificationRow,
        r#"select q.id, organization as "organization: UnifiedCode", coalesce(title, '') as "title!", q.kind, q.division, department, authority,
             document_number, decided_on, valid_from, valid_until, rule, batch, application, cancelled_on, ground, barred_until,
             barred_forever, revision, created_at, updated_at
         from credit.qualification as q left join credit.organization on code = organization
         where valid_from <= $1 and (valid_until is null or valid_until > $1) and (cancelled_on is null or cancelled_on > $1)
           and q.id > $2
         order by q.id limit $3"#,
        day,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}
