//! `onecode watch`: prints events as they come, keeps the place, and connects again when the stream breaks.

use std::time::Duration;

use onecode_proto::event::v1::{
    Event, GetEarliestCursorRequest, GetLatestCursorRequest, WatchEventsRequest, WatchEventsResponse,
};
use onecode_proto::registry::v1::{OrganizationChanged, OrganizationRegistered, OrganizationStatusChanged};
use prost::Name;
use tonic::{Code, Status};

use super::cursor_file::CursorFile;
use super::retry::Patience;
use super::{Connection, Failure};
use crate::args::WatchArgs;
use crate::exit::Exit;
use crate::messages::Label;
use crate::output::{Printer, instant};

/// How often a quiet server says that it is there; the contract takes 1-29.
const HEARTBEAT_SECONDS: i32 = 15;
/// Three heartbeats missed: the other end is gone without a word.
const SILENCE: Duration = Duration::from_secs(50);
/// Tries in a row without an answer, some hours together.
const TRIES: usize = 1_000;

pub(super) async fn run(connection: &Connection, args: WatchArgs, printer: &Printer) -> Result<Exit, Failure> {
    let mut watch = Watch {
        place: args.cursor_file.map(CursorFile::new),
        left: args.limit,
        request: WatchEventsRequest {
            cursor: String::new(),
            types: args.types,
            divisions: args.division,
            subjects: args.organization,
            heartbeat_seconds: HEARTBEAT_SECONDS,
        },
        patience: Patience::of(TRIES),
    };
    let kept = watch.place.as_ref().map(CursorFile::read).transpose()?.flatten();
    watch.request.cursor = match kept {
        Some(cursor) => cursor,
        None => start(connection, &args.from).await?,
    };
    loop {
        match watch.follow(connection, printer).await {
            Ok(()) => return Ok(Exit::Done),
            Err(failure) => watch.patience.wait(failure, printer.language()).await?,
        }
    }
}

async fn start(connection: &Connection, from: &str) -> Result<String, Failure> {
    let mut events = connection.events();
    match from {
        "now" => {
            let request = connection.timed(GetLatestCursorRequest {});
            Ok(events.get_latest_cursor(request).await?.into_inner().cursor)
        }
        "earliest" => {
            let request = connection.timed(GetEarliestCursorRequest {});
            Ok(events.get_earliest_cursor(request).await?.into_inner().cursor)
        }
        cursor => Ok(cursor.to_owned()),
    }
}

struct Watch {
    request: WatchEventsRequest,
    place: Option<CursorFile>,
    /// Events still wanted, if not all.
    left: Option<u64>,
    patience: Patience,
}

impl Watch {
    /// Follows one stream until it breaks, or as many events have come as are wanted.
    async fn follow(&mut self, connection: &Connection, printer: &Printer) -> Result<(), Failure> {
        let mut answers = connection.events().watch_events(self.request.clone()).await?.into_inner();
        loop {
            let answer = tokio::time::timeout(SILENCE, answers.message())
                .await
                .map_err(|_| broken("no heartbeat came"))??
                .ok_or_else(|| broken("the server ended the stream"))?;
            self.patience.renew();
            if self.take(answer, printer)? {
                return Ok(());
            }
        }
    }

    /// Prints the events of one answer, then keeps its cursor: a kill in between prints them again, and loses none.
    /// True if no more are wanted; the place is then kept only if all of the answer was printed.
    fn take(&mut self, answer: WatchEventsResponse, printer: &Printer) -> Result<bool, Failure> {
        for (printed, event) in (0..).zip(&answer.events) {
            if self.left.is_some_and(|left| printed >= left) {
                return Ok(true);
            }
            print(event, printer)?;
        }
        let count = u64::try_from(answer.events.len()).unwrap_or(u64::MAX);
        self.left = self.left.map(|left| left.saturating_sub(count));
        if !answer.cursor.is_empty() {
            if let Some(place) = self.place.as_ref().filter(|_| answer.cursor != self.request.cursor) {
                place.save(&answer.cursor)?;
            }
            self.request.cursor = answer.cursor;
        }
        Ok(self.left == Some(0))
    }
}

/// A break that no server told us of; the stream is opened again.
fn broken(how: &str) -> Failure {
    Status::new(Code::Unavailable, how).into()
}

fn print(event: &Event, printer: &Printer) -> Result<(), Failure> {
    if printer.is_json() {
        return Ok(printer.json_line(event)?);
    }
    let fact = event.r#type.rsplit('.').next().unwrap_or_default();
    let what = told(event, printer).unwrap_or_default();
    Ok(printer.line(&format!("{}  {}  {fact}  {}  {what}", event.sequence, instant(event.time), event.subject))?)
}

/// What the fact says, for the facts that this program knows.
fn told(event: &Event, printer: &Printer) -> Option<String> {
    let data = event.data.as_ref()?;
    let language = printer.language();
    if let Ok(fact) = read::<OrganizationRegistered>(data) {
        return Some(format!("{} ({})", fact.title, fact.status().label(language)));
    }
    if let Ok(fact) = read::<OrganizationChanged>(data) {
        return Some(format!("{}: {}", fact.title, fact.paths.join(", ")));
    }
    let fact = read::<OrganizationStatusChanged>(data).ok()?;
    Some(format!("{} -> {}", fact.previous_status().label(language), fact.status().label(language)))
}

fn read<M: prost::Message + Name + Default>(data: &prost_types::Any) -> Result<M, prost::DecodeError> {
    data.to_msg()
}
