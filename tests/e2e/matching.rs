//! Lists of names brought to codes: at the command line, by OpenRefine's protocol, and as people mistype them.

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use onecode::sample;
use onecode_proto::registry::v1::reconciliation_service_client::ReconciliationServiceClient;
use onecode_proto::registry::v1::{ImportAction, ImportOrganizationsRequest, ImportRow, MatchNamesRequest, MatchQuery};
use onecode_tests::harness::{Deployment, binary, code, creation};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use reqwest::{Method, RequestBuilder, StatusCode};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use testkit::Caller;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::command_line::{command, said};
use crate::privacy::ID_NUMBER;

const TITLES: [&str; 2] = ["湖州市阳光养老服务促进会", "湖州市太湖流域水环境治理研究会"];
/// Made-up organisations among which mistyped names are looked for.
const ORGANIZATIONS: usize = 1_000;
/// Names of one call.
const BATCH: usize = 500;

/// Records the associations of [`TITLES`], with the codes 1 and 2.
async fn enrolled(suite: &Deployment) {
    let mut client = suite.organizations(suite.site.registrar().fresh());
    for (number, title) in (1..).zip(TITLES) {
        let mut request = creation(number);
        title.clone_into(&mut request.organization.as_mut().expect("there is one").title);
        client.create_organization(request).await.expect("it may be recorded");
    }
}

pub(crate) async fn table_matched(suite: &Deployment) {
    enrolled(suite).await;
    let (first, second) = (code(1), code(2));
    let table = format!(
        "序号,受赠单位,证号\n1,{},\n2,湖州市太湖流域水环竟治理研究会,{second}\n3,\"德清县钢琴协会\"\n4,{},{ID_NUMBER}\n5,,{first}\n6,,,rest\n",
        TITLES[0], TITLES[0],
    );
    let home = suite.site.home();
    fs::write(home.join("list.csv"), &table).expect("a table can be written");
    let tax = suite.site.tax();
    let words = [
        "match",
        "list.csv",
        "--name-column",
        "受赠单位",
        "--code-column",
        "证号",
        "--out",
        "matched.csv",
        "--lang",
        "en",
    ];
    let output = command(suite, &tax, &words).await;
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("4 matched, 0 to be looked at, 2 not found"), "{}", said(&output));
    let written = fs::read_to_string(home.join("matched.csv")).expect("the file is there");
    let title = TITLES[0];
    let expected = [
        "序号,受赠单位,证号,matched_code,matched_name,match,score,reasons,others".to_owned(),
        format!("1,{title},,{first},{title},matched,100,same name,"),
        format!("2,湖州市太湖流域水环竟治理研究会,{second},{second},{},matched,100,read alike; same code,", TITLES[1]),
        "3,德清县钢琴协会,,,,none,,,".to_owned(),
        format!("4,{title},{ID_NUMBER},{first},{title},matched,100,same name; an ID number was not sent,"),
        format!("5,,{first},{first},{title},matched,100,same code,"),
        "6,,,,,none,,,,rest".to_owned(),
    ];
    assert_eq!(written.lines().collect::<Vec<_>>(), expected);

    for (words, told) in [
        (["match", "list.csv", "--name-column", "单位"], "no column is headed 单位; found: 序号, 受赠单位, 证号"),
        (["match", "list.csv", "--division", "330500"], "no column is headed name or code"),
    ] {
        let refused = command(suite, &tax, &words).await;
        assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
        assert!(said(&refused).contains(told), "{}", said(&refused));
    }
    fs::write(home.join("gb.csv"), b"name\n\xba\xfe\xd6\xdd\n").expect("a table can be written");
    let refused = command(suite, &tax, &["match", "gb.csv"]).await;
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(said(&refused).contains("not UTF-8"), "{}", said(&refused));
}

