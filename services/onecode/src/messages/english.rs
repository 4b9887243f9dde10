//! The sentences in English.

use super::Message;
use super::message::ImportCounts;
use prost_types::Timestamp;

use crate::client::certificate::Problem;
use crate::output::instant;
use crate::rows::Note;

pub(super) fn text(message: &Message) -> String {
    match message {
        Message::BadEndpoint(endpoint) => {
            format!("{endpoint} is no address of a server; write it as https://host:port")
        }
        Message::Unreachable(endpoint, cause) => {
            format!("no server answers at {endpoint}: {cause}\nIs it running (`onecode dev`), and is --endpoint right?")
        }
        Message::Unreadable(file, cause) => format!("cannot read {file}: {cause}"),
        Message::Unwritable(file, cause) => format!("cannot write {file}: {cause}"),
        Message::BadProfile(file) => {
            format!("{file} is not as `onecode dev` writes it (endpoint, token); delete it or set it right")
        }
        Message::BadToken => "the token is empty, or holds characters that no token has".to_owned(),
        Message::BadCertificate(file) => format!("{file} holds no certificate or key that can be used (PEM)"),
        Message::UnknownFormat(file) => {
            format!("the name {file} does not say whether it is CSV or NDJSON; add --format")
        }
        Message::BadKey => "the key must be 1-128 visible ASCII characters".to_owned(),
        Message::NotUtf8(file, line) => {
            format!("{file} is not UTF-8 (line {line}); convert it first, e.g. `iconv -f GB18030 -t UTF-8 {file}`")
        }
        Message::MissingColumn(heading, found) => {
            format!(
                "no column is headed {heading}; found: {}. `onecode import --help` lists the headings",
                found.join(", ")
            )
        }
        Message::BadRows(cause) => format!("the rows cannot be read on: {cause}"),
        Message::NothingToRead => "standard input holds nothing to check".to_owned(),
        Message::NoEntry(file, line) => format!("{file}, line {line}: no CheckEntry in the JSON of the contract"),
        Message::Merged(stored, repeated, refused) => {
            format!("{stored} stored, {repeated} repeated, {refused} refused")
        }
        Message::ClockWrong(seconds) => format!("the device's clock is {seconds} s behind; this is on record"),
        Message::NoRound => "the plan has no round of shares yet".to_owned(),
        Message::DrawHolds(drawn, objects) => format!("holds: {drawn} of {objects} organisations drawn"),
        Message::DrawDiffers => "DOES NOT HOLD".to_owned(),
        Message::MoreDifferences(more) => format!("and {more} more"),
        Message::CompareRoot(root) => {
            format!("the root of the file is {root}; compare it with the one that was published at the freeze (--root)")
        }
        Message::BadReportFile(file, cause) => format!("{file} is no report: {cause}"),
        Message::BadRuleFile(file, cause) => format!("{file} is no rule: {cause}"),
        Message::NoRuleOfKey(key) => format!("there is no rule {key}"),
        Message::FlagsMost => "warning: the rule flags more than half of the register".to_owned(),
        Message::NoReportForm(cause) => format!("cannot be checked: {cause}"),
        Message::ReportChecked(counts) => checked(*counts),
        Message::NothingFound => "nothing found".to_owned(),
        Message::MorePages => "there are more; --all shows them".to_owned(),
        Message::MoreRevisions => "there are older ones; --limit shows more".to_owned(),
        Message::Suggestions(codes) => format!("perhaps meant: {}", codes.join(", ")),
        Message::CodeRight(code) => format!("{code} is right"),
        Message::CodeWrong => "the code is not right".to_owned(),
        Message::IdNumber => {
            "this is a resident's ID number, not a code. It was not kept; do not send it again".to_owned()
        }
        Message::Ignored(headings) => format!("columns that are not read: {}", headings.join(", ")),
        Message::GoesOn(row) => format!("the import goes on at row {row}"),
        Message::Broken(seconds) => format!("the connection broke; next try in {seconds} s"),
        Message::Left(line, note) => format!("line {line}: {}", left(*note)),
        Message::RowRefused(line, code) => format!("line {line}: refused {code}").trim_end().to_owned(),
        Message::Imported(ImportCounts { created, changed, unchanged, refused, warned }) => {
            format!(
                "{created} created, {changed} changed, {unchanged} unchanged, {refused} refused; {warned} with warnings"
            )
        }
        Message::Submitted(counts) => submitted(*counts),
        Message::Matching(said) => said.english(),
        Message::Earlier(rows) => {
            format!("{rows} rows were recorded by an earlier run of this import; --key NAME goes through them again")
        }
        Message::PublicationsExported(count, file) => format!("{count} publications written to {file}"),
        Message::Exported(count, file) => format!("{count} organisations written to {file}"),
        Message::UnknownMedia(file) => {
            format!("{file} is not taken: its name must end in pdf, ofd, jpg, jpeg, png, docx or xlsx")
        }
        Message::Fetched(title, file) => format!("{title} written to {file}"),
        Message::Cursor(cursor) => format!("cursor: {cursor}"),
        Message::BadKeySet(cause) => format!("the key set cannot be used: {cause}"),
        Message::Certificate(problem) => certificate(problem),
        Message::CertificateInForce => "the certificate is rightly signed and within its term".to_owned(),
        Message::NotAskedOnline => "nobody was asked whether it was ended before its term; --online asks".to_owned(),
        Message::CertificateStatus(status, ended, reason) => {
            format!("by the register it is {status} {ended} {reason}").trim_end().to_owned()
        }
        Message::NoCertificate => "the organisation has no certificate".to_owned(),
        Message::StatementWithheld => {
            "the signed statement is not shown: it needs registry.certificate.read_document and a --purpose".to_owned()
        }
        Message::NoCase(resource) => format!("there is no case about {resource}, or you may not see it"),
        Message::CalendarMissing(year) => {
            format!("the calendar of {year} is not loaded: the last day may still move to a working day")
        }
        Message::Contract(what) => {
            format!("the server's answer lacks {what}; do the program and the server belong together?")
        }
        Message::RequestId(id) => format!("request id {id}: quote it to the operator"),
    }
}

