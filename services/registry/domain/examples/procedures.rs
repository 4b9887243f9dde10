//! Writes the pictures and the page of the register's procedures into a folder.

use std::path::PathBuf;
use std::{env, fs, io};

use registry_domain::procedures::{PROCEDURES, pages};

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).map_or_else(|| PathBuf::from("docs/procedures"), PathBuf::from);
    fs::create_dir_all(&folder)?;
    for (name, content) in pages() {
        fs::write(folder.join(name), content)?;
    }
    println!("{} procedures in {}", PROCEDURES.len(), folder.display());
    Ok(())
}
