//! The part of a release that tells what is wanted, and how the procedure that finds a supplier goes on.

use serde::Serialize;

use super::process::{Amendment, Item, Period};
use super::{Clearable, Reference, Value};
use crate::project::Method;
use crate::tender::Procedure as Course;

/// What is wanted, and how a supplier is found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tender {
    /// Once in a process.
    pub id: String,
    /// Title of the project.
    pub title: String,
    /// What is wanted.
    #[serde(skip_serializing_if = "Clearable::is_untold")]
    pub description: Clearable,
    /// How it stands.
    pub status: &'static str,
    /// Who procures.
    pub procuring_entity: Reference,
    /// What is bought.
    pub items: Vec<Item>,
    /// The budget.
    pub value: Value,
    /// The code of the standard.
    pub procurement_method: &'static str,
    /// What the law calls it.
    pub procurement_method_details: &'static str,
    /// Why it is that one.
    #[serde(skip_serializing_if = "Clearable::is_untold")]
    pub procurement_method_rationale: Clearable,
    /// Services alone.
    pub main_procurement_category: &'static str,
    /// What its procedure declares and comes to, where it runs here.
    #[serde(flatten)]
    pub procedure: Option<Procedure>,
}

/// What procedures of a process declare and come to: the last one, with whatever came of those before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Procedure {
    /// By what bids are judged.
    pub award_criteria: &'static str,
    /// The criteria and their points.
    pub award_criteria_details: String,
    /// How bids come in.
    pub submission_method: Vec<&'static str>,
    /// From the notice to the deadline for bids.
    pub tender_period: Period,
    /// From the notice to the deadline for questions.
    pub enquiry_period: Period,
    /// Whether somebody asked.
    pub has_enquiries: bool,
    /// From the deadline for bids to the end of the last day for challenges, once that is known.
    pub award_period: Period,
    /// How many bid; told once bids are open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_of_tenderers: Option<usize>,
    /// Who bid; told once bids are open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tenderers: Vec<Reference>,
    /// Notices and answers.
    pub documents: Vec<Document>,
    /// Every notice after the first one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<Amendment>,
}

/// What was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// Once in a process.
    pub id: String,
    /// `tenderNotice` or `clarifications`.
    pub document_type: &'static str,
    /// What it is called.
    pub title: String,
    /// What it says; empty while that is a secret.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// When.
    pub date_published: String,
    /// Language of its text.
    pub language: &'static str,
}

/// The standard's code of a method.
#[must_use]
pub fn method(method: Method) -> &'static str {
    match method {
        Method::OpenTender => "open",
        Method::InvitedTender
        | Method::CompetitiveNegotiation
        | Method::CompetitiveConsultation
        | Method::Inquiry
        | Method::Framework => "selective",
        Method::SingleSource => "direct",
    }
}

/// By what a procedure of a method awards, in the standard's code.
#[must_use]
pub fn award_criteria(method: Method) -> &'static str {
    if Course::of(method).is_some_and(Course::is_lowest_price) { "priceOnly" } else { "ratedCriteria" }
}

/// Criteria with the most points of each, in hundredths, or that they are requirements: `价格 30.00分；方案 70.00分；资质 实质性要求`.
#[must_use]
pub fn criteria(titles: &[String], points: &[i32]) -> String {
    let one = |(title, points): (&String, &i32)| match points {
        0 => format!("{title} 实质性要求"),
        points => format!("{title} {}.{:02}分", points / 100, points % 100),
    };
    titles.iter().zip(points).map(one).collect::<Vec<_>>().join("；")
}
