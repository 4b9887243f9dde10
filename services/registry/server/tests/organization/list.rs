//! ListOrganizations: filters, pages, and tokens of another query.

use onecode_proto::registry::v1 as pb;
use vocab::OrganizationClass;

use crate::support::*;

async fn listed(client: &mut Client, request: pb::ListOrganizationsRequest) -> Vec<String> {
    let (mut names, mut request) = (Vec::new(), request);
    loop {
        let page = client.list_organizations(request.clone()).await.unwrap().into_inner();
        assert!(request.page_size == 0 || page.organizations.len() <= usize::try_from(request.page_size).unwrap());
        names.extend(page.organizations.into_iter().map(|row| row.name));
        if page.next_page_token.is_empty() {
            return names;
        }
        request.page_token = page.next_page_token;
    }
}

fn sorted(serials: impl IntoIterator<Item = u32>) -> Vec<String> {
    let mut names: Vec<String> = serials.into_iter().map(name).collect();
    names.sort();
    names
}

/// Nine associations, of which every third has a supervising unit, every second lies in a county and is suspended.
async fn nine(client: &mut Client) {
    for serial in 1..=9 {
        let mut request = create(serial);
        let organization = request.organization.as_mut().unwrap();
        organization.established_date = date(2010 + i32::try_from(serial).unwrap(), 1, 1);
        if serial % 3 == 0 {
            organization.supervising_unit = "湖州市教育局".into();
        }
        if serial % 2 == 0 {
            organization.division = "330521".into();
        }
        let seen = client.create_organization(request).await.unwrap().into_inner().organization.unwrap();
        if serial % 2 == 0 {
            let request = change_status(&seen, pb::OrganizationStatus::Suspended, None);
            client.change_organization_status(request).await.unwrap();
        }
    }
}

#[tokio::test]
async fn filters_hold_together_and_pages_join_without_gap_or_overlap() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    nine(&mut client).await;
    let all = pb::ListOrganizationsRequest::default();
    assert_eq!(listed(&mut client, all.clone()).await, sorted(1..=9));
    for page_size in [1, 2, 4, 9] {
        assert_eq!(listed(&mut client, pb::ListOrganizationsRequest { page_size, ..all.clone() }).await, sorted(1..=9));
    }
    let county = pb::ListOrganizationsRequest { division: "330521".into(), page_size: 2, ..all.clone() };
    assert_eq!(listed(&mut client, county.clone()).await, sorted([2, 4, 6, 8]));
    let suspended = vec![pb::OrganizationStatus::Suspended.into()];
    let by_status = pb::ListOrganizationsRequest { statuses: suspended.clone(), ..all.clone() };
    assert_eq!(listed(&mut client, by_status).await, sorted([2, 4, 6, 8]));
    let unit = "湖州市教育局".to_owned();
    let by_unit = pb::ListOrganizationsRequest { supervising_unit: unit.clone(), ..all.clone() };
    assert_eq!(listed(&mut client, by_unit).await, sorted([3, 6, 9]));
    let years = pb::ListOrganizationsRequest {
        established_from: date(2013, 1, 1),
        established_before: date(2016, 1, 1),
        ..all.clone()
    };
    assert_eq!(listed(&mut client, years).await, sorted([3, 4, 5]));
    let together = pb::ListOrganizationsRequest { statuses: suspended, supervising_unit: unit, ..county };
    assert_eq!(listed(&mut client, together).await, sorted([6]));
    let kinds = vec![pb::OrganizationKind::Foundation.into()];
    assert!(listed(&mut client, pb::ListOrganizationsRequest { kinds, ..all }).await.is_empty());
}

