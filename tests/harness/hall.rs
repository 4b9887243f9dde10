//! The hall where applications are handed in and decided (政务服务大厅): the departments of Huzhou, through the gateway.

use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
use onecode_proto::google::r#type::Date;
use onecode_proto::procedure::v1::case_service_client::CaseServiceClient;
use onecode_proto::procedure::v1::{Case, GetCaseRequest, OpinionState};
use onecode_proto::registry::v1::application::Content;
use onecode_proto::registry::v1::application_service_client::ApplicationServiceClient;
use onecode_proto::registry::v1::code_block_service_client::CodeBlockServiceClient;
use onecode_proto::registry::v1::{
    AcceptApplicationRequest, AllotCodeBlockRequest, Application, Appointment, ApproveApplicationRequest,
    CheckApplicationRequest, CreateApplicationRequest, EstablishmentContent, Finding, FindingOutcome,
    GetApplicationRequest, GiveOpinionRequest, IdentityKind, OfficerParticulars, OfficerRole, OrganizationKind,
    RecordAnswersRequest, SubmitApplicationRequest,
};
use testkit::{Caller, Client, papers};
use tonic::Status;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::Channel;

use super::Site;

const HUZHOU: &str = "330500";

/// The departments of Huzhou.
#[derive(Debug, Clone)]
pub struct Hall<'a> {
    site: &'a Site,
    channel: Channel,
}

impl<'a> Hall<'a> {
    /// Opens it on a road to the gateway, with a block of codes to give.
    pub async fn open(site: &'a Site, channel: Channel) -> Self {
        let hall = Self { site, channel };
        let request = AllotCodeBlockRequest {
            division: HUZHOU.to_owned(),
            prefix: "MJ3".to_owned(),
            first_serial: 0,
            last_serial: 9_999,
            basis: "码段〔2026〕1号".to_owned(),
        };
        let mut blocks = CodeBlockServiceClient::new(hall.client("civil-affairs", &["registry-code-allotter"]));
        blocks.allot_code_block(request).await.expect("the block is free");
        hall
    }

    /// What clients of a department of the city are made of.
    #[must_use]
    pub fn client(&self, department: &str, roles: &[&str]) -> Client {
        self.of(&self.site.caller(department, HUZHOU, roles))
    }

    fn of(&self, caller: &Caller) -> Client {
        InterceptedService::new(self.channel.clone(), caller.fresh())
    }

    /// The portal, where applicants file.
    #[must_use]
    pub fn portal(&self) -> ApplicationServiceClient<Client> {
        ApplicationServiceClient::new(self.client("data-bureau", &["application-portal"]))
    }

    /// The registering authority.
    #[must_use]
    pub fn registrar(&self) -> ApplicationServiceClient<Client> {
        ApplicationServiceClient::new(self.of(&self.site.registrar()))
    }

    /// Today in Huzhou, and a day so many days later.
    #[must_use]
    pub fn day(&self, later: i64) -> Option<Date> {
        Some(self.site.day(later))
    }

    /// Created and handed in with documents of these kinds.
    pub async fn submitted(&self, application: Application, kinds: &[&str]) -> Application {
        let request = CreateApplicationRequest { application: Some(application), validate_only: false };
        let created = self.portal().create_application(request).await.expect("it can be filed").into_inner();
        let draft = created.application.expect("the answer holds it");
        let mut documents = Vec::new();
        for kind in kinds {
            documents.push(self.document(kind).await);
        }
        let request = SubmitApplicationRequest { name: draft.name, etag: draft.etag, documents };
        let answer = self.portal().submit_application(request).await.expect("nothing is missing").into_inner();
        answer.application.expect("the answer holds it")
    }

    /// Taken on; the party body is asked where leaders are reviewed, and these departments are.
    pub async fn accepted(&self, seen: &Application, consulted: &[&str]) -> Application {
        let leads = matches!(seen.content, Some(Content::Establishment(_) | Content::Change(_)));
        let request = AcceptApplicationRequest {
            name: seen.name.clone(),
            etag: seen.etag.clone(),
            party_department: if leads { "departments/social-work".to_owned() } else { String::new() },
            consulted_departments: consulted.iter().map(|key| format!("departments/{key}")).collect(),
        };
        let answer = self.registrar().accept_application(request).await.expect("it is complete").into_inner();
        answer.application.expect("the answer holds it")
    }

    /// A department agrees.
    pub async fn agree(&self, name: &str, department: &str) {
        let request = GiveOpinionRequest { name: name.to_owned(), favourable: true, ..GiveOpinionRequest::default() };
        let mut reviewer = ApplicationServiceClient::new(self.client(department, &["application-reviewer"]));
        reviewer.give_opinion(request).await.expect("its opinion is awaited");
    }

    /// Everybody who is asked agrees, and every open question is answered with yes.
    pub async fn agreed(&self, seen: &Application) -> Application {
        for opinion in self.case(seen).await.opinions {
            if opinion.state() == OpinionState::Awaited {
                self.agree(&seen.name, opinion.department.trim_start_matches("departments/")).await;
            }
        }
        self.answered(seen).await
    }

