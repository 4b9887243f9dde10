//! What every part of a process stands on: keys and roles, telemetry, and one database with its sequencer.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use auth::{JwksSource, Roles, Verifier, VerifierConfig};
use fault::Fault;
use feed::{Feed, Sequencer};
use rpc::{DoorLayer, Part, Stage};
use sqlx::migrate::Migrator;
use telemetry::Telemetry;
use uow::{Clock, PoolOptions, Uow};

use super::{Settings, read, unusable};

/// Every table of this build, in the order in which it is made.
pub static MIGRATORS: [&Migrator; 8] = {
    let [uow, archive, casework, registry] = registry_server::MIGRATORS;
    [
        uow,
        archive,
        casework,
        registry,
        &inspection_server::MIGRATOR,
        &credit_server::MIGRATOR,
        &purchase_server::MIGRATOR,
        &talent_server::MIGRATOR,
    ]
};

/// What the parts share.
pub struct Ground {
    verifier: Arc<Verifier>,
    telemetry: Arc<Telemetry>,
    clock: Clock,
    feed: OnceLock<Feed>,
}

impl Ground {
    /// Reads keys and roles, and checks the roles against the permissions that the contracts declare.
    ///
    /// # Errors
    /// A file cannot be read, or a role holds a permission that no contract knows.
    pub fn lay(clock: Clock, settings: &Settings, telemetry: Arc<Telemetry>, stage: &Stage) -> Result<Self, Fault> {
        let auth = &settings.auth;
        let roles = Roles::parse(&read(&auth.roles)?).map_err(|error| unusable(&error.to_string()))?;
        roles.check(&onecode_proto::access::permissions()).map_err(|unknown| {
            unusable(&format!("the role table names permissions that no contract has: {}", unknown.join(", ")))
        })?;
        let source = match (&auth.jwks_file, &auth.jwks_url) {
            (Some(file), None) => JwksSource::File(file.clone()),
            (None, Some(url)) => JwksSource::Url(url.clone()),
            _ => return Err(unusable("say one of auth.jwks_file and auth.jwks_url")),
        };
        let mut config = VerifierConfig::new(auth.issuer.clone(), auth.audience.clone(), source);
        config.refresh = auth.refresh;
        let verifier = Arc::new(Verifier::new(config, roles).map_err(|error| unusable(&error.to_string()))?);
        let (refreshing, stop) = (Arc::clone(&verifier), stage.stop());
        stage.spawn("keys", async move {
            refreshing.refresh_loop(stop).await;
            Ok(())
        });
        if let Some(redis) = &settings.redis_url {
            let (following, stop) = (Arc::clone(&verifier), stage.stop());
            stage.spawn("revocations", super::revocations::follow(redis.expose().to_owned(), following, stop));
        }
        Ok(Self { verifier, telemetry, clock, feed: OnceLock::new() })
    }

    /// The verifier of tokens.
    #[must_use]
    pub fn verifier(&self) -> Arc<Verifier> {
        Arc::clone(&self.verifier)
    }

    /// A door for one part.
    #[must_use]
    pub fn door(&self, part: &Part, timeout: Duration) -> DoorLayer {
        let metrics = Arc::new(self.telemetry.rpc_metrics().of_part(part.name));
        let traces = self.telemetry.door().clone();
        DoorLayer::new(self.verifier(), self.clock.clone(), traces, metrics, part.refusals.clone(), timeout)
    }

    /// A part's road to its database, with a sequencer beside it; of all processes on one database, one sequencer leads.
    ///
    /// # Errors
    /// The URL is not a PostgreSQL URL.
    pub fn database(&self, settings: &Settings, source: &'static str, stage: &Stage) -> Result<Uow, Fault> {
        let database = &settings.database;
        let options =
            PoolOptions { max_writes: database.max_writes, max_reads: database.max_reads, ..PoolOptions::default() };
        let url = database.url.expose();
        let (writes, reads) =
            uow::connect(url, options).map_err(|_| unusable("database.url is not a PostgreSQL URL"))?;
        let uow = Uow::new(source, writes, reads, self.clock.clone());
        let sequencer = Sequencer::new(url).map_err(|_| unusable("database.url is not a PostgreSQL URL"))?;
        stage.spawn("sequencer", sequencer.run(stage.stop()));
        let (notifier, stop) = (uow.clone(), stage.stop());
        stage.spawn("notifier", async move {
            notifier.notify_loop(stop).await;
            Ok(())
        });
        Ok(uow)
    }

    /// The feed of that database, of which all parts of the process read the newest once, by the pool of the first that asks.
    #[must_use]
    pub fn feed(&self, uow: &Uow, stage: &Stage) -> Feed {
        let begin = || {
            let feed = Feed::new(uow.reads().clone());
            stage.spawn("feed", feed.clone().follow(stage.stop()));
            feed
        };
        self.feed.get_or_init(begin).clone()
    }
}
