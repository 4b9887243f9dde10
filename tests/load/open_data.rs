//! Purchase as open contracting data: every release, and every record, streamed through the gateway, beside COPY of the same rows.

use std::time::Instant;

use futures::TryStreamExt;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::catalog_service_client::CatalogServiceClient;
use onecode_proto::purchase::v1::contract_service_client::ContractServiceClient;
use onecode_proto::purchase::v1::ocds_service_client::OcdsServiceClient;
use onecode_proto::purchase::v1::project_service_client::ProjectServiceClient;
use testkit::Client;
use time::OffsetDateTime;
use tonic::service::interceptor::InterceptedService;
use uow::Clock;
use vocab::day_of;

use crate::books::{self, date, day};
use crate::plan::Plan;
use crate::register::{Register, number};
use crate::report::{Report, Target, count};
use crate::tally::median;

const HUZHOU: &str = "330500";
/// Releases of each project: planning, award, contract.
const RELEASES: usize = 3;
/// Projects of one statement that fills.
const BATCH: usize = 10_000;
/// Months over which their releases are spread.
const MONTHS: usize = 24;
const AMOUNT: i64 = 12_345_678;
/// A company whose code fits its last character.
const SUPPLIER: &str = "91350100M000100Y43";
const TABLE: &str = "code,name,level,parent\nA,公共服务,1,\nA01,养老公共服务,2,A\nA0101,居家养老服务,3,A01\n";
/// MiB.
const ROOM: f64 = 128.0;
const MIB: f64 = 1_048_576.0;

/// What was exported, or copied.
#[derive(Debug, Clone, Copy)]
struct Moved {
    parts: usize,
    mebibytes: f64,
    seconds: f64,
}

/// A tenth of `ROWS` projects, each with a contract.
pub(crate) async fn measure(plan: &Plan) -> Report {
    let projects = (plan.rows / 10).max(1);
    let register = Register::empty().await;
    contracted(&register, Clock::system().now()).await;
    multiply(&register, projects).await;
    let mut report = Report::new(format!("Open contracting data of {} projects", count(number(projects))));
    let releases = "copy (select content from purchase.ocds_release order by released_on, ocid, number) to stdout";
    turns(plan, &register, (pb::OcdsPackage::Releases, projects * RELEASES), releases, &mut report).await;
    let records =
        "copy (select distinct on (ocid) compiled from purchase.ocds_release order by ocid, number desc) to stdout";
    turns(plan, &register, (pb::OcdsPackage::Records, projects), records, &mut report).await;
    report.note(format!(
        "ExportOcds through the gateway, one caller, whole messages received and thrown away, one consistent state. Beside it: \
         PostgreSQL's COPY of the same rows in the same order over one connection, received and thrown away; of a record the last \
         compiled release alone. One project was planned, awarded and contracted by the program; its {RELEASES} releases were \
         multiplied under other ids and over {MONTHS} months, since an export reads kept releases and nothing else.",
    ));
    register.stop().await;
    report.print()
}

/// Ours and the peer take turns.
async fn turns(
    plan: &Plan,
    register: &Register,
    (package, parts): (pb::OcdsPackage, usize),
    copy: &str,
    report: &mut Report,
) {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let before = register.server.memory();
    for _ in 0..plan.rounds {
        theirs.push(copied(register, copy).await);
        let exported = export(register, package).await;
        assert_eq!(exported.parts, parts, "each is exported once");
        ours.push(exported);
    }
    let grown = register.server.peak_memory() - before;
    let seconds = |of: &[Moved]| median(of.iter().map(|one| one.seconds).collect());
    let (our, their) = (seconds(&ours), seconds(&theirs));
    let (rate, peer) = (number(parts) / our, number(parts) / their);
    let size = ours.last().map_or(0.0, |one| one.mebibytes);
    let what = if package == pb::OcdsPackage::Records { "records" } else { "releases" };
    report.line(
        format!("{} {what}, {size:.0} MiB", count(number(parts))),
        format!("{} {what}/s in {our:.1} s", count(rate)),
        format!("COPY {}/s in {their:.1} s: {:.2} x", count(peer), rate / peer),
    );
    let copied = theirs.last().map_or(0.0, |one| one.mebibytes);
    report.line("… MiB/s", format!("{:.1}", size / our), format!("COPY {:.1}", copied / their));
    let memory = format!("{grown:.0} MiB more than before");
    report.judged("… most memory of the server (VmHWM)", memory, "", Target::below(grown, ROOM, "MiB more"));
}

async fn export(register: &Register, package: pb::OcdsPackage) -> Moved {
    let mut client = OcdsServiceClient::new(client(register, "purchase-publisher", "lu"));
    let request = pb::ExportOcdsRequest { package: package.into(), ..Default::default() };
    let begun = Instant::now();
    let mut pieces = client.export_ocds(request).await.expect("it may be exported").into_inner();
    let (mut bytes, mut parts) = (0, 0);
    while let Some(piece) = pieces.message().await.expect("it goes on to its end") {
        bytes += piece.content.len();
        parts = usize::try_from(piece.count).expect("it is no less than 0");
    }
    Moved { parts, mebibytes: number(bytes) / MIB, seconds: begun.elapsed().as_secs_f64() }
}

