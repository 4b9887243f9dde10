//! Rules about the source that no lint knows.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() && !name.starts_with('.') && name != "target" && name != "node_modules" && name != "data" {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn every_source() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths = Vec::new();
    for folder in ["proto", "services", "gateway", "tests"] {
        sources(&root.join(folder), &mut paths);
    }
    assert!(paths.len() > 50, "the walk found the sources");
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).expect("UTF-8"))).collect()
}

#[test]
fn files_stay_short_enough_to_read_at_once() {
    let long: Vec<String> = every_source()
        .iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > 400)
        .map(|(path, lines)| format!("{lines} {}", path.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_module_begins_with_a_sentence() {
    let bare: Vec<String> = every_source()
        .iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(bare.is_empty(), "no `//!` sentence:\n{}", bare.join("\n"));
}

#[test]
fn only_the_ground_floor_makes_transactions() {
    let wrong: Vec<String> = every_source()
        .iter()
        .filter(|(path, text)| {
            let path = path.to_string_lossy().replace('\\', "/");
            let services = ["/registry/", "/inspection/", "/credit/", "/purchase/", "/talent/"];
            let of_service = services.iter().any(|service| path.contains(service));
            of_service && path.contains("/src/") && text.contains(".commit()")
        })
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(wrong.is_empty(), "commits outside `uow`: {}", wrong.join(", "));
}
