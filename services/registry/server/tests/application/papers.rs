//! What can be applied for, ready to be handed in; and how far it is taken.

use onecode_proto::procedure::v1 as procedures;
use onecode_proto::procedure::v1::case_service_client::CaseServiceClient;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::application::Content;
use onecode_proto::registry::v1::branch_service_client::BranchServiceClient;
use onecode_proto::registry::v1::certificate_service_client::CertificateServiceClient;
use onecode_proto::registry::v1::officer_service_client::OfficerServiceClient;
use tonic::Status;
use tonic_types::StatusExt;

use crate::town::*;

/// Documents of a change, and of what concerns a branch.
pub(crate) const RESOLVED: &[&str] = &["application", "resolution"];
/// Documents of the approval of a charter.
pub(crate) const AMENDED: &[&str] = &["application", "resolution", "charter"];
/// Documents of a deregistration.
pub(crate) const LIQUIDATED: &[&str] = &["application", "resolution", "liquidation-report", "supervising-approval"];
/// Documents of a simplified deregistration.
pub(crate) const PROMISED: &[&str] = &["application", "resolution", "promise"];

/// An application about an organisation.
pub(crate) fn about(organization: &str, content: Content) -> pb::Application {
    pb::Application {
        organization: organization.into(),
        supervising_department: "departments/development-reform".into(),
        content: Some(content),
        ..Default::default()
    }
}

pub(crate) fn change(organization: &str, content: pb::ChangeContent) -> pb::Application {
    about(organization, Content::Change(pb::ChangeContent { approved_date: date(2026, 11, 20), ..content }))
}

/// A new legal representative, in place of the present one, from today on.
pub(crate) fn successor(organization: &str, serial: u32) -> pb::Application {
    let appointment =
        pb::Appointment { replaces_legal_representative: true, ..leader(serial, pb::OfficerRole::VicePresident, true) };
    change(organization, pb::ChangeContent { legal_representative: Some(appointment), ..Default::default() })
}

pub(crate) fn branch(organization: &str, content: pb::BranchContent) -> pb::Application {
    about(organization, Content::Branch(content))
}

pub(crate) fn set_up(organization: &str, title: &str) -> pb::Application {
    let content = pb::BranchContent {
        action: pb::BranchAction::SetUp.into(),
        title: title.into(),
        address: "湖州市吴兴区龙溪路2号".into(),
        business_scope: "蚕桑技术交流".into(),
        ..Default::default()
    };
    branch(organization, content)
}

/// A deregistration for which everything is done.
pub(crate) fn deregistration(organization: &str) -> pb::Application {
    let content = pb::DeregistrationContent {
        liquidation_group: Some(true),
        liquidated_date: date(2026, 11, 20),
        certificate_surrendered: true,
        seal_surrendered: true,
        vouchers_surrendered: true,
    };
    about(organization, Content::Deregistration(content))
}

pub(crate) fn simplified(organization: &str) -> pb::Application {
    let reason = "成立以来未开展活动，会员大会决定终止".into();
    about(organization, Content::SimplifiedDeregistration(pb::SimplifiedDeregistrationContent { reason }))
}

/// The rules that a refusal names, and what else it tells.
pub(crate) fn metadata(status: &Status, key: &str) -> String {
    status.get_details_error_info().unwrap().metadata.get(key).cloned().unwrap_or_default()
}

impl Town {
    /// Accepted, every opinion given and favourable, every question answered with yes.
    pub(crate) async fn ready(&self, application: pb::Application, kinds: &[&str]) -> pb::Application {
        let reviewing = self.reviewing(application, kinds).await;
        self.agreed(&reviewing).await;
        self.answer(&reviewing).await;
        self.get(&reviewing.name).await
    }

    /// Created, handed in and accepted; nobody consulted.
    pub(crate) async fn reviewing(&self, application: pb::Application, kinds: &[&str]) -> pb::Application {
        let party = if politically_reviewed(&application) { "social-work" } else { "" };
        let draft = self.create(application).await;
        let submitted = self.submit(&draft, kinds).await;
        self.accept(&submitted, party, &[]).await
    }

    /// Everybody who is asked agrees.
    pub(crate) async fn agreed(&self, seen: &pb::Application) {
        for opinion in self.case(seen).await.opinions {
            if opinion.state() == procedures::OpinionState::Awaited {
                let department = opinion.department.strip_prefix("departments/").unwrap();
                self.opine(&seen.name, department, true).await.unwrap();
            }
        }
    }

    /// An association that was established by an application; its name.
    pub(crate) async fn established(&self, title: &str, serial: u32) -> String {
        let ready = self.ready(association(title, serial), PAPERS).await;
        self.approve(&ready.name, "").await.unwrap().organization
    }

    /// An application that was approved.
    pub(crate) async fn approved(&self, application: pb::Application, kinds: &[&str]) -> pb::Application {
        let ready = self.ready(application, kinds).await;
        self.approve(&ready.name, "").await.unwrap()
    }

    /// What the case of an application says.
    pub(crate) async fn case(&self, seen: &pb::Application) -> procedures::Case {
        let mut cases = CaseServiceClient::new(self.suite.client(self.suite.registrar().fresh()));
        let request = procedures::GetCaseRequest { name: seen.case.clone() };
        cases.get_case(request).await.unwrap().into_inner().case.unwrap()
    }

    /// The last day of the clock of a key that counts.
    pub(crate) async fn due(&self, seen: &pb::Application, key: &str) -> procedures::Deadline {
        let deadlines = self.case(seen).await.deadlines;
        deadlines.into_iter().rfind(|deadline| deadline.key == key).unwrap()
    }

    pub(crate) async fn posts(&self, organization: &str) -> Vec<pb::Post> {
        let mut officers = OfficerServiceClient::new(self.suite.client(self.suite.registrar().fresh()));
        let request = pb::ListPostsRequest { parent: organization.into(), ..Default::default() };
        officers.list_posts(request).await.unwrap().into_inner().posts
    }

    pub(crate) async fn certificates(&self, organization: &str) -> Vec<pb::Certificate> {
        let mut client = CertificateServiceClient::new(self.suite.client(self.suite.registrar().fresh()));
        let request = pb::ListCertificatesRequest { parent: organization.into(), ..Default::default() };
        client.list_certificates(request).await.unwrap().into_inner().certificates
    }

    pub(crate) fn branch_book(&self) -> BranchServiceClient<testkit::Client> {
        BranchServiceClient::new(self.suite.client(self.suite.registrar().fresh()))
    }

    pub(crate) async fn branches(&self, organization: &str, show_cancelled: bool) -> Vec<pb::Branch> {
        let request = pb::ListBranchesRequest { parent: organization.into(), show_cancelled };
        self.branch_book().list_branches(request).await.unwrap().into_inner().branches
    }

    pub(crate) async fn charters(&self, organization: &str) -> Vec<pb::Charter> {
        let request = pb::ListChartersRequest { parent: organization.into() };
        self.branch_book().list_charters(request).await.unwrap().into_inner().charters
    }

    pub(crate) async fn send_back(&self, seen: &pb::Application) -> pb::Application {
        let request = pb::ReturnApplicationRequest {
            name: seen.name.clone(),
            etag: seen.etag.clone(),
            reasons: "章程缺少党建条款，请补正".into(),
        };
        self.registrar().return_application(request).await.unwrap().into_inner().application.unwrap()
    }
}

fn politically_reviewed(application: &pb::Application) -> bool {
    matches!(application.content, Some(Content::Establishment(_) | Content::Change(_)))
}
