//! Conditions of a foundation (基金会, 管理条例 Art 6-9, 20-23).

use statute::NotInForce;
use vocab::division::Level;

use super::{Proposal, Reach, people};
use crate::Outcome;
use crate::checklist::{Checklist, about};

pub(super) fn check(proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    authority(proposal, list)?;
    fund(proposal, list)?;
    let size = i64::from(proposal.council_size);
    list.at_least(about("REG-32a", "理事人数下限", "council_size"), size)?;
    list.at_most(about("REG-32b", "理事人数上限", "council_size"), size)?;
    term(proposal, list)?;
    relatives(proposal, list)?;
    let paid = i64::from(proposal.paid_directors);
    let value = format!("{size} 名理事中 {paid} 名领取报酬");
    list.share_at_most(about("REG-32e", "领取报酬的理事", "paid_directors"), (paid, size), &value)?;
    people::officials("REG-33a", proposal, list)?;
    people::one_legal_representative("REG-33b", "组织", proposal, list)?;
    people::sentenced("REG-33c", proposal, list)?;
    people::led_revoked("REG-33d", proposal, list)?;
    let supervisors = proposal.supervisors;
    let about = about("REG-33e", "监事", "supervisors");
    list.check(about, format!("{supervisors} 名监事"), "应当设监事", supervisors > 0)
}

/// Cities and counties register foundations only where the province has let them.
fn authority(proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let about = about("REG-30", "登记管理机关", "division");
    let wanted = "国务院或者省级民政部门，或者经授权的民政部门";
    match proposal.division.level() {
        Level::Country | Level::Province => list.check(about, "国务院或者省级民政部门", wanted, true),
        Level::City | Level::County => {
            list.ask(about, "REG-30", "设区的市或者县级民政部门是否经授权登记基金会", wanted)
        }
    }
}

fn fund(proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let (rule, title) = match (proposal.public_fundraising, proposal.reach) {
        (true, Reach::National) => ("REG-30a", "全国性公募基金会原始基金"),
        (true, Reach::Local) => ("REG-30b", "地方性公募基金会原始基金"),
        (false, _) => ("REG-30c", "非公募基金会原始基金"),
    };
    list.at_least(about(rule, title, "original_fund_fen"), proposal.original_fund_fen)
}

fn term(proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let about = about("REG-32c", "理事任期", "council_term_years");
    match proposal.council_term_years {
        0 => list.check(about, "未载明", "应当载明，且不超过规定年限", false),
        years => list.at_most(about, i64::from(years)),
    }
}

/// Near relatives may sit together only where private property was given and the public is not asked for money.
fn relatives(proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let about = about("REG-32d", "有近亲属关系的理事", "council_relatives");
    let (relatives, size) = (i64::from(proposal.council_relatives), i64::from(proposal.council_size));
    let value = format!("{size} 名理事中 {relatives} 名有近亲属关系");
    if relatives == 0 {
        return list.note(about, value, "不得超过规定比例", Outcome::Met);
    }
    if proposal.public_fundraising || proposal.private_property == Some(false) {
        return list.check(about, value, "不得同时任职", false);
    }
    if proposal.private_property == Some(true) || !list.is_share_at_most(about.rule, (relatives, size))? {
        return list.share_at_most(about, (relatives, size), &value);
    }
    let question = format!("{value}，基金会是否用私人财产设立");
    list.ask(about, "REG-32d", &question, "用私人财产设立的不得超过规定比例，其他的不得同时任职")
}
