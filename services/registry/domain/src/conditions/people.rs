//! Conditions on the leaders proposed (拟任负责人), as far as one application shows them. No finding names a person.

use statute::NotInForce;
use time::Date;
use vocab::OrganizationClass;

use super::{Proposal, ProposedLeader};
use crate::bar;
use crate::checklist::{Checklist, about, amount};

const FIELD: &str = "leaders";

fn leading(proposal: &Proposal) -> impl Iterator<Item = &ProposedLeader> {
    proposal.leaders.iter().filter(|leader| leader.role.leads())
}

/// Exactly one legal representative, who is none elsewhere.
pub(super) fn one_legal_representative(
    rule: &str,
    of: &str,
    proposal: &Proposal,
    list: &mut Checklist<'_>,
) -> Result<(), NotInForce> {
    let about = about(rule, "法定代表人", FIELD);
    let wanted = format!("一名，且不得同时担任其他{of}的法定代表人");
    let legal: Vec<&ProposedLeader> = proposal.leaders.iter().filter(|leader| leader.legal_representative).collect();
    match legal.as_slice() {
        [only] => {
            let others = only.other_legal_representative_posts;
            list.check(about, format!("另任 {others} 个法定代表人"), wanted, others == 0)
        }
        all => list.check(about, format!("载明 {} 名法定代表人", all.len()), wanted, false),
    }
}

/// Age, terms in a row, length of a term (PEO-01). Beyond the first two a person may be approved; whether one was, the
/// application does not show.
pub(super) fn terms(proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let ages = leading(proposal).map(|leader| i64::from(leader.age_at_appointment)).max();
    unless_approved("PEO-01a", "负责人任职年龄", ages, "周岁", list)?;
    let served = leading(proposal).map(|leader| i64::from(leader.consecutive_terms)).max();
    unless_approved("PEO-01b", "负责人连任届数", served, "届", list)?;
    let about = about("PEO-01c", "负责人每届任期", FIELD);
    let unstated = leading(proposal).any(|leader| leader.term_years == 0);
    match leading(proposal).map(|leader| leader.term_years).max().filter(|_| !unstated) {
        Some(years) => list.at_most(about, i64::from(years)),
        None => list.check(about, "未载明", "应当载明，且不超过规定年限", false),
    }
}

fn unless_approved(
    rule: &str,
    title: &str,
    found: Option<i64>,
    unit: &str,
    list: &mut Checklist<'_>,
) -> Result<(), NotInForce> {
    let about = about(rule, title, FIELD);
    let most = list.cite(rule)?.value();
    let wanted = format!("不超过 {most} {unit}，经批准的除外");
    match found {
        None => list.check(about, "未载明负责人", wanted, false),
        Some(found) if found <= most => list.check(about, format!("最多 {found} {unit}"), wanted, true),
        Some(found) => {
            let approved = "是否已经会员大会通过、业务主管单位审查并经登记管理机关批准";
            list.ask(about, rule, &format!("最多 {found} {unit}，{approved}"), wanted)
        }
    }
}

/// No serving official leads (PEO-03, REG-33).
pub(super) fn officials(rule: &str, proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let officials = leading(proposal).filter(|leader| leader.serving_official).count();
    let wanted = match proposal.kind {
        OrganizationClass::Foundation => "理事长、副理事长和秘书长不得由现职国家工作人员兼任",
        OrganizationClass::SocialGroup | OrganizationClass::PrivateNonEnterprise | OrganizationClass::Other => {
            "现职党政机关领导干部不得兼任社会团体领导职务"
        }
    };
    list.check(about(rule, "现职人员兼任", FIELD), format!("{officials} 名现职人员"), wanted, officials == 0)
}

/// Posts, terms and age of retired leading cadres (PEO-03).
pub(super) fn retired_cadres(proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let cadres: Vec<&ProposedLeader> = proposal.leaders.iter().filter(|leader| leader.retired_cadre).collect();
    let most = |count: fn(&ProposedLeader) -> u32| cadres.iter().map(|cadre| i64::from(count(cadre))).max();
    let limits = [
        ("PEO-03a", "退（离）休领导干部兼职个数", "个职务", most(|cadre| cadre.other_posts.saturating_add(1))),
        ("PEO-03b", "退（离）休领导干部兼职届数", "届", most(|cadre| cadre.consecutive_terms)),
        ("PEO-03c", "退（离）休领导干部兼职年龄", "周岁", most(|cadre| cadre.age_at_appointment)),
    ];
    for (rule, title, unit, found) in limits {
        let about = about(rule, title, FIELD);
        let limit = list.cite(rule)?.value();
        let wanted = format!("不超过 {limit} {unit}");
        match found {
            Some(found) => list.check(about, format!("最多 {found} {unit}"), wanted, found <= limit)?,
            None => list.check(about, "没有退（离）休领导干部", wanted, true)?,
        }
    }
    Ok(())
}

/// Who may not lead a charity (慈善法 Art 16); no condition of others.
pub(super) fn charity(proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    if !proposal.charity {
        return Ok(());
    }
    sentenced("PEO-04a", proposal, list)?;
    led_revoked("PEO-04b", proposal, list)?;
    let question = "负责人是否均具有完全民事行为能力";
    list.ask(about("PEO-04c", "负责人行为能力", FIELD), "PEO-04c", question, "具有完全民事行为能力")
}

/// The bar after a sentence.
pub(super) fn sentenced(rule: &str, proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let latest = leading(proposal).filter_map(|leader| leader.sentenced_until).max();
    let question = "经核查，负责人是否均没有在限制期内的犯罪记录";
    barred(rule, "因犯罪被判刑的限制", "刑期执行完毕", question, latest, list)
}

/// The bar after an organisation led was revoked.
pub(super) fn led_revoked(rule: &str, proposal: &Proposal, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let latest = leading(proposal).filter_map(|leader| leader.led_revoked_on).max();
    let question = "经核查，负责人是否均未曾在限制期内担任被撤销或者取缔的组织的负责人";
    barred(rule, "曾任被撤销组织负责人的限制", "所任组织被撤销", question, latest, list)
}

/// What was declared is decided; that nothing was declared proves nothing.
fn barred(
    rule: &str,
    title: &str,
    event: &str,
    question: &str,
    latest: Option<Date>,
    list: &mut Checklist<'_>,
) -> Result<(), NotInForce> {
    let cited = list.cite(rule)?;
    let about = about(rule, title, FIELD);
    let wanted = format!("{event}满 {}", amount(cited, cited.value()));
    let Some(day) = latest else { return list.ask(about, rule, question, wanted) };
    let until = bar::last_day(cited, day);
    let met = list.day() > until;
    list.check(about, format!("{event}于 {day}，限制至 {until}（含）"), wanted, met)
}
