//! Annulment of a penalty (撤销行政处罚): what was published of it is withdrawn within the time of PN-03.

use procedure::{Action, Basis, ClockSpec, Procedure, Role, State, Tick, To};

use super::enforcing::{HANDLER, duty, plain};

const DECIDE: &str = "inspection.penalty.decide";

/// Annulment of a penalty (撤销行政处罚).
pub(super) static PENALTY_ANNULMENT: Procedure = Procedure {
    key: "penalty-annulment",
    title: "撤销行政处罚后的撤回公开",
    basis: &["PN-03b"],
    initial: "annulled",
    roles: &[Role { key: HANDLER, title: "办案机关", kinds: &[] }],
    states: &[
        State {
            key: "annulled",
            title: "决定已撤销",
            ends: false,
            duty: Some(duty(HANDLER, "核对是否已经公开", None)),
        },
        State {
            key: "withdrawing",
            title: "待撤回公开",
            ends: false,
            duty: Some(duty(HANDLER, "撤回公开的处罚决定，公开说明理由", Some("withdrawal"))),
        },
        State { key: "withdrawn", title: "已撤回公开", ends: true, duty: None },
        State { key: "unpublished", title: "未曾公开", ends: true, duty: None },
    ],
    reviews: &[],
    clocks: &[ClockSpec {
        key: "withdrawal",
        title: "撤回公开期限",
        basis: Basis::Rule("PN-03b"),
        owner: HANDLER,
        adjustable: false,
    }],
    actions: &[
        Action {
            from: &["annulled"],
            to: To::State("withdrawing"),
            ticks: &[Tick::Start("withdrawal")],
            ..plain("order-withdrawal", "责成撤回公开", DECIDE, &["PN-03b"])
        },
        Action {
            from: &["annulled"],
            to: To::State("unpublished"),
            ..plain("note-unpublished", "未曾公开", DECIDE, &["PN-03b"])
        },
        Action {
            from: &["withdrawing"],
            to: To::State("withdrawn"),
            ticks: &[Tick::Stop("withdrawal")],
            ..plain("withdraw", "撤回公开", DECIDE, &["PN-03b"])
        },
    ],
};
