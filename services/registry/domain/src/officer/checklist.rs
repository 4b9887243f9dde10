//! What the rules say to an appointment: one finding a rule, from what is asked and what the register counts.
//!
//! Findings hold counts and thresholds, never where a post is, and never an age or a name.

use statute::{Cited, RuleBook, years_later};
use time::Date;
use vocab::OrganizationClass;

use super::{Role, TermOfOffice, age_on};
use crate::{Finding, Outcome, Text, bar};

/// What the rules look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Kind of the organisation.
    pub kind: OrganizationClass,
    /// Role.
    pub role: Role,
    /// Whether also as legal representative.
    pub legal_representative: bool,
    /// The term.
    pub term: TermOfOffice,
    /// When the person was born, if anything says so.
    pub born_on: Option<Date>,
    /// Terms in a row, this one counted.
    pub consecutive_terms: u32,
    /// A serving official.
    pub serving_official: bool,
    /// A retired leading cadre.
    pub retired_cadre: bool,
    /// Whether the cadre's own authority approved.
    pub cadre_approval: Approval,
    /// Whether an exception was approved.
    pub exception_approval: Approval,
    /// When a sentence had been served, if the person was sentenced.
    pub sentence_served_on: Option<Date>,
    /// What the register knows.
    pub known: Known,
}

/// Whether a document is stated by which somebody approved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Approval {
    /// None is stated.
    #[default]
    None,
    /// One is stated.
    OnFile,
}

/// What the register knows of the person over all organisations and divisions, that of the appointment left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Other associations (社会团体) whose legal representative the person is.
    pub represents_associations: u32,
    /// Other foundations whose legal representative the person is.
    pub represents_foundations: u32,
    /// Organisations of other kinds whose legal representative the person is.
    pub represents_others: u32,
    /// Other associations in which the person holds a post.
    pub association_posts: u32,
    /// The latest day on which a foundation was revoked while the person led it.
    pub foundation_revoked_on: Option<Date>,
    /// The latest day on which any organisation was revoked while the person led it.
    pub organization_revoked_on: Option<Date>,
    /// Terms in a row in this role in this organisation, this one counted.
    pub consecutive_terms: u32,
    /// The audit before a new term or a new legal representative.
    pub audit: AuditOnFile,
}

/// Whether the audit that REG-10 wants is on file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AuditOnFile {
    /// A first legal representative in a first term: there is nothing to audit.
    #[default]
    NotNeeded,
    /// The register knows the legal representative before, and no audit since.
    Missing,
    /// A later term, of which the register does not know the one before.
    Unknown,
    /// It is on file.
    OnFile,
}

impl Approval {
    /// Whether a document is named.
    #[must_use]
    pub fn of<const MOST: usize>(document: &Text<MOST>) -> Self {
        if document.is_empty() { Self::None } else { Self::OnFile }
    }

    const fn is_on_file(self) -> bool {
        matches!(self, Self::OnFile)
    }
}

/// The findings, in the order of the rules' ids within each group; a rule that was not in force on the first day of the
/// term says nothing.
#[must_use]
pub fn findings(book: &RuleBook, case: &Case) -> Vec<Finding> {
    let mut list = Checklist { book, case, found: Vec::new() };
    match case.kind {
        OrganizationClass::SocialGroup => list.association(),
        OrganizationClass::Foundation => list.foundation(),
        OrganizationClass::PrivateNonEnterprise | OrganizationClass::Other => {}
    }
    if case.kind != OrganizationClass::Foundation {
        list.represents_a_foundation();
    }
    list.bars();
    list.found
}

struct Checklist<'a> {
    book: &'a RuleBook,
    case: &'a Case,
    found: Vec<Finding>,
}

