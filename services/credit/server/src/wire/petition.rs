//! Objections and repairs: requests and replies.

use ::intake::etag::stated_etag;
use casework::Casework;
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use onecode_proto::google::r#type::Date as PbDate;
use uow::Call;

use super::violations::Violations;
use super::{name, text, time as day};
use crate::ops::petition::{Ask, Asked, GetPetition, Step, What};
use crate::store::petition::PetitionRow;

pub(crate) fn get(request: &pb::GetCreditPetitionRequest, call: &Call) -> Result<GetPetition, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_petition(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetPetition { scope: call.scope.clone(), id }))
}

pub(crate) fn object(request: &pb::RequestCreditObjectionRequest, office: &Casework) -> Result<Ask, Fault> {
    let (record, stated, proof) = (&request.credit_record, &request.statement, &request.proof_number);
    ask(office, Asked::Objection, record, ("statement", stated), (proof, 0))
}

pub(crate) fn ask_repair(request: &pb::RequestCreditRepairRequest, office: &Casework) -> Result<Ask, Fault> {
    let (record, stated, proof) = (&request.credit_record, &request.promise, &request.proof_number);
    ask(office, Asked::Repair, record, ("promise", stated), (proof, 1))
}

fn ask(
    office: &Casework,
    asked: Asked,
    record: &str,
    (field, stated): (&str, &str),
    (proof, least): (&str, usize),
) -> Result<Ask, Fault> {
    let mut violations = Violations::default();
    let record = name::parse_record(&mut violations, "credit_record", record);
    let statement = text::within(&mut violations, field, stated, (10, 1_000));
    let proof_number = text::within(&mut violations, "proof_number", proof, (least, 100));
    let command = || {
        let (record, statement, proof_number) = (record?, statement?, proof_number?);
        Some(Ask { office: office.clone(), asked, record, statement, proof_number })
    };
    violations.finish(command())
}

pub(crate) fn prolong(request: &pb::ProlongCreditObjectionRequest, office: &Casework) -> Result<Step, Fault> {
    let stated = Stated { name: &request.name, etag: &request.etag, reasons: &request.reasons };
    stated.step(office, Asked::Objection, None)
}

pub(crate) fn decide_objection(request: &pb::DecideCreditObjectionRequest, office: &Casework) -> Result<Step, Fault> {
    let stated = Stated { name: &request.name, etag: &request.etag, reasons: &request.reasons };
    stated.step(office, Asked::Objection, Some((request.uphold, &request.decision_number)))
}

pub(crate) fn decide_repair(request: &pb::DecideCreditRepairRequest, office: &Casework) -> Result<Step, Fault> {
    let stated = Stated { name: &request.name, etag: &request.etag, reasons: &request.reasons };
    stated.step(office, Asked::Repair, Some((request.grant, &request.decision_number)))
}

/// What every step states.
struct Stated<'a> {
    name: &'a str,
    etag: &'a str,
    reasons: &'a str,
}

impl Stated<'_> {
    fn step(&self, office: &Casework, asked: Asked, decision: Option<(bool, &str)>) -> Result<Step, Fault> {
        let mut violations = Violations::default();
        let id = name::parse_petition(&mut violations, "name", self.name);
        let etag = stated_etag(&mut violations, self.etag);
        let reasons = text::within(&mut violations, "reasons", self.reasons, (5, 500));
        let what = match decision {
            None => Some(What::Prolong),
            Some((grant, number)) => text::within(&mut violations, "decision_number", number, (1, 100))
                .map(|number| What::Decide { grant, number }),
        };
        let command = || {
            let (id, etag, reasons, what) = (id?, etag?, reasons?, what?);
            Some(Step { office: office.clone(), asked, id, etag, reasons, what })
        };
        violations.finish(command())
    }
}

/// The etag of a petition.
pub(crate) fn etag(row: &PetitionRow) -> String {
    super::etag::etag(&name::petition(row.id), row.revision)
}

/// That one was decided, as the feed tells it.
pub(crate) fn decided(row: &PetitionRow, on: PbDate) -> pb::CreditPetitionDecided {
    pb::CreditPetitionDecided {
        credit_petition: name::petition(row.id),
        credit_record: name::record(row.record),
        organization: name::organization(row.organization),
        kind: kind(row).into(),
        state: state(row).into(),
        decision_number: row.decision_number.clone(),
        decide_date: Some(on),
    }
}

fn kind(row: &PetitionRow) -> pb::PetitionKind {
    if row.kind == Asked::Repair.as_str() { pb::PetitionKind::Repair } else { pb::PetitionKind::Objection }
}

fn state(row: &PetitionRow) -> pb::PetitionState {
    match row.state.as_str() {
        "examining" => pb::PetitionState::Examining,
        "prolonged" => pb::PetitionState::Prolonged,
        "granted" => pb::PetitionState::Granted,
        "rejected" => pb::PetitionState::Rejected,
        _ => pb::PetitionState::Unspecified,
    }
}

fn petition(row: &PetitionRow) -> pb::CreditPetition {
    pb::CreditPetition {
        name: name::petition(row.id),
        kind: kind(row).into(),
        credit_record: name::record(row.record),
        organization: name::organization(row.organization),
        department: name::department(&row.department),
        portal: name::department(&row.portal),
        statement: row.statement.clone(),
        proof_number: row.proof_number.clone(),
        state: state(row).into(),
        reasons: row.reasons.clone(),
        decision_number: row.decision_number.clone(),
        decide_date: row.decided_on.map(day::date),
        due_date: row.due_on.map(day::date),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
        etag: etag(row),
    }
}

macro_rules! replies {
    ($($name:ident: $reply:ident),+ $(,)?) => {
        $(pub(crate) fn $name(row: PetitionRow) -> pb::$reply {
            pb::$reply { credit_petition: Some(petition(&row)) }
        })+
    };
}

replies! {
    get_reply: GetCreditPetitionResponse,
    object_reply: RequestCreditObjectionResponse,
    prolong_reply: ProlongCreditObjectionResponse,
    decide_objection_reply: DecideCreditObjectionResponse,
    ask_repair_reply: RequestCreditRepairResponse,
    decide_repair_reply: DecideCreditRepairResponse,
}
