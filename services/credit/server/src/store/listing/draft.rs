//! Drafts of listings.

use credit_domain::ground::{Ground, Proposal};
use credit_domain::listing::List;
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `credit.listing_draft`.
#[derive(Debug, Clone)]
pub(crate) struct DraftRow {
    pub(crate) id: Uuid,
    pub(crate) organization: UnifiedCode,
    pub(crate) division: String,
    pub(crate) list: String,
    pub(crate) ground: String,
    pub(crate) rule: String,
    pub(crate) cause: String,
    pub(crate) since_on: Date,
    pub(crate) records: Vec<Uuid>,
    pub(crate) penal: bool,
    pub(crate) state: String,
    pub(crate) department: String,
    pub(crate) notice: String,
    pub(crate) method: String,
    /// That of the notice, where it was announced and stands.
    pub(crate) announcement: Option<Uuid>,
    pub(crate) served_on: Option<Date>,
    pub(crate) answer_until: Option<Date>,
    pub(crate) statement: String,
    pub(crate) proof: Option<Uuid>,
    pub(crate) reasons: String,
    pub(crate) listing: Option<Uuid>,
    pub(crate) ended_on: Option<Date>,
    pub(crate) revision: i64,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

impl DraftRow {
    /// Its ground, unless a later release wrote one that this one does not know.
    pub(crate) fn ground(&self) -> Option<Ground> {
        Ground::parse(&self.ground)
    }

    /// Whether nobody has decided it.
    pub(crate) fn open(&self) -> bool {
        self.ended_on.is_none()
    }
}

/// Which ones a list shows.
#[derive(Debug)]
pub(crate) struct DraftFilter {
    pub(crate) scope: Scope,
    pub(crate) organization: Option<UnifiedCode>,
    pub(crate) list: Option<List>,
    pub(crate) states: Vec<String>,
}

/// Keeps others from deciding of the listings of organisations until the unit of work ends.
pub(crate) async fn hold(conn: &mut PgConnection, organizations: &[UnifiedCode]) -> sqlx::Result<()> {
    let organizations: Vec<&str> = organizations.iter().map(UnifiedCode::as_str).collect();
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtextextended('credit.listing/' || organization, 0))
         from (select distinct organization from unnest($1::text[]) as organization order by organization) as held",
        &organizations as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(())
}

/// A draft that is wanted.
#[derive(Debug)]
pub(crate) struct Proposed<'a> {
    pub(crate) id: Uuid,
    pub(crate) organization: UnifiedCode,
    pub(crate) division: String,
    pub(crate) proposal: &'a Proposal,
    pub(crate) cause: String,
    pub(crate) since: Date,
}

