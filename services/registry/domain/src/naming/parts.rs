//! The parts of a name (名称的构成, Art 8): division, name of its own, field, form.

use vocab::name::fold;
use vocab::{DivisionCode, OrganizationClass};

use super::{form, place, words};

/// A name taken apart; what it lacks is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// The authority's division as it stands there: 湖州市, 湖州.
    pub division: Option<String>,
    /// The division stands in brackets at the end and not at the beginning: 潘天寿基金会(浙江).
    pub division_at_end: bool,
    /// Home of the members of a chamber from elsewhere (原籍地).
    pub home: Option<String>,
    /// Name of its own (字号); foundations and private non-enterprise units have one.
    pub brand: Option<String>,
    /// Field or membership (行（事）业领域, 会员组成).
    pub field: Option<String>,
    /// How it ends (组织形式).
    pub form: Option<&'static str>,
    /// The form says the field, too: 幼儿园.
    pub form_says_field: bool,
    /// Everything between division and form is field words, and several: the first may be meant as the name of its own.
    pub brand_unclear: bool,
    /// What stands between division and form.
    pub middle: String,
}

impl Parts {
    /// What tells it from other names of its authority, folded and without brackets; field and name of its own.
    pub(super) fn distinction(&self) -> String {
        bare(&self.middle)
    }
}

/// Takes a name apart as one that the authority of `authority` would register.
#[must_use]
pub fn parse(title: &str, kind: OrganizationClass, authority: DivisionCode) -> Parts {
    let text = plain(title);
    let mut parts = Parts::default();
    let mut rest = text.as_str();
    let spellings = place::spellings(authority);
    if let Some((front, inside)) = trailing_bracket(rest)
        && spellings.iter().any(|spelling| spelling == inside)
    {
        parts.division = Some(inside.to_owned());
        parts.division_at_end = true;
        rest = front;
    } else if let Some(spelling) = spellings.iter().find(|spelling| rest.starts_with(spelling.as_str())) {
        rest = &rest[spelling.len()..];
        parts.division = Some(spelling.clone());
    }
    if let Some(form) = form::of(kind, rest) {
        parts.form = Some(form.text);
        parts.form_says_field = form.says_field;
        rest = &rest[..rest.len() - form.text.len()];
    }
    rest.clone_into(&mut parts.middle);
    match kind {
        OrganizationClass::SocialGroup | OrganizationClass::Other => {
            let chamber = parts.form == Some("商会");
            let home = chamber.then(|| rest.strip_suffix("企业").unwrap_or(rest));
            parts.home = home.filter(|home| place::home(home, authority).is_some()).map(str::to_owned);
            if parts.home.is_none() {
                parts.field = some(rest);
            }
        }
        OrganizationClass::Foundation | OrganizationClass::PrivateNonEnterprise => split(&mut parts, rest),
    }
    parts
}

/// Name of its own and field: the field is the longest end that is nothing but field words.
fn split(parts: &mut Parts, middle: &str) {
    let second = middle.char_indices().nth(2).map_or(middle.len(), |(at, _)| at);
    match words::field_at_end(middle, 0) {
        Some((0, count)) => {
            parts.field = some(middle);
            parts.brand_unclear = count > 1;
        }
        Some(_) => {
            // a name of its own has two characters at least
            let begin = words::field_at_end(middle, second).map_or(middle.len(), |(begin, _)| begin);
            parts.brand = some(&middle[..begin]);
            parts.field = some(&middle[begin..]);
        }
        None => parts.brand = some(middle),
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A name as it is read here: simplified, half-width, brackets round, nothing invisible; capitals stay.
fn plain(title: &str) -> String {
    let mut plain = String::with_capacity(title.len());
    for character in title.chars() {
        let folded = fold(character.encode_utf8(&mut [0; 4]));
        if character.is_ascii_alphabetic() { plain.push(character) } else { plain.push_str(&folded) }
    }
    plain
}

/// Folded, without brackets: 通化矿业(集团) is 通化矿业集团.
pub(crate) fn bare(text: &str) -> String {
    let mut bare = fold(text);
    bare.retain(|character| !matches!(character, '(' | ')'));
    bare
}

fn trailing_bracket(text: &str) -> Option<(&str, &str)> {
    let (front, inside) = text.strip_suffix(')')?.rsplit_once('(')?;
    Some((front, inside))
}
