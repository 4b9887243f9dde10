//! What one revision states: some particulars, the others left as they are.

use serde::{Deserialize, Serialize};
use time::Date;
use vocab::DivisionCode;

use crate::{Identifier, LegalForm, Organization, Personal, Status, Text, Title};

/// The particulars that a revision states; `None` is "says nothing of it". Names are those of the contract's fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Patch {
    /// Registered name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// Status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Division of the registering authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub division: Option<DivisionCode>,
    /// Registering authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration_authority: Option<Text<100>>,
    /// Supervising unit; empty where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supervising_unit: Option<Text<100>>,
    /// Day of establishment; `Some(None)` states that it is unknown.
    #[serde(skip_serializing_if = "Option::is_none", with = "stated_date")]
    pub established_date: Option<Option<Date>>,
    /// Registered address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Text<200>>,
    /// Business scope.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_scope: Option<Text<2000>>,
    /// Fund in fen (分), not negative; 0 if unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registered_capital_fen: Option<i64>,
    /// Legal form of a private non-enterprise unit; `Unknown` states that it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_form: Option<LegalForm>,
    /// Legal representative.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_representative: Option<Personal>,
    /// Telephone for the authorities.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_phone: Option<Personal>,
    /// Names held before the register began; those it saw change need no statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub former_titles: Option<Vec<Title>>,
    /// Abbreviations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abbreviations: Option<Vec<Title>>,
    /// Other numbers it was or is known by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifiers: Option<Vec<Identifier>>,
    /// Made up (合成数据).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub synthetic: Option<bool>,
}

impl Patch {
    /// Paths of the particulars stated, in the order of the contract.
    #[must_use]
    pub fn paths(&self) -> Vec<&'static str> {
        let stated = [
            ("title", self.title.is_some()),
            ("status", self.status.is_some()),
            ("division", self.division.is_some()),
            ("registration_authority", self.registration_authority.is_some()),
            ("supervising_unit", self.supervising_unit.is_some()),
            ("established_date", self.established_date.is_some()),
            ("address", self.address.is_some()),
            ("business_scope", self.business_scope.is_some()),
            ("registered_capital_fen", self.registered_capital_fen.is_some()),
            ("legal_form", self.legal_form.is_some()),
            ("legal_representative", self.legal_representative.is_some()),
            ("contact_phone", self.contact_phone.is_some()),
            ("former_titles", self.former_titles.is_some()),
            ("abbreviations", self.abbreviations.is_some()),
            ("identifiers", self.identifiers.is_some()),
            ("synthetic", self.synthetic.is_some()),
        ];
        stated.into_iter().filter_map(|(path, stated)| stated.then_some(path)).collect()
    }

    /// Whether it states nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it states anything but a status.
    #[must_use]
    pub fn states_particulars(&self) -> bool {
        !Self { status: None, ..self.clone() }.is_empty()
    }

    /// What it says that `holding` does not say already.
    #[must_use]
    pub fn news(mut self, holding: &Organization) -> Self {
        forget(&mut self.title, &holding.title);
        forget(&mut self.status, &holding.status);
        forget(&mut self.division, &holding.division);
        forget(&mut self.registration_authority, &holding.registration_authority);
        forget(&mut self.supervising_unit, &holding.supervising_unit);
        forget(&mut self.established_date, &holding.established_date);
        forget(&mut self.address, &holding.address);
        forget(&mut self.business_scope, &holding.business_scope);
        forget(&mut self.registered_capital_fen, &holding.registered_capital_fen);
        forget(&mut self.legal_form, &holding.legal_form);
        forget(&mut self.legal_representative, &holding.legal_representative);
        forget(&mut self.contact_phone, &holding.contact_phone);
        self.former_titles.take_if(|stated| stated.iter().all(|title| holding.former_titles.contains(title)));
        forget(&mut self.abbreviations, &holding.abbreviations);
        forget(&mut self.identifiers, &holding.identifiers);
        forget(&mut self.synthetic, &holding.synthetic);
        self
    }

    /// Lets what it states hold, but for `former_titles`, which depend on the whole timeline.
    pub(crate) fn apply(&self, organization: &mut Organization) {
        put(self.title.as_ref(), &mut organization.title);
        put(self.status.as_ref(), &mut organization.status);
        put(self.division.as_ref(), &mut organization.division);
        put(self.registration_authority.as_ref(), &mut organization.registration_authority);
        put(self.supervising_unit.as_ref(), &mut organization.supervising_unit);
        put(self.established_date.as_ref(), &mut organization.established_date);
        put(self.address.as_ref(), &mut organization.address);
        put(self.business_scope.as_ref(), &mut organization.business_scope);
        put(self.registered_capital_fen.as_ref(), &mut organization.registered_capital_fen);
        put(self.legal_form.as_ref(), &mut organization.legal_form);
        put(self.legal_representative.as_ref(), &mut organization.legal_representative);
        put(self.contact_phone.as_ref(), &mut organization.contact_phone);
        put(self.abbreviations.as_ref(), &mut organization.abbreviations);
        put(self.identifiers.as_ref(), &mut organization.identifiers);
        put(self.synthetic.as_ref(), &mut organization.synthetic);
    }
}

fn forget<T: PartialEq>(stated: &mut Option<T>, held: &T) {
    stated.take_if(|stated| stated == held);
}

fn put<T: Clone>(stated: Option<&T>, held: &mut T) {
    if let Some(stated) = stated {
        held.clone_from(stated);
    }
}

/// A date that may be stated as unknown: `null` in JSON, where one not stated is left out.
#[expect(clippy::option_option, reason = "as the field it serves")]
#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
mod stated_date {
    use serde::{Deserializer, Serializer};
    use time::Date;

    time::serde::format_description!(iso, Date, "[year]-[month]-[day]");

    pub(super) fn serialize<S: Serializer>(date: &Option<Option<Date>>, serializer: S) -> Result<S::Ok, S::Error> {
        iso::option::serialize(&date.flatten(), serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<Date>>, D::Error> {
        iso::option::deserialize(deserializer).map(Some)
    }
}
