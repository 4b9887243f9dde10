//! `onecode check-code`.

use std::io::{self, BufRead, Read};
use std::path::Path;

use onecode_proto::registry::v1::{CheckCodeRequest, CheckCodeResponse};

use super::{Connection, Failure};
use crate::args::CheckCodeArgs;
use crate::exit::Exit;
use crate::messages::Message;
use crate::output::Printer;

/// More than a code with all its mistakes; the contract takes 64 characters.
const LONGEST_LINE: u64 = 1_024;

const PARTS: [(&str, &str); 3] = [("characters", "位"), ("value", "值"), ("meaning", "含义")];

pub(super) async fn run(connection: &Connection, args: CheckCodeArgs, printer: &Printer) -> Result<Exit, Failure> {
    let code = match args.code {
        Some(code) if code != "-" => code,
        Some(_) | None => line(&mut io::stdin().lock())?,
    };
    let request = connection.timed(CheckCodeRequest { code });
    let answer = connection.organizations().check_code(request).await?.into_inner();
    if printer.is_json() {
        printer.json(&answer)?;
    } else {
        show(&answer, printer)?;
    }
    Ok(if answer.valid { Exit::Done } else { Exit::Refused })
}

fn line(input: &mut impl BufRead) -> Result<String, Failure> {
    let mut line = String::new();
    input.take(LONGEST_LINE).read_line(&mut line).map_err(|error| Failure::unreadable(Path::new("-"), &error))?;
    match line.trim() {
        "" => Err(Failure::usage(Message::NothingToRead)),
        code => Ok(code.to_owned()),
    }
}

fn show(answer: &CheckCodeResponse, printer: &Printer) -> io::Result<()> {
    let verdict = match (answer.valid, answer.resident_id_number) {
        (_, true) => Message::IdNumber,
        (true, false) => Message::CodeRight(answer.code.clone()),
        (false, false) => Message::CodeWrong,
    };
    printer.line(&verdict.text(printer.language()))?;
    for problem in &answer.problems {
        printer.line(&format!("  {}: {}", problem.rule, problem.description))?;
    }
    if !answer.parts.is_empty() {
        let rows = answer
            .parts
            .iter()
            .map(|part| vec![format!("{}-{}", part.from, part.to), part.value.clone(), part.meaning.clone()]);
        printer.table(&PARTS, rows)?;
    }
    if !answer.suggestions.is_empty() {
        printer.line(&Message::Suggestions(answer.suggestions.clone()).text(printer.language()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_is_read_and_nothing_is_told_to_be_nothing() {
        assert_eq!(line(&mut "  51330500XX0000001X \nmore".as_bytes()).unwrap(), "51330500XX0000001X");
        assert_eq!(line(&mut "\n".as_bytes()).unwrap_err().exit(), Exit::Usage);
    }
}
