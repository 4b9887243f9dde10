//! The procedures of rating (评估程序、核查评估程序) as tables.

use procedure::{Action, Basis, ClockSpec, Demand, Duty, Procedure, Reviews, Role, State, Tick, To};

/// 申报单位: the department's system that filed for the organisation.
pub const APPLICANT: &str = "applicant";
/// 评估机关: the authority that rates.
pub const AUTHORITY: &str = "authority";

const FILE: &str = "inspection.rating_application.file";
const DECIDE: &str = "inspection.rating_application.decide";
const CHECK: &str = "inspection.rating_check.decide";

const ROLES: &[Role] =
    &[Role { key: APPLICANT, title: "申报单位", kinds: &[] }, Role { key: AUTHORITY, title: "评估机关", kinds: &[] }];

/// A state in which it is the authority's move, within a term.
const fn state(key: &'static str, title: &'static str, duty: &'static str, clock: &'static str) -> State {
    State { key, title, ends: false, duty: Some(Duty { role: AUTHORITY, title: duty, clock: Some(clock) }) }
}

const fn end(key: &'static str, title: &'static str) -> State {
    State { key, title, ends: true, duty: None }
}

const fn clock(key: &'static str, title: &'static str, rule: &'static str) -> ClockSpec {
    ClockSpec { key, title, basis: Basis::Rule(rule), owner: AUTHORITY, adjustable: false }
}

/// An action of the authority.
const fn plain(key: &'static str, title: &'static str, from: &'static [&'static str], to: To) -> Action {
    Action {
        key,
        title,
        from,
        to,
        by: &[AUTHORITY],
        permission: DECIDE,
        on_file: &[],
        demands: &[],
        ticks: &[],
        reviews: Reviews::Untouched,
        notice: None,
        basis: &["RT-11"],
    }
}

/// Rating (评估).
pub static RATING: Procedure = Procedure {
    key: "rating",
    title: "社会组织评估",
    basis: &["RT-01", "RT-02", "RT-11"],
    initial: "filed",
    roles: ROLES,
    states: &[
        State {
            key: "filed",
            title: "已填报",
            ends: false,
            duty: Some(Duty { role: APPLICANT, title: "提交申报材料", clock: None }),
        },
        state("applied", "资格审查中", "审查申报条件，决定是否受理", "qualification"),
        state("scoring", "专家评分中", "组织专家评分，提出初评意见", "scoring"),
        state("voting", "表决中", "组织评估委员会表决", "vote"),
        state("publicity", "公示中", "答复异议，公示期满后公告或者复核", "publicity"),
        state("reviewing", "复核中", "提出复核意见", "review"),
        state("review-voting", "复核表决中", "组织复核表决", "review"),
        state("reviewed", "已复核", "公告评估等级", "review"),
        end("announced", "已公告"),
        end("ungraded", "未获等级"),
        end("refused", "不予受理"),
        end("withdrawn", "已撤回"),
    ],
    reviews: &[],
    clocks: &[
        clock("qualification", "资格审查期限", "RT-20a"),
        clock("scoring", "专家评分期限", "RT-20b"),
        clock("vote", "表决期限", "RT-20c"),
        clock("publicity", "评估结果公示期", "RT-17"),
        clock("review", "复核期限", "RT-17a"),
    ],
    actions: &[
        Action {
            by: &[APPLICANT],
            permission: FILE,
            on_file: &["self-evaluation-report"],
            ticks: &[Tick::Start("qualification")],
            basis: &["RT-12a", "RT-20a"],
            ..plain("apply", "提交申报", &["filed"], To::State("applied"))
        },
        Action {
            demands: &[Demand::Reasons],
            basis: &["RT-12a", "RT-06a"],
            ..plain("answer", "核实申报条件", &["applied"], To::Same)
        },
        Action {
            ticks: &[Tick::Stop("qualification"), Tick::Start("scoring")],
            notice: Some("评估受理通知书"),
            basis: &["RT-20a", "RT-20b"],
            ..plain("accept", "受理", &["applied"], To::State("scoring"))
        },
        Action {
            demands: &[Demand::Reasons],
            ticks: &[Tick::CancelAll],
            notice: Some("评估不予受理通知书"),
            basis: &["RT-12a", "RT-13a"],
            ..plain("refuse", "不予受理", &["applied"], To::State("refused"))
        },
        Action {
            demands: &[Demand::Reasons],
            basis: &["RT-03"],
            ..plain("recuse", "登记回避", &["applied", "scoring", "voting", "reviewing", "review-voting"], To::Same)
        },
        Action { basis: &["RT-03", "RT-19a"], ..plain("assign", "指派评估专家", &["scoring"], To::Same) },
        Action {
            ticks: &[Tick::Stop("scoring"), Tick::Start("vote")],
            basis: &["RT-19a", "RT-20c"],
            ..plain("opine", "提出初评意见", &["scoring"], To::State("voting"))
        },
        Action {
            ticks: &[Tick::Stop("vote"), Tick::Start("publicity")],
            basis: &["RT-14e", "RT-14f", "RT-17"],
            ..plain("adopt", "表决通过，向社会公示", &["voting"], To::State("publicity"))
        },
        Action {
            ticks: &[Tick::Stop("vote"), Tick::Start("scoring")],
            basis: &["RT-14e", "RT-14f"],
            ..plain("reject", "表决未通过", &["voting"], To::State("scoring"))
        },
        Action {
            demands: &[Demand::Reasons, Demand::ClockOver("publicity"), Demand::PublicAnswered, Demand::Upheld],
            ticks: &[Tick::Stop("publicity"), Tick::Start("review")],
            basis: &["RT-17a"],
            ..plain("review", "异议成立，复核", &["publicity"], To::State("reviewing"))
        },
        Action {
            basis: &["RT-17a"], ..plain("reopine", "提出复核意见", &["reviewing"], To::State("review-voting"))
        },
        Action {
            notice: Some("评估复核决定书"),
            basis: &["RT-14e", "RT-14f", "RT-17a"],
            ..plain("readopt", "复核表决通过", &["review-voting"], To::State("reviewed"))
        },
        Action {
            basis: &["RT-14e", "RT-14f"],
            ..plain("rereject", "复核表决未通过", &["review-voting"], To::State("reviewing"))
        },
        Action {
            demands: &[Demand::ClockOver("publicity"), Demand::PublicAnswered, Demand::NoneUpheld],
            ticks: &[Tick::Stop("publicity"), Tick::CancelAll],
            notice: Some("评估等级通知书"),
            basis: &["RT-15", "RT-17"],
            ..plain("announce", "公告评估等级", &["publicity"], To::State("announced"))
        },
        Action {
            ticks: &[Tick::Stop("review"), Tick::CancelAll],
            notice: Some("评估等级通知书"),
            basis: &["RT-15", "RT-17a"],
            ..plain("announce-reviewed", "公告复核后的评估等级", &["reviewed"], To::State("announced"))
        },
        Action {
            demands: &[Demand::ClockOver("publicity"), Demand::PublicAnswered, Demand::NoneUpheld],
            ticks: &[Tick::Stop("publicity"), Tick::CancelAll],
            notice: Some("未获评估等级通知书"),
            basis: &["RT-01e", "RT-17"],
            ..plain("conclude", "未获等级", &["publicity"], To::State("ungraded"))
        },
        Action {
            ticks: &[Tick::Stop("review"), Tick::CancelAll],
            notice: Some("未获评估等级通知书"),
            basis: &["RT-01e", "RT-17a"],
            ..plain("conclude-reviewed", "复核后未获等级", &["reviewed"], To::State("ungraded"))
        },
        Action {
            by: &[APPLICANT],
            permission: FILE,
            ticks: &[Tick::CancelAll],
            ..plain("withdraw", "撤回申报", &["filed", "applied", "scoring", "voting"], To::State("withdrawn"))
        },
    ],
};

