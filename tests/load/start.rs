//! From the built program to the first answer, and the memory of a process at rest.

use std::path::Path;
use std::time::{Duration, Instant};

use auth::{Claims, Issuer};
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_proto::registry::v1::{GetStatisticsRequest, SearchOrganizationsRequest};
use onecode_tests::harness::{Port, bearing, binary, eventually};
use tempfile::TempDir;
use tokio::process::Command;
use uow::Clock;

use crate::plan::Plan;
use crate::register::Register;
use crate::report::{Report, Target};
use crate::server::Server;
use crate::tally::median;

const ROWS: usize = 4_000;
/// How long a process is left alone before its memory is read.
const REST: Duration = Duration::from_secs(3);

/// Seconds after the start of the program.
#[derive(Debug, Default)]
struct Phases {
    /// The database is made and migrated, the admin port answers.
    alive: Vec<f64>,
    /// Every part takes calls.
    ready: Vec<f64>,
    /// A search was answered.
    answered: Vec<f64>,
    /// Every organisation is there and a search finds some.
    complete: Vec<f64>,
}

/// `onecode dev` on an empty folder and on a used one; then `onecode serve` at rest.
pub(crate) async fn measure(plan: &Plan) -> Report {
    let (mut first, mut again) = (Phases::default(), Phases::default());
    for _ in 0..plan.rounds {
        let home = tempfile::tempdir().expect("a folder can be made");
        first.run(&home).await;
        again.run(&home).await;
        forget(&home);
    }
    let mut report = Report::new(format!("Start with {ROWS} made-up organisations"));
    let seconds = |times: &[f64]| format!("{:.2} s", median(times.to_vec()));
    let beside = |times: &[f64]| format!("used folder: {}", seconds(times));
    report.line(
        "`onecode dev`: database made and migrated, admin port answers",
        seconds(&first.alive),
        beside(&again.alive),
    );
    report.line("… every part takes calls", seconds(&first.ready), beside(&again.ready));
    report.line("… first answered search", seconds(&first.answered), beside(&again.answered));
    let complete = median(first.complete.clone());
    let target = Target::below(complete, 10.0, "s");
    report.judged("… all organisations there and found", seconds(&first.complete), beside(&again.complete), target);

    let mut register = Register::empty().await;
    register.fill(ROWS).await;
    tokio::time::sleep(REST).await;
    let after_import = register.server.memory();
    let server = Server::serve(&register.site, "all").await;
    tokio::time::sleep(REST).await;
    let idle = server.memory();
    server.stop().await;
    register.stop().await;
    let target = Target::below(idle, 150.0, "MiB");
    report.judged("`onecode serve --part all` at rest (VmRSS)", format!("{idle:.0} MiB"), "", target);
    report.line("… after importing them itself", format!("{after_import:.0} MiB"), "");
    report.note(
        "PostgreSQL is initialised, started and migrated within the time; it is durable. Nothing is compiled in it.",
    );
    report.print()
}

impl Phases {
    async fn run(&mut self, home: &TempDir) {
        let (listen, admin) = (Port::reserve(), Port::reserve());
        let mut dev = Command::new(binary());
        dev.args(["dev", "--sample", &ROWS.to_string(), "--home"]).arg(home.path());
        dev.args(["--listen", &listen.address().to_string(), "--admin", &admin.address().to_string()]);
        // It starts a Redis of its own, as `make up` does.
        dev.env_remove("REDIS_URL");
        let begun = Instant::now();
        let mut server = Server::spawn(dev, home.path().with_extension("log"), listen, admin);
        server.until("live").await;
        self.alive.push(begun.elapsed().as_secs_f64());
        server.until_ready().await;
        self.ready.push(begun.elapsed().as_secs_f64());
        let client = OrganizationServiceClient::new(server.channel());
        let token = token(&home.path().join("issuer"));
        eventually("a search is answered", async || {
            client.clone().search_organizations(bearing(&token, query())).await.ok()
        })
        .await;
        self.answered.push(begun.elapsed().as_secs_f64());
        eventually("every organisation is there", async || {
            let statistics =
                client.clone().get_statistics(bearing(&token, GetStatisticsRequest::default())).await.ok()?;
            let all = usize::try_from(statistics.into_inner().total) == Ok(ROWS);
            let found = client.clone().search_organizations(bearing(&token, query())).await.ok()?.into_inner();
            (all && !found.matches.is_empty()).then_some(())
        })
        .await;
        self.complete.push(begun.elapsed().as_secs_f64());
        let welcome = home.path().join("client.toml");
        eventually("the first call is explained", async || welcome.exists().then_some(())).await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        server.stop().await;
    }
}

fn query() -> SearchOrganizationsRequest {
    SearchOrganizationsRequest { query: "协会".to_owned(), ..SearchOrganizationsRequest::default() }
}

/// Of the development issuer whose key is there.
fn token(issuer: &Path) -> String {
    let (issuer, clock) = (Issuer::load_or_create(issuer).expect("the issuer is there"), Clock::system());
    let claims = Claims::new("bench", clock.new_id().to_string(), clock.now())
        .department("statistics")
        .division("330500")
        .roles(["registry-reader", "statistics"]);
    issuer.issue(&claims).expect("claims can be signed")
}

/// Where the server's account cannot enter the folder, the cluster lies elsewhere.
fn forget(home: &TempDir) {
    let cluster = home.path().join("pg/cluster").canonicalize();
    cluster.and_then(std::fs::remove_dir_all).expect("the cluster can be removed");
    std::fs::remove_file(home.path().with_extension("log")).expect("the log can be removed");
}
