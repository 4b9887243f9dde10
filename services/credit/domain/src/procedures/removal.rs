//! Taking an organisation off a list on its application (移出名单, CR-06, CR-08).

use procedure::{Action, Demand, Procedure, Tick};

use super::listing::{ROLES, clock, end, plain, state};

const REQUEST: &str = "credit.listing.request_removal";

/// Taking an organisation off a list on its application (申请移出名单).
pub(super) static LISTING_REMOVAL: Procedure = Procedure {
    key: "listing-removal",
    title: "移出名单",
    basis: &["CR-06", "CR-08"],
    initial: "requested",
    roles: ROLES,
    states: &[
        state("requested", "已申请", "受理移出申请", None),
        state("verifying", "核实中", "核实履行义务、完成整改的情况", Some("verification")),
        end("removed", "已移出"),
        end("refused", "不予移出"),
        end("moot", "已无须办理"),
    ],
    reviews: &[],
    clocks: &[clock("verification", "核实期限", "CR-06a")],
    actions: &[
        Action {
            permission: REQUEST,
            ticks: &[Tick::Start("verification")],
            ..plain("accept", "受理移出申请", &["requested"], "verifying", &["CR-06", "CR-08"])
        },
        Action {
            demands: &[Demand::Reasons],
            ticks: &[Tick::Stop("verification")],
            ..plain("remove", "决定移出", &["verifying"], "removed", &["CR-06a", "CR-08"])
        },
        Action {
            demands: &[Demand::Reasons],
            ticks: &[Tick::Stop("verification")],
            ..plain("refuse", "不予移出", &["verifying"], "refused", &["CR-06a", "CR-08"])
        },
        Action {
            ticks: &[Tick::CancelAll],
            ..plain("close", "终止办理", &["requested", "verifying"], "moot", &["CR-06"])
        },
    ],
};
