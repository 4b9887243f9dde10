//! Reading a calendar file.

use thiserror::Error;
use time::macros::format_description;
use time::{Date, Weekday};

use super::day::{Day, DayKind};

/// Why a calendar file was refused. Files and rows count from 1, the header row not counted.
#[derive(Debug, Error)]
pub enum CalendarError {
    /// Not the CSV file it should be.
    #[error("calendar file {file}: {source}")]
    Csv {
        /// Which file.
        file: usize,
        /// What the reader found.
        source: csv::Error,
    },
    /// A row that says nothing or contradicts itself.
    #[error("calendar file {file}, row {row}: {problem}")]
    Row {
        /// Which file.
        file: usize,
        /// Which row.
        row: usize,
        /// What is wrong.
        problem: &'static str,
    },
}

#[derive(serde::Deserialize)]
struct Row {
    date: String,
    is_workday: String,
    name: String,
    #[serde(default)]
    kind: String,
}

/// The rows of one file; `file` counts from 0.
pub(super) fn rows(file: usize, text: &str) -> impl Iterator<Item = Result<(Date, Day), CalendarError>> {
    let reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.into_deserialize::<Row>().enumerate().map(move |(at, row)| {
        let row = row.map_err(|source| CalendarError::Csv { file: file + 1, source })?;
        day(row).map_err(|problem| CalendarError::Row { file: file + 1, row: at + 1, problem })
    })
}

fn day(row: Row) -> Result<(Date, Day), &'static str> {
    let date =
        Date::parse(&row.date, format_description!("[year]-[month]-[day]")).map_err(|_| "date is not YYYY-MM-DD")?;
    let works = match row.is_workday.as_str() {
        "1" | "true" => true,
        "0" | "false" => false,
        _ => return Err("is_workday is neither 1 nor 0"),
    };
    let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    let kind = match (row.kind.as_str(), works) {
        ("workday", true) => DayKind::Workday,
        ("adjusted_workday", true) => DayKind::AdjustedWorkday,
        ("weekend", false) => DayKind::Weekend,
        ("holiday", false) => DayKind::Holiday,
        ("", true) => {
            if weekend {
                DayKind::AdjustedWorkday
            } else {
                DayKind::Workday
            }
        }
        ("", false) => {
            if weekend {
                DayKind::Weekend
            } else {
                DayKind::Holiday
            }
        }
        _ => return Err("kind and is_workday contradict each other"),
    };
    Ok((date, Day { kind, name: row.name }))
}
