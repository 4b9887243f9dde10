//! What can be asked of a cell: one that nobody can be named by is not sent, as it would have the others refused.

use onecode_proto::registry::v1::MatchQuery;
use registry_domain::matching::AskedName;
use vocab::CodeError;
use vocab::code::examine;
use vocab::name::MOST_CHARACTERS;

/// The contract takes so many characters of a code.
const LONGEST_CODE: usize = 64;

/// A query, if there is anything to ask by.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    pub(super) query: Option<MatchQuery>,
    /// A resident's ID number stood where the code or the name should be; it is not sent (USCC-07).
    pub(super) id_number: bool,
}

/// What is asked by a name and a code, either of which may be empty, beside what else is known.
pub(super) fn asked(name: &str, code: &str, hints: &MatchQuery) -> Asked {
    let [private_name, private_code] =
        [name, code].map(|text| examine(text).failures.contains(&CodeError::LooksLikeIdNumber));
    let named = !private_name && name.chars().count() <= MOST_CHARACTERS && AskedName::read(name).is_some();
    let coded = !private_code && !code.trim().is_empty() && code.chars().count() <= LONGEST_CODE;
    let said = |said: bool, text: &str| if said { text.trim().to_owned() } else { String::new() };
    let query = MatchQuery { name: said(named, name), code: said(coded, code), ..hints.clone() };
    Asked { query: (named || coded).then_some(query), id_number: private_name || private_code }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_asked_by_nothing_and_an_id_number_stays_here() {
        let hints = MatchQuery { limit: 1, ..MatchQuery::default() };
        let nothing = Asked { query: None, id_number: false };
        for (name, code) in [("", ""), (" 　", " "), ("《》", "")] {
            assert_eq!(asked(name, code, &hints), nothing, "{name} {code}");
        }
        assert_eq!(asked(&"会".repeat(121), &"5".repeat(65), &hints), nothing);
        let found = asked(" 湖州市养老服务协会", "11010519491231002X", &hints);
        let query = MatchQuery { name: "湖州市养老服务协会".to_owned(), limit: 1, ..MatchQuery::default() };
        assert_eq!(found, Asked { query: Some(query), id_number: true });
        assert_eq!(asked("", "11010519491231002X", &hints), Asked { query: None, id_number: true });
        assert_eq!(asked("11010519491231002X", "", &hints), Asked { query: None, id_number: true });
    }
}
