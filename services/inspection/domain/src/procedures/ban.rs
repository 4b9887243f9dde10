//! Ban of an illegal organisation (取缔非法社会组织): filed, investigated, reviewed, banned and announced (IL-01 to IL-03).

use procedure::{Action, Demand, Procedure, Role, State, To};

use super::enforcing::{HANDLER, INVESTIGATE, duty, plain};

const DECIDE: &str = "inspection.ban.decide";
const HANDLE: &str = "inspection.ban.investigate";
const REVIEW: &str = "inspection.ban.review";

const UNDER_WAY: &[&str] = &["investigating", "concluded", "reviewed"];

/// Ban of an illegal organisation (取缔非法社会组织).
pub(super) static BAN: Procedure = Procedure {
    key: "ban",
    title: "取缔非法社会组织",
    basis: &["IL-01", "IL-02", "IL-03"],
    initial: "filing",
    roles: &[Role { key: HANDLER, title: "登记管理机关", kinds: &["registrar"] }],
    states: &[
        State { key: "filing", title: "待立案", ends: false, duty: Some(duty(HANDLER, "审批立案", None)) },
        State {
            key: "investigating",
            title: "调查取证",
            ends: false,
            duty: Some(duty(HANDLER, "调查取证，形成调查终结报告", None)),
        },
        State { key: "concluded", title: "调查终结", ends: false, duty: Some(duty(HANDLER, "法制审核", None)) },
        State {
            key: "reviewed",
            title: "审核通过",
            ends: false,
            duty: Some(duty(HANDLER, "作出取缔决定并公告", None)),
        },
        State { key: "banned", title: "已取缔", ends: true, duty: None },
        State { key: "dissolved", title: "劝散解散", ends: true, duty: None },
        State { key: "not-filed", title: "不予立案", ends: true, duty: None },
        State { key: "dropped", title: "不属于非法社会组织", ends: true, duty: None },
    ],
    reviews: &[],
    clocks: &[],
    actions: &[
        Action {
            from: &["filing"],
            to: To::State("investigating"),
            ..plain("approve-filing", "批准立案", DECIDE, &["IL-02", "IL-03"])
        },
        Action {
            from: &["filing"],
            to: To::State("not-filed"),
            demands: &[Demand::Reasons],
            ..plain("decline-filing", "不予立案", DECIDE, &["IL-01", "IL-02"])
        },
        Action { from: UNDER_WAY, ..plain("assign", "指派执法人员", INVESTIGATE, &["IL-03"]) },
        Action { from: &["investigating"], ..plain("collect", "收集证据", INVESTIGATE, &["IL-03"]) },
        Action {
            from: &["investigating"],
            to: To::State("concluded"),
            ..plain("conclude", "调查终结", HANDLE, &["IL-03"])
        },
        Action {
            from: &["concluded"],
            to: To::State("reviewed"),
            ..plain("pass-review", "法制审核通过", REVIEW, &["IL-03"])
        },
        Action {
            from: &["concluded"],
            to: To::State("investigating"),
            demands: &[Demand::Reasons],
            ..plain("return-review", "法制审核退回补充调查", REVIEW, &["IL-03"])
        },
        Action {
            from: &["reviewed"],
            to: To::State("banned"),
            ..plain("ban", "作出取缔决定", DECIDE, &["IL-01", "IL-03"])
        },
        Action {
            from: UNDER_WAY,
            to: To::State("dissolved"),
            demands: &[Demand::Reasons],
            ..plain("dissolve", "经劝散自行解散", DECIDE, &["IL-03"])
        },
        Action {
            from: UNDER_WAY,
            to: To::State("dropped"),
            demands: &[Demand::Reasons],
            ..plain("drop", "撤销案件", DECIDE, &["IL-01"])
        },
    ],
};
