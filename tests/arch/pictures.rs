//! The pictures and the page in `docs/procedures` are what the tables say, and nothing in a picture runs out of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use onecode::procedures::pages;

use crate::procedures::office;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/procedures");

#[test]
fn what_is_checked_in_is_what_the_tables_say() {
    for (name, content) in pages().unwrap() {
        let kept = fs::read_to_string(Path::new(FOLDER).join(&name)).unwrap_or_default();
        assert!(
            kept == content,
            "docs/procedures/{name} is not current: run `cargo run -p onecode --example procedures`"
        );
    }
}

#[test]
fn no_picture_is_left_of_a_procedure_that_is_gone() {
    let kept: BTreeSet<String> =
        fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let made: BTreeSet<String> = pages().unwrap().into_iter().map(|(name, _)| name).collect();
    assert_eq!(kept, made);
}

#[test]
fn a_picture_names_every_state_and_every_action_of_its_procedure() {
    for procedure in office().procedures() {
        let picture = procedure.picture();
        for state in procedure.states {
            assert!(picture.contains(&format!(">{}</text>", state.title)), "{}: {}", procedure.key, state.key);
        }
        for action in procedure.actions {
            let shown = picture.matches(&format!(">{}</text>", action.title)).count();
            let as_state = procedure.states.iter().filter(|state| state.title == action.title).count();
            assert_eq!(shown - as_state, action.from.len(), "{}: {}", procedure.key, action.key);
        }
    }
}

/// A text of a picture: what it says and where it stands, its width estimated.
struct Drawn {
    says: String,
    left: i32,
    right: i32,
    base: i32,
    size: i32,
}

/// Reads one line of the picture; `None` if it is none that draws a text.
fn drawn(line: &str) -> Option<Drawn> {
    let (head, rest) = line.strip_prefix("<text")?.split_once('>')?;
    let attribute = |name: &str| head.split(&format!(" {name}=\"")).nth(1)?.split('"').next();
    let number = |name: &str| attribute(name)?.parse::<i32>().ok();
    let says = rest.strip_suffix("</text>")?.to_owned();
    let (x, size) = (number("x")?, number("font-size")?);
    let tenths: i32 = says.chars().map(|char| if char.is_ascii() { 6 } else { 10 }).sum();
    let width = tenths * size / 10;
    let left = if attribute("text-anchor")? == "middle" { x - width / 2 } else { x };
    Some(Drawn { says, left, right: left + width, base: number("y")?, size })
}

#[test]
fn no_text_of_a_picture_runs_into_another_or_out_of_the_picture() {
    for procedure in office().procedures() {
        let picture = procedure.picture();
        let width: i32 = picture.split("width=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
        let texts: Vec<Drawn> = picture.lines().filter_map(drawn).collect();
        assert_eq!(texts.len(), picture.matches("<text").count());
        for (at, text) in texts.iter().enumerate() {
            assert!(text.left >= 0 && text.right <= width, "{}: `{}` is cut off", procedure.key, text.says);
            for other in &texts[at + 1..] {
                let apart = text.right <= other.left
                    || other.right <= text.left
                    || text.base <= other.base - other.size
                    || other.base <= text.base - text.size;
                assert!(apart, "{}: `{}` runs into `{}`", procedure.key, text.says, other.says);
            }
        }
    }
}
