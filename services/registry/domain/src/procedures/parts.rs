//! What the procedures of applications share: who takes part, how an application comes in, and how it is reviewed.

use procedure::{Action, Basis, ClockSpec, Demand, Duty, Review, Reviews, Role, State, Tick, To, Weight};
use statute::Cause;

/// 申请人: the department's system that filed for the applicant.
pub const APPLICANT: &str = "applicant";
/// 登记管理机关.
pub const REGISTRAR: &str = "registrar";
/// 业务主管单位.
pub const SUPERVISING_UNIT: &str = "supervising-unit";
/// 党建工作机构.
pub const PARTY_BODY: &str = "party-body";
/// 征询部门.
pub const CONSULTED: &str = "consulted";

const FILE: &str = "registry.application.file";
const ACCEPT: &str = "registry.application.accept";
const REVIEW: &str = "registry.application.review";
const DECIDE: &str = "registry.application.decide";

/// Who takes part in an application with parallel review (意见(七)).
pub(super) const ROLES: &[Role] = &[
    Role { key: APPLICANT, title: "申请人", kinds: &[] },
    Role { key: REGISTRAR, title: "登记管理机关", kinds: &["registrar"] },
    Role { key: SUPERVISING_UNIT, title: "业务主管单位", kinds: &[] },
    Role { key: PARTY_BODY, title: "党建工作机构", kinds: &["party_body"] },
    Role { key: CONSULTED, title: "征询部门", kinds: &[] },
];

/// Who takes part where nobody's leaders are reviewed.
pub(super) const ROLES_WITHOUT_PARTY_BODY: &[Role] = &[ROLES[0], ROLES[1], ROLES[2], ROLES[4]];

pub(super) const DRAFT: State =
    State { key: "draft", title: "草稿", ends: false, duty: Some(duty(APPLICANT, "填写并提交申请", None)) };
pub(super) const SUBMITTED: State = State {
    key: "submitted",
    title: "待受理",
    ends: false,
    duty: Some(duty(REGISTRAR, "审核申请材料，决定是否受理", Some("acceptance"))),
};
pub(super) const RETURNED: State = State {
    key: "returned",
    title: "待补正",
    ends: false,
    duty: Some(duty(APPLICANT, "补正申请材料", Some("correction"))),
};
pub(super) const REVIEWING: State =
    State {
        key: "reviewing", title: "审查中", ends: false, duty: Some(duty(REGISTRAR, "作出决定", Some("decision")))
    };
pub(super) const APPROVED: State = State { key: "approved", title: "准予", ends: true, duty: None };
pub(super) const REFUSED: State = State { key: "refused", title: "不予", ends: true, duty: None };
pub(super) const WITHDRAWN: State = State { key: "withdrawn", title: "已撤回", ends: true, duty: None };
pub(super) const LAPSED: State = State { key: "lapsed", title: "逾期未补正", ends: true, duty: None };

/// Where an application with parallel review can stand.
pub(super) const STATES: &[State] = &[DRAFT, SUBMITTED, RETURNED, REVIEWING, APPROVED, REFUSED, WITHDRAWN, LAPSED];

const fn duty(role: &'static str, title: &'static str, clock: Option<&'static str>) -> Duty {
    Duty { role, title, clock }
}

pub(super) const SUPERVISING_OPINION: Review = Review {
    key: "supervising-unit",
    role: SUPERVISING_UNIT,
    title: "审核名称、宗旨、业务范围、主要负责人、会员组成",
    clock: "opinion",
    weight: Weight::Binding,
};
pub(super) const PARTY_OPINION: Review = Review {
    key: "party-body",
    role: PARTY_BODY,
    title: "对发起人、拟任负责人进行政治审查",
    clock: "opinion",
    weight: Weight::Binding,
};
pub(super) const CONSULTATION: Review = Review {
    key: "consultation",
    role: CONSULTED,
    title: "反馈征询意见",
    clock: "consultation",
    weight: Weight::Advisory,
};

