//! Deregistration (注销登记) after liquidation.

use procedure::{Basis, Procedure};

use super::parts::{
    ACCEPTANCE_TERM, ACCEPTED, CONSULTATION, CONSULTATION_TERM, CONSULTED, CORRECTION_TERM, DECIDED, DECLINE, EDIT,
    LAPSE, OPINION_TERM, REVIEWED, ROLES_WITHOUT_PARTY_BODY, SENT_BACK, STATES, SUPERVISING_OPINION, SUPERVISING_UNIT,
    UNDER_REVIEW, accept, answer, approve, consult, decision_term, opine, refuse, send_back, submit, withdraw,
};

/// Deregistration (注销登记) after liquidation.
pub(super) static DEREGISTRATION: Procedure = Procedure {
    key: "deregistration",
    title: "注销登记",
    basis: &["REG-11", "TIME-01"],
    initial: "draft",
    roles: ROLES_WITHOUT_PARTY_BODY,
    states: STATES,
    reviews: &[SUPERVISING_OPINION, CONSULTATION],
    clocks: &[ACCEPTANCE_TERM, CORRECTION_TERM, OPINION_TERM, CONSULTATION_TERM, decision_term(Basis::Rule("TIME-01"))],
    actions: &[
        EDIT,
        submit(&["application", "resolution", "liquidation-report"], &["REG-11", "REG-11a"]),
        accept("reviewing", &["supervising-unit", "consultation"], ACCEPTED),
        send_back(&["submitted", "reviewing"], SENT_BACK),
        DECLINE,
        answer(&["submitted", "reviewing"]),
        consult(UNDER_REVIEW),
        opine(UNDER_REVIEW, &[SUPERVISING_UNIT, CONSULTED]),
        approve(UNDER_REVIEW, REVIEWED, DECIDED, &["REG-11"]),
        refuse(UNDER_REVIEW, DECIDED, &["REG-11"]),
        withdraw(&["draft", "submitted", "returned", "reviewing"]),
        LAPSE,
    ],
};
