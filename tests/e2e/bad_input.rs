//! Requests that are wrong: refused in full, in words that help, and without harm.

use std::time::Duration;

use onecode_proto::event::v1::WatchEventsRequest;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_proto::registry::v1::{
    CheckCodeRequest, CreateOrganizationRequest, GetOrganizationRequest, GetOrganizationResponse,
    ListOrganizationsRequest, Organization, SearchOrganizationsRequest, UpdateOrganizationRequest,
};
use onecode_tests::harness::{Deployment, Raw, bearing, creation, details, reason};
use prost::Message;
use prost::bytes::Bytes;
use prost_types::FieldMask;
use tonic::metadata::MetadataValue;
use tonic::{Code, Request};

use crate::privacy::ID_NUMBER;
use crate::register::{get, import, name};

const GET: &str = "/onecode.registry.v1.OrganizationService/GetOrganization";
const CREATE: &str = "/onecode.registry.v1.OrganizationService/CreateOrganization";

pub(crate) async fn many_mistakes(suite: &Deployment) {
    let mut request = Request::new(CreateOrganizationRequest {
        organization: Some(Organization {
            code: "9133050".to_owned(),
            division: "湖州".to_owned(),
            ..Organization::default()
        }),
        ..CreateOrganizationRequest::default()
    });
    request.metadata_mut().insert("accept-language", MetadataValue::from_static("zh-CN,zh;q=0.9"));
    let mut client = suite.organizations(suite.site.registrar().fresh());
    let refused = client.create_organization(request).await.expect_err("wrong in every field");
    assert_eq!((refused.code(), reason(&refused).as_str()), (Code::InvalidArgument, "INVALID_FIELDS"));
    let details = details(&refused);
    let violations = details.bad_request().expect("each field is named").field_violations.clone();
    let fields: Vec<&str> = violations.iter().map(|violation| violation.field.as_str()).collect();
    for field in
        ["organization.code", "organization.title", "organization.kind", "organization.division", "status", "basis"]
    {
        assert!(fields.contains(&field), "{field} is not among {fields:?}");
    }
    let sentence = details.localized_message().expect("a sentence in the caller's language");
    assert_eq!(sentence.locale, "zh-CN");
    assert!(sentence.message.ends_with('。'), "{}", sentence.message);

    let plain = client.create_organization(CreateOrganizationRequest::default()).await.expect_err("empty");
    assert!(!plain.message().is_empty() && plain.message().is_ascii(), "{}", plain.message());
}

pub(crate) async fn id_numbers(suite: &Deployment) {
    let mut client = suite.organizations(suite.site.registrar().fresh());
    let checked =
        client.check_code(CheckCodeRequest { code: ID_NUMBER.to_owned() }).await.expect("may ask").into_inner();
    assert!(checked.resident_id_number && !checked.valid);
    assert!(!format!("{checked:?}").contains(ID_NUMBER), "{checked:?}");

    let mut request = creation(1);
    if let Some(organization) = &mut request.organization {
        ID_NUMBER.clone_into(&mut organization.code);
    }
    let named =
        GetOrganizationRequest { name: format!("organizations/{ID_NUMBER}"), ..GetOrganizationRequest::default() };
    let refusals = [
        client.create_organization(request).await.expect_err("no code"),
        client.get_organization(named).await.expect_err("no code"),
    ];
    for refused in refusals {
        assert_eq!(refused.code(), Code::InvalidArgument);
        assert!(!format!("{:?}{}", details(&refused), refused.message()).contains(ID_NUMBER), "{refused:?}");
    }
    let kept = "select count(*) from uow.refusal r where r::text like '%11010519491231002%'";
    assert_eq!(suite.books().await.count(kept).await, 0);
}

pub(crate) async fn page_tokens(suite: &Deployment) {
    import(suite, 10).await;
    let mut tax = suite.organizations(suite.site.tax().fresh());
    let page = |page_token: &str, division: &str| ListOrganizationsRequest {
        page_size: 3,
        page_token: page_token.to_owned(),
        division: division.to_owned(),
        ..ListOrganizationsRequest::default()
    };
    let token = tax.list_organizations(page("", "")).await.expect("may list").into_inner().next_page_token;
    tax.list_organizations(page(&token, "")).await.expect("its own token");

    let search = SearchOrganizationsRequest {
        query: "样本".to_owned(),
        page_token: token.clone(),
        ..SearchOrganizationsRequest::default()
    };
    let mut province = suite.organizations(suite.site.caller("tax", "330000", &["registry-reader"]).fresh());
    let refusals = [
        tax.list_organizations(page("noise", "")).await.map(|_| ()),
        tax.list_organizations(page(&token[1..], "")).await.map(|_| ()),
        tax.list_organizations(page(&token, "330500")).await.map(|_| ()),
        tax.search_organizations(search).await.map(|_| ()),
        province.list_organizations(page(&token, "")).await.map(|_| ()),
    ];
    for refused in refusals {
        let refused = refused.expect_err("a token of another query");
        assert_eq!((refused.code(), reason(&refused).as_str()), (Code::InvalidArgument, "INVALID_FIELDS"));
        let fields = details(&refused).bad_request().expect("the field is named").field_violations.clone();
        assert_eq!(fields[0].field, "page_token");
    }

    let watch = |cursor: String| WatchEventsRequest { cursor, ..WatchEventsRequest::default() };
    let mut events = suite.events(suite.site.tax().fresh());
    let noise = events.watch_events(watch("noise".to_owned())).await.expect_err("no cursor");
    assert_eq!(noise.code(), Code::InvalidArgument);
    let foreign = feed::Cursor { feed: uuid::Uuid::from_u128(7), position: 1 };
    let answer = events.watch_events(watch(foreign.to_string())).await;
    let refused = match answer {
        Ok(stream) => stream.into_inner().message().await.expect_err("a cursor of another feed"),
        Err(refused) => refused,
    };
    assert_eq!((refused.code(), reason(&refused).as_str()), (Code::OutOfRange, "CURSOR_FOREIGN"));
}

