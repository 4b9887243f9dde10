//! The records (记录) of what is frozen, line by line in their order, and the root over them.

use time::Date;

use super::SPECIFICATION;
use super::frozen::{Draft, Object, Stratum};
use super::hash::Hash;
use super::instant::instant;
use super::merkle::Merkle;
use super::pieces;
use super::quota::Multiplier;

/// Records of objects of which a core makes one subtree; a power of two.
const SUBTREE: usize = 1 << 14;

/// A record of an object: always as long, so that one buffer serves all.
type ObjectRecord = [u8; 27];
const OBJECT: ObjectRecord = *b"object\tA\t000000000000000000";

/// Every record in its order, without the line break.
pub(super) fn each<E>(
    draft: &Draft,
    strata: &[Stratum; 4],
    mut each: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    head(draft, strata).iter().try_for_each(|record| each(record.as_bytes()))?;
    let mut record = OBJECT;
    for object in &draft.objects {
        write(object, &mut record);
        each(&record)?;
    }
    tail(draft).try_for_each(|record| each(record.as_bytes()))
}

/// The root over every record.
pub(super) fn root(draft: &Draft, strata: &[Stratum; 4]) -> Hash {
    let mut tree = Merkle::new();
    let head = head(draft, strata);
    for record in &head {
        tree.push(record.as_bytes());
    }
    // Subtrees begin where a power of two of records is before them.
    let first = head.len().next_multiple_of(SUBTREE) - head.len();
    let (first, rest) = draft.objects.split_at(first.min(draft.objects.len()));
    push(first, &mut tree);
    let (subtrees, last) = rest.as_chunks::<SUBTREE>();
    let roots = pieces::of_each(subtrees, 1, |subtrees| subtrees.iter().map(|of| subtree(of)).collect::<Vec<_>>());
    roots.into_iter().flatten().for_each(|root| tree.push_subtree(SUBTREE as u64, root));
    push(last, &mut tree);
    tail(draft).for_each(|record| tree.push(record.as_bytes()));
    tree.root()
}

fn subtree(objects: &[Object]) -> Hash {
    let mut tree = Merkle::new();
    push(objects, &mut tree);
    tree.root()
}

fn push(objects: &[Object], tree: &mut Merkle) {
    let mut record = OBJECT;
    for object in objects {
        write(object, &mut record);
        tree.push(&record);
    }
}

fn write(object: &Object, to: &mut ObjectRecord) {
    to[7..8].copy_from_slice(object.grade.as_str().as_bytes());
    to[9..].copy_from_slice(object.code.as_str().as_bytes());
}

/// The records after the objects.
fn tail(draft: &Draft) -> impl Iterator<Item = String> {
    let merged = draft.merged.iter().map(|merged| format!("merged\t{}\t{}", merged.code, merged.plan));
    let inspectors = draft.inspectors.iter().map(|inspector| {
        let (from, to) = (day(inspector.certificate.valid_from), day(inspector.certificate.valid_to));
        format!("inspector\t{}\t{}\t{}\t{from}\t{to}", inspector.id, inspector.department, inspector.capacity)
    });
    let recusals = draft.recusals.iter().map(|recusal| format!("recusal\t{}\t{}", recusal.inspector, recusal.code));
    merged.chain(inspectors).chain(recusals)
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
