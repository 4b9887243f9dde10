//! What an organisation asks of a record: that it is wrong (异议, CR-14), or that it be repaired (信用修复, CR-15).

use procedure::{Action, Basis, ClockSpec, Demand, Duty, Procedure, Reviews, Role, State, Tick, To};

/// 受理平台: the department through whose portal it came.
pub const PORTAL: &str = "portal";
/// 作出认定的部门: the department that found or decided what is recorded.
pub const DECIDER: &str = "decider";

const OBJECT: &str = "credit.objection.request";
const DECIDE_OBJECTION: &str = "credit.objection.decide";
const ASK_REPAIR: &str = "credit.repair.request";
const DECIDE_REPAIR: &str = "credit.repair.decide";

/// Objection to a record (信用信息异议).
pub static OBJECTION: Procedure = Procedure {
    key: "credit-objection",
    title: "信用信息异议处理",
    basis: &["CR-14a", "CR-14b"],
    initial: "filed",
    roles: ROLES,
    states: &[
        state("filed", "已提出", Some(duty(PORTAL, "转交异议申请", None))),
        state("examining", "核查中", Some(duty(DECIDER, "核查异议并作出处理", Some("decision")))),
        state("prolonged", "延期核查中", Some(duty(DECIDER, "核查异议并作出处理", Some("decision")))),
        state("granted", "异议成立", None),
        state("rejected", "异议不成立", None),
    ],
    reviews: &[],
    clocks: &[ClockSpec {
        key: "decision",
        title: "异议处理期限",
        basis: Basis::Rule("CR-14a"),
        owner: DECIDER,
        adjustable: false,
    }],
    actions: &[
        file("提出异议", OBJECT, &["CR-14a"]),
        Action {
            key: "prolong",
            title: "延长核查期限",
            from: &["examining"],
            to: To::State("prolonged"),
            by: &[DECIDER],
            permission: DECIDE_OBJECTION,
            on_file: &[],
            demands: &[Demand::Reasons],
            ticks: &[Tick::Prolong("decision", "CR-14b")],
            reviews: Reviews::Untouched,
            notice: None,
            basis: &["CR-14b"],
        },
        decision(
            "grant",
            "异议成立，撤回信用信息",
            &["examining", "prolonged"],
            "granted",
            DECIDE_OBJECTION,
            &["CR-14a"],
        ),
        decision("reject", "异议不成立", &["examining", "prolonged"], "rejected", DECIDE_OBJECTION, &["CR-14a"]),
    ],
};

/// Repair of credit (信用修复).
pub static REPAIR: Procedure = Procedure {
    key: "credit-repair",
    title: "信用修复",
    basis: &["CR-15", "CR-15a", "CR-15b"],
    initial: "filed",
    roles: ROLES,
    states: &[
        state("filed", "已申请", Some(duty(PORTAL, "转交信用修复申请", None))),
        state("examining", "核实中", Some(duty(DECIDER, "核实义务履行情况并作出决定", Some("decision")))),
        state("granted", "准予修复", None),
        state("rejected", "不予修复", None),
    ],
    reviews: &[],
    clocks: &[ClockSpec {
        key: "decision",
        title: "信用修复办理期限",
        basis: Basis::Rule("CR-15a"),
        owner: DECIDER,
        adjustable: false,
    }],
    actions: &[
        file("申请信用修复", ASK_REPAIR, &["CR-15"]),
        decision("grant", "准予信用修复", &["examining"], "granted", DECIDE_REPAIR, &["CR-15"]),
        decision("reject", "不予信用修复", &["examining"], "rejected", DECIDE_REPAIR, &["CR-15"]),
    ],
};

const ROLES: &[Role] =
    &[Role { key: PORTAL, title: "受理平台", kinds: &[] }, Role { key: DECIDER, title: "作出认定的部门", kinds: &[] }];

const fn state(key: &'static str, title: &'static str, duty: Option<Duty>) -> State {
    State { key, title, ends: duty.is_none(), duty }
}

const fn duty(role: &'static str, title: &'static str, clock: Option<&'static str>) -> Duty {
    Duty { role, title, clock }
}

const fn file(title: &'static str, permission: &'static str, basis: &'static [&'static str]) -> Action {
    Action {
        key: "file",
        title,
        from: &["filed"],
        to: To::State("examining"),
        by: &[PORTAL],
        permission,
        on_file: &[],
        demands: &[],
        ticks: &[Tick::Start("decision")],
        reviews: Reviews::Untouched,
        notice: None,
        basis,
    }
}

const fn decision(
    key: &'static str,
    title: &'static str,
    from: &'static [&'static str],
    to: &'static str,
    permission: &'static str,
    basis: &'static [&'static str],
) -> Action {
    Action {
        key,
        title,
        from,
        to: To::State(to),
        by: &[DECIDER],
        permission,
        on_file: &[],
        demands: &[Demand::Reasons],
        ticks: &[Tick::Stop("decision")],
        reviews: Reviews::Untouched,
        notice: None,
        basis,
    }
}

#[cfg(test)]
mod tests {
    use crate::procedures::PROCEDURES;
    use crate::rules;

    #[test]
    fn the_tables_are_legal() {
        for procedure in PROCEDURES {
            assert_eq!(procedure.flaws(rules()), Vec::<String>::new(), "{}", procedure.key);
        }
    }
}