pub(crate) async fn noise(suite: &Deployment) {
    import(suite, 1).await;
    let raw = Raw::new(suite.channel());
    let token = suite.site.tax().token().to_owned();
    // A length that runs past the end, a group that never ends, a tag of field 0, text that is no UTF-8.
    for bytes in
        [&b"\x0a\xff\xff\xff\xff\x0f"[..], b"\x0b", b"\x00\x01", b"\x0a\x02\xc3\x28", b"\xff\xff\xff\xff\xff\xff"]
    {
        let refused = raw.unary(GET, bearing(&token, Bytes::from_static(bytes))).await.expect_err("no message");
        assert!(matches!(refused.code(), Code::InvalidArgument | Code::Internal), "{bytes:?}: {refused:?}");
    }
    let mut request = GetOrganizationRequest { name: name(1), ..GetOrganizationRequest::default() }.encode_to_vec();
    request.extend_from_slice(b"\xf2\x3f\x04next"); // field 1022, of a later version of the contract
    let answer = raw.unary(GET, bearing(&token, Bytes::from(request))).await.expect("unknown fields are no mistake");
    let answer = GetOrganizationResponse::decode(answer.into_inner()).expect("an answer of the contract");
    assert_eq!(answer.organization.map(|organization| organization.name), Some(name(1)));
}

pub(crate) async fn oversized(suite: &Deployment) {
    let raw = Raw::new(suite.channel());
    let mut request = bearing(suite.site.registrar().token(), Bytes::from(vec![b'x'; (4 << 20) + 1]));
    request.metadata_mut().insert("idempotency-key", MetadataValue::from_static("large"));
    let refused = raw.unary(CREATE, request).await.expect_err("too large");
    assert_eq!((refused.code(), reason(&refused).as_str()), (Code::ResourceExhausted, "TOO_LARGE"));
    let info = details(&refused).error_info().cloned().expect("details");
    assert_eq!(info.metadata.get("limit_bytes").map(String::as_str), Some("4194304"));
    get_nothing(suite).await;
}

/// The suite still answers.
async fn get_nothing(suite: &Deployment) {
    let request = GetOrganizationRequest { name: name(999), ..GetOrganizationRequest::default() };
    let answer = suite.organizations(suite.site.tax().fresh()).get_organization(request).await;
    assert_eq!(answer.expect_err("it is not registered").code(), Code::NotFound);
}

pub(crate) async fn in_a_hurry(suite: &Deployment) {
    let registrar = suite.site.registrar();
    let mut client = suite.organizations(registrar.fresh());
    client.create_organization(creation(1)).await.expect("may register");
    let before = get(suite, 1).await;
    let change = UpdateOrganizationRequest {
        organization: Some(Organization {
            name: before.name.clone(),
            etag: before.etag.clone(),
            address: "浙江省湖州市急样本路1号".to_owned(),
            ..Organization::default()
        }),
        update_mask: Some(FieldMask { paths: vec!["address".to_owned()] }),
        basis: "样本".to_owned(),
        ..UpdateOrganizationRequest::default()
    };
    // Somebody holds the organisation, so that no call could end in a millisecond.
    let mut books = suite.books().await;
    sqlx::raw_sql("begin; select 1 from registry.organization for update")
        .execute(books.connection())
        .await
        .expect("held");
    let mut hurried = Request::new(change.clone());
    hurried.set_timeout(Duration::from_millis(1));
    let mut keyed = suite.organizations(registrar.keyed("in-a-hurry"));
    let late = keyed.update_organization(hurried).await.expect_err("a millisecond is too short");
    assert!(matches!(late.code(), Code::DeadlineExceeded | Code::Cancelled), "{late:?}");
    sqlx::raw_sql("rollback").execute(books.connection()).await.expect("let go");

    let patient = keyed.update_organization(change).await.expect("the same key, with time").into_inner();
    assert_eq!(patient.organization.map(|organization| organization.revision), Some(2));
}

pub(crate) async fn unknown_method(suite: &Deployment) {
    let raw = Raw::new(suite.channel());
    let request = bearing(suite.site.tax().token(), Bytes::new());
    let path = "/onecode.registry.v1.OrganizationService/DestroyOrganization";
    let refused = raw.unary(path, request).await.expect_err("no such method");
    assert_eq!((refused.code(), reason(&refused).as_str()), (Code::Unimplemented, "METHOD_UNKNOWN"));
    let keyless = OrganizationServiceClient::new(suite.channel())
        .create_organization(bearing(suite.site.registrar().token(), creation(1)))
        .await
        .expect_err("a write without a key");
    assert_eq!(reason(&keyless), "IDEMPOTENCY_KEY_REQUIRED");
}
