//! Putting an organisation on a list (列入名单): drafted, told, heard, decided (CR-03, CR-04, CR-07, CR-09).

use procedure::{Action, Basis, ClockSpec, Demand, Duty, Procedure, Reviews, Role, State, Tick, To};

/// 登记管理机关.
pub const REGISTRAR: &str = "registrar";

pub(super) const DECIDE: &str = "credit.listing.decide";
const NOTIFY: &str = "credit.listing.notify";

const UNDECIDED: &[&str] = &["drafted", "noticed", "served", "defended", "unopposed"];

pub(super) const ROLES: &[Role] = &[Role { key: REGISTRAR, title: "登记管理机关", kinds: &["registrar"] }];

/// A state in which the authority has something to do.
pub(super) const fn state(
    key: &'static str,
    title: &'static str,
    task: &'static str,
    clock: Option<&'static str>,
) -> State {
    State { key, title, ends: false, duty: Some(Duty { role: REGISTRAR, title: task, clock }) }
}

/// A state that ends it.
pub(super) const fn end(key: &'static str, title: &'static str) -> State {
    State { key, title, ends: true, duty: None }
}

/// A term of the authority that nobody may move.
pub(super) const fn clock(key: &'static str, title: &'static str, rule: &'static str) -> ClockSpec {
    ClockSpec { key, title, basis: Basis::Rule(rule), owner: REGISTRAR, adjustable: false }
}

/// An action of the authority that only moves the case.
pub(super) const fn plain(
    key: &'static str,
    title: &'static str,
    from: &'static [&'static str],
    to: &'static str,
    basis: &'static [&'static str],
) -> Action {
    Action {
        key,
        title,
        from,
        to: To::State(to),
        by: &[REGISTRAR],
        permission: DECIDE,
        on_file: &[],
        demands: &[],
        ticks: &[],
        reviews: Reviews::Untouched,
        notice: None,
        basis,
    }
}

/// The last is that of the exemption.
const STATES: &[State] = &[
    state("drafted", "待审查", "审查线索，告知、列入或者不予列入", None),
    state("noticed", "已制作告知书", "送达或者公告告知书", None),
    state("served", "待陈述申辩", "听取陈述、申辩", None),
    state("defended", "已陈述申辩", "作出是否列入的决定", Some("decision")),
    state("unopposed", "视为无异议", "作出是否列入的决定", Some("decision")),
    end("listed", "已列入"),
    end("dismissed", "不予列入"),
    end("lapsed", "线索消失"),
    end("exempted", "免予列入"),
];

const CLOCKS: &[ClockSpec] = &[
    clock("statement", "陈述申辩期限", "CR-09a"),
    clock("announced", "公告期限", "CR-09b"),
    clock("decision", "决定期限", "CR-09c"),
];

/// The last is the exemption.
const ACTIONS: &[Action] = &[
    Action { permission: NOTIFY, ..plain("notify", "告知拟列入名单", &["drafted"], "noticed", &["CR-09"]) },
    Action {
        permission: NOTIFY,
        ticks: &[Tick::Start("statement")],
        ..plain("deliver", "送达告知书", &["noticed"], "served", &["CR-09a"])
    },
    Action {
        permission: NOTIFY,
        ticks: &[Tick::Start("announced")],
        ..plain("announce", "公告告知书", &["noticed"], "served", &["CR-09b"])
    },
    Action {
        permission: NOTIFY,
        ticks: &[Tick::Stop("statement"), Tick::Stop("announced"), Tick::Start("decision")],
        ..plain("hear", "听取陈述、申辩", &["served"], "defended", &["CR-09a", "CR-09c"])
    },
    Action {
        demands: &[Demand::ClockOver("statement")],
        ticks: &[Tick::Stop("statement"), Tick::Start("decision")],
        ..plain("deem", "期满视为无异议", &["served"], "unopposed", &["CR-09a", "CR-09c"])
    },
    Action {
        demands: &[Demand::ClockOver("announced")],
        ticks: &[Tick::Stop("announced"), Tick::Start("decision")],
        ..plain("deem-announced", "公告期满视为无异议", &["served"], "unopposed", &["CR-09b", "CR-09c"])
    },
    Action {
        demands: &[Demand::Reasons],
        ticks: &[Tick::Stop("decision")],
        ..plain("list", "决定列入", &["defended", "unopposed"], "listed", &["CR-09c", "CR-10"])
    },
    Action {
        demands: &[Demand::Reasons],
        ..plain("list-penal", "根据行政处罚决定列入", &["drafted"], "listed", &["CR-09", "CR-10"])
    },
    Action {
        demands: &[Demand::Reasons],
        ticks: &[Tick::Stop("decision"), Tick::CancelAll],
        ..plain("dismiss", "不予列入", UNDECIDED, "dismissed", &["CR-09"])
    },
    Action {
        ticks: &[Tick::CancelAll], ..plain("lapse", "线索消失，终止办理", UNDECIDED, "lapsed", &["CR-09"])
    },
    Action {
        demands: &[Demand::Reasons],
        ticks: &[Tick::Stop("decision"), Tick::CancelAll],
        ..plain("exempt", "免予列入", UNDECIDED, "exempted", &["CR-04"])
    },
];

/// Everything but the exemption.
const fn but_exemption<T>(all: &'static [T]) -> &'static [T] {
    match all.split_last() {
        Some((_, others)) => others,
        None => all,
    }
}

const fn listing(
    (key, title): (&'static str, &'static str),
    basis: &'static [&'static str],
    states: &'static [State],
    actions: &'static [Action],
) -> Procedure {
    Procedure { key, title, basis, initial: "drafted", roles: ROLES, states, reviews: &[], clocks: CLOCKS, actions }
}

/// Putting an organisation on the abnormal list (列入活动异常名录).
pub(super) static ABNORMAL: Procedure =
    listing(("abnormal-listing", "列入活动异常名录"), &["CR-04", "CR-05", "CR-09", "CR-10"], STATES, ACTIONS);

/// Putting an organisation on the serious list (列入严重违法失信名单), from which nobody is exempted: CR-04 is of the abnormal list alone.
pub(super) static SERIOUS: Procedure = listing(
    ("serious-listing", "列入严重违法失信名单"),
    &["CR-05", "CR-09", "CR-10"],
    but_exemption(STATES),
    but_exemption(ACTIONS),
);
