//! Administrative penalty (行政处罚): filed, investigated, told to the party, decided, delivered, executed (PN-01 to PN-05).

use procedure::{Action, Basis, ClockSpec, Demand, Duty, Procedure, Role, State, Tick, To};
use statute::Cause;

use super::enforcing::{HANDLER, INVESTIGATE, RECEIVER, duty, plain};

const DECIDE: &str = "inspection.penalty.decide";
const REVIEW: &str = "inspection.penalty.review";
const EXECUTE: &str = "inspection.penalty.execute";
const TRANSFER: &str = "inspection.penalty.transfer";

const UNDER_WAY: &[&str] = &["investigating", "concluded", "notified", "hearing-requested", "heard"];

const fn state(key: &'static str, title: &'static str, duty: Duty) -> State {
    State { key, title, ends: false, duty: Some(duty) }
}

const fn end(key: &'static str, title: &'static str) -> State {
    State { key, title, ends: true, duty: None }
}

const fn clock(
    key: &'static str,
    title: &'static str,
    rule: &'static str,
    owner: &'static str,
    adjustable: bool,
) -> ClockSpec {
    ClockSpec { key, title, basis: Basis::Rule(rule), owner, adjustable }
}

/// An action that closes the case without a penalty.
const fn closing(key: &'static str, title: &'static str, to: &'static str, basis: &'static [&'static str]) -> Action {
    Action {
        from: UNDER_WAY,
        to: To::State(to),
        demands: &[Demand::Reasons, Demand::Ground],
        ticks: &[Tick::Stop("decision"), Tick::CancelAll],
        ..plain(key, title, DECIDE, basis)
    }
}

/// Administrative penalty (行政处罚).
pub(super) static PENALTY: Procedure = Procedure {
    key: "penalty",
    title: "行政处罚",
    basis: &["PN-01", "PN-02", "PN-03", "PN-04", "PN-05", "意见(十)"],
    initial: "filing",
    roles: &[
        Role { key: HANDLER, title: "办案机关", kinds: &[] },
        Role { key: RECEIVER, title: "受移送机关", kinds: &[] },
    ],
    states: &[
        state("filing", "待立案", duty(HANDLER, "审批立案", None)),
        state("investigating", "调查取证", duty(HANDLER, "调查取证，形成调查终结报告", Some("decision"))),
        state("suspended", "鉴定审计中", duty(HANDLER, "取得鉴定、审计结论后恢复办理", None)),
        state("concluded", "调查终结", duty(HANDLER, "法制审核、告知拟作出的行政处罚", Some("decision"))),
        state("notified", "已告知", duty(HANDLER, "听取陈述、申辩，期满后作出决定", Some("decision"))),
        state("hearing-requested", "待听证", duty(HANDLER, "组织听证", None)),
        state("heard", "已听证", duty(HANDLER, "根据听证笔录作出决定", Some("decision"))),
        state("decided", "已决定", duty(HANDLER, "送达行政处罚决定书", Some("delivery"))),
        state("delivered", "执行中", duty(HANDLER, "督促履行，执行完毕后结案", Some("payment"))),
        state("transferring", "移送中", duty(RECEIVER, "接收或者退回移送的案件", Some("transfer-answer"))),
        end("not-filed", "不予立案"),
        end("no-penalty", "不予处罚"),
        end("dropped", "违法事实不能成立"),
        end("transferred", "移送其他机关"),
        end("executed", "执行完毕"),
        end("annulled", "决定已撤销"),
    ],
    reviews: &[],
    clocks: &[
        clock("decision", "处罚决定期限", "PN-01a", HANDLER, false),
        clock("statement", "陈述申辩、要求听证期限", "PN-02a", HANDLER, false),
        clock("delivery", "决定书送达期限", "PN-01c", HANDLER, false),
        clock("payment", "罚款缴纳期限", "PN-03a", HANDLER, false),
        clock("transfer-answer", "移送接收期限", "PN-04a", RECEIVER, false),
    ],
    actions: &[
        Action {
            from: &["filing"],
            to: To::State("investigating"),
            ticks: &[Tick::Start("decision")],
            ..plain("approve-filing", "批准立案", DECIDE, &["PN-01a", "行政处罚法第五十四条"])
        },
        Action {
            from: &["filing"],
            to: To::State("not-filed"),
            demands: &[Demand::Reasons],
            ..plain("decline-filing", "不予立案", DECIDE, &["行政处罚法第五十四条"])
        },
        Action {
            from: &["investigating", "concluded", "notified", "hearing-requested", "heard"],
            ..plain("assign", "指派执法人员", INVESTIGATE, &["PN-01", "PN-01g"])
        },
        Action { from: &["investigating"], ..plain("collect", "收集证据", INVESTIGATE, &["PN-01"]) },
        Action {
            from: &["investigating"],
            to: To::State("suspended"),
            demands: &[Demand::Reasons],
            ticks: &[Tick::Suspend("decision", Cause::Measure, "鉴定、审计")],
            ..plain("suspend", "委托鉴定、审计", INVESTIGATE, &["PN-01b"])
        },
        Action {
            from: &["suspended"],
            to: To::State("investigating"),
            ticks: &[Tick::Resume("decision", Cause::Measure)],
            ..plain("resume", "恢复办理", INVESTIGATE, &["PN-01b"])
        },
        Action {
            from: UNDER_WAY,
            demands: &[Demand::Reasons],
            ticks: &[Tick::Prolong("decision", "PN-01b")],
            ..plain("extend", "批准延长办案期限", DECIDE, &["PN-01b"])
        },
        Action {
            from: &["investigating"],
            to: To::State("concluded"),
            ..plain("conclude", "调查终结", INVESTIGATE, &["PN-01", "行政处罚法第五十四条"])
        },
        Action {
            from: &["concluded", "notified", "heard"],
            ..plain("pass-review", "法制审核通过", REVIEW, &["PN-01f"])
        },
        Action {
            from: &["concluded", "notified", "heard"],
            to: To::State("investigating"),
            demands: &[Demand::Reasons],
            ticks: &[Tick::Stop("statement")],
            ..plain("return-review", "法制审核退回补充调查", REVIEW, &["PN-01f"])
        },
        Action {
            from: &["concluded"],
            to: To::State("notified"),
            ..plain("notify", "告知拟作出的行政处罚", DECIDE, &["PN-02", "行政处罚法第四十四条"])
        },
        Action {
            from: &["notified"],
            ticks: &[Tick::Start("statement")],
            ..plain("deliver-notice", "送达事先告知书", INVESTIGATE, &["PN-02a", "行政处罚法第四十四条"])
        },
        Action {
            from: &["notified", "hearing-requested", "heard"],
            ..plain("hear-statement", "听取陈述、申辩", INVESTIGATE, &["PN-03e"])
        },
        Action {
            from: &["notified"],
            to: To::State("hearing-requested"),
            ticks: &[Tick::Suspend("decision", Cause::Measure, "听证")],
            ..plain("request-hearing", "当事人要求听证", INVESTIGATE, &["PN-02", "PN-02a"])
        },
        Action { from: &["hearing-requested"], ..plain("schedule-hearing", "通知听证", INVESTIGATE, &["PN-02b"]) },
        Action {
            from: &["hearing-requested"],
            to: To::State("heard"),
            ticks: &[Tick::Resume("decision", Cause::Measure)],
            ..plain("hold-hearing", "听证结束", INVESTIGATE, &["PN-02", "行政处罚法第六十四条"])
        },
        Action {
            from: &["notified"],
            to: To::State("decided"),
            demands: &[Demand::ClockOver("statement")],
            ticks: &[Tick::Stop("statement"), Tick::Stop("decision"), Tick::Start("delivery")],
            ..plain("decide", "作出行政处罚决定", DECIDE, &["PN-01a", "行政处罚法第五十七条"])
        },
        Action {
            from: &["heard"],
            to: To::State("decided"),
            ticks: &[Tick::Stop("statement"), Tick::Stop("decision"), Tick::Start("delivery")],
            ..plain("decide-after-hearing", "听证后作出行政处罚决定", DECIDE, &["PN-01a", "行政处罚法第六十五条"])
        },
        closing("spare", "不予行政处罚", "no-penalty", &["PN-03c", "行政处罚法第三十三条", "行政处罚法第五十七条"]),
        closing("drop", "撤销案件", "dropped", &["行政处罚法第五十七条"]),
        closing(
            "hand-over",
            "移送司法机关或者其他机关",
            "transferred",
            &["行政处罚法第二十七条", "行政处罚法第五十七条"],
        ),
        Action {
            from: &["decided"],
            to: To::State("delivered"),
            ticks: &[Tick::Stop("delivery"), Tick::Start("payment")],
            ..plain("deliver", "送达决定书（含缴款）", EXECUTE, &["PN-01c", "PN-03a"])
        },
        Action {
            from: &["decided"],
            to: To::State("delivered"),
            ticks: &[Tick::Stop("delivery")],
            ..plain("deliver-unpaid", "送达决定书（无缴款）", EXECUTE, &["PN-01c"])
        },
        Action { from: &["decided", "delivered"], ..plain("publish", "公开处罚决定", DECIDE, &["PN-03d"]) },
        Action { from: &["delivered"], ..plain("pay", "缴款", EXECUTE, &["PN-03", "PN-03a"]) },
        Action {
            from: &["delivered"],
            ticks: &[Tick::Stop("payment")],
            ..plain("pay-off", "缴清", EXECUTE, &["PN-03", "PN-03a"])
        },
        Action {
            from: &["delivered"],
            demands: &[Demand::Reasons],
            ticks: &[Tick::Stop("payment")],
            ..plain("defer", "批准暂缓、分期缴纳", DECIDE, &["PN-03a"])
        },
        Action {
            from: &["delivered"],
            to: To::State("executed"),
            ticks: &[Tick::Stop("payment"), Tick::CancelAll],
            ..plain("execute", "执行完毕，结案", EXECUTE, &["PN-03", "PN-05"])
        },
        Action {
            from: &["decided", "delivered"],
            to: To::State("annulled"),
            demands: &[Demand::Reasons, Demand::Ground],
            ticks: &[Tick::CancelAll],
            ..plain("annul", "撤销处罚决定", DECIDE, &["PN-03b", "行政处罚法第七十五条"])
        },
        Action {
            from: &["investigating", "concluded"],
            to: To::State("transferring"),
            demands: &[Demand::Reasons],
            ticks: &[Tick::Start("transfer-answer")],
            ..plain("transfer", "移送其他部门", TRANSFER, &["PN-04"])
        },
        Action {
            from: &["transferring"],
            to: To::State("filing"),
            by: &[RECEIVER],
            ticks: &[Tick::Stop("transfer-answer"), Tick::CancelAll],
            ..plain("accept-transfer", "接收移送", TRANSFER, &["PN-04", "PN-04a"])
        },
        Action {
            from: &["transferring"],
            to: To::State("investigating"),
            by: &[RECEIVER, HANDLER],
            demands: &[Demand::Reasons],
            ticks: &[Tick::Stop("transfer-answer")],
            ..plain("return-transfer", "退回或者撤回移送", TRANSFER, &["PN-04", "PN-04a"])
        },
    ],
};
