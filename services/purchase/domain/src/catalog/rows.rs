//! Reading a table of entries: everything that is wrong with each row is found, and the rows are taken together or not at all.

use std::collections::HashMap;

use super::{Entry, LONGEST_CODE, LONGEST_REMARK, LONGEST_TITLE, LOWEST, is_code};
use crate::table::{Columns, NotATable, Record, Table, text};

/// The largest table, in rows.
pub const MOST_ROWS: usize = 5_000;

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The code.
    Code,
    /// The name.
    Name,
    /// The level.
    Level,
    /// The code of the entry above.
    Parent,
    /// The remark; the column may be missing.
    Remark,
    /// The row as a whole.
    Row,
}

impl Column {
    const STATED: [Self; 5] = [Self::Code, Self::Name, Self::Level, Self::Parent, Self::Remark];

    /// Its word in the header, `row` for the row as a whole.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Name => "name",
            Self::Level => "level",
            Self::Parent => "parent",
            Self::Remark => "remark",
            Self::Row => "row",
        }
    }
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which.
    pub column: Column,
    /// What, and what would be right.
    pub description: String,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The code as it is written, without the blanks around it.
    pub code: String,
    /// Everything that is wrong with it.
    pub problems: Vec<Problem>,
    /// What it says, if nothing is wrong with it.
    pub entry: Option<Entry>,
}

/// The rows of a table (CSV, RFC 4180) in their order; a blank line is no row.
///
/// # Errors
/// There is no header with the columns that are needed, no row, or too much.
pub fn read(content: &str) -> Result<Vec<Row>, NotATable> {
    let columns = Columns {
        words: &Column::STATED.map(Column::as_str),
        optional: Column::Remark.as_str(),
        listed: "code, name, level, parent and remark",
    };
    let table = Table::read(content, columns, MOST_ROWS)?;
    let rows: Vec<Read<'_>> = table.records().map(Read).collect();
    let mut first = HashMap::new();
    for (place, row) in rows.iter().enumerate() {
        first.entry(row.field(Column::Code)).or_insert((place, row.level()));
    }
    Ok(rows.iter().enumerate().map(|(place, row)| row.checked(place, &first)).collect())
}

/// The code of each entry that is there first, with its row and level.
type First<'a> = HashMap<&'a str, (usize, Option<i16>)>;

struct Read<'a>(Record<'a>);

impl<'a> Read<'a> {
    fn field(&self, column: Column) -> &'a str {
        let place = Column::STATED.iter().position(|one| *one == column);
        place.map(|place| self.0.field(place)).unwrap_or_default()
    }

    fn level(&self) -> Option<i16> {
        self.field(Column::Level).parse().ok().filter(|level| (1..=LOWEST).contains(level))
    }

    fn checked(&self, place: usize, first: &First<'_>) -> Row {
        let mut problems = Vec::new();
        let mut note = |column, description: String| problems.push(Problem { column, description });
        let code = self.field(Column::Code);
        if let Some(problem) = self.0.width_problem() {
            note(Column::Row, problem);
        }
        if code.is_empty() {
            note(Column::Code, "is required".to_owned());
        } else if !is_code(code) {
            note(Column::Code, format!("must be 1 to {LONGEST_CODE} capital letters and digits"));
        } else if let Some((other, _)) = first.get(code).filter(|(other, _)| *other != place) {
            note(Column::Code, format!("is in row {} already", other + 1));
        }
        let (title, remark) = (self.field(Column::Name), self.field(Column::Remark));
        if title.is_empty() {
            note(Column::Name, "is required".to_owned());
        } else if let Some(problem) = text(title, LONGEST_TITLE) {
            note(Column::Name, problem);
        }
        if let Some(problem) = text(remark, LONGEST_REMARK) {
            note(Column::Remark, problem);
        }
        let level = self.level();
        if level.is_none() {
            note(Column::Level, format!("must be 1 to {LOWEST}"));
        }
        let parent = Some(self.field(Column::Parent)).filter(|parent| !parent.is_empty());
        if let Some(problem) = level.and_then(|level| above(level, code, parent, first)) {
            note(Column::Parent, problem);
        }
        let entry = level.filter(|_| problems.is_empty()).map(|level| Entry {
            code: code.to_owned(),
            title: title.to_owned(),
            level,
            parent: parent.map(str::to_owned),
            remark: remark.to_owned(),
        });
        Row { code: code.to_owned(), problems, entry }
    }
}

/// What is wrong with the entry above.
fn above(level: i16, code: &str, parent: Option<&str>, first: &First<'_>) -> Option<String> {
    let wanted = level - 1;
    match parent {
        None if wanted == 0 => None,
        None => Some(format!("is required at level {level}: the code of an entry of level {wanted}")),
        Some(_) if wanted == 0 => Some("must be empty at level 1".to_owned()),
        Some(parent) if parent == code => Some("is the entry itself".to_owned()),
        Some(parent) => match first.get(parent) {
            None => Some("is no code of the table".to_owned()),
            Some((row, Some(found))) if *found != wanted => {
                Some(format!("is of level {found} in row {}; an entry of level {wanted} is needed", row + 1))
            }
            Some(_) => None,
        },
    }
}
