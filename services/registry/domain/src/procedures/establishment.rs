//! Establishment (成立登记): parallel review, then a decision within the term of the kind of organisation.

use procedure::{Basis, Procedure};

use super::parts::{
    ACCEPTANCE_TERM, ACCEPTED, CONSULTATION, CONSULTATION_TERM, CONSULTED, CORRECTION_TERM, DECIDED, DECLINE, EDIT,
    LAPSE, OPINION_TERM, PARTY_BODY, PARTY_OPINION, REVIEWED, ROLES, SENT_BACK, STATES, SUPERVISING_OPINION,
    SUPERVISING_UNIT, UNDER_REVIEW, accept, answer, approve, consult, decision_term, opine, refuse, send_back, submit,
    withdraw,
};

/// Establishment (成立登记): parallel review, then a decision within the term of the kind of organisation.
pub(super) static ESTABLISHMENT: Procedure = Procedure {
    key: "establishment",
    title: "成立登记",
    basis: &["REG-05", "REG-21", "REG-31", "意见(七)"],
    initial: "draft",
    roles: ROLES,
    states: STATES,
    reviews: &[SUPERVISING_OPINION, PARTY_OPINION, CONSULTATION],
    clocks: &[
        ACCEPTANCE_TERM,
        CORRECTION_TERM,
        OPINION_TERM,
        CONSULTATION_TERM,
        decision_term(Basis::Variants(&[
            ("social_group", "REG-05"),
            ("private_non_enterprise", "REG-21"),
            ("foundation", "REG-31"),
        ])),
    ],
    actions: &[
        EDIT,
        submit(
            &["application", "charter", "leaders-particulars", "capital-verification", "premises-right"],
            &["REG-04"],
        ),
        accept("reviewing", &["supervising-unit", "party-body", "consultation"], ACCEPTED),
        send_back(&["submitted", "reviewing"], SENT_BACK),
        DECLINE,
        answer(&["submitted", "reviewing"]),
        consult(UNDER_REVIEW),
        opine(UNDER_REVIEW, &[SUPERVISING_UNIT, PARTY_BODY, CONSULTED]),
        approve(UNDER_REVIEW, REVIEWED, DECIDED, &["REG-05", "REG-21", "REG-31"]),
        refuse(UNDER_REVIEW, DECIDED, &["REG-06", "REG-21"]),
        withdraw(&["draft", "submitted", "returned", "reviewing"]),
        LAPSE,
    ],
};
