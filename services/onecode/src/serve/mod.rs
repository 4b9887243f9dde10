//! `onecode serve`: builds the parts named, gives each its peers, and lives until a signal.

mod documents;
mod ground;
mod mounts;
mod open_data;
pub mod revocations;
mod settings;

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use casework::Casework;
use fault::{Fault, Kind};
use jose::SigningKeys;
use onecode_proto::credit::v1::eligibility_service_server as eligibility;
use onecode_proto::inspection::v1::rating_service_server as ratings;
use onecode_proto::registry::v1::organization_service_server as organizations;
use rpc::{Admin, AdminState, Listener, Peer, Peers, Process, Running, Tls};
use seal::Ring;
use telemetry::Telemetry;
use uow::Clock;
use vocab::workdays::Calendar;

pub use documents::{DocumentsSettings, S3Settings};
pub use ground::{Ground, MIGRATORS};
use mounts::Mounts;
pub use open_data::OcdsSettings;

pub use crate::args::PartName;
pub use settings::{AuthSettings, CertificateSettings, DatabaseSettings, PersonalDataSettings, Settings, TlsFiles};

/// A process that serves.
pub struct Server {
    process: Process,
    running: Vec<Running>,
    admin: AdminState,
    settings: Settings,
    /// Where the outermost part listens.
    pub address: SocketAddr,
    /// Where the admin port listens.
    pub admin_address: SocketAddr,
}

impl Server {
    /// Starts the parts named.
    ///
    /// # Errors
    /// The settings don't fit, a port is taken, or a file cannot be read.
    pub async fn start(settings: Settings, parts: &[PartName], telemetry: Arc<Telemetry>) -> Result<Self, Fault> {
        Self::start_by(Clock::system(), settings, parts, telemetry).await
    }

