//! `onecode sample`: the rows as text.

use std::io::{self, BufWriter, Write};

use crate::args::{SampleArgs, TableFormat};
use crate::output::json;
use crate::rows::{IMPORTED, record};

/// Writes the rows asked for.
pub fn write(args: &SampleArgs, out: impl Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let rows = super::organizations(args.seed, args.count);
    match args.format {
        TableFormat::Csv => {
            let mut writer = csv::Writer::from_writer(&mut out);
            writer.write_record(IMPORTED.iter().map(|column| column.heading()))?;
            for row in rows {
                writer.write_record(record(IMPORTED, &row))?;
            }
            writer.flush()?;
        }
        TableFormat::Ndjson => {
            for row in rows {
                writeln!(out, "{}", json::value(&row))?;
            }
        }
    }
    out.flush()
}
