//! Replies about applications and lists.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow` calls")]

use casework::Casework;
use credit_domain::qualification::terms;
use onecode_proto::credit::v1 as pb;
use procedure::{Paper, Verdict};
use prost::Message as _;
use vocab::day_of;

use super::{application_etag, word};
use crate::ops::qualification::read::{Listed, SeenApplication, SeenBatch};
use crate::store::qualification::application::ApplicationRow;
use crate::store::qualification::batch::BatchRow;
use crate::store::qualification::confirmation::ConfirmationRow;
use crate::wire::{name, time as day};

/// A reply that shows the application as it stands now.
macro_rules! application_replies {
    ($($reply:ident: $response:ident),+ $(,)?) => {$(
        pub(crate) fn $reply(seen: SeenApplication) -> pb::$response {
            pb::$response { qualification_application: Some(whole(&seen)) }
        }
    )+};
}

application_replies!(
    apply: ApplyForQualificationResponse,
    get: GetQualificationApplicationResponse,
    ask_for_papers: RequestQualificationSupplementResponse,
    supplement: SupplementQualificationApplicationResponse,
    confirm: ConfirmQualificationResponse,
    withdraw: WithdrawQualificationApplicationResponse,
    refuse: RefuseQualificationResponse,
);

pub(crate) fn list(listed: Listed<ApplicationRow>) -> pb::ListQualificationApplicationsResponse {
    pb::ListQualificationApplicationsResponse {
        qualification_applications: listed.rows.iter().map(bare).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn propose(seen: SeenBatch) -> pb::ProposeQualificationsResponse {
    pb::ProposeQualificationsResponse { qualification_batch: Some(whole_batch(&seen)) }
}

pub(crate) fn grant(seen: SeenBatch) -> pb::GrantQualificationsResponse {
    pb::GrantQualificationsResponse { qualification_batch: Some(whole_batch(&seen)) }
}

pub(crate) fn get_batch(seen: SeenBatch) -> pb::GetQualificationBatchResponse {
    pb::GetQualificationBatchResponse { qualification_batch: Some(whole_batch(&seen)) }
}

pub(crate) fn list_batches(listed: Listed<BatchRow>) -> pb::ListQualificationBatchesResponse {
    pb::ListQualificationBatchesResponse {
        qualification_batches: listed.rows.iter().map(bare_batch).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn whole_batch(seen: &SeenBatch) -> pb::QualificationBatch {
    let entry = |row: &crate::store::qualification::batch::EntryRow| pb::QualificationBatchEntry {
        organization: name::organization(row.organization),
        title: row.title.clone(),
        qualification_application: name::qualification_application(row.application),
        qualification: row.qualification.map(name::qualification).unwrap_or_default(),
    };
    pb::QualificationBatch { entries: seen.entries.iter().map(entry).collect(), ..bare_batch(&seen.row) }
}

fn bare_batch(row: &BatchRow) -> pb::QualificationBatch {
    pb::QualificationBatch {
        name: name::qualification_batch(row.id),
        kind: word::kind_word(&row.kind).into(),
        act: word::batch_act(&row.act).into(),
        year: row.year,
        division: row.division.clone(),
        department: name::department(&row.department),
        authority: row.authority.clone(),
        document_number: row.document_number.clone(),
        decide_date: Some(day::date(row.decided_on)),
        entries: Vec::new(),
        entry_count: i32::try_from(row.entries).unwrap_or(i32::MAX),
    }
}

fn whole(seen: &SeenApplication) -> pb::QualificationApplication {
    let papers = seen.standing.case.papers.iter();
    let answered = |paper: &&Paper| {
        let current = seen.standing.case.papers.iter().rev().find(|other| other.office == paper.office);
        current.is_some_and(|current| std::ptr::eq(current, *paper))
    };
    let confirmations = papers.filter(answered).map(|paper| confirmation(seen, paper)).collect();
    pb::QualificationApplication { confirmations, ..bare(&seen.row) }
}

fn confirmation(seen: &SeenApplication, paper: &Paper) -> pb::QualificationConfirmation {
    let said: Option<&ConfirmationRow> =
        seen.said.iter().find(|said| said.department == paper.office.department && paper.verdict.is_some());
    let state = match paper.verdict {
        _ if paper.closed => pb::QualificationConfirmationState::Closed,
        Some(Verdict::Favourable) => pb::QualificationConfirmationState::Confirmed,
        Some(Verdict::Unfavourable) => pb::QualificationConfirmationState::Refused,
        None => pb::QualificationConfirmationState::Awaited,
    };
    let awaited = state == pb::QualificationConfirmationState::Awaited;
    let office: &Casework = &seen.office;
    let due = || office.due(&seen.standing.case, Some(&format!("confirmation:{}", paper.office.department)));
    pb::QualificationConfirmation {
        department: name::department(&paper.office.department),
        state: state.into(),
        reasons: said.map(|said| said.reasons.clone()).unwrap_or_default(),
        proved_conditions: said.map(|said| said.proved.clone()).unwrap_or_default(),
        due_date: if awaited { due().map(day::date) } else { None },
        confirm_date: said.map(|said| day::date(said.decided_on)),
    }
}

fn bare(row: &ApplicationRow) -> pb::QualificationApplication {
    let asked = row.kind().and_then(|kind| terms(kind, day_of(row.created_at)));
    let missing = asked.map(|terms| terms.missing(&row.document_kinds)).unwrap_or_default();
    pb::QualificationApplication {
        name: name::qualification_application(row.id),
        organization: name::organization(row.organization),
        title: row.title.clone(),
        kind: word::kind_word(&row.kind).into(),
        division: row.division.clone(),
        applicant: name::department(&row.applicant),
        lead: name::department(&row.lead),
        statement: row.statement.clone(),
        documents: row.documents.iter().copied().map(name::document).collect(),
        missing_proofs: missing.into_iter().map(str::to_owned).collect(),
        state: word::application_state(&row.state).into(),
        confirmations: Vec::new(),
        renews: row.renews.map(name::qualification).unwrap_or_default(),
        due_date: row.due_on.map(day::date),
        eligibility_at_application: kept(&row.at_application),
        eligibility_at_decision: row.at_decision.as_deref().and_then(kept),
        reasons: row.reasons.clone(),
        document_number: row.document_number.clone(),
        end_date: row.ended_on.map(day::date),
        qualification: row.qualification.map(name::qualification).unwrap_or_default(),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
        etag: application_etag(row),
    }
}

/// An answer of eligibility as it was kept.
fn kept(bytes: &[u8]) -> Option<pb::Eligibility> {
    pb::Eligibility::decode(bytes).ok()
}