    /// The same, by another clock than the system's.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub async fn start_by(
        clock: Clock,
        settings: Settings,
        parts: &[PartName],
        telemetry: Arc<Telemetry>,
    ) -> Result<Self, Fault> {
        let mut process = Process::new();
        let admin = AdminState::new(Arc::clone(&telemetry));
        let admin_port =
            Admin::bind(settings.admin, admin.clone()).await.map_err(|error| taken(settings.admin, error))?;
        let admin_address = admin_port.address().map_err(Fault::internal)?;
        let outer = Listener::tcp(settings.listen, tls(&settings)?).map_err(|fault| taken(settings.listen, fault))?;
        let address = outer.address().unwrap_or(settings.listen);

        let first = process.stage("ground");
        first.spawn("admin", admin_port.serve(first.stop()));
        let ground = Ground::lay(clock, &settings, Arc::clone(&telemetry), &first)?;

        let here = |part| parts.contains(&part) || parts.contains(&PartName::All);
        let peers = remote(&settings, here)?;
        let mut mounts = Mounts::new(&mut process, &ground, &settings, peers, outer, here(PartName::Gateway));
        if here(PartName::Registry) {
            let stage = mounts.stage("registry");
            let uow = ground.database(&settings, "registry", &first)?;
            let feed = ground.feed(&uow, &first);
            let part = registry_server::part(uow, feed, stage.stop(), registry(&settings)?);
            mounts.inner(&stage, part, registry_server::SERVICES).await?;
        }
        if here(PartName::Inspection) {
            if mounts.peers().channel(organizations::SERVICE_NAME).is_none() {
                return Err(unusable("inspection draws from the register: say peers.registry, where it runs"));
            }
            let stage = mounts.stage("inspection");
            let uow = ground.database(&settings, "inspection", &first)?;
            let part = inspection_server::part(uow, mounts.peers(), stage.stop(), inspection(&settings)?);
            mounts.inner(&stage, part, inspection_server::SERVICES).await?;
        }
        if here(PartName::Credit) {
            let stage = mounts.stage("credit");
            let uow = ground.database(&settings, "credit", &first)?;
            let feed = ground.feed(&uow, &first);
            let part = credit_server::part(uow, feed, stage.stop(), credit(&settings)?);
            mounts.inner(&stage, part, credit_server::SERVICES).await?;
        }
        if here(PartName::Purchase) {
            let asked = [
                (organizations::SERVICE_NAME, "registry"),
                (ratings::SERVICE_NAME, "inspection"),
                (eligibility::SERVICE_NAME, "credit"),
            ];
            if let Some((_, part)) = asked.iter().find(|(service, _)| mounts.peers().channel(service).is_none()) {
                return Err(unusable(&format!("purchase asks of organisations: say peers.{part}, where it runs")));
            }
            let stage = mounts.stage("purchase");
            let uow = ground.database(&settings, "purchase", &first)?;
            let part = purchase_server::part(uow, mounts.peers(), stage.stop(), purchase(&settings)?);
            mounts.inner(&stage, part, purchase_server::SERVICES).await?;
        }
        if here(PartName::Talent) {
            let asked = [(organizations::SERVICE_NAME, "registry"), (eligibility::SERVICE_NAME, "credit")];
            if let Some((_, part)) = asked.iter().find(|(service, _)| mounts.peers().channel(service).is_none()) {
                return Err(unusable(&format!("talent asks of organisations: say peers.{part}, where it runs")));
            }
            let stage = mounts.stage("talent");
            let uow = ground.database(&settings, "talent", &first)?;
            let part = talent_server::part(uow, mounts.peers(), stage.stop(), talent(&settings)?);
            mounts.inner(&stage, part, talent_server::SERVICES).await?;
        }
        if here(PartName::Gateway) {
            let stage = mounts.stage("gateway");
            let config = onecode_gateway::Config {
                max_request_bytes: settings.max_request_bytes,
                ..onecode_gateway::Config::default()
            };
            let part = onecode_gateway::part(mounts.peers(), config);
            mounts.outermost(&stage, part).await?;
        }
        let running = mounts.running();
        Ok(Self { process, running, admin, settings, address, admin_address })
    }

    /// Waits until every part takes calls, and says so on the admin port.
    pub async fn until_ready(&mut self) {
        ready(&mut self.running, &self.admin).await;
    }

    /// Cancelled when a task failed.
    #[must_use]
    pub fn failed(&self) -> tokio_util::sync::CancellationToken {
        self.process.failed()
    }

    /// Serves until SIGTERM or SIGINT, then drains.
    ///
    /// # Errors
    /// A task failed, or calls were cut short.
    pub async fn run(mut self) -> Result<(), Fault> {
        let failed = self.process.failed();
        {
            let mut heard = std::pin::pin!(self.process.until_signal());
            tokio::select! {
                () = ready(&mut self.running, &self.admin) => {
                    tracing::info!(address = %self.address, admin = %self.admin_address, "serving");
                    heard.await.map_err(Fault::internal)?;
                }
                early = &mut heard => early.map_err(Fault::internal)?,
            }
        }
        let delay = if failed.is_cancelled() { std::time::Duration::ZERO } else { self.settings.drain_delay };
        self.drain(delay).await
    }

    /// Readiness off, a wait for load balancers to notice, then the calls under way end.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub async fn drain(self, delay: std::time::Duration) -> Result<(), Fault> {
        self.admin.set_ready(false);
        for running in &self.running {
            running.retire().await;
        }
        tokio::time::sleep(delay).await;
        self.process.drain(self.settings.grace).await.map_err(Fault::internal)
    }
}

async fn ready(running: &mut [Running], admin: &AdminState) {
    for part in running {
        part.until_ready().await;
    }
    admin.set_ready(true);
}

/// Runs `onecode serve`.
///
/// # Errors
/// As [`Server::start`] and [`Server::run`].
pub async fn run(file: Option<PathBuf>, parts: Vec<PartName>) -> Result<(), Fault> {
    let settings = load(file.as_deref())?;
    let telemetry = Arc::new(telemetry::init(&settings.telemetry).map_err(Fault::internal)?);
    let server = Server::start(settings, &parts, Arc::clone(&telemetry)).await?;
    let outcome = server.run().await;
    if let Err(error) = telemetry.shutdown() {
        tracing::warn!(error = %error, "telemetry not flushed");
    }
    outcome
}

/// The effective settings.
///
/// # Errors
/// Every wrong key at once.
pub fn load(file: Option<&Path>) -> Result<Settings, Fault> {
    config::load(file).map_err(|error| unusable(&error.to_string()))
}

pub(crate) fn unusable(sentence: &str) -> Fault {
    Fault::new(Kind::InvalidArgument, "SETTINGS_UNUSABLE", sentence)
}

/// The name and the keys that certificates are signed with. A key is never made here: it would be another one on every replica.
fn signing(settings: &CertificateSettings) -> Result<(String, SigningKeys), Fault> {
    let folder = settings
        .keys
        .as_deref()
        .ok_or_else(|| unusable("say certificate.keys, the folder of the keys that sign certificates"))?;
    let keys = SigningKeys::load(folder).map_err(|error| unusable(&error.to_string()))?;
    Ok((settings.issuer.clone(), keys))
}

