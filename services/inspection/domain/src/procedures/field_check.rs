//! The procedure of a check (现场检查): begun on site, concluded, its result published in time (SP-05, SP-06).

use procedure::{Action, Basis, ClockSpec, Duty, Procedure, Reviews, Role, State, Tick, To};

/// 牵头部门: the department that answers for a check.
pub const LEAD: &str = "lead";
/// 参与部门: departments that inspect beside it (SP-07).
pub const PARTICIPANT: &str = "participant";

const WRITE: &str = "inspection.check.write";
const CONCLUDE: &str = "inspection.check.conclude";

/// An action of one role that only moves the case.
pub(super) const fn plain(
    key: &'static str,
    title: &'static str,
    from: &'static [&'static str],
    to: &'static str,
    by: &'static [&'static str],
    permission: &'static str,
) -> Action {
    Action {
        key,
        title,
        from,
        to: To::State(to),
        by,
        permission,
        on_file: &[],
        demands: &[],
        ticks: &[],
        reviews: Reviews::Untouched,
        notice: None,
        basis: &["SP-05"],
    }
}

pub(super) const fn state(key: &'static str, title: &'static str, duty: Option<Duty>) -> State {
    State { key, title, ends: duty.is_none(), duty }
}

pub(super) const fn duty(role: &'static str, title: &'static str, clock: Option<&'static str>) -> Duty {
    Duty { role, title, clock }
}

/// A check (现场检查): begun on site, concluded, and its result published in time.
pub static FIELD_CHECK: Procedure = Procedure {
    key: "field-check",
    title: "现场检查",
    basis: &["SP-05", "SP-06", "SP-07", "TA-04"],
    initial: "planned",
    roles: &[
        Role { key: LEAD, title: "牵头部门", kinds: &[] },
        Role { key: PARTICIPANT, title: "参与部门", kinds: &[] },
    ],
    states: &[
        state("planned", "待检查", Some(duty(LEAD, "组织现场检查", None))),
        state("underway", "检查中", Some(duty(LEAD, "汇总现场记录，作出检查结论", None))),
        state("concluded", "已作出结论", Some(duty(LEAD, "告知被检查的社会组织，公布检查结果", Some("publication")))),
        state("published", "已公布", None),
    ],
    reviews: &[],
    clocks: &[ClockSpec {
        key: "publication",
        title: "检查结果公布期限",
        basis: Basis::Rule("SP-06"),
        owner: LEAD,
        adjustable: false,
    }],
    actions: &[
        Action {
            basis: &["SP-05", "TA-04"],
            ..plain("begin", "开始现场检查", &["planned"], "underway", &[LEAD], WRITE)
        },
        Action {
            ticks: &[Tick::Start("publication")],
            ..plain("conclude", "作出检查结论", &["underway"], "concluded", &[LEAD], CONCLUDE)
        },
        Action {
            ticks: &[Tick::Stop("publication")],
            basis: &["SP-06"],
            ..plain("publish", "公布检查结果", &["concluded"], "published", &[LEAD], CONCLUDE)
        },
    ],
};
