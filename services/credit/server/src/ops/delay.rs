//! How long departments took to have information recorded (CR-01).

use std::collections::BTreeMap;

use casework::Casework;
use credit_domain::delay::working_days;
use fault::Fault;
use procedure::Refusal;
use sqlx::PgConnection;
use statute::ReckoningError;
use time::Date;
use uow::Scope;
use vocab::midnight;
use vocab::workdays::OutOfCalendar;

use crate::store::delay as store;

const TERM: &str = "CR-01";

/// Of what was recorded in which days.
#[derive(Debug)]
pub(crate) struct ListDelays {
    pub(crate) office: Casework,
    pub(crate) scope: Scope,
    pub(crate) from: Date,
    pub(crate) to: Date,
}

/// How long a department took.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Delay {
    pub(crate) count: i64,
    pub(crate) late: i64,
    pub(crate) longest: u32,
}

/// By departments, and the version of the rule that says what is late.
#[derive(Debug)]
pub(crate) struct Delays {
    pub(crate) of: BTreeMap<String, Delay>,
    pub(crate) rule: String,
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListDelays) -> Result<Delays, Fault> {
    let cited = query.office.book().on(TERM, query.to).map_err(Refusal::from)?;
    let until = query.to.next_day().unwrap_or(query.to);
    let rows = store::of(conn, &query.scope, midnight(query.from), midnight(until)).await?;
    let mut of: BTreeMap<String, Delay> = BTreeMap::new();
    for row in rows {
        let days = working_days(query.office.calendar(), row.obtained_on, row.recorded_on);
        let unknown =
            |missing: OutOfCalendar| Refusal::from(ReckoningError::CalendarMissing { year: missing.date.year() });
        let days = days.map_err(unknown)?;
        let delay = of.entry(row.department).or_default();
        delay.count += row.count;
        delay.late += if i64::from(days) > cited.value() { row.count } else { 0 };
        delay.longest = delay.longest.max(days);
    }
    Ok(Delays { of, rule: cited.reference().to_string() })
}
