//! ReconciliationService: names and wrong codes brought to organisations, by index and over PostgreSQL.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod register;

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_proto::registry::v1::reconciliation_service_client::ReconciliationServiceClient;
use pb::MatchReason::{
    Abbreviation, Beginning, Code as SameCode, DivisionPrefix, ExactName, FormerName, NormalizedName, OneCharacter,
    OtherCode, OtherDivision, OtherKind, OtherName, Reading, Remark, RepairedCode, WrongCode,
};
use testkit::refusal::{reason, violated};
use testkit::{Caller, Suite};
use tonic::Code;
use vocab::{OrganizationClass, UnifiedCode};

const HUZHOU: &str = "330500";
/// An example of GB 11643, nobody's.
const ID_NUMBER: &str = "11010519491231002X";
const LONG: &str = "湖州市南太湖新区阳光养老服务促进会";

type Client = ReconciliationServiceClient<testkit::Client>;

fn code(serial: u32) -> String {
    let division = HUZHOU.parse().unwrap();
    UnifiedCode::from_parts(OrganizationClass::SocialGroup, division, &format!("MJ{serial:06}")).unwrap().to_string()
}

fn of(suite: &Suite, caller: &Caller) -> Client {
    ReconciliationServiceClient::new(suite.client(caller.fresh()))
}

