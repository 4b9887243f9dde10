//! Validators that are not ours.

use std::path::Path;
use std::process::Command;

/// What a program of `tests/stock` says of a file or folder that it finds right; none where what it needs is not installed.
pub(crate) fn checked(program: &str, what: &Path) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    if !root.join("target/venv/installed.txt").is_file() {
        println!("skipped: no validators; tests/stock/install.sh installs them");
        return None;
    }
    let mut check = Command::new(root.join("target/venv/bin/python"));
    let output = check.arg(root.join("tests/stock").join(program)).arg(what).output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
    Some(said)
}