#[tokio::test]
async fn kinds_are_listed_by_code_whatever_their_order_in_the_filter() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let kinds = [
        (OrganizationClass::Foundation, pb::OrganizationKind::Foundation),
        (OrganizationClass::SocialGroup, pb::OrganizationKind::SocialGroup),
        (OrganizationClass::PrivateNonEnterprise, pb::OrganizationKind::PrivateNonEnterprise),
    ];
    let mut codes = Vec::new();
    for (class, kind) in kinds {
        for serial in 1..=2 {
            let mut request = create(serial);
            let organization = request.organization.as_mut().unwrap();
            organization.code = code_of(class, HUZHOU, serial);
            organization.set_kind(kind);
            codes.push((kind, format!("organizations/{}", organization.code)));
            client.create_organization(request).await.unwrap();
        }
    }
    codes.sort_by(|left, right| left.1.cmp(&right.1));
    for wanted in [vec![0], vec![1], vec![2], vec![0, 1], vec![2, 0, 2], vec![1, 2], vec![2, 1, 0], Vec::new()] {
        let wanted: Vec<pb::OrganizationKind> = wanted.into_iter().map(|at: usize| kinds[at].1).collect();
        let passes = |kind: &pb::OrganizationKind| wanted.is_empty() || wanted.contains(kind);
        let expected: Vec<String> =
            codes.iter().filter(|(kind, _)| passes(kind)).map(|(_, name)| name.clone()).collect();
        let kinds: Vec<i32> = wanted.iter().map(|kind| *kind as i32).collect();
        for page_size in [1, 3, 100] {
            let request = pb::ListOrganizationsRequest { kinds: kinds.clone(), page_size, ..Default::default() };
            assert_eq!(listed(&mut client, request).await, expected);
        }
    }
}

#[tokio::test]
async fn nobody_lists_what_lies_outside_the_own_division() {
    let suite = registry().await;
    nine(&mut registrar(&suite)).await;
    let mut county = registrar_of(&suite, "330521");
    assert_eq!(listed(&mut county, pb::ListOrganizationsRequest::default()).await, sorted([2, 4, 6, 8]));
    let all_of_huzhou = pb::ListOrganizationsRequest { division: HUZHOU.into(), ..Default::default() };
    assert_eq!(listed(&mut county, all_of_huzhou.clone()).await, sorted([2, 4, 6, 8]));
    assert!(listed(&mut registrar_of(&suite, HANGZHOU), all_of_huzhou).await.is_empty());
}

#[tokio::test]
async fn a_token_of_another_query_is_refused() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    nine(&mut client).await;
    let first = pb::ListOrganizationsRequest { page_size: 2, ..Default::default() };
    let token = client.list_organizations(first.clone()).await.unwrap().into_inner().next_page_token;
    let follow = pb::ListOrganizationsRequest { page_token: token.clone(), ..first };
    let other_size = pb::ListOrganizationsRequest { page_size: 5, ..follow.clone() };
    client.list_organizations(other_size).await.unwrap();

    let other_filter = pb::ListOrganizationsRequest { division: "330521".into(), ..follow.clone() };
    let garbage = pb::ListOrganizationsRequest { page_token: "garbage".into(), ..follow.clone() };
    let mut bent = token.clone().into_bytes();
    bent[20] = if bent[20] == b'A' { b'B' } else { b'A' };
    let bent = pb::ListOrganizationsRequest { page_token: String::from_utf8(bent).unwrap(), ..follow.clone() };
    for request in [other_filter, garbage, bent] {
        let refused = client.list_organizations(request).await.unwrap_err();
        assert_eq!(violated(&refused), ["page_token"]);
    }
    let refused = registrar_of(&suite, "330000").list_organizations(follow).await.unwrap_err();
    assert_eq!(violated(&refused), ["page_token"]);
    let request = pb::ListOrganizationRevisionsRequest { parent: name(1), page_token: token, ..Default::default() };
    let refused = client.list_organization_revisions(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["page_token"]);
}

#[tokio::test]
async fn every_violation_is_named_at_once() {
    let suite = registry().await;
    let request = pb::ListOrganizationsRequest {
        page_size: 1_001,
        page_token: "?".into(),
        view: 7,
        division: "3305".into(),
        kinds: vec![1, 0],
        statuses: vec![9],
        supervising_unit: "局".repeat(101),
        established_from: date(2026, 0, 0),
        established_before: date(0, 1, 1),
    };
    let refused = registrar(&suite).list_organizations(request).await.unwrap_err();
    let expected = [
        "division",
        "established_before",
        "established_from",
        "kinds[1]",
        "page_size",
        "page_token",
        "statuses[0]",
        "supervising_unit",
        "view",
    ];
    assert_eq!(violated(&refused), expected);
}
