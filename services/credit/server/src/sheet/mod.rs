//! The printed form of a credit report (信用报告纸质样式): pages A4 upright, with a QR code by which it is verified.

mod layout;
mod words;

use fault::{Fault, Kind};
use onecode_proto::credit::v1 as pb;
use paper::{Paper, UPRIGHT};
use time::OffsetDateTime;

/// Most records that are printed.
pub(crate) const MOST: usize = 3_000;

/// What the QR code of a report holds.
pub(crate) fn code(report: &pb::CreditReport) -> String {
    format!("onecode-credit-report {}", report.verification_code)
}

/// How many records a report shows.
pub(crate) fn records(report: &pb::CreditReport) -> usize {
    report.sections.iter().map(|section| section.credit_records.len()).sum()
}

/// A report that was issued, as PDF; the same bytes whenever it is printed.
///
/// # Errors
/// It has too many records, or a character that no font of ours has.
pub(crate) fn render(report: &pb::CreditReport, issued_at: OffsetDateTime) -> Result<Vec<u8>, Fault> {
    let records = records(report);
    if records > MOST {
        let fault = Fault::new(Kind::FailedPrecondition, "CREDIT_REPORT_TOO_LONG", "the report has too many records");
        return Err(fault.with("records", records.to_string()).with("most", MOST.to_string()));
    }
    let mut paper = Paper::new(UPRIGHT)?;
    layout::draw(&mut paper, report)?;
    paper.finish(&format!("社会组织信用报告 {}", report.verification_code), issued_at)
}

/// A text that cannot be printed is told by its place alone.
fn unprintable(field: &str, position: usize) -> Fault {
    let sentence = format!("character {position} of {field} is in none of the fonts that reports are printed with");
    Fault::new(Kind::FailedPrecondition, "CREDIT_REPORT_UNPRINTABLE", sentence)
        .with("field", field.to_owned())
        .with("position", position.to_string())
}

#[cfg(test)]
mod tests;
