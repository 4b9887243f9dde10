//! The effects of a step in their order. What meets nothing else of the step waits, and is done together: reading many facts anew costs
//! few statements.

use std::collections::HashSet;

use casework::Casework;
use credit_domain::ground;
use credit_domain::organization::Organization;
use credit_domain::record::{Kind, Record};
use fault::Fault;
use uow::Tx;
use vocab::UnifiedCode;

use super::{Effect, effect};
use crate::ops::record;
use crate::store::record::Ending;

/// Applies effects.
pub(super) async fn apply(tx: &mut Tx, office: &Casework, effects: &[Effect]) -> Result<(), Fault> {
    let mut known = known(tx, effects).await?;
    let mut waiting = Waiting::default();
    for one in effects {
        if known.ends_nothing(one) || waiting.takes(one) {
            continue;
        }
        waiting.done(tx, office).await?;
        // nothing waits any more: what is not taken now must be done alone
        if !waiting.takes(one) {
            effect::apply(tx, office, one).await?;
        }
    }
    waiting.done(tx, office).await
}

/// Sources and kinds of the records that there are. Whatever is of a source that a feed tells of comes and goes by steps, one at a time.
struct Known<'a>(HashSet<(&'a str, Kind)>);

/// Those that the effects end.
async fn known<'a>(tx: &mut Tx, effects: &'a [Effect]) -> Result<Known<'a>, Fault> {
    let ended: Vec<(&str, Kind)> = effects.iter().filter_map(Effect::ends).collect();
    let there: HashSet<(String, Kind)> = record::standing(tx, &ended).await?.into_iter().collect();
    Ok(Known(ended.into_iter().filter(|(source, kind)| there.contains(&((*source).to_owned(), *kind))).collect()))
}

impl<'a> Known<'a> {
    /// Whether an effect ends what is not there: most reports were never missed. One that adds is noted.
    fn ends_nothing(&mut self, effect: &'a Effect) -> bool {
        if let Effect::Add(record) = effect {
            self.0.insert((&record.source, record.kind));
        }
        effect.ends().is_some_and(|ended| !self.0.contains(&ended))
    }
}

/// What is not done yet, in the order in which it will be. Records that no list rests on meet nothing but what is of their own source.
#[derive(Default)]
struct Waiting<'a> {
    registered: Vec<&'a Organization>,
    ended: Vec<Ending<'a>>,
    added: Vec<&'a Record>,
    /// Sources and kinds of what was ended or added.
    met: HashSet<(&'a str, Kind)>,
    /// Organisations of which something was added that lists rest on.
    grounded: HashSet<UnifiedCode>,
}

impl<'a> Waiting<'a> {
    /// Takes what meets nothing that waits already; whether it did.
    fn takes(&mut self, effect: &'a Effect) -> bool {
        match effect {
            Effect::Registered(organization) => {
                let twice = self.registered.iter().any(|other| other.code == organization.code);
                let free = !twice && !self.grounded.contains(&organization.code);
                if free {
                    self.registered.push(organization);
                }
                free
            }
            Effect::Add(record) => {
                let free = !ground::matters(record.kind) || self.grounded.insert(record.organization);
                if free {
                    self.met.insert((&record.source, record.kind));
                    self.added.push(record);
                }
                free
            }
            Effect::End { source, kind, on } if !ground::matters(*kind) => {
                let free = self.met.insert((source, *kind));
                if free {
                    self.ended.push(Ending { source, kind: *kind, on: *on });
                }
                free
            }
            Effect::End { .. }
            | Effect::Withdraw { .. }
            | Effect::Changed { .. }
            | Effect::Status { .. }
            | Effect::Publicity(_) => false,
        }
    }

    /// Does what waits.
    async fn done(&mut self, tx: &mut Tx, office: &Casework) -> Result<(), Fault> {
        let waiting = std::mem::take(self);
        if !waiting.registered.is_empty() {
            effect::register(tx, &waiting.registered).await?;
        }
        if !waiting.ended.is_empty() {
            record::end(tx, office, &waiting.ended).await?;
        }
        if !waiting.added.is_empty() {
            record::add(tx, office, &waiting.added).await?;
        }
        Ok(())
    }
}
