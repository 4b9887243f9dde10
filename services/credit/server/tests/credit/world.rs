//! Credit beside a register and inspection, each behind its own door, on one database, for the same callers and by the same clock.

use casework::Casework;
use credit_server::Config;
use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::credit_petition_service_client::CreditPetitionServiceClient;
use onecode_proto::credit::v1::credit_record_service_client::CreditRecordServiceClient;
use onecode_proto::credit::v1::credit_report_service_client::CreditReportServiceClient;
use onecode_proto::credit::v1::intake_service_client::IntakeServiceClient;
use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1 as registry;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use prost::{Message, Name};
use rpc::{Memory, Peer, Peers};
use sqlx::migrate::Migrator;
use testkit::{Caller, Client, Credentials, Suite};
use tonic::service::interceptor::InterceptedService;
use vocab::workdays::Calendar;
use vocab::{OrganizationClass, UnifiedCode};

pub(crate) const HUZHOU: &str = "330500";

pub(crate) type Records = CreditRecordServiceClient<Client>;
pub(crate) type Petitions = CreditPetitionServiceClient<Client>;
pub(crate) type Reports = CreditReportServiceClient<Client>;

/// A register, inspection and credit.
pub(crate) struct World {
    pub(crate) suite: Suite,
    credit: Memory,
}

impl World {
    pub(crate) async fn start() -> Self {
        Self::by(office()).await
    }

    /// Whose cases and terms are judged by this.
    pub(crate) async fn by(office: Casework) -> Self {
        let own = [&inspection_server::MIGRATOR, &credit_server::MIGRATOR];
        let migrators: Vec<&Migrator> = registry_server::MIGRATORS[1..].iter().copied().chain(own).collect();
        let register = register(office.clone());
        let mut suite =
            Suite::start(&migrators, |uow, feed, stop| registry_server::part(uow, feed, stop, register)).await;
        let mut peers = Peers::new();
        peers.add(registry_server::SERVICES, &Peer::Here(suite.memory().clone())).unwrap();
        let config = inspection_server::Config::new(office.clone(), seal::Ring::generate().unwrap());
        let build = |uow, stop| inspection_server::part(uow, &peers, stop, config);
        suite.beside("inspection", build).await;
        let feed = suite.feed().clone();
        let build = |uow, stop| credit_server::part(uow, feed, stop, Config { office });
        let credit = suite.beside("credit", build).await;
        Self { suite, credit }
    }

    /// Credentials on a channel to credit.
    pub(crate) fn client(&self, credentials: Credentials) -> Client {
        InterceptedService::new(self.credit.channel(), credentials)
    }

    /// Somebody of a department of Huzhou.
    pub(crate) fn caller(&self, department: &str, roles: &[&str]) -> Caller {
        self.suite.identities().caller(department, HUZHOU, roles)
    }

    /// Records as a reader sees them.
    pub(crate) fn records(&self) -> Records {
        Records::new(self.client(self.caller("tax", &["credit-reader"]).fresh()))
    }

    /// Records as a department submits them.
    pub(crate) fn submitting(&self, department: &str) -> Records {
        Records::new(self.client(self.caller(department, &["credit-submitter"]).fresh()))
    }

    /// Petitions as somebody of a department sees them.
    pub(crate) fn petitions(&self, department: &str, role: &str) -> Petitions {
        self.petitions_as(&self.caller(department, &[role]))
    }

    /// Petitions as a caller sees them.
    pub(crate) fn petitions_as(&self, caller: &Caller) -> Petitions {
        Petitions::new(self.client(caller.fresh()))
    }

    /// Reports as somebody of a department has them issued.
    pub(crate) fn reports(&self, department: &str, role: &str) -> Reports {
        Reports::new(self.client(self.caller(department, &[role]).fresh()))
    }

    /// Every record of an organisation.
    pub(crate) async fn records_of(&self, code: &str) -> Vec<pb::CreditRecord> {
        let request = pb::ListCreditRecordsRequest { parent: format!("organizations/{code}"), ..Default::default() };
        self.records().list_credit_records(request).await.unwrap().into_inner().credit_records
    }

