//! Who may act: an office, which is a department of one division.

use procedure::{
    Act, Action, Basis, Case, Circumstances, ClockSpec, Duty, Office, Opinion, Procedure, Refusal, Review, Reviews,
    Role, State, Tick, To, Verdict, Weight,
};
use statute::RuleBook;
use time::macros::date;
use vocab::workdays::Calendar;

const CITY: &str = "330500";
const COUNTY: &str = "330521";

const fn action(key: &'static str, by: &'static [&'static str]) -> Action {
    Action {
        key,
        title: "办理",
        from: &["begun"],
        to: To::Same,
        by,
        permission: "test.case.act",
        on_file: &[],
        demands: &[],
        ticks: &[],
        reviews: Reviews::Untouched,
        notice: None,
        basis: &["TEST-01"],
    }
}

static JOINT: Procedure = Procedure {
    key: "joint",
    title: "会办",
    basis: &["TEST-01"],
    initial: "begun",
    roles: &[
        Role { key: "handler", title: "办理机关", kinds: &[] },
        Role { key: "consulted", title: "被征求意见部门", kinds: &[] },
    ],
    states: &[
        State {
            key: "begun",
            title: "办理中",
            ends: false,
            duty: Some(Duty { role: "handler", title: "办理", clock: Some("decision") }),
        },
        State { key: "done", title: "已办结", ends: true, duty: None },
    ],
    reviews: &[Review {
        key: "consultation",
        role: "consulted",
        title: "征求意见",
        clock: "opinion",
        weight: Weight::Advisory,
    }],
    clocks: &[
        ClockSpec {
            key: "decision",
            title: "办理期限",
            basis: Basis::Rule("TEST-01"),
            owner: "handler",
            adjustable: true,
        },
        ClockSpec {
            key: "opinion",
            title: "意见期限",
            basis: Basis::Rule("TEST-01"),
            owner: "consulted",
            adjustable: false,
        },
    ],
    actions: &[
        Action { ticks: &[Tick::Start("decision")], ..action("start", &["handler"]) },
        Action { reviews: Reviews::Open(&["consultation"]), ..action("consult", &["handler"]) },
        Action { reviews: Reviews::Answer, ..action("opine", &["consulted"]) },
        Action { to: To::State("done"), ..action("close", &["handler"]) },
    ],
};

fn book() -> RuleBook {
    RuleBook::parse(
        "[[rule]]\nid = 'TEST-01'\ntitle = '期限'\n[[rule.version]]\ntext = '一'\nvalid_from = 2016-02-06\n\
         threshold = { value = 30, unit = 'calendar_days' }\nsource = '一'\nmark = 'V'\n",
    )
    .expect("a good file")
}

fn civil(division: &str) -> Office {
    Office::new("civil-affairs", division)
}

fn tax(division: &str) -> Office {
    Office::new("tax", division)
}

fn act(case: &Case, act: Act) -> Result<Case, Refusal> {
    let book = book();
    let around = Circumstances {
        today: date!(2026 - 03 - 02),
        book: &book,
        calendar: Calendar::shipped(),
        objections_open: 0,
        objections_upheld: 0,
    };
    JOINT.act(case, act, around).map(|moved| moved.case)
}

fn step(case: &Case, key: &str, by: Office) -> Result<Case, Refusal> {
    let opinion = Some(Opinion { review: String::new(), verdict: Verdict::Favourable });
    act(case, Act { action: key.to_owned(), by, opinion, ..Act::default() })
}

#[test]
fn the_same_department_of_another_division_takes_no_step() {
    let case = JOINT.open("", [("handler", civil(COUNTY))]);
    for other in [CITY, "330522", "330000", ""] {
        let refused = step(&case, "close", civil(other)).expect_err(other);
        assert!(matches!(refused, Refusal::Role { action: "close", .. }), "{other}: {refused}");
    }
    assert_eq!(step(&case, "close", civil(COUNTY)).expect("it is its case").state, "done");
}

#[test]
fn an_opinion_is_that_of_the_office_that_was_asked() {
    let case = JOINT.open("", [("handler", civil(COUNTY)), ("consulted", tax(COUNTY))]);
    let asked = step(&case, "consult", civil(COUNTY)).expect("it may ask");
    assert!(matches!(step(&asked, "opine", tax(CITY)), Err(Refusal::Role { .. })));
    assert_eq!(step(&asked, "opine", tax(COUNTY)).expect("it was asked").awaited().count(), 0);
    let offices: Vec<Office> = JOINT.tasks(&asked).into_iter().map(|task| task.office).collect();
    assert_eq!(offices, [civil(COUNTY), tax(COUNTY)]);
}

#[test]
fn a_role_goes_to_the_office_that_is_enlisted_last() {
    let case = JOINT.open("", [("handler", civil(COUNTY)), ("consulted", tax(COUNTY))]);
    let enlisted = vec![("consulted", tax(CITY))];
    let act_of = Act { action: "consult".to_owned(), by: civil(COUNTY), enlisted, ..Act::default() };
    let asked = act(&case, act_of).expect("it may ask");
    assert!(asked.plays(&tax(CITY), "consulted") && !asked.plays(&tax(COUNTY), "consulted"));
    assert_eq!(asked.papers[0].office, tax(CITY));
}

#[test]
fn what_the_release_before_stored_is_of_the_division_of_the_case() {
    let begun = step(&JOINT.open("", [("handler", civil(COUNTY))]), "start", civil(COUNTY)).expect("it is its case");
    let enlisted = vec![("consulted", tax(CITY))];
    let consult = Act { action: "consult".to_owned(), by: civil(COUNTY), enlisted, ..Act::default() };
    let case = act(&begun, consult).expect("it may ask");
    let stored = serde_json::to_string(&case).expect("it is stored");
    assert!(stored.contains("\"civil-affairs@330521\"") && stored.contains("\"tax@330500\""), "{stored}");
    assert_eq!(serde_json::from_str::<Case>(&stored).expect("it is read").seated("330999"), case);
    let before = stored.replace("@330521", "");
    let read: Case = serde_json::from_str(&before).expect("it was stored so");
    assert!(!read.plays(&civil(COUNTY), "handler"), "until it is known whose it is, it is nobody's");
    assert_eq!(read.seated(COUNTY), case);
}
