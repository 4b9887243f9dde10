//! Tables that come from elsewhere (CSV, RFC 4180): a header with known columns in any order, and rows. What each row says is for whoever
//! knows the table.

use std::fmt::{self, Display};

use csv::StringRecord;

/// The largest table, in bytes.
pub const MOST_BYTES: usize = 1 << 20;

/// Characters of a strange column that are shown.
const SHOWN: usize = 40;

/// Why a text is no such table at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotATable(String);

impl NotATable {
    fn of(error: &csv::Error) -> Self {
        Self(error.to_string())
    }
}

impl Display for NotATable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which columns a table has.
#[derive(Debug, Clone, Copy)]
pub struct Columns<'a> {
    /// Their words in the header.
    pub words: &'a [&'a str],
    /// The one that may be missing.
    pub optional: &'a str,
    /// All of them, as a sentence lists them.
    pub listed: &'a str,
}

/// A table whose header is right.
#[derive(Debug)]
pub struct Table {
    /// Where each column stands.
    header: Vec<Option<usize>>,
    width: usize,
    rows: Vec<StringRecord>,
}

impl Table {
    /// The table that a text is, with its rows in their order; a blank line is no row.
    ///
    /// # Errors
    /// There is no header with the columns that are needed, no row, or too much.
    pub fn read(content: &str, columns: Columns<'_>, most_rows: usize) -> Result<Self, NotATable> {
        if content.len() > MOST_BYTES {
            return Err(NotATable(format!("has {} bytes, at most {MOST_BYTES} are allowed", content.len())));
        }
        let text = content.strip_prefix('\u{feff}').unwrap_or(content);
        let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
        let stated = reader.headers().map_err(|error| NotATable::of(&error))?;
        let (header, width) = (header(stated, columns)?, stated.len());
        let mut rows = Vec::new();
        for row in reader.records() {
            rows.push(row.map_err(|error| NotATable::of(&error))?);
            if rows.len() > most_rows {
                return Err(NotATable(format!("has more than {most_rows} rows")));
            }
        }
        if rows.is_empty() {
            return Err(NotATable("has a header and no row".to_owned()));
        }
        Ok(Self { header, width, rows })
    }

    /// Its rows, in their order.
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        self.rows.iter().map(|fields| Record { table: self, fields })
    }
}

fn header(stated: &StringRecord, columns: Columns<'_>) -> Result<Vec<Option<usize>>, NotATable> {
    let mut header = vec![None; columns.words.len()];
    for (place, word) in stated.iter().enumerate() {
        let Some(column) = columns.words.iter().position(|column| *column == word) else {
            let shown: String = word.chars().take(SHOWN).collect();
            return Err(NotATable(format!("has a column {shown:?}; the columns are {}", columns.listed)));
        };
        if header[column].replace(place).is_some() {
            return Err(NotATable(format!("has the column {word} twice")));
        }
    }
    let missing = |(word, place): &(&&str, &Option<usize>)| **word != columns.optional && place.is_none();
    match columns.words.iter().zip(&header).find(missing) {
        Some((word, _)) => Err(NotATable(format!("has no column {word}"))),
        None => Ok(header),
    }
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    table: &'a Table,
    fields: &'a StringRecord,
}

impl<'a> Record<'a> {
    /// What it has in the column of a place among all columns, without the blanks around it; empty if there is nothing.
    #[must_use]
    pub fn field(&self, place: usize) -> &'a str {
        let at = self.table.header.get(place).copied().flatten();
        at.and_then(|at| self.fields.get(at)).unwrap_or_default()
    }

    /// What is wrong with the number of its fields.
    #[must_use]
    pub fn width_problem(&self) -> Option<String> {
        let (found, width) = (self.fields.len(), self.table.width);
        (found != width).then(|| format!("has {found} fields, the header has {width}"))
    }
}

/// What is wrong with a text of at most so many characters.
#[must_use]
pub fn text(text: &str, most: usize) -> Option<String> {
    let found = text.chars().count();
    if found > most {
        return Some(format!("has {found} characters, at most {most} are allowed"));
    }
    let controls = text.chars().any(|one| one.is_control() || matches!(one, '\u{2028}' | '\u{2029}'));
    controls.then(|| "has a control character or line separator".to_owned())
}
