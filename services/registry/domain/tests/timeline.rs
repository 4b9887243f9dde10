//! `as_of` against an oracle that knows no order but looks day by day, statement by statement.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

use proptest::prelude::*;
use registry_domain::{Change, History, Patch, Personal, Revision, Stamp, Status, Text, Title};
use time::macros::{date, datetime};
use time::{Date, Duration, OffsetDateTime};
use vocab::UnifiedCode;

const FIRST_DAY: Date = date!(2026 - 03 - 01);
const FIRST_INSTANT: OffsetDateTime = datetime!(2026-06-01 00:00 UTC);
const DAYS: i64 = 12;

fn code() -> UnifiedCode {
    UnifiedCode::parse("51100000500002862F").unwrap()
}

fn day(number: i64) -> Date {
    FIRST_DAY + Duration::days(number)
}

fn change(valid_from: Date, patch: Patch) -> Change {
    Change { valid_from, basis: Text::default(), patch }
}

fn stamp(at: OffsetDateTime) -> Stamp {
    Stamp { at, department: "civil-affairs".into(), actor: "test".into() }
}

fn title() -> impl Strategy<Value = Title> {
    "[甲乙丙]".prop_map(|text| Title::parse(&text).unwrap())
}

fn patch() -> impl Strategy<Value = Patch> {
    (
        proptest::option::of(title()),
        proptest::option::of("[子丑]?".prop_map(|text| Text::parse(&text).unwrap())),
        proptest::option::of(proptest::option::of((0..3_i64).prop_map(day))),
        proptest::option::of(0..4_i64),
        proptest::option::weighted(0.2, proptest::collection::vec(title(), 0..3)),
    )
        .prop_map(|(title, address, established_date, registered_capital_fen, former_titles)| Patch {
            title,
            address,
            established_date,
            registered_capital_fen,
            former_titles,
            ..Patch::default()
        })
}

/// Revisions as `(day, minutes after the one before, patch)`; the clock may stand still.
fn records() -> impl Strategy<Value = Vec<(i64, i64, Patch)>> {
    proptest::collection::vec((0..DAYS, 0..3_i64, patch()), 0..9)
}

fn build(first: Patch, records: &[(i64, i64, Patch)]) -> (History, Vec<Revision>) {
    let mut at = FIRST_INSTANT;
    let first = Patch { title: Some(Title::parse("甲").unwrap()), status: Some(Status::Active), ..first };
    let mut history = History::open(code(), change(FIRST_DAY, first), stamp(at));
    for (valid_from, minutes, patch) in records {
        at += Duration::minutes(*minutes);
        history.record(change(day(*valid_from), patch.clone()), stamp(at)).unwrap();
    }
    let revisions = history.unstored().to_vec();
    (history, revisions)
}

/// The last thing said, walking the days backwards and on each day the records backwards.
fn said<T>(revisions: &[Revision], valid: Date, known: OffsetDateTime, of: impl Fn(&Patch) -> Option<T>) -> Option<T> {
    let mut day = valid;
    while day >= FIRST_DAY {
        for revision in revisions.iter().rev() {
            let counts = revision.valid_from == day && revision.recorded_at <= known;
            if let Some(value) = of(&revision.patch).filter(|_| counts) {
                return Some(value);
            }
        }
        day = day.previous_day().unwrap();
    }
    None
}

fn former(revisions: &[Revision], valid: Date, known: OffsetDateTime) -> Vec<Title> {
    let present = said(revisions, valid, known, |patch| patch.title.clone());
    let mut former = said(revisions, valid, known, |patch| patch.former_titles.clone()).unwrap_or_default();
    let mut day = FIRST_DAY;
    while day <= valid {
        former.extend(said(revisions, day, known, |patch| patch.title.clone()));
        day = day.next_day().unwrap();
    }
    let mut unique = Vec::new();
    for title in former {
        if Some(&title) != present.as_ref() && !unique.contains(&title) {
            unique.push(title);
        }
    }
    unique
}

