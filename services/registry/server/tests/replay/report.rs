//! How many decisions were expressed as which procedure, and why others were not.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use crate::authority::Refused;
use crate::decisions::{Decision, What};

/// The result of the replay.
#[derive(Debug, Default)]
pub(crate) struct Report {
    expressed: BTreeMap<What, usize>,
    left_out: BTreeMap<(What, String), usize>,
}

impl Report {
    pub(crate) fn count(&mut self, what: What) {
        *self.expressed.entry(what).or_default() += 1;
    }

    pub(crate) fn leave_out(&mut self, what: What, refused: Refused) {
        *self.left_out.entry((what, refused.0)).or_default() += 1;
    }

    /// How many were expressed.
    pub(crate) fn expressed(&self) -> usize {
        self.expressed.values().sum()
    }

    /// What is known of the record: every decision is accounted for, and only what the law in force today would not allow
    /// under that name, or the record does not state, is left out.
    pub(crate) fn check(&self, decisions: &[Decision]) {
        let left_out: usize = self.left_out.values().sum();
        assert_eq!((decisions.len(), self.expressed() + left_out), (907, 907));
        let expressed = [What::Establishment, What::Change, What::Deregistration].map(|what| self.expressed[&what]);
        assert_eq!(expressed, [460, 388, 1]);
        let left_out = self.left_out.iter().map(|((what, why), count)| (*what, why.as_str(), *count));
        let known = [
            // All that begin with 中关村, which is no division: names of 2017 would not be given under the rules of 2024.
            (What::Establishment, "NAME-01 行政区划名称", 52),
            (What::Establishment, "代码不出自码段，按原代码录入", 2),
            (What::Unstated, "原记录未载明决定事项", 3),
            (What::Penalty, "行政处罚，不是登记决定", 1),
        ];
        assert_eq!(left_out.collect::<Vec<_>>(), known);
    }
}

impl Display for Report {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        for (what, count) in &self.expressed {
            writeln!(out, "{count:4} as {what:?}")?;
        }
        for ((what, why), count) in &self.left_out {
            writeln!(out, "{count:4} not, {what:?}: {why}")?;
        }
        Ok(())
    }
}
