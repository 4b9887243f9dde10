//! The effects of a step in their order. Records that no list rests on meet nothing but what is of their own source: they are stored
//! together at the end of the step, so that reading many facts anew costs few statements.

use std::collections::HashSet;

use casework::Casework;
use credit_domain::ground;
use credit_domain::record::{Kind, Record};
use fault::Fault;
use uow::Tx;

use super::{Effect, effect};
use crate::ops::record;
use crate::store::record::Ending;

/// Applies effects.
pub(super) async fn apply(tx: &mut Tx, office: &Casework, effects: &[Effect]) -> Result<(), Fault> {
    let mut kept = Kept::default();
    for one in effects {
        match one {
            Effect::Add(added) if !ground::matters(added.kind) => {
                kept.met.insert((&added.source, added.kind));
                kept.added.push(added);
            }
            Effect::End { source, kind, on } if !ground::matters(*kind) => {
                if !kept.met.insert((source, *kind)) {
                    kept.store(tx, office).await?;
                    kept.met.insert((source, *kind));
                }
                kept.ended.push(Ending { source, kind: *kind, on: *on });
            }
            Effect::Withdraw { source, kind, .. } if kept.met.contains(&(source.as_str(), *kind)) => {
                kept.store(tx, office).await?;
                effect::apply(tx, office, one).await?;
            }
            Effect::Add(_)
            | Effect::End { .. }
            | Effect::Withdraw { .. }
            | Effect::Registered(_)
            | Effect::Changed { .. }
            | Effect::Status { .. }
            | Effect::Publicity(_) => effect::apply(tx, office, one).await?,
        }
    }
    kept.store(tx, office).await
}

/// What is not stored yet. Of no source and kind it holds an end after a record.
#[derive(Default)]
struct Kept<'a> {
    met: HashSet<(&'a str, Kind)>,
    ended: Vec<Ending<'a>>,
    added: Vec<&'a Record>,
}

impl Kept<'_> {
    async fn store(&mut self, tx: &mut Tx, office: &Casework) -> Result<(), Fault> {
        self.met.clear();
        if !self.ended.is_empty() {
            record::end(tx, office, &std::mem::take(&mut self.ended)).await?;
        }
        if !self.added.is_empty() {
            record::add_plain(tx, &std::mem::take(&mut self.added)).await?;
        }
        Ok(())
    }
}
