//! Every sentence of the client; a new one does not compile before it is said in each language.

use crate::client::certificate::Problem;
use crate::rows::Note;

use super::{Language, Matching, chinese, english};

/// A sentence, with what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// An address that is no URL of a server.
    BadEndpoint(String),
    /// A server that does not answer; the cause.
    Unreachable(String, String),
    /// A file that cannot be read; the cause.
    Unreadable(String, String),
    /// A file that cannot be written; the cause.
    Unwritable(String, String),
    /// A file of settings that is not as it should be.
    BadProfile(String),
    /// A token that cannot be sent: empty, or with characters that no token has.
    BadToken,
    /// A certificate or key that cannot be used.
    BadCertificate(String),
    /// No form of rows by the file's name.
    UnknownFormat(String),
    /// An idempotency key that cannot be sent.
    BadKey,
    /// A line, counted from 1, that is not UTF-8.
    NotUtf8(String, u64),
    /// No heading under which codes or names stand; the headings found.
    MissingColumn(&'static str, Vec<String>),
    /// Rows that cannot be read on; the cause.
    BadRows(String),
    /// Nothing to check on standard input.
    NothingToRead,
    /// No round of shares is open.
    NoRound,
    /// A draw that holds: how many are drawn of how many.
    DrawHolds(u64, u64),
    /// A draw that does not.
    DrawDiffers,
    /// How many more differences there are.
    MoreDifferences(u64),
    /// The root of a proof that was compared with none.
    CompareRoot(String),
    /// A line of a file that is no entry of a check.
    NoEntry(String, u64),
    /// What came of entries of checks: how many were stored, repeated, refused.
    Merged(usize, usize, usize),
    /// By how many seconds a device's clock is behind.
    ClockWrong(i64),
    /// A file that is no report; why.
    BadReportFile(String, String),
    /// A file that is no rule of warning; why.
    BadRuleFile(String, String),
    /// No rule of warning has the key.
    NoRuleOfKey(String),
    /// A rule of warning flags most of the register.
    FlagsMost,
    /// No form to check by; why.
    NoReportForm(String),
    /// How many errors, warnings and hints the pre-check of a report found.
    ReportChecked([usize; 3]),
    /// Nothing was found.
    NothingFound,
    /// More matches are there than shown.
    MorePages,
    /// More revisions are there than shown.
    MoreRevisions,
    /// Codes that may have been meant.
    Suggestions(Vec<String>),
    /// A code that is right.
    CodeRight(String),
    /// A code that is wrong.
    CodeWrong,
    /// A resident's ID number was written where a code should be.
    IdNumber,
    /// Columns that are not read.
    Ignored(Vec<String>),
    /// An import goes on at this row.
    GoesOn(i64),
    /// The connection broke; seconds until the next try.
    Broken(u64),
    /// What was left out of the row in this line.
    Left(u64, Note),
    /// The row in this line, of this code if it has one, was refused.
    RowRefused(u64, String),
    /// Of how many rows what became: created, changed, unchanged, refused, warned.
    Imported(ImportCounts),
    /// Of how many submissions what became: recorded, known before, refused.
    Submitted([u64; 3]),
    /// Of names brought to codes.
    Matching(Matching),
    /// Rows recorded by an earlier run of the same import.
    Earlier(i64),
    /// How many organisations were written, and where.
    Exported(u64, String),
    /// How many publications were written, and where.
    PublicationsExported(u64, String),
    /// A file whose name does not end as one of a type that is taken.
    UnknownMedia(String),
    /// A document's content was written; its title, and where.
    Fetched(String, String),
    /// The cursor of an export, where there is no file for it.
    Cursor(String),
    /// A JWK set that cannot be used; the cause.
    BadKeySet(String),
    /// What is wrong with a certificate.
    Certificate(Problem),
    /// A certificate that is rightly signed and within its term.
    CertificateInForce,
    /// Nobody was asked whether it was ended before its term.
    NotAskedOnline,
    /// What the server says of a certificate: its status, when it was ended, and why.
    CertificateStatus(String, String, String),
    /// An organisation without a certificate.
    NoCertificate,
    /// A certificate's signed statement that is not shown.
    StatementWithheld,
    /// A resource that no case is about.
    NoCase(String),
    /// The last day may still move: the calendar of this year is not loaded.
    CalendarMissing(i32),
    /// The server's answer breaks the contract.
    Contract(&'static str),
    /// Quote this id to the operator.
    RequestId(String),
}

/// What became of the rows of an import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// New organisations.
    pub created: u64,
    /// New revisions.
    pub changed: u64,
    /// Rows that said nothing new.
    pub unchanged: u64,
    /// Rows refused.
    pub refused: u64,
    /// Rows recorded with a warning.
    pub warned: u64,
}

impl Message {
    /// The sentence in a language.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match language {
            Language::En => english::text(self),
            Language::Zh => chinese::text(self),
        }
    }
}
