//! Which media type a file has, by the ending of its name; the server looks at the content.

use std::path::Path;

const TYPES: [(&str, &str); 7] = [
    ("pdf", "application/pdf"),
    ("ofd", "application/ofd"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("png", "image/png"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
];

/// `None` for a file that the server does not take.
pub(super) fn type_of(file: &Path) -> Option<&'static str> {
    let ending = file.extension()?.to_str()?.to_lowercase();
    TYPES.iter().find(|(known, _)| *known == ending).map(|(_, media)| *media)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_tells_the_type_in_either_case() {
        assert_eq!(type_of(Path::new("a/章程.PDF")), Some("application/pdf"));
        assert_eq!(type_of(Path::new("scan.jpeg")), Some("image/jpeg"));
        for other in ["charter", "charter.doc", "pdf"] {
            assert_eq!(type_of(Path::new(other)), None, "{other}");
        }
    }
}
