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
        assert_eq!(self.expressed[&What::Change], 388);
        assert_eq!(self.expressed[&What::Deregistration], 1);
        for ((what, why), _) in &self.left_out {
            let named = why.split('、').all(|rule| rule.starts_with("NAME-"));
            let known = why.starts_with("原记录") || why.starts_with("代码") || why.starts_with("行政处罚");
            assert!(known || (*what == What::Establishment && named), "{what:?}: {why}");
        }
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