fn checked([errors, warnings, hints]: [usize; 3]) -> String {
    let verdict = if errors == 0 { "can be submitted" } else { "CANNOT BE SUBMITTED" };
    format!("{verdict}: {errors} error(s), {warnings} warning(s), {hints} hint(s)")
}

fn submitted([added, known, refused]: [u64; 3]) -> String {
    format!("{added} recorded, {known} known before, {refused} refused")
}

fn certificate(problem: &Problem) -> String {
    match problem {
        Problem::Malformed => "not a certificate: this is no signed statement (JWS)".to_owned(),
        Problem::AnotherType => "not a certificate: a signed statement of something else".to_owned(),
        Problem::UnknownKey(key) => {
            format!("NOT to be relied on: signed with key {key}, which is not among those that are trusted")
        }
        Problem::Signature => "NOT to be relied on: the signature is wrong, or the content was changed".to_owned(),
        Problem::Unreadable => "NOT to be relied on: rightly signed, but not the content of a certificate".to_owned(),
        Problem::NotYetValid(from) => format!("NOT in force yet: its term begins {}", moment(*from)),
        Problem::Expired(since) => format!("NOT in force any more: its term ended {}", moment(*since)),
    }
}

fn moment(seconds: i64) -> String {
    instant(Some(Timestamp { seconds, nanos: 0 }))
}

fn left(note: Note) -> String {
    match note {
        Note::Amount => "the registered fund is not an amount of yuan with its unit (30万元); left out".to_owned(),
        Note::Day(heading) => format!("{heading} is no day (2020-01-31); left out"),
        Note::Kind => "the kind is not known; the code decides".to_owned(),
        Note::LegalForm => "the legal form is not known; left out".to_owned(),
        Note::Status => "the status is not known; left out".to_owned(),
        Note::Masked => "personal data are masked (张*); left out, what is recorded stays".to_owned(),
        Note::Surplus => "more cells than headings; is a comma or a quote in the wrong place?".to_owned(),
        Note::Json => "not the JSON of an organisation; the row is sent empty and will be refused".to_owned(),
    }
}
