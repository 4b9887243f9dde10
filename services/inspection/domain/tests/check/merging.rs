//! Merging is union: whatever the order in which entries came, the record is the same.

use std::collections::BTreeSet;

use inspection_domain::check::{Content, Entry, Outcome, Record, Refusal, Verdict};
use inspection_domain::draw::Hash;
use proptest::prelude::*;

use crate::field::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    /// Two devices record, see some of one another's entries, and upload them shuffled.
    #[test]
    fn however_entries_come_the_record_is_the_same(
        steps in prop::collection::vec((0..2_usize, 0..9_u8, 0..3_u8, any::<u16>(), -500_000..500_000_i64), 1..60),
        order in Just(()).prop_perturb(|(), mut random| (0..64).map(|_| random.random::<u64>()).collect::<Vec<_>>()),
    ) {
        let whole = kept(&story(&steps));
        let expected = Record::of(&whole);
        let mut shuffled = whole.clone();
        shuffled.sort_by_key(|kept| order[usize::try_from(kept.entry.id.as_u128() % 64).unwrap()] ^ kept.entry.sequence);
        prop_assert_eq!(Record::of(&shuffled), expected.clone());

        // nothing is dropped: every answer stands, or another answer to the same item that was seen replaces it, or its author took it back
        for kept in &whole {
            let Content::Answer { item, .. } = &kept.entry.content else { continue };
            let stands = expected.items.get(item.as_str()).is_some_and(|found| {
                found.answers.iter().any(|(answer, _)| answer.digest == kept.digest)
            });
            let replaced = whole.iter().any(|other| matches!(&other.entry.content,
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
