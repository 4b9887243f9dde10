//! Change of registered particulars (变更登记), a new legal representative among them.

use procedure::{Basis, Procedure};

use super::parts::{
    ACCEPTANCE_TERM, ACCEPTED, CONSULTATION, CONSULTATION_TERM, CONSULTED, CORRECTION_TERM, DECIDED, DECLINE, EDIT,
    LAPSE, OPINION_TERM, PARTY_BODY, PARTY_OPINION, REVIEWED, ROLES, SENT_BACK, STATES, SUPERVISING_OPINION,
    SUPERVISING_UNIT, UNDER_REVIEW, accept, answer, approve, consult, decision_term, opine, refuse, send_back, submit,
    withdraw,
};

/// Change of registered particulars (变更登记), a new legal representative among them.
pub(super) static CHANGE: Procedure = Procedure {
    key: "change",
    title: "变更登记",
    basis: &["REG-09", "REG-23a", "TIME-01"],
    initial: "draft",
    roles: ROLES,
    states: STATES,
    reviews: &[SUPERVISING_OPINION, PARTY_OPINION, CONSULTATION],
    clocks: &[ACCEPTANCE_TERM, CORRECTION_TERM, OPINION_TERM, CONSULTATION_TERM, decision_term(Basis::Rule("TIME-01"))],
    actions: &[
        EDIT,
        submit(&["application", "resolution"], &["REG-09", "REG-23a"]),
        accept("reviewing", &["supervising-unit", "party-body", "consultation"], ACCEPTED),
        send_back(&["submitted", "reviewing"], SENT_BACK),
        DECLINE,
        answer(&["submitted", "reviewing"]),
        consult(UNDER_REVIEW),
        opine(UNDER_REVIEW, &[SUPERVISING_UNIT, PARTY_BODY, CONSULTED]),
        approve(UNDER_REVIEW, REVIEWED, DECIDED, &["REG-09", "REG-23a"]),
        refuse(UNDER_REVIEW, DECIDED, &["REG-06"]),
        withdraw(&["draft", "submitted", "returned", "reviewing"]),
        LAPSE,
    ],
};
