//! The procedure of a report (年度检查), and that of correcting its conclusion (AI-06), as tables.

use procedure::{
    Action, Basis, ClockSpec, Demand, Duty, Procedure, Review, Reviews, Role, State, Tick, Tick::CancelAll, To, Weight,
};

/// Whoever reports for the organisation; notices are served on it.
pub const APPLICANT: &str = "applicant";
/// The registering authority.
pub const REGISTRAR: &str = "registrar";
/// The supervising unit.
pub const SUPERVISING_UNIT: &str = "supervising-unit";

const FILE: &str = "inspection.annual_report.file";
const REVIEW: &str = "inspection.annual_report.review";
const DECIDE: &str = "inspection.annual_report.decide";

const RECTIFICATION: &str = "rectification";

const ROLES: [Role; 2] = [
    Role { key: APPLICANT, title: "报送单位", kinds: &[] },
    Role { key: REGISTRAR, title: "登记管理机关", kinds: &["registrar"] },
];

const TERM: ClockSpec = ClockSpec {
    key: RECTIFICATION,
    title: "整改期限",
    basis: Basis::Rule("AI-04"),
    owner: APPLICANT,
    adjustable: false,
};

const RECTIFYING: State = State {
    key: "rectifying",
    title: "整改中",
    ends: false,
    duty: Some(Duty { role: APPLICANT, title: "整改并提交整改报告", clock: Some(RECTIFICATION) }),
};

const RECTIFIED: State = State {
    key: "rectified",
    title: "整改待复核",
    ends: false,
    duty: Some(Duty { role: REGISTRAR, title: "对整改结果进行评定", clock: None }),
};

const CONCLUDED: State = State { key: "concluded", title: "已办结", ends: true, duty: None };

const fn action(
    key: &'static str,
    title: &'static str,
    from: &'static [&'static str],
    to: To,
    by: &'static [&'static str],
    permission: &'static str,
) -> Action {
    Action {
        key,
        title,
        from,
        to,
        by,
        permission,
        on_file: &[],
        demands: &[],
        ticks: &[],
        reviews: Reviews::Untouched,
        notice: None,
        basis: &["AI-02"],
    }
}

const RECTIFY: Action = Action {
    ticks: &[Tick::Stop(RECTIFICATION)],
    basis: &["AI-04"],
    ..action("rectify", "提交整改报告", &["rectifying"], To::State("rectified"), &[APPLICANT], FILE)
};

const REEVALUATE: Action = Action {
    demands: &[Demand::Reasons],
    ticks: &[CancelAll],
    notice: Some("整改评定通知书"),
    basis: &["AI-04"],
    ..action("reevaluate", "整改后评定", &["rectified"], To::State("concluded"), &[REGISTRAR], DECIDE)
};

/// Whoever lets the term pass is evaluated all the same.
const EVALUATE_UNRECTIFIED: Action = Action {
    demands: &[Demand::Reasons, Demand::ClockOver(RECTIFICATION)],
    ticks: &[CancelAll],
    notice: Some("整改评定通知书"),
    basis: &["AI-04"],
    ..action("evaluate-unrectified", "逾期未整改评定", &["rectifying"], To::State("concluded"), &[REGISTRAR], DECIDE)
};

/// The annual report of one organisation of one year (年度检查).
pub static ANNUAL_REPORT: Procedure = Procedure {
    key: "annual-report",
    title: "年度检查",
    basis: &["AI-01", "AI-02", "AI-04"],
    initial: "draft",
    roles: &[ROLES[0], ROLES[1], Role { key: SUPERVISING_UNIT, title: "业务主管单位", kinds: &[] }],
    states: &[
        State {
            key: "draft",
            title: "填报",
            ends: false,
            duty: Some(Duty { role: APPLICANT, title: "填报年度报告，预审后提交", clock: None }),
        },
        State {
            key: "reviewing",
            title: "审查中",
            ends: false,
            duty: Some(Duty { role: REGISTRAR, title: "审查年度报告，作出年检结论", clock: None }),
        },
        RECTIFYING,
        RECTIFIED,
        CONCLUDED,
    ],
    reviews: &[Review {
        key: SUPERVISING_UNIT,
        role: SUPERVISING_UNIT,
        title: "初审年度报告",
        clock: "opinion",
        weight: Weight::Advisory,
    }],
    clocks: &[
        ClockSpec {
            key: "opinion",
            title: "初审意见期限",
            basis: Basis::Rule("AI-02a"),
            owner: SUPERVISING_UNIT,
            adjustable: false,
        },
        TERM,
    ],
    actions: &[
        Action {
            reviews: Reviews::Open(&[SUPERVISING_UNIT]),
            basis: &["AI-01"],
            ..action("submit", "提交年度报告", &["draft"], To::State("reviewing"), &[APPLICANT], FILE)
        },
        Action {
            reviews: Reviews::Answer,
            basis: &["AI-02a"],
            ..action("opine", "出具初审意见", &["reviewing"], To::Same, &[SUPERVISING_UNIT], REVIEW)
        },
        Action {
            demands: &[Demand::Reasons],
            ticks: &[CancelAll],
            reviews: Reviews::Close,
            notice: Some("补正通知书"),
            ..action("return", "退回补正", &["reviewing"], To::State("draft"), &[REGISTRAR], DECIDE)
        },
        Action {
            demands: &[Demand::OpinionsIn, Demand::ObjectionsWeighed],
            ticks: &[CancelAll],
            reviews: Reviews::Close,
            notice: Some("年检结论通知书"),
            ..action("pass", "年检合格", &["reviewing"], To::State("concluded"), &[REGISTRAR], DECIDE)
        },
        Action {
            demands: &[Demand::Reasons, Demand::Ground, Demand::OpinionsIn, Demand::ObjectionsWeighed],
            ticks: &[CancelAll, Tick::Start(RECTIFICATION)],
            reviews: Reviews::Close,
            notice: Some("年检结论和限期整改通知书"),
            basis: &["AI-02", "AI-04"],
            ..action("order", "责令整改", &["reviewing"], To::State("rectifying"), &[REGISTRAR], DECIDE)
        },
        RECTIFY,
        REEVALUATE,
        EVALUATE_UNRECTIFIED,
    ],
};

/// The correction of a published conclusion (年检结论更正).
pub static CORRECTION: Procedure = Procedure {
    key: "annual-report-correction",
    title: "年检结论更正",
    basis: &["AI-06"],
    initial: "found",
    roles: &ROLES,
    states: &[
        State {
            key: "found",
            title: "待更正",
            ends: false,
            duty: Some(Duty { role: REGISTRAR, title: "更正年检结论", clock: None }),
        },
        RECTIFYING,
        RECTIFIED,
        CONCLUDED,
    ],
    reviews: &[],
    clocks: &[TERM],
    actions: &[
        Action {
            demands: &[Demand::Reasons],
            notice: Some("年检结论更正通知书"),
            basis: &["AI-06"],
            ..action("pass", "更正为合格", &["found"], To::State("concluded"), &[REGISTRAR], DECIDE)
        },
        Action {
            demands: &[Demand::Reasons, Demand::Ground],
            ticks: &[Tick::Start(RECTIFICATION)],
            notice: Some("年检结论更正和限期整改通知书"),
            basis: &["AI-06", "AI-04"],
            ..action("order", "更正并责令整改", &["found"], To::State("rectifying"), &[REGISTRAR], DECIDE)
        },
        RECTIFY,
        REEVALUATE,
        EVALUATE_UNRECTIFIED,
    ],
};
