//! Reading a row by the headings of its table.

use onecode_proto::registry::v1::{HistoricIdentifier, IdentifierKind, ImportRow, Organization};

use super::{Column, day, fen, kind, legal_form, status};

/// Which column stands where in a table.
#[derive(Debug, Clone)]
pub struct Layout {
    columns: Vec<Option<Column>>,
    ignored: Vec<String>,
}

/// Why a table cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderProblem {
    /// Heading of the column that is missing.
    pub missing: &'static str,
    /// The headings found.
    pub found: Vec<String>,
}

/// A cell that was left out of its row, because it says nothing that the contract can hold. Never repeats the cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// A registered fund without a unit, in another currency, or no number.
    Amount,
    /// No day that exists; the heading says which column.
    Day(&'static str),
    /// A word that is no kind.
    Kind,
    /// A word that is no legal form.
    LegalForm,
    /// A word that is no status.
    Status,
    /// Personal data as an export without a purpose shows it (张*): to record it would destroy what is recorded.
    Masked,
    /// More columns than the heading has: a comma or a quote is in the wrong place.
    Surplus,
    /// A line that is not the JSON of a row; the whole row is empty.
    Json,
}

/// A row, and what of it could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The row, to be sent.
    pub row: ImportRow,
    /// What was left out.
    pub notes: Vec<Note>,
}

impl Layout {
    /// The layout under these headings; a table without codes or names cannot be imported.
    pub fn of<'a>(headings: impl IntoIterator<Item = &'a str>) -> Result<Self, HeaderProblem> {
        let headings: Vec<String> =
            headings.into_iter().map(|heading| heading.trim_start_matches('\u{feff}').trim().to_owned()).collect();
        let columns: Vec<_> = headings.iter().map(|heading| Column::of(heading)).collect();
        for required in [Column::Code, Column::Title] {
            if !columns.contains(&Some(required)) {
                return Err(HeaderProblem { missing: required.heading(), found: headings });
            }
        }
        let ignored = headings.into_iter().zip(&columns).filter(|(_, column)| column.is_none()).map(|(name, _)| name);
        Ok(Self { ignored: ignored.collect(), columns })
    }

    /// Headings that mean nothing here; their cells are not read.
    #[must_use]
    pub fn ignored(&self) -> &[String] {
        &self.ignored
    }

    /// Reads one row. Short rows state nothing in the columns they lack; where two columns mean the same, the first
    /// that is not empty counts.
    #[must_use]
    pub fn read<'a>(&self, cells: impl IntoIterator<Item = &'a str>) -> Reading {
        let mut row = ImportRow::default();
        let mut organization = Organization::default();
        let mut notes = Vec::new();
        for (index, cell) in cells.into_iter().enumerate() {
            let cell = cell.trim();
            if cell.is_empty() {
                continue;
            }
            match self.columns.get(index) {
                Some(Some(column)) => {
                    if let Err(note) = put(*column, cell, &mut organization, &mut row) {
                        notes.push(note);
                    }
                }
                Some(None) => {}
                None if notes.contains(&Note::Surplus) => {}
                None => notes.push(Note::Surplus),
            }
        }
        row.organization = Some(organization);
        Reading { row, notes }
    }
}

fn put(column: Column, cell: &str, organization: &mut Organization, row: &mut ImportRow) -> Result<(), Note> {
    match column {
        Column::Code => first(&mut organization.code, cell),
        Column::Title => first(&mut organization.title, cell),
        Column::Kind => organization.kind = kind(cell).ok_or(Note::Kind)?.into(),
        Column::LegalForm => organization.legal_form = legal_form(cell).ok_or(Note::LegalForm)?.into(),
        Column::Status => row.status = status(cell).ok_or(Note::Status)?.into(),
        Column::Division => first(&mut organization.division, cell),
        Column::Authority => first(&mut organization.registration_authority, cell),
        Column::Supervisor => first(&mut organization.supervising_unit, cell),
        Column::Established => organization.established_date = Some(day(cell).ok_or(Note::Day(column.heading()))?),
        Column::Address => first(&mut organization.address, cell),
        Column::BusinessScope => first(&mut organization.business_scope, cell),
        Column::Capital(unit) => organization.registered_capital_fen = fen(cell, unit).ok_or(Note::Amount)?,
        Column::LegalRepresentative => first(&mut organization.legal_representative, unmasked(cell)?),
        Column::ContactPhone => first(&mut organization.contact_phone, unmasked(cell)?),
        Column::FormerNames => organization.former_titles.extend(parts(cell)),
        Column::Abbreviations => organization.abbreviations.extend(parts(cell)),
        Column::RegistrationNumber => identify(organization, IdentifierKind::RegistrationNumber, cell),
        Column::OrganizationCode => identify(organization, IdentifierKind::OrganizationCode, cell),
        Column::FilingNumber => identify(organization, IdentifierKind::FilingNumber, cell),
        Column::ValidFrom => row.valid_from = Some(day(cell).ok_or(Note::Day(column.heading()))?),
        Column::Basis => first(&mut row.basis, &cell.chars().take(200).collect::<String>()),
        Column::Synthetic => row.synthetic = matches!(cell.to_lowercase().as_str(), "true" | "1" | "yes" | "是"),
        Column::Revision => {}
    }
    Ok(())
}

