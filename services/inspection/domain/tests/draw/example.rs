//! The page `docs/draw` shows what the code does: the file, every value, and that it holds.

use std::fs;
use std::path::Path;

use inspection_domain::draw::{Findings, Verdict, verify};

use crate::worked::{values, worked};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../docs/draw");

fn page(name: &str) -> String {
    fs::read_to_string(Path::new(FOLDER).join(name)).expect("docs/draw has it")
}

#[test]
fn the_example_is_current_and_the_page_shows_all_of_it() {
    let proof = String::from_utf8(worked().proof()).expect("a proof is text");
    let kept = page("example.txt");
    assert!(
        kept == proof,
        "not current: run `cargo run -p inspection-domain --example draw`, and take over its values"
    );
    assert!(page("README.md").contains(&proof), "the page does not show docs/draw/example.txt as it is");
}

#[test]
fn every_value_that_the_page_explains_is_that_of_the_code() {
    let readme = page("README.md");
    for (name, value) in values(&worked()) {
        let row = format!("| {name} | `{value}` |");
        assert!(readme.contains(&row), "the page lacks {row}");
    }
}

#[test]
fn the_example_holds() {
    let worked = worked();
    let findings = verify(worked.proof().as_slice(), Some(&worked.frozen.root())).expect("memory can be read");
    assert_eq!(findings.differences, []);
    assert_eq!(findings.verdict(), Verdict::Holds);
    let Findings { objects, rounds, drawn, short, .. } = findings;
    assert_eq!((objects, rounds, drawn, short), (13, 2, 4, 1));
}

#[test]
fn the_picture_shows_the_example() {
    let (worked, picture) = (worked(), page("draw.svg"));
    let shows = |text: &str| assert!(picture.contains(text), "the picture lacks {text}");
    shows(&worked.frozen.root().to_string()[..8]);
    for made in &worked.plan.rounds[1].commitments {
        shows(&made.hash.to_string()[..8]);
    }
    for drawn in &worked.outcome.drawn {
        shows(&drawn.code.as_str()[14..]);
        drawn.inspectors.iter().for_each(|inspector| shows(inspector.as_str()));
    }
    for (name, value) in values(&worked) {
        if name.starts_with("seed") {
            shows(&value[..6]);
        } else if name.ends_with(" in B") {
            shows(&value[..8]);
        }
    }
}
