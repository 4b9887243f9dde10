//! Penalties as their callers see them.

use inspection_domain::enforcement::{Decision, Dossier, Entry, Hearing, Notice, Sanction, Statement, Transfer};
use onecode_proto::inspection::v1 as pb;

use super::words::{self, ANNULMENTS, CAUSES, OUTCOMES, SANCTIONS, STATES};
use crate::ops::enforcement::read::Listed;
use crate::ops::enforcement::team::Assigned;
use crate::wire::{name, time};

pub(crate) use crate::ops::enforcement::Seen;

fn penalty(seen: Seen) -> pb::Penalty {
    let Seen { row, dossier, officers, evidence } = seen;
    pb::Penalty {
        name: name::penalty(row.id),
        organization: name::organization(row.organization),
        organization_title: row.organization_title,
        state: words::value(&STATES, &row.state.as_str()).into(),
        matter: row.matter,
        act_start_date: row.act_started_on.map(time::date),
        act_end_date: Some(time::date(row.act_ended_on)),
        grave: row.grave,
        discovery_date: Some(time::date(row.discovered_on)),
        provisions: row.provisions,
        cause: words::value(&CAUSES, &row.cause.as_str()).into(),
        cause_resource: row.cause_resource,
        department: name::department(&row.department),
        division: row.division,
        limitation_date: Some(time::date(row.limited_on)),
        limitation_rule: row.limitation_rule,
        officers: officers.into_iter().map(name::inspector).collect(),
        evidence_count: i32::try_from(evidence).unwrap_or(i32::MAX),
        conclusion: dossier.conclusion.as_ref().and_then(conclusion),
        review: dossier.review.clone().map(|(on, passed, opinion)| pb::PenaltyReview {
            passed,
            opinion,
            review_date: Some(time::date(on)),
        }),
        notice: dossier.notice.as_ref().map(notice),
        statements: dossier.statements.iter().map(statement).collect(),
        hearing: dossier.hearing.as_ref().map(hearing),
        decision: dossier.decision.as_ref().map(|one| decision(one, &dossier)),
        closure: closure(&dossier),
        annulment: dossier.annulment.as_ref().and_then(annulment),
        transfers: dossier.transfers.iter().map(transfer).collect(),
        file_date: dossier.filed_on.map(time::date),
        execute_date: dossier.executed_on.map(time::date),
        case: casework::case_name(row.id),
        annulment_case: row.annulment.map(casework::case_name).unwrap_or_default(),
        create_time: Some(time::timestamp(row.created_at)),
        update_time: Some(time::timestamp(row.updated_at)),
        etag: name::penalty_etag(row.id, row.revision),
    }
}

pub(super) fn sanctions(sanctions: &[Sanction]) -> Vec<pb::Sanction> {
    let sanction = |one: &Sanction| pb::Sanction {
        kind: SANCTIONS.iter().find(|(_, kind)| *kind == one.kind).map(|(value, _)| *value).unwrap_or_default().into(),
        amount_fen: one.amount_fen,
        days: one.days,
        text: one.text.clone(),
    };
    sanctions.iter().map(sanction).collect()
}

fn conclusion(entry: &Entry) -> Option<pb::PenaltyConclusion> {
    let Entry::Concluded { on, report, document, sha256, sanctions: proposed, public_interest, complex } = entry else {
        return None;
    };
    Some(pb::PenaltyConclusion {
        report: report.clone(),
        document: document.clone(),
        document_sha256: sha256.clone(),
        sanctions: sanctions(proposed),
        public_interest: *public_interest,
        complex: *complex,
        conclude_date: Some(time::date(*on)),
    })
}

fn notice(notice: &Notice) -> pb::PenaltyNotice {
    pb::PenaltyNotice {
        notice_date: Some(time::date(notice.on)),
        delivery_date: notice.delivered_on.map(time::date),
        sanctions: sanctions(&notice.sanctions),
        hearing_right: !notice.hearing_rules.is_empty(),
        hearing_rules: notice.hearing_rules.clone(),
    }
}

fn statement(statement: &Statement) -> pb::PenaltyStatement {
    pb::PenaltyStatement {
        statement_date: Some(time::date(statement.on)),
        content: statement.content.clone(),
        accepted: statement.accepted,
        weighing: statement.weighing.clone(),
    }
}

fn hearing(hearing: &Hearing) -> pb::PenaltyHearing {
    let called = hearing.called.as_ref();
    let held = hearing.held.as_ref();
    pb::PenaltyHearing {
        request_date: Some(time::date(hearing.requested_on)),
        notice_date: called.map(|(on, _, _)| time::date(*on)),
        hearing_date: called.map(|(_, on, _)| time::date(*on)),
        place: called.map(|(_, _, place)| place.clone()).unwrap_or_default(),
        held: held.is_some(),
        absent: held.is_some_and(|(absent, _)| *absent),
        summary: held.map(|(_, summary)| summary.clone()).unwrap_or_default(),
    }
}

