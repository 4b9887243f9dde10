//! Accounts of people: sealed, found again by a keyed hash, never printed.

use std::fmt;

use fault::Fault;
use seal::{Place, Ring};
use uow::Call;

use crate::store::rating::application::ApplicationRow;

/// An account with which a person calls. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Account(String);

impl Account {
    /// As stated.
    pub(crate) fn new(account: String) -> Self {
        Self(account)
    }

    /// For an answer to whoever may see it.
    pub(crate) fn reveal(self) -> String {
        self.0
    }

    /// By which it is found.
    pub(super) fn hash(&self, ring: &Ring) -> Vec<u8> {
        ring.lookup("rating-account", &self.0).to_vec()
    }

    /// For a place in the books.
    pub(super) fn seal(&self, ring: &Ring, place: &Place) -> Result<Vec<u8>, Fault> {
        seal(ring, place, &self.0)
    }

    /// From its place in the books.
    pub(super) fn open(ring: &Ring, place: &Place, envelope: &[u8]) -> Result<Self, Fault> {
        Ok(Self(open(ring, place, envelope)?))
    }
}

/// Who calls: an account says who only together with the department whose token states it.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    department: String,
    division: String,
    account: Account,
}

impl Person {
    /// On whose behalf somebody calls, if it says so.
    pub(crate) fn of(call: &Call) -> Option<Self> {
        let (department, division) = (call.department.clone(), call.division.clone());
        call.officer.clone().map(|account| Self { department, division, account: Account(account) })
    }

    /// The account, if the authority that rates vouches for it.
    pub(super) fn account_at(self, row: &ApplicationRow) -> Option<Account> {
        let there = self.department == row.authority && self.division == row.division;
        there.then_some(self.account)
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Account")
    }
}

pub(super) fn seal(ring: &Ring, place: &Place, value: &str) -> Result<Vec<u8>, Fault> {
    ring.seal(place, value.as_bytes()).map_err(Fault::internal)
}

pub(super) fn open(ring: &Ring, place: &Place, envelope: &[u8]) -> Result<String, Fault> {
    let value = ring.open(place, envelope).map_err(Fault::internal)?;
    String::from_utf8(value.expose().clone()).map_err(Fault::internal)
}
