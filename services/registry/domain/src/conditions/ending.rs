//! Conditions of deregistration (注销登记), the ordinary and the simplified (简易注销).

use std::collections::BTreeMap;

use statute::{NotInForce, RuleBook};
use time::Date;
use vocab::OrganizationClass;
use vocab::workdays::Calendar;

use crate::Finding;
use crate::checklist::{About, Checklist, about};

/// A deregistration that somebody applies for.
#[expect(clippy::struct_excessive_bools, reason = "each says whether one thing is there, as the contract does")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deregistration {
    /// Kind of organisation.
    pub kind: OrganizationClass,
    /// Whether a liquidation group was formed; `None` if that is not stated.
    pub liquidation_group: Option<bool>,
    /// Day on which liquidation was completed.
    pub liquidated_on: Option<Date>,
    /// Day of the application.
    pub applied_on: Date,
    /// Certificate handed in.
    pub certificate_surrendered: bool,
    /// Seal handed in.
    pub seal_surrendered: bool,
    /// Financial vouchers handed in.
    pub vouchers_surrendered: bool,
    /// Whether the supervising unit's consent is on file.
    pub supervising_approval: bool,
    /// What persons answered.
    pub answers: BTreeMap<String, bool>,
}

/// The conditions of deregistration (REG-11, REG-23, REG-34).
///
/// # Errors
/// A rule that applies was not in force on the day.
pub fn deregistration(
    ending: &Deregistration,
    book: &RuleBook,
    calendar: &Calendar,
    day: Date,
) -> Result<Vec<Finding>, NotInForce> {
    let mut list = Checklist::on(book, day, &ending.answers);
    let (rule, term) = match ending.kind {
        OrganizationClass::SocialGroup | OrganizationClass::Other => ("REG-11", "REG-11a"),
        OrganizationClass::PrivateNonEnterprise => ("REG-23c", "REG-23c"),
        OrganizationClass::Foundation => ("REG-34b", "REG-34b"),
    };
    let question = "是否属于应当注销的情形（完成宗旨、自行解散、分立合并或者其他）";
    list.ask(about(rule, "注销的情形", ""), "deregistration-cause", question, "属于法定的注销情形")?;
    let group = about(rule, "清算组织", "liquidation_group");
    match ending.liquidation_group {
        None => list.ask(group, "liquidation-group", "是否成立了清算组织", "应当成立")?,
        Some(formed) => list.check(group, if formed { "已成立" } else { "未成立" }, "应当成立", formed)?,
    }
    let completed = about(term, "清算结束和申请期限", "liquidated_on");
    match ending.liquidated_on {
        None => list.check(completed, "清算未结束", "应当先完成清算", false)?,
        Some(done) => list.in_time(completed, calendar, done, "清算结束", ending.applied_on)?,
    }
    let consent = about(rule, "业务主管单位的审查文件", "documents");
    handed(consent, ending.supervising_approval, "已提交", "未提交", &mut list)?;
    handed(about(rule, "登记证书", ""), ending.certificate_surrendered, "已交回", "未交回", &mut list)?;
    handed(about(rule, "印章", ""), ending.seal_surrendered, "已交回", "未交回", &mut list)?;
    handed(about(rule, "财务凭证", ""), ending.vouchers_surrendered, "已交回", "未交回", &mut list)?;
    Ok(list.done())
}

fn handed(about: About<'_>, done: bool, yes: &str, no: &str, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    list.check(about, if done { yes } else { no }, format!("应当{}", yes.trim_start_matches('已')), done)
}

/// A deregistration by the simplified procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimplifiedDeregistration {
    /// First day of the public notice.
    pub notice_from: Option<Date>,
    /// Objections that were raised and not withdrawn.
    pub objections: u32,
    /// What persons answered; keys are the ids of the conditions.
    pub answers: BTreeMap<String, bool>,
}

/// The conditions of simplified deregistration: the rule book's list, `ZB-01` with a letter. One that sets a term is the
/// public notice; every other is a statement that a person confirms. A city that adds a condition adds a rule.
///
/// # Errors
/// As [`deregistration`].
pub fn simplified_deregistration(
    ending: &SimplifiedDeregistration,
    book: &RuleBook,
    calendar: &Calendar,
    day: Date,
) -> Result<Vec<Finding>, NotInForce> {
    let mut list = Checklist::on(book, day, &ending.answers);
    let conditions = book.rules().filter(|rule| {
        rule.id.strip_prefix("ZB-01").is_some_and(|letter| !letter.is_empty())
            && rule.versions.iter().any(|version| version.holds_on(day))
    });
    for rule in conditions {
        let about = about(&rule.id, &rule.title, "");
        let version = list.cite(&rule.id)?.version;
        if version.threshold.is_some_and(|threshold| threshold.unit.is_time()) {
            notice(about, calendar, ending, &mut list)?;
        } else {
            list.ask(about, &rule.id, version.text.trim_end_matches('。'), version.text.as_str())?;
        }
    }
    Ok(list.done())
}

fn notice(
    about: About<'_>,
    calendar: &Calendar,
    ending: &SimplifiedDeregistration,
    list: &mut Checklist<'_>,
) -> Result<(), NotInForce> {
    let about = About { field: "notice_from", ..about };
    let cited = list.cite(about.rule)?;
    let wanted = format!("公告满 {} 日，没有异议", cited.value());
    let Some(from) = ending.notice_from else { return list.check(about, "尚未公告", wanted, false) };
    let until = list.due(about.rule, calendar, from)?;
    let objections = ending.objections;
    let met = list.day() > until && objections == 0;
    list.check(about, format!("公告自 {from} 至 {until}，{objections} 件异议"), wanted, met)
}
