//! Writing a row under given columns, so that reading it gives the same row.

use std::io::{self, Write};

use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1::{IdentifierKind, ImportRow, Organization};

use super::amount::Unit;
use super::{Column, kind_word, legal_form_word, status_word};

/// The columns of an export.
pub const EXPORTED: &[Column] = &[
    Column::Code,
    Column::Title,
    Column::Kind,
    Column::LegalForm,
    Column::Status,
    Column::Division,
    Column::Authority,
    Column::Supervisor,
    Column::Established,
    Column::Address,
    Column::BusinessScope,
    Column::Capital(Some(Unit::Fen)),
    Column::LegalRepresentative,
    Column::ContactPhone,
    Column::FormerNames,
    Column::Abbreviations,
    Column::RegistrationNumber,
    Column::OrganizationCode,
    Column::FilingNumber,
    Column::Synthetic,
    Column::Revision,
];

/// The columns of rows made for an import.
pub const IMPORTED: &[Column] = &[
    Column::Code,
    Column::Title,
    Column::Kind,
    Column::LegalForm,
    Column::Status,
    Column::Division,
    Column::Authority,
    Column::Supervisor,
    Column::Established,
    Column::Address,
    Column::BusinessScope,
    Column::Capital(Some(Unit::Fen)),
    Column::LegalRepresentative,
    Column::ContactPhone,
    Column::FormerNames,
    Column::Abbreviations,
    Column::RegistrationNumber,
    Column::OrganizationCode,
    Column::FilingNumber,
    Column::ValidFrom,
    Column::Basis,
    Column::Synthetic,
];

/// Writes the heading of these columns.
pub fn write_heading(writer: &mut csv::Writer<impl Write>, columns: &[Column]) -> io::Result<()> {
    writer.write_record(columns.iter().map(|column| column.heading())).map_err(io_error)
}

/// Writes one row under these columns.
pub fn write_row(writer: &mut csv::Writer<impl Write>, columns: &[Column], row: &ImportRow) -> io::Result<()> {
    writer.write_record(record(columns, row)).map_err(io_error)
}

/// The crate's own conversion hides the kind, by which a reader that went away is known.
fn io_error(error: csv::Error) -> io::Error {
    let said = error.to_string();
    if let csv::ErrorKind::Io(error) = error.into_kind() { error } else { io::Error::other(said) }
}

/// The cells of one row, one for each column.
fn record<'a>(columns: &'a [Column], row: &'a ImportRow) -> impl Iterator<Item = String> + 'a {
    columns.iter().map(move |column| row.organization.as_ref().map_or_else(String::new, |it| cell(*column, row, it)))
}

fn cell(column: Column, row: &ImportRow, organization: &Organization) -> String {
    match column {
        Column::Code => organization.code.clone(),
        Column::Title => organization.title.clone(),
        Column::Kind => kind_word(organization.kind()).to_owned(),
        Column::LegalForm => legal_form_word(organization.legal_form()).to_owned(),
        Column::Status => status_word(row.status()).to_owned(),
        Column::Division => organization.division.clone(),
        Column::Authority => organization.registration_authority.clone(),
        Column::Supervisor => organization.supervising_unit.clone(),
        Column::Established => iso(organization.established_date),
        Column::Address => organization.address.clone(),
        Column::BusinessScope => organization.business_scope.clone(),
        Column::Capital(_) if organization.registered_capital_fen == 0 => String::new(),
        Column::Capital(Some(Unit::Fen)) => organization.registered_capital_fen.to_string(),
        Column::Capital(Some(Unit::Yuan | Unit::TenThousandYuan) | None) => {
            format!("{}分", organization.registered_capital_fen)
        }
        Column::LegalRepresentative => organization.legal_representative.clone(),
        Column::ContactPhone => organization.contact_phone.clone(),
        Column::FormerNames => organization.former_titles.join("|"),
        Column::Abbreviations => organization.abbreviations.join("|"),
        Column::RegistrationNumber => identifiers(organization, IdentifierKind::RegistrationNumber),
        Column::OrganizationCode => identifiers(organization, IdentifierKind::OrganizationCode),
        Column::FilingNumber => identifiers(organization, IdentifierKind::FilingNumber),
        Column::ValidFrom => iso(row.valid_from),
        Column::Basis => row.basis.clone(),
        Column::Synthetic if row.synthetic => "true".to_owned(),
        Column::Synthetic => String::new(),
        Column::Revision => organization.revision.to_string(),
    }
}

fn iso(date: Option<Date>) -> String {
    date.map_or_else(String::new, |date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
}

fn identifiers(organization: &Organization, kind: IdentifierKind) -> String {
    let values: Vec<&str> =
        organization.identifiers.iter().filter(|it| it.kind() == kind).map(|it| it.value.as_str()).collect();
    values.join("|")
}
