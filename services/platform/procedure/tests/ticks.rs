//! What actions do to clocks: they begin, stand still for a cause and go on, last longer once, and count only while they run.

use procedure::{
    Act, Action, Basis, Case, Circumstances, ClockSpec, ClockStanding, Demand, Duty, Office, Procedure, Refusal,
    Reviews, Role, State, Tick, To,
};
use statute::{Cause, RuleBook};
use time::Date;
use time::macros::date;
use vocab::workdays::Calendar;

const DEPARTMENT: &str = "civil-affairs";

/// 2 March 2026, a Monday; thirty days from it end on 1 April.
const BEGUN: Date = date!(2026 - 03 - 02);

const fn action(key: &'static str, ticks: &'static [Tick]) -> Action {
    Action {
        key,
        title: "办理",
        from: &["open"],
        to: To::Same,
        by: &["handler"],
        permission: "test.handle",
        on_file: &[],
        demands: &[],
        ticks,
        reviews: Reviews::Untouched,
        notice: None,
        basis: &["TEST-01"],
    }
}

static TIMED: Procedure = Procedure {
    key: "timed",
    title: "期限",
    basis: &["TEST-01"],
    initial: "open",
    roles: &[Role { key: "handler", title: "办理机关", kinds: &[] }],
    states: &[
        State {
            key: "open",
            title: "办理中",
            ends: false,
            duty: Some(Duty { role: "handler", title: "办理", clock: Some("decision") }),
        },
        State { key: "done", title: "办结", ends: true, duty: None },
    ],
    reviews: &[],
    clocks: &[ClockSpec {
        key: "decision",
        title: "办理期限",
        basis: Basis::Rule("TEST-01"),
        owner: "handler",
        adjustable: false,
    }],
    actions: &[
        action("begin", &[Tick::Start("decision")]),
        action("go-on", &[Tick::Continue("decision")]),
        action("hear", &[Tick::Suspend("decision", Cause::Measure, "听证")]),
        action("heard", &[Tick::Resume("decision", Cause::Measure)]),
        action("return", &[Tick::Suspend("decision", Cause::Correction, "补正")]),
        action("prolong", &[Tick::Prolong("decision", "TEST-01a")]),
        action("stop", &[Tick::Stop("decision")]),
        Action {
            to: To::State("done"),
            demands: &[Demand::ClockOver("decision")],
            ..action("lapse", &[Tick::CancelAll])
        },
    ],
};

fn office() -> Office {
    Office::new(DEPARTMENT, "330500")
}

fn book() -> RuleBook {
    let rule = |id: &str, days: u32| {
        format!(
            "[[rule]]\nid = '{id}'\ntitle = '期限'\n[[rule.version]]\ntext = '一'\nvalid_from = 2016-02-06\n\
             threshold = {{ value = {days}, unit = 'calendar_days' }}\nsource = '一'\nmark = 'V'\n"
        )
    };
    RuleBook::parse(&format!("{}{}", rule("TEST-01", 30), rule("TEST-01a", 10))).expect("a good file")
}

/// What somebody says beside the action.
#[derive(Clone, Copy, Default)]
struct Said {
    on: Option<Date>,
    days: Option<u32>,
}

fn say(case: &Case, key: &str, today: Date, said: Said) -> Result<Case, Refusal> {
    let book = book();
    let calendar = Calendar::shipped();
    let around = Circumstances { today, book: &book, calendar, objections_open: 0, objections_upheld: 0 };
    let act = Act {
        action: key.to_owned(),
        by: office(),
        reasons: "案情复杂".to_owned(),
        on: said.on,
        days: said.days,
        ..Act::default()
    };
    TIMED.act(case, act, around).map(|moved| moved.case)
}

fn act(case: &Case, key: &str, today: Date) -> Result<Case, Refusal> {
    say(case, key, today, Said::default())
}

fn taken(steps: &[(&str, Date)]) -> Case {
    let case = TIMED.open("", [("handler", office())]);
    steps.iter().fold(case, |case, (key, day)| act(&case, key, *day).unwrap_or_else(|no| panic!("{key}: {no}")))
}

fn due(case: &Case) -> Option<Date> {
    let clock = case.clock("decision").expect("it began");
    clock.clock.reckon(&book(), Calendar::shipped()).expect("the calendar is known").due
}

#[test]
fn the_table_has_no_flaw() {
    assert_eq!(TIMED.flaws(&book()), Vec::<String>::new());
}

#[test]
fn a_clock_stands_still_for_a_cause_and_goes_on_when_that_is_over() {
    let begun = taken(&[("begin", BEGUN)]);
    assert_eq!(due(&begun), Some(date!(2026 - 04 - 01)));
    let still = act(&begun, "hear", date!(2026 - 03 - 05)).expect("it runs");
    assert_eq!(due(&still), None);
    let suspended = &still.clock("decision").expect("it began").clock.suspensions;
    assert_eq!((suspended.len(), suspended[0].cause, suspended[0].reason.as_str()), (1, Cause::Measure, "听证"));
    let again = act(&still, "hear", date!(2026 - 03 - 06)).expect("it stands still already");
    assert_eq!(again, still);
    let on = act(&still, "heard", date!(2026 - 03 - 09)).expect("it is over");
    assert_eq!(due(&on), Some(date!(2026 - 04 - 07)), "four days later is 5 April, in a holiday that ends on the 6th");
    assert_eq!(act(&on, "heard", date!(2026 - 03 - 10)).expect("nothing holds it"), on);
}

