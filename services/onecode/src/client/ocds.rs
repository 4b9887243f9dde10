//! `onecode ocds export`: purchase as open contracting data, in files that appear when they are complete.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use onecode_proto::purchase::v1::{ExportOcdsRequest, OcdsPackage};

use super::out::{Bytes, failed};
use super::progress::Progress;
use super::{Connection, Failure};
use crate::args::{OcdsCommand, OcdsExportArgs};
use crate::exit::Exit;
use crate::messages::Label as _;
use crate::output::Printer;

/// A file under way.
struct File {
    path: PathBuf,
    sink: Bytes,
}

impl File {
    fn open(folder: &Path, name: &str) -> Result<Self, Failure> {
        // the name is the server's, and stays within the folder
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
        if !name.bytes().all(plain) || name.starts_with('.') {
            return Err(Failure::contract("file_name"));
        }
        let path = folder.join(name);
        let sink = Bytes::open(Some(&path)).map_err(|error| Failure::unwritable(&path, &error))?;
        Ok(Self { path, sink })
    }

    fn finish(self) -> Result<(), Failure> {
        self.sink.finish(Some(&self.path)).map_err(|error| failed(Some(&self.path), &error))
    }
}

pub(super) async fn run(connection: &Connection, command: OcdsCommand, printer: &Printer) -> Result<Exit, Failure> {
    match command {
        OcdsCommand::Export(args) => export(connection, args, printer).await,
    }
}

async fn export(connection: &Connection, args: OcdsExportArgs, printer: &Printer) -> Result<Exit, Failure> {
    let package = if args.records { OcdsPackage::Records } else { OcdsPackage::Releases };
    let request =
        ExportOcdsRequest { package: package.into(), month: args.month, process: args.project.unwrap_or_default() };
    fs::create_dir_all(&args.out).map_err(|error| Failure::unwritable(&args.out, &error))?;
    let mut pieces = connection.open_data().export_ocds(request).await?.into_inner();
    let mut file: Option<File> = None;
    let mut progress: Option<Progress> = None;
    let (mut files, mut count, mut total) = (0_u64, 0, 0);
    while let Some(piece) = pieces.message().await? {
        if file.as_ref().is_none_or(|file| !file.path.ends_with(&piece.file_name)) {
            if let Some(done) = file.take() {
                done.finish()?;
            }
            file = Some(File::open(&args.out, &piece.file_name)?);
            files += 1;
        }
        if let Some(file) = &mut file {
            file.sink.write_all(&piece.content).map_err(|error| failed(Some(&file.path), &error))?;
        }
        (count, total) = (piece.count, piece.total_count);
        let bar = progress.get_or_insert_with(|| Progress::of(total.unsigned_abs()));
        bar.reached(count.unsigned_abs(), format!("{count} / {total}"));
    }
    if let Some(bar) = progress {
        bar.clear();
    }
    if count != total {
        return Err(Failure::contract("count"));
    }
    if let Some(done) = file {
        done.finish()?;
    }
    let told = |names: (&'static str, &'static str)| names.label(printer.language());
    let (what, into) = (told(("releases or records", "发布或记录")), told(("files", "文件")));
    anstream::eprintln!("{what}: {count}; {into}: {files}");
    Ok(Exit::Done)
}
