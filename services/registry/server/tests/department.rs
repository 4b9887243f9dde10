//! DepartmentService: the directory on a day, its duties, its pages.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod register;

use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::department_service_client::DepartmentServiceClient;
use testkit::Suite;
use tonic::Code;
use tonic_types::StatusExt;

type Client = DepartmentServiceClient<testkit::Client>;

async fn directory() -> (Suite, Client) {
    let suite = register::register().await;
    let client = DepartmentServiceClient::new(suite.client(suite.registrar().fresh()));
    (suite, client)
}

fn in_year(year: i32) -> Date {
    Date { year, month: 6, day: 1 }
}

async fn get(client: &mut Client, key: &str, as_of: impl Into<Option<Date>>) -> pb::Department {
    let as_of = as_of.into();
    let request = pb::GetDepartmentRequest { name: format!("departments/{key}"), as_of };
    client.get_department(request).await.unwrap().into_inner().department.unwrap()
}

async fn list(client: &mut Client, request: pb::ListDepartmentsRequest) -> (Vec<String>, String) {
    let page = client.list_departments(request).await.unwrap().into_inner();
    (page.departments.into_iter().map(|department| department.key).collect(), page.next_page_token)
}

#[tokio::test]
async fn a_department_has_the_name_it_had_on_that_day() {
    let (_suite, mut client) = directory().await;
    let before = get(&mut client, "data-bureau", in_year(2022)).await;
    assert_eq!(
        (before.title.as_str(), before.valid_to),
        ("湖州市大数据发展管理局", Some(Date { year: 2024, month: 1, day: 1 }))
    );
    let after = get(&mut client, "data-bureau", in_year(2026)).await;
    assert_eq!((after.title.as_str(), after.valid_to), ("湖州市数据局", None));
    assert_eq!(after.valid_from, before.valid_to);
    assert!(after.source.contains("ZJ-07") && after.source.contains("[MH]"));
    assert_eq!(get(&mut client, "data-bureau", None).await, after);
    assert_eq!(get(&mut client, "social-work", in_year(2022)).await.title, "中共湖州市委两新工委");
    assert_eq!(get(&mut client, "social-work", in_year(2026)).await.title, "中共湖州市委社会工作部");
}

#[tokio::test]
async fn duties_are_those_of_the_articles_that_name_the_department() {
    let (_suite, mut client) = directory().await;
    let registrar = get(&mut client, "civil-affairs", None).await;
    assert_eq!(registrar.kind(), pb::DepartmentKind::Registrar);
    let registration = registrar.duties.iter().find(|duty| duty.key == "registration").unwrap();
    assert_eq!(registration.article, "意见(七)");
    assert!(registration.description.contains("成立必要性"));
    assert_eq!(get(&mut client, "civil-affairs", in_year(2015)).await.duties, []);

    let request = pb::ListDepartmentsRequest { article: "意见(七)".into(), ..Default::default() };
    let expected = ["civil-affairs", "party-organisation", "social-work", "supervising-unit", "township"];
    assert_eq!(list(&mut client, request).await.0, expected);
}

#[tokio::test]
async fn a_key_that_nobody_has_and_a_day_before_the_directory_are_not_found() {
    let (_suite, mut client) = directory().await;
    for (key, as_of) in [("astrology", None), ("tax", Some(in_year(1900)))] {
        let request = pb::GetDepartmentRequest { name: format!("departments/{key}"), as_of };
        let refused = client.get_department(request).await.unwrap_err();
        let info = refused.get_details_error_info().unwrap();
        assert_eq!((refused.code(), info.reason.as_str()), (Code::NotFound, "DEPARTMENT_NOT_FOUND"));
        assert_eq!(info.metadata["department"], key);
    }
    let request = pb::GetDepartmentRequest { name: "departments/Tax Office".into(), as_of: None };
    assert_eq!(client.get_department(request).await.unwrap_err().code(), Code::InvalidArgument);
}

#[tokio::test]
async fn pages_join_into_the_whole_list_and_tokens_hold_for_their_request_alone() {
    let (_suite, mut client) = directory().await;
    let (whole, end) = list(&mut client, pb::ListDepartmentsRequest::default()).await;
    assert!(whole.is_sorted() && whole.len() >= 28 && end.is_empty());
    let by_five = |as_of, page_token: &str| pb::ListDepartmentsRequest {
        as_of,
        page_size: 5,
        page_token: page_token.into(),
        ..Default::default()
    };
    let (mut joined, mut token) = list(&mut client, by_five(None, "")).await;
    let first = token.clone();
    while !token.is_empty() {
        let (page, next) = list(&mut client, by_five(None, &token)).await;
        joined.extend(page);
        token = next;
    }
    assert_eq!(joined, whole);
    let refused = client.list_departments(by_five(Some(in_year(2022)), &first)).await.unwrap_err();
    assert_eq!(refused.code(), Code::InvalidArgument);
}