proptest! {
    #[test]
    fn every_day_and_moment_shows_what_the_oracle_says(first in patch(), records in records()) {
        let (history, revisions) = build(first, &records);
        let moments: Vec<OffsetDateTime> = revisions.iter().map(|revision| revision.recorded_at).collect();
        for known in moments.iter().flat_map(|at| [*at - Duration::microseconds(1), *at]) {
            for valid in (-1..DAYS).map(day) {
                let shown = history.as_of(valid, known);
                let expected = said(&revisions, valid, known, |patch| patch.title.clone());
                prop_assert_eq!(shown.as_ref().map(|shown| shown.title.clone()), expected);
                let Some(shown) = shown else { continue };
                prop_assert_eq!(&shown.address, &said(&revisions, valid, known, |p| p.address.clone()).unwrap_or_default());
                prop_assert_eq!(shown.established_date, said(&revisions, valid, known, |p| p.established_date).flatten());
                let capital = said(&revisions, valid, known, |p| p.registered_capital_fen).unwrap_or_default();
                prop_assert_eq!(shown.registered_capital_fen, capital);
                prop_assert_eq!(&shown.former_titles, &former(&revisions, valid, known));
                let number = revisions.iter().filter(|r| r.valid_from <= valid && r.recorded_at <= known).map(|r| r.number).max();
                prop_assert_eq!(Some(shown.revision), number);
                prop_assert_eq!(shown.created_at, FIRST_INSTANT);
            }
        }
    }

    #[test]
    fn record_time_rises_although_the_clock_stands_still(first in patch(), records in records()) {
        let (_, revisions) = build(first, &records);
        prop_assert!(revisions.windows(2).all(|pair| pair[0].recorded_at < pair[1].recorded_at));
        prop_assert!(revisions.windows(2).all(|pair| pair[0].number + 1 == pair[1].number));
    }

    #[test]
    fn what_later_revisions_say_never_changes_what_was_known_before(first in patch(), records in records(), cut in 0..9_usize) {
        let (whole, revisions) = build(first.clone(), &records);
        let (part, _) = build(first, &records[..cut.min(records.len())]);
        let known = revisions[cut.min(records.len())].recorded_at;
        for valid in (0..DAYS).map(day) {
            prop_assert_eq!(whole.as_of(valid, known), part.as_of(valid, known));
        }
    }

    #[test]
    fn a_patch_without_news_leaves_nothing_and_news_is_what_makes_the_difference(first in patch(), records in records(), patch in patch()) {
        let (mut history, _) = build(first, &records);
        let holding = history.latest().unwrap();
        let news = patch.clone().news(&holding);
        if !news.is_empty() {
            history.record(change(day(DAYS), news), stamp(FIRST_INSTANT)).unwrap();
        }
        let holding = history.as_of(day(DAYS), OffsetDateTime::new_utc(date!(2027 - 01 - 01), time::Time::MIDNIGHT)).unwrap();
        let restated = Patch { former_titles: None, ..patch };
        prop_assert!(restated.news(&holding).is_empty());
    }

    #[test]
    fn a_patch_survives_json_with_only_what_it_states(patch in patch()) {
        let json = serde_json::to_value(&patch).unwrap();
        let mut keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
        let mut paths = patch.paths();
        keys.sort_unstable();
        paths.sort_unstable();
        prop_assert_eq!(keys, paths);
        prop_assert_eq!(serde_json::from_value::<Patch>(json).unwrap(), patch);
    }
}

#[test]
fn a_day_before_the_first_record_is_refused() {
    let (mut history, _) = build(Patch::default(), &[]);
    let refused = history.record(change(day(-1), Patch::default()), stamp(FIRST_INSTANT)).unwrap_err();
    assert_eq!(refused, registry_domain::Refusal::BeforeRegistration { first: FIRST_DAY });
}

#[test]
fn today_begins_at_sixteen_hours_utc() {
    assert_eq!(registry_domain::day_of(datetime!(2026-11-23 15:59:59 UTC)), date!(2026 - 11 - 23));
    assert_eq!(registry_domain::day_of(datetime!(2026-11-23 16:00 UTC)), date!(2026 - 11 - 24));
}

#[test]
fn personal_values_are_masked_and_never_printed() {
    let person = Personal::parse::<50>("张三丰").unwrap();
    assert_eq!((person.masked().as_str(), person.reveal()), ("张*", "张三丰"));
    assert!(!format!("{person:?}").contains('张'));
    assert_eq!(Personal::default().masked(), "");
}

#[test]
fn a_masked_value_never_replaces_the_real_one() {
    for masked in ["张*", "张＊", "138****0000"] {
        assert_eq!(Personal::parse::<50>(masked), Err(registry_domain::TextError::Masked), "{masked}");
    }
}
