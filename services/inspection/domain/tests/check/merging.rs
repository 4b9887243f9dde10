//! Merging is union: whatever the order, however often, the record is the same.

use std::collections::BTreeSet;

use inspection_domain::check::{Added, Content, Entry, Log, Outcome, Record, Refusal, Severity, Verdict};
use inspection_domain::draw::Hash;
use proptest::prelude::*;
use uuid::Uuid;

use crate::field::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    /// Two devices record, see some of one another's entries, and upload in pieces, shuffled and more than once.
    #[test]
    fn however_entries_come_the_record_is_the_same(
        steps in prop::collection::vec((0..2_usize, 0..9_u8, 0..3_u8, any::<u16>(), -500_000..500_000_i64), 1..60),
        uploads in prop::collection::vec((any::<prop::sample::Index>(), 1..9_usize), 0..60),
        order in Just(()).prop_perturb(|(), mut random| (0..64).map(|_| random.random::<u64>()).collect::<Vec<_>>()),
    ) {
        let entries = story(&steps);
        let whole = log(&entries);
        let expected = Record::of(whole.entries());

        // shuffled, with pieces uploaded again in between
        let mut shuffled = entries.clone();
        shuffled.sort_by_key(|entry| order[usize::try_from(entry.id.as_u128() % 64).unwrap()] ^ entry.sequence);
        let mut server = Log::default();
        let mut repeated = 0;
        for (at, entry) in shuffled.iter().enumerate() {
            prop_assert_eq!(server.add(entry.clone()), Added::Stored);
            for (start, many) in uploads.iter().filter(|(start, _)| start.index(shuffled.len()) == at) {
                let from = start.index(at + 1);
                for entry in &shuffled[from..(from + many).min(at + 1)] {
                    prop_assert_eq!(server.add(entry.clone()), Added::Repeated);
                    repeated += 1;
                }
            }
        }
        prop_assert_eq!(Record::of(server.entries()), expected.clone(), "{} repeats", repeated);

        // union of what each device holds: commutative, associative, idempotent
        let of = |device: u128| log(&entries.iter().filter(|entry| entry.device == id(device)).cloned().collect::<Vec<_>>());
        let half = log(&entries[..entries.len() / 2]);
        let (a, b) = (of(101), of(102));
        let join = |parts: &[&Log]| {
            let mut joined = Log::default();
            for part in parts {
                assert_eq!(joined.merge(part), Vec::<Uuid>::new());
            }
            joined
        };
        prop_assert_eq!(join(&[&a, &b]), join(&[&b, &a]));
        prop_assert_eq!(join(&[&join(&[&a, &b]), &half]), join(&[&a, &join(&[&b, &half])]));
        prop_assert_eq!(join(&[&whole, &whole]), whole.clone());
        prop_assert_eq!(join(&[&a, &b]), whole.clone());

        // nothing is dropped: every answer stands, or another answer to the same item that was seen replaces it, or its author took it back
        for kept in whole.entries() {
            let Content::Answer { item, .. } = &kept.entry.content else { continue };
            let stands = expected.items.get(item.as_str()).is_some_and(|found| {
                found.answers.iter().any(|(answer, _)| answer.digest == kept.digest)
            });
            let replaced = whole.entries().any(|other| matches!(&other.entry.content,
                Content::Answer { item: same, supersedes, .. }
                    if same == item && supersedes.contains(&kept.digest) && !expected.withdrawn.contains(&other.entry.id)));
            prop_assert!(stands || replaced || expected.withdrawn.contains(&kept.entry.id));
        }

        // a record can only be concluded without a contradiction
        for outcome in Outcome::ALL {
            if expected.conflicts().next().is_some() {
                prop_assert!(matches!(end(&whole, outcome), Err(Refusal::Conflicts { .. })), "a conflict is open");
            }
        }
    }
}

#[test]
fn another_content_under_a_known_id_is_refused_and_what_was_there_stays() {
    let first = answer(1, 101, 1, "governance", Verdict::Conforms, &[]);
    let forged = Entry { content: finding("另一内容", Severity::Serious), ..first.clone() };
    let mut log = log(std::slice::from_ref(&first));
    assert_eq!(log.add(forged), Added::Differs);
    assert_eq!(log.add(first.clone()), Added::Repeated);
    assert_eq!(log.get(first.id).unwrap().entry, first);
}

#[test]
fn any_change_of_an_entry_changes_its_digest() {
    let entry = answer(1, 101, 1, "governance", Verdict::Conforms, &[Hash([7; 32])]);
    let Content::Answer { item, verdict, note, supersedes } = entry.content.clone() else { unreachable!() };
    let with = |content| Entry { content, ..entry.clone() };
    let changed = [
        Entry { id: id(9), ..entry.clone() },
        Entry { device: id(9), ..entry.clone() },
        Entry { sequence: 2, ..entry.clone() },
        Entry { at: entry.at + time::Duration::nanoseconds(1), ..entry.clone() },
        Entry { author: id(9), ..entry.clone() },
        with(Content::Answer {
            item: "governanc".into(),
            verdict,
            note: format!("e{note}"),
            supersedes: supersedes.clone(),
        }),
        with(Content::Answer {
            item: item.clone(),
            verdict: Verdict::NotApplicable,
            note: note.clone(),
            supersedes: supersedes.clone(),
        }),
        with(Content::Answer { item, verdict, note, supersedes: Vec::new() }),
    ];
    let digests: BTreeSet<Hash> = changed.iter().map(Entry::digest).chain([entry.digest()]).collect();
    assert_eq!(digests.len(), changed.len() + 1);
}
