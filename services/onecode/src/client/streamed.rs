//! What is told of the whole register bit by bit: how far it is, some things one by one, and at last what it comes to.

use prost::{Message, Name};
use tonic::Streaming;

use super::Failure;
use super::progress::Progress;
use crate::output::Printer;

/// A bit of it.
pub(super) enum Bit<T, S> {
    /// So many of so many.
    Progress(i64, i64),
    /// One thing.
    One(T),
    /// What it comes to.
    Summary(S),
}

/// The first things of a stream, how many more there were, and what it comes to. Where JSON is wanted each message is a line.
pub(super) async fn gathered<M: Message + Name, T, S>(
    mut told: Streaming<M>,
    limit: usize,
    printer: &Printer,
    bit: impl Fn(M) -> Option<Bit<T, S>>,
) -> Result<(Vec<T>, usize, S), Failure> {
    let mut progress: Option<Progress> = None;
    let (mut first, mut hidden, mut summary) = (Vec::new(), 0_usize, None);
    while let Some(message) = told.message().await? {
        if printer.is_json() {
            printer.json_line(&message)?;
        }
        match bit(message) {
            Some(Bit::Progress(at, total)) => {
                let bar = progress.get_or_insert_with(|| Progress::of(total.unsigned_abs()));
                bar.reached(at.unsigned_abs(), format!("{at}/{total}"));
            }
            Some(Bit::One(one)) if first.len() < limit => first.push(one),
            Some(Bit::One(_)) => hidden += 1,
            Some(Bit::Summary(all)) => summary = Some(all),
            None => {}
        }
    }
    if let Some(bar) = progress {
        bar.clear();
    }
    Ok((first, hidden, summary.ok_or_else(|| Failure::contract("summary"))?))
}
