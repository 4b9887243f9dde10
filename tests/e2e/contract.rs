//! A department plans, awards and signs a contract, has it performed, accepts it by two people, pays and evaluates it; finance reads what it
//! comes to, and publishes all of it as open data, which the Open Contracting Partnership's own tools find right.

use futures::stream;
use onecode_proto::google::r#type::Date;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::catalog_service_client::CatalogServiceClient;
use onecode_proto::purchase::v1::contract_service_client::ContractServiceClient;
use onecode_proto::purchase::v1::project_service_client::ProjectServiceClient;
use onecode_proto::purchase::v1::purchase_statistics_service_client::PurchaseStatisticsServiceClient;
use onecode_tests::harness::{Deployment, code, creation, eventually, reason, workspace};
use testkit::{Caller, Client, papers};
use tokio::process::Command;

use crate::command_line::{command, said};

const HUZHOU: &str = "330500";
const TABLE: &str = "code,name,level,parent\nA,公共服务,1,\nA01,养老公共服务,2,A\nA0101,居家养老服务,3,A01\n";
const AMOUNT: i64 = 12_345_678;

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Some(Date { year, month, day })
}

pub(crate) fn official(suite: &Deployment, role: &str, account: &str) -> Caller {
    suite.site.official("civil-affairs", HUZHOU, &[role], account)
}

pub(crate) fn projects(suite: &Deployment) -> ProjectServiceClient<Client> {
    ProjectServiceClient::new(suite.client(official(suite, "purchase-officer", "buyer").fresh()))
}

fn contracts(suite: &Deployment, role: &str, account: &str) -> ContractServiceClient<Client> {
    ContractServiceClient::new(suite.client(official(suite, role, account).fresh()))
}

/// What may be purchased this year.
pub(crate) async fn catalogue(suite: &Deployment) {
    let by = |role: &str, department: &str| {
        CatalogServiceClient::new(suite.client(suite.site.caller(department, HUZHOU, &[role]).fresh()))
    };
    let catalog = pb::Catalog { title: "指导性目录".into(), year: 2026, ..Default::default() };
    let request = pb::CreateCatalogRequest { catalog: Some(catalog), ..Default::default() };
    let mut officer = by("purchase-catalog-officer", "finance");
    let draft = officer.create_catalog(request).await.expect("it may be drafted").into_inner().catalog;
    let draft = draft.expect("the answer holds it");
    let request = pb::ImportCatalogEntriesRequest {
        name: draft.name,
        etag: draft.etag,
        content: TABLE.into(),
        validate_only: false,
    };
    let mut officer = by("purchase-catalog-officer", "finance");
    let filled = officer.import_catalog_entries(request).await.expect("the rows are right").into_inner().catalog;
    let filled = filled.expect("the answer holds it");
    let request = pb::AdoptCatalogRequest {
        name: filled.name,
        etag: filled.etag,
        document_number: "湖财〔2026〕1号".into(),
        valid_from: date(2026, 1, 1),
        ..Default::default()
    };
    by("purchase-catalog-adopter", "audit").adopt_catalog(request).await.expect("somebody else adopts it");
}

/// Two associations that credit knows of, the second on the serious list.
pub(crate) async fn suppliers(suite: &Deployment) {
    for number in [1, 2] {
        let request = creation(number);
        suite.organizations(suite.site.registrar().fresh()).create_organization(request).await.expect("it is new");
    }
    let mut connection = suite.database.connection().await;
    eventually("that credit knows of both", async || {
        let known: i64 = sqlx::query_scalar("select count(*) from credit.organization")
            .fetch_one(&mut suite.database.connection().await)
            .await
            .expect("a number");
        (known == 2).then_some(())
    })
    .await;
    // as the decision of a case does, which `credit.rs` tells
    sqlx::query(
        "insert into credit.listing (id, organization, division, department, list, ground, rule, document_number, listed_on,
           period_from, created_at)
         values (gen_random_uuid(), $1, '330500', 'civil-affairs', 'serious', 'CR-03a', 'CR-03a@1', '湖民决〔2026〕1号', '2026-01-01',
           '2026-01-01', now())",
    )
    .bind(code(2))
    .execute(&mut connection)
    .await
    .expect("it is listed");
}