/// Floors measured with a model of the scores over names of the same making: 99.9 % come first, 80 % are a match, none wrongly
/// so. Names of a place are much alike, so not every slip can be certain; a match that is wrong would be worse than none.
pub(crate) async fn mistyped(suite: &Deployment) {
    let names = imported(suite).await;
    let mut random = StdRng::seed_from_u64(1);
    let typed: Vec<(&str, String)> =
        names.iter().map(|(code, title)| (code.as_str(), slipped(&mut random, title))).collect();
    let mut client = ReconciliationServiceClient::new(suite.client(suite.site.tax().fresh()));
    let (mut first, mut matched, mut wrong) = (0, 0, Vec::new());
    for batch in typed.chunks(BATCH) {
        let queries = batch.iter().map(|(_, name)| MatchQuery { name: name.clone(), ..MatchQuery::default() });
        let request = MatchNamesRequest { queries: queries.collect() };
        let results = client.match_names(request).await.expect("may ask").into_inner().results;
        for ((code, name), result) in batch.iter().zip(results) {
            let Some(best) = result.candidates.first() else { continue };
            first += usize::from(best.code == *code);
            matched += usize::from(best.is_match);
            if best.is_match && best.code != *code {
                wrong.push(format!("{name}: {best:?}"));
            }
        }
    }
    assert!(first * 100 >= names.len() * 98, "{first} of {} come first", names.len());
    assert!(matched * 100 >= names.len() * 70, "{matched} of {} are a match", names.len());
    assert!(wrong.len() * 200 <= matched, "{} of {matched} wrongly: {wrong:#?}", wrong.len());
}

/// Records made-up organisations; their codes and names.
async fn imported(suite: &Deployment) -> Vec<(String, String)> {
    let rows: Vec<ImportRow> = sample::organizations(1, ORGANIZATIONS).collect();
    let chunks: Vec<_> = rows
        .chunks(BATCH)
        .enumerate()
        .map(|(at, rows)| ImportOrganizationsRequest {
            first_row: i64::try_from(at * BATCH + 1).expect("few rows"),
            rows: rows.to_vec(),
        })
        .collect();
    let mut client = suite.organizations(suite.site.registrar().keyed("names"));
    let mut answers = client.import_organizations(tokio_stream::iter(chunks)).await.expect("may import").into_inner();
    while let Some(answer) = answers.message().await.expect("the import goes on") {
        assert!(answer.outcomes.iter().all(|outcome| outcome.action() == ImportAction::Created), "{answer:?}");
    }
    rows.into_iter().filter_map(|row| row.organization).map(|one| (one.code, one.title)).collect()
}

/// A name with one character wrong, missing or too many, or two exchanged.
fn slipped(random: &mut StdRng, title: &str) -> String {
    let common: Vec<char> = "大人中会民区服务心童商联志愿天明永和平".chars().collect();
    let mut name: Vec<char> = title.chars().collect();
    let other = *common.choose(random).expect("there are some");
    let at = random.random_range(0..name.len() - 1);
    match random.random_range(0..4) {
        0 => name[at] = other,
        1 => {
            name.remove(at);
        }
        2 => name.insert(at, other),
        _ => name.swap(at, at + 1),
    }
    name.into_iter().collect()
}

/// `onecode match --serve`, and where it answers.
async fn bridge(suite: &Deployment, caller: &Caller) -> (Child, String) {
    let mut program = Command::new(binary());
    program.args(["match", "--serve", "127.0.0.1:0", "--endpoint", &suite.endpoint()]);
    program.env("ONECODE_TOKEN", caller.token()).env("LC_ALL", "en_US.UTF-8").current_dir(suite.site.home());
    let mut child = program.stdout(Stdio::piped()).kill_on_drop(true).spawn().expect("the program runs");
    let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
    let line = lines.next_line().await.expect("it can be read").expect("it tells where it answers");
    let url = line.split_whitespace().find(|word| word.starts_with("http://")).expect("there is an address");
    (child, url.to_owned())
}

/// Sends a request; the status, who may read the answer, and the answer.
async fn sent(request: RequestBuilder) -> (StatusCode, String, Value) {
    let answer = request.send().await.expect("it answers");
    let status = answer.status();
    let allowed = answer.headers().get("access-control-allow-origin");
    let allowed = allowed.map(|value| value.to_str().expect("it is text").to_owned()).unwrap_or_default();
    let text = answer.text().await.expect("it is text");
    (status, allowed, serde_json::from_str(&text).unwrap_or(Value::Null))
}

fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |encoded, byte| encoded + &format!("%{byte:02X}"))
}

