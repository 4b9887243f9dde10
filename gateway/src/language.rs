//! Which language a caller reads, by `accept-language` (RFC 9110 §12.5.4).

use http::HeaderMap;
use http::header::ACCEPT_LANGUAGE;

/// Whether the caller prefers Chinese to English, the two languages there are. Who states nothing reads English, in
/// which every status is written.
pub(crate) fn prefers_chinese(headers: &HeaderMap) -> bool {
    let values = headers.get_all(ACCEPT_LANGUAGE).iter().filter_map(|value| value.to_str().ok());
    let ranges = values.flat_map(|value| value.split(','));
    let mut best: Option<Range> = None;
    for range in ranges.filter_map(Range::parse) {
        if best.as_ref().is_none_or(|best| range.weight > best.weight) {
            best = Some(range);
        }
    }
    best.is_some_and(|best| best.chinese)
}

/// One range of the header that names Chinese, English, or any language.
struct Range {
    chinese: bool,
    weight: f32,
}

impl Range {
    fn parse(text: &str) -> Option<Self> {
        let (tag, parameter) = text.split_once(';').map_or((text, None), |(tag, parameter)| (tag, Some(parameter)));
        let primary = tag.trim().split('-').next()?;
        let chinese = primary == "*" || primary.eq_ignore_ascii_case("zh");
        if !chinese && !primary.eq_ignore_ascii_case("en") {
            return None;
        }
        let weight = match parameter {
            Some(parameter) => parameter.trim().strip_prefix("q=")?.parse().ok()?,
            None => 1.0,
        };
        (weight > 0.0).then_some(Self { chinese, weight })
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn asks(value: &str) -> bool {
        prefers_chinese(&[(ACCEPT_LANGUAGE, HeaderValue::from_str(value).unwrap())].into_iter().collect())
    }

    #[test]
    fn chinese_is_given_to_those_who_prefer_it() {
        for value in [
            "zh",
            "zh-CN",
            "ZH-Hans-CN",
            "*",
            "fr, zh;q=0.2",
            "en;q=0.5, zh",
            "zh-TW;q=0.9,en;q=0.8",
            "en;q=0, *;q=0.1",
        ] {
            assert!(asks(value), "{value}");
        }
        for value in ["en", "en-GB, zh;q=0.9", "fr", "", "zh;q=0", "zh;q=x", "zhuang", ";;,", "en, *"] {
            assert!(!asks(value), "{value}");
        }
        assert!(!prefers_chinese(&HeaderMap::new()));
    }
}
