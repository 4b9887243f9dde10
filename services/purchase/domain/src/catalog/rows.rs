//! Reading a table of entries: everything that is wrong with each row is found, and the rows are taken together or not at all.

use std::collections::HashMap;
use std::fmt::{self, Display};

use csv::StringRecord;

use super::{Entry, LONGEST_CODE, LONGEST_REMARK, LONGEST_TITLE, LOWEST, is_code};

/// The largest table, in bytes.
pub const MOST_BYTES: usize = 1 << 20;
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

/// Why a text is no table of entries at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotATable(String);

impl NotATable {
    pub(crate) fn new(reason: String) -> Self {
        Self(reason)
    }
}

impl Display for NotATable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where each column stands.
type Header = [Option<usize>; 5];

/// The rows of a table (CSV, RFC 4180) in their order; a blank line is no row.
///
/// # Errors
/// There is no header with the columns that are needed, no row, or too much.
pub fn read(content: &str) -> Result<Vec<Row>, NotATable> {
    if content.len() > MOST_BYTES {
        return Err(NotATable(format!("has {} bytes, at most {MOST_BYTES} are allowed", content.len())));
    }
    let text = content.strip_prefix('\u{feff}').unwrap_or(content);
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let stated = reader.headers().map_err(|error| NotATable(error.to_string()))?.clone();
    let header = header(&stated)?;
    let mut records = Vec::new();
    for record in reader.records() {
        records.push(record.map_err(|error| NotATable(error.to_string()))?);
        if records.len() > MOST_ROWS {
            return Err(NotATable(format!("has more than {MOST_ROWS} rows")));
        }
    }
    if records.is_empty() {
        return Err(NotATable("has a header and no row".to_owned()));
    }
    let rows: Vec<Read<'_>> =
        records.iter().map(|record| Read { record, header: &header, width: stated.len() }).collect();
    let mut first = HashMap::new();
    for (place, row) in rows.iter().enumerate() {
        first.entry(row.field(Column::Code)).or_insert((place, row.level()));
    }
    Ok(rows.iter().enumerate().map(|(place, row)| row.checked(place, &first)).collect())
}

fn header(stated: &StringRecord) -> Result<Header, NotATable> {
    let mut header = Header::default();
    for (place, word) in stated.iter().enumerate() {
        let known = Column::STATED.iter().position(|column| column.as_str() == word);
        let Some(column) = known else {
            let shown: String = word.chars().take(40).collect();
            return Err(NotATable(format!(
                "has a column {shown:?}; the columns are code, name, level, parent and remark"
            )));
        };
        if header[column].replace(place).is_some() {
            return Err(NotATable(format!("has the column {word} twice")));
        }
    }
    match Column::STATED.iter().zip(&header).find(|(column, place)| **column != Column::Remark && place.is_none()) {
        Some((column, _)) => Err(NotATable(format!("has no column {}", column.as_str()))),
        None => Ok(header),
    }
}

/// The code of each entry that is there first, with its row and level.
type First<'a> = HashMap<&'a str, (usize, Option<i16>)>;

struct Read<'a> {
    record: &'a StringRecord,
    header: &'a Header,
    width: usize,
}

impl<'a> Read<'a> {
    fn field(&self, column: Column) -> &'a str {
        let place = Column::STATED.iter().position(|one| *one == column).and_then(|at| self.header[at]);
        place.and_then(|place| self.record.get(place)).unwrap_or_default()
    }

    fn level(&self) -> Option<i16> {
        self.field(Column::Level).parse().ok().filter(|level| (1..=LOWEST).contains(level))
    }

    fn checked(&self, place: usize, first: &First<'_>) -> Row {
        let mut problems = Vec::new();
        let mut note = |column, description: String| problems.push(Problem { column, description });
        let code = self.field(Column::Code);
        if self.record.len() != self.width {
            note(Column::Row, format!("has {} fields, the header has {}", self.record.len(), self.width));
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

/// What is wrong with a text.
fn text(text: &str, most: usize) -> Option<String> {
    let found = text.chars().count();
    if found > most {
        return Some(format!("has {found} characters, at most {most} are allowed"));
    }
    let controls = text.chars().any(|one| one.is_control() || matches!(one, '\u{2028}' | '\u{2029}'));
    controls.then(|| "has a control character or line separator".to_owned())
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
