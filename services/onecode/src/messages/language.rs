//! Languages, and which one a person reads.

use std::ffi::OsString;

use clap::ValueEnum;

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// 中文.
    Zh,
    /// English.
    En,
}

impl Language {
    /// The language of the terminal, by the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set; else English.
    #[must_use]
    pub fn of_terminal() -> Self {
        Self::of_locale(["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(std::env::var_os))
    }

    fn of_locale(mut values: impl Iterator<Item = OsString>) -> Self {
        match values.find(|value| !value.is_empty()) {
            Some(locale) if locale.to_string_lossy().to_lowercase().starts_with("zh") => Self::Zh,
            _ => Self::En,
        }
    }

    /// The tag sent as `accept-language`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let of = |values: &[&str]| Language::of_locale(values.iter().map(OsString::from));
        assert_eq!(of(&["zh_CN.UTF-8", "en_US.UTF-8"]), Language::Zh);
        assert_eq!(of(&["", "zh_CN"]), Language::Zh);
        assert_eq!(of(&["C.UTF-8", "zh_CN"]), Language::En);
        assert_eq!(of(&[]), Language::En);
    }
}
