//! What somebody else decided is recorded as told: by somebody above (TX-11), or before the suite was there (QL-07).

use credit_domain::qualification::Kind;
use credit_domain::rules;
use fault::{Fault, on_constraint};
use time::Date;
use uow::Tx;
use vocab::{UnifiedCode, day_of};

use super::read::{SeenQualification, seen};
use super::{held, refused, require_authority, require_terms};
use crate::store::organization;
use crate::store::qualification::{self as store, QualificationRow, hold};
use crate::wire::name;
use crate::wire::qualification::facts;

/// What was decided elsewhere.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) organization: UnifiedCode,
    pub(crate) kind: Kind,
    pub(crate) authority: String,
    pub(crate) document_number: String,
    pub(crate) decided_on: Date,
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
}

pub(crate) async fn record(tx: &mut Tx, command: &Record) -> Result<SeenQualification, Fault> {
    let (now, today, code) = (tx.now(), day_of(tx.now()), command.organization);
    let scope = tx.call().scope.clone();
    let of = organization::get(tx.conn(), code).await?.filter(|one| scope.covers(&one.division));
    let of = of.ok_or_else(|| crate::ops::refused::unknown_organization(code))?;
    let terms = require_terms(command.kind, today, "kind")?;
    require_authority(tx, &of.division, &terms.lead)?;
    if !terms.proposed_only && rules().on("QL-07", command.decided_on).is_err() {
        return Err(refused::own_decision(command.kind));
    }
    hold(tx.conn(), code).await?;
    let given = terms.until(command.from, command.decided_on, rules());
    let (until, rule) = match (command.until, given) {
        (Some(until), _) => (Some(until), String::new()),
        (None, Some((until, rule))) => (Some(until), rule.to_string()),
        (None, None) => (None, String::new()),
    };
    let held = held(tx.conn(), code).await?;
    if let Some(other) = held.iter().find(|one| one.kind == command.kind && one.overlaps(command.from, until)) {
        return Err(refused::overlaps(Some(other.id)));
    }
    let row = QualificationRow {
        id: tx.new_id(),
        organization: code,
        title: of.title,
        kind: command.kind.as_str().to_owned(),
        division: of.division,
        department: terms.lead.clone(),
        authority: command.authority.clone(),
        document_number: command.document_number.clone(),
        decided_on: command.decided_on,
        valid_from: command.from,
        valid_until: until,
        rule,
        batch: None,
        application: None,
        cancelled_on: None,
        ground: String::new(),
        barred_until: None,
        barred_forever: false,
        revision: 1,
        created_at: now,
        updated_at: now,
    };
    let inserted = store::insert(tx.conn(), &row).await;
    on_constraint(inserted, "qualification_start_key", || refused::overlaps(None))?;
    tx.emit(&name::organization(code), &row.division, &facts::granted(&row));
    seen(tx.conn(), row.id, today).await
}
