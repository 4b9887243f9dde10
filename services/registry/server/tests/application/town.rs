//! The departments of a city, and applications in their hands.

use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::application_service_client::ApplicationServiceClient;
use onecode_proto::registry::v1::code_block_service_client::CodeBlockServiceClient;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use testkit::{Caller, Suite, papers};
use tonic::{Code, Status};
use tonic_types::StatusExt;

/// Huzhou.
pub(crate) const HUZHOU: &str = "330500";

pub(crate) type Applications = ApplicationServiceClient<testkit::Client>;

/// A city with its departments.
pub(crate) struct Town {
    pub(crate) suite: Suite,
    /// The division whose departments decide: that of the city itself, if nothing else is said.
    seat: &'static str,
}

impl Town {
    /// With a block of codes to give.
    pub(crate) async fn new() -> Self {
        Self::over(crate::register::register().await).await
    }

    /// The same, with something in the configuration changed.
    pub(crate) async fn with(change: impl FnOnce(&mut registry_server::Config)) -> Self {
        Self::over(crate::register::register_with(change).await).await
    }

    async fn over(suite: Suite) -> Self {
        let town = Self { suite, seat: HUZHOU };
        town.allot(HUZHOU, "MJ3").await;
        town
    }

    /// The same city, with the departments of one of its districts to decide.
    pub(crate) fn seated(self, seat: &'static str) -> Self {
        Self { seat, ..self }
    }

    /// Allots a block of codes to a division of the city.
    pub(crate) async fn allot(&self, division: &str, prefix: &str) {
        let allotter = self.caller("civil-affairs", &["registry-code-allotter"]);
        let request = pb::AllotCodeBlockRequest {
            division: division.into(),
            prefix: prefix.into(),
            first_serial: 0,
            last_serial: 9_999,
            basis: "码段〔2026〕1号".into(),
        };
        CodeBlockServiceClient::new(self.suite.client(allotter.fresh())).allot_code_block(request).await.unwrap();
    }

    /// A caller of a department of the city.
    pub(crate) fn caller(&self, department: &str, roles: &[&str]) -> Caller {
        self.suite.identities().caller(department, HUZHOU, roles)
    }

    /// The portal, where applicants file.
    pub(crate) fn portal(&self) -> Applications {
        self.applications(&self.caller("data-bureau", &["application-portal"]))
    }

    /// The registering authority.
    pub(crate) fn registrar(&self) -> Applications {
        let roles = ["registry-registrar", "statistics"];
        self.applications(&self.suite.identities().caller("civil-affairs", self.seat, &roles))
    }

    /// A department that is asked for its opinion.
    pub(crate) fn reviewer(&self, department: &str) -> Applications {
        self.applications(&self.suite.identities().caller(department, self.seat, &["application-reviewer"]))
    }

    pub(crate) fn applications(&self, caller: &Caller) -> Applications {
        ApplicationServiceClient::new(self.suite.client(caller.fresh()))
    }

    pub(crate) fn organizations(&self) -> OrganizationServiceClient<testkit::Client> {
        OrganizationServiceClient::new(self.suite.client(self.suite.registrar().fresh()))
    }

    /// A document of a kind, uploaded by the portal; its name.
    pub(crate) async fn document(&self, kind: &str) -> String {
        self.document_of(&self.caller("data-bureau", &["application-portal"]), kind).await
    }

    /// A document of a kind, uploaded by somebody; its name.
    pub(crate) async fn document_of(&self, caller: &Caller, kind: &str) -> String {
        let mut client = DocumentServiceClient::new(self.suite.client(caller.fresh()));
        let answer = client.upload_document(tokio_stream::iter(papers::upload(kind))).await.unwrap().into_inner();
        answer.document.unwrap().name
    }

    /// Documents of these kinds.
    pub(crate) async fn documents(&self, kinds: &[&str]) -> Vec<String> {
        let mut names = Vec::new();
        for kind in kinds {
            names.push(self.document(kind).await);
        }
        names
    }

    pub(crate) async fn create(&self, application: pb::Application) -> pb::Application {
        let request = pb::CreateApplicationRequest { application: Some(application), validate_only: false };
        self.portal().create_application(request).await.unwrap().into_inner().application.unwrap()
    }

    pub(crate) async fn submit(&self, seen: &pb::Application, kinds: &[&str]) -> pb::Application {
        let documents = self.documents(kinds).await;
        let request = pb::SubmitApplicationRequest { name: seen.name.clone(), etag: seen.etag.clone(), documents };
        self.portal().submit_application(request).await.unwrap().into_inner().application.unwrap()
    }

    pub(crate) async fn accept(&self, seen: &pb::Application, party: &str, consulted: &[&str]) -> pb::Application {
        let request = pb::AcceptApplicationRequest {
            name: seen.name.clone(),
            etag: seen.etag.clone(),
            party_department: if party.is_empty() { String::new() } else { format!("departments/{party}") },
            consulted_departments: consulted.iter().map(|key| format!("departments/{key}")).collect(),
        };
        self.registrar().accept_application(request).await.unwrap().into_inner().application.unwrap()
    }

