//! Reading a table of contracts that were signed elsewhere: everything that is wrong with each row is found.

use std::collections::HashMap;

use time::Date;
use time::macros::format_description;

use crate::money::yuan;
use crate::project::party_code;
use crate::table::{self, Columns, NotATable, Record, Table};

/// The largest table, in rows: each may be looked for in the register.
pub const MOST_ROWS: usize = 500;

const LONGEST_CODE: usize = 100;
const LONGEST_TITLE: usize = 200;
const LONGEST_SOURCE: usize = 500;

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Number of the contract.
    ContractCode,
    /// What it is called.
    ContractName,
    /// Who purchases.
    Purchaser,
    /// The supplier.
    Supplier,
    /// The supplier's code; may be empty.
    SupplierCode,
    /// The amount in yuan.
    AmountYuan,
    /// The day as of which the row was.
    AsOf,
    /// Where it comes from; the column may be missing.
    Source,
    /// The row as a whole.
    Row,
}

impl Column {
    const STATED: [Self; 8] = [
        Self::ContractCode,
        Self::ContractName,
        Self::Purchaser,
        Self::Supplier,
        Self::SupplierCode,
        Self::AmountYuan,
        Self::AsOf,
        Self::Source,
    ];

    /// Its word in the header, `row` for the row as a whole.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ContractCode => "contract_code",
            Self::ContractName => "contract_name",
            Self::Purchaser => "purchaser",
            Self::Supplier => "supplier",
            Self::SupplierCode => "supplier_code",
            Self::AmountYuan => "amount_yuan",
            Self::AsOf => "as_of",
            Self::Source => "source",
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

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Number of the contract.
    pub contract_code: String,
    /// What it is called.
    pub title: String,
    /// Who purchases.
    pub purchaser: String,
    /// The supplier's name.
    pub supplier: String,
    /// The supplier's code, if the row has one.
    pub supplier_code: Option<String>,
    /// In fen.
    pub amount_fen: i64,
    /// The day as of which it was.
    pub as_of: Date,
    /// Where it comes from; empty if it does not say.
    pub source: String,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The number as it is written, without the blanks around it.
    pub contract_code: String,
    /// Everything that is wrong with it.
    pub problems: Vec<Problem>,
    /// What it says, if nothing is wrong with it.
    pub contract: Option<Imported>,
}

/// The rows of a table (CSV, RFC 4180) in their order; a blank line is no row.
///
/// # Errors
/// There is no header with the columns that are needed, no row, or too much.
pub fn read(content: &str) -> Result<Vec<Row>, NotATable> {
    let words = Column::STATED.map(Column::as_str);
    let columns = Columns { words: &words, optional: Column::Source.as_str(), listed: &words.join(", ") };
    let table = Table::read(content, columns, MOST_ROWS)?;
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut rows = Vec::new();
    for (place, fields) in table.records().map(Fields).enumerate() {
        let earlier = *first.entry(fields.of(Column::ContractCode)).or_insert(place);
        rows.push(checked(&fields, Some(earlier).filter(|earlier| *earlier != place)));
    }
    Ok(rows)
}

struct Fields<'a>(Record<'a>);

impl<'a> Fields<'a> {
    fn of(&self, column: Column) -> &'a str {
        let place = Column::STATED.iter().position(|one| *one == column);
        place.map(|place| self.0.field(place)).unwrap_or_default()
    }
}

fn checked(fields: &Fields<'_>, earlier: Option<usize>) -> Row {
    let mut problems = Vec::new();
    let mut note = |column, description: String| problems.push(Problem { column, description });
    if let Some(problem) = fields.0.width_problem() {
        note(Column::Row, problem);
    }
    let texts = [
        (Column::ContractCode, LONGEST_CODE),
        (Column::ContractName, LONGEST_TITLE),
        (Column::Purchaser, LONGEST_TITLE),
        (Column::Supplier, LONGEST_TITLE),
        (Column::Source, LONGEST_SOURCE),
    ];
    for (column, most) in texts {
        if let Some(problem) = text(fields.of(column), most, column != Column::Source) {
            note(column, problem);
        }
    }
    if let Some(earlier) = earlier {
        note(Column::ContractCode, format!("is in row {} already", earlier + 1));
    }
    let stated = Some(fields.of(Column::SupplierCode)).filter(|code| !code.is_empty());
    let supplier_code = match stated.map(party_code) {
        None => None,
        Some(Ok(code)) => Some(code),
        Some(Err(error)) => {
            note(Column::SupplierCode, error.to_string());
            None
        }
    };
    let amount = yuan(fields.of(Column::AmountYuan)).map_err(|error| note(Column::AmountYuan, error.to_string())).ok();
    let as_of = Date::parse(fields.of(Column::AsOf), format_description!("[year]-[month]-[day]")).ok();
    if as_of.is_none() {
        note(Column::AsOf, "must be a day, such as 2023-11-15".to_owned());
    }
    let contract = amount.zip(as_of).filter(|_| problems.is_empty()).map(|(amount_fen, as_of)| Imported {
        contract_code: fields.of(Column::ContractCode).to_owned(),
        title: fields.of(Column::ContractName).to_owned(),
        purchaser: fields.of(Column::Purchaser).to_owned(),
        supplier: fields.of(Column::Supplier).to_owned(),
        supplier_code,
        amount_fen,
        as_of,
        source: fields.of(Column::Source).to_owned(),
    });
    Row { contract_code: fields.of(Column::ContractCode).to_owned(), problems, contract }
}

/// What is wrong with a text.
fn text(text: &str, most: usize, required: bool) -> Option<String> {
    if required && text.is_empty() {
        return Some("is required".to_owned());
    }
    table::text(text, most)
}

#[cfg(test)]
mod tests {
    use super::{Column, read};

    const HEADER: &str = "contract_code,contract_name,purchaser,supplier,supplier_code,amount_yuan,as_of\n";

    #[test]
    fn a_row_says_everything_that_is_wrong_with_it() {
        let table = format!("{HEADER}1,甲,乙,丙,,2544000.00,2023-11-15\n1,,乙,丙,123,1.005,2023-02-30\n");
        let rows = read(&table).unwrap();
        let good = rows[0].contract.as_ref().unwrap();
        assert_eq!((good.amount_fen, good.supplier_code.as_ref()), (254_400_000, None));
        let columns: Vec<Column> = rows[1].problems.iter().map(|problem| problem.column).collect();
        let wrong =
            [Column::ContractName, Column::ContractCode, Column::SupplierCode, Column::AmountYuan, Column::AsOf];
        assert_eq!((columns.as_slice(), rows[1].contract.as_ref()), (wrong.as_slice(), None));
    }

    #[test]
    fn what_is_no_table_is_refused() {
        for table in ["", HEADER, "contract_code,price\n1,2\n", &HEADER.replace("as_of", "supplier")] {
            assert!(read(table).is_err(), "{table:?}");
        }
    }
}
