//! CodeBlockService: blocks are allotted once, never over one another, and seen from their divisions.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod register;

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::code_block_service_client::CodeBlockServiceClient;
use testkit::refusal::reason;
use testkit::{Credentials, Suite};
use tonic::Code;
use tonic_types::StatusExt;

const CITY: &str = "330500";

type Client = CodeBlockServiceClient<testkit::Client>;

async fn registry() -> Suite {
    register::register().await
}

fn client(suite: &Suite, credentials: Credentials) -> Client {
    CodeBlockServiceClient::new(suite.client(credentials))
}

fn allotter(suite: &Suite, division: &str) -> Client {
    client(suite, suite.identities().caller("civil-affairs", division, &["registry-code-allotter"]).fresh())
}

fn block(division: &str, prefix: &str, first_serial: i64, last_serial: i64) -> pb::AllotCodeBlockRequest {
    pb::AllotCodeBlockRequest {
        division: division.into(),
        prefix: prefix.into(),
        first_serial,
        last_serial,
        basis: "码段分配通知〔2026〕1号".into(),
    }
}

async fn allotted(client: &mut Client, request: pb::AllotCodeBlockRequest) -> pb::CodeBlock {
    client.allot_code_block(request).await.unwrap().into_inner().code_block.unwrap()
}

async fn list(client: &mut Client, request: pb::ListCodeBlocksRequest) -> (Vec<pb::CodeBlock>, String) {
    let page = client.list_code_blocks(request).await.unwrap().into_inner();
    (page.code_blocks, page.next_page_token)
}

#[tokio::test]
async fn a_block_is_told_with_its_first_and_last_code() {
    let suite = registry().await;
    let mut client = allotter(&suite, CITY);
    let block = allotted(&mut client, block("330521", "MJC3", 31, 1_000)).await;
    assert!(block.name.starts_with("codeBlocks/"));
    assert_eq!((block.division.as_str(), block.prefix.as_str()), ("330521", "MJC3"));
    assert_eq!((block.first_serial, block.last_serial, block.next_serial), (31, 1_000, 31));
    assert_eq!((block.first_code.as_str(), block.last_code.as_str()), ("MJC30010", "MJC30118"));
    assert_eq!((block.basis.as_str(), block.department.as_str()), ("码段分配通知〔2026〕1号", "civil-affairs"));
    assert_eq!(block.create_time.unwrap().seconds, testkit::START.unix_timestamp());
    assert_eq!(list(&mut client, pb::ListCodeBlocksRequest::default()).await, (vec![block], String::new()));
}

#[tokio::test]
async fn a_repeated_call_gets_the_block_of_the_first_and_allots_no_other() {
    let suite = registry().await;
    let caller = suite.identities().caller("civil-affairs", CITY, &["registry-code-allotter"]);
    let mut client = client(&suite, caller.keyed("once"));
    let first = allotted(&mut client, block(CITY, "MJ", 0, 9)).await;
    assert_eq!(allotted(&mut client, block(CITY, "MJ", 0, 9)).await, first);
    assert_eq!((suite.audited().await, suite.count("select count(*) from registry.code_block").await), (1, 1));
}

#[tokio::test]
async fn blocks_that_share_a_code_are_refused_whatever_their_prefix_and_division() {
    let suite = registry().await;
    let mut client = allotter(&suite, "330000");
    allotted(&mut client, block(CITY, "MJ", 100, 199)).await;
    for (division, prefix, first, last) in
        [(CITY, "MJ", 199, 300), ("330100", "MJ", 0, 100), (CITY, "M", 0, 27_512_614_110), (CITY, "MJ000", 0, 2_000)]
    {
        let refused = client.allot_code_block(block(division, prefix, first, last)).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::AlreadyExists, "CODE_BLOCK_OVERLAP".to_owned()), "{prefix} {first}");
        assert_eq!(refused.get_details_error_info().unwrap().metadata["prefix"], prefix);
    }
    allotted(&mut client, block(CITY, "MJ", 200, 300)).await;
    allotted(&mut client, block("330100", "MJ", 0, 99)).await;
    allotted(&mut client, block(CITY, "MK", 100, 199)).await;
}

