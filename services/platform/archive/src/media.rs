//! Media types that are taken, and whether a content is of one.

use std::io::{self, Read, Seek, SeekFrom};

use crate::zip;

/// How far into a PDF its mark may stand.
const PDF_SLACK: u64 = 1_024;

/// A media type that is taken. What offices hand in: scans, prints, and the national format for fixed pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Media {
    Pdf,
    /// 版式文档 (GB/T 33190).
    Ofd,
    Jpeg,
    Png,
    Docx,
    Xlsx,
}

impl Media {
    pub(crate) const ALL: [Self; 6] = [Self::Pdf, Self::Ofd, Self::Jpeg, Self::Png, Self::Docx, Self::Xlsx];

    /// As RFC 6838 writes it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Ofd => "application/ofd",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|media| media.name().eq_ignore_ascii_case(name))
    }

    /// Whether a content shows itself to be of this type.
    ///
    /// # Errors
    /// The content cannot be read.
    pub(crate) fn fits(self, content: &mut (impl Read + Seek)) -> io::Result<bool> {
        match self {
            Self::Pdf => {
                let head = head(content, PDF_SLACK)?;
                Ok(head.windows(5).any(|window| window == b"%PDF-"))
            }
            Self::Jpeg => Ok(head(content, 3)? == [0xff, 0xd8, 0xff]),
            Self::Png => Ok(head(content, 8)? == *b"\x89PNG\r\n\x1a\n"),
            Self::Ofd => zip::holds(content, "OFD.xml"),
            Self::Docx => zip::holds(content, "word/document.xml"),
            Self::Xlsx => zip::holds(content, "xl/workbook.xml"),
        }
    }
}

fn head(content: &mut (impl Read + Seek), bytes: u64) -> io::Result<Vec<u8>> {
    content.seek(SeekFrom::Start(0))?;
    let mut head = Vec::new();
    content.take(bytes).read_to_end(&mut head)?;
    Ok(head)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    fn of(content: &[u8]) -> Vec<Media> {
        Media::ALL.into_iter().filter(|media| media.fits(&mut Cursor::new(content)).unwrap()).collect()
    }

    #[test]
    fn a_content_shows_what_it_is() {
        assert_eq!(of(b"%PDF-1.7\n..."), [Media::Pdf]);
        assert_eq!(of(b"\xef\xbb\xbf\n%PDF-1.4"), [Media::Pdf], "some writers put a mark before it");
        assert_eq!(of(&[0xff, 0xd8, 0xff, 0xe0, 0]), [Media::Jpeg]);
        assert_eq!(of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), [Media::Png]);
        assert_eq!(of(&zip::tests::archive(&["OFD.xml", "Doc_0/Document.xml"])), [Media::Ofd]);
        assert_eq!(of(&zip::tests::archive(&["[Content_Types].xml", "word/document.xml"])), [Media::Docx]);
        assert_eq!(of(&zip::tests::archive(&["_rels/.rels", "xl/workbook.xml"])), [Media::Xlsx]);
        for other in [&b"MZ\x90\0"[..], b"<html>", b"", b"%PD", &zip::tests::archive(&["evil.exe"])] {
            assert_eq!(of(other), [], "{other:?}");
        }
    }

    #[test]
    fn names_are_read_in_either_case() {
        assert_eq!(Media::parse("Application/PDF"), Some(Media::Pdf));
        assert_eq!(Media::parse("text/html"), None);
    }

    proptest! {
        #[test]
        fn garbage_is_no_document(content in prop::collection::vec(any::<u8>(), 0..400)) {
            prop_assume!(!content.starts_with(&[0xff, 0xd8, 0xff]) && !content.starts_with(b"\x89PNG"));
            prop_assume!(!content.windows(5).any(|window| window == b"%PDF-"));
            prop_assert_eq!(of(&content), []);
        }
    }
}
