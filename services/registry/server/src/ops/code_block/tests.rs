//! Giving codes: each once, whoever asks at the same time, and none when none is left.

use std::collections::BTreeSet;

use fault::Fault;
use onecode_proto::registry::v1::GetOrganizationRequest;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_proto::registry::v1::{CreateOrganizationRequest, Organization, OrganizationKind, OrganizationStatus};
use registry_domain::{CodeBlock, Text};
use testkit::Suite;
use tokio::task::JoinSet;
use uow::{Call, Scope, Tx, Uow};
use vocab::{DivisionCode, OrganizationClass, UnifiedCode};

use super::{AllotCodeBlock, allot, issue};

const CITY: &str = "330500";
const COUNTY: &str = "330521";

type Wanted = (OrganizationClass, DivisionCode);

async fn registry() -> Suite {
    crate::register::register().await
}

fn call(suite: &Suite) -> Call {
    let key = suite.clock().new_id();
    Call {
        method: "/onecode.registry.v1.CodeBlockService/AllotCodeBlock",
        actor: "civil-affairs".into(),
        department: "civil-affairs".into(),
        division: "330000".into(),
        officer: None,
        key: key.to_string(),
        request_hash: [0; 32],
        purpose: None,
        reveals: false,
        scope: Scope::division("330000"),
        trace_id: None,
        is_bulk: false,
    }
}

fn ignore<T>(_: T) {}

async fn allotted(suite: &Suite, division: &str, prefix: &str, first: i64, last: i64) {
    let block = CodeBlock::new(prefix, first, last).unwrap();
    let command =
        AllotCodeBlock {
            division: division.parse().unwrap(), block, basis: Text::parse("码段分配通知").unwrap()
        };
    suite.uow().write(&call(suite), &command, allot, ignore).await.unwrap();
}

/// Issues within a unit of work; the code is told by the name of a request, the reply of a unit of work being a message.
async fn issued(uow: Uow, call: Call, wanted: Wanted) -> Result<UnifiedCode, Fault> {
    async fn one(tx: &mut Tx, (class, division): &Wanted) -> Result<UnifiedCode, Fault> {
        issue(tx, *class, *division).await
    }
    fn named(code: UnifiedCode) -> GetOrganizationRequest {
        GetOrganizationRequest { name: code.to_string(), ..Default::default() }
    }
    let reply = uow.write(&call, &wanted, one, named).await?;
    Ok(reply.name.parse().unwrap())
}

async fn issue_in(suite: &Suite, class: OrganizationClass, division: &str) -> Result<UnifiedCode, Fault> {
    issued(suite.uow().clone(), call(suite), (class, division.parse().unwrap())).await
}

async fn body_in(suite: &Suite, division: &str) -> String {
    issue_in(suite, OrganizationClass::SocialGroup, division).await.unwrap().organization_code()[..8].to_owned()
}

async fn next_serials(suite: &Suite) -> Vec<(String, i64)> {
    sqlx::query_as("select prefix, next_serial from registry.code_block order by origin")
        .fetch_all(&mut suite.database().connection().await)
        .await
        .unwrap()
}

