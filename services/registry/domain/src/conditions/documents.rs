//! The documents that come with an application for establishment (申请文件).

use statute::NotInForce;
use vocab::OrganizationClass;

use super::Proposal;
use crate::checklist::{Checklist, about};

/// 登记申请书.
pub const APPLICATION: &str = "application";
/// 业务主管单位的批准文件.
pub const SUPERVISING_APPROVAL: &str = "supervising-approval";
/// 验资报告.
pub const CAPITAL_VERIFICATION: &str = "capital-verification";
/// 住所、场所使用权证明.
pub const PREMISES_RIGHT: &str = "premises-right";
/// 发起人和拟任负责人的基本情况、身份证明.
pub const LEADERS_PARTICULARS: &str = "leaders-particulars";
/// 章程草案.
pub const CHARTER: &str = "charter";

/// The rule that lists the documents for a kind.
fn rule(kind: OrganizationClass) -> &'static str {
    match kind {
        OrganizationClass::SocialGroup | OrganizationClass::Other => "REG-04",
        OrganizationClass::PrivateNonEnterprise => "REG-20c",
        OrganizationClass::Foundation => "REG-30d",
    }
}

pub(super) fn check(proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let rule = rule(proposal.kind);
    let leaders = if proposal.kind == OrganizationClass::Foundation {
        "理事名单、身份证明和拟任负责人简历"
    } else {
        "发起人和拟任负责人的基本情况、身份证明"
    };
    on_file(proposal, rule, APPLICATION, "登记申请书", list)?;
    approval(proposal, rule, list)?;
    on_file(proposal, rule, CAPITAL_VERIFICATION, "验资报告", list)?;
    on_file(proposal, rule, PREMISES_RIGHT, "住所或者场所使用权证明", list)?;
    on_file(proposal, rule, LEADERS_PARTICULARS, leaders, list)?;
    on_file(proposal, rule, CHARTER, "章程草案", list)
}

fn on_file(
    proposal: &Proposal,
    rule: &str,
    kind: &str,
    title: &str,
    list: &mut Checklist<'_>,
) -> Result<(), NotInForce> {
    let there = proposal.documents.contains(kind);
    list.check(about(rule, title, "documents"), if there { "已提交" } else { "未提交" }, "应当提交", there)
}

/// Whether somebody without a supervising unit may register directly is not for the data to say.
fn approval(proposal: &Proposal, rule: &str, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let title = "业务主管单位的批准文件";
    if proposal.supervising_department.is_some() {
        return on_file(proposal, rule, SUPERVISING_APPROVAL, title, list);
    }
    let question = "未载明业务主管单位，是否属于可以直接登记的社会组织";
    let about = about(rule, title, "supervising_department");
    list.ask(about, "direct-registration", question, "应当提交，依法直接登记的除外")
}
