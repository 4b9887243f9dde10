//! A department that handles cases, step by step.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::ban_service_client::BanServiceClient;
use onecode_proto::inspection::v1::enforcement_service_client::EnforcementServiceClient;
use onecode_proto::registry::v1 as registry;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use prost::{Message, Name};
use testkit::Client;
pub(crate) use testkit::refusal::{metadata, reason, violated_sorted};
use time::Duration;
pub(crate) use tonic::{Code, Status};

pub(crate) use crate::world::*;

pub(crate) const CIVIL: &str = "civil-affairs";
pub(crate) const TAX: &str = "tax";
const ALL: &[&str] = &["enforcement-officer", "enforcement-head", "enforcement-reviewer", "ban-officer", "ban-head"];

pub(crate) type Cases = EnforcementServiceClient<Client>;
pub(crate) type Bans = BanServiceClient<Client>;

/// Registers an association of a division; its name.
pub(crate) async fn organization(world: &World, serial: u32) -> String {
    let code = code(serial);
    registered(world, &code, "湖州市第一社会组织", HUZHOU).await;
    format!("organizations/{code}")
}

/// Registers an organisation of a division.
pub(crate) async fn registered(world: &World, code: &str, title: &str, division: &str) {
    let kind = match code.as_bytes()[1] {
        b'1' => registry::OrganizationKind::SocialGroup,
        b'2' => registry::OrganizationKind::PrivateNonEnterprise,
        _ => registry::OrganizationKind::Foundation,
    };
    let request = registry::CreateOrganizationRequest {
        organization: Some(registry::Organization {
            code: code.into(),
            title: title.into(),
            kind: kind.into(),
            division: division.into(),
            established_date: date(2018, 3, 1),
            ..Default::default()
        }),
        status: registry::OrganizationStatus::Active.into(),
        valid_from: date(2018, 3, 1),
        basis: "社登〔2018〕1号".into(),
        validate_only: false,
    };
    let caller = world.suite.identities().caller(CIVIL, division, &["registry-registrar"]);
    let mut register = OrganizationServiceClient::new(world.suite.client(caller.fresh()));
    register.create_organization(request).await.unwrap();
}

/// A department of a division with everybody in it.
#[derive(Clone, Copy)]
pub(crate) struct Office<'a> {
    pub(crate) world: &'a World,
    pub(crate) department: &'a str,
    pub(crate) division: &'a str,
}

/// Civil affairs of the city.
pub(crate) fn civil(world: &World) -> Office<'_> {
    Office { world, department: CIVIL, division: HUZHOU }
}

pub(crate) fn warning() -> pb::Sanction {
    pb::Sanction { kind: pb::SanctionKind::Warning.into(), ..Default::default() }
}

pub(crate) fn fine(amount_fen: i64) -> pb::Sanction {
    pb::Sanction { kind: pb::SanctionKind::Fine.into(), amount_fen, ..Default::default() }
}

pub(crate) fn stated(organization: &str) -> pb::Penalty {
    pb::Penalty {
        organization: organization.into(),
        matter: "超出章程规定的宗旨和业务范围进行活动".into(),
        act_end_date: date(2026, 9, 1),
        discovery_date: date(2026, 11, 2),
        provisions: vec!["社会团体登记管理条例第三十条第一款第（二）项".into()],
        cause: pb::PenaltyCause::Complaint.into(),
        cause_resource: "complaints/0199aa00-0000-7000-8000-000000000001".into(),
        ..Default::default()
    }
}

pub(crate) fn decision(sanctions: Vec<pb::Sanction>) -> pb::PenaltyDecision {
    pb::PenaltyDecision {
        number_mark: "湖民罚决".into(),
        sanctions,
        facts: "该组织超出业务范围举办培训，有现场笔录为证。".into(),
        basis: vec!["社会团体登记管理条例第三十条".into()],
        publishable: true,
        ..Default::default()
    }
}

/// The SHA-256 of nothing in particular.
pub(crate) const DIGEST: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

macro_rules! steps {
    ($($step:ident($request:ident $(, $field:ident: $type:ty)*) => $call:ident;)+) => {
        $(
            pub(crate) async fn $step(&self, seen: &pb::Penalty $(, $field: $type)*) -> Result<pb::Penalty, Status> {
                let request = pb::$request {
                    name: seen.name.clone(),
                    etag: seen.etag.clone(),
                    $($field: $field.into(),)*
                };
                let answer = self.cases().$call(request).await?;
                Ok(answer.into_inner().penalty.unwrap())
            }
        )+
    };
}

type Day = Option<onecode_proto::google::r#type::Date>;

