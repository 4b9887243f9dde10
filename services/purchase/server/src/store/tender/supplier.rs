//! Suppliers who qualify for an invited tender, and those drawn of them.

use sqlx::PgConnection;
use uuid::Uuid;

/// A row of `purchase.tender_draw_supplier`.
#[derive(Debug, Clone)]
pub(crate) struct SupplierRow {
    pub(crate) code: String,
    pub(crate) title: String,
    /// From 1, once drawn.
    pub(crate) place: Option<i32>,
}

/// Adds a supplier who qualifies.
pub(crate) async fn insert(conn: &mut PgConnection, draw: Uuid, one: &SupplierRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.tender_draw_supplier (draw, code, title) values ($1, $2, $3)",
        draw,
        one.code,
        one.title,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Every supplier who was frozen, those drawn in their order first.
pub(crate) async fn all(conn: &mut PgConnection, draw: Uuid) -> sqlx::Result<Vec<SupplierRow>> {
    sqlx::query_as!(
        SupplierRow,
        "select code, title, place from purchase.tender_draw_supplier where draw = $1 order by place, code",
        draw,
    )
    .fetch_all(conn)
    .await
}

/// The draw of the suppliers of a tender.
pub(crate) async fn draw_of(conn: &mut PgConnection, tender: Uuid) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!("select id from purchase.tender_draw where tender = $1 and kind = 'suppliers'", tender)
        .fetch_optional(conn)
        .await
}

/// A draw of suppliers that was made for another draft of the project, which was discarded after it: nobody draws until it suits.
pub(crate) async fn discarded(conn: &mut PgConnection, project: Uuid, tender: Uuid) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "select draw.id from purchase.tender_draw draw join purchase.tender tender on tender.id = draw.tender
         where tender.project = $1 and tender.id <> $2 and draw.kind = 'suppliers' and draw.seed is not null
           and tender.public_key = ''
         limit 1",
        project,
        tender,
    )
    .fetch_optional(conn)
    .await
}

/// The codes of suppliers in the order that was drawn.
pub(crate) async fn order(conn: &mut PgConnection, id: Uuid, order: &[String]) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender_draw_supplier as one set place = drawn.place
         from unnest($2::text[]) with ordinality as drawn (code, place) where one.draw = $1 and one.code = drawn.code",
        id,
        order,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The codes of those who were drawn, and so are invited to a tender.
pub(crate) async fn invited(conn: &mut PgConnection, tender: Uuid) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        "select one.code from purchase.tender_draw_supplier as one join purchase.tender_draw as draw on draw.id = one.draw
         where draw.tender = $1 and one.place is not null order by one.place",
        tender,
    )
    .fetch_all(conn)
    .await
}
