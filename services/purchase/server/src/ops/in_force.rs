//! By which catalogue a division goes on a day.

use fault::Fault;
use purchase_domain::above::upwards;
use purchase_domain::version::{Term, in_force};
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::DivisionCode;

use crate::ops::refused;
use crate::store::catalog::{self as store, CatalogRow};

/// A division, a day, and by what had been recorded when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) division: DivisionCode,
    pub(crate) day: Date,
    pub(crate) known_at: Option<OffsetDateTime>,
}

/// Which catalogue is meant.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Which {
    /// This version.
    Version(Uuid),
    /// The one that a division goes by.
    InForce(Place),
}

/// The catalogue that answers, and the divisions that were passed on the way up to it.
#[derive(Debug)]
pub(crate) struct Answering {
    pub(crate) catalog: CatalogRow,
    pub(crate) passed: Vec<String>,
}

/// The divisions that bind a division: itself and those above.
pub(crate) fn binding(division: DivisionCode) -> Vec<String> {
    upwards(division).iter().map(ToString::to_string).collect()
}

/// Whether a caller may see a version.
pub(super) fn visible(row: &CatalogRow, scope: &Scope) -> bool {
    row.adopted_at.is_some() || scope.covers(&row.division)
}

/// The catalogue of the nearest division that has one in force.
pub(crate) async fn find(conn: &mut PgConnection, place: &Place) -> Result<Option<Answering>, Fault> {
    let divisions = binding(place.division);
    let mut adopted = store::adopted(conn, &divisions).await?;
    for (passed, division) in divisions.iter().enumerate() {
        let (own, others): (Vec<_>, Vec<_>) = adopted.into_iter().partition(|row| row.division == *division);
        adopted = others;
        let terms: Vec<Term> = own.iter().filter_map(term).collect();
        if let Some(catalog) = in_force(&terms, place.day, place.known_at).and_then(|at| own.into_iter().nth(at)) {
            return Ok(Some(Answering { catalog, passed: divisions[..passed].to_vec() }));
        }
    }
    Ok(None)
}

/// Adopted rows have both days; the constraint `catalog_adopted_check` says so.
fn term(row: &CatalogRow) -> Option<Term> {
    Some(Term { valid_from: row.valid_from?, valid_to: row.valid_to, recorded_at: row.adopted_at? })
}

/// The same, or a refusal.
pub(crate) async fn look_up(conn: &mut PgConnection, place: &Place) -> Result<Answering, Fault> {
    let found = find(conn, place).await?;
    found.ok_or_else(|| refused::no_catalog_in_force(place.division.as_str(), place.day))
}

/// The catalogue that is meant, if the caller may see it.
pub(super) async fn meant(conn: &mut PgConnection, which: Which, scope: &Scope) -> Result<CatalogRow, Fault> {
    match which {
        Which::InForce(place) => Ok(look_up(conn, &place).await?.catalog),
        Which::Version(id) => {
            let row = store::get(conn, id).await?.filter(|row| visible(row, scope));
            row.ok_or_else(|| refused::no_catalog(id))
        }
    }
}
