//! RuleService: the rule book on a day, rule by rule and page by page.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod register;

use onecode_proto::google::r#type::Date;
use onecode_proto::procedure::v1 as pb;
use onecode_proto::procedure::v1::rule_service_client::RuleServiceClient;
use testkit::Suite;
use tonic::Code;
use tonic_types::StatusExt;

type Client = RuleServiceClient<testkit::Client>;

async fn rules() -> (Suite, Client) {
    let suite = register::register().await;
    let tax = suite.identities().caller("tax", "330500", &["registry-reader"]);
    let client = RuleServiceClient::new(suite.client(tax.fresh()));
    (suite, client)
}

fn get(id: &str, on_date: Option<Date>) -> pb::GetRuleRequest {
    pb::GetRuleRequest { name: format!("rules/{id}"), on_date }
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
fn day(year: i32, month: i32, day: i32) -> Option<Date> {
    Some(Date { year, month, day })
}

async fn list(client: &mut Client, request: pb::ListRulesRequest) -> pb::ListRulesResponse {
    client.list_rules(request).await.unwrap().into_inner()
}

fn ids(page: &pb::ListRulesResponse) -> Vec<String> {
    page.rules.iter().map(|rule| rule.id.clone()).collect()
}

#[tokio::test]
async fn a_rule_is_told_with_threshold_dates_source_and_confidence() {
    let (_suite, mut client) = rules().await;
    let rule = client.get_rule(get("REG-05", None)).await.unwrap().into_inner().rule.unwrap();
    assert_eq!((rule.name.as_str(), rule.title.as_str(), rule.version), ("rules/REG-05", "社会团体登记审查期限", 1));
    let threshold = rule.threshold.unwrap();
    assert_eq!((threshold.value, threshold.unit()), (60, pb::ThresholdUnit::CalendarDays));
    assert_eq!((rule.valid_from, rule.valid_to), (day(2016, 2, 6), None));
    assert_eq!(rule.confidence(), pb::Confidence::Verified);
    assert!(rule.source.contains("第十二条") && rule.text.contains("60日"));

    let assets = client.get_rule(get("REG-20a", None)).await.unwrap().into_inner().rule.unwrap();
    assert_eq!(assets.threshold.unwrap().unit(), pb::ThresholdUnit::Thirds);
    let ours = client.get_rule(get("PROC-13", None)).await.unwrap().into_inner().rule.unwrap();
    assert_eq!((ours.threshold, ours.confidence()), (None, pb::Confidence::Design));
}

#[tokio::test]
async fn a_rule_is_found_on_the_days_on_which_it_holds() {
    let (_suite, mut client) = rules().await;
    assert!(client.get_rule(get("NAME-02b", day(2024, 5, 1))).await.is_ok());
    for (id, on_date) in [("NAME-02b", day(2024, 4, 30)), ("REG-99", None), ("reg-05", None)] {
        let refused = client.get_rule(get(id, on_date)).await.unwrap_err();
        let info = refused.get_details_error_info().unwrap();
        assert_eq!((refused.code(), info.reason.as_str()), (Code::NotFound, "RULE_NOT_FOUND"));
        assert_eq!(info.metadata["rule"], id);
    }
}

#[tokio::test]
async fn a_list_has_what_holds_on_the_day_and_begins_with_the_prefix() {
    let (_suite, mut client) = rules().await;
    let of = |prefix: &str, on_date| pb::ListRulesRequest { prefix: prefix.into(), on_date, ..Default::default() };
    assert_eq!(
        ids(&list(&mut client, of("REG-30", None)).await),
        ["REG-30", "REG-30a", "REG-30b", "REG-30c", "REG-30d"]
    );
    assert_eq!(
        ids(&list(&mut client, of("REG-2", day(1999, 1, 1))).await),
        ["REG-20", "REG-20c", "REG-21", "REG-22", "REG-23a", "REG-23c"]
    );
    assert_eq!(ids(&list(&mut client, of("ZZ", None)).await), Vec::<String>::new());
}

#[tokio::test]
async fn pages_join_into_the_whole_book_and_tokens_hold_for_their_request_alone() {
    let (_suite, mut client) = rules().await;
    let by_thirty = |page_token, prefix: &str| pb::ListRulesRequest {
        page_size: 30,
        page_token,
        prefix: prefix.into(),
        ..Default::default()
    };
    let mut page = list(&mut client, by_thirty(String::new(), "")).await;
    let (mut joined, first) = (ids(&page), page.next_page_token.clone());
    while !page.next_page_token.is_empty() {
        page = list(&mut client, by_thirty(page.next_page_token, "")).await;
        joined.extend(ids(&page));
    }
    let book: Vec<&str> = registry_domain::rules().rules().map(|rule| rule.id.as_str()).collect();
    assert_eq!(joined, book);
    assert_eq!(page.fingerprint, registry_domain::rules().fingerprint());
    let refused = client.list_rules(by_thirty(first, "REG-")).await.unwrap_err();
    assert_eq!(refused.code(), Code::InvalidArgument);
}

#[tokio::test]
async fn every_violated_field_is_named_and_who_may_not_read_is_refused() {
    let (suite, mut client) = rules().await;
    let wrong = pb::GetRuleRequest { name: "REG-05".into(), on_date: day(2026, 13, 1) };
    let refused = client.get_rule(wrong).await.unwrap_err();
    let fields = refused.get_details_bad_request().unwrap().field_violations;
    assert_eq!(fields.iter().map(|violation| violation.field.as_str()).collect::<Vec<_>>(), ["name", "on_date"]);
    let wrong = pb::ListRulesRequest { prefix: "规则".into(), page_size: -1, ..Default::default() };
    let refused = client.list_rules(wrong).await.unwrap_err();
    assert_eq!(refused.get_details_bad_request().unwrap().field_violations.len(), 2);

    let nobody = suite.identities().caller("tax", "330500", &["statistics"]);
    let mut nobody = RuleServiceClient::new(suite.client(nobody.fresh()));
    let refused = nobody.get_rule(get("REG-05", None)).await.unwrap_err();
    assert_eq!(refused.code(), Code::PermissionDenied);
}