    /// Registers an association on 1 January 2020, as the authority does.
    pub(crate) async fn register(&self, code: &str) {
        self.register_in(code, HUZHOU).await;
    }

    /// The same in a division.
    pub(crate) async fn register_in(&self, code: &str, division: &str) {
        let organization = registry::Organization {
            code: code.into(),
            title: format!("湖州市第{}协会", &code[9..17]),
            kind: registry::OrganizationKind::SocialGroup.into(),
            division: division.into(),
            established_date: date(2020, 1, 1),
            ..Default::default()
        };
        let request = registry::CreateOrganizationRequest {
            organization: Some(organization),
            status: registry::OrganizationStatus::Active.into(),
            valid_from: date(2020, 1, 1),
            basis: "社登〔2020〕1号".into(),
            validate_only: false,
        };
        let mut register = OrganizationServiceClient::new(self.suite.client(self.suite.registrar().fresh()));
        register.create_organization(request).await.unwrap();
    }

    /// Puts a fact into the feed as inspection does, in a unit of work of its own.
    pub(crate) async fn tell<F: Message + Name + 'static>(&self, subject: &str, fact: F) {
        let told = uow::Call::of_task("inspection/test", self.suite.uow().clock().new_id());
        let command = (subject.to_owned(), fact);
        self.suite.uow().write(&told, &command, emit::<F>, |()| ()).await.unwrap();
    }

    /// How far credit has read.
    pub(crate) async fn place(&self) -> pb::IntakePlace {
        let mut intake = IntakeServiceClient::new(self.client(self.caller("tax", &["credit-reader"]).fresh()));
        let answer = intake.get_intake(pb::GetIntakeRequest {}).await.unwrap().into_inner();
        answer.places.into_iter().next().unwrap()
    }

    /// Waits until every fact that is in the feed now has had its effect.
    pub(crate) async fn caught_up(&self) {
        let place = "select coalesce(max(position), 0) from credit.intake";
        self.suite.followed(&credit_server::follows(), place).await;
    }
}

async fn emit<F: Message + Name + 'static>(tx: &mut uow::Tx, command: &(String, F)) -> Result<(), fault::Fault> {
    tx.emit(&command.0, HUZHOU, &command.1);
    Ok(())
}

/// The code of the `serial`-th association.
pub(crate) fn code(serial: u32) -> String {
    let body = format!("MJ{serial:06}");
    UnifiedCode::from_parts(OrganizationClass::SocialGroup, HUZHOU.parse().unwrap(), &body).unwrap().to_string()
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
pub(crate) fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Some(Date { year, month, day })
}

/// The procedures and rules of all three, as the program has them.
pub(crate) fn office() -> Casework {
    office_by(calendar())
}

/// The same, by other working days.
pub(crate) fn office_by(calendar: Calendar) -> Casework {
    let services: [(&[&procedure::Procedure], _); 3] = [
        (registry_domain::procedures::PROCEDURES, registry_domain::rules()),
        (inspection_domain::procedures::PROCEDURES, inspection_domain::rules()),
        (credit_domain::procedures::PROCEDURES, credit_domain::rules()),
    ];
    Casework::of_services(&services, calendar).unwrap()
}

/// The calendar shipped, and years after it, for stories that last so long.
fn calendar() -> Calendar {
    Calendar::shipped().clone().amended([later().as_str()]).unwrap()
}

/// Years after the calendar shipped, whose only days off are weekends.
pub(crate) fn later() -> String {
    let days = (0..8 * 365).map(|day| time::macros::date!(2027 - 01 - 01) + time::Duration::days(day));
    let row = |day: time::Date| format!("{day},{},\n", u8::from(day.weekday().number_days_from_monday() < 5));
    std::iter::once("date,is_workday,name\n".to_owned()).chain(days.map(row)).collect()
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
