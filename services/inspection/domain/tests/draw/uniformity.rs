//! Nobody is favoured: over many seeds every organisation of a stratum, and every inspector, is drawn equally often.

use std::collections::BTreeMap;

use inspection_domain::draw::{Draft, Frozen, Hash, Object, Proportion};
use inspection_domain::risk::Grade;
use time::macros::date;
use vocab::UnifiedCode;

use crate::worked::{code, draft, inspector};

const SEEDS: u32 = 600;

/// Seed number `n` of a list that never changes, so that the test always says the same.
pub(crate) fn seed(n: u32) -> Hash {
    Hash::of(&[b"uniformity", &n.to_be_bytes()])
}

/// Pearson's statistic for drawing `quota` of `counts.len()` so many times: chi-square with one degree less than there are
/// counts, since a draw takes nobody twice.
pub(crate) fn statistic(counts: &[u32], times: u32, quota: f64) -> f64 {
    let size = f64::from(u32::try_from(counts.len()).expect("few"));
    let chance = quota / size;
    let expected = f64::from(times) * chance;
    let squares: f64 = counts.iter().map(|count| (f64::from(*count) - expected).powi(2)).sum();
    squares / (expected * (1.0 - chance)) * (size - 1.0) / size
}

/// Where chi-square lies in all but one of some two thousand cases, on either side (Wilson and Hilferty).
pub(crate) fn bounds(counts: usize) -> (f64, f64) {
    let freedom = f64::from(u32::try_from(counts).expect("few")) - 1.0;
    let at = |z: f64| freedom * (1.0 - 2.0 / (9.0 * freedom) + z * (2.0 / (9.0 * freedom)).sqrt()).powi(3);
    (at(-3.3).max(0.0), at(3.3))
}

pub(crate) fn assert_uniform(counts: &[u32], times: u32, quota: f64, what: &str) {
    let (found, (low, high)) = (statistic(counts, times, quota), bounds(counts.len()));
    assert!((low..=high).contains(&found), "{what}: chi-square {found:.1}, {low:.1} to {high:.1} expected");
}

fn strata() -> Frozen {
    let sizes = [(Grade::A, 1..61), (Grade::B, 61..121), (Grade::C, 121..151), (Grade::D, 151..156)];
    let objects = sizes.into_iter().flat_map(|(grade, of)| of.map(move |n| Object { grade, code: code(n) }));
    let late = date!(2029 - 07 - 01);
    let pool = |department: &'static str, count: u32| {
        (0..count).map(move |n| inspector(&format!("{department}-{n:02}"), department, 50, late))
    };
    Frozen::new(Draft {
        objects: objects.collect(),
        merged: Vec::new(),
        recusals: Vec::new(),
        inspectors: pool("civil-affairs", 12).chain(pool("tax", 7)).collect(),
        proportion: Proportion::new(1, 5).expect("a proportion"),
        ..draft()
    })
    .expect("it can be frozen")
}

#[test]
fn every_organisation_of_a_stratum_and_every_inspector_is_drawn_equally_often() {
    let frozen = strata();
    let mut organizations: BTreeMap<UnifiedCode, u32> = BTreeMap::new();
    let mut first: BTreeMap<UnifiedCode, u32> = BTreeMap::new();
    let mut inspectors: BTreeMap<String, u32> = BTreeMap::new();
    let mut visits = 0;
    for seed in (0..SEEDS).map(seed) {
        for drawn in frozen.draw(&seed).drawn {
            visits += 1;
            *organizations.entry(drawn.code).or_default() += 1;
            *first.entry(drawn.code).or_default() += u32::from(drawn.rank == 1);
            for inspector in drawn.inspectors {
                *inspectors.entry(inspector.to_string()).or_default() += 1;
            }
        }
    }
    for (stratum, quota) in frozen.strata().iter().zip([6.0, 12.0, 12.0]) {
        assert_eq!(stratum.quota.to_string(), quota.to_string(), "{}", stratum.grade);
        let of = frozen.draft().objects.iter().filter(|object| object.grade == stratum.grade);
        let codes: Vec<UnifiedCode> = of.map(|object| object.code).collect();
        let count = |by: &BTreeMap<UnifiedCode, u32>| codes.iter().map(|code| by[code]).collect::<Vec<_>>();
        assert_uniform(&count(&organizations), SEEDS, quota, &format!("stratum {}", stratum.grade));
        assert_uniform(&count(&first), SEEDS, 1.0, &format!("first of stratum {}", stratum.grade));
    }
    for department in ["civil-affairs", "tax"] {
        let of = inspectors.iter().filter(|(id, _)| id.starts_with(department));
        let counts: Vec<u32> = of.map(|(_, count)| *count).collect();
        assert_uniform(&counts, visits, 1.0, department);
    }
}

#[test]
fn the_bound_finds_a_draw_that_favours_somebody() {
    // Sixty of whom twelve are drawn, six hundred times; one in ten draws takes the first twelve.
    let mut counts = [0_u32; 60];
    for n in 0..SEEDS {
        let mut order: Vec<usize> = (0..counts.len()).collect();
        if !n.is_multiple_of(10) {
            order.sort_by_key(|place| Hash::of(&[&seed(n).0, &place.to_be_bytes()]));
        }
        order.into_iter().take(12).for_each(|place| counts[place] += 1);
    }
    assert!(statistic(&counts, SEEDS, 12.0) > bounds(counts.len()).1);
    // As often as one should: too even to be chance.
    assert!(statistic(&[120; 60], SEEDS, 12.0) < bounds(counts.len()).0);
}
