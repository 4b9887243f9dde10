//! A natural person (自然人) who holds posts: known by an identity document, shown masked (SEC-06).

use time::Date;
use vocab::identity::Identity;

use crate::Personal;

/// What a request states of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particulars {
    /// Name.
    pub name: Personal,
    /// Identity document.
    pub identity: Identity,
    /// Telephone; empty if not stated.
    pub phone: Personal,
    /// Birth date where the document does not state it.
    pub birth_date: Option<Date>,
    /// The account that a public official has with the departments' identity provider; empty for others.
    pub official_account: Personal,
}

impl Particulars {
    /// When the person was born, if anything says so.
    #[must_use]
    pub fn born_on(&self) -> Option<Date> {
        self.identity.birth_date().or(self.birth_date)
    }
}