fn decision(decision: &Decision, dossier: &Dossier) -> pb::PenaltyDecision {
    let published = dossier.published.as_ref();
    pb::PenaltyDecision {
        number_mark: decision.number_mark.clone(),
        document_number: decision.document_number.clone(),
        sanctions: sanctions(&decision.sanctions),
        facts: decision.facts.clone(),
        basis: decision.basis.clone(),
        publishable: decision.publishable,
        withheld_reason: decision.withheld_reason.clone(),
        decision_date: Some(time::date(decision.on)),
        delivery_date: dossier.delivered_on.map(time::date),
        consequence: words::consequence(decision.consequence).into(),
        rules: decision.rules.clone(),
        announcement: published.map(|(_, name)| name.clone()).unwrap_or_default(),
        publish_date: published.map(|(on, _)| time::date(*on)),
        withdraw_date: dossier.withdrawn_on.map(time::date),
    }
}

fn closure(dossier: &Dossier) -> Option<pb::PenaltyClosure> {
    let closed = dossier.outcome.as_ref()?;
    let outcome = OUTCOMES.iter().find(|(_, word, _)| *word == closed.outcome).map(|(value, _, _)| *value);
    Some(pb::PenaltyClosure {
        outcome: outcome.unwrap_or_default().into(),
        ground: closed.ground.clone(),
        reasons: closed.reasons.clone(),
        close_date: Some(time::date(closed.on)),
    })
}

fn annulment(entry: &Entry) -> Option<pb::PenaltyAnnulment> {
    let Entry::Annulled { on, ground, document_number, reasons } = entry else { return None };
    Some(pb::PenaltyAnnulment {
        ground: words::value(&ANNULMENTS, &ground.as_str()).into(),
        document_number: document_number.clone(),
        reasons: reasons.clone(),
        annul_date: Some(time::date(*on)),
    })
}

fn transfer(transfer: &Transfer) -> pb::PenaltyTransfer {
    let answer = transfer.answer.as_ref();
    pb::PenaltyTransfer {
        from_department: name::department(&transfer.from),
        to_department: name::department(&transfer.to),
        reasons: transfer.reasons.clone(),
        transfer_date: Some(time::date(transfer.on)),
        answered: answer.is_some(),
        accepted: answer.is_some_and(|(_, accepted, _)| *accepted),
        answer_reasons: answer.map(|(_, _, reasons)| reasons.clone()).unwrap_or_default(),
        answer_date: answer.map(|(on, _, _)| time::date(*on)),
    }
}

pub(crate) fn assigned(assigned: Assigned) -> pb::AssignOfficersResponse {
    let Assigned { officers, etag } = assigned;
    pb::AssignOfficersResponse { officers: officers.into_iter().map(name::inspector).collect(), etag }
}

pub(crate) fn listed(listed: Listed) -> pb::ListPenaltiesResponse {
    pb::ListPenaltiesResponse {
        penalties: listed.penalties.into_iter().map(penalty).collect(),
        next_page_token: listed.next_page_token,
    }
}

macro_rules! replies {
    ($($function:ident => $message:ident),+ $(,)?) => {
        $(
            pub(crate) fn $function(seen: Seen) -> pb::$message {
                pb::$message { penalty: Some(penalty(seen)) }
            }
        )+
    };
}

replies! {
    file => FilePenaltyResponse,
    approve_filing => ApprovePenaltyFilingResponse,
    decline_filing => DeclinePenaltyFilingResponse,
    suspend => SuspendPenaltyResponse,
    resume => ResumePenaltyResponse,
    extend => ExtendPenaltyTermResponse,
    conclude => ConcludePenaltyResponse,
    review => ReviewPenaltyResponse,
    notify => NotifyPenaltyResponse,
    notice_delivered => RecordNoticeDeliveryResponse,
    stated => RecordStatementResponse,
    hearing_requested => RequestHearingResponse,
    hearing_scheduled => ScheduleHearingResponse,
    hearing_held => RecordHearingResponse,
    decide => DecidePenaltyResponse,
    close => ClosePenaltyResponse,
    decision_delivered => RecordDecisionDeliveryResponse,
    publish => PublishPenaltyResponse,
    pay => RecordPaymentResponse,
    defer => DeferPaymentResponse,
    execute => ExecutePenaltyResponse,
    annul => AnnulPenaltyResponse,
    withdraw_publication => WithdrawPublicationResponse,
    transferred => TransferPenaltyResponse,
    transfer_accepted => AcceptPenaltyTransferResponse,
    transfer_returned => ReturnPenaltyTransferResponse,
    get => GetPenaltyResponse,
}
