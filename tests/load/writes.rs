//! Single writes with all they leave behind, beside pgbench with one insert and one update in a transaction.

use std::fs;

use embedded::{Postgres, PostgresOptions, Tuning};
use onecode::migrate;
use onecode_proto::registry::v1::{BatchGetOrganizationsRequest, Organization, OrganizationView};
use onecode_tests::harness::workspace;
use sqlx::AssertSqlSafe;

use crate::callers::Writer;
use crate::plan::Plan;
use crate::register::{Register, number, organizations};
use crate::report::{Report, Target, count};
use crate::server::Server;
use crate::tally::{Turns, closed_loop, median};
use crate::{feed_latency, pgbench};

/// What PostgreSQL does at a commit.
pub(crate) const LOOSE: &str = "nothing forced to disk";
const DURABLE: &str = "every commit forced to disk";
const ROWS: usize = 20_000;
/// Of the peer's rate.
const SHARE: f64 = 0.4;

/// Once on the server of this run, which forces nothing to disk, and once on one that does.
pub(crate) async fn measure(plan: &Plan) -> Vec<Report> {
    let mut register = Register::empty().await;
    let loose = rates(plan, &mut register, LOOSE).await;
    register.stop().await;
    let home = tempfile::Builder::new().prefix("bench-").tempdir_in(workspace().join("target")).expect("a folder");
    let durable = PostgresOptions {
        data_dir: home.path().to_owned(),
        bin_dir: None,
        tuning: Tuning::Durable,
        max_connections: 100,
    };
    let postgres = Postgres::start(durable).await.expect("a second PostgreSQL starts");
    postgres.create_database("bench").await.expect("a database can be created");
    let url = postgres.url("bench");
    migrate::apply(&url).await.expect("migrations run");
    let mut register = Register::at(url).await;
    let durable = rates(plan, &mut register, DURABLE).await;
    let latency = feed_latency::measure(plan, &register, DURABLE).await;
    register.stop().await;
    postgres.stop().await.expect("it stops in order");
    // Where its account cannot enter the folder, the cluster lies elsewhere.
    let cluster = fs::canonicalize(home.path().join("cluster"));
    let removed = cluster.and_then(fs::remove_dir_all);
    removed.expect("the cluster can be removed");
    vec![loose, durable, latency]
}

/// Fills the register, and writes to it in turns with the peer.
async fn rates(plan: &Plan, register: &mut Register, ground: &str) -> Report {
    register.fill(ROWS).await;
    let direct = Server::serve(&register.site, "registry").await;
    prepare_peer(register).await;
    let script = format!(
        "\\set n random(1, {ROWS})\nbegin;\n\
         insert into bench.entry (account, amount, created_at) values (:n, 1, now());\n\
         update bench.account set balance = balance + 1 where id = :n;\ncommit;\n",
    );
    let mut theirs = Vec::new();
    let mut roads = [Road::new("gateway and service, one process"), Road::new("the service alone")];
    let mut organizations = all(register).await;
    for _ in 0..plan.rounds {
        theirs.extend(pgbench::run(&register.url, std::slice::from_ref(&script), plan.callers, plan.turn).await);
        for (road, server) in roads.iter_mut().zip([&register.server, &direct]) {
            organizations = road.turn(plan, register, server, organizations).await;
        }
    }
    direct.stop().await;
    let mut report = Report::new(format!("Writes, {ground}, {} callers", plan.callers));
    let peer = (!theirs.is_empty()).then(|| median(theirs.iter().map(|peer| peer.rate).collect()));
    for road in roads {
        road.tell(&mut report, peer);
    }
    report.note(
        "Each write is UpdateOrganization: key, row lock, history read, new revision, organisation and names rewritten, \
         audit row, fact; a sequencer moves the facts to the feed meanwhile. pgbench: one insert and one update of an \
         indexed row, prepared, in the same database.",
    );
    report.print()
}

/// One way to the registry.
struct Road {
    title: &'static str,
    turns: Turns,
}

impl Road {
    fn new(title: &'static str) -> Self {
        Self { title, turns: Turns::new() }
    }

    /// Each caller has its own connection and its own organisations, whose etags it keeps.
    async fn turn(
        &mut self,
        plan: &Plan,
        register: &Register,
        server: &Server,
        rows: Vec<Organization>,
    ) -> Vec<Organization> {
        let caller = register.site.registrar();
        let share = rows.len().div_ceil(plan.callers);
        let writer =
            |mine: &[Organization]| Writer::new(organizations(server.channel(), caller.fresh()), mine.to_vec());
        let (tally, writers) = closed_loop(rows.chunks(share).map(writer).collect(), plan.turn).await;
        self.turns.add(tally);
        register.settle().await;
        writers.into_iter().flat_map(Writer::take).collect()
    }

    fn tell(self, report: &mut Report, peer: Option<f64>) {
        let rate = self.turns.rate();
        let ours = format!("{}/s", count(rate));
        match peer {
            Some(peer) => {
                let beside = format!("pgbench {}/s", count(peer));
                report.judged(self.title, ours, beside, Target::at_least_times(rate / peer, SHARE));
            }
            None => report.line(self.title, ours, "no pgbench"),
        }
        let (p50, p99) = self.turns.times();
        report.line("", format!("p50 {p50:.1} ms, p99 {p99:.1} ms"), "");
        report.note(format!("{}: {}.", self.title, self.turns.all.statuses()));
    }
}

/// Every organisation as it stands, with its etag.
async fn all(register: &Register) -> Vec<Organization> {
    let mut client = register.organizations(register.site.registrar().fresh());
    let mut organizations = Vec::with_capacity(ROWS);
    for codes in register.some_codes(i64::try_from(ROWS).expect("it fits")).await.chunks(1_000) {
        let names = codes.iter().map(|code| format!("organizations/{code}")).collect();
        let request = BatchGetOrganizationsRequest { names, view: OrganizationView::Basic.into() };
        let answer = client.batch_get_organizations(request).await.expect("organisations can be read");
        organizations.extend(answer.into_inner().organizations);
    }
    organizations
}

async fn prepare_peer(register: &Register) {
    let statements = format!(
        "create schema if not exists bench;
         create table bench.account (id bigint primary key, balance bigint not null, filler text not null);
         create table bench.entry (account bigint not null, amount bigint not null, created_at timestamptz not null);
         insert into bench.account select n, 0, repeat('x', 80) from generate_series(1, {}) n;
         vacuum analyze bench.account",
        number(ROWS)
    );
    for statement in statements.split(';') {
        let done = sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut register.books().await).await;
        done.expect("the peer's tables can be made");
    }
}
