//! When a visit may begin (SP-05, TA-04), and when a check may end (结论).

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{Content, EntryRefusal, Kept, Record, Refusal, Severity, Verdict};
use crate::draw::Window;
use crate::inspector::Certificate;

/// What a check is for (检查类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 双随机抽查: of an organisation that a plan drew.
    Routine,
    /// 专项检查.
    Special,
    /// 投诉举报核查.
    Complaint,
    /// 财务审计: with an auditor's report.
    FinancialAudit,
    /// 业务主管单位抽查.
    Supervisory,
}

/// What a check came to (检查结果).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// 未发现问题.
    NoProblem,
    /// 当场改正.
    Corrected,
    /// 责令改正.
    Ordered,
    /// 移送处理.
    Transferred,
    /// 通过登记的住所无法联系.
    Unreachable,
    /// 不配合检查.
    Refused,
}

/// An inspector of a check as the pool and the recusals show it on the days of the visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Member {
    /// Who.
    pub inspector: Uuid,
    /// An assistant (辅助人员), who inspects beside others only.
    pub assistant: bool,
    /// The certificate is suspended.
    pub suspended: bool,
    /// The certificate.
    pub certificate: Certificate,
    /// Must stay away from the organisation (回避).
    pub recused: bool,
    /// Somebody else took over.
    pub replaced: bool,
}

/// The inspectors of a check.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Team(pub Vec<Member>);

/// What a check may end with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conclusion<'a> {
    /// The digest of the record.
    pub digest: crate::draw::Hash,
    /// Who confirmed it.
    pub confirmed_by: Vec<Uuid>,
    /// What each item came to, by key.
    pub results: BTreeMap<&'a str, Verdict>,
    /// Findings that stand.
    pub findings: Vec<&'a Kept>,
    /// Those of them that are serious.
    pub serious: Vec<&'a Kept>,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Routine, Self::Special, Self::Complaint, Self::FinancialAudit, Self::Supervisory];

    /// Its word in what is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Routine => "routine",
            Self::Special => "special",
            Self::Complaint => "complaint",
            Self::FinancialAudit => "financial_audit",
            Self::Supervisory => "supervisory",
        }
    }

    /// What the public reads.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Routine => "双随机抽查",
            Self::Special => "专项检查",
            Self::Complaint => "投诉举报核查",
            Self::FinancialAudit => "财务审计",
            Self::Supervisory => "业务主管单位抽查",
        }
    }
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 6] =
        [Self::NoProblem, Self::Corrected, Self::Ordered, Self::Transferred, Self::Unreachable, Self::Refused];

    /// Its word in what is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoProblem => "no_problem",
            Self::Corrected => "corrected",
            Self::Ordered => "ordered",
            Self::Transferred => "transferred",
            Self::Unreachable => "unreachable",
            Self::Refused => "refused",
        }
    }

    /// What the public reads.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::NoProblem => "未发现问题",
            Self::Corrected => "发现问题已当场改正",
            Self::Ordered => "发现问题责令改正",
            Self::Transferred => "发现问题移送处理",
            Self::Unreachable => "通过登记的住所无法联系",
            Self::Refused => "不配合检查情节严重",
        }
    }

    /// Whether the checklist could be gone through.
    fn answers_items(self) -> bool {
        !matches!(self, Self::Unreachable | Self::Refused)
    }
}

impl Member {
    /// Whether the certificate is good on every day of the visit (TA-04).
    #[must_use]
    pub fn certified(&self, days: Window) -> bool {
        !self.suspended && self.certificate.covers(days)
    }
}

impl Team {
    /// Who takes part still.
    fn present(&self) -> impl Iterator<Item = &Member> {
        self.0.iter().filter(|member| !member.replaced)
    }

