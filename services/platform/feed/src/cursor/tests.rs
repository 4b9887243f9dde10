//! Cursors survive their text, and nothing else passes for one.

use proptest::prelude::*;
use uuid::Uuid;

use super::{Cursor, FARTHEST};

proptest! {
    #[test]
    fn every_cursor_is_read_back_as_it_was(feed: u128, position in 0..=FARTHEST) {
        let cursor = Cursor { feed: Uuid::from_u128(feed), position };
        prop_assert_eq!(cursor.to_string().parse(), Ok(cursor));
    }

    #[test]
    fn a_mistyped_or_cut_cursor_is_refused(feed: u128, position in 0..=FARTHEST, at in 0_usize..39, typed in "[A-Za-z0-9_-]") {
        let text = Cursor { feed: Uuid::from_u128(feed), position }.to_string();
        prop_assert!(text[..at].parse::<Cursor>().is_err());
        let mut mistyped = text.clone();
        mistyped.replace_range(at..=at, &typed);
        prop_assert!(mistyped == text || mistyped.parse::<Cursor>().is_err());
    }

    #[test]
    fn cursors_of_one_feed_are_ordered_and_of_two_are_not(left in 0..=FARTHEST, right in 0..=FARTHEST, feed: u128) {
        let cursor = |feed, position| Cursor { feed: Uuid::from_u128(feed), position };
        prop_assert_eq!(cursor(feed, left).partial_cmp(&cursor(feed, right)), Some(left.cmp(&right)));
        prop_assert_eq!(cursor(feed, left).partial_cmp(&cursor(!feed, right)), None);
    }
}

#[test]
fn garbage_is_an_invalid_field() {
    for garbage in ["", "x", "not a cursor", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        let fault = Cursor::parse("cursor", garbage).unwrap_err();
        assert_eq!((fault.reason(), fault.violations()[0].field.as_str()), ("INVALID_FIELDS", "cursor"));
    }
}

#[test]
fn a_place_that_no_feed_can_have_is_garbage() {
    for position in [-1, FARTHEST + 1, i64::MAX] {
        assert!(Cursor { feed: Uuid::nil(), position }.to_string().parse::<Cursor>().is_err());
    }
}
