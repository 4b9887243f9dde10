//! Complaints and reports (投诉举报): received, routed to whoever is competent, looked into, concluded, answered (TS-01 to TS-07).

use procedure::{Action, Basis, ClockSpec, Demand, Duty, Procedure, Reviews, Role, State, Tick, To};

/// The portal that filed it for whoever complains, and tells them what becomes of it.
pub const PORTAL: &str = "applicant";
/// The authority that received it.
pub const RECEIVER: &str = "receiver";
/// The authority that handles it.
pub const AUTHORITY: &str = "authority";

const FILE: &str = "inspection.complaint.file";
const WITHDRAW: &str = "inspection.complaint.withdraw";
const ROUTE: &str = "inspection.complaint.route";
const ACCEPT: &str = "inspection.complaint.accept";
const HANDLE: &str = "inspection.complaint.handle";
const EXTEND: &str = "inspection.complaint.extend";
const CONCLUDE: &str = "inspection.complaint.conclude";
const MERGE: &str = "inspection.complaint.merge";

const REASONED: &[Demand] = &[Demand::Reasons];

/// An action of the handling authority.
const fn plain(key: &'static str, title: &'static str, to: To, permission: &'static str) -> Action {
    Action {
        key,
        title,
        from: &[],
        to,
        by: &[AUTHORITY],
        permission,
        on_file: &[],
        demands: &[],
        ticks: &[],
        reviews: Reviews::Untouched,
        notice: None,
        basis: &["民发〔2016〕139号"],
    }
}

const fn state(key: &'static str, title: &'static str, duty: Option<Duty>) -> State {
    State { key, title, ends: duty.is_none(), duty }
}

const fn duty(role: &'static str, title: &'static str, clock: Option<&'static str>) -> Duty {
    Duty { role, title, clock }
}

const fn clock(key: &'static str, title: &'static str, rule: &'static str, owner: &'static str) -> ClockSpec {
    ClockSpec { key, title, basis: Basis::Rule(rule), owner, adjustable: false }
}

