//! Qualifications (资格认定): applied for, confirmed by each department for its part, granted or proposed; cancelled and reinstated.

use procedure::{Action, Basis, ClockSpec, Demand, Duty, Procedure, Review, Reviews, Role, State, Tick, To, Weight};
use statute::Cause;

/// 申请人: the department that applied, for the organisation or by itself.
pub const APPLICANT: &str = "applicant";
/// 牵头部门: takes applications and answers for the decision.
pub const LEAD: &str = "lead";
/// 确认部门: each confirms its own part.
pub const CONFIRMER: &str = "confirmer";

const FILE: &str = "credit.qualification_application.file";
const CONFIRM: &str = "credit.qualification_application.confirm";
const DECIDE: &str = "credit.qualification_application.decide";
const CANCEL: &str = "credit.qualification.cancel";

const ROLES: &[Role] = &[
    Role { key: APPLICANT, title: "申请人", kinds: &[] },
    Role { key: LEAD, title: "牵头部门", kinds: &[] },
    Role { key: CONFIRMER, title: "确认部门", kinds: &[] },
];

const CLOCKS: &[ClockSpec] = &[
    ClockSpec {
        key: "decision",
        title: "决定期限",
        basis: Basis::Variants(&[
            ("tax_exemption", "QL-01"),
            ("donation_deduction", "QL-01"),
            ("charity", "CH-01f"),
            ("public_fundraising", "CH-02j"),
        ]),
        owner: LEAD,
        adjustable: false,
    },
    ClockSpec {
        key: "confirmation",
        title: "部门确认期限",
        basis: Basis::Rule("QL-02"),
        owner: CONFIRMER,
        adjustable: false,
    },
    ClockSpec {
        key: "supplement",
        title: "补正期限",
        basis: Basis::Rule("QL-03"),
        owner: APPLICANT,
        adjustable: false,
    },
];

const REVIEWS: &[Review] = &[Review {
    key: "confirmation",
    role: CONFIRMER,
    title: "确认本部门负责的条件",
    clock: "confirmation",
    weight: Weight::Binding,
}];

const BASIS: &[&str] = &["TX-02", "CH-01f", "CH-02j", "QL-02", "QL-03"];
const PROPOSED: &[&str] = &["TX-11a", "QL-02", "QL-03"];

const fn state(key: &'static str, title: &'static str, role: &'static str, task: &'static str) -> State {
    State { key, title, ends: false, duty: Some(Duty { role, title: task, clock: None }) }
}

const fn timed(state: State, clock: &'static str) -> State {
    let duty = match state.duty {
        Some(duty) => Some(Duty { clock: Some(clock), ..duty }),
        None => None,
    };
    State { duty, ..state }
}

const fn end(key: &'static str, title: &'static str) -> State {
    State { key, title, ends: true, duty: None }
}

const FILED: State = state("filed", "已提出", APPLICANT, "提交申请");
const EXAMINING: State = timed(state("examining", "审核中", LEAD, "汇总各部门确认意见并作出决定"), "decision");
const SUPPLEMENTING: State = timed(state("supplementing", "待补正", APPLICANT, "补正证明材料"), "supplement");

/// An action of somebody that moves a case from some states to another.
const fn plain(
    (key, title): (&'static str, &'static str),
    from: &'static [&'static str],
    to: &'static str,
    (by, permission): (&'static [&'static str], &'static str),
    basis: &'static [&'static str],
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
        basis,
    }
}

/// What every department must have confirmed before.
const CONFIRMED: &[Demand] = &[Demand::OpinionsIn, Demand::NoBindingObjection];

/// What applications of both procedures have in common.
const fn shared(basis: &'static [&'static str]) -> [Action; 7] {
    [
        Action {
            ticks: &[Tick::Start("decision")],
            reviews: Reviews::Open(&["confirmation"]),
            ..plain(("file", "提出申请"), &["filed"], "examining", (&[APPLICANT], FILE), basis)
        },
        Action {
            to: To::Same,
            reviews: Reviews::Answer,
            ..plain(("confirm", "提出确认意见"), &["examining"], "examining", (&[CONFIRMER], CONFIRM), basis)
        },
        Action {
            demands: &[Demand::Reasons],
            ticks: &[Tick::Suspend("decision", Cause::Correction, "补正"), Tick::Start("supplement")],
            reviews: Reviews::Close,
            ..plain(("return", "要求补正"), &["examining"], "supplementing", (&[LEAD, CONFIRMER], CONFIRM), &["QL-03"])
        },
        Action {
            ticks: &[Tick::Stop("supplement"), Tick::Resume("decision", Cause::Correction)],
            reviews: Reviews::Open(&["confirmation"]),
            ..plain(("supplement", "补正"), &["supplementing"], "examining", (&[APPLICANT], FILE), &["QL-03"])
        },
        Action {
            demands: &[Demand::OpinionsIn, Demand::Reasons],
            ticks: &[Tick::Stop("decision")],
            ..plain(("refuse", "不予确认"), &["examining"], "refused", (&[LEAD], DECIDE), basis)
        },
        Action {
            demands: &[Demand::Reasons, Demand::ClockOver("supplement")],
            ticks: &[Tick::CancelAll],
            ..plain(("abandon", "逾期未补正，不予确认"), &["supplementing"], "refused", (&[LEAD], DECIDE), &["QL-03"])
        },
        Action {
            demands: &[Demand::Reasons],
            ticks: &[Tick::CancelAll],
            reviews: Reviews::Close,
            ..plain(("withdraw", "撤回申请"), &["examining", "supplementing"], "withdrawn", (&[APPLICANT], FILE), basis)
        },
    ]
}

