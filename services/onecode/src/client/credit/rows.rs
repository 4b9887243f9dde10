//! Rows of a table as submissions.

use csv::StringRecord;
use onecode_proto::credit::v1::{CreditSubmission, RecordKind};

use crate::messages::Label as _;
use crate::rows::{Unit, day, fen};

/// What a column holds, by the headings under which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Code,
    Title,
    Kind,
    Document,
    Year,
    Value,
    Yuan,
    Fen,
    From,
    Until,
    Obtained,
}

const HEADINGS: &[(&str, Column)] = &[
    ("code", Column::Code),
    ("统一社会信用代码", Column::Code),
    ("name", Column::Title),
    ("名称", Column::Title),
    ("kind", Column::Kind),
    ("类型", Column::Kind),
    ("document_number", Column::Document),
    ("文号", Column::Document),
    ("year", Column::Year),
    ("年度", Column::Year),
    ("value", Column::Value),
    ("内容", Column::Value),
    ("amount", Column::Yuan),
    ("金额", Column::Yuan),
    ("amount_fen", Column::Fen),
    ("from", Column::From),
    ("日期", Column::From),
    ("until", Column::Until),
    ("失效日期", Column::Until),
    ("obtained", Column::Obtained),
    ("获取日期", Column::Obtained),
];

/// Which column is which.
#[derive(Debug)]
pub(super) struct Layout(Vec<Option<Column>>);

impl Layout {
    /// From a heading; or the first column that must be there and is not.
    pub(super) fn of(heading: &StringRecord) -> Result<Self, &'static str> {
        let known = |text: &str| {
            let text = text.trim().trim_start_matches('\u{feff}').to_lowercase();
            HEADINGS.iter().find(|(heading, _)| *heading == text).map(|(_, column)| *column)
        };
        let columns: Vec<Option<Column>> = heading.iter().map(known).collect();
        let needed = [
            (Column::Code, "code, 统一社会信用代码"),
            (Column::Kind, "kind, 类型"),
            (Column::Document, "document_number, 文号"),
            (Column::From, "from, 日期"),
        ];
        match needed.into_iter().find(|(column, _)| !columns.contains(&Some(*column))) {
            Some((_, name)) => Err(name),
            None => Ok(Self(columns)),
        }
    }

    /// A row; or the headings of the cells that cannot be read.
    pub(super) fn read(&self, row: &StringRecord) -> Result<CreditSubmission, Vec<&'static str>> {
        let (mut read, mut wrong) = (CreditSubmission::default(), Vec::new());
        for (column, cell) in self.0.iter().zip(row) {
            let (Some(column), cell) = (column, cell.trim()) else { continue };
            if cell.is_empty() {
                continue;
            }
            let understood = match column {
                Column::Code => set(&mut read.organization, Some(format!("organizations/{cell}"))),
                Column::Title => set(&mut read.organization_title, Some(cell.to_owned())),
                Column::Kind => set(&mut read.kind, kind(cell).map(i32::from)),
                Column::Document => set(&mut read.document_number, Some(cell.to_owned())),
                Column::Year => set(&mut read.year, cell.trim_end_matches('年').parse().ok()),
                Column::Value => set(&mut read.value, Some(cell.to_owned())),
                Column::Yuan => set(&mut read.amount_fen, fen(cell, Some(Unit::Yuan))),
                Column::Fen => set(&mut read.amount_fen, cell.parse().ok()),
                Column::From => set(&mut read.from_date, day(cell).map(Some)),
                Column::Until => set(&mut read.until_date, day(cell).map(Some)),
                Column::Obtained => set(&mut read.obtain_date, day(cell).map(Some)),
            };
            if !understood {
                wrong.extend(HEADINGS.iter().find(|(_, known)| known == column).map(|(heading, _)| *heading));
            }
        }
        if wrong.is_empty() { Ok(read) } else { Err(wrong) }
    }
}

/// Sets a field to what was understood; whether it was.
fn set<T>(field: &mut T, understood: Option<T>) -> bool {
    understood.map(|value| *field = value).is_some()
}

/// A kind by its name in the contract or in tables.
fn kind(word: &str) -> Option<RecordKind> {
    let spelled = word.trim().to_uppercase().replace([' ', '-'], "_");
    let named = RecordKind::from_str_name(&format!("RECORD_KIND_{spelled}"));
    let labelled = (1..).map_while(|number| RecordKind::try_from(number).ok()).find(|kind| kind.labels().1 == word);
    named.or(labelled).filter(|kind| *kind != RecordKind::Unspecified)
}

#[cfg(test)]
mod tests {
    use onecode_proto::google::r#type::Date;

    use super::*;

    #[test]
    fn rows_are_read_by_chinese_and_english_headings() {
        let heading = StringRecord::from(vec!["\u{feff}统一社会信用代码", "类型", "文号", "金额", "日期", "备注"]);
        let layout = Layout::of(&heading).unwrap();
        let row = StringRecord::from(vec![
            "51330500XX0000001X",
            "行政处罚",
            "湖罚〔2026〕1号",
            "5,000元",
            "2026年3月6日",
            "x",
        ]);
        let read = layout.read(&row).unwrap();
        assert_eq!((read.kind(), read.amount_fen), (RecordKind::Penalty, 500_000));
        assert_eq!(read.organization, "organizations/51330500XX0000001X");
        assert_eq!(read.from_date, Some(Date { year: 2026, month: 3, day: 6 }));
        let heading = StringRecord::from(vec!["code", "kind", "document_number", "from"]);
        let layout = Layout::of(&heading).unwrap();
        let row = StringRecord::from(vec!["51330500XX0000001X", "tax_credit", "1", "2026-02-30"]);
        assert_eq!(layout.read(&row).unwrap_err(), ["from"]);
        let row = StringRecord::from(vec!["51330500XX0000001X", "unspecified", "1", ""]);
        assert_eq!(layout.read(&row).unwrap_err(), ["kind"]);
        assert!(Layout::of(&StringRecord::from(vec!["code", "kind"])).unwrap_err().contains("文号"));
    }
}
