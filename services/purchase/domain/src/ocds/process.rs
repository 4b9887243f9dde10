//! The parts of a release: planning, award, contract and what was done under it.

use serde::Serialize;

use super::{Clearable, Party, Reference, Tender, Value};

/// A release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Release {
    /// Of which process.
    pub ocid: String,
    /// Once in a process.
    pub id: String,
    /// When it was made.
    pub date: String,
    /// What it tells.
    pub tag: Vec<&'static str>,
    /// How the process began.
    pub initiation_type: &'static str,
    /// Language of its texts.
    pub language: &'static str,
    /// Whoever takes part.
    pub parties: Vec<Party>,
    /// Who purchases.
    pub buyer: Reference,
    /// The budget.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planning: Option<Planning>,
    /// What is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tender: Option<Tender>,
    /// Who was chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub awards: Vec<Award>,
    /// What was signed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contracts: Vec<Contract>,
}

/// The budget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Planning {
    budget: Budget,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Budget {
    amount: Value,
}

impl Planning {
    /// Of so many fen.
    #[must_use]
    pub fn of_fen(fen: i64) -> Self {
        Self { budget: Budget { amount: Value::of_fen(fen) } }
    }
}

/// A service of the guidance catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    id: &'static str,
    description: String,
    classification: Classification,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Classification {
    scheme: String,
    id: String,
    description: String,
}

impl Item {
    /// An entry of the catalogue of a division for a budget year: the same code may be another service in another one.
    #[must_use]
    pub fn new((division, year): (&str, i32), code: &str, title: &str) -> Self {
        let classification = Classification {
            scheme: format!("x_CN-{division}-catalogue-{year}"),
            id: code.to_owned(),
            description: title.to_owned(),
        };
        Self { id: "1", description: title.to_owned(), classification }
    }
}

/// Who was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Award {
    /// Once in a process.
    pub id: String,
    /// Title of the project.
    pub title: String,
    /// `active` or `cancelled`.
    pub status: &'static str,
    /// The day of the notice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// For how much.
    pub value: Value,
    /// Who.
    pub suppliers: Vec<Reference>,
}

/// What was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Contract {
    /// Once in a process.
    pub id: String,
    /// The award that it carries out.
    #[serde(rename = "awardID")]
    pub award_id: String,
    /// Its title.
    pub title: String,
    /// `active` or `terminated`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    /// Its term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// With everything that was added.
    pub value: Value,
    /// The day of signing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_signed: Option<String>,
    /// What was agreed later.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<Amendment>,
    /// What was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub implementation: Option<Implementation>,
}

/// A term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Period {
    /// Its first day, or when it begins.
    pub start_date: String,
    /// Its last day, or when it ends.
    #[serde(skip_serializing_if = "Clearable::is_untold")]
    pub end_date: Clearable,
}

/// What was agreed later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Amendment {
    /// Once in a contract.
    pub id: String,
    /// The day of signing.
    pub date: String,
    /// Which it is.
    pub description: String,
}

/// What was done under a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Implementation {
    /// What was paid.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub transactions: Vec<Transaction>,
    /// What is owed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<Milestone>,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Transaction {
    /// Once in a contract.
    pub id: String,
    /// The day of payment.
    pub date: String,
    /// How much.
    pub value: Value,
    /// Who pays.
    pub payer: Reference,
    /// Who is paid.
    pub payee: Reference,
}

/// A part of what is owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Milestone {
    /// Once in a contract.
    pub id: String,
    /// What is owed.
    pub title: String,
    /// Delivery of services.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The day by which it is owed.
    pub due_date: String,
    /// The day of acceptance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_met: Option<String>,
    /// `scheduled`, `met` or, where the contract ended before, `notMet`.
    pub status: &'static str,
}
