//! Branches and representative offices (分支机构、代表机构): set up, changed, cancelled.

use procedure::{Basis, Procedure};

use super::parts::{
    ACCEPTANCE_TERM, ACCEPTED, CONSULTATION, CONSULTATION_TERM, CONSULTED, CORRECTION_TERM, DECIDED, DECLINE, EDIT,
    LAPSE, OPINION_TERM, REVIEWED, ROLES_WITHOUT_PARTY_BODY, SENT_BACK, STATES, SUPERVISING_OPINION, SUPERVISING_UNIT,
    UNDER_REVIEW, accept, answer, approve, consult, decision_term, opine, refuse, send_back, submit, withdraw,
};

/// Branches and representative offices (分支机构、代表机构): set up, changed, cancelled.
pub(super) static BRANCH: Procedure = Procedure {
    key: "branch",
    title: "分支机构、代表机构登记",
    basis: &["REG-08", "REG-22", "REG-31"],
    initial: "draft",
    roles: ROLES_WITHOUT_PARTY_BODY,
    states: STATES,
    reviews: &[SUPERVISING_OPINION, CONSULTATION],
    clocks: &[
        ACCEPTANCE_TERM,
        CORRECTION_TERM,
        OPINION_TERM,
        CONSULTATION_TERM,
        decision_term(Basis::Variants(&[
            ("social_group", "TIME-01"),
            ("private_non_enterprise", "TIME-01"),
            ("foundation", "REG-31"),
        ])),
    ],
    actions: &[
        EDIT,
        submit(&["application", "resolution"], &["REG-08"]),
        accept("reviewing", &["supervising-unit", "consultation"], ACCEPTED),
        send_back(&["submitted", "reviewing"], SENT_BACK),
        DECLINE,
        answer(&["submitted", "reviewing"]),
        consult(UNDER_REVIEW),
        opine(UNDER_REVIEW, &[SUPERVISING_UNIT, CONSULTED]),
        approve(UNDER_REVIEW, REVIEWED, DECIDED, &["REG-08", "REG-31"]),
        refuse(UNDER_REVIEW, DECIDED, &["REG-08", "REG-22"]),
        withdraw(&["draft", "submitted", "returned", "reviewing"]),
        LAPSE,
    ],
};
