//! `onecode draw proof`: a file that appears when all of it has come.

use std::io::{BufWriter, Write as _};

use onecode_proto::inspection::v1::GetDrawProofRequest;
use tempfile::NamedTempFile;

use crate::args::DrawProofArgs;
use crate::client::cursor_file::folder_of;
use crate::client::{Connection, Failure};
use crate::exit::Exit;

pub(super) async fn save(connection: &Connection, args: DrawProofArgs) -> Result<Exit, Failure> {
    let request = GetDrawProofRequest { name: args.name };
    let mut pieces = connection.inspections().get_draw_proof(request).await?.into_inner();
    let unwritable = |error| Failure::unwritable(&args.out, &error);
    let mut file = BufWriter::new(NamedTempFile::new_in(folder_of(&args.out)).map_err(unwritable)?);
    while let Some(piece) = pieces.message().await? {
        file.write_all(&piece.content).map_err(unwritable)?;
    }
    let file = file.into_inner().map_err(|lost| unwritable(lost.into_error()))?;
    file.persist(&args.out).map_err(|lost| unwritable(lost.error))?;
    Ok(Exit::Done)
}
