//! What `docs/procedures` shows of the procedures of every service: a picture of each, and one page about all.

use fault::Fault;
use procedure::page;
use vocab::workdays::Calendar;

use crate::serve;

/// Names and contents of the files; a test compares them with what is checked in.
///
/// # Errors
/// As [`serve::office`].
pub fn pages() -> Result<Vec<(String, String)>, Fault> {
    let office = serve::office(Calendar::shipped().clone())?;
    let pictures = office.procedures().iter().map(|procedure| (format!("{}.svg", procedure.key), procedure.picture()));
    let page = page(include_str!("procedures.md"), office.procedures(), office.book());
    Ok(pictures.chain([("README.md".to_owned(), page)]).collect())
}
