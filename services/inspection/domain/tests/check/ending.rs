//! When a visit may begin and a check may end, and what the rules say in numbers.

use inspection_domain::check::*;
use inspection_domain::inspector::Certificate;
use time::macros::date;

use crate::field::*;

/// SP-05.
#[test]
fn two_inspectors_confirm_the_very_record_that_is_concluded() {
    let found = answer(1, 101, 1, "governance", Verdict::Conforms, &[]);
    let digest = Record::of(&kept(std::slice::from_ref(&found))).digest;
    let one = entry(1, 101, 2, Content::Confirmation { digest });
    let two = entry(2, 102, 1, Content::Confirmation { digest });
    let twice = entry(1, 101, 3, Content::Confirmation { digest });
    let refused = end(&kept(&[found.clone(), one.clone(), twice]), Outcome::NoProblem);
    assert!(matches!(refused, Err(Refusal::NotConfirmed { confirmed: 1, least: 2, .. })), "{refused:?}");
    let confirmed = kept(&[found.clone(), one.clone(), two.clone()]);
    assert_eq!(end(&confirmed, Outcome::NoProblem), Ok(()));
    let more = entry(2, 102, 2, Content::Statement { speaker: "钱".into(), text: "无异议".into() });
    let refused = end(&kept(&[found, one, two, more]), Outcome::NoProblem);
    assert!(matches!(refused, Err(Refusal::NotConfirmed { confirmed: 0, .. })), "{refused:?}");
}

/// SP-05, TA-04.
#[test]
fn assistants_the_replaced_the_recused_and_the_uncertified_do_not_count() {
    let found = answer(1, 101, 1, "governance", Verdict::Conforms, &[]);
    let digest = Record::of(&kept(std::slice::from_ref(&found))).digest;
    let both = kept(&[
        found,
        entry(1, 101, 2, Content::Confirmation { digest }),
        entry(2, 102, 1, Content::Confirmation { digest }),
    ]);
    let expired = Certificate { valid_to: DAYS.last, ..member(2).certificate };
    for second in [
        Member { assistant: true, ..member(2) },
        Member { replaced: true, ..member(2) },
        Member { recused: true, ..member(2) },
        Member { suspended: true, ..member(2) },
        Member { certificate: expired, ..member(2) },
        member(3),
    ] {
        let team = Team(vec![member(1), second]);
        let refused = conclude(&Record::of(&both), &team, &[], Outcome::NoProblem, DAYS, 2);
        assert!(matches!(refused, Err(Refusal::NotConfirmed { confirmed: 1, .. })), "{second:?}");
    }
}

#[test]
fn an_outcome_fits_what_was_found() {
    let wrong = [answer(1, 101, 1, "governance", Verdict::DoesNotConform, &[])];
    let serious = [wrong[0].clone(), entry(1, 101, 2, finding("账外账", Severity::Serious))];
    let good = [answer(1, 101, 1, "governance", Verdict::Conforms, &[])];
    let cases: [(&[Entry], &[Outcome]); 3] = [
        (&good, &[Outcome::NoProblem, Outcome::Unreachable, Outcome::Refused]),
        (&wrong, &[Outcome::Corrected, Outcome::Ordered, Outcome::Transferred, Outcome::Unreachable, Outcome::Refused]),
        (&serious, &[Outcome::Ordered, Outcome::Transferred, Outcome::Unreachable, Outcome::Refused]),
    ];
    for (entries, fitting) in cases {
        for outcome in Outcome::ALL {
            let contradicted = matches!(end(&kept(entries), outcome), Err(Refusal::Contradicted { .. }));
            assert_eq!(contradicted, !fitting.contains(&outcome), "{outcome:?}");
        }
    }
    let none = end(&[], Outcome::NoProblem);
    assert_eq!(none, Err(Refusal::Unanswered { items: vec!["governance".into()] }));
    assert!(matches!(end(&[], Outcome::Unreachable), Err(Refusal::NotConfirmed { .. })));
}

/// TA-04, SP-05.
#[test]
fn a_visit_begins_with_two_certified_inspectors_whom_nothing_ties() {
    assert_eq!(team().may_begin(DAYS, 2), Ok(()));
    let expiring = Member { certificate: Certificate { valid_to: DAYS.last, ..member(2).certificate }, ..member(2) };
    let refused = Team(vec![member(1), expiring]).may_begin(DAYS, 2);
    assert_eq!(refused, Err(Refusal::NotCertified { inspectors: vec![id(2)] }));
    let refused = Team(vec![member(1), Member { recused: true, ..member(2) }]).may_begin(DAYS, 2);
    assert_eq!(refused, Err(Refusal::Recused { inspectors: vec![id(2)] }));
    let refused = Team(vec![member(1), Member { assistant: true, ..member(2) }]).may_begin(DAYS, 2);
    assert_eq!(refused, Err(Refusal::TooFew { found: 1, least: 2 }));
    let replaced = Team(vec![member(1), member(3), Member { replaced: true, ..expiring }]);
    assert_eq!(replaced.may_begin(DAYS, 2), Ok(()));
    assert_eq!(replaced.may_record(id(2), DAYS), Err(EntryRefusal::AuthorNotCertified));
    assert_eq!(replaced.may_record(id(9), DAYS), Err(EntryRefusal::AuthorNotAssigned));
    assert_eq!(replaced.may_record(id(3), DAYS), Ok(()));
}

/// CK-01: from the bell tower of Huzhou's Renmin Square to places whose distances are known.
#[test]
fn distances_are_those_along_the_earth() {
    let place = |latitude, longitude| Place::new(latitude, longitude).unwrap();
    let square = place(30_870_000, 120_093_000);
    assert_eq!(square.metres_to(square), 0);
    // a minute of arc is a nautical mile of 1,853 m on this sphere
    assert_eq!(square.metres_to(place(30_886_667, 120_093_000)), 1_853);
    assert_eq!(place(0, 179_999_999).metres_to(place(0, -179_999_999)), 0);
    assert_eq!(place(90_000_000, 0).metres_to(place(-90_000_000, 0)), 20_015_114);
    assert_eq!(Place::new(90_000_001, 0), None);
    for (metres, accuracy, far) in [(500, 0, false), (501, 0, true), (560, 60, false), (561, 60, true)] {
        assert_eq!(far_beyond(metres, accuracy, DAYS.first), Ok(far));
    }
}

/// CK-02, CK-03.
#[test]
fn terms_and_clocks_are_measured_by_the_rules() {
    for (offset, wrong) in [(600, false), (-600, false), (601, true), (-259_200, true)] {
        assert_eq!(clock_is_wrong(offset, DAYS.first), Ok(wrong));
    }
    let ordered = date!(2026 - 11 - 24);
    assert!(rectification_term(ordered, date!(2026 - 11 - 25)).is_ok());
    assert_eq!(rectification_term(ordered, date!(2027 - 02 - 22)).unwrap().to_string(), "CK-03@1");
    for due in [ordered, date!(2027 - 02 - 23)] {
        assert!(matches!(rectification_term(ordered, due), Err(Refusal::Term { .. })), "{due}");
    }
    let days = |first, last| visit_days(DAYS, first, last);
    assert_eq!(days(DAYS.first, DAYS.last), Ok(DAYS));
    assert!(days(date!(2026 - 11 - 23), DAYS.last).is_err());
    assert!(days(DAYS.first, date!(2026 - 11 - 27)).is_err());
    assert!(days(DAYS.last, DAYS.first).is_err());
}