async fn copied(register: &Register, statement: &str) -> Moved {
    let mut books = register.books().await;
    let begun = Instant::now();
    let mut rows = books.copy_out_raw(statement).await.expect("it can be copied");
    let (mut bytes, mut parts) = (0, 0);
    while let Some(piece) = rows.try_next().await.expect("it goes on to its end") {
        bytes += piece.len();
        parts += 1;
    }
    drop(rows);
    Moved { parts, mebibytes: number(bytes) / MIB, seconds: begun.elapsed().as_secs_f64() }
}

/// So many processes instead of one, each with its releases.
async fn multiply(register: &Register, projects: usize) {
    let mut books = register.books().await;
    for first in (1..projects).step_by(BATCH) {
        let last = (first + BATCH).min(projects) - 1;
        let statement = format!(
            "insert into purchase.ocds_release (process, number, ocid, release_id, division, tags, released_at, released_on, content,
               compiled)
             select fresh.id, number, replace(ocid, process::text, fresh.id::text), replace(release_id, process::text, fresh.id::text),
               division, tags, released_at - fresh.ago, (released_on - fresh.ago)::date,
               replace(content, process::text, fresh.id::text), replace(compiled, process::text, fresh.id::text)
             from (select * from purchase.ocds_release where process = (select id from purchase.project)) model
             cross join (
                 select md5('project ' || serial)::uuid as id, make_interval(months => serial % {MONTHS}) as ago
                 from generate_series({first}, {last}) serial
             ) fresh"
        );
        books::run(&mut books, &statement).await;
    }
    books::run(&mut books, "vacuum (analyze) purchase.ocds_release").await;
}

fn client(register: &Register, role: &str, account: &str) -> Client {
    let caller = register.site.official("civil-affairs", HUZHOU, &[role], account);
    InterceptedService::new(register.server.channel(), caller.fresh())
}

/// What may be purchased this year.
async fn catalogue(register: &Register, year: i32) {
    let by = |role: &str, account: &str| CatalogServiceClient::new(client(register, role, account));
    let catalog = pb::Catalog { title: "指导性目录".into(), year, ..Default::default() };
    let request = pb::CreateCatalogRequest { catalog: Some(catalog), ..Default::default() };
    let draft = by("purchase-catalog-officer", "a").create_catalog(request).await.expect("it may be drafted");
    let draft = draft.into_inner().catalog.expect("the answer holds it");
    let request = pb::ImportCatalogEntriesRequest {
        name: draft.name,
        etag: draft.etag,
        content: TABLE.into(),
        validate_only: false,
    };
    let filled = by("purchase-catalog-officer", "a").import_catalog_entries(request).await.expect("the rows are right");
    let filled = filled.into_inner().catalog.expect("the answer holds it");
    let request = pb::AdoptCatalogRequest {
        name: filled.name,
        etag: filled.etag,
        document_number: "测量1号".into(),
        valid_from: day(year, 1, 1),
        ..Default::default()
    };
    by("purchase-catalog-adopter", "b").adopt_catalog(request).await.expect("somebody else adopts it");
}

/// One project that was planned, awarded and contracted today.
async fn contracted(register: &Register, now: OffsetDateTime) {
    let today = day_of(now);
    catalogue(register, today.year()).await;
    let project = pb::PurchaseProject {
        buyer_title: "湖州市民政局".into(),
        title: "居家养老服务".into(),
        description: "为高龄老人提供上门服务".into(),
        year: today.year(),
        catalog_code: "A0101".into(),
        budget_fen: AMOUNT,
        method: pb::ProcurementMethod::OpenTender.into(),
        ..Default::default()
    };
    let mut projects = ProjectServiceClient::new(client(register, "purchase-officer", "buyer"));
    let request = pb::CreateProjectRequest { project: Some(project), validate_only: false };
    let planned = projects.create_project(request).await.expect("the catalogue has it").into_inner().project;
    let planned = planned.expect("the answer holds it");
    let award = pb::ProjectAward {
        supplier_code: SUPPLIER.into(),
        supplier_title: "湖州市养老服务公司".into(),
        amount_fen: AMOUNT,
        award_date: date(today),
        document_number: "测量2号".into(),
        ..Default::default()
    };
    let (name, etag) = (planned.name.clone(), planned.etag);
    let request = pb::RecordAwardRequest { name, etag, award: Some(award), proved_conditions: Vec::new() };
    projects.record_award(request).await.expect("it is within the budget");
    let milestone = pb::ContractMilestone {
        title: "全年服务".into(),
        due_date: date(today + time::Duration::days(300)),
        amount_fen: AMOUNT,
        ..Default::default()
    };
    let contract = pb::Contract {
        project: planned.name,
        number: "HT-1".into(),
        title: "居家养老服务合同".into(),
        amount_fen: AMOUNT,
        sign_date: date(today),
        start_date: date(today + time::Duration::days(1)),
        end_date: date(today + time::Duration::days(300)),
        milestones: vec![milestone],
        indicators: vec![pb::ContractIndicator { key: "users".into(), title: "服务人数".into(), weight: 10_000 }],
        ..Default::default()
    };
    let request = pb::CreateContractRequest { contract: Some(contract), validate_only: false };
    let mut contracts = ContractServiceClient::new(client(register, "purchase-officer", "buyer"));
    contracts.create_contract(request).await.expect("it is what was awarded");
}