#[tokio::test]
async fn two_who_allot_the_same_block_at_once_do_not_both_get_it() {
    let suite = registry().await;
    let (mut one, mut other) = (allotter(&suite, CITY), allotter(&suite, CITY));
    let (first, second) = tokio::join!(
        one.allot_code_block(block(CITY, "MJ", 0, 99)),
        other.allot_code_block(block(CITY, "MJ", 50, 150))
    );
    assert_eq!([first.is_ok(), second.is_ok()].iter().filter(|done| **done).count(), 1);
    assert_eq!(suite.count("select count(*) from registry.code_block").await, 1);
}

#[tokio::test]
async fn every_violated_field_is_named() {
    let suite = registry().await;
    let mut client = allotter(&suite, CITY);
    let wrong = [
        (pb::AllotCodeBlockRequest::default(), vec!["basis", "division", "prefix"]),
        (block("33", "MI", 0, 9), vec!["division", "prefix"]),
        (block(CITY, "MJ", 10, 9), vec!["last_serial"]),
        (block(CITY, "MJC31X3", 0, 31), vec!["last_serial"]),
    ];
    for (request, fields) in wrong {
        let refused = client.allot_code_block(request).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::InvalidArgument, "INVALID_FIELDS".to_owned()));
        let violations = refused.get_details_bad_request().unwrap().field_violations;
        let mut violated: Vec<String> = violations.into_iter().map(|violation| violation.field).collect();
        violated.sort();
        assert_eq!(violated, fields);
    }
}

#[tokio::test]
async fn blocks_of_other_divisions_are_neither_allotted_nor_seen() {
    let suite = registry().await;
    let mut province = allotter(&suite, "330000");
    for (division, prefix) in [("330100", "MA"), (CITY, "MB"), ("330521", "MC"), ("330000", "MD")] {
        allotted(&mut province, block(division, prefix, 0, 9)).await;
    }
    let mut city = allotter(&suite, CITY);
    let refused = city.allot_code_block(block("330100", "ME", 0, 9)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "OUTSIDE_DIVISION".to_owned()));

    let divisions =
        |blocks: Vec<pb::CodeBlock>| -> Vec<String> { blocks.into_iter().map(|block| block.division).collect() };
    let all = pb::ListCodeBlocksRequest::default();
    assert_eq!(divisions(list(&mut city, all.clone()).await.0), [CITY, "330521"]);
    assert_eq!(divisions(list(&mut province, all).await.0), ["330100", CITY, "330521", "330000"]);
    let one = |division: &str| pb::ListCodeBlocksRequest { division: division.into(), ..Default::default() };
    assert_eq!(divisions(list(&mut city, one(CITY)).await.0), [CITY]);
    assert_eq!(divisions(list(&mut city, one("330100")).await.0), Vec::<String>::new());
}

#[tokio::test]
async fn pages_join_into_the_whole_list() {
    let suite = registry().await;
    let mut client = allotter(&suite, CITY);
    for serial in 0..5 {
        allotted(&mut client, block(CITY, "MJ", serial * 10, serial * 10 + 9)).await;
    }
    let by_two = |page_token| pb::ListCodeBlocksRequest { page_size: 2, page_token, ..Default::default() };
    let (mut joined, mut token) = list(&mut client, by_two(String::new())).await;
    while !token.is_empty() {
        let (page, next) = list(&mut client, by_two(token)).await;
        joined.extend(page);
        token = next;
    }
    assert_eq!(joined.iter().map(|block| block.first_serial).collect::<Vec<_>>(), [0, 10, 20, 30, 40]);
}

#[tokio::test]
async fn the_registrar_sees_blocks_and_allots_none() {
    let suite = registry().await;
    let mut registrar = client(&suite, suite.registrar().fresh());
    assert_eq!(list(&mut registrar, pb::ListCodeBlocksRequest::default()).await.0, []);
    let refused = registrar.allot_code_block(block(CITY, "MJ", 0, 9)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".to_owned()));
}
