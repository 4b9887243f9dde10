//! Projects and contracts of a city, with officials who purchase, accept and pay.

use futures::stream;
use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::contract_service_client::ContractServiceClient;
use onecode_proto::purchase::v1::ocds_service_client::OcdsServiceClient;
use onecode_proto::purchase::v1::project_service_client::ProjectServiceClient;
use testkit::{Caller, Client, Credentials, papers};
use tonic::Status;

use crate::catalogue::adopted;
use crate::city::City;
use crate::world::{HUZHOU, SMALL, date};

pub(crate) type Projects = ProjectServiceClient<Client>;
pub(crate) type Contracts = ContractServiceClient<Client>;

/// The award and contract of every test, in fen.
pub(crate) const AMOUNT: i64 = 1_000_000;

/// A city, with a catalogue of two services in force in Huzhou.
pub(crate) struct Market {
    pub(crate) city: City,
}

impl Market {
    pub(crate) async fn start() -> Self {
        let city = City::start().await;
        adopted(&city, SMALL).await;
        Self { city }
    }

    /// Credentials on a channel to purchase.
    pub(crate) fn client(&self, credentials: Credentials) -> Client {
        self.city.client(credentials)
    }

    /// An official of a department of Huzhou.
    pub(crate) fn official(&self, department: &str, roles: &[&str], account: &str) -> Caller {
        self.city.suite.identities().official(department, HUZHOU, roles, account)
    }

    /// Whoever purchases for civil affairs.
    pub(crate) fn buyer(&self) -> Caller {
        self.official("civil-affairs", &["purchase-officer"], "buyer")
    }

    pub(crate) fn projects(&self) -> Projects {
        Projects::new(self.client(self.buyer().fresh()))
    }

    pub(crate) fn contracts(&self) -> Contracts {
        self.contracts_by(&self.buyer())
    }

    pub(crate) fn contracts_by(&self, caller: &Caller) -> Contracts {
        Contracts::new(self.client(caller.fresh()))
    }

    /// Whoever accepts deliverables for civil affairs.
    pub(crate) fn acceptor(&self, account: &str) -> Contracts {
        self.contracts_by(&self.official("civil-affairs", &["purchase-acceptor"], account))
    }

    /// Whoever pays for civil affairs.
    pub(crate) fn payer(&self) -> Contracts {
        self.contracts_by(&self.official("civil-affairs", &["purchase-payer"], "payer"))
    }

    pub(crate) fn open_data(&self, division: &str) -> OcdsServiceClient<Client> {
        let caller = self.city.suite.identities().caller("finance", division, &["purchase-publisher"]);
        OcdsServiceClient::new(self.client(caller.fresh()))
    }

    pub(crate) async fn planned(&self) -> pb::PurchaseProject {
        let request = pb::CreateProjectRequest { project: Some(project()), validate_only: false };
        self.projects().create_project(request).await.unwrap().into_inner().project.unwrap()
    }

    pub(crate) async fn award(&self, request: pb::RecordAwardRequest) -> Result<pb::PurchaseProject, Status> {
        Ok(self.projects().record_award(request).await?.into_inner().project.unwrap())
    }

    /// A project that was awarded to a company, of which credit knows nothing.
    pub(crate) async fn awarded(&self) -> pb::PurchaseProject {
        let project = self.planned().await;
        self.award(award(&project, COMPANY)).await.unwrap()
    }

    pub(crate) async fn sign(&self, contract: pb::Contract) -> Result<pb::Contract, Status> {
        let request = pb::CreateContractRequest { contract: Some(contract), validate_only: false };
        Ok(self.contracts().create_contract(request).await?.into_inner().contract.unwrap())
    }

    /// A contract over [`AMOUNT`], in two equal milestones.
    pub(crate) async fn signed(&self) -> pb::Contract {
        let project = self.awarded().await;
        self.sign(contract(&project)).await.unwrap()
    }

    /// A document of the archive.
    pub(crate) async fn uploaded(&self) -> String {
        let uploader = self.city.suite.client(self.buyer().fresh());
        let answer = DocumentServiceClient::new(uploader)
            .upload_document(stream::iter(papers::upload("deliverable")))
            .await
            .unwrap();
        answer.into_inner().document.unwrap().name
    }

