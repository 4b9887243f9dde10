//! A register, credit and talent, each behind its own door, on one database, for the same callers and by the same clock.

use casework::Casework;
use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1 as registry;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use rpc::{Memory, Peer, Peers};
use sqlx::migrate::Migrator;
use testkit::{Client, Credentials, Suite};
use tonic::service::interceptor::InterceptedService;
use vocab::workdays::Calendar;
use vocab::{OrganizationClass, UnifiedCode};

pub(crate) const HUZHOU: &str = "330500";

/// All three, on 24 November 2026.
pub(crate) struct City {
    pub(crate) suite: Suite,
    pub(crate) talent: Memory,
    /// Signs certificates for talent.
    pub(crate) issuer: talent_server::Issuer,
}

impl City {
    pub(crate) async fn start() -> Self {
        Self::sealed_with(seal::Ring::generate().unwrap()).await
    }

    /// The same, whose talent seals with these keys.
    pub(crate) async fn sealed_with(ring: seal::Ring) -> Self {
        let own = [&credit_server::MIGRATOR, &talent_server::MIGRATOR];
        let migrators: Vec<&Migrator> = registry_server::MIGRATORS[1..].iter().copied().chain(own).collect();
        let office = office();
        let register = register(office.clone());
        let mut suite =
            Suite::start(&migrators, |uow, feed, stop| registry_server::part(uow, feed, stop, register)).await;
        let mut peers = Peers::new();
        peers.add(registry_server::SERVICES, &Peer::Here(suite.memory().clone())).unwrap();
        let feed = suite.feed().clone();
        let build = |uow, stop| credit_server::part(uow, feed, stop, credit_server::Config { office });
        let credit = suite.beside("credit", build).await;
        peers.add(credit_server::SERVICES, &Peer::Here(credit)).unwrap();
        let issuer = talent_server::Issuer::ephemeral("https://talent.test").unwrap();
        let config = talent_server::Config { ring, issuer: issuer.clone() };
        let talent = suite.beside("talent", |uow, stop| talent_server::part(uow, &peers, stop, config)).await;
        Self { suite, talent, issuer }
    }

    /// Credentials on a channel to talent.
    pub(crate) fn client(&self, credentials: Credentials) -> Client {
        InterceptedService::new(self.talent.channel(), credentials)
    }

    /// Registers an association of Huzhou and waits until credit knows of it.
    pub(crate) async fn register(&self, serial: u32, title: &str) -> String {
        self.register_as(serial, title, registry::OrganizationStatus::Active).await
    }

    /// The same, with a status.
    pub(crate) async fn register_as(&self, serial: u32, title: &str, status: registry::OrganizationStatus) -> String {
        self.register_in(HUZHOU, serial, title, status).await
    }

    /// The same, in a division.
    pub(crate) async fn register_in(
        &self,
        division: &str,
        serial: u32,
        title: &str,
        status: registry::OrganizationStatus,
    ) -> String {
        let code = code_in(division, serial);
        let organization = registry::Organization {
            code: code.clone(),
            title: title.into(),
            kind: registry::OrganizationKind::SocialGroup.into(),
            division: division.into(),
            established_date: date(2020, 1, 1),
            ..Default::default()
        };
        // the register takes up nobody who has ended
        let is_unknown = status == registry::OrganizationStatus::Unknown;
        let first = if is_unknown { status } else { registry::OrganizationStatus::Active };
        let request = registry::CreateOrganizationRequest {
            organization: Some(organization),
            status: first.into(),
            valid_from: date(2020, 1, 1),
            basis: "社登〔2020〕1号".into(),
            validate_only: false,
        };
        let mut register = OrganizationServiceClient::new(self.suite.client(self.suite.registrar().fresh()));
        let made = register.create_organization(request).await.unwrap().into_inner().organization.unwrap();
        if status != first {
            let request = registry::ChangeOrganizationStatusRequest {
                name: made.name,
                status: status.into(),
                valid_from: None,
                basis: "社登〔2026〕2号".into(),
                etag: made.etag,
            };
            let mut register = OrganizationServiceClient::new(self.suite.client(self.suite.registrar().fresh()));
            register.change_organization_status(request).await.unwrap();
        }
        let place = "select coalesce(max(position), 0) from credit.intake";
        self.suite.followed(&credit_server::follows(), place).await;
        code
    }

    /// Puts an organisation on the serious list, as the decision of a case does.
    pub(crate) async fn list_serious(&self, code: &str) {
        sqlx::query(
            "insert into credit.listing (id, organization, division, department, list, ground, rule, document_number, listed_on,
               period_from, created_at)
             values (gen_random_uuid(), $1, '330500', 'civil-affairs', 'serious', 'CR-03a', 'CR-03a@1', '湖民决〔2026〕1号',
               '2026-01-01', '2026-01-01', now())",
        )
        .bind(code)
        .execute(&mut self.suite.database().connection().await)
        .await
        .unwrap();
    }
}

/// The code of the `serial`-th association of Huzhou.
pub(crate) fn code(serial: u32) -> String {
    code_in(HUZHOU, serial)
}

fn code_in(division: &str, serial: u32) -> String {
    let body = format!("MJ{serial:06}");
    UnifiedCode::from_parts(OrganizationClass::SocialGroup, division.parse().unwrap(), &body).unwrap().to_string()
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
pub(crate) fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Some(Date { year, month, day })
}

fn office() -> Casework {
    let services = [
        (registry_domain::procedures::PROCEDURES, registry_domain::rules()),
        (inspection_domain::procedures::PROCEDURES, inspection_domain::rules()),
        (credit_domain::procedures::PROCEDURES, credit_domain::rules()),
    ];
    Casework::of_services(&services, Calendar::shipped().clone()).unwrap()
}

fn register(office: Casework) -> registry_server::Config {
    let folder = tempfile::tempdir().unwrap().keep();
    registry_server::Config {
        documents: archive::Store::folder(&folder).unwrap(),
        document_limits: archive::Limits::default(),
        office,
        signer: registry_server::Signer::ephemeral().unwrap(),
        ring: seal::Ring::generate().unwrap(),
    }
}
