//! A draw over the organisations of the real register, by level with the statutory parts; uniform in every stratum.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use inspection_domain::draw::{Draft, Frozen, Object, Verdict, verify};
use inspection_domain::risk::Grade;
use inspection_domain::{Level, demands};
use time::macros::date;
use vocab::UnifiedCode;

use crate::uniformity::{assert_uniform, seed};
use crate::worked::{draft, drawn};

const SEEDS: u32 = 400;

/// The rows of the register, each once; `None`, said aloud, where the shared data are absent.
fn register() -> Option<Vec<(Level, Object)>> {
    let named = std::env::vars_os().find(|(name, _)| name == "ONECODE_SHARED_DATA").map(|(_, value)| value);
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let path = named.map_or_else(beside, PathBuf::from).join("organizations.csv");
    let Ok(mut reader) = csv::Reader::from_path(&path) else {
        println!("SKIPPED: {} is absent; set ONECODE_SHARED_DATA to the shared data folder", path.display());
        return None;
    };
    let mut found = BTreeMap::new();
    for row in reader.deserialize::<HashMap<String, String>>() {
        let row = row.expect("a row of the shared file");
        if let Ok(code) = UnifiedCode::parse_vouched(&row["code"]) {
            found.insert(code, (Level::of(code.division()), Object { grade: grade(&row), code }));
        }
    }
    Some(found.into_values().collect())
}

/// What the register says of an organisation that bears on its risk.
fn grade(row: &HashMap<String, String>) -> Grade {
    match (row["credit_flags"].as_str(), row["rating"].as_str()) {
        (flags, _) if flags.contains("严重违法") && !flags.contains("已移出") => Grade::D,
        (flags, _) if !flags.is_empty() => Grade::C,
        (_, "3A" | "4A" | "5A") => Grade::A,
        _ => Grade::B,
    }
}

fn of_level(level: Level, objects: Vec<Object>) -> Draft {
    let demands = demands(level, date!(2026 - 03 - 02)).expect("the rules are in force");
    let mut draft = draft();
    for inspector in &mut draft.inspectors {
        inspector.capacity = 500;
    }
    let (merged, recusals) = (Vec::new(), Vec::new());
    Draft { objects, merged, recusals, proportion: demands.proportion, demands, ..draft }
}

#[test]
fn a_draw_over_the_real_register_is_uniform_in_every_stratum_of_every_level() {
    let Some(register) = register() else { return };
    assert!(register.len() > 1500, "{} organisations", register.len());
    let mut judged = 0;
    for level in Level::ALL {
        let objects: Vec<Object> = register.iter().filter(|row| row.0 == level).map(|row| row.1).collect();
        if objects.is_empty() {
            continue;
        }
        let frozen = Frozen::new(of_level(level, objects.clone())).expect("it can be frozen");
        let worked = drawn(of_level(level, objects));
        let findings = verify(worked.proof().as_slice(), Some(&frozen.root())).expect("memory can be read");
        assert_eq!((findings.verdict(), findings.short), (Verdict::Holds, 0), "{level:?}: {:?}", findings.differences);
        judged += judge(level, &frozen);
    }
    assert!(judged >= 4, "only {judged} strata could be judged");
}

/// How many strata could be judged: those of which some, not all, are drawn, and often enough.
fn judge(level: Level, frozen: &Frozen) -> usize {
    let mut counts: HashMap<UnifiedCode, u32> = HashMap::new();
    for seed in (0..SEEDS).map(seed) {
        for drawn in frozen.draw(&seed).drawn {
            *counts.entry(drawn.code).or_default() += 1;
        }
    }
    let mut judged = 0;
    for stratum in frozen.strata() {
        let (size, quota) = (stratum.size, u32::try_from(stratum.quota).expect("few"));
        let expected = f64::from(SEEDS * quota) / f64::from(u32::try_from(size.max(1)).expect("few"));
        println!("{level:?} {}: {quota} of {size}, each {expected:.1} times", stratum.grade);
        if expected < 5.0 || size < 3 || size == stratum.quota {
            continue;
        }
        let of = frozen.draft().objects.iter().filter(|object| object.grade == stratum.grade);
        let drawn: Vec<u32> = of.map(|object| counts.get(&object.code).copied().unwrap_or_default()).collect();
        assert_uniform(&drawn, SEEDS, f64::from(quota), &format!("{level:?} {}", stratum.grade));
        judged += 1;
    }
    judged
}
