//! The name index: every name that an organisation has or had (名称, 曾用名, 简称), as search and resolution read it.

pub(crate) mod gram;

use registry_domain::{Organization, Status, Title};
use sqlx::PgConnection;
use vocab::name::fold;
use vocab::reading::reading;
use vocab::{DivisionCode, UnifiedCode};

/// What a name is to its organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameKind {
    Title,
    Former,
    Abbreviation,
}

impl NameKind {
    /// How the database spells it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Former => "former",
            Self::Abbreviation => "abbreviation",
        }
    }
}

/// A row of `registry.name`.
#[derive(Debug, Clone)]
pub(crate) struct NameRow {
    code: UnifiedCode,
    kind: NameKind,
    title: String,
    folded: String,
    /// A space, then each syllable and a space: ` hu zhou shi `.
    pinyin: String,
    initials: String,
    division: DivisionCode,
    status: Status,
    /// One a line; no gram holds a line break.
    grams: String,
}

impl NameRow {
    /// One name of an organisation that lies in `division` and stands in `status`.
    pub(crate) fn new(
        code: UnifiedCode,
        kind: NameKind,
        title: &Title,
        division: DivisionCode,
        status: Status,
    ) -> Self {
        let folded = fold(title.as_str());
        let reading = reading(&folded);
        let grams = gram::of_name(&folded, &reading, division).join("\n");
        let pinyin = gram::spaced(&reading.syllables);
        Self {
            code,
            kind,
            title: title.as_str().to_owned(),
            folded,
            pinyin,
            initials: reading.initials,
            division,
            status,
            grams,
        }
    }

    /// Every name of an organisation.
    pub(crate) fn all(of: &Organization) -> impl Iterator<Item = Self> {
        let row = |kind| move |title| Self::new(of.code, kind, title, of.division, of.status);
        let former = of.former_titles.iter().map(row(NameKind::Former));
        let abbreviations = of.abbreviations.iter().map(row(NameKind::Abbreviation));
        std::iter::once(&of.title).map(row(NameKind::Title)).chain(former).chain(abbreviations)
    }
}

/// Adds the names of organisations that have none yet.
pub(crate) async fn insert(conn: &mut PgConnection, rows: &[NameRow]) -> sqlx::Result<()> {
    fn column<'a, T>(rows: &'a [NameRow], cell: impl Fn(&'a NameRow) -> T) -> Vec<T> {
        rows.iter().map(cell).collect()
    }
    sqlx::query!(
        r"insert into registry.name (code, kind, title, folded, pinyin, initials, division, status, grams)
         select code, kind, title, folded, pinyin, initials, division, status,
             array_to_tsvector(string_to_array(grams, e'\n'))
         from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
             $9::text[])
             as row (code, kind, title, folded, pinyin, initials, division, status, grams)",
        column(rows, |row| row.code.as_str()) as _,
        column(rows, |row| row.kind.as_str()) as _,
        column(rows, |row| row.title.as_str()) as _,
        column(rows, |row| row.folded.as_str()) as _,
        column(rows, |row| row.pinyin.as_str()) as _,
        column(rows, |row| row.initials.as_str()) as _,
        column(rows, |row| row.division.as_str()) as _,
        column(rows, |row| row.status.as_str()) as _,
        column(rows, |row| row.grams.as_str()) as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Puts `rows` in the place of every name of the organisations `codes`, whose rows the caller holds locked.
pub(crate) async fn replace(conn: &mut PgConnection, codes: &[UnifiedCode], rows: &[NameRow]) -> sqlx::Result<()> {
    sqlx::query!("delete from registry.name where code = any($1)", codes as &[UnifiedCode]).execute(&mut *conn).await?;
    insert(conn, rows).await
}
