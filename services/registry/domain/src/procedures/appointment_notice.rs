//! Notice before taking office (任前公示): whoever is to hold a post stands before the public first (PEO-05).

use procedure::{Action, Basis, ClockSpec, Demand, Duty, Procedure, Reviews, Role, State, Tick, To};

use super::parts::{APPLICANT, REGISTRAR};

const FILE: &str = "registry.appointment_notice.file";
const DECIDE: &str = "registry.appointment_notice.decide";

const OPEN: &[&str] = &["proposed", "public-notice"];

/// An action that leads to an end.
const fn ending(key: &'static str, title: &'static str, to: &'static str, permission: &'static str) -> Action {
    Action {
        key,
        title,
        from: OPEN,
        to: To::State(to),
        by: &[REGISTRAR],
        permission,
        on_file: &[],
        demands: &[],
        ticks: &[Tick::CancelAll],
        reviews: Reviews::Untouched,
        notice: None,
        basis: &["PEO-05"],
    }
}

/// Notice before taking office (任前公示).
pub(super) static APPOINTMENT_NOTICE: Procedure = Procedure {
    key: "appointment-notice",
    title: "负责人任前公示",
    basis: &["PEO-05", "PROC-05", "意见(七)"],
    initial: "proposed",
    roles: &[
        Role { key: APPLICANT, title: "推荐人", kinds: &[] },
        Role { key: REGISTRAR, title: "登记管理机关", kinds: &["registrar"] },
    ],
    states: &[
        State {
            key: "proposed",
            title: "待公示",
            ends: false,
            duty: Some(Duty { role: REGISTRAR, title: "审核拟任人选，向社会公示", clock: None }),
        },
        State {
            key: "public-notice",
            title: "公示中",
            ends: false,
            duty: Some(Duty {
                role: REGISTRAR, title: "答复异议，公示期满后办理任职", clock: Some("public-notice")
            }),
        },
        State { key: "appointed", title: "已任职", ends: true, duty: None },
        State { key: "rejected", title: "不予任职", ends: true, duty: None },
        State { key: "withdrawn", title: "已撤回", ends: true, duty: None },
    ],
    reviews: &[],
    clocks: &[ClockSpec {
        key: "public-notice",
        title: "任前公示期",
        basis: Basis::Rule("PROC-05"),
        owner: REGISTRAR,
        adjustable: false,
    }],
    actions: &[
        Action {
            from: &["proposed"],
            ticks: &[Tick::Start("public-notice")],
            basis: &["PEO-05", "PROC-05"],
            ..ending("publish", "向社会公示", "public-notice", DECIDE)
        },
        Action {
            from: &["public-notice"],
            demands: &[Demand::ClockOver("public-notice"), Demand::PublicAnswered, Demand::NoneUpheld],
            ticks: &[Tick::Stop("public-notice"), Tick::CancelAll],
            ..ending("confirm", "办理任职", "appointed", DECIDE)
        },
        Action { demands: &[Demand::Reasons], ..ending("reject", "不予任职", "rejected", DECIDE) },
        Action { by: &[APPLICANT], ..ending("withdraw", "撤回推荐", "withdrawn", FILE) },
    ],
};
