//! Names that could be registered: place, brand, field, form.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use onecode_proto::registry::v1::OrganizationKind;
use rand::RngExt;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

use super::parts::{Field, PARTS, Place};

/// Forms of a service organisation that take a field of work; the others say theirs themselves.
const OPEN_FORMS: [&str; 9] =
    ["服务中心", "发展中心", "公益服务中心", "研究院", "研究所", "博物馆", "俱乐部", "评估中心", "志愿服务中心"];

/// A name and what it says.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) prefix: &'static str,
    pub(super) town: &'static str,
    /// Brand or number, field and form: what stays when the place goes.
    pub(super) own: String,
    pub(super) form: &'static str,
    pub(super) field: Field,
}

impl Name {
    pub(super) fn title(&self) -> String {
        format!("{}{}{}", self.prefix, self.town, self.own)
    }
}

/// Makes names, each once.
#[derive(Debug, Default)]
pub(super) struct Namer {
    used: HashMap<u64, u32>,
}

impl Namer {
    /// A name that was taken gets a brand before it, then another; only then a number.
    pub(super) fn name(&mut self, random: &mut ChaCha8Rng, place: &Place, kind: OrganizationKind) -> Name {
        let mut name = compose(random, place, kind);
        for _ in 0..2 {
            if self.take(&name) == 1 {
                return name;
            }
            name.own = format!("{}{}", pick(random, &PARTS.brands), name.own);
        }
        let uses = self.take(&name);
        if uses > 1 {
            name.own = format!("第{uses}{}", name.own);
        }
        name
    }

    /// How often the name was made, this time included.
    fn take(&mut self, name: &Name) -> u32 {
        let mut hasher = DefaultHasher::new();
        name.title().hash(&mut hasher);
        *self.used.entry(hasher.finish()).and_modify(|uses| *uses += 1).or_insert(1)
    }
}

fn pick(random: &mut ChaCha8Rng, words: &[&'static str]) -> &'static str {
    words.choose(random).copied().unwrap_or_default()
}

fn compose(random: &mut ChaCha8Rng, place: &Place, kind: OrganizationKind) -> Name {
    let prefix = pick(random, &place.prefixes);
    let town = if random.random_bool(0.6) { pick(random, &place.towns) } else { "" };
    let field = match random.random_range(0..10) {
        0..4 => Field::Trade,
        4..5 => Field::Academic,
        5..8 => Field::Social,
        _ => Field::CultureSport,
    };
    match kind {
        OrganizationKind::PrivateNonEnterprise => service(random, prefix, town, field),
        OrganizationKind::Foundation => {
            let form = pick(random, &PARTS.foundations);
            let own = format!("{}{form}", pick(random, &PARTS.brands));
            Name { prefix, town, own, form, field: Field::Social }
        }
        OrganizationKind::SocialGroup | OrganizationKind::Other | OrganizationKind::Unspecified => {
            group(random, prefix, town, field)
        }
    }
}

fn group(random: &mut ChaCha8Rng, prefix: &'static str, town: &'static str, field: Field) -> Name {
    if field == Field::Trade && random.random_bool(0.1) {
        let own = format!("{}商会", pick(random, &PARTS.origins));
        return Name { prefix, town, own, form: "商会", field };
    }
    let forms: &[&str] = match field {
        Field::Trade => &["协会", "商会", "行业协会", "促进会", "联合会"],
        Field::Academic => &["学会", "研究会", "促进会"],
        Field::Social => &["协会", "促进会", "志愿者协会", "联合会"],
        Field::CultureSport => &["协会", "联谊会"],
    };
    let form = pick(random, forms);
    let word = pick(random, PARTS.words(field));
    Name { prefix, town, own: joined(word, form), form, field }
}

fn service(random: &mut ChaCha8Rng, prefix: &'static str, town: &'static str, field: Field) -> Name {
    let brand = pick(random, &PARTS.brands);
    let form = pick(random, &PARTS.services);
    let field = if form.contains('学') || form.contains("幼儿园") { Field::Academic } else { field };
    let word = if OPEN_FORMS.contains(&form) { pick(random, PARTS.words(field)) } else { "" };
    Name { prefix, town, own: format!("{brand}{}", joined(word, form)), form, field }
}

/// Field and form; what ends the one and begins the other is said once (软件行业, 行业协会).
fn joined(word: &str, form: &str) -> String {
    let two_characters: String = form.chars().take(2).collect();
    format!("{}{form}", word.strip_suffix(&two_characters).unwrap_or(word))
}