/// What a department plans to purchase this year, by a method, within a budget in fen.
pub(crate) async fn planned_by(
    suite: &Deployment,
    caller: &Caller,
    method: pb::ProcurementMethod,
    budget_fen: i64,
) -> pb::PurchaseProject {
    let is_single = method == pb::ProcurementMethod::SingleSource;
    let project = pb::PurchaseProject {
        buyer_title: "湖州市某部门".into(),
        title: "居家养老服务".into(),
        year: suite.site.day(0).year,
        catalog_code: "A0101".into(),
        budget_fen,
        method: method.into(),
        single_source_reason: if is_single { "只有一家能够提供".into() } else { String::new() },
        ..Default::default()
    };
    let request = pb::CreateProjectRequest { project: Some(project), validate_only: false };
    let mut projects = ProjectServiceClient::new(suite.client(caller.fresh()));
    let answer = projects.create_project(request).await.expect("the catalogue has it").into_inner();
    answer.project.expect("the answer holds it")
}

async fn planned(suite: &Deployment) -> pb::PurchaseProject {
    let buyer = official(suite, "purchase-officer", "buyer");
    planned_by(suite, &buyer, pb::ProcurementMethod::OpenTender, AMOUNT).await
}

fn award(project: &pb::PurchaseProject, supplier: u32) -> pb::RecordAwardRequest {
    let award = pb::ProjectAward {
        supplier_code: code(supplier),
        supplier_title: format!("湖州市样本第{supplier}协会"),
        amount_fen: AMOUNT,
        award_date: date(2026, 11, 24),
        document_number: "成交〔2026〕1号".into(),
        ..Default::default()
    };
    let proved_conditions = vec!["taxes_paid".into(), "not_barred".into()];
    pb::RecordAwardRequest {
        name: project.name.clone(),
        etag: project.etag.clone(),
        award: Some(award),
        proved_conditions,
    }
}

async fn signed(suite: &Deployment, project: &pb::PurchaseProject) -> pb::Contract {
    let milestone = pb::ContractMilestone {
        title: "全年服务".into(),
        due_date: date(2027, 11, 24),
        amount_fen: AMOUNT,
        ..Default::default()
    };
    let indicator = pb::ContractIndicator { key: "users".into(), title: "服务人数".into(), weight: 10_000 };
    let contract = pb::Contract {
        project: project.name.clone(),
        number: "HT-2026-1".into(),
        title: "居家养老服务合同".into(),
        amount_fen: AMOUNT,
        sign_date: date(2026, 11, 24),
        start_date: date(2026, 11, 25),
        end_date: date(2027, 11, 24),
        milestones: vec![milestone],
        indicators: vec![indicator],
        ..Default::default()
    };
    let request = pb::CreateContractRequest { contract: Some(contract), validate_only: false };
    let answer = contracts(suite, "purchase-officer", "buyer").create_contract(request).await;
    answer.expect("it is what was awarded").into_inner().contract.expect("the answer holds it")
}

/// A plan whose buyer states a code and what is wanted, and then neither any more.
async fn replanned(suite: &Deployment, mut project: pb::PurchaseProject) {
    for (code, description) in [("91350100M000100Y43", "为高龄老人提供上门服务"), ("", "")] {
        let wanted = pb::PurchaseProject { buyer_code: code.into(), description: description.into(), ..project };
        let paths = vec!["buyer_code".to_owned(), "description".to_owned()];
        let update_mask = Some(prost_types::FieldMask { paths });
        let request = pb::UpdateProjectRequest { project: Some(wanted), update_mask };
        let answer = projects(suite).update_project(request).await.expect("it is planned").into_inner();
        project = answer.project.expect("the answer holds it");
    }
}

