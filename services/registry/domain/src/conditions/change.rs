//! Conditions of changes (变更登记), of charters (章程核准) and of conversions between forms (形式转换).

use std::collections::{BTreeMap, BTreeSet};

use statute::{NotInForce, RuleBook};
use time::Date;
use vocab::OrganizationClass;
use vocab::workdays::Calendar;

use super::{Proposal, unit};
use crate::checklist::{Answers, Checklist, about};
use crate::{Finding, LegalForm};

/// A change of registered particulars that somebody applies for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Kind of organisation.
    pub kind: OrganizationClass,
    /// Day on which the supervising unit agreed.
    pub approved_on: Option<Date>,
    /// Day of the application.
    pub applied_on: Date,
    /// Whether the legal representative changes.
    pub legal_representative: bool,
    /// Other organisations of which the new one is the legal representative; `None` if that is not stated.
    pub other_legal_representative_posts: Option<u32>,
    /// Whether a new term of the leaders begins (换届).
    pub new_term: bool,
    /// Whether the financial audit before it is on file; `None` if the register cannot know.
    pub audited: Option<bool>,
    /// Day on which the supervising unit gave up its charge, where a new one is registered.
    pub supervision_ended_on: Option<Date>,
    /// What persons answered.
    pub answers: BTreeMap<String, bool>,
}

/// The conditions of a change.
///
/// # Errors
/// A rule that applies was not in force on the day.
pub fn change(change: &Change, book: &RuleBook, calendar: &Calendar, day: Date) -> Result<Vec<Finding>, NotInForce> {
    let mut list = Checklist::on(book, day, &change.answers);
    applied_in_time(change.kind, calendar, change.approved_on, change.applied_on, &mut list)?;
    if change.kind == OrganizationClass::SocialGroup && (change.legal_representative || change.new_term) {
        let about = about("REG-10", "换届或者更换法定代表人前的财务审计", "documents");
        let wanted = "应当先行财务审计";
        match change.audited {
            Some(audited) => list.check(about, if audited { "已审计" } else { "未见审计报告" }, wanted, audited)?,
            None => list.ask(about, "REG-10", "此前的任期未录入，是否已经进行财务审计", wanted)?,
        }
    }
    if change.legal_representative {
        new_legal_representative(change, &mut list)?;
    }
    if let Some(ended) = change.supervision_ended_on.filter(|_| change.kind == OrganizationClass::PrivateNonEnterprise)
    {
        let about = about("REG-23b", "重新寻找业务主管单位", "supervision_ended_on");
        list.in_time(about, calendar, ended, "原业务主管单位不再担任", change.applied_on)?;
    }
    Ok(list.done())
}

/// Thirty days from the supervising unit's approval. The rule book has no such term for foundations.
fn applied_in_time(
    kind: OrganizationClass,
    calendar: &Calendar,
    approved_on: Option<Date>,
    applied_on: Date,
    list: &mut Checklist<'_>,
) -> Result<(), NotInForce> {
    let rule = match kind {
        OrganizationClass::SocialGroup | OrganizationClass::Other => "REG-09",
        OrganizationClass::PrivateNonEnterprise => "REG-23a",
        OrganizationClass::Foundation => return Ok(()),
    };
    let about = about(rule, "申请期限", "approved_on");
    match approved_on {
        Some(approved) => list.in_time(about, calendar, approved, "业务主管单位审查同意", applied_on),
        None => list.ask(about, rule, "未载明业务主管单位审查同意的日期，是否在规定期限内申请", "在规定期限内申请"),
    }
}

fn new_legal_representative(change: &Change, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let (rule, of) = match change.kind {
        OrganizationClass::SocialGroup | OrganizationClass::Other => ("REG-07", "社会团体"),
        OrganizationClass::Foundation => ("REG-33b", "组织"),
        OrganizationClass::PrivateNonEnterprise => return Ok(()),
    };
    let about = about(rule, "拟任法定代表人", "other_legal_representative_posts");
    let wanted = format!("不得同时担任其他{of}的法定代表人");
    match change.other_legal_representative_posts {
        None => list.ask(about, rule, &format!("拟任法定代表人是否没有同时担任其他{of}的法定代表人"), wanted),
        Some(others) => list.check(about, format!("另任 {others} 个法定代表人"), wanted, others == 0),
    }
}