impl Office<'_> {
    pub(crate) fn client(&self) -> Client {
        let caller = self.world.suite.identities().caller(self.department, self.division, ALL);
        self.world.client(caller.fresh())
    }

    pub(crate) fn cases(&self) -> Cases {
        Cases::new(self.client())
    }

    pub(crate) fn bans(&self) -> Bans {
        Bans::new(self.client())
    }

    pub(crate) async fn file(&self, penalty: pb::Penalty) -> Result<pb::Penalty, Status> {
        let request = pb::FilePenaltyRequest { penalty: Some(penalty) };
        Ok(self.cases().file_penalty(request).await?.into_inner().penalty.unwrap())
    }

    pub(crate) async fn get(&self, seen: &pb::Penalty) -> pb::Penalty {
        let request = pb::GetPenaltyRequest { name: seen.name.clone() };
        self.cases().get_penalty(request).await.unwrap().into_inner().penalty.unwrap()
    }

    steps! {
        approve(ApprovePenaltyFilingRequest) => approve_penalty_filing;
        decline(DeclinePenaltyFilingRequest, reasons: &str) => decline_penalty_filing;
        suspend(SuspendPenaltyRequest, reasons: &str) => suspend_penalty;
        resume(ResumePenaltyRequest) => resume_penalty;
        extend(ExtendPenaltyTermRequest, reasons: &str) => extend_penalty_term;
        conclude(ConcludePenaltyRequest, conclusion: pb::PenaltyConclusion) => conclude_penalty;
        review(ReviewPenaltyRequest, passed: bool, opinion: &str) => review_penalty;
        notify(NotifyPenaltyRequest) => notify_penalty;
        notice_delivered(RecordNoticeDeliveryRequest, delivery_date: Day) => record_notice_delivery;
        state(RecordStatementRequest, statement: pb::PenaltyStatement) => record_statement;
        ask_hearing(RequestHearingRequest, request_date: Day) => request_hearing;
        call_hearing(ScheduleHearingRequest, hearing_date: Day, place: &str) => schedule_hearing;
        hear(RecordHearingRequest, absent: bool, summary: &str) => record_hearing;
        decide(DecidePenaltyRequest, decision: pb::PenaltyDecision) => decide_penalty;
        close(ClosePenaltyRequest, outcome: pb::PenaltyOutcome, ground: &str, reasons: &str) => close_penalty;
        delivered(RecordDecisionDeliveryRequest, delivery_date: Day) => record_decision_delivery;
        publish(PublishPenaltyRequest) => publish_penalty;
        pay(RecordPaymentRequest, payment: pb::RecordedPayment) => record_payment;
        defer(DeferPaymentRequest, instalments: Vec<pb::PaymentInstalment>, reasons: &str) => defer_payment;
        execute(ExecutePenaltyRequest, note: &str) => execute_penalty;
        annul(AnnulPenaltyRequest, ground: pb::AnnulmentGround, document_number: &str, reasons: &str) => annul_penalty;
        withdraw(WithdrawPublicationRequest, reasons: &str) => withdraw_publication;
        transfer(TransferPenaltyRequest, department: &str, reasons: &str) => transfer_penalty;
        accept(AcceptPenaltyTransferRequest) => accept_penalty_transfer;
        give_back(ReturnPenaltyTransferRequest, reasons: &str) => return_penalty_transfer;
    }

    /// Registers an inspector of the department; the name.
    pub(crate) async fn officer(&self, certificate: &str, change: impl FnOnce(&mut pb::Inspector)) -> String {
        let mut stated = inspector(&format!("{}-{}-{certificate}", self.department, self.division));
        change(&mut stated);
        let request = pb::CreateInspectorRequest { inspector: Some(stated) };
        let answer = Inspectors::new(self.client()).create_inspector(request).await.unwrap().into_inner();
        answer.inspector.unwrap().name
    }

    /// Two inspectors with certificates.
    pub(crate) async fn two(&self) -> Vec<String> {
        vec![self.officer("1", |_| ()).await, self.officer("2", |_| ()).await]
    }

    /// Assigns officers to a penalty; the etag after it.
    pub(crate) async fn assign(&self, seen: &pb::Penalty, officers: &[String]) -> Result<pb::Penalty, Status> {
        let (name, etag, officers) = (seen.name.clone(), seen.etag.clone(), officers.to_vec());
        let answer = self.cases().assign_officers(pb::AssignOfficersRequest { name, etag, officers }).await?;
        Ok(pb::Penalty { etag: answer.into_inner().etag, ..seen.clone() })
    }

    /// A record of the scene that two officers made today.
    pub(crate) fn record(&self, collectors: &[String]) -> pb::Evidence {
        pb::Evidence {
            kind: pb::EvidenceKind::Record.into(),
            title: "现场笔录".into(),
            source: "培训现场".into(),
            place: "湖州市吴兴区".into(),
            collection_date: self.today(),
            collectors: collectors.to_vec(),
            sha256: DIGEST.into(),
            cited_resource: "checks/0199aa00-0000-7000-8000-000000000002".into(),
            ..Default::default()
        }
    }

    pub(crate) async fn add(&self, parent: &str, evidence: pb::Evidence) -> Result<pb::Evidence, Status> {
        let request = pb::AddEvidenceRequest { parent: parent.into(), evidence: Some(evidence) };
        Ok(self.cases().add_evidence(request).await?.into_inner().evidence.unwrap())
    }

    pub(crate) fn today(&self) -> Day {
        self.day(0)
    }

    /// A day so many days from today.
    pub(crate) fn day(&self, later: i64) -> Day {
        let day = vocab::day_of(self.world.suite.clock().now()) + Duration::days(later);
        date(day.year(), i32::from(u8::from(day.month())), i32::from(day.day()))
    }

    /// Lets days pass.
    pub(crate) fn pass(&self, days: i64) {
        self.world.suite.clock().advance(Duration::days(days));
    }

    /// Filed, with two officers and a record.
    pub(crate) async fn investigated(&self, organization: &str) -> pb::Penalty {
        let filed = self.file(stated(organization)).await.unwrap();
        let filed = self.approve(&filed).await.unwrap();
        let officers = self.two().await;
        let assigned = self.assign(&filed, &officers).await.unwrap();
        self.add(&filed.name, self.record(&officers)).await.unwrap();
        assigned
    }

    /// Told a warning, with officers of its own.
    pub(crate) async fn investigated_by(&self, organization: &str, team: u32) -> pb::Penalty {
        Box::pin(self.told_by(organization, team, warning())).await
    }

    /// Decided with officers of its own.
    pub(crate) async fn decided_by(&self, organization: &str, team: u32, sanction: pb::Sanction) -> pb::Penalty {
        let seen = Box::pin(self.told_by(organization, team, sanction.clone())).await;
        self.pass(12);
        self.decide(&seen, decision(vec![sanction])).await.unwrap()
    }

    async fn told_by(&self, organization: &str, team: u32, sanction: pb::Sanction) -> pb::Penalty {
        let seen = self.file(stated(organization)).await.unwrap();
        let seen = self.approve(&seen).await.unwrap();
        let officers =
            [self.officer(&format!("{team}-a"), |_| ()).await, self.officer(&format!("{team}-b"), |_| ()).await];
        let seen = self.assign(&seen, &officers).await.unwrap();
        self.add(&seen.name, self.record(&officers)).await.unwrap();
        let report = "事实清楚".into();
        let conclusion = pb::PenaltyConclusion { report, sanctions: vec![sanction], ..Default::default() };
        let seen = self.conclude(&seen, conclusion).await.unwrap();
        let seen = self.notify(&seen).await.unwrap();
        self.notice_delivered(&seen, self.today()).await.unwrap()
    }

    /// Concluded with a proposal.
    pub(crate) async fn concluded(&self, organization: &str, sanctions: Vec<pb::Sanction>) -> pb::Penalty {
        let seen = self.investigated(organization).await;
        let report = "事实清楚，证据确凿".into();
        self.conclude(&seen, pb::PenaltyConclusion { report, sanctions, ..Default::default() }).await.unwrap()
    }

    /// The party was told today and has received it.
    pub(crate) async fn told(&self, organization: &str, sanctions: Vec<pb::Sanction>) -> pb::Penalty {
        let seen = self.concluded(organization, sanctions).await;
        let seen = self.notify(&seen).await.unwrap();
        self.notice_delivered(&seen, self.today()).await.unwrap()
    }

    /// Decided after the party's time.
    pub(crate) async fn decided(&self, organization: &str, sanctions: Vec<pb::Sanction>) -> pb::Penalty {
        let seen = Box::pin(self.told(organization, sanctions.clone())).await;
        self.pass(9);
        self.decide(&seen, decision(sanctions)).await.unwrap()
    }

    pub(crate) async fn payment(&self, seen: &pb::Penalty, as_of: Day) -> pb::PenaltyPayment {
        let request = pb::GetPaymentRequest { name: format!("{}/payment", seen.name), as_of };
        self.cases().get_payment(request).await.unwrap().into_inner().payment.unwrap()
    }
}

/// Every fact of a type that was told, in order.
pub(crate) async fn facts<F: Message + Name + Default>(world: &World) -> Vec<F> {
    world.suite.facts().await
}

/// What is on record of an organisation: kind, value, amount, whether it counts today.
pub(crate) async fn outcomes(office: Office<'_>, organization: &str) -> Vec<pb::Outcome> {
    use onecode_proto::inspection::v1::outcome_service_client::OutcomeServiceClient;
    let request = pb::ListOutcomesRequest { parent: organization.into(), ..Default::default() };
    let mut client = OutcomeServiceClient::new(office.client());
    client.list_outcomes(request).await.unwrap().into_inner().outcomes
}