/// Handed in, examined by one, reviewed by another.
async fn accepted(suite: &Deployment, contract: pb::Contract) -> pb::Contract {
    let uploader = official(suite, "purchase-officer", "buyer");
    let mut documents = suite.documents(uploader.fresh());
    let upload = documents.upload_document(stream::iter(papers::upload("deliverable"))).await.expect("it is whole");
    let request = pb::SubmitContractMilestoneRequest {
        name: contract.name.clone(),
        etag: contract.etag,
        milestone_number: 1,
        documents: vec![upload.into_inner().document.expect("the answer holds it").name],
    };
    let answer = contracts(suite, "purchase-officer", "buyer").submit_contract_milestone(request).await;
    let submitted = answer.expect("it is owed").into_inner().contract.expect("the answer holds it");
    let request = pb::ExamineContractMilestoneRequest {
        name: submitted.name,
        etag: submitted.etag,
        milestone_number: 1,
        outcome: pb::AcceptanceOutcome::Accept.into(),
        opinion: "符合约定".into(),
    };
    let answer = contracts(suite, "purchase-acceptor", "first").examine_contract_milestone(request).await;
    let examined = answer.expect("it was handed in").into_inner().contract.expect("the answer holds it");
    let request = pb::ReviewContractMilestoneRequest {
        name: examined.name,
        etag: examined.etag,
        milestone_number: 1,
        review: pb::AcceptanceReview::Agreed.into(),
    };
    let own = contracts(suite, "purchase-acceptor", "first").review_contract_milestone(request.clone()).await;
    assert_eq!(reason(&own.expect_err("one person does not accept twice")), "CONTRACT_MILESTONE_OWN");
    let answer = contracts(suite, "purchase-acceptor", "second").review_contract_milestone(request).await;
    answer.expect("somebody else does").into_inner().contract.expect("the answer holds it")
}

async fn paid(suite: &Deployment, contract: pb::Contract) -> pb::Contract {
    let payment = pb::ContractPayment {
        milestone_number: 1,
        amount_fen: AMOUNT,
        pay_date: date(2026, 11, 24),
        voucher_number: "ZF-1".into(),
        ..Default::default()
    };
    let (name, etag) = (contract.name, contract.etag);
    let request = pb::RecordContractPaymentRequest { name, etag, payment: Some(payment) };
    let answer = contracts(suite, "purchase-payer", "payer").record_contract_payment(request).await;
    answer.expect("it was accepted").into_inner().contract.expect("the answer holds it")
}

async fn evaluated(suite: &Deployment, contract: pb::Contract) -> pb::Contract {
    let request = pb::EvaluateContractRequest {
        name: contract.name,
        etag: contract.etag,
        scores: vec![pb::IndicatorScore { key: "users".into(), score: 9_250 }],
        opinion: "完成约定任务".into(),
    };
    let answer = contracts(suite, "purchase-officer", "buyer").evaluate_contract(request).await;
    answer.expect("it was performed").into_inner().contract.expect("the answer holds it")
}

/// Has the tools of those who made the standard look at exported files.
async fn validated(suite: &Deployment, folder: &str) {
    let python = workspace().join("target/venv/bin/python");
    if !python.is_file() || !workspace().join("target/venv/ocds-standard-1.1.5.zip").is_file() {
        println!("skipped: no validators of OCDS; tests/stock/install.sh installs them");
        return;
    }
    let mut check = Command::new(python);
    check.arg(workspace().join("tests/stock/ocds_check.py")).arg(suite.site.home().join(folder));
    let output = check.kill_on_drop(true).output().await.expect("the program runs");
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("3 records"), "{}", said(&output));
}

