//! Organisations as they stand today.

use registry_domain::{Identifier, Organization};
use sqlx::PgConnection;
use sqlx::types::Json;
use time::Date;
use uow::Scope;
use vocab::UnifiedCode;

/// The column `identifiers`.
#[derive(Debug, sqlx::Type)]
#[sqlx(transparent)]
pub(crate) struct Identifiers(Json<Vec<Identifier>>);

impl From<Identifiers> for Vec<Identifier> {
    fn from(column: Identifiers) -> Self {
        column.0.0
    }
}

/// One that the caller may see.
pub(crate) async fn find(
    conn: &mut PgConnection,
    scope: &Scope,
    code: UnifiedCode,
) -> sqlx::Result<Option<Organization>> {
    Ok(find_all(conn, scope, &[code]).await?.pop())
}

/// Those of the codes that the caller may see, by code.
pub(crate) async fn find_all(
    conn: &mut PgConnection,
    scope: &Scope,
    codes: &[UnifiedCode],
) -> sqlx::Result<Vec<Organization>> {
    sqlx::query_as!(
        Organization,
        "select code, title, status, division, registration_authority, supervising_unit, established_date, address,
             business_scope, registered_capital_fen, legal_form, legal_representative, contact_phone, former_titles,
             abbreviations, identifiers, synthetic, revision, created_at, updated_at
         from registry.organization
         where code = any($1) and starts_with(division, $2)
         order by code",
        codes as &[UnifiedCode],
        scope.prefix(),
    )
    .fetch_all(conn)
    .await
}

