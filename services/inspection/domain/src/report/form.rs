//! Forms of the annual report (年度报告表): what is asked, by kind and edition; the files `forms/*.toml` as values.

mod read;

use std::sync::LazyLock;

use time::Date;

use super::{Kind, Refusal};

/// The files, in order of their first day.
const EDITIONS: [&str; 1] = [include_str!("../../forms/2024.toml")];

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    read::forms(&EDITIONS).unwrap_or_else(|problems| unreachable!("a test reads these files: {}", problems.join("; ")))
});

/// One edition of the form of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Kind and edition: `social-group-2024`.
    pub key: String,
    /// The kind of organisation.
    pub kind: Kind,
    /// The edition: `2024`.
    pub edition: String,
    /// 社会团体年度报告表.
    pub title: String,
    /// It is for years that end on this day or later.
    pub valid_from: Date,
    /// It is for years that end before this day; `None` while it holds.
    pub valid_to: Option<Date>,
    /// Where the fields come from.
    pub source: String,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// What must balance.
    pub sums: Vec<Sum>,
    /// What was closing last year opens this one.
    pub carried: Vec<Carried>,
}

/// A part of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its key.
    pub key: String,
    /// 基本信息.
    pub title: String,
    /// What it asks.
    pub fields: Vec<Field>,
}

/// Something that a form asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its key: `assets_fen`.
    pub key: String,
    /// 资产总计.
    pub label: String,
    /// What is to be filled in.
    pub of: Type,
    /// The unit of a number: 人.
    pub unit: String,
    /// Whether it must be filled in.
    pub necessity: Necessity,
    /// Only where this field is answered by yes.
    pub when: Option<String>,
    /// The particular of the register that it repeats.
    pub register: Option<String>,
}

/// What is to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// Words.
    Text {
        /// The most characters.
        most: usize,
    },
    /// A whole number.
    Integer {
        /// The least.
        least: i64,
        /// The most.
        most: i64,
    },
    /// Money in fen (分).
    Fen {
        /// Whether it may be less than nothing.
        signed: bool,
    },
    /// A day.
    Date {
        /// Whether it lies in the reported year.
        within_year: bool,
    },
    /// Yes or no.
    Yes,
    /// One of these.
    Choice(Vec<String>),
}

/// Whether a field must be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Necessity {
    /// Always.
    Always,
    /// Not where the report is simplified (AI-08).
    Full,
    /// Never.
    No,
}

/// A total that is the sum of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// 资产总计等于负债合计与净资产合计之和.
    pub title: String,
    /// Key of the total.
    pub total: String,
    /// Keys of the parts.
    pub parts: Vec<String>,
}

/// A field that opens the year with what another closed the last one with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Key of what opens this year.
    pub opening: String,
    /// Key of what closed the last one.
    pub closing: String,
}

impl Form {
    /// Every field, in order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// A field by its key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields().find(|field| field.key == key)
    }

    /// The label of a field; the key where there is no such field.
    #[must_use]
    pub fn label<'a>(&'a self, key: &'a str) -> &'a str {
        self.field(key).map_or(key, |field| &field.label)
    }
}

/// Every edition for every kind.
#[must_use]
pub fn forms() -> &'static [Form] {
    &FORMS
}

/// The form of a key.
#[must_use]
pub fn form(key: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.key == key)
}

/// The form on which a kind reports of a year.
///
/// # Errors
/// [`Refusal::FormNotFound`].
pub fn form_of(kind: Kind, year: i32) -> Result<&'static Form, Refusal> {
    let last = super::campaign::last_day(year)?;
    let holds = |form: &&Form| form.valid_from <= last && form.valid_to.is_none_or(|end| last < end);
    FORMS.iter().filter(|form| form.kind == kind).find(holds).ok_or(Refusal::FormNotFound { year })
}
