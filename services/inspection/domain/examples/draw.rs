//! Writes the worked example of `docs/draw`: the proof into a file, the values that the page shows to the terminal.

use std::path::PathBuf;
use std::{env, fs, io};

#[path = "../tests/draw/worked.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod worked;

fn main() -> io::Result<()> {
    let path = env::args_os().nth(1).map_or_else(|| PathBuf::from("docs/draw/example.txt"), PathBuf::from);
    let worked = worked::worked();
    fs::write(&path, worked.proof())?;
    for (name, value) in worked::values(&worked) {
        println!("{name}: {value}");
    }
    Ok(())
}
