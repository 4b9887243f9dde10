//! Civil affairs, tax and market supervision draw together; somebody doubts the outcome, and an outsider verifies it.

use std::fs;
use std::path::Path;
use std::process::Output;

use inspection_domain::draw::{Hash, Share, commitment};
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::inspector_service_client::InspectorServiceClient;
use onecode_proto::inspection::v1::random_inspection_service_client::RandomInspectionServiceClient;
use onecode_tests::harness::{Deployment, creation};
use testkit::{Caller, Client};
use time::Duration;
use tokio::process::Command;

use crate::command_line::{command, said};

const CIVIL: &str = "civil-affairs";
const TAX: &str = "tax";
const MARKET: &str = "market-regulation";
const HUZHOU: &str = "330500";
/// Organisations in the register.
const MANY: u32 = 30;

type Plans = RandomInspectionServiceClient<Client>;

fn client(suite: &Deployment, department: &str) -> Client {
    let role = if department == CIVIL { "inspection-planner" } else { "inspection-participant" };
    suite.client(suite.site.caller(department, HUZHOU, &[role]).fresh())
}

fn plans(suite: &Deployment, department: &str) -> Plans {
    Plans::new(client(suite, department))
}

async fn furnish(suite: &Deployment) {
    let mut register = suite.organizations(suite.site.registrar().fresh());
    for number in 1..=MANY {
        register.create_organization(creation(number)).await.expect("it can be registered");
    }
    for (department, count) in [(CIVIL, 3), (TAX, 2)] {
        let mut inspectors = InspectorServiceClient::new(client(suite, department));
        for number in 1..=count {
            let inspector = pb::Inspector {
                full_name: "沈检查".into(),
                certificate_number: format!("{department}-{number}"),
                certificate_valid_from: Some(suite.site.day(-100)),
                certificate_valid_to: Some(suite.site.day(1_000)),
                capacity: 10,
                ..Default::default()
            };
            let request = pb::CreateInspectorRequest { inspector: Some(inspector) };
            inspectors.create_inspector(request).await.expect("the certificate is new");
        }
    }
}

async fn frozen(suite: &Deployment) -> pb::Plan {
    let department = |key: &str, inspector_count| pb::PlanDepartment {
        department: format!("departments/{key}"),
        work: "按职责检查".into(),
        inspector_count,
    };
    let plan = pb::Plan {
        title: "社会组织部门联合双随机抽查".into(),
        year: suite.site.day(0).year,
        departments: vec![department(CIVIL, 1), department(TAX, 1), department(MARKET, 0)],
        items: vec!["inspectionItems/spot-check-governance-city".into()],
        visit_window: Some(pb::VisitWindow { start_date: Some(suite.site.day(7)), end_date: Some(suite.site.day(37)) }),
        draw_percent: 10,
        ..Default::default()
    };
    let request = pb::CreatePlanRequest { plan: Some(plan), validate_only: false };
    let created = plans(suite, CIVIL).create_plan(request).await.expect("the plan is one").into_inner().plan;
    let created = created.expect("the answer holds it");
    let request = pb::FreezePlanRequest { name: created.name, etag: created.etag };
    let frozen = plans(suite, CIVIL).freeze_plan(request).await.expect("the register answers").into_inner().plan;
    frozen.expect("the answer holds it")
}