pub(crate) async fn open_refine(suite: &Deployment) {
    enrolled(suite).await;
    let (child, url) = bridge(suite, &suite.site.tax()).await;
    let http = reqwest::Client::builder().no_proxy().build().expect("a client can be made");

    let (status, allowed, manifest) = sent(http.get(&url)).await;
    assert_eq!((status, allowed.as_str()), (StatusCode::OK, "*"));
    assert_eq!(manifest["versions"], json!(["0.2"]));
    for needed in ["name", "identifierSpace", "schemaSpace"] {
        assert!(manifest[needed].as_str().is_some_and(|text| !text.is_empty()), "{needed}: {manifest}");
    }
    let types = manifest["defaultTypes"].as_array().expect("there are some");
    assert!(types.iter().all(|one| one["id"].is_string() && one["name"].is_string()), "{types:?}");

    let queries = json!({
        "q0": { "query": "湖州市阳光养老服务促会", "type": "organization", "type_strict": "should", "limit": 3 },
        "q1": { "query": "德清县钢琴协会" },
        "q2": { "query": "湖州市太湖流域水环境治理研究会", "properties": [{ "pid": "code", "v": code(2) }] },
    });
    let form = format!("queries={}", escaped(&queries.to_string()));
    let posted = http.post(&url).header("content-type", "application/x-www-form-urlencoded").body(form.clone());
    let (status, _, results) = sent(posted).await;
    assert_eq!(status, StatusCode::OK, "{results}");
    let best = &results["q0"]["result"][0];
    assert_eq!((&best["id"], &best["name"], &best["match"]), (&json!(code(1)), &json!(TITLES[0]), &json!(true)));
    assert!(best["score"].as_f64().is_some_and(|score| (85.0..100.0).contains(&score)), "{best}");
    assert_eq!(best["type"][0]["id"], "social_group");
    assert_eq!(best["features"], json!([{ "id": "one_character", "value": true }]));
    assert_eq!(results["q1"], json!({ "result": [] }));
    assert_eq!(results["q2"]["result"][0]["score"], 100);
    let (_, _, by_address) = sent(http.get(format!("{url}?{form}"))).await;
    assert_eq!(by_address, results);

    let suggest = format!("{url}/suggest/entity?prefix={}", escaped("湖州市阳光"));
    let (_, _, suggested) = sent(http.get(suggest)).await;
    assert_eq!((&suggested["result"][0]["id"], &suggested["result"][0]["name"]), (&json!(code(1)), &json!(TITLES[0])));
    refused(&http, &url).await;
    ended(child, &url).await;
}

/// Ctrl-C ends it, though a browser holds a connection on which it asked nothing.
async fn ended(mut child: Child, url: &str) {
    let address = url.trim_start_matches("http://").trim_end_matches("/reconcile");
    let _idle = TcpStream::connect(address).await.expect("it listens");
    let id = child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw).expect("it runs");
    kill_process(id, Signal::INT).expect("it can be told to end");
    let status = timeout(Duration::from_secs(10), child.wait()).await.expect("it ends soon").expect("it is ours");
    assert!(status.success(), "{status}");
}

/// What is wrong is told in JSON, and nobody elsewhere is answered.
async fn refused(http: &reqwest::Client, url: &str) {
    let own = http.get(url).header("origin", "http://127.0.0.1:3333");
    let (status, allowed, _) = sent(own).await;
    assert_eq!((status, allowed.as_str()), (StatusCode::OK, "http://127.0.0.1:3333"));
    let preflight = http.request(Method::OPTIONS, url).header("origin", "http://localhost:3333");
    assert_eq!(sent(preflight).await.0, StatusCode::NO_CONTENT);
    for (request, expected) in [
        (http.get(url).header("origin", "https://example.com"), StatusCode::FORBIDDEN),
        (http.get(url).header("host", "example.com"), StatusCode::FORBIDDEN),
        (http.get(url).header("origin", "null"), StatusCode::FORBIDDEN),
        (http.post(url).header("origin", "https://example.com").body("queries=%7B%7D"), StatusCode::FORBIDDEN),
        (http.get(url).header("sec-fetch-site", "cross-site"), StatusCode::FORBIDDEN),
        (http.post(url).body("queries=%7B"), StatusCode::BAD_REQUEST),
        (http.post(url).body("queries=%7B%22q0%22%3A%7B%7D%7D"), StatusCode::BAD_REQUEST),
        (http.post(url).body("x".repeat((1 << 20) + 1)), StatusCode::PAYLOAD_TOO_LARGE),
        (http.put(url), StatusCode::METHOD_NOT_ALLOWED),
        (http.get(format!("{url}/extend")), StatusCode::NOT_FOUND),
    ] {
        let (status, _, told) = sent(request).await;
        assert_eq!(status, expected, "{told}");
        assert!(told["error"].as_str().is_some_and(|why| !why.is_empty()), "{expected}: {told}");
    }
}
