//! Conclusions as their grounds lead to them (AI-02, AI-03).

use inspection_domain::report::Refusal;
use inspection_domain::report::conclude::{Gravity, Value, follows, grounds, judge};
use proptest::prelude::*;

use crate::support::TODAY;

fn stated(grounds: &[(&str, Gravity)]) -> Vec<(String, Gravity)> {
    grounds.iter().map(|(id, gravity)| ((*id).to_owned(), *gravity)).collect()
}

#[test]
fn there_are_thirteen_grounds() {
    let ids: Vec<&str> = grounds().map(|rule| rule.id.as_str()).collect();
    assert_eq!((ids.len(), ids[0], ids[12]), (13, "AI-03a", "AI-03m"));
}

#[test]
fn a_conclusion_is_what_its_grounds_lead_to() {
    use Gravity::{Minor, Serious};
    assert_eq!(judge(Value::Qualified, &[], TODAY).map(|found| found.len()), Ok(0));
    let minor = stated(&[("AI-03g", Minor), ("AI-03i", Minor)]);
    let found = judge(Value::BasicallyQualified, &minor, TODAY).expect("minor");
    assert_eq!(found.iter().map(|ground| ground.rule.to_string()).collect::<Vec<_>>(), ["AI-03g@1", "AI-03i@1"]);
    let other = Err(Refusal::ConclusionNotOfGrounds { value: Value::BasicallyQualified });
    assert_eq!(judge(Value::Unqualified, &minor, TODAY), other);
    let serious = stated(&[("AI-03g", Minor), ("AI-03m", Serious)]);
    assert!(judge(Value::Unqualified, &serious, TODAY).is_ok());
    let none = Err(Refusal::ConclusionNotOfGrounds { value: Value::Qualified });
    assert_eq!(judge(Value::Unqualified, &[], TODAY), none);
}

#[test]
fn what_is_no_ground_or_there_twice_is_refused() {
    for id in ["AI-03n", "AI-03", "AI-04", "SP-02a", ""] {
        let refused = judge(Value::BasicallyQualified, &stated(&[(id, Gravity::Minor)]), TODAY);
        assert_eq!(refused, Err(Refusal::GroundNotFound { ground: id.to_owned() }));
    }
    let twice = stated(&[("AI-03a", Gravity::Minor), ("AI-03a", Gravity::Minor)]);
    let refused = judge(Value::BasicallyQualified, &twice, TODAY);
    assert_eq!(refused, Err(Refusal::GroundTwice { ground: "AI-03a".to_owned() }));
}

proptest! {
    #[test]
    fn one_serious_ground_decides_whatever_stands_beside_it(minor in 0..5_usize, serious in 0..5_usize) {
        let all = std::iter::repeat_n(Gravity::Minor, minor).chain(std::iter::repeat_n(Gravity::Serious, serious));
        let expected = match (minor, serious) {
            (0, 0) => Value::Qualified,
            (_, 0) => Value::BasicallyQualified,
            (_, _) => Value::Unqualified,
        };
        prop_assert_eq!(follows(all), expected);
    }
}
