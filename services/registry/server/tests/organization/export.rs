//! ExportOrganizations: one consistent state, and the watch that goes on from it.

use onecode_proto::registry::v1 as pb;

use crate::support::*;

pub(crate) async fn exported(
    client: &mut Client,
    request: pb::ExportOrganizationsRequest,
) -> (Vec<pb::Organization>, String) {
    let mut stream = client.export_organizations(request).await.unwrap().into_inner();
    let (mut organizations, mut cursor) = (Vec::new(), String::new());
    while let Some(message) = stream.message().await.unwrap() {
        assert!(cursor.is_empty() || cursor == message.cursor, "one cursor over the whole export");
        cursor = message.cursor;
        organizations.extend(message.organizations);
    }
    (organizations, cursor)
}

#[tokio::test]
async fn an_export_holds_all_that_the_caller_may_see_by_code() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let mut expected = Vec::new();
    for serial in [3, 1, 2] {
        expected.push(created(&mut client, serial).await);
    }
    expected.sort_by(|left, right| left.code.cmp(&right.code));
    let (organizations, cursor) = exported(&mut client, pb::ExportOrganizationsRequest::default()).await;
    assert_eq!(organizations, expected);
    assert!(!cursor.is_empty());
    let mut stranger = registrar_of(&suite, HANGZHOU);
    let (organizations, cursor) = exported(&mut stranger, pb::ExportOrganizationsRequest::default()).await;
    assert!(organizations.is_empty() && !cursor.is_empty());
}

#[tokio::test]
async fn an_export_takes_filters_and_names_every_violation() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    created(&mut client, 1).await;
    let active = pb::ExportOrganizationsRequest {
        statuses: vec![pb::OrganizationStatus::Active.into()],
        view: pb::OrganizationView::Basic.into(),
        ..Default::default()
    };
    let (organizations, _) = exported(&mut client, active).await;
    assert_eq!((organizations.len(), organizations[0].address.as_str()), (1, ""));
    let revoked = vec![pb::OrganizationStatus::Revoked.into()];
    let revoked = pb::ExportOrganizationsRequest { statuses: revoked, ..Default::default() };
    assert!(exported(&mut client, revoked).await.0.is_empty());
    let wrong = pb::ExportOrganizationsRequest { division: "x".into(), kinds: vec![0], statuses: vec![0], view: 8 };
    let refused = client.export_organizations(wrong).await.unwrap_err();
    assert_eq!(violated(&refused), ["division", "kinds[0]", "statuses[0]", "view"]);
}

#[tokio::test]
async fn a_caller_who_goes_away_frees_the_connection() {
    let suite = registry().await;
    let rows = (0..500).map(|serial| {
        let organization = pb::Organization {
            code: code(serial),
            title: "湖州市协会".into(),
            business_scope: "业".repeat(2_000),
            ..Default::default()
        };
        pb::ImportRow { organization: Some(organization), ..Default::default() }
    });
    let chunk = pb::ImportOrganizationsRequest { first_row: 1, rows: rows.collect() };
    let mut outcomes =
        keyed(&suite, "i1").import_organizations(tokio_stream::iter([chunk])).await.unwrap().into_inner();
    while outcomes.message().await.unwrap().is_some() {}

    // more than the pool holds: each is left in the middle
    for _ in 0..20 {
        let request = pb::ExportOrganizationsRequest::default();
        let mut stream = registrar(&suite).export_organizations(request).await.unwrap().into_inner();
        assert!(!stream.message().await.unwrap().unwrap().organizations.is_empty());
    }
    let open =
        "select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in trans%'";
    while suite.count(open).await > 0 {}
    assert_eq!(exported(&mut registrar(&suite), pb::ExportOrganizationsRequest::default()).await.0.len(), 500);
}