fn unmasked(cell: &str) -> Result<&str, Note> {
    if cell.contains('*') { Err(Note::Masked) } else { Ok(cell) }
}

/// Takes masked personal data out of an organisation; what is then to be noted.
#[must_use]
pub fn without_masked(organization: &mut Organization) -> Option<Note> {
    let mut masked = false;
    for field in [&mut organization.legal_representative, &mut organization.contact_phone] {
        if unmasked(field).is_err() {
            field.clear();
            masked = true;
        }
    }
    masked.then_some(Note::Masked)
}

fn first(field: &mut String, cell: &str) {
    if field.is_empty() {
        cell.clone_into(field);
    }
}

/// The parts of a cell that holds several; no name of an organisation contains one of these separators.
fn parts(cell: &str) -> impl Iterator<Item = String> + '_ {
    cell.split(['|', ';', '；', '、', '\n']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned)
}

fn identify(organization: &mut Organization, kind: IdentifierKind, cell: &str) {
    let identifiers = parts(cell).map(|value| HistoricIdentifier { kind: kind.into(), value });
    organization.identifiers.extend(identifiers);
}

#[cfg(test)]
mod tests {
    use onecode_proto::google::r#type::Date;
    use onecode_proto::registry::v1::{OrganizationKind, OrganizationStatus};

    use super::*;

    #[test]
    fn chinese_headings_with_a_byte_order_mark_are_understood() {
        let layout =
            Layout::of(["\u{feff}统一社会信用代码", "社会组织名称", "类型", "成立日期", "开办资金（万元）", "备注"])
                .unwrap();
        assert_eq!(layout.ignored(), ["备注"]);
        let Reading { row, notes } =
            layout.read(["51330500MJ0000000X", "样本协会", "社会团体", "2001年2月3日", "3", "无"]);
        let organization = row.organization.unwrap();
        assert_eq!(notes, []);
        assert_eq!(organization.title, "样本协会");
        assert_eq!(organization.kind(), OrganizationKind::SocialGroup);
        assert_eq!(organization.established_date, Some(Date { year: 2001, month: 2, day: 3 }));
        assert_eq!(organization.registered_capital_fen, 3_000_000);
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_noted_never_lost_silently() {
        let layout =
            Layout::of(["code", "name", "kind", "legal_form", "status", "established", "registered_capital"]).unwrap();
        let Reading { row, notes } = layout.read(["X", "样本", "公司", "有限", "好", "去年", "若干", "多余"]);
        assert_eq!(
            notes,
            [Note::Kind, Note::LegalForm, Note::Status, Note::Day("established"), Note::Amount, Note::Surplus]
        );
        let status = row.status();
        let organization = row.organization.unwrap();
        assert_eq!((organization.code.as_str(), organization.title.as_str()), ("X", "样本"));
        assert_eq!(organization.established_date, None);
        assert_eq!(status, OrganizationStatus::Unspecified);
    }

    #[test]
    fn personal_data_that_an_export_masked_is_never_recorded() {
        let layout = Layout::of(["code", "name", "legal_representative", "contact_phone"]).unwrap();
        let Reading { row, notes } = layout.read(["X", "样本", "张*", "0572-0000001"]);
        let mut organization = row.organization.unwrap();
        assert_eq!((organization.legal_representative.as_str(), notes.as_slice()), ("", &[Note::Masked][..]));
        assert_eq!(organization.contact_phone, "0572-0000001");
        assert_eq!(without_masked(&mut organization), None);
        organization.legal_representative = "张*".to_owned();
        assert_eq!(without_masked(&mut organization), Some(Note::Masked));
        assert!(organization.legal_representative.is_empty());
    }

    #[test]
    fn short_rows_state_nothing_in_the_columns_they_lack() {
        let layout = Layout::of(["code", "name", "address", "former_names"]).unwrap();
        let Reading { row, notes } = layout.read(["X", "样本"]);
        assert!(notes.is_empty());
        assert!(row.organization.unwrap().address.is_empty());
        let several = layout.read(["X", "样本", "", "甲会 | 乙会；丙会"]).row.organization.unwrap();
        assert_eq!(several.former_titles, ["甲会", "乙会", "丙会"]);
    }

    #[test]
    fn a_table_without_codes_or_names_is_refused_as_a_whole() {
        let problem = Layout::of(["名称", "地址"]).unwrap_err();
        assert_eq!((problem.missing, problem.found.len()), ("code", 2));
        assert_eq!(Layout::of(["code"]).unwrap_err().missing, "name");
    }
}
