//! Packages of releases or records in one consistent state; a stretch at a time is in memory.

use fault::Fault;
use futures::Stream;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::ocds::{Linked, instant, package, record};
use sqlx::{Postgres, Transaction};
use time::{Date, OffsetDateTime};
use tokio_util::sync::CancellationToken;
use tonic::Status;
use uow::Uow;
use uuid::Uuid;

use crate::desk::{Desk, OcdsPublisher};
use crate::ops::refused::project as refused;
use crate::store::ocds::{self as store, Place, ProcessRow, ReleaseFilter};

/// Releases read at a time.
const RELEASES: i64 = 10;
/// Processes read at a time.
const PROCESSES: i64 = 5;
/// Bytes of a file that a piece holds at most: a message through the gateway is at most 4 MiB.
const PIECE: usize = 1024 * 1024;

/// What an export holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Releases,
    Records,
}

/// Which export.
#[derive(Debug)]
pub(crate) struct Export {
    pub(crate) what: What,
    pub(crate) filter: ReleaseFilter,
    /// The process of the filter, as the caller named it.
    pub(crate) named: String,
    pub(crate) at: OffsetDateTime,
    pub(crate) desk: Desk,
}

/// Streams the files, one after the other. A caller who goes away ends the transaction, and with it frees the connection.
pub(crate) fn run(
    uow: Uow,
    export: Export,
    stop: CancellationToken,
) -> impl Stream<Item = Result<pb::ExportOcdsResponse, Status>> + Send {
    async_stream::try_stream! {
        let mut snapshot = Snapshot::open(&uow, export).await?;
        loop {
            let pieces = rpc::unless(&stop, async { Ok(snapshot.stretch().await?) }).await?;
            let last = pieces.is_empty();
            for piece in pieces {
                yield piece;
            }
            if last {
                break;
            }
        }
        if let Some(piece) = snapshot.close() {
            yield piece;
        }
    }
}

/// A file under way.
struct File {
    name: String,
    tail: &'static str,
    empty: bool,
}

/// One state, held open, and how far it has been read.
struct Snapshot {
    transaction: Transaction<'static, Postgres>,
    export: Export,
    after: Option<Place>,
    file: Option<File>,
    written: i64,
    total: i64,
}

impl Snapshot {
    async fn open(uow: &Uow, export: Export) -> Result<Self, Fault> {
        let mut transaction = uow.snapshot().await?;
        let (releases, processes) = store::count(&mut transaction, &export.filter).await?;
        if export.filter.process.is_some() && processes == 0 {
            // every process has a release from its beginning: one that has none in any month is not there, or not for the caller
            let ever = ReleaseFilter { month: None, ..export.filter.clone() };
            if store::count(&mut transaction, &ever).await? == (0, 0) {
                return Err(refused::no_process(&export.named));
            }
        }
        let total = if export.what == What::Releases { releases } else { processes };
        Ok(Self { transaction, export, after: None, file: None, written: 0, total })
    }

    /// The next pieces; none at the end.
    async fn stretch(&mut self) -> Result<Vec<pb::ExportOcdsResponse>, Fault> {
        let process = self.export.filter.process;
        match self.export.what {
            What::Releases => {
                let after = self.after.as_ref();
                let rows = store::page(&mut self.transaction, &self.export.filter, after, RELEASES).await?;
                if let Some(last) = rows.last() {
                    self.after = Some((last.on, last.ocid.clone(), last.number));
                }
                let named = |row: store::ReleaseRow| (file_name("releases", process, Some(row.on)), row.content);
                Ok(self.put(rows.into_iter().map(named), "releases"))
            }
            What::Records => {
                let after = self.after.as_ref().map(|(_, ocid, _)| ocid.as_str());
                let rows = store::processes(&mut self.transaction, &self.export.filter, after, PROCESSES).await?;
                if let Some(last) = rows.last() {
                    self.after = Some((Date::MIN, last.ocid.clone(), 0));
                }
                let name = file_name("records", process, self.export.filter.month.map(|(from, _)| from));
                let publisher = self.export.desk.publisher();
                let records = rows.iter().map(|row| told(row, publisher)).collect::<Result<Vec<_>, _>>()?;
                Ok(self.put(records.into_iter().map(|record| (name.clone(), record)), "records"))
            }
        }
    }

