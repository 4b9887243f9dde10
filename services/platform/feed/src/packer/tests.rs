//! However pages are cut and filtered, batches hold the same events, whole units, and little enough.

use bytes::Bytes;
use proptest::prelude::*;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{BYTES, EVENTS, Packer};
use crate::page::Page;
use crate::{Batch, Cursor, Record};

fn at(position: i64) -> Cursor {
    Cursor { feed: Uuid::nil(), position }
}

fn record(position: i64, unit: usize, bytes: usize) -> Record {
    Record {
        position,
        id: Uuid::from_u128(position.unsigned_abs().into()),
        call_id: Uuid::from_u128(unit as u128),
        source: "test".into(),
        subject: "subjects/a".into(),
        kind: "google.protobuf.Duration".into(),
        payload: Bytes::from(vec![0; bytes]),
        division: "330500".into(),
        time: OffsetDateTime::UNIX_EPOCH,
    }
}

/// A feed of units of these sizes.
fn feed(units: &[usize], bytes: usize) -> Vec<Record> {
    let owners = units.iter().enumerate().flat_map(|(unit, size)| std::iter::repeat_n(unit, *size));
    (1..).zip(owners).map(|(position, unit)| record(position, unit, bytes)).collect()
}

/// The batches of a watcher that reads pages of `span` positions and sees every `every`-th event.
fn batches(all: &[Record], span: usize, every: i64) -> Vec<Batch> {
    let mut packer = Packer::new(at(0));
    let mut batches = Vec::new();
    for stretch in all.chunks(span) {
        let (first, last) = (&stretch[0], &stretch[stretch.len() - 1]);
        let is_last = last.position == i64::try_from(all.len()).unwrap();
        batches.extend(packer.pack(Page {
            from: at(first.position - 1),
            to: at(last.position),
            is_last,
            open: (!is_last).then_some(last.call_id),
            records: stretch.iter().filter(|record| record.position % every == 0).cloned().collect(),
        }));
    }
    assert_eq!(packer.heartbeat().cursor, at(i64::try_from(all.len()).unwrap()));
    batches
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_is_lost_doubled_or_moved(
        units in prop::collection::vec(prop_oneof![4 => 1_usize..6, 1 => 900_usize..2_300], 1..12),
        span in 1_usize..1_500,
        every in 1_i64..4,
        bytes in prop_oneof![Just(10_usize), Just(5_000)],
    ) {
        let all = feed(&units, bytes);
        let wanted: Vec<&Record> = all.iter().filter(|record| record.position % every == 0).collect();
        let batches = batches(&all, span, every);
        prop_assert_eq!(batches.iter().flat_map(|batch| &batch.events).collect::<Vec<_>>(), wanted.clone());
        for (index, batch) in batches.iter().enumerate() {
            let size: usize = batch.events.iter().map(Record::size).sum();
            prop_assert!(batch.events.len() <= EVENTS && size <= BYTES);
            let last = batch.events.last().unwrap();
            let next = batches.get(index + 1).map(|next| &next.events[0]);
            prop_assert!(batch.cursor >= at(last.position) && next.is_none_or(|next| batch.cursor < at(next.position)));
            let goes_on = next.is_some_and(|next| next.call_id == last.call_id);
            prop_assert_eq!(batch.continues, goes_on, "exactly the batches that cut a unit say so");
            if goes_on {
                prop_assert!(batch.events.iter().all(|event| event.call_id == last.call_id));
                let shown: Vec<_> = wanted.iter().filter(|record| record.call_id == last.call_id).collect();
                let needs: usize = shown.iter().map(|record| record.size()).sum();
                prop_assert!(shown.len() > EVENTS || needs > BYTES, "only a unit that fits into no batch is cut");
            }
        }
    }
}

#[test]
fn an_event_larger_than_a_batch_comes_alone() {
    let all = feed(&[1, 1, 1], 2 << 20);
    assert_eq!(batches(&all, 10, 1).iter().map(|batch| batch.events.len()).collect::<Vec<_>>(), [1, 1, 1]);
}
