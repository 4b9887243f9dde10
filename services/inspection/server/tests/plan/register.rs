//! What stands in the register, and in the books of both.

use onecode_proto::registry::v1 as registry;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use prost::Message;
use testkit::Client;

use crate::world::*;

impl World {
    /// The register, as the city's registrar works with it.
    pub(crate) fn register(&self) -> OrganizationServiceClient<Client> {
        OrganizationServiceClient::new(self.suite.client(self.suite.registrar().fresh()))
    }

    /// Registers an association of a division; its code.
    pub(crate) async fn organization(&self, serial: u32, division: &str) -> String {
        let code = code(serial);
        let request = registry::CreateOrganizationRequest {
            organization: Some(registry::Organization {
                code: code.clone(),
                title: format!("湖州市第{serial}社会组织"),
                kind: registry::OrganizationKind::SocialGroup.into(),
                division: division.into(),
                established_date: date(2020, 3, 1),
                ..Default::default()
            }),
            status: registry::OrganizationStatus::Active.into(),
            valid_from: date(2020, 3, 1),
            basis: "湖民社登〔2020〕1号".into(),
            validate_only: false,
        };
        self.register().create_organization(request).await.unwrap();
        code
    }

    /// Registers that many associations of Huzhou itself.
    pub(crate) async fn organizations(&self, count: u32) {
        for serial in 1..=count {
            self.organization(serial, HUZHOU).await;
        }
    }

    /// Lets an organisation end today.
    pub(crate) async fn deregister(&self, serial: u32) {
        let name = format!("organizations/{}", code(serial));
        let request = registry::GetOrganizationRequest { name, ..Default::default() };
        let seen = self.register().get_organization(request).await.unwrap().into_inner().organization.unwrap();
        let request = registry::ChangeOrganizationStatusRequest {
            name: seen.name,
            status: registry::OrganizationStatus::Deregistered.into(),
            valid_from: None,
            basis: "湖民社注〔2026〕1号".into(),
            etag: seen.etag,
        };
        self.register().change_organization_status(request).await.unwrap();
    }

    /// Every fact of one type that was published, in order.
    pub(crate) async fn facts<F: Message + prost::Name + Default>(&self) -> Vec<F> {
        self.suite.facts().await
    }

    /// Runs a statement on the books, past every rule.
    pub(crate) async fn tamper(&self, statement: &'static str) {
        sqlx::raw_sql(statement).execute(&mut self.suite.database().connection().await).await.unwrap();
    }
}
