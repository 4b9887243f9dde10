//! What others may learn of penalties and bans: everything that credit needs, so that it never asks back.

use ::time::Date;
use inspection_domain::enforcement::{Decision, Dossier, Entry, SanctionKind, money};
use onecode_proto::inspection::v1 as pb;

use super::reply::sanctions;
use super::words::{self, ANNULMENTS, CAUSES, ILLEGAL};
use crate::store::enforcement::ban::BanRow;
use crate::store::enforcement::payment::PaymentRow;
use crate::store::enforcement::penalty::PenaltyRow;
use crate::wire::{name, time};

pub(crate) fn decided(row: &PenaltyRow, dossier: &Dossier, decision: &Decision) -> pb::PenaltyDecided {
    pb::PenaltyDecided {
        penalty: name::penalty(row.id),
        organization: name::organization(row.organization),
        organization_title: row.organization_title.clone(),
        document_number: decision.document_number.clone(),
        department: name::department(&row.department),
        division: row.division.clone(),
        matter: row.matter.clone(),
        act_start_date: row.act_started_on.map(time::date),
        act_end_date: Some(time::date(row.act_ended_on)),
        discovery_date: Some(time::date(row.discovered_on)),
        file_date: dossier.filed_on.map(time::date),
        decision_date: Some(time::date(decision.on)),
        sanctions: sanctions(&decision.sanctions),
        fine_fen: money(&decision.sanctions, SanctionKind::Fine),
        confiscation_fen: money(&decision.sanctions, SanctionKind::Confiscation),
        consequence: words::consequence(decision.consequence).into(),
        consequence_rule: decision.consequence_rule.clone(),
        provisions: row.provisions.clone(),
        basis: decision.basis.clone(),
        facts: decision.facts.clone(),
        rules: decision.rules.clone(),
        publishable: decision.publishable,
        cause: words::value(&CAUSES, &row.cause.as_str()).into(),
        cause_resource: row.cause_resource.clone(),
        hearing_held: dossier.hearing.as_ref().is_some_and(|hearing| hearing.held.is_some()),
    }
}

/// That a decision stands before the public, or no longer does.
pub(crate) fn publication(
    row: &PenaltyRow,
    decision: &Decision,
    (announcement, published, on): (&str, bool, Date),
) -> pb::PenaltyPublicationChanged {
    pb::PenaltyPublicationChanged {
        penalty: name::penalty(row.id),
        organization: name::organization(row.organization),
        organization_title: row.organization_title.clone(),
        document_number: decision.document_number.clone(),
        department: name::department(&row.department),
        division: row.division.clone(),
        announcement: announcement.to_owned(),
        published,
        change_date: Some(time::date(on)),
    }
}

pub(crate) fn executed(row: &PenaltyRow, dossier: &Dossier, payments: &[PaymentRow], on: Date) -> pb::PenaltyExecuted {
    let sum = |of: fn(&PaymentRow) -> i64| payments.iter().fold(0_i64, |sum, one| sum.saturating_add(of(one)));
    let decision = dossier.decision.as_ref();
    pb::PenaltyExecuted {
        penalty: name::penalty(row.id),
        organization: name::organization(row.organization),
        organization_title: row.organization_title.clone(),
        document_number: decision.map(|one| one.document_number.clone()).unwrap_or_default(),
        department: name::department(&row.department),
        division: row.division.clone(),
        decision_date: decision.map(|one| time::date(one.on)),
        delivery_date: dossier.delivered_on.map(time::date),
        execute_date: Some(time::date(on)),
        fine_paid_fen: sum(|one| one.fine_fen),
        surcharge_paid_fen: sum(|one| one.surcharge_fen),
        confiscation_paid_fen: sum(|one| one.confiscation_fen),
        published: dossier.stands_published(),
        consequence: decision.map(|one| words::consequence(one.consequence)).unwrap_or_default().into(),
    }
}

pub(crate) fn annulled(row: &PenaltyRow, dossier: &Dossier, decision: &Decision) -> pb::PenaltyAnnulled {
    let fact = pb::PenaltyAnnulled {
        penalty: name::penalty(row.id),
        organization: name::organization(row.organization),
        organization_title: row.organization_title.clone(),
        document_number: decision.document_number.clone(),
        department: name::department(&row.department),
        division: row.division.clone(),
        decision_date: Some(time::date(decision.on)),
        executed: dossier.executed_on.is_some(),
        published: dossier.stands_published(),
        sanctions: sanctions(&decision.sanctions),
        consequence: words::consequence(decision.consequence).into(),
        ..pb::PenaltyAnnulled::default()
    };
    let Some(Entry::Annulled { on, ground, document_number, reasons }) = &dossier.annulment else { return fact };
    pb::PenaltyAnnulled {
        annul_date: Some(time::date(*on)),
        ground: words::value(&ANNULMENTS, &ground.as_str()).into(),
        annulling_document_number: document_number.clone(),
        reasons: reasons.clone(),
        ..fact
    }
}

pub(crate) fn banned(row: &BanRow) -> pb::IllegalOrganizationBanned {
    pb::IllegalOrganizationBanned {
        ban: name::ban(row.id),
        title: row.title.clone(),
        illegal_case: illegal(&row.illegal_case).into(),
        organization: organization(row),
        department: name::department(&row.department),
        division: row.division.clone(),
        place_division: row.place_division.clone(),
        document_number: row.document_number.clone(),
        decision_date: row.decided_on.map(time::date),
        announcement: row.announcement.clone(),
        rules: row.rules.clone(),
    }
}

pub(crate) fn dissolved(row: &BanRow) -> pb::IllegalOrganizationDissolved {
    pb::IllegalOrganizationDissolved {
        ban: name::ban(row.id),
        title: row.title.clone(),
        illegal_case: illegal(&row.illegal_case).into(),
        organization: organization(row),
        department: name::department(&row.department),
        division: row.division.clone(),
        place_division: row.place_division.clone(),
        dissolve_date: row.decided_on.map(time::date),
    }
}

/// Why a body is illegal, of the word stored.
pub(super) fn illegal(word: &str) -> pb::IllegalCase {
    ILLEGAL.iter().find(|(_, case)| case.as_str() == word).map(|(value, _)| *value).unwrap_or_default()
}

/// `organizations/{code}` of a body that has one.
pub(super) fn organization(row: &BanRow) -> String {
    if row.organization.is_empty() { String::new() } else { format!("organizations/{}", row.organization) }
}
