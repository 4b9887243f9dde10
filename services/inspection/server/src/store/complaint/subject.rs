//! Whom complaints are about.

use sqlx::PgConnection;
use uuid::Uuid;
use vocab::name::fold;

/// A row of `inspection.complaint_subject`, but for its complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SubjectRow {
    /// Empty: not known to the register.
    pub(crate) code: String,
    pub(crate) title: String,
    pub(crate) division: String,
}

/// Adds the subjects of a complaint, in order.
pub(crate) async fn insert_subjects(conn: &mut PgConnection, id: Uuid, rows: &[SubjectRow]) -> sqlx::Result<()> {
    let codes: Vec<String> = rows.iter().map(|row| row.code.clone()).collect();
    let titles: Vec<String> = rows.iter().map(|row| row.title.clone()).collect();
    let folded: Vec<String> = rows.iter().map(|row| fold(&row.title)).collect();
    let divisions: Vec<String> = rows.iter().map(|row| row.division.clone()).collect();
    sqlx::query!(
        "insert into inspection.complaint_subject (complaint, number, code, title, title_folded, division)
         select $1, stated.number, stated.code, stated.title, stated.folded, stated.division
         from unnest($2::text[], $3::text[], $4::text[], $5::text[]) with ordinality
             as stated (code, title, folded, division, number)",
        id,
        &codes,
        &titles,
        &folded,
        &divisions,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The subjects of some complaints, by complaint and number.
pub(crate) async fn subjects(conn: &mut PgConnection, ids: &[Uuid]) -> sqlx::Result<Vec<(Uuid, SubjectRow)>> {
    let rows = sqlx::query!(
        "select complaint, code, title, division from inspection.complaint_subject
         where complaint = any($1) order by complaint, number",
        ids,
    )
    .fetch_all(conn)
    .await?;
    let subject = rows
        .into_iter()
        .map(|row| (row.complaint, SubjectRow { code: row.code, title: row.title, division: row.division }));
    Ok(subject.collect())
}
