//! Sanctions (处罚种类): what they are, which of them open the way to a hearing, and what follows for credit.

use serde::{Deserialize, Serialize};
use statute::RuleRef;
use time::Date;

use super::{Refusal, cited};

/// A kind of sanction (行政处罚法 Art 9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SanctionKind {
    /// 警告.
    Warning,
    /// 通报批评.
    Criticism,
    /// 罚款.
    Fine,
    /// 没收违法所得、没收非法财物.
    Confiscation,
    /// 限期停止活动.
    Suspension,
    /// 吊销登记证书.
    Revocation,
    /// 法律、行政法规规定的其他行政处罚.
    Other,
}

impl SanctionKind {
    /// Every kind, the lightest first.
    pub const ALL: [Self; 7] = [
        Self::Warning,
        Self::Criticism,
        Self::Fine,
        Self::Confiscation,
        Self::Suspension,
        Self::Revocation,
        Self::Other,
    ];

    /// Its word in what is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Criticism => "criticism",
            Self::Fine => "fine",
            Self::Confiscation => "confiscation",
            Self::Suspension => "suspension",
            Self::Revocation => "revocation",
            Self::Other => "other",
        }
    }

    /// Reads its word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What it is called in a decision.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Warning => "警告",
            Self::Criticism => "通报批评",
            Self::Fine => "罚款",
            Self::Confiscation => "没收违法所得、非法财物",
            Self::Suspension => "限期停止活动",
            Self::Revocation => "吊销登记证书",
            Self::Other => "其他行政处罚",
        }
    }
}

/// One sanction; of one decision, one of each kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sanction {
    /// Which.
    pub kind: SanctionKind,
    /// Money in fen; 0 where it is not about money.
    pub amount_fen: i64,
    /// Days of a suspension; 0 for others.
    pub days: i32,
    /// What it is, where the kind does not say it; else empty.
    pub text: String,
}

impl Sanction {
    /// As a decision says it.
    #[must_use]
    pub fn said(&self) -> String {
        match self.kind {
            SanctionKind::Fine | SanctionKind::Confiscation => {
                format!("{}{}.{:02}元", self.kind.title(), self.amount_fen / 100, self.amount_fen % 100)
            }
            SanctionKind::Suspension => format!("{}{}日", self.kind.title(), self.days),
            SanctionKind::Other => self.text.clone(),
            SanctionKind::Warning | SanctionKind::Criticism | SanctionKind::Revocation => self.kind.title().to_owned(),
        }
    }
}

/// The sum of the sanctions of a kind, in fen.
#[must_use]
pub fn money(sanctions: &[Sanction], kind: SanctionKind) -> i64 {
    sanctions.iter().filter(|sanction| sanction.kind == kind).fold(0, |sum, one| sum.saturating_add(one.amount_fen))
}

/// Which versions of rules give the party a hearing, if it asks for one, by the law of the day on which it is told; none
/// if nothing does (PN-02).
///
/// # Errors
/// No rule was in force on that day.
pub fn hearing_right(sanctions: &[Sanction], day: Date) -> Result<Vec<RuleRef>, Refusal> {
    let general = cited("PN-02", day)?.reference();
    let mut rules = Vec::new();
    for sanction in sanctions {
        match sanction.kind {
            SanctionKind::Suspension | SanctionKind::Revocation => rules.push(general.clone()),
            SanctionKind::Fine => rules.extend(reached("PN-02c", sanction.amount_fen, day)),
            SanctionKind::Confiscation => rules.extend(reached("PN-02d", sanction.amount_fen, day)),
            SanctionKind::Warning | SanctionKind::Criticism | SanctionKind::Other => {}
        }
    }
    rules.sort();
    rules.dedup();
    Ok(rules)
}

/// The version of a rule whose threshold an amount reaches, if one was in force: what no rule makes large is not.
fn reached(rule: &str, amount_fen: i64, day: Date) -> Option<RuleRef> {
    let cited = cited(rule, day).ok()?;
    (amount_fen >= cited.value()).then(|| cited.reference())
}

/// Whether a decision must pass legal review first (PN-01): a matter of public interest, a complex one, or one so heavy that
/// the party may ask for a hearing; the version of the rule.
///
/// # Errors
/// No rule was in force on that day.
pub fn review_needed(
    sanctions: &[Sanction],
    (public_interest, complex, heard): (bool, bool, bool),
    day: Date,
) -> Result<Option<RuleRef>, Refusal> {
    let rule = cited("PN-01f", day)?.reference();
    let heavy = !hearing_right(sanctions, day)?.is_empty();
    Ok((public_interest || complex || heard || heavy).then_some(rule))
}

/// Kinds in which a decision is heavier than what the party was told (PN-03): what the party said must not make it so.
#[must_use]
pub fn heavier(decided: &[Sanction], told: &[Sanction]) -> Vec<SanctionKind> {
    let exceeds = |sanction: &&Sanction| {
        let before = told.iter().find(|before| before.kind == sanction.kind);
        before.is_none_or(|before| sanction.amount_fen > before.amount_fen || sanction.days > before.days)
    };
    decided.iter().filter(exceeds).map(|sanction| sanction.kind).collect()
}

/// What a penalty leads to for credit (CR-03, CR-07).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consequence {
    /// Nothing by itself.
    None,
    /// A ground for the list of abnormal activity (活动异常名录, CR-03 (5)).
    Abnormal,
    /// A ground for the list of serious violations (严重违法失信名单, CR-07 (3), (4), (7)).
    Serious,
}

impl Consequence {
    /// Its word in what is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Abnormal => "abnormal",
            Self::Serious => "serious",
        }
    }
}

/// From which fine on a penalty is serious for credit, in fen, with the version of the rule.
///
/// # Errors
/// No rule was in force on that day.
pub fn serious_fine(day: Date) -> Result<(i64, RuleRef), Refusal> {
    cited("PN-06", day).map(|cited| (cited.value(), cited.reference()))
}

/// What a decision of a day leads to for credit.
///
/// # Errors
/// No rule was in force on that day.
pub fn consequence(sanctions: &[Sanction], day: Date) -> Result<(Consequence, RuleRef), Refusal> {
    let (serious, rule) = serious_fine(day)?;
    let of = |sanction: &Sanction| match sanction.kind {
        SanctionKind::Suspension | SanctionKind::Revocation => Consequence::Serious,
        SanctionKind::Fine if sanction.amount_fen >= serious => Consequence::Serious,
        SanctionKind::Fine | SanctionKind::Warning => Consequence::Abnormal,
        SanctionKind::Criticism | SanctionKind::Confiscation | SanctionKind::Other => Consequence::None,
    };
    Ok((sanctions.iter().map(of).max().unwrap_or(Consequence::None), rule))
}
