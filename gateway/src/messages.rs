//! What each reason says to a person, in Chinese.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The language of [`sentence`], as BCP 47 names it.
pub(crate) const LOCALE: &str = "zh-CN";

/// By `ErrorInfo.reason`. A file that cannot be read has no sentences; a test reads it.
static SENTENCES: LazyLock<HashMap<String, String>> =
    LazyLock::new(|| toml::from_str(include_str!("../messages/zh-CN.toml")).unwrap_or_default());

/// The sentence for a reason.
pub(crate) fn sentence(reason: &str) -> Option<&'static str> {
    SENTENCES.get(reason).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use onecode_proto::reasons::REASONS;

    use super::*;

    #[test]
    fn every_reason_of_the_contracts_has_its_sentence_and_no_other_has() {
        let declared: BTreeSet<&str> = REASONS.iter().map(|reason| reason.reason).collect();
        let told: BTreeSet<&str> = SENTENCES.keys().map(String::as_str).collect();
        assert_eq!(told, declared);
        assert_eq!(declared.len(), REASONS.len(), "a reason that two contracts declare has one sentence for both");
    }

    #[test]
    fn every_sentence_is_chinese_and_ends_as_one() {
        for (reason, sentence) in &*SENTENCES {
            assert!(sentence.ends_with('。'), "{reason}: {sentence}");
            assert!(sentence.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character)), "{reason}");
        }
    }
}
