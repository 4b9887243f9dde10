//! A draw over many organisations: freeze, draw and proof, beside one SHA-256 pass plus sort over the same codes.

use std::fs;
use std::hint::black_box;
use std::process::Command;
use std::time::Instant;

use inspection_domain::draw::{
    Department, Draft, Field, Frozen, Hash, Object, Outcome, Proof, Share, Verdict, Window, commitment, verify,
};
use inspection_domain::inspector::{Certificate, Inspector};
use inspection_domain::plan::{Plan as InspectionPlan, Terms};
use inspection_domain::risk::Grade;
use inspection_domain::{Level, demands};
use onecode_tests::harness::workspace;
use testkit::START;
use time::Duration;
use time::macros::date;
use vocab::{DivisionCode, OrganizationClass, UnifiedCode};

use crate::plan::Plan;
use crate::register::number;
use crate::report::{Report, Target, count};
use crate::tally::median;

/// Times the peer's.
const GOAL: f64 = 3.0;
/// Seconds of Python.
const LIMIT: f64 = 60.0;
const DEPARTMENTS: [&str; 2] = ["civil-affairs", "tax"];
/// Inspectors of each department, and how many objects each takes.
const STAFF: usize = 400;
const CAPACITY: u32 = 200;

/// Seconds of each stage.
#[derive(Debug, Default)]
struct Stages {
    pass: Vec<f64>,
    freeze: Vec<f64>,
    draw: Vec<f64>,
    proof: Vec<f64>,
    whole: Vec<f64>,
}

/// Ours and the peer in turns, then both verifiers over the last proof.
pub(crate) fn measure(plan: &Plan) -> Report {
    let objects = objects(plan.rows);
    let (mut stages, mut last) = (Stages::default(), None);
    for _ in 0..plan.rounds {
        stages.pass.push(timed(|| pass(&objects)).1);
        last = Some(stages.drawn(&objects));
    }
    let (root, proof) = last.expect("there is a round");
    let (whole, pass) = (median(stages.whole), median(stages.pass));
    let mut report = Report::new(format!("A draw over {} organisations", count(number(plan.rows))));
    let beside = format!("SHA-256 of every code, and sort: {pass:.2} s");
    report.judged("freeze, draw and proof", format!("{whole:.2} s"), beside, Target::at_most_times(whole / pass, GOAL));
    for (what, times) in [("freeze", stages.freeze), ("draw", stages.draw), ("proof", stages.proof)] {
        report.line(format!("… {what}"), format!("{:.2} s", median(times)), "");
    }
    verified(&root, &proof, &mut report);
    report.note(
        "In memory, in this process: sorting what comes in any order, quotas and Merkle root; seed, order and two \
         inspectors for each one drawn; every line written. Ours hashes on every core, the peer on one. Both verifiers read \
         the same file; Python has nothing but its standard library.",
    );
    report.print()
}

impl Stages {
    /// The root and the proof of a draw, as a service makes them.
    fn drawn(&mut self, objects: &[Object]) -> (Hash, Vec<u8>) {
        let draft = draft(objects.to_vec());
        let begun = Instant::now();
        let (frozen, freeze) = timed(|| Frozen::new(draft).expect("it can be frozen"));
        let ((plan, outcome), draw) = timed(|| draw(&frozen));
        let (file, proof) = timed(|| {
            let mut file = Vec::new();
            let proof = Proof { frozen: &frozen, rounds: &plan.rounds, outcome: &outcome };
            proof.write(&mut file).expect("memory takes it");
            file
        });
        self.whole.push(begun.elapsed().as_secs_f64());
        self.freeze.push(freeze);
        self.draw.push(draw);
        self.proof.push(proof);
        assert!(outcome.drawn.iter().all(|drawn| drawn.short.is_empty()), "there are inspectors enough");
        (frozen.root(), file)
    }
}

/// The peer: nothing but a hash of every code, and their order.
fn pass(objects: &[Object]) {
    let mut keys: Vec<(Hash, UnifiedCode)> =
        objects.iter().map(|object| (Hash::of(&[object.code.as_str().as_bytes()]), object.code)).collect();
    keys.sort_unstable();
    black_box(keys);
}