async fn registered(suite: &Suite, code: UnifiedCode) {
    let request = CreateOrganizationRequest {
        organization: Some(Organization {
            code: code.to_string(),
            title: format!("湖州市{code}协会"),
            kind: OrganizationKind::SocialGroup.into(),
            division: code.division().to_string(),
            ..Default::default()
        }),
        status: OrganizationStatus::Active.into(),
        basis: "湖民社登〔2026〕1号".into(),
        ..Default::default()
    };
    let mut client = OrganizationServiceClient::new(suite.client(suite.registrar().fresh()));
    client.create_organization(request).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_who_ask_at_once_get_sixty_four_codes() {
    let suite = registry().await;
    // the first block is used up in between, so that some wait at it in vain
    allotted(&suite, CITY, "XXA", 0, 39).await;
    allotted(&suite, CITY, "XXB", 0, 23).await;
    let mut askers = JoinSet::new();
    for at in 0..64 {
        let class = OrganizationClass::ALL[at % 3];
        let division = if at % 2 == 0 { CITY } else { COUNTY }.parse().unwrap();
        askers.spawn(issued(suite.uow().clone(), call(&suite), (class, division)));
    }
    let codes: Vec<UnifiedCode> = askers.join_all().await.into_iter().map(Result::unwrap).collect();
    let bodies: BTreeSet<String> = codes.iter().map(|code| code.organization_code().to_owned()).collect();
    assert_eq!(bodies.len(), 64, "organisation codes differ, whatever class and division");
    assert!(codes.iter().all(|code| UnifiedCode::parse(code.as_str()) == Ok(*code)));
    assert_eq!(next_serials(&suite).await, [("XXA".to_owned(), 40), ("XXB".to_owned(), 24)]);

    let refused = issue_in(&suite, OrganizationClass::SocialGroup, COUNTY).await.unwrap_err();
    assert_eq!(refused.reason(), "CODE_BLOCK_EXHAUSTED");
    assert_eq!(refused.metadata(), [("division", COUNTY.to_owned())]);
}

#[tokio::test]
async fn a_code_has_the_class_and_division_asked_for_and_both_check_characters() {
    let suite = registry().await;
    allotted(&suite, CITY, "XX", 31, 40).await;
    let code = issue_in(&suite, OrganizationClass::Foundation, COUNTY).await.unwrap();
    assert_eq!((code.class(), code.division().as_str()), (OrganizationClass::Foundation, COUNTY));
    assert_eq!(code, UnifiedCode::from_parts(OrganizationClass::Foundation, code.division(), "XX000010").unwrap());
}

#[tokio::test]
async fn codes_that_organisations_hold_are_passed_over_even_many_and_in_another_class() {
    let suite = registry().await;
    let held = |serial: i64, class| {
        let body = CodeBlock::new("XX", 0, 200).unwrap().body(serial).unwrap();
        UnifiedCode::from_parts(class, CITY.parse().unwrap(), &body).unwrap()
    };
    for serial in 0..70 {
        registered(&suite, held(serial, OrganizationClass::SocialGroup)).await;
    }
    allotted(&suite, CITY, "XX", 0, 200).await;
    let given = issue_in(&suite, OrganizationClass::Foundation, CITY).await.unwrap();
    assert_eq!(given, held(70, OrganizationClass::Foundation));
    assert_eq!(next_serials(&suite).await, [("XX".to_owned(), 71)]);
}

#[tokio::test]
async fn an_organisation_code_on_record_is_never_given_in_another_division() {
    let suite = registry().await;
    let elsewhere = UnifiedCode::from_parts(OrganizationClass::SocialGroup, CITY.parse().unwrap(), "XX000000").unwrap();
    registered(&suite, elsewhere).await;
    allotted(&suite, CITY, "XX", 0, 200).await;
    assert_eq!(body_in(&suite, COUNTY).await, "XX000001");
}

#[tokio::test]
async fn a_code_that_was_given_in_vain_is_given_to_the_next_and_one_that_was_given_never_again() {
    async fn change_of_mind(tx: &mut Tx, (class, division): &Wanted) -> Result<UnifiedCode, Fault> {
        issue(tx, *class, *division).await?;
        Err(Fault::internal("the decision failed after the code was given"))
    }
    let suite = registry().await;
    allotted(&suite, CITY, "XX", 0, 200).await;
    let wanted = (OrganizationClass::SocialGroup, CITY.parse().unwrap());
    assert!(suite.uow().write(&call(&suite), &wanted, change_of_mind, ignore).await.is_err());
    assert_eq!(body_in(&suite, CITY).await, "XX000000", "nothing was committed");
    assert_eq!(body_in(&suite, CITY).await, "XX000001");
}

#[tokio::test]
async fn a_division_uses_its_own_blocks_else_its_citys_else_its_provinces() {
    let suite = registry().await;
    assert_eq!(
        issue_in(&suite, OrganizationClass::SocialGroup, COUNTY).await.unwrap_err().reason(),
        "CODE_BLOCK_EXHAUSTED"
    );
    allotted(&suite, "330000", "XXP", 0, 9).await;
    assert_eq!(body_in(&suite, COUNTY).await, "XXP00000");
    allotted(&suite, CITY, "XXC", 0, 9).await;
    assert_eq!(body_in(&suite, COUNTY).await, "XXC00000");
    allotted(&suite, COUNTY, "XXD", 0, 0).await;
    assert_eq!(body_in(&suite, COUNTY).await, "XXD00000");
    let used_up = issue_in(&suite, OrganizationClass::SocialGroup, COUNTY).await.unwrap_err();
    assert_eq!(used_up.reason(), "CODE_BLOCK_EXHAUSTED", "its own is used up; the city's is not its to take");
    assert_eq!(body_in(&suite, CITY).await, "XXC00001");
    assert_eq!(body_in(&suite, "330106").await, "XXP00001", "another city's county");
    assert!(issue_in(&suite, OrganizationClass::SocialGroup, "320100").await.is_err(), "another province");
}
