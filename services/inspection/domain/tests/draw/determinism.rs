//! The same records and seed give the same answer, whatever order they came in; the fast way is the way of the definition.

use inspection_domain::draw::{Draft, Frozen, Hash, Merkle, Object, object_key};
use inspection_domain::risk::Grade;

use crate::worked::{code, draft, drawn, worked};

#[test]
fn the_same_draft_gives_the_same_proof_byte_by_byte() {
    assert_eq!(worked().proof(), worked().proof());
    let mut turned = draft();
    turned.objects.reverse();
    turned.inspectors.reverse();
    turned.departments.reverse();
    assert_eq!(drawn(draft()).proof(), drawn(turned).proof());
}

#[test]
fn the_first_of_a_stratum_are_those_with_the_least_keys() {
    let frozen = Frozen::new(draft()).expect("it can be frozen");
    for n in 0..50_u8 {
        let seed = Hash::of(&[&[n]]);
        let mut expected = Vec::new();
        for stratum in frozen.strata() {
            let of = frozen.draft().objects.iter().filter(|object| object.grade == stratum.grade);
            let mut keys: Vec<_> =
                of.map(|object| (object_key(&seed, object.grade, &object.code), object.code)).collect();
            keys.sort_unstable();
            let quota = usize::try_from(stratum.quota).expect("few");
            expected.extend(keys[..quota].iter().map(|(_, code)| *code));
        }
        let found: Vec<_> = frozen.draw(&seed).drawn.iter().map(|drawn| drawn.code).collect();
        assert_eq!(found, expected, "seed {n}");
    }
}

#[test]
fn what_was_stored_is_frozen_again_under_its_root_alone() {
    let frozen = Frozen::new(draft()).expect("it can be frozen");
    assert_eq!(Frozen::restore(draft(), frozen.root()).expect("unchanged").root(), frozen.root());
    let mut changed = draft();
    changed.objects.pop();
    let refused = Frozen::restore(changed, frozen.root()).expect_err("an organisation is gone");
    assert_eq!(fault::Reason::reason(&refused), "POPULATION_CHANGED");
}

/// Enough to be cut into pieces, which must not show.
#[test]
fn a_large_population_has_the_root_and_the_order_of_the_definition() {
    let grade = |n: u32| if n.is_multiple_of(3) { Grade::A } else { Grade::B };
    let objects = (1..60_000).map(|n| Object { grade: grade(n), code: code(n) }).collect();
    let frozen = Frozen::new(Draft { objects, merged: Vec::new(), ..draft() }).expect("it can be frozen");
    let mut tree = Merkle::new();
    let Ok(()) = frozen.records(|record| {
        tree.push(record);
        Ok::<(), std::convert::Infallible>(())
    });
    assert_eq!(frozen.root(), tree.root());
    let seed = Hash::of(&[b"large"]);
    let of = frozen.draft().objects.iter().filter(|object| object.grade == Grade::B);
    let mut keys: Vec<_> = of.map(|object| (object_key(&seed, object.grade, &object.code), object.code)).collect();
    keys.sort_unstable();
    let drawn = frozen.draw(&seed).drawn;
    let found: Vec<_> = drawn.iter().filter(|drawn| drawn.grade == Grade::B).map(|drawn| drawn.code).collect();
    assert_eq!(found.len() as u64, frozen.strata()[1].quota);
    assert!(found.iter().eq(keys[..found.len()].iter().map(|(_, code)| code)));
}
