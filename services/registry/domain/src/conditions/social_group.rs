//! Conditions of an association (社会团体, 登记管理条例 Art 10-13).

use statute::NotInForce;

use super::{Proposal, Reach, people};
use crate::checklist::{Checklist, about, amount};

pub(super) fn check(proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    members(proposal, list)?;
    funds(proposal, list)?;
    let wanted = "有规范的名称和相应的组织机构";
    list.ask(about("REG-03", "名称和组织机构", ""), "REG-03a", "是否有规范的名称和相应的组织机构", wanted)?;
    premises(proposal, list)?;
    staff("REG-03", proposal, list)?;
    let wanted = "能够独立承担民事责任";
    list.ask(about("REG-03", "独立承担民事责任", ""), "REG-03d", "是否能够独立承担民事责任", wanted)?;
    need(list)?;
    people::one_legal_representative("REG-07", "社会团体", proposal, list)?;
    people::terms(proposal, list)?;
    people::officials("PEO-03d", proposal, list)?;
    people::retired_cadres(proposal, list)?;
    people::charity(proposal, list)
}

/// Which limb applies follows from who the members are: persons alone, organisations alone, or both.
fn members(proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let (persons, units) = (i64::from(proposal.individual_members), i64::from(proposal.unit_members));
    let of_persons = list.cite("REG-01a")?;
    let of_units = list.cite("REG-01b")?;
    let of_both = list.cite("REG-01c")?;
    let fitting = match (persons, units) {
        (_, 0) => of_persons,
        (0, _) => of_units,
        _ => of_both,
    };
    let least = [of_persons, of_units, of_both].map(|cited| amount(cited, cited.value()));
    let wanted = format!(
        "全部为个人会员的不少于 {}，全部为单位会员的不少于 {}，混合组成的总数不少于 {}",
        least[0], least[1], least[2]
    );
    let value = format!("{persons} 名个人会员、{units} 个单位会员");
    let met = persons + units >= fitting.value();
    list.check(about(fitting.id(), "会员数量", "individual_members"), value, wanted, met)
}

fn funds(proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let rule = match proposal.reach {
        Reach::National => "REG-02a",
        Reach::Local => "REG-02b",
    };
    list.at_least(about(rule, "活动资金", "activity_funds_fen"), proposal.activity_funds_fen)
}

fn premises(proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let about = about("REG-03", "住所", "premises_months");
    match proposal.premises_months {
        None => list.ask(about, "REG-03b", "是否有固定的住所", "有固定的住所"),
        Some(months) => list.check(about, format!("使用权 {months} 个月"), "有固定的住所", months > 0),
    }
}

pub(super) fn staff(rule: &str, proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let staff = proposal.full_time_staff;
    let about = about(rule, "专职工作人员", "full_time_staff");
    list.check(about, format!("{staff} 名专职工作人员"), "有与业务活动相适应的专职工作人员", staff > 0)
}

/// The grounds on which the authority must refuse (REG-06), put as questions whose "yes" lets the application pass.
fn need(list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let questions = [
        ("REG-06a", "宗旨和业务范围", "宗旨、业务范围是否符合条例第四条的规定"),
        ("REG-06b", "成立必要性", "是否没有业务范围相同或者相似的社会团体，或者虽有而仍有必要成立"),
        ("REG-06c", "发起人和拟任负责人", "发起人、拟任负责人是否均未被剥夺过政治权利并具有完全民事行为能力"),
        ("REG-06d", "申请真实性", "申请材料是否真实，没有弄虚作假"),
        ("REG-06e", "其他禁止情形", "是否没有法律、行政法规禁止的其他情形"),
    ];
    for (key, title, question) in questions {
        list.ask(about("REG-06", title, ""), key, question, "没有不予登记的情形")?;
    }
    Ok(())
}
