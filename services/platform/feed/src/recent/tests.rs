//! What watchers of the present are served from memory.

use bytes::Bytes;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{BYTES, Recent};
use crate::filter::Filter;
use crate::page::Page;
use crate::{Cursor, Record};

fn at(position: i64) -> Cursor {
    Cursor { feed: Uuid::nil(), position }
}

fn page(from: i64, to: i64, bytes: usize) -> Page {
    let record = |position| Record {
        position,
        id: Uuid::nil(),
        call_id: Uuid::nil(),
        source: "test".into(),
        subject: format!("subjects/{}", position % 2),
        kind: "test".into(),
        payload: Bytes::from(vec![0; bytes]),
        division: "330500".into(),
        time: OffsetDateTime::UNIX_EPOCH,
    };
    Page { from: at(from), to: at(to), is_last: true, open: None, records: (from + 1..=to).map(record).collect() }
}

fn shown(page: &Page) -> Vec<i64> {
    page.records.iter().map(|record| record.position).collect()
}

#[test]
fn a_watcher_gets_the_rest_of_the_page_it_stands_in() {
    let mut recent = Recent::default();
    recent.push(page(10, 14, 1));
    recent.push(page(14, 16, 1));
    let within = recent.after(at(12), &Filter::open()).unwrap();
    assert_eq!((shown(&within), within.to, within.is_last), (vec![13, 14], at(14), false));
    let newest = recent.after(at(14), &Filter::open()).unwrap();
    assert_eq!((shown(&newest), newest.to, newest.is_last), (vec![15, 16], at(16), true));
    let even = Filter { subjects: vec!["subjects/0".into()], ..Filter::open() };
    assert_eq!(shown(&recent.after(at(10), &even).unwrap()), [12, 14]);
}

#[test]
fn what_lies_before_behind_or_in_another_feed_is_for_the_database() {
    let mut recent = Recent::default();
    recent.push(page(10, 14, 1));
    for elsewhere in [at(9), at(14), at(15), Cursor { feed: Uuid::max(), position: 12 }] {
        assert!(recent.after(elsewhere, &Filter::open()).is_none());
    }
    recent.clear();
    assert!(recent.after(at(12), &Filter::open()).is_none());
}

#[test]
fn the_oldest_pages_make_room() {
    let mut recent = Recent::default();
    for position in 0..4 {
        recent.push(page(position, position + 1, BYTES / 2 - 1_000));
    }
    let kept: Vec<bool> = (0..4).map(|position| recent.after(at(position), &Filter::open()).is_some()).collect();
    assert_eq!(kept, [false, false, true, true]);
}