    /// Hands the deliverables of a milestone in.
    pub(crate) async fn submitted(&self, contract: &pb::Contract, number: i32) -> pb::Contract {
        let request = pb::SubmitContractMilestoneRequest {
            name: contract.name.clone(),
            etag: contract.etag.clone(),
            milestone_number: number,
            documents: vec![self.uploaded().await],
        };
        self.contracts().submit_contract_milestone(request).await.unwrap().into_inner().contract.unwrap()
    }

    /// Has two people accept a milestone.
    pub(crate) async fn accepted(&self, contract: &pb::Contract, number: i32) -> pb::Contract {
        let submitted = self.submitted(contract, number).await;
        let request = examination(&submitted, number, pb::AcceptanceOutcome::Accept);
        let answer = self.acceptor("first").examine_contract_milestone(request).await.unwrap();
        let request = review(&answer.into_inner().contract.unwrap(), number, pb::AcceptanceReview::Agreed);
        let answer = self.acceptor("second").review_contract_milestone(request).await.unwrap();
        answer.into_inner().contract.unwrap()
    }
}

/// Code of a company, the standard's own example.
pub(crate) const COMPANY: &str = "91350100M000100Y43";

pub(crate) fn project() -> pb::PurchaseProject {
    pb::PurchaseProject {
        buyer_title: "湖州市民政局".into(),
        title: "2026年养老护理课程研究".into(),
        year: 2026,
        catalog_code: "A0101".into(),
        budget_fen: AMOUNT + 1,
        method: pb::ProcurementMethod::CompetitiveConsultation.into(),
        platform_number: "ZJ-2026-001".into(),
        ..Default::default()
    }
}

pub(crate) fn award(project: &pb::PurchaseProject, supplier_code: &str) -> pb::RecordAwardRequest {
    let award = pb::ProjectAward {
        supplier_code: supplier_code.into(),
        supplier_title: "湖州市护理协会".into(),
        amount_fen: AMOUNT,
        award_date: date(2026, 11, 2),
        document_number: "成交〔2026〕1号".into(),
        ..Default::default()
    };
    let (name, etag) = (project.name.clone(), project.etag.clone());
    pb::RecordAwardRequest { name, etag, award: Some(award), proved_conditions: Vec::new() }
}

pub(crate) fn contract(project: &pb::PurchaseProject) -> pb::Contract {
    let milestone = |title: &str, due_date| pb::ContractMilestone {
        title: title.into(),
        due_date,
        amount_fen: AMOUNT / 2,
        ..Default::default()
    };
    let indicator = |key: &str, weight| pb::ContractIndicator { key: key.into(), title: "完成情况".into(), weight };
    pb::Contract {
        project: project.name.clone(),
        number: format!("HT-{}", project.name.rsplit('-').next().unwrap_or_default()),
        title: "养老护理课程研究合同".into(),
        amount_fen: AMOUNT,
        sign_date: date(2026, 11, 20),
        start_date: date(2026, 12, 1),
        end_date: date(2027, 11, 30),
        milestones: vec![milestone("中期成果", date(2027, 5, 31)), milestone("最终成果", date(2027, 11, 30))],
        indicators: vec![indicator("courses", 7_000), indicator("satisfaction", 3_000)],
        ..Default::default()
    }
}

pub(crate) fn examination(
    contract: &pb::Contract,
    milestone_number: i32,
    outcome: pb::AcceptanceOutcome,
) -> pb::ExamineContractMilestoneRequest {
    let (name, etag) = (contract.name.clone(), contract.etag.clone());
    let outcome = outcome.into();
    pb::ExamineContractMilestoneRequest { name, etag, milestone_number, outcome, opinion: "符合约定".into() }
}

pub(crate) fn review(
    contract: &pb::Contract,
    milestone_number: i32,
    review: pb::AcceptanceReview,
) -> pb::ReviewContractMilestoneRequest {
    let (name, etag) = (contract.name.clone(), contract.etag.clone());
    pb::ReviewContractMilestoneRequest { name, etag, milestone_number, review: review.into() }
}

pub(crate) fn payment(
    contract: &pb::Contract,
    number: i32,
    fen: i64,
    voucher: &str,
) -> pb::RecordContractPaymentRequest {
    let payment = pb::ContractPayment {
        milestone_number: number,
        amount_fen: fen,
        pay_date: date(2026, 11, 24),
        voucher_number: voucher.into(),
        ..Default::default()
    };
    let (name, etag) = (contract.name.clone(), contract.etag.clone());
    pb::RecordContractPaymentRequest { name, etag, payment: Some(payment) }
}
