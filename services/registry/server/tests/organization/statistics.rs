//! GetStatistics: one row for each combination, of what the caller may see.

use onecode_proto::registry::v1 as pb;

use crate::support::{Client, HANGZHOU, HUZHOU, create, date, registrar, registry, violated};

const COUNTY: &str = "330522";

async fn count(client: &mut Client, division: &str) -> pb::GetStatisticsResponse {
    let request = pb::GetStatisticsRequest { division: division.to_owned() };
    client.get_statistics(request).await.unwrap().into_inner()
}

#[tokio::test]
async fn combinations_are_counted_within_scope_and_division() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    for (serial, division, established) in
        [(1, HUZHOU, date(2020, 5, 1)), (2, HUZHOU, date(2020, 7, 1)), (3, HUZHOU, None), (4, COUNTY, date(2020, 5, 1))]
    {
        let mut request = create(serial);
        let organization = request.organization.as_mut().unwrap();
        (organization.division, organization.established_date) = (division.into(), established);
        client.create_organization(request).await.unwrap();
    }
    let row = |division: &str, established_year, count| pb::StatisticsRow {
        division: division.into(),
        kind: pb::OrganizationKind::SocialGroup.into(),
        status: pb::OrganizationStatus::Active.into(),
        established_year,
        count,
    };
    let city = count(&mut client, "").await;
    assert_eq!(city.rows, [row(HUZHOU, 0, 1), row(HUZHOU, 2020, 2), row(COUNTY, 2020, 1)]);
    assert_eq!(city.total, 4);
    let county = count(&mut client, COUNTY).await;
    assert_eq!((county.rows, county.total), (vec![row(COUNTY, 2020, 1)], 1));
    assert_eq!(count(&mut client, HANGZHOU).await, pb::GetStatisticsResponse::default());

    let elsewhere = suite.identities().caller("civil-affairs", HANGZHOU, &["statistics", "registry-registrar"]);
    let mut stranger = Client::new(suite.client(elsewhere.fresh()));
    assert_eq!(count(&mut stranger, "").await.total, 0);
}

#[tokio::test]
async fn a_division_that_is_none_is_refused() {
    let suite = registry().await;
    let request = pb::GetStatisticsRequest { division: "湖州".into() };
    assert_eq!(violated(&registrar(&suite).get_statistics(request).await.unwrap_err()), ["division"]);
}
