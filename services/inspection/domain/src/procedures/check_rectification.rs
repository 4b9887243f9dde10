//! The procedure of what a check orders to be put right (责令改正): reported, looked at again, closed or found not done (CK-03).

use procedure::{Action, Demand, Procedure, Role};

use super::field_check::{duty, plain, state};

/// 责令部门: the department that orders something to be put right.
pub const ISSUER: &str = "issuer";
/// 整改报告的提交部门: the department through which the organisation reports.
pub const REPORTER: &str = "reporter";

const REPORT: &str = "inspection.rectification.report";
const DECIDE: &str = "inspection.rectification.decide";

/// What a check orders to be put right (责令改正): reported, looked at again, and closed or found not done.
pub static CHECK_RECTIFICATION: Procedure = Procedure {
    key: "check-rectification",
    title: "责令改正",
    basis: &["CK-03"],
    initial: "ordered",
    roles: &[
        Role { key: ISSUER, title: "责令部门", kinds: &[] },
        Role { key: REPORTER, title: "整改报告的提交部门", kinds: &[] },
    ],
    states: &[
        state("ordered", "整改中", Some(duty(REPORTER, "按期整改并提交整改报告", None))),
        state("reported", "待复查", Some(duty(ISSUER, "复查整改情况", None))),
        state("closed", "整改完成", None),
        state("failed", "未整改", None),
    ],
    reviews: &[],
    clocks: &[],
    actions: &[
        Action {
            basis: &["CK-03"], ..plain("report", "提交整改报告", &["ordered"], "reported", &[REPORTER], REPORT)
        },
        Action {
            basis: &["CK-03"],
            demands: &[Demand::Reasons],
            ..plain("return", "退回整改", &["reported"], "ordered", &[ISSUER], DECIDE)
        },
        Action {
            basis: &["CK-03"],
            demands: &[Demand::Reasons],
            ..plain("close", "确认整改完成", &["reported"], "closed", &[ISSUER], DECIDE)
        },
        Action {
            basis: &["CK-03"],
            demands: &[Demand::Reasons],
            ..plain("fail", "确认未整改", &["ordered", "reported"], "failed", &[ISSUER], DECIDE)
        },
    ],
};
