//! `onecode import`: rows of a file into the register, chunk by chunk, as often broken off and gone on with as need be.

mod chunks;
mod key;
mod outcomes;
mod session;
mod source;
mod window;

use super::progress::Progress;
use super::{Connection, Failure};
use crate::args::{ImportArgs, TableFormat};
use crate::exit::Exit;
use crate::messages::Message;
use crate::output::Printer;

use chunks::{Chunks, Defaults};
use outcomes::Outcomes;
use source::Source;

pub(super) async fn run(connection: &Connection, args: ImportArgs, printer: &Printer) -> Result<Exit, Failure> {
    let language = printer.language();
    let source = Source::open(&args.file)?;
    let format = args.format.or_else(|| TableFormat::by_name(source.name()));
    let format = format.ok_or_else(|| Failure::usage(Message::UnknownFormat(source.name().to_owned())))?;
    let survey = source.survey()?;
    let defaults = Defaults { basis: args.basis.unwrap_or_default(), synthetic: args.synthetic };
    let key = args.key.unwrap_or_else(|| key::derived(&survey.digest, &defaults));
    let chunks = Chunks::of(source.reader()?, format, defaults)?;
    if !chunks.ignored().is_empty() {
        anstream::eprintln!("onecode: {}", Message::Ignored(chunks.ignored().to_vec()).text(language));
    }
    let progress = Progress::of(survey.bytes);
    let mut outcomes = Outcomes::new(args.outcomes, progress.clone(), language);
    session::run(connection, &key, chunks, &mut outcomes, language).await?;
    progress.clear();
    let summary = outcomes.finish()?;
    if printer.is_json() {
        printer.line(&summary.json(&key).to_string())?;
    } else {
        for message in summary.messages() {
            printer.line(&message.text(language))?;
        }
    }
    Ok(if summary.counts.refused == 0 { Exit::Done } else { Exit::Refused })
}
