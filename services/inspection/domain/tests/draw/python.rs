//! `docs/draw/verify.py`, written from the specification alone, agrees: with good proofs, and on every kind of tampering.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use inspection_domain::draw::{Demands, Draft, Field, Object, Recusal, Share, commitment, verify};
use inspection_domain::risk::Grade;
use tempfile::TempDir;

use crate::tampering::{Tampered, all};
use crate::worked::{Worked, code, draft, drawn, field, worked};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../..");

/// The Python of `target/venv` or of the machine; `None`, said aloud, where there is none.
fn python() -> Option<PathBuf> {
    let installed = Path::new(ROOT).join("target/venv/bin/python");
    let named = if installed.is_file() { installed } else { PathBuf::from("python3") };
    if Command::new(&named).arg("--version").output().is_ok_and(|output| output.status.success()) {
        return Some(named);
    }
    println!("SKIPPED: no Python; tests/stock/install.sh installs one");
    None
}

/// What the program says of a proof.
fn said(python: &Path, folder: &TempDir, proof: &[u8], root: Option<&str>) -> Output {
    let file = folder.path().join("proof.txt");
    std::fs::write(&file, proof).expect("the folder takes it");
    let mut program = Command::new(python);
    program.arg(Path::new(ROOT).join("docs/draw/verify.py")).arg(file).args(root);
    program.env("PYTHONDONTWRITEBYTECODE", "1").output().expect("Python runs")
}

fn assert_holds(python: &Path, folder: &TempDir, worked: &Worked) {
    let (proof, root) = (worked.proof(), worked.frozen.root().to_string());
    let findings = verify(proof.as_slice(), None).expect("memory can be read");
    assert_eq!(findings.differences, []);
    let Output { status, stdout, stderr } = said(python, folder, &proof, Some(&root));
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    let expected = format!("holds: {} of {} organisations drawn; root {root}\n", findings.drawn, findings.objects);
    assert_eq!(String::from_utf8_lossy(&stdout), expected);
}

#[test]
fn python_finds_that_good_proofs_hold() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().expect("a folder can be made");
    assert_holds(&python, &folder, &worked());
    assert_holds(&python, &folder, &drawn(draft()));
    assert_holds(&python, &folder, &drawn(Draft { beacon: None, merged: Vec::new(), recusals: Vec::new(), ..draft() }));
    assert_holds(&python, &folder, &drawn(Draft { inspectors: Vec::new(), recusals: Vec::new(), ..draft() }));
    assert_holds(&python, &folder, &drawn(large()));
    assert_holds(&python, &folder, &mismatched());
}

/// Several hundred organisations, inspectors who fill up, recusals all over, the floor at work, names in Chinese.
fn large() -> Draft {
    let mut large = draft();
    let grade = |n: u32| if n.is_multiple_of(97) { Grade::D } else { Grade::A };
    large.objects = (1..700).map(|n| Object { grade: grade(n), code: code(n) }).collect();
    large.merged.clear();
    large.population = field("湖州市民政局登记、2026年3月2日状态为正常的社会组织");
    for inspector in &mut large.inspectors {
        inspector.capacity = 9;
    }
    large.departments[2].inspectors = 2;
    let ids: Vec<Field> = large.inspectors.iter().map(|inspector| inspector.id.clone()).collect();
    let recusals = (1..700).map(|n| Recusal { inspector: ids[n as usize % ids.len()].clone(), code: code(n) });
    large.recusals = recusals.collect();
    assert_ne!(Demands::clone(&large.demands).least, 0);
    large
}

/// A round that failed because a share was not the one committed to.
fn mismatched() -> Worked {
    let good = worked();
    let text = String::from_utf8(good.proof()).expect("a proof is text");
    let root = good.frozen.root();
    let mut plan = good.plan.clone();
    let round = &mut plan.rounds[0];
    let wrong = Share([9; 32]);
    assert_ne!(commitment(&root, "tax", 1, &wrong), round.commitments[2].hash);
    let at = round.reveals.last().expect("two revealed").at;
    let department = round.commitments[2].department.clone();
    round.reveals.push(inspection_domain::plan::Reveal { department: department.clone(), share: wrong, at });
    let cause = inspection_domain::plan::Cause::ShareMismatch;
    let failures = vec![inspection_domain::plan::Failure { cause, who: department }];
    round.end = Some(inspection_domain::plan::End::Failed { failures, at });
    let bad = Worked { plan, ..good };
    assert_ne!(bad.proof(), text.into_bytes());
    bad
}

#[test]
fn python_finds_every_kind_of_tampering() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().expect("a folder can be made");
    for Tampered { what, file, .. } in all() {
        let Output { status, stdout, stderr } = said(&python, &folder, &file, None);
        assert_eq!(status.code(), Some(1), "{what}: {}", String::from_utf8_lossy(&stdout));
        assert!(!stderr.is_empty() && stdout.is_empty(), "{what}");
    }
}

#[test]
fn python_finds_another_root_than_the_one_published() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().expect("a folder can be made");
    let Output { status, stderr, .. } = said(&python, &folder, &worked().proof(), Some(&"0".repeat(64)));
    assert_eq!(status.code(), Some(1));
    assert!(String::from_utf8_lossy(&stderr).contains("the root is"), "{}", String::from_utf8_lossy(&stderr));
}