fn taken(address: SocketAddr, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Fault {
    unusable(&format!("cannot listen on {address}")).caused_by(cause)
}

fn read(path: &Path) -> Result<String, Fault> {
    std::fs::read_to_string(path).map_err(|error: io::Error| unusable(&format!("{}: {error}", path.display())))
}

fn tls(settings: &Settings) -> Result<Option<Tls>, Fault> {
    match (&settings.tls, settings.plaintext) {
        (Some(files), false) => Ok(Some(Tls {
            certificate: read(&files.certificate)?,
            key: read(&files.key)?,
            client_authority: files.client_authority.as_deref().map(read).transpose()?,
        })),
        (None, true) => Ok(None),
        (Some(_), true) => Err(unusable("plaintext and tls exclude each other")),
        (None, false) => {
            Err(unusable("no certificates (tls.certificate, tls.key); to serve without TLS say plaintext = true"))
        }
    }
}

fn registry(settings: &Settings) -> Result<registry_server::Config, Fault> {
    let (issuer, keys) = signing(&settings.certificate)?;
    Ok(registry_server::Config {
        documents: settings.documents.store()?,
        document_limits: settings.documents.limits(),
        office: office(calendar(&settings.calendar)?)?,
        signer: registry_server::Signer::new(issuer, keys),
        ring: ring(settings)?,
    })
}

fn inspection(settings: &Settings) -> Result<inspection_server::Config, Fault> {
    Ok(inspection_server::Config::new(office(calendar(&settings.calendar)?)?, ring(settings)?))
}

fn credit(settings: &Settings) -> Result<credit_server::Config, Fault> {
    Ok(credit_server::Config { office: office(calendar(&settings.calendar)?)? })
}

fn purchase(settings: &Settings) -> Result<purchase_server::Config, Fault> {
    Ok(purchase_server::Config {
        calendar: calendar(&settings.calendar)?,
        ocds: settings.ocds.publisher()?,
        ring: ring(settings)?,
    })
}

fn talent(settings: &Settings) -> Result<talent_server::Config, Fault> {
    let (issuer, keys) = signing(&settings.certificate)?;
    Ok(talent_server::Config { ring: ring(settings)?, issuer: talent_server::Issuer::new(issuer, keys) })
}

fn ring(settings: &Settings) -> Result<Ring, Fault> {
    Ring::load(&settings.personal_data.keys).map_err(|error| unusable(&error.to_string()))
}

/// What cases are judged by: every process of a deployment has the procedures and rules of all parts, so that whichever sweeps
/// terms, lists tasks or explains a last day does it for all of them.
///
/// # Errors
/// A rule is in the books of two services.
pub fn office(calendar: Calendar) -> Result<Casework, Fault> {
    let services = [
        (registry_domain::procedures::PROCEDURES, registry_domain::rules()),
        (inspection_domain::procedures::PROCEDURES, inspection_domain::rules()),
        (credit_domain::procedures::PROCEDURES, credit_domain::rules()),
        (&[], purchase_domain::rules()),
        (&[], talent_domain::rules()),
    ];
    Casework::of_services(&services, calendar).map_err(|error| unusable(&error.to_string()))
}

/// The parts that run in other processes, as far as it is said where.
fn remote(settings: &Settings, here: impl Fn(PartName) -> bool) -> Result<Peers, Fault> {
    let mut peers = Peers::new();
    let parts = [
        (PartName::Registry, "registry", registry_server::SERVICES),
        (PartName::Inspection, "inspection", inspection_server::SERVICES),
        (PartName::Credit, "credit", credit_server::SERVICES),
        (PartName::Purchase, "purchase", purchase_server::SERVICES),
        (PartName::Talent, "talent", talent_server::SERVICES),
    ];
    for (part, name, services) in parts {
        let Some(url) = settings.peers.get(name).filter(|_| !here(part)) else { continue };
        let authority = settings.peer_authority.as_deref().map(read).transpose()?;
        let peer = Peer::At { url: url.clone(), authority };
        peers.add(services, &peer).map_err(|_| unusable(&format!("peers.{name} is not a URL")))?;
    }
    Ok(peers)
}

/// The working days shipped, with the files named put over them.
fn calendar(files: &[PathBuf]) -> Result<Calendar, Fault> {
    let texts = files.iter().map(|file| read(file)).collect::<Result<Vec<_>, _>>()?;
    let shipped = Calendar::shipped().clone();
    shipped.amended(texts.iter().map(String::as_str)).map_err(|error| unusable(&error.to_string()))
}
