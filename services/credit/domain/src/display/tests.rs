//! How long the public sees records, and from when they may be repaired.

use time::Date;
use time::macros::date;
use uuid::Uuid;

use super::{Around, Level, display};
use crate::record::{Kind, Record};

fn record(kind: Kind, value: &str, amount_fen: i64, from: Date) -> Record {
    Record {
        id: Uuid::nil(),
        organization: "51100000500005596K".parse().unwrap(),
        division: "330500".into(),
        department: "tax".into(),
        kind,
        source: "penalties/1".into(),
        document_number: "1号".into(),
        year: None,
        value: value.into(),
        amount_fen: Some(amount_fen),
        from,
        until: None,
        withdrawn: None,
        obtained: from,
    }
}

#[test]
fn a_fine_is_shown_for_a_year_and_repaired_after_three_months() {
    let fine = record(Kind::Penalty, "warning,fine", 100_000, date!(2026 - 11 - 30));
    let at = |day| display(&fine, Around::default(), day);
    let first = at(date!(2026 - 11 - 30));
    assert_eq!((first.level, first.shown), (Level::General, true));
    assert_eq!((first.since, first.until), (Some(date!(2026 - 11 - 30)), Some(date!(2027 - 11 - 30))));
    assert_eq!(first.repairable, Some(date!(2027 - 02 - 28))); // a month without a thirtieth
    assert_eq!(first.rules.iter().map(ToString::to_string).collect::<Vec<_>>(), ["CR-13b@1", "CR-13c@1"]);
    assert!(at(date!(2027 - 11 - 29)).shown);
    assert!(!at(date!(2027 - 11 - 30)).shown);
    assert!(!at(date!(2026 - 11 - 29)).shown);
}

#[test]
fn the_level_follows_from_the_sanctions() {
    let level = |value, amount| {
        display(&record(Kind::Penalty, value, amount, date!(2026 - 05 - 01)), Around::default(), date!(2026 - 05 - 01))
    };
    let warned = level("warning", 0);
    assert_eq!((warned.level, warned.shown, warned.until), (Level::Minor, false, None));
    assert_eq!(warned.repairable, Some(date!(2026 - 05 - 01)));
    assert_eq!(level("warning,fine", 4_999_999).level, Level::General);
    assert_eq!(level("confiscation", 0).level, Level::General);
    let huge = level("fine", 5_000_000);
    assert_eq!((huge.level, huge.until), (Level::Serious, Some(date!(2029 - 05 - 01))));
    assert_eq!(huge.repairable, Some(date!(2027 - 05 - 01)));
    assert_eq!(level("revocation", 0).level, Level::Serious);
}

#[test]
fn what_was_determined_before_order_36_goes_by_the_five_years_of_zhejiang() {
    let old = record(Kind::Penalty, "warning", 0, date!(2024 - 02 - 29));
    let shown = display(&old, Around::default(), date!(2026 - 06 - 01));
    assert_eq!((shown.level, shown.shown, shown.until), (Level::Minor, true, Some(date!(2029 - 02 - 28))));
    let ancient = record(Kind::Penalty, "fine", 1, date!(2015 - 01 - 01));
    assert!(!display(&ancient, Around::default(), date!(2026 - 06 - 01)).shown);
}

#[test]
fn a_repair_or_a_withdrawal_stops_it_and_the_serious_list_does_not_let_it_stop() {
    let missed = record(Kind::ReportMissed, "", 0, date!(2020 - 06 - 01));
    let day = date!(2026 - 06 - 01);
    assert!(!display(&missed, Around::default(), day).shown);
    let listed = display(&missed, Around { seriously_listed: true, repaired: None }, day);
    assert!(listed.shown && listed.until.is_none());
    let fine = record(Kind::Penalty, "fine", 1, date!(2026 - 04 - 02));
    let repaired = display(
        &fine,
        Around { repaired: Some(date!(2026 - 08 - 01)), seriously_listed: false },
        date!(2026 - 08 - 01),
    );
    assert_eq!((repaired.shown, repaired.until, repaired.repairable), (false, Some(date!(2026 - 08 - 01)), None));
    let withdrawn = Record { withdrawn: Some(day), ..fine };
    assert!(!display(&withdrawn, Around::default(), date!(2026 - 05 - 01)).shown);
}

#[test]
fn what_is_no_breach_is_shown_while_it_counts() {
    let grade = Record { until: Some(date!(2027 - 01 - 01)), ..record(Kind::Rating, "5A", 0, date!(2022 - 01 - 01)) };
    let shown = display(&grade, Around::default(), date!(2026 - 12 - 31));
    assert_eq!((shown.level, shown.shown, shown.repairable), (Level::None, true, None));
    assert!(!display(&grade, Around::default(), date!(2027 - 01 - 01)).shown);
    let tax = |value| {
        display(&record(Kind::TaxCredit, value, 0, date!(2022 - 01 - 01)), Around::default(), date!(2026 - 01 - 01))
    };
    assert!(tax("A").shown);
    assert!(!tax("D").shown);
}
