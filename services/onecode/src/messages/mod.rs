//! What the client says to people, in English and in Chinese (中文).

mod catalog;
mod check;
mod chinese;
mod complaint;
mod contract;
mod credit;
mod eligibility;
mod english;
mod fund;
mod label;
mod language;
mod listing;
mod matching;
mod measure;
mod message;
mod publication;
mod qualification;
mod rating;
mod reason;
mod risk;
mod tender;

pub use label::Label;
pub use language::Language;
pub use matching::Matching;
pub use message::{ImportCounts, Message};
pub use reason::{Advice, advice, sentence};
