//! What holds of every draw, whatever the population, the inspectors and the seed.

use std::collections::HashMap;

use inspection_domain::draw::{
    Department, Draft, Drawn, Frozen, Hash, Multiplier, Object, Proportion, Recusal, quotas,
};
use inspection_domain::inspector::{Certificate, Inspector};
use inspection_domain::risk::Grade;
use proptest::prelude::*;
use time::macros::date;

use crate::worked::{code, draft, field};

/// A draft with up to eighty organisations and twelve inspectors, some of them full, recused or expired.
fn any_draft() -> impl Strategy<Value = Draft> {
    let grades = prop::collection::vec(0..4_usize, 1..80);
    let staff = prop::collection::vec((0..3_usize, 0..8_u32, any::<bool>(), any::<bool>()), 0..12);
    let recusals = prop::collection::vec((0..12_usize, 1..80_u32), 0..40);
    let wanted = prop::collection::vec(0..4_u32, 3).prop_filter("SP-05", |wanted| wanted.iter().sum::<u32>() >= 2);
    (grades, staff, recusals, wanted, 5..100_u32).prop_map(|(grades, staff, recusals, wanted, percent)| {
        let keys = ["civil-affairs", "market-supervision", "tax"];
        let inspectors: Vec<Inspector> = (0..).zip(staff).map(|(n, of)| inspector(n, keys, of)).collect();
        let known = |of: usize| inspectors.get(of).map(|inspector| inspector.id.clone());
        let recusals =
            recusals.into_iter().filter_map(|(of, n)| Some(Recusal { inspector: known(of)?, code: code(n) }));
        Draft {
            objects: (1..).zip(grades).map(|(n, at)| Object { grade: Grade::ALL[at], code: code(n) }).collect(),
            merged: Vec::new(),
            recusals: recusals.collect(),
            departments: keys
                .into_iter()
                .zip(wanted)
                .map(|(key, inspectors)| Department { key: field(key), inspectors })
                .collect(),
            proportion: Proportion::new(percent, 100).expect("a proportion"),
            inspectors,
            ..draft()
        }
    })
}

fn inspector(n: u32, keys: [&str; 3], (of, capacity, late, early): (usize, u32, bool, bool)) -> Inspector {
    let valid_to = if late { date!(2026 - 06 - 30) } else { date!(2026 - 07 - 01) };
    let valid_from = if early { date!(2026 - 03 - 17) } else { date!(2026 - 03 - 16) };
    let certificate = Certificate { valid_from, valid_to };
    Inspector { id: field(&format!("i-{n:02}")), department: field(keys[of]), capacity, certificate }
}

fn any_seed() -> impl Strategy<Value = Hash> {
    any::<[u8; 32]>().prop_map(Hash)
}

