//! Every kind of tampering is found, at its line.

mod kinds;
mod lines;

use inspection_domain::draw::{Difference, Findings, Found, Verdict, verify};

pub(crate) use kinds::all;
use kinds::other_result;
use lines::Lines;
pub(crate) use lines::Tampered;

use crate::worked::worked;

fn differences(file: &[u8]) -> Vec<Found> {
    let findings = verify(file, None).expect("memory can be read");
    assert_eq!(findings.verdict() == Verdict::Holds, findings.differences.is_empty());
    findings.differences
}

#[test]
fn every_kind_of_tampering_is_found() {
    for Tampered { what, file, expected } in all() {
        let found = differences(&file);
        let told: Vec<String> = found.iter().map(ToString::to_string).collect();
        let first = found.first().unwrap_or_else(|| panic!("{what}: nothing was found"));
        assert!(expected(&first.difference), "{what}: {told:#?}");
        assert!(first.line >= 1 || file.is_empty(), "{what}: {told:#?}");
    }
}

#[test]
fn why_an_inspector_should_not_have_been_drawn_is_told() {
    let told = |id: &str| {
        let tampered = Lines::good().set("drawn\tD", 4, id);
        differences(&tampered.file()).into_iter().map(|found| found.difference).nth(1).expect("two differences")
    };
    let code = "51330500MJW000139P".to_owned();
    assert_eq!(told("ca-4"), Difference::InspectorRecused { inspector: "ca-4".to_owned(), code });
    assert_eq!(told("ca-3"), Difference::InspectorExpired { inspector: "ca-3".to_owned() });
    assert_eq!(told("ca-9"), Difference::InspectorUnknown { inspector: "ca-9".to_owned() });
}

#[test]
fn one_changed_result_is_one_difference_at_its_line() {
    let tampered = other_result();
    let found = differences(&tampered.file());
    assert_eq!(found.len(), 1, "{found:?}");
    let line = usize::try_from(found[0].line).expect("few lines");
    assert!(tampered.0[line - 1].starts_with("drawn\tB\t1\t"), "{found:?}");
}

#[test]
fn every_line_left_out_or_doubled_or_swapped_is_found() {
    let lines = Lines::good().0;
    for at in 0..lines.len() {
        let (mut without, mut doubled, mut swapped) = (lines.clone(), lines.clone(), lines.clone());
        without.remove(at);
        doubled.insert(at, lines[at].clone());
        assert!(!differences(&Lines(without).file()).is_empty(), "without {:?}", lines[at]);
        assert!(!differences(&Lines(doubled).file()).is_empty(), "twice {:?}", lines[at]);
        // Entries of one instant may stand in either order.
        let entries =
            |at: usize| lines.get(at).and_then(|line| Some((line.split('\t').next()?, line.split('\t').nth(4)?)));
        if at > 0 && !(entries(at) == entries(at - 1) && lines[at].starts_with(['c', 'r'])) {
            swapped.swap(at - 1, at);
            assert!(!differences(&Lines(swapped).file()).is_empty(), "swapped {:?}", lines[at]);
        }
    }
}

#[test]
fn every_cut_is_found() {
    let whole = worked().proof();
    for length in 0..whole.len() {
        assert!(!differences(&whole[..length]).is_empty(), "cut after {length} bytes");
    }
}

/// Every byte of what is frozen, committed, revealed and drawn counts.
#[test]
fn every_changed_character_of_what_is_frozen_or_drawn_is_found() {
    for (line, text) in Lines::good().0.iter().enumerate() {
        let bound =
            !["round", "commitment", "reveal", "value", "failed", "seed"].iter().any(|kind| text.starts_with(kind));
        for place in (0..text.len()).filter(|_| bound) {
            let mut lines = Lines::good().0;
            let other = if text.as_bytes()[place] == b'1' { "2" } else { "1" };
            lines[line].replace_range(place..=place, other);
            assert!(!differences(&Lines(lines).file()).is_empty(), "{text:?} with {other} at {place}");
        }
    }
}

#[test]
fn a_proof_forged_as_a_whole_has_another_root_than_the_one_published() {
    let forged = Lines::good().without("recusal").resealed();
    let published = worked().frozen.root();
    let found = verify(forged.file().as_slice(), Some(&published)).expect("memory can be read").differences;
    assert!(matches!(found[0].difference, Difference::NotAsPublished { .. }), "{found:?}");
}

#[test]
fn differences_beyond_the_first_hundred_are_counted() {
    let mut file = worked().proof();
    file.extend(b"rubbish\n".repeat(1000));
    let findings = verify(file.as_slice(), None).expect("memory can be read");
    assert_eq!((findings.differences.len(), findings.untold), (Findings::MOST, 900));
}