/// Keeps others from changing one that the caller may see; whether there is one.
pub(crate) async fn lock(conn: &mut PgConnection, scope: &Scope, code: UnifiedCode) -> sqlx::Result<bool> {
    let locked = sqlx::query!(
        "select code from registry.organization where code = $1 and starts_with(division, $2) for update",
        code.as_str(),
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await?;
    Ok(locked.is_some())
}

/// Keeps others from changing these, wherever they lie; in the order of codes, so that two chunks cannot deadlock.
pub(crate) async fn lock_all(conn: &mut PgConnection, codes: &[UnifiedCode]) -> sqlx::Result<()> {
    sqlx::query!(
        "select code from registry.organization where code = any($1) order by code for update",
        codes as &[UnifiedCode],
    )
    .fetch_all(conn)
    .await?;
    Ok(())
}

/// Adds organisations, in the order of codes.
pub(crate) async fn insert(conn: &mut PgConnection, organizations: &[Organization]) -> sqlx::Result<()> {
    let columns = Columns::of(organizations);
    sqlx::query!(
        r"insert into registry.organization (code, title, kind, status, division, registration_authority,
             supervising_unit, established_date, address, business_scope, registered_capital_fen, legal_form,
             legal_representative, contact_phone, former_titles, abbreviations, identifiers, synthetic, revision,
             created_at, updated_at)
         select code, title, kind, status, division, registration_authority, supervising_unit, established_date, address,
             business_scope, registered_capital_fen, legal_form, legal_representative, contact_phone,
             string_to_array(former_titles, e'\n'), string_to_array(abbreviations, e'\n'), identifiers, synthetic,
             revision, created_at, updated_at
         from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::date[],
             $9::text[], $10::text[], $11::bigint[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[],
             $17::jsonb[], $18::bool[], $19::bigint[], $20::timestamptz[], $21::timestamptz[])
             as row (code, title, kind, status, division, registration_authority, supervising_unit, established_date,
                 address, business_scope, registered_capital_fen, legal_form, legal_representative, contact_phone,
                 former_titles, abbreviations, identifiers, synthetic, revision, created_at, updated_at)
         order by code",
        columns.codes as _,
        columns.titles as _,
        columns.kinds as _,
        columns.statuses as _,
        columns.divisions as _,
        columns.registration_authorities as _,
        columns.supervising_units as _,
        columns.established_dates as _,
        columns.addresses as _,
        columns.business_scopes as _,
        columns.registered_capitals_fen as _,
        columns.legal_forms as _,
        columns.legal_representatives as _,
        columns.contact_phones as _,
        columns.former_titles as _,
        columns.abbreviations as _,
        columns.identifiers as _,
        columns.synthetic as _,
        columns.revisions as _,
        columns.created_at as _,
        columns.updated_at as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Rewrites organisations that are there and locked.
pub(crate) async fn update(conn: &mut PgConnection, organizations: &[Organization]) -> sqlx::Result<()> {
    let columns = Columns::of(organizations);
    sqlx::query!(
        r"update registry.organization set title = row.title, status = row.status, division = row.division,
             registration_authority = row.registration_authority, supervising_unit = row.supervising_unit,
             established_date = row.established_date, address = row.address, business_scope = row.business_scope,
             registered_capital_fen = row.registered_capital_fen, legal_form = row.legal_form,
             legal_representative = row.legal_representative, contact_phone = row.contact_phone,
             former_titles = string_to_array(row.former_titles, e'\n'),
             abbreviations = string_to_array(row.abbreviations, e'\n'), identifiers = row.identifiers,
             synthetic = row.synthetic, revision = row.revision, updated_at = row.updated_at
         from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::date[], $8::text[],
             $9::text[], $10::bigint[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::jsonb[],
             $17::bool[], $18::bigint[], $19::timestamptz[])
             as row (code, title, status, division, registration_authority, supervising_unit, established_date, address,
                 business_scope, registered_capital_fen, legal_form, legal_representative, contact_phone, former_titles,
                 abbreviations, identifiers, synthetic, revision, updated_at)
         where organization.code = row.code",
        columns.codes as _,
        columns.titles as _,
        columns.statuses as _,
        columns.divisions as _,
        columns.registration_authorities as _,
        columns.supervising_units as _,
        columns.established_dates as _,
        columns.addresses as _,
        columns.business_scopes as _,
        columns.registered_capitals_fen as _,
        columns.legal_forms as _,
        columns.legal_representatives as _,
        columns.contact_phones as _,
        columns.former_titles as _,
        columns.abbreviations as _,
        columns.identifiers as _,
        columns.synthetic as _,
        columns.revisions as _,
        columns.updated_at as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Organisations column by column, as `unnest` takes them. It flattens nested arrays, so names go in one a line: a name
/// holds no line break.
struct Columns<'a> {
    codes: Vec<&'a str>,
    titles: Vec<&'a str>,
    kinds: Vec<&'static str>,
    statuses: Vec<&'static str>,
    divisions: Vec<&'a str>,
    registration_authorities: Vec<&'a str>,
    supervising_units: Vec<&'a str>,
    established_dates: Vec<Option<Date>>,
    addresses: Vec<&'a str>,
    business_scopes: Vec<&'a str>,
    registered_capitals_fen: Vec<i64>,
    legal_forms: Vec<&'static str>,
    legal_representatives: Vec<&'a str>,
    contact_phones: Vec<&'a str>,
    former_titles: Vec<String>,
    abbreviations: Vec<String>,
    identifiers: Vec<Json<&'a [Identifier]>>,
    synthetic: Vec<bool>,
    revisions: Vec<i64>,
    created_at: Vec<time::OffsetDateTime>,
    updated_at: Vec<time::OffsetDateTime>,
}

impl<'a> Columns<'a> {
    fn of(organizations: &'a [Organization]) -> Self {
        fn column<'a, T>(organizations: &'a [Organization], cell: impl Fn(&'a Organization) -> T) -> Vec<T> {
            organizations.iter().map(cell).collect()
        }
        Self {
            codes: column(organizations, |row| row.code.as_str()),
            titles: column(organizations, |row| row.title.as_str()),
            kinds: column(organizations, |row| row.kind().as_str()),
            statuses: column(organizations, |row| row.status.as_str()),
            divisions: column(organizations, |row| row.division.as_str()),
            registration_authorities: column(organizations, |row| row.registration_authority.as_str()),
            supervising_units: column(organizations, |row| row.supervising_unit.as_str()),
            established_dates: column(organizations, |row| row.established_date),
            addresses: column(organizations, |row| row.address.as_str()),
            business_scopes: column(organizations, |row| row.business_scope.as_str()),
            registered_capitals_fen: column(organizations, |row| row.registered_capital_fen),
            legal_forms: column(organizations, |row| row.legal_form.as_str()),
            legal_representatives: column(organizations, |row| row.legal_representative.reveal()),
            contact_phones: column(organizations, |row| row.contact_phone.reveal()),
            former_titles: column(organizations, |row| lines(&row.former_titles)),
            abbreviations: column(organizations, |row| lines(&row.abbreviations)),
            identifiers: column(organizations, |row| Json(row.identifiers.as_slice())),
            synthetic: column(organizations, |row| row.synthetic),
            revisions: column(organizations, |row| row.revision),
            created_at: column(organizations, |row| row.created_at),
            updated_at: column(organizations, |row| row.updated_at),
        }
    }
}

fn lines(titles: &[registry_domain::Title]) -> String {
    titles.iter().map(registry_domain::Title::as_str).collect::<Vec<_>>().join("\n")
}
