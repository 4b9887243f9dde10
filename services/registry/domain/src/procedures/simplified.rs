//! Simplified deregistration (简易注销): a promise, a public notice, and no liquidation if nobody objects (ZB-01).

use procedure::{Basis, ClockSpec, Demand, Duty, Procedure, State, Tick};

use super::parts::{
    ACCEPTANCE_TERM, APPROVED, CONSULTATION, CONSULTATION_TERM, CONSULTED, CORRECTION_TERM, DECLINE, DRAFT, EDIT,
    LAPSE, LAPSED, OPINION_TERM, REFUSED, REGISTRAR, RETURNED, ROLES_WITHOUT_PARTY_BODY, SUBMITTED,
    SUPERVISING_OPINION, SUPERVISING_UNIT, WITHDRAWN, accept, answer, approve, consult, divert, opine, refuse,
    send_back, submit, withdraw,
};

const PUBLIC: &[&str] = &["public-notice"];
const DECIDED: &[Tick] = &[Tick::Stop("public-notice"), Tick::CancelAll];

/// Simplified deregistration (简易注销).
pub(super) static SIMPLIFIED_DEREGISTRATION: Procedure = Procedure {
    key: "simplified-deregistration",
    title: "简易注销登记",
    basis: &["ZB-01", "ZB-01a", "意见(十)"],
    initial: "draft",
    roles: ROLES_WITHOUT_PARTY_BODY,
    states: &[
        DRAFT,
        SUBMITTED,
        RETURNED,
        State {
            key: "public-notice",
            title: "公告中",
            ends: false,
            duty: Some(Duty {
                role: REGISTRAR, title: "答复异议，公告期满后作出决定", clock: Some("public-notice")
            }),
        },
        APPROVED,
        REFUSED,
        State { key: "diverted", title: "终止，转普通注销", ends: true, duty: None },
        WITHDRAWN,
        LAPSED,
    ],
    reviews: &[SUPERVISING_OPINION, CONSULTATION],
    clocks: &[
        ACCEPTANCE_TERM,
        CORRECTION_TERM,
        OPINION_TERM,
        CONSULTATION_TERM,
        ClockSpec {
            key: "public-notice",
            title: "公告期",
            basis: Basis::Rule("ZB-01a"),
            owner: REGISTRAR,
            adjustable: false,
        },
    ],
    actions: &[
        EDIT,
        submit(&["application", "resolution", "promise"], &["ZB-01"]),
        accept(
            "public-notice",
            &["supervising-unit", "consultation"],
            &[Tick::Stop("acceptance"), Tick::Start("public-notice")],
        ),
        send_back(&["submitted"], &[Tick::Stop("acceptance"), Tick::Start("correction")]),
        DECLINE,
        answer(&["submitted", "public-notice"]),
        consult(PUBLIC),
        opine(PUBLIC, &[SUPERVISING_UNIT, CONSULTED]),
        approve(
            PUBLIC,
            &[
                Demand::ClockOver("public-notice"),
                Demand::PublicAnswered,
                Demand::NoneUpheld,
                Demand::OpinionsIn,
                Demand::NoBindingObjection,
                Demand::ObjectionsWeighed,
            ],
            DECIDED,
            &["ZB-01", "ZB-01a"],
        ),
        refuse(PUBLIC, DECIDED, &["ZB-01"]),
        divert(PUBLIC),
        withdraw(&["draft", "submitted", "returned", "public-notice"]),
        LAPSE,
    ],
};
