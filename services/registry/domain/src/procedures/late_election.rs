//! Late election (延期换届): leaders are elected later than their term ends, with the authority's approval (PEO-02).

use procedure::{Action, Demand, Duty, Procedure, Review, Reviews, Role, State, Tick, To, Weight};

use super::parts::{APPLICANT, OPINION_TERM, REGISTRAR, REVIEWED, SUPERVISING_UNIT};

const FILE: &str = "registry.late_election.file";
const REVIEW: &str = "registry.late_election.review";
const DECIDE: &str = "registry.late_election.decide";

/// An action on one that is under review.
const fn plain(key: &'static str, title: &'static str, to: To, permission: &'static str) -> Action {
    Action {
        key,
        title,
        from: &["reviewing"],
        to,
        by: &[REGISTRAR],
        permission,
        on_file: &[],
        demands: &[],
        ticks: &[],
        reviews: Reviews::Untouched,
        notice: None,
        basis: &["PEO-02"],
    }
}

/// Late election (延期换届).
pub(super) static LATE_ELECTION: Procedure = Procedure {
    key: "late-election",
    title: "延期换届",
    basis: &["PEO-02"],
    initial: "filed",
    roles: &[
        Role { key: APPLICANT, title: "申请人", kinds: &[] },
        Role { key: REGISTRAR, title: "登记管理机关", kinds: &["registrar"] },
        Role { key: SUPERVISING_UNIT, title: "业务主管单位", kinds: &[] },
    ],
    states: &[
        State {
            key: "filed",
            title: "已提出",
            ends: false,
            duty: Some(Duty { role: APPLICANT, title: "送业务主管单位审核", clock: None }),
        },
        State {
            key: "reviewing",
            title: "审查中",
            ends: false,
            duty: Some(Duty { role: REGISTRAR, title: "审批延期换届", clock: None }),
        },
        State { key: "approved", title: "同意延期", ends: true, duty: None },
        State { key: "refused", title: "不同意延期", ends: true, duty: None },
        State { key: "withdrawn", title: "已撤回", ends: true, duty: None },
    ],
    reviews: &[Review {
        key: "supervising-unit",
        role: SUPERVISING_UNIT,
        title: "审核延期换届的理由和期限",
        clock: "opinion",
        weight: Weight::Binding,
    }],
    clocks: &[OPINION_TERM],
    actions: &[
        Action {
            from: &["filed"],
            by: &[APPLICANT],
            reviews: Reviews::Open(&["supervising-unit"]),
            ..plain("ask", "送业务主管单位审核", To::State("reviewing"), FILE)
        },
        Action {
            by: &[SUPERVISING_UNIT],
            reviews: Reviews::Answer,
            basis: &["PEO-02", "PROC-02"],
            ..plain("opine", "出具意见", To::Same, REVIEW)
        },
        Action {
            demands: REVIEWED,
            ticks: &[Tick::CancelAll],
            reviews: Reviews::Close,
            ..plain("approve", "同意延期", To::State("approved"), DECIDE)
        },
        Action {
            demands: &[Demand::Reasons],
            ticks: &[Tick::CancelAll],
            reviews: Reviews::Close,
            ..plain("refuse", "不同意延期", To::State("refused"), DECIDE)
        },
        Action {
            by: &[APPLICANT],
            ticks: &[Tick::CancelAll],
            reviews: Reviews::Close,
            ..plain("withdraw", "撤回申请", To::State("withdrawn"), FILE)
        },
    ],
};
