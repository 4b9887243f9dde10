//! Conversion of the form of organisation (组织形式变更), e.g. of a partnership 民办非企业单位 into a legal person.

use procedure::{Basis, Procedure};

use super::parts::{
    ACCEPTANCE_TERM, ACCEPTED, CONSULTATION, CONSULTATION_TERM, CONSULTED, CORRECTION_TERM, DECIDED, DECLINE, EDIT,
    LAPSE, OPINION_TERM, PARTY_BODY, PARTY_OPINION, REVIEWED, ROLES, SENT_BACK, STATES, SUPERVISING_OPINION,
    SUPERVISING_UNIT, UNDER_REVIEW, accept, answer, approve, consult, decision_term, opine, refuse, send_back, submit,
    withdraw,
};

/// Conversion of the form of organisation (组织形式变更), e.g. of a partnership 民办非企业单位 into a legal person.
pub(super) static CONVERSION: Procedure = Procedure {
    key: "conversion",
    title: "组织形式变更",
    basis: &["REG-22", "TIME-01"],
    initial: "draft",
    roles: ROLES,
    states: STATES,
    reviews: &[SUPERVISING_OPINION, PARTY_OPINION, CONSULTATION],
    clocks: &[ACCEPTANCE_TERM, CORRECTION_TERM, OPINION_TERM, CONSULTATION_TERM, decision_term(Basis::Rule("TIME-01"))],
    actions: &[
        EDIT,
        submit(&["application", "resolution", "charter", "capital-verification"], &["REG-22"]),
        accept("reviewing", &["supervising-unit", "party-body", "consultation"], ACCEPTED),
        send_back(&["submitted", "reviewing"], SENT_BACK),
        DECLINE,
        answer(&["submitted", "reviewing"]),
        consult(UNDER_REVIEW),
        opine(UNDER_REVIEW, &[SUPERVISING_UNIT, PARTY_BODY, CONSULTED]),
        approve(UNDER_REVIEW, REVIEWED, DECIDED, &["REG-22"]),
        refuse(UNDER_REVIEW, DECIDED, &["REG-22"]),
        withdraw(&["draft", "submitted", "returned", "reviewing"]),
        LAPSE,
    ],
};
