//! Facts of the register, of inspection and of purchase, and what each of them changes here.

mod inspection;
mod purchase;
mod registry;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use ::time::{Date, Month};
use credit_domain::record::{Kind, Record};
use fault::Fault;
use feed::Record as Event;
use onecode_proto::google::r#type::Date as PbDate;
use prost::{Message, Name};
use vocab::{UnifiedCode, day_of};

use crate::ops::intake::Effect;

type Effects = Result<Vec<Effect>, Fault>;
type Reader = fn(&Event) -> Effects;
/// The full name of a fact, and what reads it.
type Entry = (fn() -> String, Reader);

/// The facts that credit lives on, and what reads each of them.
static READERS: LazyLock<BTreeMap<String, Reader>> = LazyLock::new(|| {
    let all = registry::READERS.iter().chain(inspection::READERS).chain(purchase::READERS);
    all.map(|(name, read)| (name(), *read)).collect()
});

/// Full names of the facts that credit lives on.
pub(crate) fn types() -> Vec<String> {
    READERS.keys().cloned().collect()
}

/// What a fact changes; nothing, if it is none that credit lives on.
///
/// # Errors
/// It cannot be read: another release wrote it. Its effects must not be lost, so the reader stays where it is.
pub(crate) fn effects(event: &Event) -> Effects {
    READERS.get(&event.kind).map_or_else(|| Ok(Vec::new()), |read| read(event))
}

fn decode<F: Message + Default + Name>(event: &Event) -> Result<F, Fault> {
    F::decode(event.payload.clone()).map_err(|error| unreadable(event).caused_by(error))
}

fn code(event: &Event, name: &str) -> Result<UnifiedCode, Fault> {
    let code = name.strip_prefix("organizations/").and_then(|code| UnifiedCode::parse_vouched(code).ok());
    code.ok_or_else(|| unreadable(event))
}

/// A day of a fact, or the day on which it was recorded where it states none.
fn on(event: &Event, date: Option<&PbDate>) -> Date {
    date.and_then(day).unwrap_or_else(|| day_of(event.time))
}

fn day(date: &PbDate) -> Option<Date> {
    let month = Month::try_from(u8::try_from(date.month).ok()?).ok()?;
    Date::from_calendar_date(date.year, month, u8::try_from(date.day).ok()?).ok()
}

/// The key of a department in its name; empty if none is stated.
fn department(name: &str) -> String {
    name.strip_prefix("departments/").unwrap_or_default().to_owned()
}

/// A record of a fact, with nothing but what every fact tells.
fn record(event: &Event, organization: UnifiedCode, kind: Kind, source: &str, from: Date) -> Record {
    Record {
        id: event.id,
        organization,
        division: event.division.clone(),
        department: String::new(),
        kind,
        source: source.to_owned(),
        document_number: String::new(),
        year: None,
        value: String::new(),
        amount_fen: None,
        from,
        until: None,
        withdrawn: None,
        obtained: day_of(event.time),
    }
}

fn unreadable(event: &Event) -> Fault {
    Fault::internal(format!("fact {} of type {} cannot be read", event.position, event.kind))
}