const OWN: [Action; 7] = shared(BASIS);
const ABOVE: [Action; 7] = shared(PROPOSED);

/// What the departments of the division decide themselves (资格确认).
pub static CONFIRMATION: Procedure = Procedure {
    key: "qualification-confirmation",
    title: "资格确认",
    basis: BASIS,
    initial: "filed",
    roles: ROLES,
    states: &[
        FILED,
        EXAMINING,
        SUPPLEMENTING,
        end("granted", "已确认"),
        end("refused", "不予确认"),
        end("withdrawn", "已撤回"),
    ],
    reviews: REVIEWS,
    clocks: CLOCKS,
    actions: &[
        OWN[0],
        OWN[1],
        OWN[2],
        OWN[3],
        Action {
            demands: CONFIRMED,
            ticks: &[Tick::Stop("decision")],
            ..plain(("grant", "确认并公布"), &["examining"], "granted", (&[LEAD], DECIDE), BASIS)
        },
        OWN[4],
        OWN[5],
        OWN[6],
    ],
};

/// What they only propose; the result is recorded as told (资格上报, TX-11).
pub static PROPOSAL: Procedure = Procedure {
    key: "qualification-proposal",
    title: "资格上报",
    basis: PROPOSED,
    initial: "filed",
    roles: ROLES,
    states: &[
        FILED,
        EXAMINING,
        SUPPLEMENTING,
        state("proposed", "已上报", LEAD, "登记上级部门公布的结果"),
        end("granted", "已确认"),
        end("refused", "不予确认"),
        end("withdrawn", "已撤回"),
    ],
    reviews: REVIEWS,
    clocks: CLOCKS,
    actions: &[
        ABOVE[0],
        ABOVE[1],
        ABOVE[2],
        ABOVE[3],
        Action {
            demands: CONFIRMED,
            ticks: &[Tick::Stop("decision")],
            ..plain(("propose", "上报"), &["examining"], "proposed", (&[LEAD], DECIDE), PROPOSED)
        },
        plain(("grant", "登记确认结果"), &["proposed"], "granted", (&[LEAD], DECIDE), PROPOSED),
        Action {
            demands: &[Demand::Reasons],
            ..plain(("decline", "登记未获确认"), &["proposed"], "refused", (&[LEAD], DECIDE), PROPOSED)
        },
        ABOVE[4],
        ABOVE[5],
        ABOVE[6],
    ],
};

const GROUNDS: &[&str] = &["TX-04d", "TX-12e", "CH-07a", "CH-08a"];

/// A draft that facts speak for, decided by a person.
const fn draft(
    (key, title): (&'static str, &'static str),
    states: &'static [State],
    actions: &'static [Action],
) -> Procedure {
    Procedure {
        key,
        title,
        basis: GROUNDS,
        initial: "drafted",
        roles: &[Role { key: LEAD, title: "牵头部门", kinds: &[] }],
        states,
        reviews: &[],
        clocks: &[],
        actions,
    }
}

const DRAFTED: State = state("drafted", "待决定", LEAD, "核实线索并作出决定");

const fn decided(key: &'static str, title: &'static str, to: &'static str) -> Action {
    Action { demands: &[Demand::Reasons], ..plain((key, title), &["drafted"], to, (&[LEAD], CANCEL), GROUNDS) }
}

const DISMISS: Action = decided("dismiss", "不予采纳", "dismissed");
const LAPSE: Action = plain(("lapse", "线索消失"), &["drafted"], "lapsed", (&[LEAD], CANCEL), GROUNDS);

/// Cancelling a qualification (取消资格).
pub static CANCELLATION: Procedure = draft(
    ("qualification-cancellation", "取消资格"),
    &[DRAFTED, end("approved", "已取消"), end("dismissed", "不予采纳"), end("lapsed", "线索消失")],
    &[decided("approve", "决定取消资格", "approved"), DISMISS, LAPSE],
);

/// Taking a cancellation back, because what it rested on fell (恢复资格).
pub static REINSTATEMENT: Procedure = draft(
    ("qualification-reinstatement", "恢复资格"),
    &[DRAFTED, end("approved", "已恢复"), end("dismissed", "不予采纳"), end("lapsed", "线索消失")],
    &[decided("approve", "决定恢复资格", "approved"), DISMISS, LAPSE],
);
