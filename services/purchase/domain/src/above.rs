//! A division and those above it (县、市、省、全国).

use vocab::DivisionCode;

/// The division, then the one above it, and so on up to the whole country. What is set above binds below.
#[must_use]
pub fn upwards(division: DivisionCode) -> Vec<DivisionCode> {
    std::iter::successors(Some(division), DivisionCode::parent).collect()
}

#[cfg(test)]
mod tests {
    use super::upwards;

    #[test]
    fn a_county_is_followed_by_its_city_its_province_and_the_country() {
        let all = |code: &str| upwards(code.parse().unwrap()).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(all("330502"), ["330502", "330500", "330000", "100000"]);
        assert_eq!(all("330000"), ["330000", "100000"]);
        assert_eq!(all("100000"), ["100000"]);
    }
}