/// A register with associations of these names, former names and abbreviations, serials from 1.
async fn register(named: &[(&str, &str, &str)]) -> (Suite, Client) {
    let suite = register::register().await;
    let mut client = OrganizationServiceClient::new(suite.client(suite.registrar().fresh()));
    let listed = |text: &str| (!text.is_empty()).then(|| text.to_owned()).into_iter().collect::<Vec<_>>();
    for (serial, (title, former, abbreviation)) in (1..).zip(named) {
        let organization = pb::Organization {
            code: code(serial),
            title: if former.is_empty() { *title } else { *former }.to_owned(),
            kind: pb::OrganizationKind::SocialGroup.into(),
            division: if title.contains("吴兴区") { "330502" } else { HUZHOU }.into(),
            established_date: date(2020),
            abbreviations: listed(abbreviation),
            ..Default::default()
        };
        let request = pb::CreateOrganizationRequest {
            organization: Some(organization),
            status: pb::OrganizationStatus::Active.into(),
            valid_from: date(2020),
            basis: "湖民社登〔2020〕1号".into(),
            ..Default::default()
        };
        let created = client.create_organization(request).await.unwrap().into_inner().organization.unwrap();
        if !former.is_empty() {
            let request = pb::UpdateOrganizationRequest {
                organization: Some(pb::Organization { title: (*title).to_owned(), ..created }),
                update_mask: Some(prost_types::FieldMask { paths: vec!["title".to_owned()] }),
                basis: "湖民社变〔2026〕2号".into(),
                ..Default::default()
            };
            client.update_organization(request).await.unwrap();
        }
    }
    let client = of(&suite, &suite.registrar());
    (suite, client)
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
fn date(year: i32) -> Option<onecode_proto::google::r#type::Date> {
    Some(onecode_proto::google::r#type::Date { year, month: 1, day: 1 })
}

fn named(name: &str) -> pb::MatchQuery {
    pb::MatchQuery { name: name.into(), ..Default::default() }
}

fn coded(name: &str, code: &str) -> pb::MatchQuery {
    pb::MatchQuery { code: code.into(), ..named(name) }
}

async fn matched(client: &mut Client, queries: Vec<pb::MatchQuery>) -> Vec<Vec<pb::MatchCandidate>> {
    let count = queries.len();
    let request = pb::MatchNamesRequest { queries };
    let results = client.match_names(request).await.unwrap().into_inner().results;
    assert_eq!(results.len(), count, "one result a query");
    results.into_iter().map(|result| result.candidates).collect()
}

/// The best candidate of one query: its code, score and reasons, and whether it is a match.
async fn best(client: &mut Client, query: pb::MatchQuery) -> Option<(String, i32, Vec<pb::MatchReason>, bool)> {
    let found = matched(client, vec![query]).await.remove(0);
    let best = found.into_iter().next()?;
    Some((best.code.clone(), best.score, best.reasons().collect(), best.is_match))
}

#[tokio::test]
async fn names_are_found_however_they_are_written_and_one_result_stands_for_each_query() {
    let register = [
        ("湖州市阳光养老服务中心", "湖州市夕阳红养老服务中心", "阳光养老"),
        ("湖州市织里童装商会（ABC）", "", ""),
        ("湖州市吴兴区慈善总会", "", ""),
    ];
    let (_suite, mut client) = self::register(&register).await;
    let asked: [(&str, u32, i32, &[pb::MatchReason]); 11] = [
        ("湖州市阳光养老服务中心", 1, 100, &[ExactName]),
        ("湖州市陽光養老服務中心", 1, 98, &[NormalizedName]),
        ("湖州市夕阳红养老服务中心", 1, 95, &[ExactName, FormerName]),
        ("阳光养老", 1, 92, &[ExactName, Abbreviation]),
        ("浙江省湖州市阳光养老服务中心", 1, 92, &[DivisionPrefix]),
        ("湖州市阳光养老服务中心（更新）", 1, 92, &[Remark]),
        ("胡州市洋光养老服务中心", 1, 87, &[Reading]),
        ("湖州市织里童装商会ABC", 2, 98, &[NormalizedName]),
        ("慈善总会", 3, 92, &[DivisionPrefix]),
        ("湖州吴兴慈善总会", 3, 92, &[DivisionPrefix]),
        ("湖州市阳光养老服务", 1, 60, &[Beginning]),
    ];
    let queries = asked.iter().map(|(name, ..)| named(name)).chain([named("德清县钢琴协会")]).collect();
    let results = matched(&mut client, queries).await;
    for ((name, serial, score, reasons), found) in asked.iter().zip(&results) {
        let best = found.first().unwrap_or_else(|| panic!("{name}: nobody"));
        let told: Vec<_> = best.reasons().collect();
        assert_eq!((&best.code, best.score, told.as_slice()), (&code(*serial), *score, *reasons), "{name}");
        assert_eq!(best.is_match, *score >= 85, "{name}");
    }
    assert!(results[11].is_empty());
}

#[tokio::test]
async fn one_slip_is_found_wherever_it_is_and_whatever_it_is() {
    let (_suite, mut client) = register(&[(LONG, "", ""), ("湖州市钢琴协会", "", "")]).await;
    let characters: Vec<char> = LONG.chars().collect();
    let mut slips = Vec::new();
    for at in 0..characters.len() {
        let mut slip = characters.clone();
        slip[at] = '囧';
        slips.push(slip.clone());
        slip.remove(at);
        slips.push(slip);
        let mut slip = characters.clone();
        slip.insert(at, '囧');
        slips.push(slip);
        let mut slip = characters.clone();
        slip.swap(at, (at + 1).min(characters.len() - 1));
        slips.push(slip);
    }
    let names: Vec<String> = slips.into_iter().map(String::from_iter).filter(|name| name != LONG).collect();
    let results = matched(&mut client, names.iter().map(|name| named(name)).collect()).await;
    for (name, found) in names.iter().zip(&results) {
        let told: Vec<_> = found.iter().map(|one| (one.code.clone(), one.is_match)).collect();
        assert_eq!(told, [(code(1), true)], "{name}");
        let best: Vec<_> = found[0].reasons().collect();
        assert!([vec![OneCharacter], vec![DivisionPrefix]].contains(&best), "{name}: {best:?}");
    }
}

#[tokio::test]
async fn a_wrong_code_is_repaired_only_to_an_organisation_that_exists_and_is_named_so() {
    let register = [("湖州市养老服务协会", "", ""), ("湖州市钢琴协会", "", "")];
    let (_suite, mut client) = self::register(&register).await;
    let right = code(1);
    let mut mistyped = right.clone();
    mistyped.replace_range(17.., if right.ends_with('1') { "2" } else { "1" });
    let name = "湖州市养老服务协会";
    let told = |score, reasons: &[pb::MatchReason], is_match| Some((code(1), score, reasons.to_vec(), is_match));
    for (query, expected) in [
        (coded("", &right), told(100, &[SameCode], true)),
        (coded(name, &right.to_lowercase()), told(100, &[ExactName, SameCode], true)),
        (coded("", &mistyped), told(60, &[RepairedCode], false)),
        (coded(name, &mistyped), told(99, &[ExactName, RepairedCode], true)),
        (coded(name, "没有"), told(95, &[ExactName, WrongCode], true)),
        (coded("德清县书法学会", &mistyped), None),
        (coded("德清县书法学会", &right), told(60, &[SameCode, OtherName], false)),
    ] {
        assert_eq!(best(&mut client, query.clone()).await, expected, "{query:?}");
    }
    let torn = matched(&mut client, vec![coded(name, &code(2))]).await.remove(0);
    let torn: Vec<_> = torn.iter().map(|one| (one.code.clone(), one.score, one.is_match)).collect();
    assert_eq!(torn, [(right, 80, false), (code(2), 60, false)], "name and code mean two organisations");
    let unregistered = coded(name, &code(9));
    assert_eq!(best(&mut client, unregistered).await, told(80, &[ExactName, OtherCode], false));
}

#[tokio::test]
async fn hints_lower_the_score_of_who_does_not_meet_them_and_no_more_are_told_than_asked() {
    let titles: Vec<String> = (10..18).map(|serial| format!("湖州市甲乙丙丁{serial}协会")).collect();
    let register: Vec<(&str, &str, &str)> = titles.iter().map(|title| (title.as_str(), "", "同名会")).collect();
    let (_suite, mut client) = self::register(&register).await;
    let query = pb::MatchQuery {
        division: "330100".into(),
        kind: pb::OrganizationKind::Foundation.into(),
        ..named(&titles[0])
    };
    let expected = (code(1), 65, vec![ExactName, OtherDivision, OtherKind], false);
    assert_eq!(best(&mut client, query).await, Some(expected));
    let several = pb::MatchQuery { limit: 3, ..named("同名会") };
    let found = matched(&mut client, vec![several, named("同名会")]).await;
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [3, 5]);
    let codes: Vec<&str> = found[1].iter().map(|one| one.code.as_str()).collect();
    assert!(codes.is_sorted() && found[1].iter().all(|one| one.score == 92 && !one.is_match), "{codes:?}");
}