impl Checklist<'_> {
    fn leads(&self) -> bool {
        self.case.role.leads() || self.case.legal_representative
    }

    /// REG-07, REG-10, PEO-01 and PEO-03.
    fn association(&mut self) {
        let case = self.case;
        if case.legal_representative {
            let others = case.known.represents_associations;
            self.look("REG-07", "legal_representative", |_| {
                let value = format!("在其他社会团体任法定代表人 {others} 个");
                (value, "不得兼任".to_owned(), met(others == 0))
            });
            self.audit();
        }
        if self.leads() {
            self.age("PEO-01a", case.exception_approval);
            self.terms("PEO-01b", case.exception_approval);
            self.length("PEO-01c");
        }
        if case.retired_cadre {
            let others = case.known.association_posts;
            self.look("PEO-03a", "retired_cadre", |rule| {
                let value = format!("在其他社会团体任职 {others} 个，连同本职 {} 个", others + 1);
                (value, format!("不超过 {} 个", rule.value()), met(i64::from(others) < rule.value()))
            });
            self.cadre_terms();
            self.age("PEO-03c", Approval::None);
        }
        if case.serving_official && self.leads() {
            let approved = case.cadre_approval.is_on_file();
            self.look("PEO-03d", "cadre_approval", |_| {
                let value =
                    if approved { "现职，已按干部管理权限审批" } else { "现职，未见审批文件" };
                (value.to_owned(), "不得兼任，确需兼任的须经审批".to_owned(), met(approved))
            });
        }
    }

    /// REG-32c and REG-33.
    fn foundation(&mut self) {
        let case = self.case;
        if matches!(case.role, Role::President | Role::VicePresident | Role::SecretaryGeneral | Role::CouncilMember) {
            self.length("REG-32c");
        }
        if case.role.leads() {
            self.look("REG-33a", "serving_official", |_| {
                let value =
                    if case.serving_official { "现职国家工作人员" } else { "非现职国家工作人员" };
                (value.to_owned(), "不得由现职国家工作人员兼任".to_owned(), met(!case.serving_official))
            });
        }
        if case.legal_representative {
            let Known { represents_associations, represents_foundations, represents_others, .. } = case.known;
            let others = represents_associations + represents_foundations + represents_others;
            self.look("REG-33b", "legal_representative", |_| {
                let value = match others {
                    0 => "在其他社会组织未任法定代表人；企业等其他组织待核实".to_owned(),
                    _ => format!("在其他社会组织任法定代表人 {others} 个"),
                };
                (value, "不得兼任".to_owned(), if others == 0 { Outcome::Ask } else { Outcome::NotMet })
            });
        }
        if self.leads() {
            self.sentence("REG-33c", Outcome::NotMet);
            self.revoked("REG-33d", case.known.foundation_revoked_on, Outcome::NotMet);
        }
    }

    /// REG-33b bars whoever represents a foundation from representing anything else, in whichever order it comes.
    fn represents_a_foundation(&mut self) {
        let foundations = self.case.known.represents_foundations;
        if self.case.legal_representative && foundations > 0 {
            self.look("REG-33b", "legal_representative", |_| {
                let value = format!("在基金会任法定代表人 {foundations} 个");
                (value, "基金会法定代表人不得兼任".to_owned(), Outcome::NotMet)
            });
        }
    }

    /// PEO-04. A foundation is a charity. Of other organisations the register does not know whether they are, so what
    /// would bar a charity's leader is asked there.
    fn bars(&mut self) {
        if !self.leads() {
            return;
        }
        let case = self.case;
        let charity = case.kind == OrganizationClass::Foundation;
        let barred = if charity { Outcome::NotMet } else { Outcome::Ask };
        if charity || case.sentence_served_on.is_some() {
            self.sentence("PEO-04a", barred);
        }
        if charity || case.known.organization_revoked_on.is_some() {
            self.revoked("PEO-04b", case.known.organization_revoked_on, barred);
        }
        if charity {
            self.look("PEO-04c", "officer", |_| {
                ("民事行为能力待核实".to_owned(), "具有完全民事行为能力".to_owned(), Outcome::Ask)
            });
        }
    }

    fn audit(&mut self) {
        let (value, outcome) = match self.case.known.audit {
            AuditOnFile::NotNeeded => return,
            AuditOnFile::OnFile => ("财务审计已备", Outcome::Met),
            AuditOnFile::Missing => ("未见财务审计", Outcome::NotMet),
            AuditOnFile::Unknown => ("上一届情况未录入，是否审计待核实", Outcome::Ask),
        };
        self.look("REG-10", "legal_representative", |_| {
            (value.to_owned(), "换届、更换法定代表人前审计".to_owned(), outcome)
        });
    }

    fn age(&mut self, rule: &str, approval: Approval) {
        let case = self.case;
        let field = if case.born_on.is_some() { "officer.id_number" } else { "officer.birth_date" };
        self.look(rule, field, |rule| {
            let limit = rule.value();
            let wanted = format!("任职时不超过 {limit} 周岁");
            let Some(born) = case.born_on else { return ("出生日期待核实".to_owned(), wanted, Outcome::Ask) };
            if i64::from(age_on(born, case.term.starts_on)) <= limit {
                (format!("不超过 {limit} 周岁"), wanted, Outcome::Met)
            } else if approval.is_on_file() {
                (format!("超过 {limit} 周岁，已经批准"), wanted, Outcome::Met)
            } else {
                (format!("超过 {limit} 周岁"), wanted, Outcome::NotMet)
            }
        });
    }

    fn terms(&mut self, rule: &str, approval: Approval) {
        let terms = self.case.consecutive_terms;
        self.look(rule, "consecutive_terms", |rule| {
            let within = i64::from(terms) <= rule.value();
            let approved = !within && approval.is_on_file();
            let value = format!("连任第 {terms} 届{}", if approved { "，已经批准" } else { "" });
            (value, format!("连任不超过 {} 届", rule.value()), met(within || approved))
        });
    }

    fn cadre_terms(&mut self) {
        let (terms, approved) = (self.case.consecutive_terms, self.case.cadre_approval.is_on_file());
        self.look("PEO-03b", "cadre_approval", |rule| {
            let outcome = match (i64::from(terms) <= rule.value(), approved) {
                (false, _) => Outcome::NotMet,
                (true, true) => Outcome::Met,
                (true, false) => Outcome::Ask,
            };
            let file = if approved { "已报批" } else { "未见报批文件" };
            (format!("任第 {terms} 届，{file}"), format!("须报批，不超过 {} 届", rule.value()), outcome)
        });
    }

    fn length(&mut self, rule: &str) {
        let term = self.case.term;
        self.look(rule, "ends_on", |rule| {
            let value = format!("{} 至 {}", term.starts_on, term.ends_on);
            let within = term.ends_on <= years_later(term.starts_on, rule.value());
            (value, format!("每届不超过 {} 年", rule.value()), met(within))
        });
    }

    fn sentence(&mut self, rule: &str, barred: Outcome) {
        let case = self.case;
        self.look(rule, "sentence_served_on", |rule| {
            let wanted = format!("刑罚执行完毕已满 {} 年", rule.value());
            match case.sentence_served_on {
                None => ("有无刑事处罚待核实".to_owned(), wanted, Outcome::Ask),
                Some(day) if bar::last_day(rule, day) < case.term.starts_on => {
                    ("已满".to_owned(), wanted, Outcome::Met)
                }
                Some(_) => ("未满".to_owned(), wanted, barred),
            }
        });
    }

    fn revoked(&mut self, rule: &str, revoked_on: Option<Date>, barred: Outcome) {
        let starts_on = self.case.term.starts_on;
        self.look(rule, "officer", |rule| {
            let wanted = format!("所任职组织被撤销、吊销或者取缔已满 {} 年", rule.value());
            match revoked_on {
                Some(day) if bar::last_day(rule, day) >= starts_on => {
                    ("曾任负责人的组织被撤销或者吊销未满年限".to_owned(), wanted, barred)
                }
                Some(_) => ("已满".to_owned(), wanted, Outcome::Met),
                None => ("无此情形".to_owned(), wanted, Outcome::Met),
            }
        });
    }

    /// Adds the finding of a rule: value, threshold and outcome.
    fn look(&mut self, rule: &str, field: &str, at: impl FnOnce(Cited<'_>) -> (String, String, Outcome)) {
        let Ok(cited) = self.book.on(rule, self.case.term.starts_on) else { return };
        let (value, threshold, outcome) = at(cited);
        self.found.push(Finding {
            rule: cited.reference(),
            title: cited.rule.title.clone(),
            field: field.to_owned(),
            value,
            threshold,
            outcome,
        });
    }
}

const fn met(holds: bool) -> Outcome {
    if holds { Outcome::Met } else { Outcome::NotMet }
}