fn draw(frozen: &Frozen) -> (InspectionPlan, Outcome) {
    let mut plan = InspectionPlan::default();
    plan.freeze(frozen).expect("it is a draft");
    let terms = Terms { commit_by: START + Duration::HOUR, reveal_by: START + Duration::hours(2), beacon_at: None };
    plan.open_round(terms, None, START).expect("the first");
    let share = Share([7; 32]);
    for key in DEPARTMENTS {
        plan.commit(&field(key), commitment(&frozen.root(), key, 1, &share), START).expect("in its term");
    }
    for key in DEPARTMENTS {
        plan.reveal(&field(key), share, START).expect("in its term");
    }
    let seed = plan.draw(START).expect("all is there");
    (plan, frozen.draw(&seed))
}

/// Our verifier, and the program that any outsider may run.
fn verified(root: &Hash, proof: &[u8], report: &mut Report) {
    let (findings, ours) = timed(|| verify(proof, Some(root)).expect("memory can be read"));
    assert_eq!(findings.verdict(), Verdict::Holds, "{:?}", findings.differences);
    let size = format!("{:.0} MiB of proof", number(proof.len()) / 1_048_576.0);
    report.line(
        format!("verified, {} drawn", count(number(usize::try_from(findings.drawn).expect("few")))),
        format!("{ours:.2} s"),
        size,
    );
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("proof.txt");
    fs::write(&file, proof).expect("the folder takes it");
    let mut program = Command::new("python3");
    program.arg(workspace().join("docs/draw/verify.py")).arg(&file).arg(root.to_string());
    match timed(|| program.output()) {
        (Err(_), _) => report.note("Not verified by Python: no python3 here."),
        (Ok(said), took) => {
            assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
            report.judged(
                "verified by docs/draw/verify.py",
                format!("{took:.1} s"),
                "",
                Target::below(took, LIMIT, "s"),
            );
        }
    }
}

/// Codes of several divisions in no order; most are of grade B, few of D.
fn objects(rows: usize) -> Vec<Object> {
    let divisions: Vec<DivisionCode> = ["330502", "330503", "330521", "330522", "330523"]
        .map(|code| DivisionCode::parse(code).expect("of Huzhou"))
        .into();
    let grade = |n: usize| match n % 100 {
        0..30 => Grade::A,
        30..92 => Grade::B,
        92..99 => Grade::C,
        _ => Grade::D,
    };
    // Some would read as an ID number, and are never issued.
    let codes = (0_usize..).filter_map(|n| {
        let body = format!("{:08}", (n * 7_368_787) % 100_000_000);
        UnifiedCode::from_parts(OrganizationClass::SocialGroup, divisions[n % divisions.len()], &body).ok()
    });
    codes.take(rows).enumerate().map(|(n, code)| Object { grade: grade(n), code }).collect()
}

fn draft(objects: Vec<Object>) -> Draft {
    let demands = demands(Level::County, date!(2026 - 11 - 24)).expect("the rules are in force");
    let certificate = Certificate { valid_from: date!(2024 - 07 - 01), valid_to: date!(2029 - 07 - 01) };
    let inspectors = DEPARTMENTS.into_iter().flat_map(|department| {
        (0..STAFF).map(move |n| Inspector {
            id: field(&format!("inspectors/{department}-{n:04}")),
            department: field(department),
            capacity: CAPACITY,
            certificate,
        })
    });
    Draft {
        program: field("onecode bench"),
        plan: field("plans/bench"),
        year: 2026,
        frozen_at: START,
        population: field("made up"),
        window: Window { first: date!(2026 - 12 - 01), last: date!(2026 - 12 - 31) },
        proportion: demands.proportion,
        demands,
        beacon: None,
        departments: DEPARTMENTS.map(|key| Department { key: field(key), inspectors: 1 }).into(),
        objects,
        merged: Vec::new(),
        inspectors: inspectors.collect(),
        recusals: Vec::new(),
    }
}

fn field(text: &str) -> Field {
    Field::parse(text).expect("a field")
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let begun = Instant::now();
    let done = work();
    (done, begun.elapsed().as_secs_f64())
}
