//! The table of TS-01: every kind of subject and every mixture of them.

use inspection_domain::complaint::{Authority, Competence, Route, route};
use inspection_domain::rules;
use time::macros::date;
use vocab::DivisionCode;

fn division(code: &str) -> DivisionCode {
    code.parse().unwrap()
}

fn registered(code: &str) -> Authority {
    Authority::Registering(division(code))
}

fn unknown(code: &str) -> Authority {
    Authority::OfPlace(division(code))
}

#[test]
fn a_complaint_is_the_registering_authoritys_the_countys_of_the_act_or_their_common_superiors() {
    use Competence::{CommonSuperior, PlaceOfAct, Registering};
    let table: [(&[Authority], &str, Competence); 14] = [
        (&[registered("330502")], "330502", Registering),
        (&[registered("330500")], "330500", Registering),
        (&[registered("330000")], "330000", Registering),
        (&[registered("100000")], "100000", Registering),
        (&[registered("330502"), registered("330502")], "330502", Registering),
        (&[unknown("330523")], "330523", PlaceOfAct),
        (&[unknown("330500")], "330500", PlaceOfAct),
        (&[unknown("330523"), unknown("330523")], "330523", PlaceOfAct),
        (&[registered("330523"), unknown("330523")], "330523", Registering),
        (&[registered("330502"), registered("330503")], "330500", CommonSuperior),
        (&[registered("330502"), unknown("330523")], "330500", CommonSuperior),
        (&[registered("330502"), registered("330500")], "330500", CommonSuperior),
        (&[registered("330502"), unknown("330106")], "330000", CommonSuperior),
        (&[unknown("330502"), unknown("320505"), registered("330500")], "100000", CommonSuperior),
    ];
    for (subjects, at, competence) in table {
        let expected = Route { division: division(at), competence };
        assert_eq!(route(subjects), Some(expected), "{subjects:?}");
        let turned: Vec<Authority> = subjects.iter().rev().copied().collect();
        assert_eq!(route(&turned), Some(expected), "the order does not matter: {subjects:?}");
    }
    assert_eq!(route(&[]), None);
}

#[test]
fn every_competence_rests_on_a_rule_that_was_in_force_when_the_measure_was() {
    for competence in Competence::ALL {
        assert!(rules().on(competence.rule(), date!(2016 - 09 - 01)).is_ok(), "{competence:?}");
        assert!(rules().on(competence.rule(), date!(2026 - 11 - 24)).is_ok(), "{competence:?}");
    }
    let before = rules().on("TS-01b", date!(2025 - 04 - 30)).unwrap().reference();
    let after = rules().on("TS-01b", date!(2025 - 05 - 01)).unwrap().reference();
    assert_eq!((before.version, after.version), (1, 2), "order 77 of the ministry holds from 1 May 2025");
}