/// Adds some, each unless there is one of the same ground and cause. One that nobody has decided and that rests on other records than
/// before is brought up to date. No ground and cause of an organisation may be there twice.
pub(crate) async fn propose(
    conn: &mut PgConnection,
    proposed: &[Proposed<'_>],
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    let array = |ids: &[Uuid]| format!("{{{}}}", ids.iter().map(Uuid::to_string).collect::<Vec<_>>().join(","));
    let ids: Vec<Uuid> = proposed.iter().map(|one| one.id).collect();
    let organizations: Vec<&str> = proposed.iter().map(|one| one.organization.as_str()).collect();
    let divisions: Vec<&str> = proposed.iter().map(|one| one.division.as_str()).collect();
    let lists: Vec<&str> = proposed.iter().map(|one| one.proposal.ground.list().as_str()).collect();
    let grounds: Vec<&str> = proposed.iter().map(|one| one.proposal.ground.as_str()).collect();
    let rules: Vec<String> = proposed.iter().map(|one| one.proposal.rule.to_string()).collect();
    let causes: Vec<&str> = proposed.iter().map(|one| one.cause.as_str()).collect();
    let begins: Vec<Date> = proposed.iter().map(|one| one.since).collect();
    let records: Vec<String> = proposed.iter().map(|one| array(&one.proposal.records)).collect();
    let penal: Vec<bool> = proposed.iter().map(|one| one.proposal.penal).collect();
    sqlx::query!(
        "insert into credit.listing_draft as draft (id, organization, division, list, ground, rule, cause, since_on, records,
           penal, state, revision, created_at, updated_at)
         select id, organization, division, list, ground, rule, cause, since_on, records::uuid[], penal, 'drafted', 1, $11, $11
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::date[], $9::text[],
           $10::boolean[]) as given (id, organization, division, list, ground, rule, cause, since_on, records, penal)
         on conflict on constraint listing_draft_cause_key do update
           set records = excluded.records, penal = excluded.penal, revision = draft.revision + 1, updated_at = $11
           where draft.ended_on is null and (draft.records, draft.penal) <> (excluded.records, excluded.penal)",
        &ids,
        &organizations as _,
        &divisions as _,
        &lists as _,
        &grounds as _,
        &rules,
        &causes as _,
        &begins,
        &records,
        &penal,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Moves those of organisations that no department has taken up, each to its division.
pub(crate) async fn move_untouched(
    conn: &mut PgConnection,
    organizations: &[&str],
    divisions: &[&str],
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.listing_draft set division = ($2::text[])[array_position($1, organization)], revision = revision + 1,
           updated_at = $3
         where organization = any($1::text[]) and department = '' and ended_on is null
           and division <> ($2::text[])[array_position($1, organization)]",
        organizations as _,
        divisions as _,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Every one of an organisation, in the order in which they were made.
pub(crate) async fn of(conn: &mut PgConnection, organization: UnifiedCode) -> sqlx::Result<Vec<DraftRow>> {
    of_all(conn, &[organization.to_string()]).await
}

/// Every one of some organisations, in the order in which they were made.
pub(crate) async fn of_all(conn: &mut PgConnection, organizations: &[String]) -> sqlx::Result<Vec<DraftRow>> {
    sqlx::query_as!(
        DraftRow,
        r#"select id, organization as "organization: UnifiedCode", division, list, ground, rule, cause, since_on, records, penal,
             state, department, notice, method, announcement, served_on, answer_until, statement, proof, reasons, listing, ended_on,
             revision, created_at, updated_at
         from credit.listing_draft where organization = any($1) order by id"#,
        organizations,
    )
    .fetch_all(conn)
    .await
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<DraftRow>> {
    sqlx::query_as!(
        DraftRow,
        r#"select id, organization as "organization: UnifiedCode", division, list, ground, rule, cause, since_on, records, penal,
             state, department, notice, method, announcement, served_on, answer_until, statement, proof, reasons, listing, ended_on,
             revision, created_at, updated_at
         from credit.listing_draft where id = $1"#,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Those that the filter and the caller's scope let through, before one, the newest first.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &DraftFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<DraftRow>> {
    sqlx::query_as!(
        DraftRow,
        r#"select id, organization as "organization: UnifiedCode", division, list, ground, rule, cause, since_on, records, penal,
             state, department, notice, method, announcement, served_on, answer_until, statement, proof, reasons, listing, ended_on,
             revision, created_at, updated_at
         from credit.listing_draft
         where starts_with(division, $1) and ($2::text is null or organization = $2) and ($3::text is null or list = $3)
           and state = any($4) and ($5::uuid is null or id < $5)
         order by id desc limit $6"#,
        filter.scope.prefix(),
        filter.organization.as_ref().map(UnifiedCode::as_str),
        filter.list.map(List::as_str),
        &filter.states,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Keeps what changed of one.
pub(crate) async fn update(conn: &mut PgConnection, row: &DraftRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.listing_draft set state = $2, department = $3, notice = $4, method = $5, served_on = $6,
           answer_until = $7, statement = $8, proof = $9, reasons = $10, listing = $11, ended_on = $12, revision = $13,
           updated_at = $14, announcement = $15
         where id = $1",
        row.id,
        row.state,
        row.department,
        row.notice,
        row.method,
        row.served_on,
        row.answer_until,
        row.statement,
        row.proof,
        row.reasons,
        row.listing,
        row.ended_on,
        row.revision,
        row.updated_at,
        row.announcement,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those whose term to answer is over, at most `limit`.
pub(crate) async fn unanswered(conn: &mut PgConnection, today: Date, limit: i64) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from credit.listing_draft where state = 'served' and answer_until < $1 order by answer_until, id limit $2",
        today,
        limit,
    )
    .fetch_all(conn)
    .await
}