pub(super) const ACCEPTANCE_TERM: ClockSpec = ClockSpec {
    key: "acceptance",
    title: "受理审核期限",
    basis: Basis::Rule("PROC-01"),
    owner: REGISTRAR,
    adjustable: false,
};
pub(super) const CORRECTION_TERM: ClockSpec = ClockSpec {
    key: "correction",
    title: "补正期限",
    basis: Basis::Rule("PROC-04"),
    owner: APPLICANT,
    adjustable: false,
};
pub(super) const OPINION_TERM: ClockSpec = ClockSpec {
    key: "opinion",
    title: "审核意见期限",
    basis: Basis::Rule("PROC-02"),
    owner: SUPERVISING_UNIT,
    adjustable: false,
};
pub(super) const CONSULTATION_TERM: ClockSpec = ClockSpec {
    key: "consultation",
    title: "征询意见期限",
    basis: Basis::Rule("PROC-03"),
    owner: CONSULTED,
    adjustable: false,
};

/// The term of the decision: the one that a hearing, an inspection or an expert review interrupts (TIME-01b), and that may
/// be prolonged (TIME-01a).
pub(super) const fn decision_term(basis: Basis) -> ClockSpec {
    ClockSpec { key: "decision", title: "审查决定期限", basis, owner: REGISTRAR, adjustable: true }
}

/// An action that changes nothing but the state; the base of the others.
const fn plain(key: &'static str, title: &'static str, permission: &'static str) -> Action {
    Action {
        key,
        title,
        from: &[],
        to: To::Same,
        by: &[REGISTRAR],
        permission,
        on_file: &[],
        demands: &[],
        ticks: &[],
        reviews: Reviews::Untouched,
        notice: None,
        basis: &[],
    }
}

/// The applicant hands the application in, or hands it in again.
pub(super) const fn submit(on_file: &'static [&'static str], basis: &'static [&'static str]) -> Action {
    Action {
        from: &["draft", "returned"],
        to: To::State("submitted"),
        by: &[APPLICANT],
        on_file,
        ticks: &[Tick::Stop("correction"), Tick::Start("acceptance")],
        basis,
        ..plain("submit", "提交申请", FILE)
    }
}

/// The applicant writes it anew.
pub(super) const EDIT: Action = Action {
    from: &["draft", "returned"],
    by: &[APPLICANT],
    basis: &["PROC-04"],
    ..plain("edit", "修改申请内容", FILE)
};

/// The registrar records what a person found out about conditions that no data prove.
pub(super) const fn answer(from: &'static [&'static str]) -> Action {
    Action {
        from, demands: &[Demand::Reasons], basis: &["意见(七)"], ..plain("answer", "核实登记条件", ACCEPT)
    }
}

/// The registrar takes the application on: opinions are asked for, and the term of the decision runs.
pub(super) const fn accept(to: &'static str, reviews: &'static [&'static str], ticks: &'static [Tick]) -> Action {
    Action {
        from: &["submitted"],
        to: To::State(to),
        reviews: Reviews::Open(reviews),
        ticks,
        notice: Some("受理通知书"),
        basis: &["PROC-01", "行政许可法第三十二条"],
        ..plain("accept", "受理", ACCEPT)
    }
}

/// The registrar asks for corrections; the term of the decision stands still.
pub(super) const fn send_back(from: &'static [&'static str], ticks: &'static [Tick]) -> Action {
    Action {
        from,
        to: To::State("returned"),
        demands: &[Demand::Reasons],
        reviews: Reviews::Close,
        ticks,
        notice: Some("补正材料通知书"),
        basis: &["PROC-04", "行政许可法第三十二条"],
        ..plain("return", "退回补正", ACCEPT)
    }
}

/// What a return does to clocks where a decision with a term is under way.
pub(super) const SENT_BACK: &[Tick] =
    &[Tick::Stop("acceptance"), Tick::Suspend("decision", Cause::Correction, "补正"), Tick::Start("correction")];

