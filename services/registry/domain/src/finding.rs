//! What became of one condition when it was looked at (核查结果): value, threshold, rule and result.

use statute::RuleRef;

/// One condition with what was found; a list of them is a checklist (核查清单).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule and the version of its text that was applied.
    pub rule: RuleRef,
    /// What is looked at, in Chinese: 会员数量.
    pub title: String,
    /// The field of the request that it looks at, as the contract spells it; empty if none.
    pub field: String,
    /// What was found, without personal data: `42 名个人会员`.
    pub value: String,
    /// What the rule wants: `不少于 50 名个人会员`; empty where it is no threshold.
    pub threshold: String,
    /// The result.
    pub outcome: Outcome,
}

/// Whether a condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// 符合.
    Met,
    /// 不符合.
    NotMet,
    /// 需人工核实: the data cannot prove it; a person must say.
    Ask,
}
