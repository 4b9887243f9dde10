//! Names and posts of persons, sealed for the row in which they lie.

use fault::Fault;
use seal::{Place, Ring};
use uuid::Uuid;

/// Of nominations.
pub(super) const NOMINATION: &str = "talent.nomination";
/// Of honours.
pub(super) const HONOUR: &str = "talent.honour";

/// What is wrong with a text that names the person.
pub(super) const NAMELESS: &str = "must not name the person: the name is kept sealed";

/// Who a person is, and as what.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) post: String,
}

/// Name and post as they lie in a row of a table; none where there is no person.
pub(super) type Sealed = (Option<Vec<u8>>, Option<Vec<u8>>);

/// Seals a person for a row of a table.
pub(super) fn seal(ring: &Ring, (table, row): (&'static str, Uuid), person: Option<&Person>) -> Result<Sealed, Fault> {
    let Some(person) = person else { return Ok((None, None)) };
    let close = |column, value: &str| ring.seal(&Place::new(table, column, row), value.as_bytes());
    let name = close("person_name", &person.name).map_err(Fault::internal)?;
    let post = close("person_post", &person.post).map_err(Fault::internal)?;
    Ok((Some(name), Some(post)))
}

/// Opens the person of a row of a table, if there is one.
pub(super) fn open(
    ring: &Ring,
    (table, row): (&'static str, Uuid),
    (name, post): (Option<&[u8]>, Option<&[u8]>),
) -> Result<Option<Person>, Fault> {
    let Some((name, post)) = name.zip(post) else { return Ok(None) };
    let open = |column, envelope: &[u8]| -> Result<String, Fault> {
        let value = ring.open(&Place::new(table, column, row), envelope).map_err(Fault::internal)?;
        String::from_utf8(value.expose().clone()).map_err(Fault::internal)
    };
    Ok(Some(Person { name: open("person_name", name)?, post: open("person_post", post)? }))
}