#[test]
fn what_is_recorded_late_holds_and_frees_the_clock_on_its_own_day() {
    let begun = taken(&[("begin", BEGUN)]);
    let said = |on| Said { on: Some(on), ..Said::default() };
    let still = say(&begun, "hear", date!(2026 - 03 - 20), said(date!(2026 - 03 - 05))).expect("it runs");
    let on = say(&still, "heard", date!(2026 - 03 - 25), said(date!(2026 - 03 - 19))).expect("it is over");
    assert_eq!(due(&on), Some(date!(2026 - 04 - 15)), "fourteen days later");
    let early = say(&still, "heard", date!(2026 - 03 - 25), said(date!(2026 - 03 - 04))).expect_err("before it began");
    assert!(matches!(early, Refusal::Clock(_)), "{early}");
}

#[test]
fn neither_cause_ends_what_the_other_began() {
    let both = taken(&[("begin", BEGUN), ("hear", date!(2026 - 03 - 03)), ("return", date!(2026 - 03 - 04))]);
    let heard = act(&both, "heard", date!(2026 - 03 - 10)).expect("it is over");
    assert_eq!(due(&heard), None, "the papers are with the applicant");
    let on = act(&heard, "go-on", date!(2026 - 03 - 17)).expect("they are back");
    assert_eq!(due(&on), Some(date!(2026 - 04 - 15)), "fourteen days later");
    let returned = act(&both, "go-on", date!(2026 - 03 - 10)).expect("they are back");
    assert_eq!(due(&returned), None, "the hearing goes on");
    assert_eq!(returned.clocks.len(), 1, "no other clock began");
}

#[test]
fn a_clock_is_prolonged_once_by_what_the_rule_allows_or_less() {
    let begun = taken(&[("begin", BEGUN)]);
    let whole = act(&begun, "prolong", date!(2026 - 04 - 01)).expect("its last day counts");
    assert_eq!(due(&whole), Some(date!(2026 - 04 - 13)), "11 April is a Saturday");
    let extension = &whole.clock("decision").expect("it began").clock.extensions[0];
    let said = (extension.days, extension.reason.as_str(), extension.approved_by.as_str());
    assert_eq!(said, (10, "案情复杂", DEPARTMENT));
    let days = |days| Said { days: Some(days), ..Said::default() };
    let part = say(&begun, "prolong", BEGUN, days(1)).expect("less is allowed");
    assert_eq!(due(&part), Some(date!(2026 - 04 - 02)));
    for refused in [
        say(&begun, "prolong", BEGUN, days(11)),
        act(&whole, "prolong", date!(2026 - 04 - 02)),
        say(&part, "prolong", BEGUN, days(1)),
    ] {
        let refused = refused.expect_err("too long");
        assert!(matches!(refused, Refusal::TooLong { most: 10, .. }), "{refused}");
    }
}

#[test]
fn a_clock_that_is_over_or_stopped_or_never_began_is_not_prolonged() {
    let begun = taken(&[("begin", BEGUN)]);
    let stopped = act(&begun, "stop", date!(2026 - 03 - 10)).expect("it runs");
    for (case, day) in
        [(&begun, date!(2026 - 04 - 02)), (&stopped, date!(2026 - 03 - 10)), (&taken(&[]), date!(2026 - 03 - 10))]
    {
        let refused = act(case, "prolong", day).expect_err("it is over");
        assert!(matches!(refused, Refusal::Over), "{refused}");
    }
    let still = act(&begun, "hear", date!(2026 - 03 - 05)).expect("it runs");
    act(&still, "prolong", date!(2026 - 06 - 01)).expect("while it stands still, no last day passes");
}

#[test]
fn only_a_clock_that_runs_is_ever_over() {
    let begun = taken(&[("begin", BEGUN)]);
    let late = date!(2026 - 05 - 20);
    act(&begun, "lapse", date!(2026 - 04 - 01)).expect_err("its last day is not over");
    let over = act(&begun, "lapse", late).expect("it is over");
    assert_eq!(over.clocks[0].standing, ClockStanding::Cancelled(late));
    let stopped = act(&begun, "stop", date!(2026 - 03 - 10)).expect("it runs");
    let still = act(&begun, "hear", date!(2026 - 03 - 10)).expect("it runs");
    for case in [&stopped, &still, &taken(&[])] {
        let refused = act(case, "lapse", late).expect_err("it does not run");
        assert!(matches!(refused, Refusal::ClockRunning { clock: "decision", until: None }), "{refused}");
    }
    let again = act(&stopped, "begin", date!(2026 - 05 - 10)).expect("it begins anew");
    act(&again, "lapse", late).expect_err("the one that runs counts");
}
