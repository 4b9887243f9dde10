//! `onecode draw verify`: a draw recomputed from its proof alone.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use inspection_domain::draw::{Findings, Hash, Verdict, verify};
use serde_json::json;

use crate::args::DrawVerifyArgs;
use crate::client::Failure;
use crate::client::progress::Progress;
use crate::exit::Exit;
use crate::messages::Message;
use crate::output::Printer;

pub(in crate::client) fn run(args: &DrawVerifyArgs, printer: &Printer) -> Result<Exit, Failure> {
    let findings = verified(&args.file, args.root.as_ref()).map_err(|error| Failure::unreadable(&args.file, &error))?;
    let holds = findings.verdict() == Verdict::Holds;
    if printer.is_json() {
        printer.value(&answer(&findings, args.root.is_some()))?;
    } else {
        show(&findings, args.root.is_some(), printer)?;
    }
    Ok(if holds { Exit::Done } else { Exit::Refused })
}

fn verified(file: &Path, published: Option<&Hash>) -> io::Result<Findings> {
    let opened = File::open(file)?;
    let progress = Progress::of(opened.metadata()?.len());
    let watched = Watched { file: opened, read: 0, progress: progress.clone() };
    let findings = verify(BufReader::with_capacity(1 << 20, watched), published);
    progress.clear();
    findings
}

/// A file whose reading is seen on the terminal.
struct Watched {
    file: File,
    read: u64,
    progress: Progress,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.read += read as u64;
        self.progress.reached(self.read, String::new());
        Ok(read)
    }
}

fn answer(findings: &Findings, compared: bool) -> serde_json::Value {
    json!({
        "holds": findings.verdict() == Verdict::Holds,
        "plan": findings.plan.as_ref().map(ToString::to_string),
        "root": findings.root.map(|root| root.to_string()),
        "rootCompared": compared,
        "rounds": findings.rounds,
        "objects": findings.objects,
        "drawn": findings.drawn,
        "short": findings.short,
        "seed": findings.seed.map(|seed| seed.to_string()),
        "differences": findings.differences.iter().map(|it| json!({
            "line": it.line,
            "difference": it.difference.to_string(),
        })).collect::<Vec<_>>(),
        "differencesNotTold": findings.untold,
    })
}

fn show(findings: &Findings, compared: bool, printer: &Printer) -> io::Result<()> {
    let language = printer.language();
    let verdict = match findings.verdict() {
        Verdict::Holds => Message::DrawHolds(findings.drawn, findings.objects),
        Verdict::Differs => Message::DrawDiffers,
    };
    printer.line(&verdict.text(language))?;
    for found in &findings.differences {
        printer.line(&found.to_string())?;
    }
    if findings.untold > 0 {
        printer.line(&Message::MoreDifferences(findings.untold).text(language))?;
    }
    match findings.root {
        Some(root) if !compared => printer.line(&Message::CompareRoot(root.to_string()).text(language)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn judged(text: &str) -> Findings {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), text).unwrap();
        verified(file.path(), None).unwrap()
    }

    #[test]
    fn the_example_of_the_specification_holds_and_with_one_line_less_it_does_not() {
        let example = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/draw/example.txt");
        let example = fs::read_to_string(example).unwrap();
        let findings = judged(&example);
        assert_eq!(findings.verdict(), Verdict::Holds, "{:?}", findings.differences);
        assert!(findings.drawn > 0);
        assert_eq!(answer(&findings, false)["holds"], true);
        let shorter: Vec<&str> = example.split_inclusive('\n').filter(|line| !line.starts_with("drawn\tB")).collect();
        let findings = judged(&shorter.concat());
        assert_eq!(findings.verdict(), Verdict::Differs);
        assert_eq!(answer(&findings, true)["holds"], false);
    }
}
