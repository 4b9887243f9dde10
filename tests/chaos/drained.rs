//! SIGTERM: what is under way is finished, who watches is sent elsewhere.

use onecode::serve::MIGRATORS;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_proto::registry::v1::{Organization, UpdateOrganizationRequest};
use onecode_tests::harness::{Books, Program, Roads, Site, Watcher, creation, eventually, reason};
use prost_types::FieldMask;
use testkit::Database;
use tokio::task::JoinSet;
use tonic::service::interceptor::InterceptedService;

/// Sessions that wait for somebody's lock on a row.
const WAITING: &str =
    "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_terminated_replica_finishes_its_calls_and_its_watchers_go_on_elsewhere() {
    let database = Database::fresh(&MIGRATORS).await;
    let site = Site::new(database.url());
    let mut replicas = [site.program("first", "registry", &[]), site.program("second", "registry", &[])];
    for replica in &mut replicas {
        replica.start();
        replica.until_ready().await;
    }
    let roads = Roads::to(&replicas.each_ref().map(Program::endpoint));
    let mut watcher = Watcher::start(roads.clone(), site.tax());
    let registrar = site.registrar();
    let client =
        |road: &Roads| OrganizationServiceClient::new(InterceptedService::new(road.channel(), registrar.fresh()));
    let created = client(&roads).create_organization(creation(1)).await.expect("may register").into_inner();
    let before = created.organization.expect("an answer holds one");
    eventually("the watcher follows", async || (watcher.count() == 1).then_some(())).await;

    // A call that is under way for as long as somebody else holds the organisation.
    let mut books = Books::open(database.url()).await;
    let mut holder = Books::open(database.url()).await;
    sqlx::raw_sql("begin; select 1 from registry.organization for update")
        .execute(holder.connection())
        .await
        .expect("held");
    let mut calls = JoinSet::new();
    let mut slow = client(&roads);
    let change = UpdateOrganizationRequest {
        organization: Some(Organization {
            name: before.name,
            etag: before.etag,
            address: "浙江省湖州市样本路2号".to_owned(),
            ..Organization::default()
        }),
        update_mask: Some(FieldMask { paths: vec!["address".to_owned()] }),
        basis: "样本".to_owned(),
        ..UpdateOrganizationRequest::default()
    };
    calls.spawn(async move { slow.update_organization(change).await });
    eventually("the call waits for the lock", async || (books.count(WAITING).await == 1).then_some(())).await;

    replicas[0].terminate();
    eventually("the watcher is sent away", async || (!watcher.breaks().is_empty()).then_some(())).await;
    let told: Vec<String> = watcher.breaks().iter().map(reason).collect();
    assert_eq!(told[0], "DRAINING", "{told:?}");
    sqlx::raw_sql("rollback").execute(holder.connection()).await.expect("let go");
    let answer = calls.join_next().await.expect("one call").expect("it did not panic").expect("it was finished");
    assert_eq!(answer.into_inner().organization.map(|organization| organization.revision), Some(2));
    let ended = replicas[0].ended().await;
    assert!(ended.success(), "{ended}:\n{}", replicas[0].log());

    client(&roads.beginning_with(1)).create_organization(creation(2)).await.expect("the other replica serves");
    books.balance().await;
    watcher.must_have_seen_all(&mut books).await;
    assert_eq!(watcher.count(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_terminated_gateway_sends_its_watchers_elsewhere_and_ends_in_order() {
    let database = Database::fresh(&MIGRATORS).await;
    let site = Site::new(database.url());
    let mut registry = site.program("registry", "registry", &[]);
    let peer = ("peers.registry", format!("\"{}\"", registry.endpoint()));
    let peers = std::slice::from_ref(&peer);
    let mut gateways = [site.program("first", "gateway", peers), site.program("second", "gateway", peers)];
    for program in gateways.iter_mut().chain([&mut registry]) {
        program.start();
        program.until_ready().await;
    }
    let roads = Roads::to(&gateways.each_ref().map(Program::endpoint));
    let mut watcher = Watcher::start(roads.clone(), site.tax());
    let registrar = site.registrar();
    for number in 1..=2 {
        let road = roads.beginning_with(usize::try_from(number - 1).unwrap_or_default());
        let channel = InterceptedService::new(road.channel(), registrar.fresh());
        OrganizationServiceClient::new(channel).create_organization(creation(number)).await.expect("may register");
        if number == 1 {
            eventually("the watcher follows", async || (watcher.count() == 1).then_some(())).await;
            gateways[0].terminate();
            eventually("the watcher is sent away", async || (!watcher.breaks().is_empty()).then_some(())).await;
            let ended = gateways[0].ended().await;
            assert!(ended.success(), "{ended}:\n{}", gateways[0].log());
        }
    }
    let mut books = Books::open(database.url()).await;
    watcher.must_have_seen_all(&mut books).await;
    let told: Vec<String> = watcher.breaks().iter().map(reason).collect();
    assert_eq!(told[0], "DRAINING", "{told:?}");
}
