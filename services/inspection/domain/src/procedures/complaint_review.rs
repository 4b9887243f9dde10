//! The review of what a complaint came to (复查): asked for by its reporter, decided by the authority above (TS-08).

use procedure::{Action, Basis, ClockSpec, Demand, Duty, Procedure, Reviews, Role, State, Tick, To};

use super::complaint::PORTAL;

/// The authority above that which concluded the complaint.
pub const REVIEWER: &str = "reviewer";

const REQUEST: &str = "inspection.complaint_review.request";
const DECIDE: &str = "inspection.complaint_review.decide";

/// A decision of the reviewing authority.
const fn decision(key: &'static str, title: &'static str, to: &'static str) -> Action {
    Action {
        key,
        title,
        from: &["requested"],
        to: To::State(to),
        by: &[REVIEWER],
        permission: DECIDE,
        on_file: &[],
        demands: &[Demand::Reasons],
        ticks: &[Tick::Stop("review")],
        reviews: Reviews::Untouched,
        notice: Some("投诉举报复查意见书"),
        basis: &["TS-08a"],
    }
}

/// Reviews of what complaints came to (投诉举报复查).
pub(super) static COMPLAINT_REVIEW: Procedure = Procedure {
    key: "complaint-review",
    title: "投诉举报复查",
    basis: &["TS-08", "TS-08a"],
    initial: "filed",
    roles: &[
        Role { key: PORTAL, title: "举报受理平台", kinds: &[] },
        Role { key: REVIEWER, title: "复查机关", kinds: &["registrar"] },
    ],
    states: &[
        State {
            key: "filed",
            title: "已提交",
            ends: false,
            duty: Some(Duty { role: PORTAL, title: "提交复查申请", clock: None }),
        },
        State {
            key: "requested",
            title: "复查中",
            ends: false,
            duty: Some(Duty { role: REVIEWER, title: "复查投诉举报办理结果", clock: Some("review") }),
        },
        State { key: "confirmed", title: "维持", ends: true, duty: None },
        State { key: "changed", title: "变更", ends: true, duty: None },
    ],
    reviews: &[],
    clocks: &[ClockSpec {
        key: "review",
        title: "复查期限",
        basis: Basis::Rule("TS-08a"),
        owner: REVIEWER,
        adjustable: false,
    }],
    actions: &[
        Action {
            from: &["filed"],
            by: &[PORTAL],
            permission: REQUEST,
            demands: &[],
            ticks: &[Tick::Start("review")],
            notice: None,
            basis: &["TS-08"],
            ..decision("request", "申请复查", "requested")
        },
        decision("confirm", "维持办理结果", "confirmed"),
        decision("change", "变更办理结果", "changed"),
    ],
};
