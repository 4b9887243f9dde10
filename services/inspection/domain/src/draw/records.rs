//! The records (记录) of what is frozen, line by line in their order, and the root over them.

use std::convert::Infallible;

use time::Date;

use super::SPECIFICATION;
use super::frozen::{Draft, Object, Stratum};
use super::hash::Hash;
use super::instant::instant;
use super::merkle::Merkle;
use super::quota::Multiplier;

/// Every record in its order, without the line break; one buffer serves all.
pub(super) fn each<E>(
    draft: &Draft,
    strata: &[Stratum; 4],
    mut each: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    for record in head(draft, strata) {
        each(record.as_bytes())?;
    }
    let mut object = b"object\tA\t000000000000000000".to_owned();
    for Object { grade, code } in &draft.objects {
        object[7..8].copy_from_slice(grade.as_str().as_bytes());
        object[9..].copy_from_slice(code.as_str().as_bytes());
        each(&object)?;
    }
    for merged in &draft.merged {
        each(format!("merged\t{}\t{}", merged.code, merged.plan).as_bytes())?;
    }
    for inspector in &draft.inspectors {
        let (from, to) = (day(inspector.certificate.valid_from), day(inspector.certificate.valid_to));
        let (id, department, capacity) = (&inspector.id, &inspector.department, inspector.capacity);
        each(format!("inspector\t{id}\t{department}\t{capacity}\t{from}\t{to}").as_bytes())?;
    }
    for recusal in &draft.recusals {
        each(format!("recusal\t{}\t{}", recusal.inspector, recusal.code).as_bytes())?;
    }
    Ok(())
}

/// The root over every record.
pub(super) fn root(draft: &Draft, strata: &[Stratum; 4]) -> Hash {
    let mut tree = Merkle::new();
    let Ok(()) = each(draft, strata, |record| {
        tree.push(record);
        Ok::<(), Infallible>(())
    });
    tree.root()
}

fn head(draft: &Draft, strata: &[Stratum; 4]) -> Vec<String> {
    let proportion = draft.proportion;
    let mut lines = vec![
        format!("draw\t{SPECIFICATION}"),
        format!("program\t{}", draft.program),
        format!("plan\t{}", draft.plan),
        format!("year\t{}", draft.year),
        format!("frozen\t{}", instant(draft.frozen_at)),
        format!("population\t{}", draft.population),
        format!("visits\t{}\t{}", day(draft.window.first), day(draft.window.last)),
        format!("proportion\t{}/{}\t{}", proportion.numerator(), proportion.denominator(), draft.demands.rule),
        format!("least\t{}", draft.demands.least),
    ];
    if let Some(beacon) = &draft.beacon {
        lines.push(format!("beacon\t{}\t{}", beacon.source, instant(beacon.at)));
    }
    for department in &draft.departments {
        lines.push(format!("department\t{}\t{}", department.key, department.inspectors));
    }
    for Stratum { grade, multiplier, size, quota } in strata {
        let multiplier = match multiplier {
            Multiplier::Times { numerator, denominator } => format!("{numerator}/{denominator}"),
            Multiplier::All => "all".to_owned(),
        };
        lines.push(format!("stratum\t{grade}\t{multiplier}\t{size}\t{quota}"));
    }
    lines
}

/// `2026-03-02`.
pub(super) fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}
