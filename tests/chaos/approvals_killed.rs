//! kill -9 of the registry while applications are approved: an approval is there with all that it does, or not at all.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures::future::join_all;
use onecode::serve::MIGRATORS;
use onecode_proto::registry::v1::application_service_client::ApplicationServiceClient;
use onecode_proto::registry::v1::{Application, ApproveApplicationRequest, OrganizationKind};
use onecode_tests::harness::{Books, Hall, PAPERS, Roads, Site, establishment, eventually, may_repeat};
use testkit::{Caller, Database};
use tokio::task::JoinSet;
use tonic::Request;
use tonic::service::interceptor::InterceptedService;

use crate::chance::Chance;

const OFFICERS: usize = 4;
const EACH: usize = 8;
const ALL: usize = OFFICERS * EACH;
const FIELDS: [&str; EACH] = ["桑蚕", "丝绸", "茶叶", "毛笔", "竹艺", "渔业", "陶瓷", "园艺"];
const KINDS: [&str; OFFICERS] = ["文化研究会", "产业研究会", "流通协会", "工程学会"];

/// Each half of an approval with the number of rows that it leaves, and what is too much or missing where that differs.
const HALVES: [(&str, &str); 8] = [
    (
        "an application that is approved in one table only",
        "select count(*) from registry.application a join casework.case c on c.id = a.id
         where a.state <> c.state or (a.state = 'approved') is distinct from a.approved",
    ),
    (
        "an approved application without its organisation",
        "select count(*) from registry.application a left join registry.organization o on o.code = a.organization
         where a.state = 'approved' and (o.code is null or o.title <> a.title or o.revision <> 1)",
    ),
    (
        "an organisation without its application, or with two",
        "select count(*) from registry.organization o
         where 1 <> (select count(*) from registry.application a where a.organization = o.code)",
    ),
    (
        "an organisation without its certificate, or with two",
        "select count(*) from registry.organization o
         where 1 <> (select count(*) from registry.certificate c where c.code = o.code)",
    ),
    (
        "an organisation without all of its leaders, or with more",
        "select count(*) from registry.organization o
         where 2 <> (select count(*) from registry.post p where p.organization = o.code)",
    ),
    (
        "an organisation without its charter, or with two",
        "select count(*) from registry.organization o
         where 1 <> (select count(*) from registry.charter c where c.code = o.code)",
    ),
    (
        "an approval that was not announced, or twice",
        "select count(*) from registry.application a
         where (a.state = 'approved')::int <> (select count(*) from casework.announcement n where n.case_id = a.id)",
    ),
    (
        "an approval of which nobody was told, or twice",
        "select count(*) from registry.application a
         where (a.state = 'approved')::int <> (select count(*) from uow.event e
             where e.type = 'onecode.registry.v1.ApplicationDecided' and e.aggregateid = a.id::text)",
    ),
];

/// An officer who approves, and repeats with the same key what was not acknowledged.
struct Officer {
    roads: Roads,
    caller: Caller,
    approved: Arc<AtomicUsize>,
}

impl Officer {
    async fn approve_all(self, ready: Vec<Application>) -> Vec<Application> {
        let mut done = Vec::new();
        for application in ready {
            done.push(self.approve(&application).await);
            self.approved.fetch_add(1, Ordering::Relaxed);
        }
        done
    }

    async fn approve(&self, seen: &Application) -> Application {
        loop {
            let mut request = Request::new(ApproveApplicationRequest {
                name: seen.name.clone(),
                etag: seen.etag.clone(),
                number: "湖民社登〔2026〕12号".to_owned(),
                reasons: String::new(),
            });
            request.set_timeout(Duration::from_secs(5));
            let credentials = self.caller.keyed(&format!("approve-{}", seen.name));
            let mut client = ApplicationServiceClient::new(InterceptedService::new(self.roads.channel(), credentials));
            match client.approve_application(request).await {
                Ok(answer) => return answer.into_inner().application.expect("the answer holds it"),
                Err(status) => assert!(may_repeat(&status), "a fault of the server is no refusal: {status:?}"),
            }
            self.roads.turn().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_registry_killed_in_the_middle_of_approvals_leaves_no_half_of_any() {
    let mut chance = Chance::new();
    let database = Database::fresh(&MIGRATORS).await;
    let site = Site::held(database.url());
    let mut registry = site.program("registry", "registry", &[]);
    let peer = ("peers.registry", format!("\"{}\"", registry.endpoint()));
    let mut gateway = site.program("gateway", "gateway", &[peer]);
    for program in [&mut registry, &mut gateway] {
        program.start();
        program.until_ready().await;
    }
    let roads = Roads::to(&[gateway.endpoint()]);
    let hall = Hall::open(&site, roads.channel()).await;
    let ready = join_all((0..ALL).map(|at| {
        let serial = u32::try_from(2 * at + 1).expect("few applications");
        let title = format!("湖州市{}{}", FIELDS[at % FIELDS.len()], KINDS[at / FIELDS.len()]);
        let application = establishment(&hall, OrganizationKind::SocialGroup, &title, serial);
        async {
            let ready = hall.ready(application, PAPERS).await;
            // The names are like one another, and that is looked into before they all are there.
            hall.confirmed(&ready, "NAME-02").await
        }
    }))
    .await;

    let approved = Arc::new(AtomicUsize::new(0));
    let mut officers = JoinSet::new();
    for part in ready.chunks(EACH) {
        let (roads, caller, approved) = (roads.clone(), site.registrar(), Arc::clone(&approved));
        officers.spawn(Officer { roads, caller, approved }.approve_all(part.to_vec()));
    }
    for goal in [2, 8, 16, 24] {
        eventually("applications are approved", async || (approved.load(Ordering::Relaxed) >= goal).then_some(()))
            .await;
        chance.moment().await;
        registry.kill().await;
        registry.start();
    }
    let done = officers.join_all().await.concat();
    assert_eq!(done.len(), ALL);

    let mut books = Books::open(database.url()).await;
    books.balance().await;
    for (meaning, statement) in HALVES {
        assert_eq!(books.count(statement).await, 0, "{meaning}");
    }
    let all = i64::try_from(ALL).expect("few applications");
    assert_eq!(books.count("select count(*) from registry.application where state = 'approved'").await, all);
    assert_eq!(books.count("select count(distinct organization) from registry.application").await, all);
    let writes = "select count(*) from uow.audit where kind = 'write' and method like '%/ApproveApplication'";
    assert_eq!(books.count(writes).await, all, "each has one effect");
}
