//! ResolveOrganization: every kind of identifier, in order, within the caller's division.

use onecode_proto::registry::v1 as pb;
use pb::ResolutionKind::{Code, FilingNumber, FormerTitle, HistoricIdentifier, Title};

use crate::support::{Client, HANGZHOU, code, create, date, registrar, registrar_of, registry, retitle, violated};

async fn resolve(client: &mut Client, identifier: &str) -> Vec<pb::Resolution> {
    let request = pb::ResolveOrganizationRequest { identifier: identifier.to_owned() };
    client.resolve_organization(request).await.unwrap().into_inner().resolutions
}

fn summary(resolutions: &[pb::Resolution]) -> Vec<(String, pb::ResolutionKind, String)> {
    let summary = resolutions
        .iter()
        .map(|one| (one.organization.as_ref().unwrap().code.clone(), one.kind(), one.matched.clone()));
    summary.collect()
}

async fn record(client: &mut Client, serial: u32, change: impl FnOnce(&mut pb::Organization)) -> pb::Organization {
    let mut request = create(serial);
    change(request.organization.as_mut().unwrap());
    client.create_organization(request).await.unwrap().into_inner().organization.unwrap()
}

#[tokio::test]
async fn a_code_a_filing_number_an_old_number_a_name_and_an_abbreviation_mean_one_organisation() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    record(&mut client, 1, |one| {
        one.title = "湖州市社会工作协会".into();
        one.abbreviations = vec!["湖社协".into()];
        let number =
            |kind: pb::IdentifierKind, value: &str| pb::HistoricIdentifier { kind: kind.into(), value: value.into() };
        one.identifiers = vec![
            number(pb::IdentifierKind::RegistrationNumber, "湖民社登字第088号"),
            number(pb::IdentifierKind::OrganizationCode, "50125678-9"),
        ];
    })
    .await;
    let code = code(1);
    let cases = [
        (code.clone(), Code, code.clone()),
        (format!(" {} ", code.to_lowercase()), Code, code.clone()),
        (format!("{code}A18023"), FilingNumber, code.clone()),
        ("湖民社登字第088号".into(), HistoricIdentifier, "湖民社登字第088号".into()),
        ("501256789".into(), HistoricIdentifier, "50125678-9".into()),
        ("５０１２５６７８－９".into(), HistoricIdentifier, "50125678-9".into()),
        ("湖州市社會工作協會".into(), Title, "湖州市社会工作协会".into()),
        ("湖社协".into(), Title, "湖社协".into()),
    ];
    for (identifier, kind, matched) in cases {
        assert_eq!(summary(&resolve(&mut client, &identifier).await), [(code.clone(), kind, matched)], "{identifier}");
    }
    assert_eq!(resolve(&mut client, "湖州市社会").await, []);
}

#[tokio::test]
async fn a_name_used_twice_means_its_bearer_first_and_then_who_gave_it_up_and_when() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let first = record(&mut client, 1, |one| one.title = "湖州市志愿者协会".into()).await;
    client.update_organization(retitle(&first, "湖州市义工联合会", date(2026, 6, 1))).await.unwrap();
    record(&mut client, 2, |one| one.title = "湖州市志愿者协会".into()).await;

    let resolutions = resolve(&mut client, "湖州市志愿者协会").await;
    let name = "湖州市志愿者协会".to_owned();
    assert_eq!(summary(&resolutions), [(code(2), Title, name.clone()), (code(1), FormerTitle, name)]);
    assert_eq!(resolutions[0].superseded_date, None);
    assert_eq!(resolutions[1].superseded_date, date(2026, 6, 1));
    assert_eq!(resolutions[1].organization.as_ref().unwrap().title, "湖州市义工联合会");
}

#[tokio::test]
async fn nothing_outside_the_callers_division_is_resolved() {
    let suite = registry().await;
    record(&mut registrar(&suite), 1, |one| one.title = "湖州市钢琴协会".into()).await;
    let mut stranger = registrar_of(&suite, HANGZHOU);
    for identifier in [code(1), "湖州市钢琴协会".into(), format!("{}A18023", code(1))] {
        assert_eq!(resolve(&mut stranger, &identifier).await, [], "{identifier}");
    }
}

#[tokio::test]
async fn an_id_number_is_refused_and_not_repeated() {
    let suite = registry().await;
    let request = pb::ResolveOrganizationRequest { identifier: "11010519491231002X".into() };
    let refused = registrar(&suite).resolve_organization(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["identifier"]);
    assert!(!format!("{refused:?}").contains("19491231"));
}
