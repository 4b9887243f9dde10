//! The parts that names are made of, as shipped in `data/huzhou_name_parts.csv`.

use std::sync::LazyLock;

/// One division of Huzhou, with what names begin with there.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    pub(super) division: &'static str,
    pub(super) prefixes: Vec<&'static str>,
    pub(super) towns: Vec<&'static str>,
}

/// What an organisation works in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Trade,
    Academic,
    Social,
    CultureSport,
}

/// All parts, by what they are.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) places: Vec<Place>,
    pub(super) trade: Vec<&'static str>,
    pub(super) academic: Vec<&'static str>,
    pub(super) social: Vec<&'static str>,
    pub(super) culture_sport: Vec<&'static str>,
    pub(super) services: Vec<&'static str>,
    pub(super) foundations: Vec<&'static str>,
    pub(super) origins: Vec<&'static str>,
    pub(super) brands: Vec<&'static str>,
}

impl Parts {
    pub(super) fn words(&self, field: Field) -> &[&'static str] {
        match field {
            Field::Trade => &self.trade,
            Field::Academic => &self.academic,
            Field::Social => &self.social,
            Field::CultureSport => &self.culture_sport,
        }
    }
}

/// The shipped parts.
pub(super) static PARTS: LazyLock<Parts> = LazyLock::new(|| {
    let mut parts = Parts::default();
    for line in include_str!("../../data/huzhou_name_parts.csv").lines().skip(1) {
        let mut cells = line.split(',');
        let (Some(part), Some(value), Some(division)) = (cells.next(), cells.next(), cells.next()) else { continue };
        match part {
            "prefix" => place(&mut parts.places, division).prefixes.push(value),
            "town" => place(&mut parts.places, division).towns.push(value),
            "field_trade" => parts.trade.push(value),
            "field_academic" => parts.academic.push(value),
            "field_social" => parts.social.push(value),
            "field_culture_sport" => parts.culture_sport.push(value),
            "suffix_service" => parts.services.push(value),
            "suffix_foundation" => parts.foundations.push(value),
            "origin_for_chamber" => parts.origins.push(value),
            "word_for_brand" => parts.brands.push(value),
            _ => {} // suffixes of groups go by field; see `name`
        }
    }
    parts
});

fn place<'a>(places: &'a mut Vec<Place>, division: &'static str) -> &'a mut Place {
    let index = places.iter().position(|place| place.division == division).unwrap_or_else(|| {
        places.push(Place { division, ..Place::default() });
        places.len() - 1
    });
    &mut places[index]
}

/// What documents call the authority's area.
pub(super) fn area(division: &str) -> &'static str {
    match division {
        "330502" => "湖州市吴兴区",
        "330503" => "湖州市南浔区",
        "330521" => "德清县",
        "330522" => "长兴县",
        "330523" => "安吉县",
        _ => "湖州市",
    }
}