    /// Whether the visit may begin: everybody is certified and nobody recused, and there are enough of them.
    ///
    /// # Errors
    /// [`Refusal::NotCertified`], [`Refusal::Recused`], [`Refusal::TooFew`].
    pub fn may_begin(&self, days: Window, least: u32) -> Result<(), Refusal> {
        let named = |unfit: &dyn Fn(&Member) -> bool| -> Vec<Uuid> {
            self.present().filter(|member| unfit(member)).map(|member| member.inspector).collect()
        };
        let uncertified = named(&|member| !member.certified(days));
        if !uncertified.is_empty() {
            return Err(Refusal::NotCertified { inspectors: uncertified });
        }
        let recused = named(&|member| member.recused);
        if !recused.is_empty() {
            return Err(Refusal::Recused { inspectors: recused });
        }
        let found = self.present().filter(|member| !member.assistant).count();
        if found < least as usize {
            return Err(Refusal::TooFew { found, least });
        }
        Ok(())
    }

    /// Whether an inspector may answer for an entry of the visit. One who was replaced may still upload what was recorded.
    ///
    /// # Errors
    /// Why not.
    pub fn may_record(&self, inspector: Uuid, days: Window) -> Result<(), EntryRefusal> {
        let member = self.0.iter().find(|member| member.inspector == inspector);
        let member = member.ok_or(EntryRefusal::AuthorNotAssigned)?;
        if !member.certified(days) {
            return Err(EntryRefusal::AuthorNotCertified);
        }
        if member.recused {
            return Err(EntryRefusal::AuthorRecused);
        }
        Ok(())
    }
}

/// Whether a record can end a check of these items with an outcome: nothing contradicts, every item is answered, the
/// outcome fits what was found, and enough certified inspectors who are no assistants have confirmed exactly this record.
///
/// # Errors
/// The first of [`Refusal::Conflicts`], [`Refusal::Unanswered`], [`Refusal::Contradicted`], [`Refusal::NotConfirmed`].
pub fn conclude<'a>(
    record: &Record<'a>,
    team: &Team,
    items: &[String],
    outcome: Outcome,
    days: Window,
    least: u32,
) -> Result<Conclusion<'a>, Refusal> {
    let conflicts: Vec<String> = record.conflicts().map(str::to_owned).collect();
    if !conflicts.is_empty() {
        return Err(Refusal::Conflicts { items: conflicts });
    }
    let missing: Vec<String> = items.iter().filter(|key| !record.items.contains_key(key.as_str())).cloned().collect();
    if outcome.answers_items() && !missing.is_empty() {
        return Err(Refusal::Unanswered { items: missing });
    }
    let verdicts = record.items.iter().filter_map(|(key, item)| Some((*key, item.verdict()?)));
    let results: BTreeMap<&str, Verdict> = verdicts.collect();
    let failed = results.values().any(|verdict| *verdict == Verdict::DoesNotConform);
    let serious = |kept: &&&Kept| matches!(kept.entry.content, Content::Finding { severity: Severity::Serious, .. });
    let serious: Vec<&Kept> = record.findings.iter().filter(serious).copied().collect();
    let problem = failed || !record.findings.is_empty();
    let fits = match outcome {
        Outcome::NoProblem => !problem,
        Outcome::Corrected => problem && serious.is_empty(),
        Outcome::Ordered | Outcome::Transferred => problem,
        Outcome::Unreachable | Outcome::Refused => true,
    };
    if !fits {
        return Err(Refusal::Contradicted { outcome });
    }
    let counted: BTreeSet<Uuid> = team
        .present()
        .filter(|member| !member.assistant && !member.recused && member.certified(days))
        .map(|member| member.inspector)
        .collect();
    let confirmed_by: Vec<Uuid> = record.confirmed_by().filter(|author| counted.contains(author)).collect();
    if confirmed_by.len() < least as usize {
        return Err(Refusal::NotConfirmed { confirmed: confirmed_by.len(), least, digest: record.digest });
    }
    Ok(Conclusion { digest: record.digest, confirmed_by, results, findings: record.findings.clone(), serious })
}