/// A look at a grade that somebody has (跟踪评估、核查评估).
pub static RATING_CHECK: Procedure = Procedure {
    key: "rating-check",
    title: "评估等级的跟踪和核查",
    basis: &["RT-22a", "RT-22b", "RT-21a"],
    initial: "checking",
    roles: ROLES,
    states: &[
        state("checking", "核查中", "核查评估等级，作出结论", "check"),
        end("kept", "维持等级"),
        end("downgraded", "降低等级"),
        end("cancelled", "取消等级"),
        end("lapsed", "核查终止"),
    ],
    reviews: &[],
    clocks: &[clock("check", "核查评估期限", "RT-20d")],
    actions: &[
        Action {
            permission: CHECK,
            demands: &[Demand::Reasons],
            ticks: &[Tick::Start("check")],
            basis: &["RT-22a", "RT-22b", "RT-20d"],
            ..plain("begin", "开始核查", &["checking"], To::Same)
        },
        Action {
            permission: CHECK,
            demands: &[Demand::Reasons],
            ticks: &[Tick::CancelAll],
            notice: Some("维持评估等级通知书"),
            basis: &["RT-22a", "RT-22b"],
            ..plain("keep", "维持等级", &["checking"], To::State("kept"))
        },
        Action {
            permission: CHECK,
            demands: &[Demand::Reasons],
            ticks: &[Tick::CancelAll],
            notice: Some("降低评估等级通知书"),
            basis: &["RT-21a", "RT-16c"],
            ..plain("downgrade", "降低等级", &["checking"], To::State("downgraded"))
        },
        Action {
            permission: CHECK,
            demands: &[Demand::Reasons],
            ticks: &[Tick::CancelAll],
            notice: Some("取消评估等级通知书"),
            basis: &["RT-21a", "RT-16c"],
            ..plain("cancel", "取消等级", &["checking"], To::State("cancelled"))
        },
        Action {
            permission: CHECK,
            demands: &[Demand::Reasons],
            ticks: &[Tick::CancelAll],
            notice: Some("核查评估终止通知书"),
            basis: &["RT-15"],
            ..plain("lapse", "终止核查", &["checking"], To::State("lapsed"))
        },
    ],
};
