//! What is filled in, read as its form has it; what is not as the form has it counts as not filled in.

use time::Date;
use time::macros::format_description;

use crate::report::{Content, Entry, Form, Type};

/// A form that is filled in.
pub(super) struct Sheet<'a> {
    pub(super) form: &'a Form,
    pub(super) content: &'a Content,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(form: &'a Form, content: &'a Content) -> Self {
        Self { form, content }
    }

    /// Whether something is filled in.
    pub(super) fn filled(&self, key: &str) -> bool {
        self.content.get(key).is_some_and(|entry| *entry != Entry::Text(String::new()))
    }

    /// A number or an amount.
    pub(super) fn integer(&self, key: &str) -> Option<i64> {
        let of = &self.form.field(key)?.of;
        integer(self.content, key).filter(|_| matches!(of, Type::Integer { .. } | Type::Fen { .. }))
    }

    pub(super) fn yes(&self, key: &str) -> Option<bool> {
        match self.content.get(key)? {
            Entry::Yes(yes) => Some(*yes),
            Entry::Integer(_) | Entry::Text(_) => None,
        }
    }

    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        match self.content.get(key)? {
            Entry::Text(text) => Some(text),
            Entry::Yes(_) | Entry::Integer(_) => None,
        }
    }
}

/// A number of what was filled in.
pub(super) fn integer(content: &Content, key: &str) -> Option<i64> {
    match content.get(key)? {
        Entry::Integer(value) => Some(*value),
        Entry::Yes(_) | Entry::Text(_) => None,
    }
}

/// A day as `2026-12-31`.
pub(super) fn day(text: &str) -> Option<Date> {
    Date::parse(text, format_description!("[year]-[month]-[day]")).ok()
}
