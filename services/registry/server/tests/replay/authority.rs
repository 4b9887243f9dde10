//! The departments of Beijing at work on one decision. Their keys are those of the directory that the suite ships with.

use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::FindingOutcome;
use onecode_proto::registry::v1::application_service_client::ApplicationServiceClient;
use onecode_proto::registry::v1::code_block_service_client::CodeBlockServiceClient;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use testkit::{Client, Suite, papers};
use tonic::Status;
use tonic_types::StatusExt;

use crate::decisions::{Decision, What};
use crate::made_up;

const BEIJING: &str = "110000";
const UNIT: &str = "development-reform";
const PARTY: &str = "social-work";

/// Why a decision could not be expressed.
#[derive(Debug)]
pub(crate) struct Refused(pub(crate) String);

impl Refused {
    pub(crate) fn because(reason: &str) -> Self {
        Self(reason.to_owned())
    }
}

impl From<Status> for Refused {
    fn from(status: Status) -> Self {
        Self(format!("{} {}", reason(&status), status.message()))
    }
}

fn reason(status: &Status) -> String {
    status.get_details_error_info().map(|info| info.reason).unwrap_or_default()
}

/// The register, in the hands of Beijing.
pub(crate) struct Authority {
    pub(crate) suite: Suite,
}

impl Authority {
    pub(crate) async fn new() -> Self {
        Self { suite: crate::register::register().await }
    }

    fn client(&self, department: &str, roles: &[&str]) -> Client {
        self.of(BEIJING, department, roles)
    }

    fn of(&self, division: &str, department: &str, roles: &[&str]) -> Client {
        self.suite.client(self.suite.identities().caller(department, division, roles).fresh())
    }

    fn portal(&self) -> ApplicationServiceClient<Client> {
        ApplicationServiceClient::new(self.client("data-bureau", &["application-portal"]))
    }

    /// Of the division whose case it is: some decisions of the city are about organisations of its districts.
    fn registrar(&self, case: &pb::Application) -> ApplicationServiceClient<Client> {
        ApplicationServiceClient::new(self.of(&case.division, "civil-affairs", &["registry-registrar"]))
    }

    /// Records an organisation as the decision names it, in force the day before it.
    pub(crate) async fn take_over(&self, decision: &Decision) {
        let from = decision.day.previous_day().unwrap();
        let organization = pb::Organization {
            code: decision.code.to_string(),
            title: decision.title.clone(),
            kind: made_up::kind(decision.class()).into(),
            division: decision.code.division().to_string(),
            registration_authority: decision.authority.clone(),
            ..Default::default()
        };
        let request = pb::CreateOrganizationRequest {
            organization: Some(organization),
            status: pb::OrganizationStatus::Active.into(),
            valid_from: Some(Date {
                year: from.year(),
                month: i32::from(u8::from(from.month())),
                day: i32::from(from.day()),
            }),
            basis: decision.number.clone(),
            validate_only: false,
        };
        let mut client = OrganizationServiceClient::new(self.client("civil-affairs", &["registry-registrar"]));
        client.create_organization(request).await.unwrap();
    }

    /// From the draft to where only the decision is left.
    pub(crate) async fn reviewed(&self, decision: &Decision) -> Result<pb::Application, Refused> {
        let establishes = decision.what == What::Establishment;
        let draft = pb::Application {
            division: if establishes { decision.code.division().to_string() } else { String::new() },
            organization: if establishes { String::new() } else { decision.organization() },
            supervising_department: format!("departments/{UNIT}"),
            content: made_up::content(decision),
            ..Default::default()
        };
        let request = pb::CreateApplicationRequest { application: Some(draft), validate_only: false };
        let draft = self.portal().create_application(request).await?.into_inner().application.unwrap();
        let mut documents = Vec::new();
        for kind in made_up::papers(decision.what) {
            documents.push(self.document(kind).await);
        }
        let request = pb::SubmitApplicationRequest { name: draft.name, etag: draft.etag, documents };
        let handed_in = self.portal().submit_application(request).await?.into_inner().application.unwrap();
        let reviewed_by_party = decision.what != What::Deregistration;
        let request = pb::AcceptApplicationRequest {
            name: handed_in.name.clone(),
            etag: handed_in.etag.clone(),
            party_department: if reviewed_by_party { format!("departments/{PARTY}") } else { String::new() },
            consulted_departments: Vec::new(),
        };
        let mut accepted =
            self.registrar(&handed_in).accept_application(request).await?.into_inner().application.unwrap();
        let reviewers: &[&str] = if reviewed_by_party { &[UNIT, PARTY] } else { &[UNIT] };
        for department in reviewers {
            let request = pb::GiveOpinionRequest {
                name: accepted.name.clone(),
                review: String::new(),
                favourable: true,
                reasons: String::new(),
            };
            let mut client =
                ApplicationServiceClient::new(self.of(&accepted.division, department, &["application-reviewer"]));
            accepted = client.give_opinion(request).await?.into_inner().application.unwrap();
        }
        self.answered(accepted).await
    }

