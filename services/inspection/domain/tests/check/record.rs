//! What entries come to: contradictions, withdrawals, links, gaps.

use std::collections::BTreeSet;

use inspection_domain::check::{Content, Gap, Record, Severity, Verdict};
use inspection_domain::draw::Hash;

use crate::field::*;

#[test]
fn a_contradiction_is_shown_until_an_entry_names_both_answers() {
    let yes = answer(1, 101, 1, "governance", Verdict::Conforms, &[]);
    let no = answer(2, 102, 1, "governance", Verdict::DoesNotConform, &[]);
    let both = kept(&[yes.clone(), no.clone()]);
    assert_eq!(Record::of(&both).conflicts().collect::<Vec<_>>(), ["governance"]);

    let half = answer(1, 101, 2, "governance", Verdict::Conforms, &[yes.digest()]);
    let still = kept(&[yes.clone(), no.clone(), half]);
    assert_eq!(Record::of(&still).conflicts().count(), 1, "one answer was not named");

    let settled = answer(1, 101, 2, "governance", Verdict::DoesNotConform, &[yes.digest(), no.digest()]);
    let done = kept(&[yes.clone(), no.clone(), settled.clone()]);
    let record = Record::of(&done);
    assert_eq!((record.conflicts().count(), record.items["governance"].verdict()), (0, Some(Verdict::DoesNotConform)));

    let back = entry(1, 101, 3, Content::Withdrawal { entry: settled.digest(), reason: "看错".into() });
    let again = kept(&[yes, no, settled, back]);
    assert_eq!(Record::of(&again).conflicts().count(), 1, "what settled it was taken back");
}

#[test]
fn two_who_say_the_same_do_not_contradict() {
    let both = kept(&[
        answer(1, 101, 1, "governance", Verdict::Conforms, &[]),
        answer(2, 102, 1, "governance", Verdict::Conforms, &[]),
    ]);
    let record = Record::of(&both);
    assert_eq!((record.conflicts().count(), record.items["governance"].answers.len()), (0, 2));
}

#[test]
fn links_to_another_item_or_to_nothing_have_no_effect_and_are_shown() {
    let governance = answer(1, 101, 1, "governance", Verdict::Conforms, &[]);
    let finance = answer(2, 102, 1, "finance", Verdict::Conforms, &[governance.digest(), Hash([9; 32])]);
    let all = kept(&[governance, finance.clone()]);
    let record = Record::of(&all);
    assert_eq!(record.items["governance"].verdict(), Some(Verdict::Conforms));
    assert_eq!(record.void, BTreeSet::from([finance.id]));
}

#[test]
fn only_its_author_takes_an_entry_back_and_it_stays_on_record() {
    let serious = entry(1, 101, 1, finding("账外账", Severity::Serious));
    let foreign = entry(2, 102, 1, Content::Withdrawal { entry: serious.digest(), reason: "不是".into() });
    let own = entry(1, 101, 2, Content::Withdrawal { entry: serious.digest(), reason: "看错".into() });
    let tried = kept(&[serious.clone(), foreign.clone()]);
    let record = Record::of(&tried);
    assert_eq!((record.findings.len(), record.void.contains(&foreign.id)), (1, true));
    let taken = kept(&[serious.clone(), foreign, own]);
    let record = Record::of(&taken);
    assert_eq!((record.findings.len(), &record.withdrawn), (0, &BTreeSet::from([serious.id])));
}

#[test]
fn what_a_device_has_counted_and_not_uploaded_is_told() {
    let all = kept(&[
        answer(1, 101, 2, "governance", Verdict::Conforms, &[]),
        answer(1, 101, 6, "finance", Verdict::Conforms, &[]),
        answer(2, 102, 1, "finance", Verdict::Conforms, &[]),
    ]);
    let gap = |first, last| Gap { device: id(101), first, last };
    assert_eq!(Record::of(&all).gaps, [gap(1, 1), gap(3, 5)]);
}