    pub(crate) async fn opine(
        &self,
        name: &str,
        department: &str,
        favourable: bool,
    ) -> Result<pb::Application, Status> {
        let request = pb::GiveOpinionRequest {
            name: name.into(),
            review: String::new(),
            favourable,
            reasons: if favourable { String::new() } else { "需进一步核实场所".into() },
        };
        Ok(self.reviewer(department).give_opinion(request).await?.into_inner().application.unwrap())
    }

    pub(crate) async fn findings(&self, name: &str) -> Vec<pb::Finding> {
        let request = pb::CheckApplicationRequest { name: name.into() };
        self.registrar().check_application(request).await.unwrap().into_inner().findings
    }

    /// Answers every open question with yes.
    pub(crate) async fn answer(&self, seen: &pb::Application) -> pb::Application {
        let asked = self.findings(&seen.name).await.into_iter();
        let asked = asked.filter(|finding| finding.outcome() == pb::FindingOutcome::Ask);
        let key = |finding: pb::Finding| match finding.field.strip_prefix("answers.") {
            Some(key) => key.to_owned(),
            None => finding.rule.unwrap().id,
        };
        let answers: std::collections::BTreeMap<String, bool> = asked.map(|finding| (key(finding), true)).collect();
        if answers.is_empty() {
            return self.get(&seen.name).await;
        }
        let request = pb::RecordAnswersRequest {
            name: seen.name.clone(),
            etag: self.get(&seen.name).await.etag,
            answers,
            reasons: "现场核实".into(),
        };
        self.registrar().record_answers(request).await.unwrap().into_inner().application.unwrap()
    }

    pub(crate) async fn get(&self, name: &str) -> pb::Application {
        let request = pb::GetApplicationRequest { name: name.into() };
        self.registrar().get_application(request).await.unwrap().into_inner().application.unwrap()
    }

    pub(crate) async fn approve(&self, name: &str, reasons: &str) -> Result<pb::Application, Status> {
        let request = pb::ApproveApplicationRequest {
            name: name.into(),
            etag: self.get(name).await.etag,
            number: "湖民社登〔2026〕12号".into(),
            reasons: reasons.into(),
        };
        Ok(self.registrar().approve_application(request).await?.into_inner().application.unwrap())
    }

    pub(crate) async fn organization(&self, name: &str) -> pb::Organization {
        let request = pb::GetOrganizationRequest { name: name.into(), ..Default::default() };
        self.organizations().get_organization(request).await.unwrap().into_inner().organization.unwrap()
    }
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
pub(crate) fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Some(Date { year, month, day })
}

/// A made-up ID number with its right check character (GB 11643).
pub(crate) fn id_number(birth: &str, serial: u32) -> String {
    let digits = format!("330502{birth}{serial:03}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize =
        digits.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() as usize * weight).sum();
    format!("{digits}{}", &"10X98765432"[sum % 11..=sum % 11])
}

/// A leader to be.
pub(crate) fn leader(serial: u32, role: pb::OfficerRole, legal_representative: bool) -> pb::Appointment {
    pb::Appointment {
        officer: Some(pb::OfficerParticulars {
            name: "欧阳静之".into(),
            id_kind: pb::IdentityKind::ResidentId.into(),
            id_number: id_number("19700101", serial),
            phone: "13812345678".into(),
            birth_date: None,
            official_account: String::new(),
        }),
        role: role.into(),
        legal_representative,
        term_number: 1,
        starts_on: date(2026, 11, 24),
        ends_on: date(2031, 11, 24),
        ..Default::default()
    }
}

/// An association that meets every condition that data can show.
pub(crate) fn association(title: &str, serial: u32) -> pb::Application {
    let content = pb::EstablishmentContent {
        kind: pb::OrganizationKind::SocialGroup.into(),
        title: title.into(),
        address: "湖州市吴兴区苕溪东路1号".into(),
        business_scope: "行业调研、培训、交流、服务".into(),
        registered_capital_fen: 5_000_000,
        contact_phone: "13900000000".into(),
        individual_members: 60,
        unit_members: 10,
        premises_months: 24,
        full_time_staff: 3,
        council_size: 9,
        council_term_years: 5,
        supervisors: 1,
        leaders: vec![
            leader(serial, pb::OfficerRole::President, true),
            leader(serial + 1, pb::OfficerRole::SecretaryGeneral, false),
        ],
        ..Default::default()
    };
    pb::Application {
        division: HUZHOU.into(),
        supervising_department: "departments/development-reform".into(),
        content: Some(pb::application::Content::Establishment(content)),
        ..Default::default()
    }
}

pub(crate) use testkit::papers::ESTABLISHMENT as PAPERS;

/// The reason of a refusal, checked against its code.
pub(crate) fn reason(status: &Status, code: Code) -> String {
    assert_eq!(status.code(), code, "{status:?}");
    status.get_details_error_info().unwrap().reason
}