/// Complaints and reports (投诉举报).
pub(super) static COMPLAINT: Procedure = Procedure {
    key: "complaint",
    title: "投诉举报",
    basis: &["TS-01a", "TS-01b", "TS-01c", "TS-02", "TS-03", "TS-04"],
    initial: "filed",
    roles: &[
        Role { key: PORTAL, title: "举报受理平台", kinds: &[] },
        Role { key: RECEIVER, title: "接收机关", kinds: &["registrar"] },
        Role { key: AUTHORITY, title: "办理机关", kinds: &["registrar"] },
    ],
    states: &[
        state("filed", "已提交", Some(duty(PORTAL, "提交投诉举报", None))),
        state("received", "已接收", Some(duty(RECEIVER, "分派投诉举报", Some("acceptance")))),
        state("routed", "已分派", Some(duty(AUTHORITY, "决定是否受理投诉举报", Some("acceptance")))),
        state("transferred", "已转办", None),
        state("accepted", "已受理", Some(duty(AUTHORITY, "核查投诉举报", Some("conclusion")))),
        state("declined", "不予受理", None),
        state("verified", "已核查", Some(duty(AUTHORITY, "办结投诉举报", Some("conclusion")))),
        state("merged", "并案办理", Some(duty(AUTHORITY, "随主案办理投诉举报", Some("conclusion")))),
        state("concluded", "已办结", Some(duty(AUTHORITY, "答复举报人", Some("answer")))),
        state("informed", "已答复", None),
        state("withdrawn", "已撤回", None),
    ],
    reviews: &[],
    clocks: &[
        clock("acceptance", "受理期限", "TS-02", RECEIVER),
        clock("conclusion", "办结期限", "TS-03", AUTHORITY),
        clock("answer", "答复期限", "TS-04", AUTHORITY),
    ],
    actions: &[
        Action {
            from: &["filed"],
            by: &[PORTAL],
            ticks: &[Tick::Start("acceptance")],
            basis: &["TS-02"],
            ..plain("receive", "接收", To::State("received"), FILE)
        },
        Action {
            from: &["received"],
            by: &[RECEIVER],
            basis: &["TS-01a", "TS-01b", "TS-01c"],
            ..plain("route", "分派", To::State("routed"), ROUTE)
        },
        Action {
            from: &["received", "routed"],
            by: &[RECEIVER, AUTHORITY],
            demands: REASONED,
            ticks: &[Tick::CancelAll],
            notice: Some("投诉举报转办告知书"),
            basis: &["TS-01d"],
            ..plain("transfer", "转办", To::State("transferred"), ROUTE)
        },
        Action {
            from: &["routed"],
            ticks: &[Tick::Stop("acceptance"), Tick::Start("conclusion")],
            notice: Some("投诉举报受理告知书"),
            basis: &["TS-02", "TS-03"],
            ..plain("accept", "受理", To::State("accepted"), ACCEPT)
        },
        Action {
            from: &["routed"],
            demands: REASONED,
            ticks: &[Tick::Stop("acceptance")],
            notice: Some("投诉举报不予受理告知书"),
            basis: &["TS-02"],
            ..plain("decline", "不予受理", To::State("declined"), ACCEPT)
        },
        Action {
            from: &["accepted", "verified", "merged", "concluded"],
            demands: REASONED,
            basis: &["TS-05"],
            ..plain("take-over", "变更承办人", To::Same, HANDLE)
        },
        Action {
            from: &["accepted", "verified", "merged"],
            demands: REASONED,
            ticks: &[Tick::Prolong("conclusion", "TS-03a")],
            basis: &["TS-03a"],
            ..plain("extend", "批准延长办理期限", To::Same, EXTEND)
        },
        Action { from: &["accepted", "verified"], ..plain("link", "关联案件", To::Same, HANDLE) },
        Action {
            from: &["accepted"],
            demands: REASONED,
            basis: &["TS-03"],
            ..plain("verify", "核查", To::State("verified"), HANDLE)
        },
        Action {
            from: &["verified"],
            demands: REASONED,
            ticks: &[Tick::Stop("conclusion"), Tick::Start("answer")],
            notice: Some("投诉举报办理结果告知书"),
            basis: &["TS-03", "TS-04"],
            ..plain("conclude", "办结", To::State("concluded"), CONCLUDE)
        },
        Action {
            from: &["accepted"],
            demands: REASONED,
            notice: Some("投诉举报并案办理告知书"),
            basis: &["TS-07"],
            ..plain("merge", "并案", To::State("merged"), MERGE)
        },
        Action {
            from: &["accepted", "verified"],
            demands: REASONED,
            notice: Some("投诉举报并案办理告知书"),
            basis: &["TS-07"],
            ..plain("lead", "作为主案并案", To::Same, MERGE)
        },
        Action {
            from: &["merged"],
            demands: REASONED,
            notice: Some("投诉举报恢复单独办理告知书"),
            basis: &["TS-07"],
            ..plain("unmerge", "撤销并案", To::State("accepted"), MERGE)
        },
        Action {
            from: &["accepted", "verified"],
            demands: REASONED,
            notice: Some("投诉举报恢复单独办理告知书"),
            basis: &["TS-07"],
            ..plain("release", "主案撤销并案", To::Same, MERGE)
        },
        Action {
            from: &["merged"],
            demands: REASONED,
            ticks: &[Tick::Stop("conclusion"), Tick::Start("answer")],
            notice: Some("投诉举报办理结果告知书"),
            basis: &["TS-03", "TS-04", "TS-07"],
            ..plain("follow", "随主案办结", To::State("concluded"), CONCLUDE)
        },
        Action {
            from: &["concluded"],
            ticks: &[Tick::Stop("answer")],
            basis: &["TS-04"],
            ..plain("inform", "答复举报人", To::State("informed"), CONCLUDE)
        },
        Action {
            from: &["received", "routed", "accepted", "verified", "merged"],
            by: &[PORTAL],
            ticks: &[Tick::CancelAll],
            ..plain("withdraw", "撤回", To::State("withdrawn"), WITHDRAW)
        },
    ],
};
