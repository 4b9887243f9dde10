//! The table of contents of a ZIP archive (APPNOTE.TXT 4.3): enough of it to tell what an office document is.

use std::io::{self, Read, Seek, SeekFrom};

/// End of central directory record, without its comment.
const END: usize = 22;
const LONGEST_COMMENT: usize = 65_535;
/// One entry of the directory, without its name.
const ENTRY: usize = 46;
/// Most of a directory that is read. That of a document of some thousand pages is smaller.
const LONGEST_DIRECTORY: u64 = 4 << 20;

/// Whether a content is a ZIP archive that has an entry of this name.
///
/// # Errors
/// The content cannot be read.
pub(crate) fn holds(content: &mut (impl Read + Seek), name: &str) -> io::Result<bool> {
    let Some(directory) = directory(content)? else { return Ok(false) };
    let mut rest = directory.as_slice();
    while let Some((entry, more)) = rest.split_at_checked(ENTRY).filter(|(entry, _)| entry.starts_with(b"PK\x01\x02")) {
        let lengths = [28, 30, 32].map(|at| usize::from(u16::from_le_bytes([entry[at], entry[at + 1]])));
        let Some(found) = more.get(..lengths[0]) else { return Ok(false) };
        if found == name.as_bytes() {
            return Ok(true);
        }
        rest = more.get(lengths.iter().sum()..).unwrap_or_default();
    }
    Ok(false)
}

/// The directory, found by the record at the end.
fn directory(content: &mut (impl Read + Seek)) -> io::Result<Option<Vec<u8>>> {
    let size = content.seek(SeekFrom::End(0))?;
    let tail = size.min((END + LONGEST_COMMENT) as u64);
    let tail = read(content, size - tail, tail)?;
    let mark = tail.windows(END).rposition(|window| window.starts_with(b"PK\x05\x06"));
    let Some(record) = mark.and_then(|at| tail.get(at..at + END)) else { return Ok(None) };
    let number =
        |at: usize| u64::from(u32::from_le_bytes([record[at], record[at + 1], record[at + 2], record[at + 3]]));
    let (length, offset) = (number(12), number(16));
    if offset + length > size {
        return Ok(None);
    }
    read(content, offset, length.min(LONGEST_DIRECTORY)).map(Some)
}

fn read(content: &mut (impl Read + Seek), from: u64, bytes: u64) -> io::Result<Vec<u8>> {
    content.seek(SeekFrom::Start(from))?;
    let mut piece = Vec::new();
    content.take(bytes).read_to_end(&mut piece)?;
    Ok(piece)
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    /// An archive with empty files.
    pub(crate) fn archive(names: &[&str]) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04 local files are not looked at".to_vec();
        let offset = u32::try_from(bytes.len()).unwrap();
        for name in names {
            let mut entry = [0; ENTRY];
            entry[..4].copy_from_slice(b"PK\x01\x02");
            entry[28..30].copy_from_slice(&u16::try_from(name.len()).unwrap().to_le_bytes());
            entry[30] = 3; // an extra field
            bytes.extend_from_slice(&entry);
            bytes.extend_from_slice(name.as_bytes());
            bytes.extend_from_slice(b"ext");
        }
        let length = u32::try_from(bytes.len()).unwrap() - offset;
        let mut end = [0; END];
        end[..4].copy_from_slice(b"PK\x05\x06");
        end[12..16].copy_from_slice(&length.to_le_bytes());
        end[16..20].copy_from_slice(&offset.to_le_bytes());
        bytes.extend_from_slice(&end);
        bytes.extend_from_slice(b"a comment");
        bytes
    }

    #[test]
    fn an_entry_is_found_wherever_it_stands_and_by_its_whole_name() {
        let bytes = archive(&["a.xml", "word/document.xml", "z"]);
        for (name, held) in [("a.xml", true), ("word/document.xml", true), ("z", true), ("document.xml", false)] {
            assert_eq!(holds(&mut Cursor::new(&bytes), name).unwrap(), held, "{name}");
        }
    }

    proptest! {
        #[test]
        fn an_archive_that_was_cut_or_bent_holds_nothing_or_less_but_never_panics(
            cut in 0_usize..120,
            bent in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        ) {
            let mut bytes = archive(&["a.xml", "b.xml"]);
            bytes.truncate(bytes.len().saturating_sub(cut));
            for (at, byte) in bent {
                if !bytes.is_empty() {
                    let at = at.index(bytes.len());
                    bytes[at] = byte;
                }
            }
            let _ = holds(&mut Cursor::new(&bytes), "b.xml");
        }
    }
}