/// An amended charter that is to be approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CharterAmendment {
    /// Kind of organisation.
    pub kind: OrganizationClass,
    /// Day on which the supervising unit agreed.
    pub approved_on: Option<Date>,
    /// Day of the application.
    pub applied_on: Date,
    /// Members of a foundation's council.
    pub council_size: u32,
    /// How many of them were present.
    pub present: u32,
    /// How many of those present voted for it.
    pub in_favour: u32,
    /// Kinds of the documents on file.
    pub documents: BTreeSet<String>,
    /// What persons answered.
    pub answers: BTreeMap<String, bool>,
}

/// The conditions of a charter's approval.
///
/// # Errors
/// As [`change`].
pub fn charter(
    amendment: &CharterAmendment,
    book: &RuleBook,
    calendar: &Calendar,
    day: Date,
) -> Result<Vec<Finding>, NotInForce> {
    let mut list = Checklist::on(book, day, &amendment.answers);
    applied_in_time(amendment.kind, calendar, amendment.approved_on, amendment.applied_on, &mut list)?;
    let rule = match amendment.kind {
        OrganizationClass::SocialGroup | OrganizationClass::Other => "REG-09",
        OrganizationClass::PrivateNonEnterprise => "REG-23a",
        OrganizationClass::Foundation => "REG-32h",
    };
    let there = amendment.documents.contains(super::CHARTER);
    let value = if there { "已提交" } else { "未提交" };
    list.check(about(rule, "修改后的章程", "documents"), value, "应当提交", there)?;
    if amendment.kind == OrganizationClass::Foundation {
        let CharterAmendment { council_size, present, in_favour, .. } = amendment;
        let value = format!("{council_size} 名理事中 {present} 名出席");
        let quorum = (i64::from(*present), i64::from(*council_size));
        list.share_at_least(about("REG-32g", "理事会会议法定人数", "present"), quorum, &value)?;
        let value = format!("{present} 名出席理事中 {in_favour} 名赞成");
        let votes = (i64::from(*in_favour), i64::from(*present));
        list.majority(about("REG-32h", "章程修改的表决", "in_favour"), votes, &value)?;
    } else {
        let question = "章程修改是否经会员大会、会员代表大会或者理事会依章程表决通过";
        list.ask(about(rule, "章程修改的表决", ""), "charter-vote", question, "依章程表决通过")?;
    }
    Ok(list.done())
}

/// A private non-enterprise unit that takes another legal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// Its form today.
    pub from: LegalForm,
    /// What it will be, with everything that a new one has to state; `legal_form` is the new form.
    pub proposal: Proposal,
    /// Day on which the supervising unit agreed.
    pub approved_on: Option<Date>,
    /// Day of the application.
    pub applied_on: Date,
}

/// The conditions of a conversion: another form than today's, applied for in time, with its debts provided for and
/// its charter amended, and meeting what a new unit of that form must.
///
/// # Errors
/// As [`change`].
pub fn conversion(
    conversion: &Conversion,
    book: &RuleBook,
    calendar: &Calendar,
    day: Date,
) -> Result<Vec<Finding>, NotInForce> {
    let proposal = &conversion.proposal;
    let answers: &Answers = &proposal.answers;
    let mut list = Checklist::on(book, day, answers);
    into_another_form(conversion, &mut list)?;
    applied_in_time(proposal.kind, calendar, conversion.approved_on, conversion.applied_on, &mut list)?;
    let there = proposal.documents.contains(super::CHARTER);
    let value = if there { "已提交" } else { "未提交" };
    list.check(about("REG-23a", "修改后的章程", "documents"), value, "应当提交", there)?;
    let question = "原单位的债权债务是否已经清理，或者由转换后的单位承继";
    list.ask(about("REG-22", "债权债务", ""), "conversion-debts", question, "已经清理或者承继")?;
    unit::check(proposal, &mut list)?;
    Ok(list.done())
}

/// Registers taken over from older systems often lack the form; then a person says whether it changes.
fn into_another_form(conversion: &Conversion, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let (from, to) = (conversion.from, conversion.proposal.legal_form);
    let about = about("REG-22", "形式转换", "legal_form");
    let wanted = "转换为另一种形式";
    if from == LegalForm::Unknown {
        let question = format!("原登记的形式未录入，是否不是{}", to.title());
        return list.ask(about, "conversion-form", &question, wanted);
    }
    list.check(about, format!("由{}转换为{}", from.title(), to.title()), wanted, from != to)
}
