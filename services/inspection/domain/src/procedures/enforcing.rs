//! What the procedures of enforcement share: who takes part, and an action that changes nothing but the state.

use procedure::{Action, Duty, Reviews, To};

/// 办案机关.
pub const HANDLER: &str = "handler";
/// 受移送机关.
pub const RECEIVER: &str = "receiver";

/// Whoever investigates.
pub(super) const INVESTIGATE: &str = "inspection.penalty.investigate";

pub(super) const fn duty(role: &'static str, title: &'static str, clock: Option<&'static str>) -> Duty {
    Duty { role, title, clock }
}

/// An action of the department that handles a case; the base of the others.
pub(super) const fn plain(
    key: &'static str,
    title: &'static str,
    permission: &'static str,
    basis: &'static [&'static str],
) -> Action {
    Action {
        key,
        title,
        from: &[],
        to: To::Same,
        by: &[HANDLER],
        permission,
        on_file: &[],
        demands: &[],
        ticks: &[],
        reviews: Reviews::Untouched,
        notice: None,
        basis,
    }
}
