//! `onecode sample`: the rows as text.

use std::io::{self, BufWriter, Write};

use crate::args::{SampleArgs, TableFormat};
use crate::output::json;
use crate::rows::{IMPORTED, write_heading, write_row};

/// Writes the rows asked for.
pub fn write(args: &SampleArgs, out: impl Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let rows = super::organizations(args.seed, args.count);
    match args.format {
        TableFormat::Csv => {
            let mut writer = csv::Writer::from_writer(&mut out);
            write_heading(&mut writer, IMPORTED)?;
            for row in rows {
                write_row(&mut writer, IMPORTED, &row)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    struct Gone;

    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_went_away_is_known_in_both_forms() {
        for format in [TableFormat::Csv, TableFormat::Ndjson] {
            let args = SampleArgs { seed: 1, count: 200, format };
            assert_eq!(write(&args, Gone).unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        }
    }
}
