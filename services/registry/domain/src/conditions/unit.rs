//! Conditions of a private non-enterprise unit (民办非企业单位, 社会服务机构; 暂行条例 Art 8-12, 暂行办法 Art 5-6).

use statute::{NotInForce, Unit};

use super::social_group::staff;
use super::{Proposal, people};
use crate::LegalForm;
use crate::checklist::{Checklist, about, amount};

pub(super) fn check(proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let wanted = "有规范的名称和必要的组织机构";
    list.ask(about("REG-20", "名称和组织机构", ""), "REG-20-organs", "是否有规范的名称和必要的组织机构", wanted)?;
    staff("REG-20", proposal, list)?;
    let wanted = "有与业务活动相适应的合法财产";
    list.ask(about("REG-20", "合法财产", ""), "REG-20-property", "是否有与业务活动相适应的合法财产", wanted)?;
    funds(proposal, list)?;
    non_state_assets(proposal, list)?;
    premises(proposal, list)?;
    form(proposal, list)?;
    grounds(list)?;
    people::charity(proposal, list)
}

/// The least is set trade by trade and place by place.
fn funds(proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let about = about("REG-20", "开办资金", "activity_funds_fen");
    let wanted = "达到本行业规定的最低数额";
    if proposal.activity_funds_fen <= 0 {
        return list.check(about, "未载明", wanted, false);
    }
    let question = format!("开办资金 {} 元，是否达到本行业规定的最低数额", proposal.activity_funds_fen / 100);
    list.ask(about, "REG-20-funds", &question, wanted)
}

fn non_state_assets(proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let about = about("REG-20a", "非国有资产比例", "non_state_assets_percent");
    match proposal.non_state_assets_percent {
        None => list.ask(about, "REG-20a", "非国有资产份额是否不低于总财产的三分之二", "不低于三分之二"),
        Some(percent) => list.share_at_least(about, (i64::from(percent), 100), &format!("{percent}%")),
    }
}

fn premises(proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let about = about("REG-20b", "活动场所", "premises_months");
    let cited = list.cite("REG-20b")?;
    let wanted = format!("有产权证明或者 {}以上的使用权证明", amount(cited, cited.value()));
    let in_years = cited.version.threshold.is_some_and(|threshold| threshold.unit == Unit::Years);
    let least = if in_years { cited.value() * 12 } else { cited.value() };
    match proposal.premises_months {
        None => list.ask(about, "REG-20b", "是否有产权证明或者足够期限的使用权证明", wanted),
        Some(months) => list.check(about, format!("使用权 {months} 个月"), wanted, i64::from(months) >= least),
    }
}

/// Partnerships and sole forms are in the regulation still, and in practice no longer registered.
fn form(proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let about = about("REG-22a", "单位形式", "legal_form");
    let wanted = "一般登记为法人";
    match proposal.legal_form {
        LegalForm::Corporate => list.check(about, "法人", wanted, true),
        LegalForm::Partnership => list.ask(about, "REG-22a", "拟登记为合伙，是否仍可登记", wanted),
        LegalForm::Individual => list.ask(about, "REG-22a", "拟登记为个体，是否仍可登记", wanted),
        LegalForm::Unknown => list.ask(about, "REG-22a", "未载明形式，是否登记为法人", wanted),
    }
}

/// The grounds on which the authority must refuse (REG-21), put as questions whose "yes" lets the application pass.
fn grounds(list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let questions = [
        ("REG-21a", "宗旨和业务范围", "宗旨、业务范围是否符合条例第四条的规定"),
        ("REG-21b", "成立必要性", "是否没有业务范围相同或者相似的民办非企业单位，或者虽有而仍有必要成立"),
        ("REG-21c", "拟任负责人", "拟任负责人是否均未被剥夺过政治权利并具有完全民事行为能力"),
        ("REG-21d", "申请真实性", "申请材料是否真实，没有弄虚作假"),
        ("REG-21e", "其他禁止情形", "是否没有法律、行政法规禁止的其他情形"),
    ];
    for (key, title, question) in questions {
        list.ask(about("REG-21", title, ""), key, question, "没有不予登记的情形")?;
    }
    Ok(())
}
