//! Stock clients, which nobody here has written: Python's grpcio, and buf. They meet the suite as a department would, with
//! the contracts alone.

use std::path::{Path, PathBuf};
use std::process::Output;

use onecode_tests::harness::{Arrangement, Deployment, workspace};
use serde_json::Value;
use tempfile::TempDir;
use tokio::process::Command;

/// A program of `target/venv`; `None`, said aloud, where `tests/stock/install.sh` has not run.
fn tool(name: &str) -> Option<PathBuf> {
    let program = workspace().join("target/venv/bin").join(name);
    if program.is_file() {
        return Some(program);
    }
    println!("skipped: no {name}; tests/stock/install.sh installs it");
    None
}

async fn run(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.kill_on_drop(true).output().await.expect("the program runs");
    let (said, complained) = (String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    assert!(status.success(), "{status}\n{said}\n{complained}");
    said.into_owned()
}

/// Python code of the contracts, made by the protoc that grpcio brings.
async fn generated(python: &Path) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let root = workspace().join("proto");
    let mut contracts = Vec::new();
    let mut folders = vec![root.join("onecode")];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).expect("contracts are there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "proto") {
                contracts.push(path);
            }
        }
    }
    let out = |option: &str| format!("--{option}={}", folder.path().display());
    let mut protoc = Command::new(python);
    protoc.args(["-m", "grpc_tools.protoc", "-I"]).arg(&root).args([out("python_out"), out("grpc_python_out")]);
    run(protoc.args(contracts)).await;
    folder
}

/// Runs a script of this folder against the suite.
async fn script(name: &str) {
    let Some(python) = tool("python") else { return };
    let contracts = generated(&python).await;
    let suite = Deployment::start(Arrangement::OneProcess).await;
    let personal = suite.site.caller("tax", "330500", &["registry-reader", "registry-personal-reader"]);
    let mut client = Command::new(&python);
    client.arg(workspace().join("tests/stock").join(name));
    client.env("PYTHONPATH", contracts.path()).env("PYTHONDONTWRITEBYTECODE", "1");
    client.env("ADDRESS", suite.address());
    client.env("REGISTRAR", suite.site.registrar().token()).env("TAX", suite.site.tax().token());
    client.env("INSPECTOR", personal.token());
    let city = |department, role| suite.site.caller(department, "330500", &[role]).token().to_owned();
    client.env("ALLOTTER", city("civil-affairs", "registry-code-allotter"));
    client.env("PORTAL", city("data-bureau", "application-portal"));
    client.env("SUPERVISING", city("development-reform", "application-reviewer"));
    client.env("PARTY", city("social-work", "application-reviewer"));
    client.env("CONSULTED", city("public-security", "application-reviewer"));
    run(&mut client).await;
    suite.books().await.balance().await;
    suite.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn python_makes_the_first_calls_of_the_readme() {
    script("first_calls.py").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn python_imports_exports_and_follows_by_streams() {
    script("streams.py").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn python_reads_the_details_of_refusals() {
    script("rich_errors.py").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn python_discovers_and_calls_the_services_by_reflection_alone() {
    script("reflection.py").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn python_verifies_a_certificate_with_the_published_keys_and_a_library_of_others() {
    script("certificates.py").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn python_establishes_an_association_as_the_readme_tells() {
    script("establishment.py").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn python_checks_health() {
    script("health.py").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn buf_calls_by_reflection() {
    let Some(buf) = tool("buf") else { return };
    let suite = Deployment::start(Arrangement::OneProcess).await;
    let mut curl = Command::new(buf);
    curl.args(["curl", "--http2-prior-knowledge", "--protocol", "grpc"]);
    curl.args(["-H", &format!("Authorization: Bearer {}", suite.site.tax().token())]);
    curl.args(["-d", r#"{"code": "11010519491231002X"}"#]);
    curl.arg(format!("{}/onecode.registry.v1.OrganizationService/CheckCode", suite.endpoint()));
    let answer: Value = serde_json::from_str(&run(&mut curl).await).expect("buf prints JSON");
    assert_eq!(answer["residentIdNumber"], true, "{answer}");
    suite.stop().await;
}

#[tokio::test]
async fn buf_finds_nothing_to_say_about_the_contracts() {
    let Some(buf) = tool("buf") else { return };
    run(Command::new(buf).arg("lint").current_dir(workspace().join("proto"))).await;
}
