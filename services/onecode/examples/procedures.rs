//! Writes the pictures and the page of every procedure into a folder.

use std::path::PathBuf;
use std::{env, error, fs};

fn main() -> Result<(), Box<dyn error::Error>> {
    let folder = env::args_os().nth(1).map_or_else(|| PathBuf::from("docs/procedures"), PathBuf::from);
    let pages = onecode::procedures::pages()?;
    fs::create_dir_all(&folder)?;
    for (name, content) in &pages {
        fs::write(folder.join(name), content)?;
    }
    println!("{} files in {}", pages.len(), folder.display());
    Ok(())
}
