//! Reading a statement: everything that is wrong with each row is found, and the rows are taken together or not at all.

use std::collections::HashMap;

use time::Date;
use time::format_description::well_known::Iso8601;

use crate::catalog::MOST_ROWS;
use crate::money::yuan;
use crate::table::{Columns, NotATable, Record, Table};

/// The longest text of a field, in characters.
const LONGEST: usize = 200;

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The number of the line.
    Line,
    /// When it was booked.
    Date,
    /// In yuan.
    Amount,
    /// To whom.
    Payee,
    /// What the bank calls it.
    BankReference,
    /// What the bank was told; the column may be missing.
    Reference,
    /// The row as a whole.
    Row,
}

impl Column {
    const STATED: [Self; 6] = [Self::Line, Self::Date, Self::Amount, Self::Payee, Self::BankReference, Self::Reference];

    /// Its word in the header, `row` for the row as a whole.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Date => "date",
            Self::Amount => "amount",
            Self::Payee => "payee",
            Self::BankReference => "bank_reference",
            Self::Reference => "reference",
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

/// A line as the bank tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booked {
    /// Its number.
    pub line: i32,
    /// When it was booked.
    pub booked_on: Date,
    /// Fen.
    pub fen: i64,
    /// To whom.
    pub payee: String,
    /// What the bank calls it.
    pub bank_reference: String,
    /// What the bank was told; may be empty.
    pub reference: String,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The number of the line as it is written.
    pub line: String,
    /// Everything that is wrong with it.
    pub problems: Vec<Problem>,
    /// What it says, if nothing is wrong with it.
    pub booked: Option<Booked>,
}

/// The rows of a table (CSV, RFC 4180) in their order; a blank line is no row.
///
/// # Errors
/// There is no header with the columns that are needed, no row, or too much.
pub fn read(content: &str) -> Result<Vec<Row>, NotATable> {
    let columns = Columns {
        words: &Column::STATED.map(Column::as_str),
        optional: Column::Reference.as_str(),
        listed: "line, date, amount, payee, bank_reference and reference",
    };
    let table = Table::read(content, columns, MOST_ROWS)?;
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut rows = Vec::new();
    for record in table.records() {
        let mut row = Read(record).checked();
        match first.get(&row.line) {
            Some(other) if !row.line.is_empty() => row.note(Column::Line, format!("is in row {other} already")),
            _ => {
                first.insert(row.line.clone(), rows.len() + 1);
            }
        }
        rows.push(row);
    }
    Ok(rows)
}

impl Row {
    pub(super) fn note(&mut self, column: Column, description: String) {
        self.problems.push(Problem { column, description });
        self.booked = None;
    }
}

struct Read<'a>(Record<'a>);

impl<'a> Read<'a> {
    fn field(&self, column: Column) -> &'a str {
        let place = Column::STATED.iter().position(|one| *one == column);
        place.map(|place| self.0.field(place)).unwrap_or_default()
    }

    fn checked(&self) -> Row {
        let mut row = Row { line: self.field(Column::Line).to_owned(), problems: Vec::new(), booked: None };
        if let Some(problem) = self.0.width_problem() {
            row.note(Column::Row, problem);
        }
        let line = self.field(Column::Line).parse::<i32>().ok().filter(|line| (1..=999_999).contains(line));
        if line.is_none() {
            row.note(Column::Line, "must be a number, 1 to 999999".to_owned());
        }
        let booked_on = Date::parse(self.field(Column::Date), &Iso8601::DATE).ok();
        if booked_on.is_none() {
            row.note(Column::Date, "must be a day, such as 2026-11-30".to_owned());
        }
        let fen = yuan(self.field(Column::Amount));
        if let Err(error) = fen {
            row.note(Column::Amount, error.to_string());
        }
        for (column, required) in [(Column::Payee, true), (Column::BankReference, true), (Column::Reference, false)] {
            let text = self.field(column);
            if required && text.is_empty() {
                row.note(column, "is required".to_owned());
            } else if text.chars().count() > LONGEST {
                row.note(column, format!("has more than {LONGEST} characters"));
            } else if text.chars().any(char::is_control) {
                row.note(column, "has a control character".to_owned());
            }
        }
        let read = || {
            Some(Booked {
                line: line?,
                booked_on: booked_on?,
                fen: fen.ok()?,
                payee: self.field(Column::Payee).to_owned(),
                bank_reference: self.field(Column::BankReference).to_owned(),
                reference: self.field(Column::Reference).to_owned(),
            })
        };
        row.booked = read().filter(|_| row.problems.is_empty());
        row
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, read};

    const TABLE: &str = "line,date,amount,payee,bank_reference,reference\n1,2026-11-26,\"12,000.50\",甲协会,B1,ZX1\n";

    #[test]
    fn a_statement_is_read_exactly() {
        let rows = read(TABLE).unwrap();
        let booked = rows[0].booked.clone().unwrap();
        assert_eq!((booked.line, booked.fen, booked.reference.as_str()), (1, 1_200_050, "ZX1"));
        assert!(read("line,date,amount,payee,bank_reference\n1,2026-11-26,1,甲,B\n").unwrap()[0].booked.is_some());
    }

    #[test]
    fn every_wrong_field_is_named() {
        let rows = read(
            "line,date,amount,payee,bank_reference,reference\n0,26.11.2026,-1,,,\n2,2026-11-26,1.005,甲,B\n\
             2,2026-11-26,1,甲,B,\n3,2026-02-30,99999999999999999999,甲,B,\n",
        )
        .unwrap();
        let told: Vec<Vec<Column>> =
            rows.iter().map(|row| row.problems.iter().map(|problem| problem.column).collect()).collect();
        assert_eq!(
            told,
            [
                vec![Column::Line, Column::Date, Column::Amount, Column::Payee, Column::BankReference],
                vec![Column::Row, Column::Amount],
                vec![Column::Line],
                vec![Column::Date, Column::Amount],
            ]
        );
        assert!(rows.iter().all(|row| row.booked.is_none()));
    }

    #[test]
    fn what_is_no_statement_is_refused_as_a_whole() {
        for wrong in
            ["", "line\n", "line,date,amount,payee,bank_reference,sum\n", "line,line\n", "line,date,amount,payee\n1\n"]
        {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
