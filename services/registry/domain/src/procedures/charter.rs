//! Approval of a changed charter (章程核准).

use procedure::{Basis, Procedure};

use super::parts::{
    ACCEPTANCE_TERM, ACCEPTED, CONSULTATION, CONSULTATION_TERM, CONSULTED, CORRECTION_TERM, DECIDED, DECLINE, EDIT,
    LAPSE, OPINION_TERM, REVIEWED, ROLES_WITHOUT_PARTY_BODY, SENT_BACK, STATES, SUPERVISING_OPINION, SUPERVISING_UNIT,
    UNDER_REVIEW, accept, answer, approve, consult, decision_term, opine, refuse, send_back, submit, withdraw,
};

/// Approval of a changed charter (章程核准).
pub(super) static CHARTER: Procedure = Procedure {
    key: "charter",
    title: "章程核准",
    basis: &["REG-09", "TIME-01"],
    initial: "draft",
    roles: ROLES_WITHOUT_PARTY_BODY,
    states: STATES,
    reviews: &[SUPERVISING_OPINION, CONSULTATION],
    clocks: &[ACCEPTANCE_TERM, CORRECTION_TERM, OPINION_TERM, CONSULTATION_TERM, decision_term(Basis::Rule("TIME-01"))],
    actions: &[
        EDIT,
        submit(&["application", "resolution", "charter"], &["REG-09"]),
        accept("reviewing", &["supervising-unit", "consultation"], ACCEPTED),
        send_back(&["submitted", "reviewing"], SENT_BACK),
        DECLINE,
        answer(&["submitted", "reviewing"]),
        consult(UNDER_REVIEW),
        opine(UNDER_REVIEW, &[SUPERVISING_UNIT, CONSULTED]),
        approve(UNDER_REVIEW, REVIEWED, DECIDED, &["REG-09"]),
        refuse(UNDER_REVIEW, DECIDED, &["REG-09"]),
        withdraw(&["draft", "submitted", "returned", "reviewing"]),
        LAPSE,
    ],
};
