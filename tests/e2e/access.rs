//! Who may do what, and where.

use onecode_proto::event::v1::WatchEventsRequest;
use onecode_proto::registry::v1::{
    BatchGetOrganizationsRequest, GetOrganizationRequest, ListOrganizationsRequest, Organization,
    SearchOrganizationsRequest, UpdateOrganizationRequest,
};
use onecode_tests::harness::{Deployment, creation, details, eventually, reason};
use prost_types::FieldMask;
use tonic::Code;

use crate::register::{get, import, name};

pub(crate) async fn read_only(suite: &Deployment) {
    let refused =
        suite.organizations(suite.site.tax().fresh()).create_organization(creation(1)).await.expect_err("a reader");
    assert_eq!((refused.code(), reason(&refused).as_str()), (Code::PermissionDenied, "PERMISSION_MISSING"));
    let info = details(&refused).error_info().cloned().expect("details");
    assert_eq!(info.metadata.get("permission").map(String::as_str), Some("registry.organization.write"));
    let nobody = suite.site.caller("tax", "330500", &["a-role-that-nobody-defined"]);
    let refused = suite.organizations(nobody.fresh()).list_organizations(ListOrganizationsRequest::default()).await;
    assert_eq!(refused.expect_err("no permission").code(), Code::PermissionDenied);
    let mut books = suite.books().await;
    assert_eq!(books.count("select count(*) from uow.audit where actor <> 'onecode'").await, 0);
}

pub(crate) async fn elsewhere(suite: &Deployment) {
    import(suite, 3).await;
    // Hangzhou, the neighbour; and Deqing, a county of Huzhou, which does not see the city above it.
    for division in ["330100", "330521"] {
        let stranger = suite.site.caller("civil-affairs", division, &["registry-registrar"]);
        let mut client = suite.organizations(stranger.fresh());
        let request = GetOrganizationRequest { name: name(1), ..GetOrganizationRequest::default() };
        let hidden = client.get_organization(request).await.expect_err("hidden");
        let request = GetOrganizationRequest { name: name(999), ..GetOrganizationRequest::default() };
        let absent = client.get_organization(request).await.expect_err("absent");
        assert_eq!((hidden.code(), reason(&hidden)), (absent.code(), reason(&absent)), "hidden and absent look alike");
        assert_eq!(hidden.code(), Code::NotFound);
        let listed =
            client.list_organizations(ListOrganizationsRequest::default()).await.expect("may list").into_inner();
        assert_eq!(listed.organizations, []);
        let query = SearchOrganizationsRequest { query: "样本".to_owned(), ..SearchOrganizationsRequest::default() };
        assert_eq!(client.search_organizations(query).await.expect("may search").into_inner().matches, []);
        let request =
            BatchGetOrganizationsRequest { names: vec![name(1), name(2)], ..BatchGetOrganizationsRequest::default() };
        let batch = client.batch_get_organizations(request).await.expect("may ask").into_inner();
        assert_eq!((batch.organizations.len(), batch.missing_names), (0, vec![name(1), name(2)]));

        let outside = client.create_organization(creation(7)).await.expect_err("not its division");
        assert_eq!((outside.code(), reason(&outside).as_str()), (Code::PermissionDenied, "OUTSIDE_DIVISION"));
        let request = UpdateOrganizationRequest {
            organization: Some(Organization {
                name: name(1),
                etag: get(suite, 1).await.etag,
                address: "别处".to_owned(),
                ..Organization::default()
            }),
            update_mask: Some(FieldMask { paths: vec!["address".to_owned()] }),
            basis: "样本".to_owned(),
            ..UpdateOrganizationRequest::default()
        };
        assert_eq!(client.update_organization(request).await.expect_err("hidden").code(), Code::NotFound);

        // A county asking for its city is shown its own part of it; a neighbour has none.
        let asked = WatchEventsRequest { divisions: vec!["330500".to_owned()], ..WatchEventsRequest::default() };
        let answer = suite.events(stranger.fresh()).watch_events(asked).await.map(|_| ());
        let outcome = answer.map_err(|refused| reason(&refused));
        assert_eq!(outcome, if division == "330521" { Ok(()) } else { Err("OUTSIDE_DIVISION".to_owned()) });
        let quiet = WatchEventsRequest { heartbeat_seconds: 1, ..WatchEventsRequest::default() };
        suite.books().await.settled().await;
        let mut watch = suite.events(stranger.fresh()).watch_events(quiet).await.expect("may watch").into_inner();
        let heartbeat = watch.message().await.expect("the watch goes on").expect("a watch never ends");
        assert_eq!(heartbeat.events, [], "not even the existence of events is shown");
    }
    // The province above sees it.
    let province = suite.site.caller("civil-affairs", "330000", &["registry-reader"]);
    let request = GetOrganizationRequest { name: name(1), ..GetOrganizationRequest::default() };
    suite.organizations(province.fresh()).get_organization(request).await.expect("below its division");

    let mut books = suite.books().await;
    assert_eq!(books.count("select count(*) from registry.revision").await, 3, "nothing was written");
    eventually("refusals are recorded", async || {
        let refused =
            "select count(*) from uow.refusal where reason = 'OUTSIDE_DIVISION' and department = 'civil-affairs'";
        (books.count(refused).await >= 2).then_some(())
    })
    .await;
}
