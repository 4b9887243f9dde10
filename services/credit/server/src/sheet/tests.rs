//! The printed form of a report: how long it may be, that it is the same twice, and what cannot be printed.

use onecode_proto::credit::v1 as pb;
use time::macros::{date, datetime};

use super::{MOST, render};
use crate::wire::time as day;

const ISSUED: time::OffsetDateTime = datetime!(2026-11-24 02:00 UTC);

fn report(records: usize) -> pb::CreditReport {
    let record = |at: usize| pb::CreditRecord {
        kind: pb::RecordKind::Penalty.into(),
        value: "warning,fine".into(),
        amount_fen: 100_000,
        document_number: format!("湖民罚〔2026〕{at}号"),
        department: "departments/civil-affairs".into(),
        from_date: Some(day::date(date!(2026 - 05 - 08))),
        ..Default::default()
    };
    let class = pb::RecordClass::Penalty.into();
    pb::CreditReport {
        organization: "organizations/51330500XX0000001X".into(),
        view: pb::CreditReportView::Public.into(),
        title: "湖州市样本协会".into(),
        organization_kind: "social_group".into(),
        organization_status: "active".into(),
        sections: vec![pb::CreditReportSection { class, credit_records: (0..records).map(record).collect() }],
        cursor: "0190-7".into(),
        issue_time: Some(day::timestamp(ISSUED)),
        verification_code: "0123456789abcdef01234567".into(),
        ..Default::default()
    }
}

fn pages(pdf: &[u8]) -> usize {
    let mark = b"/MediaBox";
    pdf.windows(mark.len()).filter(|window| window == mark).count()
}

#[test]
fn a_report_takes_as_many_pages_as_it_needs_and_prints_the_same_twice() {
    let mut before = 0;
    for records in [1, 40, 300] {
        let pdf = render(&report(records), ISSUED).unwrap();
        assert!(pages(&pdf) > before, "{records} records on {} pages", pages(&pdf));
        before = pages(&pdf);
        assert_eq!(pdf, render(&report(records), ISSUED).unwrap());
    }
    assert_eq!(pages(&render(&report(1), ISSUED).unwrap()), 1);
}

#[test]
fn the_longest_report_fits_a_message() {
    let pdf = render(&report(MOST), ISSUED).unwrap();
    assert!(pdf.len() < 4 << 20, "{} bytes", pdf.len());
    let refused = render(&report(MOST + 1), ISSUED).unwrap_err();
    assert_eq!(refused.reason(), "CREDIT_REPORT_TOO_LONG");
}

#[test]
fn a_character_that_no_font_has_is_named_by_its_place_alone() {
    let rare = pb::CreditReport { title: "湖州\u{20164}协会".into(), ..report(1) };
    let refused = render(&rare, ISSUED).unwrap_err();
    assert_eq!(refused.reason(), "CREDIT_REPORT_UNPRINTABLE");
    let told = format!("{refused:?}");
    assert!(told.contains("title") && told.contains('3') && !told.contains('\u{20164}'), "{told}");
}
