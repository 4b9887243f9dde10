//! Whose a complaint is (管辖, TS-01): the registering authority's, the county's of the act, or the common superior's.

use vocab::DivisionCode;

/// Whose a complaint about one subject would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Authority {
    /// A registered organisation: the authority of this division registered it.
    Registering(DivisionCode),
    /// One that is not registered: it acted here, in a county if that is known (IL-02).
    OfPlace(DivisionCode),
}

impl Authority {
    /// Its division.
    #[must_use]
    pub fn division(self) -> DivisionCode {
        match self {
            Self::Registering(division) | Self::OfPlace(division) => division,
        }
    }
}

/// Why an authority is competent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Competence {
    /// It registered the organisation.
    Registering,
    /// The act happened there.
    PlaceOfAct,
    /// Several would be, and it is the lowest above all of them.
    CommonSuperior,
}

impl Competence {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Registering, Self::PlaceOfAct, Self::CommonSuperior];

    /// Its word in what is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registering => "registering",
            Self::PlaceOfAct => "place_of_act",
            Self::CommonSuperior => "common_superior",
        }
    }

    /// The rule that says so.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::Registering => "TS-01a",
            Self::PlaceOfAct => "TS-01b",
            Self::CommonSuperior => "TS-01c",
        }
    }
}

/// The competent authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Route {
    /// Its division.
    pub division: DivisionCode,
    /// Why it is competent.
    pub competence: Competence,
}

/// The competent authority of a complaint about some subjects; `None` for a complaint about nobody. Where one of several
/// authorities lies above the others, it is their superior itself.
#[must_use]
pub fn route(subjects: &[Authority]) -> Option<Route> {
    let first = *subjects.first()?;
    let mut division = first.division();
    for subject in subjects {
        while !division.contains(subject.division()) {
            division = division.parent()?;
        }
    }
    let one = subjects.iter().all(|subject| subject.division() == first.division());
    let registered = subjects.iter().any(|subject| matches!(subject, Authority::Registering(_)));
    let competence = match (one, registered) {
        (false, _) => Competence::CommonSuperior,
        (true, true) => Competence::Registering,
        (true, false) => Competence::PlaceOfAct,
    };
    Some(Route { division, competence })
}
