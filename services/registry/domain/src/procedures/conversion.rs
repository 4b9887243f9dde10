//! Conversion of a private non-enterprise unit into another legal form (组织形式变更).

use procedure::{Basis, Procedure};

use super::parts::{
    ACCEPTANCE_TERM, ACCEPTED, CONSULTATION, CONSULTATION_TERM, CONSULTED, CORRECTION_TERM, DECIDED, DECLINE, EDIT,
    LAPSE, OPINION_TERM, REVIEWED, ROLES_WITHOUT_PARTY_BODY, SENT_BACK, STATES, SUPERVISING_OPINION, SUPERVISING_UNIT,
    UNDER_REVIEW, accept, answer, approve, consult, decision_term, opine, refuse, send_back, submit, withdraw,
};

/// Conversion of a private non-enterprise unit into another legal form (组织形式变更).
pub(super) static CONVERSION: Procedure = Procedure {
    key: "conversion",
    title: "组织形式变更",
    basis: &["REG-22", "REG-23a", "TIME-01"],
    initial: "draft",
    roles: ROLES_WITHOUT_PARTY_BODY,
    states: STATES,
    reviews: &[SUPERVISING_OPINION, CONSULTATION],
    clocks: &[ACCEPTANCE_TERM, CORRECTION_TERM, OPINION_TERM, CONSULTATION_TERM, decision_term(Basis::Rule("TIME-01"))],
    actions: &[
        EDIT,
        submit(&["application", "resolution", "charter", "capital-verification"], &["REG-22", "REG-23a"]),
        accept("reviewing", &["supervising-unit", "consultation"], ACCEPTED),
        send_back(&["submitted", "reviewing"], SENT_BACK),
        DECLINE,
        answer(&["submitted", "reviewing"]),
        consult(UNDER_REVIEW),
        opine(UNDER_REVIEW, &[SUPERVISING_UNIT, CONSULTED]),
        approve(UNDER_REVIEW, REVIEWED, DECIDED, &["REG-22", "REG-23a"]),
        refuse(UNDER_REVIEW, DECIDED, &["REG-21"]),
        withdraw(&["draft", "submitted", "returned", "reviewing"]),
        LAPSE,
    ],
};
