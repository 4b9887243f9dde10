//! An organisation as its callers see it.

use onecode_proto::registry::v1 as pb;
use registry_domain::{Identifier, Organization, Personal, Title};
use uow::Call;

use super::enums::{self, View};
use super::{etag, name, time};

/// How much a caller is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Show {
    pub(crate) view: View,
    /// Personal data as it is; else masked or left out.
    pub(crate) personal: bool,
}

impl Show {
    /// A read's answer: personal data as far as the call reveals it.
    pub(crate) fn read(call: &Call, view: View) -> Self {
        Self { view, personal: call.reveals }
    }

    /// A write's answer. It is kept for repeats of the call, so it never holds personal data.
    pub(crate) const WRITE: Self = Self { view: View::Full, personal: false };
    /// What lists and matches show where the contract says BASIC.
    pub(crate) const BASIC: Self = Self { view: View::Basic, personal: false };
}

/// The organisation as `show` has it.
pub(crate) fn organization(row: &Organization, show: Show) -> pb::Organization {
    let basic = pb::Organization {
        name: name::organization(row.code),
        code: row.code.to_string(),
        title: row.title.as_str().to_owned(),
        kind: enums::kind(row.kind()).into(),
        status: enums::status(row.status).into(),
        division: row.division.to_string(),
        revision: row.revision,
        etag: etag::etag(row.code, row.revision),
        ..pb::Organization::default()
    };
    match show.view {
        View::Basic => basic,
        View::Full => pb::Organization {
            registration_authority: row.registration_authority.as_str().to_owned(),
            supervising_unit: row.supervising_unit.as_str().to_owned(),
            established_date: row.established_date.map(time::date),
            address: row.address.as_str().to_owned(),
            business_scope: row.business_scope.as_str().to_owned(),
            registered_capital_fen: row.registered_capital_fen,
            legal_form: enums::legal_form(row.legal_form).into(),
            legal_representative: person(&row.legal_representative, show.personal),
            contact_phone: secret(&row.contact_phone, show.personal),
            former_titles: titles(&row.former_titles),
            abbreviations: titles(&row.abbreviations),
            identifiers: row.identifiers.iter().map(identifier).collect(),
            synthetic: row.synthetic,
            create_time: Some(time::timestamp(row.created_at)),
            update_time: Some(time::timestamp(row.updated_at)),
            ..basic
        },
    }
}

/// Personal data: masked unless it may be shown.
pub(crate) fn person(value: &Personal, shown: bool) -> String {
    if shown { value.reveal().to_owned() } else { value.masked() }
}

/// Sensitive data: left out unless it may be shown.
pub(crate) fn secret(value: &Personal, shown: bool) -> String {
    if shown { value.reveal().to_owned() } else { String::new() }
}

pub(super) fn titles(titles: &[Title]) -> Vec<String> {
    titles.iter().map(|title| title.as_str().to_owned()).collect()
}

pub(super) fn identifier(row: &Identifier) -> pb::HistoricIdentifier {
    pb::HistoricIdentifier { kind: enums::identifier_kind(row.kind).into(), value: row.value.as_str().to_owned() }
}