    /// Answers every open question with yes. What is not met ends the application, and says which rules it was.
    async fn answered(&self, seen: pb::Application) -> Result<pb::Application, Refused> {
        let request = pb::CheckApplicationRequest { name: seen.name.clone() };
        let findings = self.registrar(&seen).check_application(request).await?.into_inner().findings;
        let unmet: std::collections::BTreeSet<String> = findings
            .iter()
            .filter(|finding| finding.outcome() == FindingOutcome::NotMet)
            .map(|finding| format!("{} {}", finding.rule.as_ref().unwrap().id, finding.title))
            .collect();
        if !unmet.is_empty() {
            let request = pb::WithdrawApplicationRequest { name: seen.name, etag: seen.etag, reasons: String::new() };
            self.portal().withdraw_application(request).await?;
            return Err(Refused(unmet.into_iter().collect::<Vec<_>>().join("、")));
        }
        let asked = findings.into_iter().filter(|finding| finding.outcome() == FindingOutcome::Ask);
        let key = |finding: pb::Finding| match finding.field.strip_prefix("answers.") {
            Some(key) => key.to_owned(),
            None => finding.rule.unwrap().id,
        };
        let answers: std::collections::BTreeMap<String, bool> = asked.map(|finding| (key(finding), true)).collect();
        if answers.is_empty() {
            return Ok(seen);
        }
        let (name, etag) = (seen.name.clone(), seen.etag.clone());
        let request = pb::RecordAnswersRequest { name, etag, answers, reasons: "按原决定认定".into() };
        Ok(self.registrar(&seen).record_answers(request).await?.into_inner().application.unwrap())
    }

    /// Decides as was decided; a new organisation gets the code that it really got.
    pub(crate) async fn approved(
        &self,
        decision: &Decision,
        seen: &pb::Application,
    ) -> Result<pb::Application, Refused> {
        if let (What::Establishment, Some((prefix, serial))) = (decision.what, decision.serial()) {
            let request = pb::AllotCodeBlockRequest {
                division: decision.code.division().to_string(),
                prefix: prefix.into(),
                first_serial: serial,
                last_serial: serial,
                basis: decision.number.clone(),
            };
            let allotter = self.client("civil-affairs", &["registry-code-allotter"]);
            CodeBlockServiceClient::new(allotter).allot_code_block(request).await?;
        }
        let decide = |seen: &pb::Application| pb::ApproveApplicationRequest {
            name: seen.name.clone(),
            etag: seen.etag.clone(),
            number: decision.number.clone(),
            reasons: format!("{}于{}作出", decision.authority, decision.day),
        };
        let mut registrar = self.registrar(seen);
        let outcome = match registrar.approve_application(decide(seen)).await {
            // Another decision of the same day made a new question: whether the names are too much alike (NAME-02).
            Err(status) if reason(&status) == "CONDITIONS_OPEN" => {
                let seen = self.answered(seen.clone()).await?;
                self.registrar(&seen).approve_application(decide(&seen)).await
            }
            outcome => outcome,
        };
        Ok(outcome?.into_inner().application.unwrap())
    }

    /// A document of a kind, uploaded by the portal; its name.
    async fn document(&self, kind: &str) -> String {
        let mut client = DocumentServiceClient::new(self.client("data-bureau", &["application-portal"]));
        client
            .upload_document(tokio_stream::iter(papers::upload(kind)))
            .await
            .unwrap()
            .into_inner()
            .document
            .unwrap()
            .name
    }
}
