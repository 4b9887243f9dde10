//! The coverage rule (两个覆盖, 意见(五)): what is asked of an organisation by the number of its full members.

use statute::{Cited, RuleBook};
use time::Date;

use super::report::{Discipline, OwnOrganization, PartyReport};
use crate::{Finding, Outcome};

const OWN: &str = "PB-01";
const JOINT: &str = "PB-02";
const WITHOUT_MEMBERS: &str = "PB-03";
const SYNCHRONY: &str = "PB-05";
const GENERAL_BRANCH: &str = "PB-06a";
const COMMITTEE: &str = "PB-06b";
const DISCIPLINE: &str = "PB-10";

/// What is asked of an organisation's party building.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Requirement {
    /// 党建情况报告: a report is on file.
    Report,
    /// 单独建立党组织.
    OwnOrganization,
    /// 党组织设置形式.
    Form,
    /// 联合建立党组织.
    JointBranch,
    /// 党建工作指导员.
    Instructor,
    /// 群团组织.
    MassOrganization,
    /// 纪检组织或纪检委员.
    Discipline,
    /// 章程党建条款.
    CharterClause,
    /// 党建工作管理; never a gap of the organisation's own, so no checklist has it.
    Management,
}

/// A requirement with what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What is asked.
    pub requirement: Requirement,
    /// What was found.
    pub finding: Finding,
}

impl Requirement {
    /// Every requirement, in the order of the contract.
    pub const ALL: [Self; 9] = [
        Self::Report,
        Self::OwnOrganization,
        Self::Form,
        Self::JointBranch,
        Self::Instructor,
        Self::MassOrganization,
        Self::Discipline,
        Self::CharterClause,
        Self::Management,
    ];

    /// Whether not meeting it is «no party organisation set up as required», a ground of the list of abnormal activities
    /// (CR-03.2, PB-08).
    #[must_use]
    pub const fn is_ground(self) -> bool {
        matches!(self, Self::OwnOrganization | Self::JointBranch)
    }

    /// The rules that can ask it.
    #[must_use]
    pub const fn rules(self) -> &'static [&'static str] {
        match self {
            Self::Report | Self::CharterClause => &[SYNCHRONY],
            Self::OwnOrganization => &[OWN],
            Self::Form => &[GENERAL_BRANCH, COMMITTEE],
            Self::JointBranch => &[JOINT],
            Self::Instructor | Self::MassOrganization => &[WITHOUT_MEMBERS],
            Self::Discipline => &[DISCIPLINE],
            Self::Management => &["PB-04"],
        }
    }
}

/// Every requirement that applies by the rules in force on a day, in the order of [`Requirement`]; of an organisation
/// that never reported, that it must. A rule not in force on that day asks nothing.
#[must_use]
pub fn checklist(report: Option<&PartyReport>, book: &RuleBook, day: Date) -> Vec<Checked> {
    let mut list = Checklist { book, day, checked: Vec::new() };
    match report {
        Some(report) => list.reported(report),
        None => list.note(Requirement::Report, SYNCHRONY, |_| {
            (Outcome::NotMet, "从未报送".to_owned(), "报送党建情况".to_owned())
        }),
    }
    list.checked.sort_by_key(|checked| checked.requirement);
    list.checked
}

/// What is lacking: the findings of the [`checklist`] that are not met.
#[must_use]
pub fn gaps(report: Option<&PartyReport>, book: &RuleBook, day: Date) -> Vec<Finding> {
    let checked = checklist(report, book, day).into_iter().map(|checked| checked.finding);
    checked.filter(|finding| finding.outcome == Outcome::NotMet).collect()
}

struct Checklist<'a> {
    book: &'a RuleBook,
    day: Date,
    checked: Vec<Checked>,
}

