//! Departments that write without pause, and repeat with the same key what was not acknowledged.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_proto::registry::v1::{Organization, UpdateOrganizationRequest};
use prost_types::FieldMask;
use testkit::{Caller, Client, Credentials};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::{Channel, Endpoint};
use tonic::{Request, Status};

use super::{creation, reason};

/// Longest wait for one attempt; a writer is never stuck with a server that is gone.
const ATTEMPT: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(20);

/// The ways to a service that has replicas; a caller takes the next when one fails.
#[derive(Debug, Clone)]
pub struct Roads {
    channels: Vec<Channel>,
    turn: Arc<AtomicUsize>,
}

impl Roads {
    /// To these endpoints, the first first.
    #[must_use]
    pub fn to(endpoints: &[String]) -> Self {
        let channel = |endpoint: &String| {
            let endpoint = Endpoint::from_shared(endpoint.clone()).expect("a URL").tcp_nodelay(true);
            endpoint.connect_timeout(Duration::from_secs(2)).connect_lazy()
        };
        Self { channels: endpoints.iter().map(channel).collect(), turn: Arc::default() }
    }

    /// The same roads, beginning with another.
    #[must_use]
    pub fn beginning_with(&self, first: usize) -> Self {
        Self { channels: self.channels.clone(), turn: Arc::new(AtomicUsize::new(first)) }
    }

    /// The present road.
    #[must_use]
    pub fn channel(&self) -> Channel {
        self.channels[self.turn.load(Ordering::Relaxed) % self.channels.len()].clone()
    }

    /// Takes the next, after a pause.
    pub async fn turn(&self) {
        self.turn.fetch_add(1, Ordering::Relaxed);
        tokio::time::sleep(PAUSE).await;
    }

    fn organizations(&self, credentials: Credentials) -> OrganizationServiceClient<Client> {
        OrganizationServiceClient::new(InterceptedService::new(self.channel(), credentials))
    }
}

/// Whether a call may be repeated: the server said so, or it was lost on the way.
#[must_use]
pub fn may_repeat(status: &Status) -> bool {
    let told = reason(status);
    told.is_empty() || ["UNAVAILABLE", "DRAINING", "LOCKED", "CONCURRENT_CHANGE", "DEADLINE_EXCEEDED"].contains(&&*told)
}

/// What was acknowledged: organisations by code, with the last revision that was.
pub type Written = BTreeMap<String, i64>;

/// Writers at work.
#[derive(Debug)]
pub struct Writers {
    tasks: JoinSet<Written>,
    stop: CancellationToken,
    acknowledged: Arc<AtomicUsize>,
}

impl Writers {
    /// So many writers, each over its own first road: each registers an organisation, changes it twice, and goes on.
    #[must_use]
    pub fn start(count: u32, roads: &Roads, caller: &Caller) -> Self {
        let (mut tasks, stop) = (JoinSet::new(), CancellationToken::new());
        let acknowledged = Arc::new(AtomicUsize::new(0));
        for number in 0..count {
            let writer = Writer {
                number,
                roads: roads.beginning_with(usize::try_from(number).unwrap_or_default()),
                caller: caller.clone(),
                acknowledged: Arc::clone(&acknowledged),
            };
            tasks.spawn(writer.write_until(stop.clone()));
        }
        Self { tasks, stop, acknowledged }
    }

    /// How many writes were acknowledged so far.
    #[must_use]
    pub fn acknowledged(&self) -> usize {
        self.acknowledged.load(Ordering::Relaxed)
    }

    /// Waits until so many more were acknowledged.
    pub async fn go_on_for(&mut self, more: usize) {
        let goal = self.acknowledged() + more;
        super::eventually("writes are acknowledged", async || {
            if let Some(ended) = self.tasks.try_join_next() {
                panic!("a writer ended early: {ended:?}");
            }
            (self.acknowledged() >= goal).then_some(())
        })
        .await;
    }

    /// Lets each finish what it is at; all that was acknowledged.
    pub async fn finish(mut self) -> Written {
        self.stop.cancel();
        let mut all = Written::new();
        while let Some(written) = self.tasks.join_next().await {
            all.extend(written.expect("a writer was refused for good"));
        }
        all
    }
}

struct Writer {
    number: u32,
    roads: Roads,
    caller: Caller,
    acknowledged: Arc<AtomicUsize>,
}

impl Writer {
    async fn write_until(self, stop: CancellationToken) -> Written {
        let mut written = Written::new();
        for round in 0.. {
            if stop.is_cancelled() {
                break;
            }
            let number = self.number * 10_000 + round;
            let mut organization = self.create(number).await;
            for step in 1..=2 {
                organization = self.update(&organization, step).await;
            }
            written.insert(organization.code, organization.revision);
        }
        written
    }

    async fn create(&self, number: u32) -> Organization {
        loop {
            let mut client = self.roads.organizations(self.caller.keyed(&format!("create-{number}")));
            match client.create_organization(within(creation(number))).await {
                Ok(reply) => return self.note(reply.into_inner().organization, 1),
                Err(status) => self.again_after(&status).await,
            }
        }
    }

    async fn update(&self, before: &Organization, step: i64) -> Organization {
        let request = UpdateOrganizationRequest {
            organization: Some(Organization {
                name: before.name.clone(),
                etag: before.etag.clone(),
                address: format!("浙江省湖州市样本路{step}号之{}", self.number),
                ..Organization::default()
            }),
            update_mask: Some(FieldMask { paths: vec!["address".to_owned()] }),
            basis: format!("第{step}次变更"),
            ..UpdateOrganizationRequest::default()
        };
        loop {
            let mut client = self.roads.organizations(self.caller.keyed(&format!("update-{}-{step}", before.code)));
            match client.update_organization(within(request.clone())).await {
                Ok(reply) => return self.note(reply.into_inner().organization, step + 1),
                Err(status) => self.again_after(&status).await,
            }
        }
    }

    fn note(&self, reply: Option<Organization>, revision: i64) -> Organization {
        let organization = reply.expect("a write answers with the organisation");
        assert_eq!(organization.revision, revision, "{} was written more than once, or less", organization.code);
        self.acknowledged.fetch_add(1, Ordering::Relaxed);
        organization
    }

    async fn again_after(&self, status: &Status) {
        assert!(may_repeat(status), "a fault of the server is no refusal: {status:?}");
        self.roads.turn().await;
    }
}

fn within<M>(message: M) -> Request<M> {
    let mut request = Request::new(message);
    request.set_timeout(ATTEMPT);
    request
}
