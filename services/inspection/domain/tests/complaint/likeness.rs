//! The score of TS-06 and its parts.

use std::sync::LazyLock;

use inspection_domain::complaint::{Groups, Likeness, Likes};
use proptest::prelude::*;
use time::Date;
use time::macros::date;

const TODAY: Date = date!(2026 - 11 - 24);
static TEXT: LazyLock<Groups> =
    LazyLock::new(|| Groups::of("该协会向会员单位强制收取培训费每人三千元，并拒绝开具票据。"));

fn likes<'a>(
    codes: &'a [String],
    titles: &'a [(String, String)],
    (from, to): (Date, Date),
    text: &'a Groups,
) -> Likes<'a> {
    Likes { codes, registered: &[], titles, from, to, text }
}

fn similarity(one: &str, other: &str) -> u32 {
    Groups::of(one).similarity(&Groups::of(other))
}

#[test]
fn the_same_organisation_time_and_words_make_a_thousand() {
    let codes = ["a".to_owned()];
    let one = likes(&codes, &[], (date!(2026 - 11 - 01), date!(2026 - 11 - 05)), &TEXT);
    let like = Likeness::of(one, one, TODAY).unwrap();
    assert_eq!((like.subject, like.time, like.text, like.days_apart, like.similarity), (400, 200, 400, 0, 1000));
    assert_eq!(like.score(), 1000);
    assert!(like.suggests(TODAY).unwrap());
}

#[test]
fn the_further_apart_in_time_the_less_it_says_and_beyond_thirty_days_nothing() {
    let codes = ["a".to_owned()];
    let first = likes(&codes, &[], (date!(2026 - 10 - 01), date!(2026 - 10 - 01)), &TEXT);
    for (later, days, points) in [
        (date!(2026 - 10 - 01), 0, 200),
        (date!(2026 - 10 - 04), 3, 180),
        (date!(2026 - 10 - 16), 15, 100),
        (date!(2026 - 10 - 31), 30, 0),
        (date!(2026 - 11 - 20), 50, 0),
    ] {
        let other = likes(&codes, &[], (later, later), &TEXT);
        let like = Likeness::of(first, other, TODAY).unwrap();
        assert_eq!((like.days_apart, like.time), (days, points), "{later}");
        assert_eq!(Likeness::of(other, first, TODAY).unwrap(), like, "the order does not matter");
    }
}

#[test]
fn titles_count_in_full_in_the_same_place_and_by_half_where_they_are_only_alike() {
    let title = |title: &str, division: &str| [(title.to_owned(), division.to_owned())];
    let one = title("湖州市养生促进会（筹）", "330502");
    for (other, points) in [
        (title("湖州市 养生促进会(筹)", "330502"), 400),
        (title("湖州市养生促进会（筹）", "330503"), 200),
        (title("湖州市养生促进会", "330502"), 200),
        (title("德清县书法家协会", "330502"), 0),
    ] {
        let one = likes(&[], &one, (TODAY, TODAY), &TEXT);
        let like = Likeness::of(one, likes(&[], &other, (TODAY, TODAY), &TEXT), TODAY).unwrap();
        assert_eq!(like.subject, points, "{other:?}");
    }
}

#[test]
fn whoever_does_not_know_the_code_names_the_same_by_its_title() {
    let named = |title: &str, division: &str| [(title.to_owned(), division.to_owned())];
    let (code, other_code) = (["a".to_owned()], ["b".to_owned()]);
    let title = named("湖州市培训协会", "330500");
    let registered = Likes { registered: &title, ..likes(&code, &[], (TODAY, TODAY), &TEXT) };
    for (titles, points) in [(named("湖州市 培训协会", "330500"), 400), (named("湖州市培训协会", "330502"), 200)]
    {
        let titled = likes(&[], &titles, (TODAY, TODAY), &TEXT);
        let like = Likeness::of(registered, titled, TODAY).unwrap();
        assert_eq!((like.subject, Likeness::of(titled, registered, TODAY).unwrap()), (points, like), "{titles:?}");
    }
    let namesake = Likes { codes: &other_code, ..registered };
    assert_eq!(Likeness::of(registered, namesake, TODAY).unwrap().subject, 0, "their codes say that they are two");
}

#[test]
fn without_a_common_subject_nothing_is_suggested_however_alike_the_words() {
    let (one, other) = (["a".to_owned()], ["b".to_owned()]);
    let like = Likeness::of(likes(&one, &[], (TODAY, TODAY), &TEXT), likes(&other, &[], (TODAY, TODAY), &TEXT), TODAY)
        .unwrap();
    assert_eq!((like.subject, like.score()), (0, 600));
    assert!(!like.suggests(TODAY).unwrap());
}

#[test]
fn the_same_subject_and_day_alone_reach_the_score_and_a_month_apart_the_words_must_be_alike() {
    let codes = ["a".to_owned()];
    let other_words = Groups::of("理事长长期占用协会车辆。");
    let first = likes(&codes, &[], (TODAY, TODAY), &TEXT);
    assert!(
        Likeness::of(first, likes(&codes, &[], (TODAY, TODAY), &other_words), TODAY).unwrap().suggests(TODAY).unwrap()
    );
    let earlier = date!(2026 - 10 - 01);
    let apart = likes(&codes, &[], (earlier, earlier), &other_words);
    assert!(!Likeness::of(first, apart, TODAY).unwrap().suggests(TODAY).unwrap());
    let same_words = likes(&codes, &[], (earlier, earlier), &TEXT);
    assert!(Likeness::of(first, same_words, TODAY).unwrap().suggests(TODAY).unwrap());
}

#[test]
fn texts_are_compared_however_they_are_typed() {
    assert_eq!(similarity("強制收取 培訓費。", "强制收取培训费"), 1000);
    assert_eq!(similarity("ＡＢＣ-123", "abc123"), 1000);
    assert_eq!(similarity("一二三四", "五六七八"), 0);
    assert_eq!(similarity("一二三四", "一二三五"), 500, "one of two groups each");
    assert_eq!((similarity("一", "一"), similarity("", ""), similarity("", "一二三")), (1000, 0, 0));
}

proptest! {
    #[test]
    fn likeness_is_the_same_both_ways_and_never_beyond_a_thousand(one in "[一二三四五]{0,12}", other in "[一二三四五]{0,12}") {
        let like = similarity(&one, &other);
        prop_assert!(like <= 1000);
        prop_assert_eq!(like, similarity(&other, &one));
        prop_assert_eq!(similarity(&one, &one), if one.is_empty() { 0 } else { 1000 });
    }
}