    /// Puts what belongs into files into pieces of them: one piece for each file of a stretch, or more where it is long. A part counts with
    /// the piece that ends it.
    fn put(&mut self, parts: impl Iterator<Item = (String, String)>, holds: &str) -> Vec<pb::ExportOcdsResponse> {
        let mut pieces: Vec<pb::ExportOcdsResponse> = Vec::new();
        for (name, content) in parts {
            if self.file.as_ref().is_none_or(|file| file.name != name) {
                pieces.extend(self.close());
                pieces.push(self.begin(&name, holds));
            } else if pieces.is_empty() {
                pieces.push(self.piece(&name, String::new()));
            }
            self.written += 1;
            let (Some(piece), Some(file)) = (pieces.last_mut(), self.file.as_mut()) else { continue };
            if !std::mem::take(&mut file.empty) {
                piece.content.extend_from_slice(b",\n");
            }
            piece.content.extend_from_slice(content.as_bytes());
            cut(&mut pieces);
            if let Some(last) = pieces.last_mut() {
                last.count = self.written;
            }
        }
        pieces
    }

    fn begin(&mut self, name: &str, holds: &str) -> pb::ExportOcdsResponse {
        let publisher = self.export.desk.publisher();
        let uri = format!("{}/{name}", publisher.base_uri);
        let (head, tail) = package(&uri, &publisher.name, self.export.at, holds);
        self.file = Some(File { name: name.to_owned(), tail, empty: true });
        self.piece(name, head)
    }

    /// The end of the file under way.
    fn close(&mut self) -> Option<pb::ExportOcdsResponse> {
        let file = self.file.take()?;
        Some(self.piece(&file.name, file.tail.to_owned()))
    }

    fn piece(&self, name: &str, content: String) -> pb::ExportOcdsResponse {
        pb::ExportOcdsResponse {
            file_name: name.to_owned(),
            content: content.into_bytes(),
            count: self.written,
            total_count: self.total,
        }
    }
}

/// Cuts the last piece where it is longer than a piece may be.
fn cut(pieces: &mut Vec<pb::ExportOcdsResponse>) {
    while let Some(last) = pieces.last_mut().filter(|last| last.content.len() > PIECE) {
        let content = last.content.split_off(PIECE);
        let next = pb::ExportOcdsResponse { file_name: last.file_name.clone(), content, ..*last };
        pieces.push(next);
    }
}

/// What a file of the month of a day is called, or one of all months. Files of one process have names of their own, so that they never take
/// the place of those of all.
fn file_name(holds: &str, process: Option<Uuid>, day: Option<Date>) -> String {
    let process = process.map(|process| format!("-{process}")).unwrap_or_default();
    let month = day.map(|day| format!("-{}-{:02}", day.year(), u8::from(day.month()))).unwrap_or_default();
    format!("{holds}{process}{month}.json")
}

fn told(row: &ProcessRow, publisher: &OcdsPublisher) -> Result<String, Fault> {
    let releases = row.ids.iter().zip(&row.days).zip(row.times.iter().zip(&row.tags));
    let linked: Vec<Linked> = releases
        .map(|((id, day), (time, tags))| Linked {
            url: format!("{}/{}#{id}", publisher.base_uri, file_name("releases", None, Some(*day))),
            date: instant(*time),
            tag: tags.split(',').map(str::to_owned).collect(),
        })
        .collect();
    record(&row.ocid, &linked, &row.compiled).map_err(Fault::internal)
}

#[cfg(test)]
mod tests {
    use super::{PIECE, cut, pb};

    #[test]
    fn a_long_piece_is_cut_and_nothing_of_it_is_lost() {
        let content: Vec<u8> = (0..=u8::MAX).cycle().take(2 * PIECE + 1).collect();
        let mut pieces = vec![pb::ExportOcdsResponse { content: content.clone(), count: 3, ..Default::default() }];
        cut(&mut pieces);
        assert_eq!(pieces.iter().map(|piece| piece.content.len()).collect::<Vec<_>>(), [PIECE, PIECE, 1]);
        assert!(pieces.iter().flat_map(|piece| &piece.content).eq(&content));
        assert!(pieces.iter().all(|piece| piece.count == 3));
    }
}