#[tokio::test]
async fn every_wrong_query_is_named_by_its_index_and_an_id_number_is_not_repeated() {
    let (_suite, mut client) = register(&[("湖州市养老服务协会", "", "")]).await;
    let queries = vec![
        named("湖州市养老服务协会"),
        named(" "),
        coded("湖州市养老服务协会", ID_NUMBER),
        pb::MatchQuery { division: "33".into(), kind: 77, limit: 11, ..named("《》") },
        coded(&"会".repeat(121), &"5".repeat(65)),
    ];
    let refused = client.match_names(pb::MatchNamesRequest { queries }).await.unwrap_err();
    let expected = [
        "queries[1]",
        "queries[2].code",
        "queries[3].name",
        "queries[3].division",
        "queries[3].kind",
        "queries[3].limit",
        "queries[4].name",
        "queries[4].code",
    ];
    assert_eq!(violated(&refused), expected);
    assert!(!format!("{refused:?}").contains(ID_NUMBER));
    for count in [0, 501] {
        let queries = vec![named("湖州市养老服务协会"); count];
        let refused = client.match_names(pb::MatchNamesRequest { queries }).await.unwrap_err();
        assert_eq!(violated(&refused), ["queries"]);
    }
}

#[tokio::test]
async fn who_sits_elsewhere_finds_nobody_and_who_may_not_read_is_refused() {
    let (suite, _) = register(&[("湖州市养老服务协会", "", "")]).await;
    let hangzhou = suite.identities().caller("civil-affairs", "330100", &["registry-registrar"]);
    let mut queries = vec![coded("湖州市养老服务协会", &code(1)), coded("", &code(1))];
    queries.extend(["湖州市养老服务会", "湖州市养老服务", "胡州市养老服务协会", "养老服务协会"].map(named));
    let found = matched(&mut of(&suite, &hangzhou), queries).await;
    assert!(found.iter().all(Vec::is_empty), "{found:?}");
    let verifier = suite.identities().caller("bank", HUZHOU, &["certificate-verifier"]);
    let request = pb::MatchNamesRequest { queries: vec![named("湖州市养老服务协会")] };
    let refused = of(&suite, &verifier).match_names(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
}
