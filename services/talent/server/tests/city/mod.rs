//! A register and talent, each behind its own door, on one database, for the same callers and by the same clock.

use casework::Casework;
use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1 as registry;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use rpc::{Memory, Peer, Peers};
use sqlx::migrate::Migrator;
use testkit::{Caller, Client, Suite};
use tonic::service::interceptor::InterceptedService;
use vocab::workdays::Calendar;
use vocab::{OrganizationClass, UnifiedCode};

/// Both, on 24 November 2026.
pub(crate) struct City {
    pub(crate) suite: Suite,
    talent: Memory,
}

impl City {
    /// With keys of its own for the personal data of talent.
    pub(crate) async fn start(config: talent_server::Config) -> Self {
        let migrators: Vec<&Migrator> =
            registry_server::MIGRATORS[1..].iter().copied().chain([&talent_server::MIGRATOR]).collect();
        let register = register();
        let mut suite =
            Suite::start(&migrators, |uow, feed, stop| registry_server::part(uow, feed, stop, register)).await;
        let mut peers = Peers::new();
        peers.add(registry_server::SERVICES, &Peer::Here(suite.memory().clone())).unwrap();
        let talent = suite.beside("talent", |uow, stop| talent_server::part(uow, &peers, stop, config)).await;
        Self { suite, talent }
    }

    /// A caller's credentials on a channel to talent.
    pub(crate) fn client(&self, caller: &Caller) -> Client {
        InterceptedService::new(self.talent.channel(), caller.fresh())
    }

    /// The same, with one key for every call.
    pub(crate) fn keyed(&self, caller: &Caller, key: &str) -> Client {
        InterceptedService::new(self.talent.channel(), caller.keyed(key))
    }

    /// A caller of civil affairs in a division.
    pub(crate) fn caller(&self, division: &str, role: &str) -> Caller {
        self.suite.identities().caller("civil-affairs", division, &[role])
    }

    /// Registers the `serial`-th association in a division; its name.
    pub(crate) async fn register(&self, serial: u32, division: &str, status: registry::OrganizationStatus) -> String {
        let body = format!("MJ{serial:06}");
        let code = UnifiedCode::from_parts(OrganizationClass::SocialGroup, division.parse().unwrap(), &body).unwrap();
        let organization = registry::Organization {
            code: code.to_string(),
            title: format!("湖州市第{serial}协会"),
            kind: registry::OrganizationKind::SocialGroup.into(),
            division: division.into(),
            established_date: date(2020, 1, 1),
            ..Default::default()
        };
        let request = registry::CreateOrganizationRequest {
            organization: Some(organization),
            status: status.into(),
            valid_from: date(2020, 1, 1),
            basis: "社登〔2020〕1号".into(),
            validate_only: false,
        };
        let mut register = OrganizationServiceClient::new(self.suite.client(self.suite.registrar().fresh()));
        register.create_organization(request).await.unwrap();
        format!("organizations/{code}")
    }
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
pub(crate) fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Some(Date { year, month, day })
}

fn register() -> registry_server::Config {
    let folder = tempfile::tempdir().unwrap().keep();
    let calendar = Calendar::shipped().clone();
    registry_server::Config {
        documents: archive::Store::folder(&folder).unwrap(),
        document_limits: archive::Limits::default(),
        office: Casework::new(registry_domain::procedures::PROCEDURES, registry_domain::rules(), calendar),
        signer: registry_server::Signer::ephemeral().unwrap(),
        ring: seal::Ring::generate().unwrap(),
    }
}