/// What of this year's spending goes to social organisations: all of the one contract.
async fn counted(suite: &Deployment) {
    let reader = suite.site.caller("finance", HUZHOU, &["purchase-reader"]);
    let request = pb::ListSpendingSharesRequest {
        group_by: pb::SpendingGrouping::CatalogEntry.into(),
        year: 2026,
        ..Default::default()
    };
    let mut statistics = PurchaseStatisticsServiceClient::new(suite.client(reader.fresh()));
    let answer = statistics.list_spending_shares(request).await.expect("it may be read").into_inner();
    let [share] = answer.spending_shares.as_slice() else { panic!("{answer:?}") };
    assert_eq!((share.catalog_code.as_str(), share.total_fen, share.share), ("A0101", AMOUNT, 10_000));
    assert_eq!(share.target_result(), pb::SpendingTargetResult::Reached, "30 % is asked for");
    let told = command(suite, &reader, &["purchase", "shares", "--by", "department", "--year", "2026"]).await;
    assert!(said(&told).contains("100.00%") && said(&told).contains("30% reached"), "{}", said(&told));
    let told = command(suite, &reader, &["purchase", "concentrations"]).await;
    assert!(said(&told).contains("123456.78 yuan") && said(&told).contains("10000"), "{}", said(&told));
}

pub(crate) async fn performed_and_published(suite: &Deployment) {
    catalogue(suite).await;
    suppliers(suite).await;
    let project = planned(suite).await;
    let refused = projects(suite).record_award(award(&project, 2)).await.expect_err("it is on the serious list");
    assert_eq!(reason(&refused), "AWARD_SUPPLIER_REFUSED");
    let awarded = projects(suite).record_award(award(&project, 1)).await.expect("it is not").into_inner().project;
    let awarded = awarded.expect("the answer holds it");
    assert_eq!(awarded.award.as_ref().map(pb::ProjectAward::eligibility), Some(pb::AwardEligibility::Allowed));

    let contract = paid(suite, accepted(suite, signed(suite, &awarded).await).await).await;
    let completed = evaluated(suite, contract).await;
    assert_eq!(completed.status(), pb::ContractStatus::Completed);
    replanned(suite, planned(suite).await).await;

    let officer = official(suite, "purchase-officer", "buyer");
    let rows = "contract_code,contract_name,purchaser,supplier,supplier_code,amount_yuan,as_of\n\
        1,社区服务,湖州市某街道办事处,某社会工作事务所,,70000.00,2023-11-15\n";
    std::fs::write(suite.site.home().join("contracts.csv"), rows).expect("a table can be written");
    let imported = command(suite, &officer, &["contract", "import", "contracts.csv"]).await;
    assert!(imported.status.success() && said(&imported).contains("none"), "{}", said(&imported));
    let shown = command(suite, &officer, &["contract", "show", &completed.name]).await;
    assert!(said(&shown).contains("excellent (92.50)") && said(&shown).contains("accepted"), "{}", said(&shown));
    let listed = command(suite, &officer, &["contract", "list", "--status", "completed"]).await;
    assert!(said(&listed).contains("123456.78 yuan"), "{}", said(&listed));
    counted(suite).await;

    let course = command(suite, &officer, &["tender", "course", &project.name]).await;
    for told in ["credit answered", "allowed", "contract signed", "to be filed by", "accepted", "ZF-1", "excellent"] {
        assert!(said(&course).contains(told), "{told}: {}", said(&course));
    }

    let publisher = suite.site.caller("finance", HUZHOU, &["purchase-publisher"]);
    for words in
        [["ocds", "export", "--out", "open-data"].as_slice(), &["ocds", "export", "--records", "--out", "open-data"]]
    {
        let exported = command(suite, &publisher, words).await;
        assert!(exported.status.success(), "{}", said(&exported));
    }
    let file = suite.site.home().join("open-data/releases-2026-11.json");
    let releases = std::fs::read_to_string(file).expect("November has releases");
    assert!(releases.contains(r#""amount":123456.78,"currency":"CNY""#), "exact to the fen");
    let elsewhere = command(suite, &publisher, &["ocds", "export", "--month", "2026-10", "--out", "nothing"]).await;
    assert!(said(&elsewhere).contains("releases or records: 0"), "{}", said(&elsewhere));
    validated(suite, "open-data").await;
}