impl Checklist<'_> {
    fn reported(&mut self, report: &PartyReport) {
        self.note(Requirement::Report, SYNCHRONY, |_| (Outcome::Met, "已报送".to_owned(), "报送党建情况".to_owned()));
        self.by_members(report);
        if report.own_organization != OwnOrganization::None {
            self.form(report);
            self.note(Requirement::Discipline, DISCIPLINE, |_| {
                let (outcome, value) = match report.discipline {
                    Discipline::None => (Outcome::NotMet, "未设纪检组织或者纪检委员"),
                    Discipline::Member => (Outcome::Met, "设纪检委员"),
                    Discipline::Body => (Outcome::Met, "设纪检组织"),
                };
                (outcome, value.to_owned(), "设纪检组织或者纪检委员".to_owned())
            });
        }
        self.note(Requirement::CharterClause, SYNCHRONY, |_| {
            let (outcome, value) = match report.charter_clause {
                Some(_) => (Outcome::Met, "已写入章程"),
                None => (Outcome::NotMet, "未写入章程"),
            };
            (outcome, value.to_owned(), "党建内容写入章程".to_owned())
        });
    }

    /// From three full members on one of its own, with one or two a joint one, without any an instructor and a mass
    /// organisation. Probationary members do not count.
    fn by_members(&mut self, report: &PartyReport) {
        let members = i64::from(report.full_members);
        let (own, joint) = (self.threshold(OWN), self.threshold(JOINT));
        if own.is_some_and(|own| members >= own) {
            self.note(Requirement::OwnOrganization, OWN, |cited| {
                let held = report.own_organization != OwnOrganization::None;
                let value = format!("{members} 名正式党员，{}", report.own_organization.chinese());
                (met(held), value, format!("正式党员 {} 名以上单独建立党组织", cited.value()))
            });
        } else if joint.is_some_and(|joint| members >= joint) {
            self.note(Requirement::JointBranch, JOINT, |_| {
                let (outcome, state) = match (report.in_joint_branch, report.own_organization) {
                    (true, _) => (Outcome::Met, "已加入联合党支部"),
                    (false, OwnOrganization::None) => (Outcome::NotMet, "未加入联合党支部"),
                    // one that has lost members keeps its branch until the party body above decides
                    (false, _) => (Outcome::Ask, "单独建立的党组织正式党员不足"),
                };
                (outcome, format!("{members} 名正式党员，{state}"), "联合建立党组织".to_owned())
            });
        } else if members == 0 {
            self.note(Requirement::Instructor, WITHOUT_MEMBERS, |_| {
                let value = if report.instructor.is_some() { "已选派" } else { "未选派" };
                (met(report.instructor.is_some()), value.to_owned(), "选派党建工作指导员".to_owned())
            });
            self.note(Requirement::MassOrganization, WITHOUT_MEMBERS, |_| {
                let held = report.mass_organizations.any();
                let value = if held { "已建立" } else { "未建立" };
                (met(held), value.to_owned(), "建立工会、共青团或者妇联组织".to_owned())
            });
        }
    }

    /// A form smaller than the size asks for is a gap; a larger one needs the leave of the party body above, which the
    /// data do not hold.
    fn form(&mut self, report: &PartyReport) {
        let members = i64::from(report.full_members);
        let reaches = |threshold: Option<i64>| threshold.is_some_and(|threshold| members >= threshold);
        let asked = if reaches(self.threshold(COMMITTEE)) {
            OwnOrganization::Committee
        } else if reaches(self.threshold(GENERAL_BRANCH)) {
            OwnOrganization::GeneralBranch
        } else {
            OwnOrganization::Branch
        };
        let rule = if asked == OwnOrganization::Committee { COMMITTEE } else { GENERAL_BRANCH };
        self.note(Requirement::Form, rule, |_| {
            let outcome = match report.own_organization.cmp(&asked) {
                std::cmp::Ordering::Less => Outcome::NotMet,
                std::cmp::Ordering::Equal => Outcome::Met,
                std::cmp::Ordering::Greater => Outcome::Ask,
            };
            let value = format!("{members} 名正式党员，{}", report.own_organization.chinese());
            (outcome, value, format!("设{}", asked.chinese()))
        });
    }

    fn threshold(&self, rule: &str) -> Option<i64> {
        self.book.on(rule, self.day).ok().map(|cited| cited.value())
    }

    /// Notes outcome, value and threshold, if the rule is in force.
    fn note(
        &mut self,
        requirement: Requirement,
        rule: &str,
        found: impl FnOnce(Cited<'_>) -> (Outcome, String, String),
    ) {
        let Ok(cited) = self.book.on(rule, self.day) else { return };
        let (outcome, value, threshold) = found(cited);
        let (title, field) = words(requirement);
        let (title, field) = (title.to_owned(), field.to_owned());
        let finding = Finding { rule: cited.reference(), title, field, value, threshold, outcome };
        self.checked.push(Checked { requirement, finding });
    }
}

fn met(held: bool) -> Outcome {
    if held { Outcome::Met } else { Outcome::NotMet }
}

/// What is looked at, in Chinese, and the field of the report.
fn words(requirement: Requirement) -> (&'static str, &'static str) {
    match requirement {
        Requirement::Report => ("党建情况报告", ""),
        Requirement::OwnOrganization => ("单独建立党组织", "own_organization"),
        Requirement::Form => ("党组织设置形式", "own_organization"),
        Requirement::JointBranch => ("联合建立党组织", ""),
        Requirement::Instructor => ("党建工作指导员", "instructor"),
        Requirement::MassOrganization => ("群团组织", "trade_union"),
        Requirement::Discipline => ("纪检组织", "discipline"),
        Requirement::CharterClause => ("章程党建条款", "charter_clause"),
        Requirement::Management => ("党建工作管理", ""),
    }
}