/// Whom a department may send to an object before anybody was assigned.
fn able(frozen: &Frozen, department: &Department, drawn: &Drawn) -> Vec<Inspector> {
    let draft = frozen.draft();
    let recused = |inspector: &Inspector| {
        draft.recusals.iter().any(|recusal| recusal.inspector == inspector.id && recusal.code == drawn.code)
    };
    let of = draft.inspectors.iter().filter(|inspector| inspector.department == department.key);
    let valid = |inspector: &Inspector| {
        (inspector.certificate.valid_from <= draft.window.first) && (draft.window.last < inspector.certificate.valid_to)
    };
    of.filter(|inspector| valid(inspector) && !recused(inspector)).cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_order_of_what_comes_in_does_not_matter(draft in any_draft(), seed in any_seed(), turn in 0..80_usize) {
        let mut turned = draft.clone();
        let middle = turn % turned.objects.len();
        turned.objects.rotate_left(middle);
        turned.departments.reverse();
        turned.inspectors.reverse();
        turned.recusals.reverse();
        let (one, other) = (Frozen::new(draft).expect("frozen"), Frozen::new(turned).expect("frozen"));
        prop_assert_eq!(one.root(), other.root());
        prop_assert_eq!(one.draw(&seed), other.draw(&seed));
    }

    #[test]
    fn a_changed_population_changes_the_root(draft in any_draft(), at in any::<prop::sample::Index>(), how in 0..4_u8) {
        let mut changed = draft.clone();
        let place = at.index(changed.objects.len());
        match how {
            0 => changed.objects.push(Object { grade: Grade::B, code: code(500) }),
            1 if changed.objects.len() > 1 => drop(changed.objects.remove(place)),
            2 => changed.objects[place].code = code(501),
            _ => changed.objects[place].grade = Grade::ALL[(changed.objects[place].grade.index() + 1) % 4],
        }
        prop_assert_ne!(Frozen::new(draft).expect("frozen").root(), Frozen::new(changed).expect("frozen").root());
    }

    #[test]
    fn everybody_drawn_is_of_the_stratum_once_and_as_many_as_the_quota(draft in any_draft(), seed in any_seed()) {
        let frozen = Frozen::new(draft).expect("frozen");
        let outcome = frozen.draw(&seed);
        let mut codes: Vec<_> = outcome.drawn.iter().map(|drawn| drawn.code).collect();
        for stratum in frozen.strata() {
            let of: Vec<&Drawn> = outcome.drawn.iter().filter(|drawn| drawn.grade == stratum.grade).collect();
            prop_assert_eq!(of.len() as u64, stratum.quota);
            for (rank, drawn) in (1..).zip(of) {
                prop_assert_eq!(drawn.rank, rank);
                let object = Object { grade: drawn.grade, code: drawn.code };
                prop_assert!(frozen.draft().objects.binary_search(&object).is_ok());
            }
        }
        codes.sort_unstable();
        codes.dedup();
        prop_assert_eq!(codes.len(), outcome.drawn.len());
    }

    #[test]
    fn nobody_inspects_who_is_full_or_recused_or_expired_and_nobody_is_left_who_could(
        draft in any_draft(),
        seed in any_seed(),
    ) {
        let frozen = Frozen::new(draft).expect("frozen");
        let mut load: HashMap<String, u32> = HashMap::new();
        for drawn in frozen.draw(&seed).drawn {
            let mut ids = drawn.inspectors.clone();
            for department in &frozen.draft().departments {
                let able = able(&frozen, department, &drawn);
                let free = able.iter().filter(|one| load.get(one.id.as_str()).copied().unwrap_or_default() < one.capacity);
                let due = usize::try_from(department.inspectors).expect("few").min(free.count());
                let of: Vec<_> = ids.extract_if(.., |id| able.iter().any(|one| one.id == *id)).collect();
                prop_assert_eq!(of.len(), due, "{} for {}", department.key, drawn.code);
                let short = drawn.short.iter().find(|short| short.department == department.key).map(|short| short.missing);
                let missing = department.inspectors - u32::try_from(due).expect("few");
                prop_assert_eq!(short.unwrap_or_default(), missing);
                for id in of {
                    *load.entry(id.to_string()).or_default() += 1;
                }
            }
            prop_assert!(ids.is_empty(), "{ids:?} may not inspect {}", drawn.code);
        }
        for inspector in &frozen.draft().inspectors {
            prop_assert!(load.get(inspector.id.as_str()).copied().unwrap_or_default() <= inspector.capacity);
        }
    }

    #[test]
    fn quotas_are_within_their_bounds(
        sizes in prop::array::uniform4(0..2_000_000_u64),
        percent in 1..=100_u32,
        times in prop::array::uniform3(1..400_u32),
    ) {
        let proportion = Proportion::new(percent, 100).expect("a proportion");
        let multiplier = |times| Multiplier::times(times, 100).expect("a multiplier");
        let multipliers = [multiplier(times[0]), multiplier(times[1]), multiplier(times[2]), Multiplier::All];
        let found = quotas(proportion, sizes, multipliers);
        let floor = (sizes.iter().sum::<u64>() * u64::from(percent)).div_ceil(100);
        let own = |at: usize| (sizes[at] * u64::from(percent) * u64::from(times[at])).div_ceil(10_000).min(sizes[at]);
        prop_assert!(found.iter().sum::<u64>() >= floor);
        prop_assert_eq!(found[3], sizes[3]);
        let bare: u64 = (0..3).map(own).sum::<u64>() + sizes[3];
        for at in 0..3 {
            prop_assert!((own(at)..=sizes[at]).contains(&found[at]));
        }
        // Raised to the floor and not beyond it.
        prop_assert_eq!(found.iter().sum::<u64>(), bare.max(floor));
    }
}