    /// Every open question is answered with yes.
    pub async fn answered(&self, seen: &Application) -> Application {
        let asked = self.findings(&seen.name).await.into_iter();
        let asked = asked.filter(|finding| finding.outcome() == FindingOutcome::Ask);
        let key = |finding: Finding| match finding.field.strip_prefix("answers.") {
            Some(key) => key.to_owned(),
            None => finding.rule.unwrap_or_default().id,
        };
        let answers: std::collections::BTreeMap<String, bool> = asked.map(|finding| (key(finding), true)).collect();
        if !answers.is_empty() {
            let request = RecordAnswersRequest {
                name: seen.name.clone(),
                etag: self.get(&seen.name).await.etag,
                answers,
                reasons: "现场核实".to_owned(),
            };
            self.registrar().record_answers(request).await.expect("it is under review");
        }
        self.get(&seen.name).await
    }

    /// The answer to one question is yes, whoever asks it later.
    pub async fn confirmed(&self, seen: &Application, key: &str) -> Application {
        let request = RecordAnswersRequest {
            name: seen.name.clone(),
            etag: seen.etag.clone(),
            answers: [(key.to_owned(), true)].into(),
            reasons: "已核实".to_owned(),
        };
        let answer = self.registrar().record_answers(request).await.expect("it is under review").into_inner();
        answer.application.expect("the answer holds it")
    }

    /// From the draft to where only the decision is missing.
    pub async fn ready(&self, application: Application, kinds: &[&str]) -> Application {
        let submitted = self.submitted(application, kinds).await;
        let accepted = self.accepted(&submitted, &[]).await;
        self.agreed(&accepted).await
    }

    /// Approves it as it stands.
    ///
    /// # Errors
    /// What stands against it.
    pub async fn approve(&self, name: &str, reasons: &str) -> Result<Application, Status> {
        let request = ApproveApplicationRequest {
            name: name.to_owned(),
            etag: self.get(name).await.etag,
            number: "湖民社登〔2026〕12号".to_owned(),
            reasons: reasons.to_owned(),
        };
        let answer = self.registrar().approve_application(request).await?.into_inner();
        Ok(answer.application.expect("the answer holds it"))
    }

    /// As the registrar sees it.
    pub async fn get(&self, name: &str) -> Application {
        let request = GetApplicationRequest { name: name.to_owned() };
        let answer = self.registrar().get_application(request).await.expect("it is there").into_inner();
        answer.application.expect("the answer holds it")
    }

    /// Its checklist.
    pub async fn findings(&self, name: &str) -> Vec<Finding> {
        let request = CheckApplicationRequest { name: name.to_owned() };
        self.registrar().check_application(request).await.expect("it is there").into_inner().findings
    }

    /// Its case.
    pub async fn case(&self, seen: &Application) -> Case {
        let mut cases = CaseServiceClient::new(self.of(&self.site.registrar()));
        let request = GetCaseRequest { name: seen.case.clone() };
        cases.get_case(request).await.expect("it is there").into_inner().case.expect("the answer holds it")
    }

    /// A document of a kind, uploaded by the portal; its name.
    async fn document(&self, kind: &str) -> String {
        let mut documents = DocumentServiceClient::new(self.client("data-bureau", &["application-portal"]));
        let answer = documents
            .upload_document(futures::stream::iter(papers::upload(kind)))
            .await
            .expect("it is whole")
            .into_inner();
        answer.document.expect("the answer holds it").name
    }
}

/// A made-up ID number with its right check character (GB 11643), of somebody born on 1 January 1970.
#[must_use]
pub fn id_number(serial: u32) -> String {
    let digits = format!("33050219700101{serial:03}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let values = digits.bytes().map(|digit| usize::from(digit - b'0'));
    let sum: usize = values.zip(weights).map(|(digit, weight)| digit * weight).sum();
    format!("{digits}{}", &"10X98765432"[sum % 11..=sum % 11])
}

impl Hall<'_> {
    /// Somebody who leads from today on, for five years less a day.
    #[must_use]
    pub fn leader(&self, serial: u32, role: OfficerRole, legal_representative: bool) -> Appointment {
        Appointment {
            officer: Some(OfficerParticulars {
                name: "沈样本".to_owned(),
                id_kind: IdentityKind::ResidentId.into(),
                id_number: id_number(serial),
                phone: "13812345678".to_owned(),
                ..OfficerParticulars::default()
            }),
            role: role.into(),
            legal_representative,
            term_number: 1,
            starts_on: self.day(0),
            ends_on: self.day(1_800),
            ..Appointment::default()
        }
    }
}

/// An establishment that meets every condition that data can show.
#[must_use]
pub fn establishment(hall: &Hall<'_>, kind: OrganizationKind, title: &str, serial: u32) -> Application {
    let content = EstablishmentContent {
        kind: kind.into(),
        title: title.to_owned(),
        address: "湖州市吴兴区苕溪东路1号".to_owned(),
        business_scope: "资助、调研、培训、交流".to_owned(),
        registered_capital_fen: 1_000_000_000,
        individual_members: 60,
        unit_members: 10,
        premises_months: 24,
        full_time_staff: 3,
        council_size: 9,
        council_term_years: 4,
        supervisors: 1,
        leaders: vec![
            hall.leader(serial, OfficerRole::President, true),
            hall.leader(serial + 1, OfficerRole::SecretaryGeneral, false),
        ],
        ..EstablishmentContent::default()
    };
    Application {
        division: HUZHOU.to_owned(),
        supervising_department: "departments/development-reform".to_owned(),
        content: Some(Content::Establishment(content)),
        ..Application::default()
    }
}