async fn drawn(suite: &Deployment, plan: &pb::Plan) -> pb::Plan {
    let root: Hash = plan.frozen.as_ref().and_then(|frozen| frozen.root.parse().ok()).expect("the root is published");
    let due = |hours| Some(suite.site.second(Duration::hours(hours)));
    let (commit_due_time, reveal_due_time) = (due(1), due(2));
    let name = plan.name.clone();
    let request = pb::OpenRoundRequest { name: name.clone(), commit_due_time, reveal_due_time, ..Default::default() };
    plans(suite, CIVIL).open_round(request).await.expect("the plan is frozen");
    let shares = [CIVIL, TAX].map(|key| (key, Share(Hash::of(&[key.as_bytes(), &root.0]).0)));
    for (key, share) in &shares {
        let commitment = commitment(&root, key, 1, share).0.to_vec();
        let request = pb::CommitShareRequest { name: name.clone(), round: 1, commitment };
        plans(suite, key).commit_share(request).await.expect("the round is open");
    }
    let market = suite.site.caller(MARKET, HUZHOU, &["inspection-participant"]);
    typed(suite, &market, &["draw", "commit", &name, "--department", MARKET, "--share", "market.share"]).await;
    typed(suite, &market, &["draw", "reveal", &name, "--share", "market.share"]).await;
    for (key, share) in &shares {
        let request = pb::RevealShareRequest { name: name.clone(), round: 1, share: share.0.to_vec() };
        plans(suite, key).reveal_share(request).await.expect("everybody has committed");
    }
    let answer = plans(suite, CIVIL).draw_plan(pb::DrawPlanRequest { name }).await.expect("everybody has revealed");
    answer.into_inner().plan.expect("the answer holds it")
}

/// What somebody types, and what is answered.
async fn typed(suite: &Deployment, caller: &Caller, words: &[&str]) -> String {
    let done = command(suite, caller, words).await;
    assert!(done.status.success(), "{}", said(&done));
    said(&done)
}

/// The proof, as an auditor of the city gets it.
async fn proof(suite: &Deployment, plan: &pb::Plan) -> Vec<u8> {
    let auditor = suite.site.caller("audit", HUZHOU, &["inspection-reader"]);
    let shown = typed(suite, &auditor, &["draw", "show", &plan.name]).await;
    assert!(shown.contains("3 / 3") && shown.contains("market-regulation"), "{shown}");
    let listed = typed(suite, &auditor, &["draw", "result", &plan.name]).await;
    assert_eq!(listed.matches("51330500").count(), 3, "{listed}");
    typed(suite, &auditor, &["draw", "proof", &plan.name, "--out", "proof.txt"]).await;
    fs::read(suite.site.home().join("proof.txt")).expect("it was saved")
}

/// What the outsider's program says, which is written from the specification and knows nothing of ours.
async fn outsider(file: &Path, root: &str) -> Output {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/draw/verify.py");
    Command::new("python3").arg(program).arg(file).arg(root).output().await.expect("there is a Python")
}

pub(crate) async fn disputed_and_verified(suite: &Deployment) {
    furnish(suite).await;
    let plan = frozen(suite).await;
    let root = plan.frozen.as_ref().expect("it is frozen").root.clone();
    let drawn = drawn(suite, &plan).await;
    let outcome = drawn.drawn.as_ref().expect("it is drawn");
    assert_eq!((outcome.drawn_count, outcome.short_count), (3, 0));

    let proof = proof(suite, &drawn).await;
    let file = suite.site.home().join("proof.txt");
    let judged = outsider(&file, &root).await;
    assert!(judged.status.success(), "{}", String::from_utf8_lossy(&judged.stderr));
    let auditor = suite.site.caller("audit", HUZHOU, &["inspection-reader"]);
    let verify = ["draw", "verify", "proof.txt", "--root", &root];
    assert!(typed(suite, &auditor, &verify).await.starts_with("holds: 3 of 30 organisations drawn"));

    let text = String::from_utf8(proof).expect("a proof is text");
    let drawn_line = text.lines().find(|line| line.starts_with("drawn\t")).expect("somebody was drawn");
    let code = drawn_line.split('\t').nth(3).expect("the line has a code");
    let objects = text.lines().filter_map(|line| line.strip_prefix("object\tB\t"));
    let other = objects.filter(|other| !text.contains(&format!("\t{other}\t"))).find(|other| *other != code);
    let other = other.expect("somebody was not drawn");
    let forged = text.replace(drawn_line, &drawn_line.replace(code, other));
    fs::write(&file, forged).expect("the folder can be written");
    let judged = outsider(&file, &root).await;
    assert!(!judged.status.success(), "a draw that favours somebody is found out");
    let judged = command(suite, &auditor, &verify).await;
    assert_eq!(judged.status.code(), Some(3), "{}", said(&judged));
    assert!(said(&judged).starts_with("DOES NOT HOLD"), "{}", said(&judged));
}