/// The registrar does not take the application on.
pub(super) const DECLINE: Action = Action {
    from: &["submitted"],
    to: To::State("refused"),
    demands: &[Demand::Reasons, Demand::Ground],
    ticks: &[Tick::Stop("acceptance"), Tick::CancelAll],
    reviews: Reviews::Close,
    notice: Some("不予受理通知书"),
    basis: &["PROC-01", "行政许可法第三十二条"],
    ..plain("decline", "不予受理", ACCEPT)
};

/// The registrar asks further departments.
pub(super) const fn consult(from: &'static [&'static str]) -> Action {
    Action {
        from,
        reviews: Reviews::Open(&["consultation"]),
        notice: Some("征询意见函"),
        basis: &["PROC-03", "意见(七)"],
        ..plain("consult", "征询部门意见", ACCEPT)
    }
}

/// A department gives its opinion.
pub(super) const fn opine(from: &'static [&'static str], by: &'static [&'static str]) -> Action {
    Action {
        from,
        by,
        reviews: Reviews::Answer,
        basis: &["PROC-02", "PROC-03", "意见(七)"],
        ..plain("opine", "出具意见", REVIEW)
    }
}

/// The registrar approves.
pub(super) const fn approve(
    from: &'static [&'static str],
    demands: &'static [Demand],
    ticks: &'static [Tick],
    basis: &'static [&'static str],
) -> Action {
    Action {
        from,
        to: To::State("approved"),
        demands,
        ticks,
        reviews: Reviews::Close,
        notice: Some("准予行政许可决定书"),
        basis,
        ..plain("approve", "准予", DECIDE)
    }
}

/// What an approval after parallel review wants.
pub(super) const REVIEWED: &[Demand] = &[Demand::OpinionsIn, Demand::NoBindingObjection, Demand::ObjectionsWeighed];

/// What a decision does to clocks where it has a term.
pub(super) const DECIDED: &[Tick] = &[Tick::Stop("decision"), Tick::CancelAll];

/// The registrar refuses, on a ground of the statute and with reasons.
pub(super) const fn refuse(
    from: &'static [&'static str],
    ticks: &'static [Tick],
    basis: &'static [&'static str],
) -> Action {
    Action {
        from,
        to: To::State("refused"),
        demands: &[Demand::Reasons, Demand::Ground],
        ticks,
        reviews: Reviews::Close,
        notice: Some("不予行政许可决定书"),
        basis,
        ..plain("refuse", "不予", DECIDE)
    }
}

/// The applicant takes the application back.
pub(super) const fn withdraw(from: &'static [&'static str]) -> Action {
    Action {
        from,
        to: To::State("withdrawn"),
        by: &[APPLICANT],
        ticks: &[Tick::CancelAll],
        reviews: Reviews::Close,
        basis: &["PROC-04"],
        ..plain("withdraw", "撤回申请", FILE)
    }
}

/// The term of the correction passed without one.
pub(super) const LAPSE: Action = Action {
    from: &["returned"],
    to: To::State("lapsed"),
    demands: &[Demand::ClockOver("correction")],
    ticks: &[Tick::CancelAll],
    notice: Some("视为放弃申请告知书"),
    basis: &["PROC-04"],
    ..plain("lapse", "逾期未补正，视为放弃", ACCEPT)
};

/// What acceptance does to clocks where a decision with a term follows.
pub(super) const ACCEPTED: &[Tick] = &[Tick::Stop("acceptance"), Tick::Continue("decision")];

/// States in which somebody reviews.
pub(super) const UNDER_REVIEW: &[&str] = &["reviewing"];

/// An upheld objection ends the simplified procedure.
pub(super) const fn divert(from: &'static [&'static str]) -> Action {
    Action {
        from,
        to: To::State("diverted"),
        demands: &[Demand::Upheld, Demand::Reasons],
        ticks: &[Tick::CancelAll],
        reviews: Reviews::Close,
        notice: Some("终止简易注销程序告知书"),
        basis: &["ZB-01", "ZB-01a"],
        ..plain("divert", "异议成立，终止简易程序", DECIDE)
    }
}
