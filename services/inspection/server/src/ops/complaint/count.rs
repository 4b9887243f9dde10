//! What others may rest on, brought in line with what complaints came to.

use std::collections::BTreeMap;

use fault::Fault;
use inspection_domain::complaint::Outcome;
use inspection_domain::outcome::{self, OutcomeKind};
use uow::Tx;
use vocab::{UnifiedCode, day_of};

use crate::ops::outcome::{note_all, standing, withdraw_against};
use crate::store::complaint::{self as store, ComplaintRow};
use crate::wire;

/// Counts a lead and those that followed it, whose case is held, anew: against each organisation the gravest outcome that
/// stands of those about it, once. Another value than the one that stood takes its place from the same day on. However many
/// organisations it is about, what stood is read once, and what changes is written once.
pub(super) async fn count(tx: &mut Tx, lead: &ComplaintRow) -> Result<(), Fault> {
    let (resource, today) = (wire::name::complaint(lead.id), day_of(tx.now()));
    let mut came: BTreeMap<UnifiedCode, Vec<Outcome>> = BTreeMap::new();
    for row in store::standing(tx.conn(), lead.id).await? {
        if let (Ok(code), Some(outcome)) = (UnifiedCode::parse_vouched(&row.code), Outcome::parse(&row.outcome)) {
            came.entry(code).or_default().push(outcome);
        }
    }
    let stood = standing(tx.conn(), &resource, OutcomeKind::ComplaintUpheld).await?;
    let (mut fallen, mut noted) = (Vec::new(), Vec::new());
    for (organization, outcomes) in came {
        let counts = Outcome::against(outcomes);
        let stood = stood.iter().find(|one| one.organization == organization);
        if stood.map(|one| one.value.as_str()) == counts.map(Outcome::as_str) {
            continue;
        }
        fallen.extend(stood.map(|one| one.organization));
        noted.extend(counts.map(|counts| outcome::Outcome {
            organization,
            division: lead.division.clone(),
            kind: OutcomeKind::ComplaintUpheld,
            resource: resource.clone(),
            year: None,
            value: counts.as_str().to_owned(),
            amount_fen: None,
            from: stood.map_or(today, |one| one.from),
            until: None,
            withdrawn: None,
        }));
    }
    if !fallen.is_empty() {
        withdraw_against(tx, &resource, OutcomeKind::ComplaintUpheld, &fallen, today).await?;
    }
    if noted.is_empty() { Ok(()) } else { note_all(tx, &noted).await }
}
