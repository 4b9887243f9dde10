//! An application comes (提出申请): what it rests on, what conditions come to on the day, and who has to confirm.

use casework::{Casework, Office, Opening, caller};
use credit_domain::procedures::qualification::{APPLICANT, CONFIRMER, LEAD};
use credit_domain::qualification::Kind;
use credit_domain::rules;
use fault::{Fault, on_constraint};
use uow::Tx;
use uuid::Uuid;
use vocab::{UnifiedCode, day_of};

use super::read::{SeenApplication, whole};
use super::{held, judge, refused, require_terms, said};
use crate::ops::refused as common;
use crate::store::organization;
use crate::store::qualification::application::{self as store, ApplicationRow};
use crate::store::qualification::hold;
use crate::wire::eligibility::kept;
use crate::wire::name;
use crate::wire::qualification::facts;

/// An application.
#[derive(Debug)]
pub(crate) struct Apply {
    pub(crate) office: Casework,
    pub(crate) organization: UnifiedCode,
    pub(crate) kind: Kind,
    pub(crate) statement: String,
    pub(crate) documents: Vec<Uuid>,
}

pub(crate) async fn apply(tx: &mut Tx, command: &Apply) -> Result<SeenApplication, Fault> {
    let (id, now, today, code) = (tx.new_id(), tx.now(), day_of(tx.now()), command.organization);
    let (scope, applicant) = (tx.call().scope.clone(), tx.call().department.clone());
    let of = organization::get(tx.conn(), code).await?.filter(|one| scope.covers(&one.division));
    let of = of.ok_or_else(|| common::unknown_organization(code))?;
    let terms = require_terms(command.kind, today, "kind")?;
    hold(tx.conn(), code).await?;
    let held = held(tx.conn(), code).await?;
    let renews = terms.may_apply(&held, today, rules()).map_err(refused::obstacle)?;
    let known = judge::known(tx.conn(), &[code], &[terms], now).await?;
    let known = known.get(&code).ok_or_else(|| common::unknown_organization(code))?;
    let at_application = kept(&judge::judge(terms, known, today, &[]));
    let confirmers = terms.departments.iter().map(|key| (CONFIRMER, Office::new(key, &of.division)));
    let opening = Opening {
        id,
        procedure: if terms.proposed_only { "qualification-proposal" } else { "qualification-confirmation" },
        title: format!("{}：{}", of.title, command.kind.title()),
        resource: name::qualification_application(id),
        organization: name::organization(code),
        division: of.division.clone(),
        variant: command.kind.as_str().to_owned(),
        roles: [(APPLICANT, caller(tx)), (LEAD, Office::new(&terms.lead, &of.division))]
            .into_iter()
            .chain(confirmers)
            .collect(),
    };
    command.office.open(tx, opening).await?;
    let papers = archive::attach(tx, &command.documents, &name::qualification_application(id)).await?;
    let act = said(tx, "file", "");
    let standing = command.office.act(tx, id, None, act).await?;
    let row = ApplicationRow {
        id,
        organization: code,
        title: of.title,
        kind: command.kind.as_str().to_owned(),
        division: of.division,
        applicant,
        lead: terms.lead.clone(),
        statement: command.statement.clone(),
        documents: papers.iter().map(|paper| paper.id).collect(),
        document_kinds: papers.into_iter().map(|paper| paper.kind).collect(),
        due_on: command.office.due(&standing.case, Some("decision")),
        state: standing.case.state,
        renews,
        at_application,
        at_decision: None,
        reasons: String::new(),
        document_number: String::new(),
        proposal: None,
        batch: None,
        qualification: None,
        ended_on: None,
        revision: 1,
        created_at: now,
        updated_at: now,
    };
    let inserted = store::insert(tx.conn(), &row).await;
    on_constraint(inserted, "qualification_application_open_key", || refused::application_open(code, command.kind))?;
    tx.emit(&name::organization(code), &row.division, &facts::applied(&row));
    whole(tx.conn(), &command.office, &scope, row).await
}
