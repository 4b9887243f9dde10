//! The name of a person (姓名): never printed, shown masked (SEC-06).

use std::fmt;

use vocab::plain_characters;

const LONGEST: usize = 50;

/// A name of 1 to 50 characters.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonName(String);

impl PersonName {
    /// Reads a name, blanks around it left out.
    ///
    /// # Errors
    /// It is none, as a sentence that does not repeat it.
    pub fn parse(raw: &str) -> Result<Self, &'static str> {
        let name = raw.trim();
        if plain_characters(name).is_empty() {
            return Err("is required");
        }
        if name.contains(['*', '＊']) {
            return Err("is masked (`*`); state the real value");
        }
        if name.chars().any(char::is_control) {
            return Err("has a control character");
        }
        if name.chars().count() > LONGEST {
            return Err("has more than 50 characters");
        }
        Ok(Self(name.to_owned()))
    }

    /// The name as it is.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The first character and a star: 张*.
    #[must_use]
    pub fn masked(&self) -> String {
        masked(&self.0)
    }

    /// Whether both are the same name, however many blanks and hyphens stand within, in capitals or not.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let bare = |name: &Self| plain_characters(&name.0.to_uppercase());
        bare(self) == bare(other)
    }
}

/// What a name becomes for those who may not see it: its first character and a star.
#[must_use]
pub fn masked(name: &str) -> String {
    name.chars().next().map(|first| format!("{first}*")).unwrap_or_default()
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::{PersonName, masked};

    #[test]
    fn a_name_is_shown_by_its_first_character_and_never_printed() {
        let name = PersonName::parse(" 欧阳静之 ").unwrap();
        assert_eq!((name.reveal(), name.masked().as_str()), ("欧阳静之", "欧*"));
        assert!(!format!("{name:?}").contains('欧'));
        assert!(name.is_same(&PersonName::parse("欧阳 静之").unwrap()));
        let foreign = PersonName::parse("Jean-Paul Li").unwrap();
        assert!(foreign.is_same(&PersonName::parse("JEAN PAUL LI").unwrap()) && !foreign.is_same(&name));
        assert_eq!(masked(""), "");
    }

    #[test]
    fn what_an_answer_shows_is_no_name() {
        for wrong in ["", "  ", "\u{200b}", "张*", "张\u{7}三", &"张".repeat(51)] {
            assert!(PersonName::parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
