//! Replies about qualifications.

use ::time::Date;
use credit_domain::qualification::{Bar, Ground, Held, Kind, Terms, receipts, terms};
use credit_domain::rules;
use onecode_proto::credit::v1 as pb;
use vocab::UnifiedCode;

use super::{draft_etag, qualification_etag, word};
use crate::ops::qualification::read::{Listed, SeenQualification};
use crate::store::qualification::QualificationRow;
use crate::store::qualification::cancellation::CancellationRow;
use crate::store::qualification::draft::DraftRow;
use crate::wire::eligibility::{of_purpose, rule};
use crate::wire::{name, time as day};

/// A reply that shows the qualification as it stands now.
macro_rules! qualification_replies {
    ($($reply:ident: $response:ident),+ $(,)?) => {$(
        pub(crate) fn $reply(seen: SeenQualification) -> pb::$response {
            pb::$response { qualification: Some(whole(&seen)) }
        }
    )+};
}

qualification_replies!(
    get: GetQualificationResponse,
    record: RecordQualificationResponse,
    cancel: CancelQualificationResponse,
);

pub(crate) fn list(listed: Listed<QualificationRow>) -> pb::ListQualificationsResponse {
    pb::ListQualificationsResponse {
        qualifications: listed.rows.iter().map(|row| bare(row, listed.day)).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// Their states are those of the day that was asked about.
pub(crate) fn qualified(listed: Listed<QualificationRow>) -> pb::ListQualifiedResponse {
    pb::ListQualifiedResponse {
        qualifications: listed.rows.iter().map(|row| bare(row, listed.day)).collect(),
        next_page_token: listed.next_page_token,
        on_date: Some(day::date(listed.day)),
    }
}

pub(crate) fn list_drafts(listed: Listed<DraftRow>) -> pb::ListQualificationDraftsResponse {
    pb::ListQualificationDraftsResponse {
        qualification_drafts: listed.rows.iter().map(draft).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn decide((row, seen): (DraftRow, SeenQualification)) -> pb::DecideQualificationDraftResponse {
    pb::DecideQualificationDraftResponse { qualification_draft: Some(draft(&row)), qualification: Some(whole(&seen)) }
}

pub(crate) fn list_terms(on: Date) -> pb::ListQualificationTermsResponse {
    let asked = Kind::ALL.into_iter().filter_map(|kind| terms(kind, on));
    pb::ListQualificationTermsResponse { qualification_terms: asked.map(|terms| stated(terms, on)).collect() }
}

pub(crate) fn entitlement((code, held, on): (UnifiedCode, Vec<Held>, Date)) -> pb::GetReceiptEntitlementResponse {
    let found = receipts(&held, on, rules());
    let result = if found.carriers.is_empty() { pb::ConditionResult::NotKnown } else { pb::ConditionResult::Met };
    let answer = pb::ReceiptEntitlement {
        organization: name::organization(code),
        on_date: Some(day::date(on)),
        result: result.into(),
        qualifications: found.carriers.iter().map(|held| name::qualification(held.id)).collect(),
        lapse_date: found.lapses_on.filter(|_| !found.carriers.is_empty()).map(day::date),
        rules: found.rules.into_iter().map(rule).collect(),
    };
    pb::GetReceiptEntitlementResponse { receipt_entitlement: Some(answer) }
}

fn whole(seen: &SeenQualification) -> pb::Qualification {
    let kind = seen.row.kind();
    let cancellations = seen.cancellations.iter().map(|row| cancellation(kind, row)).collect();
    pb::Qualification { cancellations, ..bare(&seen.row, seen.today) }
}

fn bare(row: &QualificationRow, on: Date) -> pb::Qualification {
    let state = row.held().map(|held| word::state(held.state(on)));
    pb::Qualification {
        name: name::qualification(row.id),
        organization: name::organization(row.organization),
        title: row.title.clone(),
        kind: word::kind_word(&row.kind).into(),
        division: row.division.clone(),
        department: name::department(&row.department),
        authority: row.authority.clone(),
        document_number: row.document_number.clone(),
        decide_date: Some(day::date(row.decided_on)),
        valid_from: Some(day::date(row.valid_from)),
        until_date: row.valid_until.map(day::date),
        state: state.unwrap_or_default().into(),
        rule: row.rule.clone(),
        batch: row.batch.map(name::qualification_batch).unwrap_or_default(),
        qualification_application: row.application.map(name::qualification_application).unwrap_or_default(),
        cancel_date: row.cancelled_on.map(day::date),
        cancellations: Vec::new(),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
        etag: qualification_etag(row),
    }
}

fn cancellation(kind: Option<Kind>, row: &CancellationRow) -> pb::QualificationCancellation {
    pb::QualificationCancellation {
        ground: row.ground.clone(),
        ground_title: ground_title(kind, &row.ground, row.cancelled_on),
        rule: row.rule.clone(),
        cause: row.cause.clone(),
        cancel_date: Some(day::date(row.cancelled_on)),
        document_number: row.document_number.clone(),
        bar_until_date: row.barred_until.map(day::date),
        barred_forever: row.barred_forever,
        reinstate_date: row.reinstated_on.map(day::date),
        reinstate_document_number: row.reinstate_document_number.clone(),
    }
}

fn ground_title(kind: Option<Kind>, key: &str, on: Date) -> String {
    let terms = kind.and_then(|kind| terms(kind, on));
    terms.and_then(|terms| terms.ground(key)).map(|ground| ground.title.clone()).unwrap_or_default()
}

fn draft(row: &DraftRow) -> pb::QualificationDraft {
    pb::QualificationDraft {
        name: name::qualification_draft(row.id),
        qualification: name::qualification(row.qualification),
        organization: name::organization(row.organization),
        kind: word::kind_word(&row.kind).into(),
        division: row.division.clone(),
        department: name::department(&row.department),
        act: word::draft_act(&row.act).into(),
        ground: row.ground.clone(),
        ground_title: ground_title(Kind::parse(&row.kind), &row.ground, vocab::day_of(row.created_at)),
        rule: row.rule.clone(),
        cause: row.cause.clone(),
        state: word::draft_state(&row.state).into(),
        reasons: row.reasons.clone(),
        document_number: row.document_number.clone(),
        end_date: row.ended_on.map(day::date),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
        etag: draft_etag(row),
    }
}

fn stated(terms: &Terms, on: Date) -> pb::QualificationTerms {
    let cited = terms.rules().into_iter().filter_map(|id| rules().on(id, on).ok());
    pb::QualificationTerms {
        kind: word::kind(terms.kind).into(),
        title: terms.kind.title().to_owned(),
        purpose: of_purpose(terms.purpose).into(),
        lead: name::department(&terms.lead),
        departments: terms.departments.iter().map(name::department).collect(),
        proposed_only: terms.proposed_only,
        proofs: terms
            .proofs
            .iter()
            .map(|proof| pb::QualificationProof {
                document_kind: proof.document_kind.clone(),
                title: proof.title.clone(),
            })
            .collect(),
        grounds: terms.grounds.iter().map(|one| ground(one, on)).collect(),
        validity_years: terms.years(on, rules()).and_then(|years| i32::try_from(years).ok()).unwrap_or_default(),
        rules: cited.map(rule).collect(),
    }
}

fn ground(ground: &Ground, on: Date) -> pb::QualificationGround {
    let years = ground.bar.as_ref().and_then(|bar| Some(rules().on(&bar.rule, on).ok()?.value()));
    pb::QualificationGround {
        key: ground.key.clone(),
        title: ground.title.clone(),
        rule: ground.rule.clone(),
        bar_years: years.and_then(|years| i32::try_from(years).ok()).unwrap_or_default(),
        barred_forever: ground.bars(on, rules()) == Bar::Forever,
        drafted: ground.signal.is_some(),
    }
}
