//! How many people work for organisations, and what they hold.

use sqlx::PgConnection;

use super::qualification::Staff;

/// How many there are.
#[derive(Debug)]
pub(crate) struct Sums {
    pub(crate) organizations: i64,
    pub(crate) people: i64,
    pub(crate) full_time: i64,
    pub(crate) part_time: i64,
}

/// How many of them hold one kind of qualification.
#[derive(Debug)]
pub(crate) struct HeldRow {
    pub(crate) kind: String,
    pub(crate) people: i64,
    pub(crate) registered: i64,
}

/// Staff on a day.
pub(crate) async fn sums(conn: &mut PgConnection, staff: &Staff<'_>) -> sqlx::Result<Sums> {
    sqlx::query_as!(
        Sums,
        r#"select count(distinct e.organization) as "organizations!", count(distinct e.person) as "people!",
             count(*) filter (where e.kind = 'full_time') as "full_time!", count(*) filter (where e.kind = 'part_time') as "part_time!"
         from talent.engagement e join talent.employer o on o.organization = e.organization
         where starts_with(o.division, $1) and ($2::text is null or e.organization = $2)
             and e.starts_on <= $3 and (e.ended_on is null or e.ended_on > $3)"#,
        staff.scope.prefix(),
        staff.organization,
        staff.day,
    )
    .fetch_one(conn)
    .await
}

/// What staff held on a day; of a social worker's certificates the highest alone.
pub(crate) async fn held(conn: &mut PgConnection, staff: &Staff<'_>) -> sqlx::Result<Vec<HeldRow>> {
    sqlx::query_as!(
        HeldRow,
        r#"with staff as (
             select distinct e.person
             from talent.engagement e join talent.employer o on o.organization = e.organization
             where starts_with(o.division, $1) and ($2::text is null or e.organization = $2)
                 and e.starts_on <= $3 and (e.ended_on is null or e.ended_on > $3)
         ), graded as (
             select q.id, q.person, q.kind,
               case q.kind when 'senior_social_worker' then 3 when 'social_worker' then 2 when 'assistant_social_worker' then 1 end as level
             from talent.qualification q join staff on staff.person = q.person
             where q.issued_on <= $3 and (q.revoked_on is null or q.revoked_on > $3)
         ), held as (
             select person, kind, level, max(level) over (partition by person) as highest,
               exists (
                 select from talent.registration r
                 where r.qualification = graded.id and r.valid_from <= $3 and r.valid_until >= $3) as registered
             from graded
         )
         select kind as "kind!", count(distinct person) as "people!",
           count(distinct person) filter (where registered) as "registered!"
         from held where level is null or level = highest
         group by kind"#,
        staff.scope.prefix(),
        staff.organization,
        staff.day,
    )
    .fetch_all(conn)
    .await
}
