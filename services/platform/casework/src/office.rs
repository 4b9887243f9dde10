//! What cases are judged by: the procedures and rules of the services on one database, and the working days.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fault::Fault;
use procedure::{Case, CaseClock, Circumstances, Procedure, Refusal};
use sha2::{Digest, Sha256};
use statute::{Reckoning, RuleBook, RuleBookError};
use time::Date;
use vocab::workdays::Calendar;

/// The rule that says for how many years papers are kept once their case has ended.
const RETENTION: &str = "PROC-11";

/// The rule that says how many days before its end a term is warned of.
const WARNING: &str = "PROC-12";

/// The procedures of one service or several, with their rules and calendar. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Casework(Arc<Rules>);

#[derive(Debug)]
struct Rules {
    procedures: Vec<&'static Procedure>,
    book: RuleBook,
    calendar: Calendar,
    basis: String,
}

impl Casework {
    /// Over the procedures of a service.
    #[must_use]
    pub fn new(procedures: &[&'static Procedure], book: &RuleBook, calendar: Calendar) -> Self {
        Self::by(procedures.to_vec(), book.clone(), calendar)
    }

    /// Over the procedures of several services whose cases lie in one database, each with its rules: one sweeper moves the
    /// terms of all of them, and one list shows their tasks.
    ///
    /// # Errors
    /// A rule is in the books of two services.
    pub fn of_services(
        services: &[(&[&'static Procedure], &RuleBook)],
        calendar: Calendar,
    ) -> Result<Self, RuleBookError> {
        let procedures = services.iter().flat_map(|(procedures, _)| procedures.iter().copied()).collect();
        let book = RuleBook::joined(services.iter().map(|(_, book)| *book))?;
        Ok(Self::by(procedures, book, calendar))
    }

    fn by(procedures: Vec<&'static Procedure>, book: RuleBook, calendar: Calendar) -> Self {
        let basis = basis(&book, &calendar);
        Self(Arc::new(Rules { procedures, book, calendar, basis }))
    }

    /// Every procedure, by key.
    #[must_use]
    pub fn procedures(&self) -> &[&'static Procedure] {
        &self.0.procedures
    }

    /// A procedure by its key.
    #[must_use]
    pub fn procedure(&self, key: &str) -> Option<&'static Procedure> {
        self.0.procedures.iter().copied().find(|procedure| procedure.key == key)
    }

    /// The rules.
    #[must_use]
    pub fn book(&self) -> &RuleBook {
        &self.0.book
    }

    /// The working days.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.0.calendar
    }

    /// What last days are reckoned from: changes with any rule and any day of the calendar.
    #[must_use]
    pub fn basis(&self) -> &str {
        &self.0.basis
    }

    /// What an action on `today` is judged by.
    pub(crate) fn around(&self, today: Date, objections: (u32, u32)) -> Circumstances<'_> {
        Circumstances {
            today,
            book: &self.0.book,
            calendar: &self.0.calendar,
            objections_open: objections.0,
            objections_upheld: objections.1,
        }
    }

    /// The last day of a clock.
    pub(crate) fn reckon(&self, clock: &statute::Clock) -> Result<Reckoning, Refusal> {
        Ok(clock.reckon(&self.0.book, &self.0.calendar)?)
    }

    /// The day on which a term is warned of: working days before its last day, or that many days where their calendar
    /// is not loaded; never before it began.
    pub(crate) fn warn_on(&self, due: Date, started_on: Date) -> Date {
        let ahead = self.0.book.on(WARNING, due).map_or(0, |cited| cited.value());
        let (mut day, mut left) = (due, ahead);
        while left > 0 && day > started_on {
            let Some(previous) = day.previous_day() else { break };
            day = previous;
            left -= i64::from(self.0.calendar.is_workday(day).unwrap_or(true));
        }
        day
    }

    /// For how many years papers are kept whose case ends on a day.
    pub(crate) fn years(&self, day: Date) -> Result<u16, Fault> {
        let cited = self.0.book.on(RETENTION, day).map_err(Refusal::from)?;
        u16::try_from(cited.value()).map_err(Fault::internal)
    }

    /// The last day of the clock of a key that counts in a case, if it has one and it can be told.
    #[must_use]
    pub fn due(&self, case: &Case, key: Option<&str>) -> Option<Date> {
        let running: Option<&CaseClock> = key.and_then(|key| case.clock(key));
        running.and_then(|clock| self.reckon(&clock.clock).ok()).and_then(|reckoning| reckoning.due)
    }
}

fn basis(book: &RuleBook, calendar: &Calendar) -> String {
    let mut digest = Sha256::new().chain_update(book.fingerprint());
    for (date, day) in calendar.days() {
        digest.update(date.to_julian_day().to_be_bytes());
        digest.update([u8::from(day.is_workday())]);
    }
    URL_SAFE_NO_PAD.encode(&digest.finalize()[..9])
}
