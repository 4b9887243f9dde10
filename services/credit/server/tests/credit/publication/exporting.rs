//! The export: one state, in pieces, as CSV and as JSON lines.

use onecode_proto::registry::v1 as registry;

use super::support::*;

async fn exported(world: &World, format: pb::PublicationFormat, states: &[State]) -> (String, Vec<(i64, i64)>) {
    let states = states.iter().map(|state| (*state).into()).collect();
    let filter = Some(pb::PublicationFilter { states, ..Default::default() });
    let request = pb::ExportPublicationsRequest { filter, format: format.into() };
    let mut pieces = anybody(world).export_publications(request).await.unwrap().into_inner();
    let (mut content, mut counts) = (Vec::new(), Vec::new());
    while let Some(piece) = pieces.message().await.unwrap() {
        content.extend(piece.content);
        counts.push((piece.row_count, piece.total_count));
    }
    (String::from_utf8(content).unwrap(), counts)
}

/// An association of a name, as the register tells of it.
async fn told(world: &World, serial: u32, title: &str) {
    let registered = registry::OrganizationRegistered {
        organization: name(&code(serial)),
        title: title.into(),
        kind: registry::OrganizationKind::SocialGroup.into(),
        status: registry::OrganizationStatus::Active.into(),
        division: HUZHOU.into(),
        valid_from: date(2020, 1, 1),
        ..Default::default()
    };
    world.tell(&name(&code(serial)), registered).await;
}

#[tokio::test]
async fn an_export_has_what_was_withdrawn_as_a_number_and_no_formula_of_a_spreadsheet() {
    let world = World::start().await;
    let fine = exposed(&world, 1).await;
    told(&world, 2, "=cmd|'/C calc'!A0").await;
    world.caught_up().await;
    sweep(&world).await;
    annulled(&world, &code(1), 1).await;
    let (text, counts) = exported(&world, pb::PublicationFormat::Csv, &[State::Published, State::Withdrawn]).await;
    assert_eq!(counts, [(3, 3)]);
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(
        rows.headers().unwrap().iter().take(5).collect::<Vec<_>>(),
        ["公示编号", "公示类别", "公示状态", "社会组织名称", "统一社会信用代码"]
    );
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let of = |number: &str| rows.iter().find(|row| &row[0] == number).unwrap().clone();
    let gone = of(&fine.number);
    assert_eq!((&gone[2], &gone[3], &gone[4], &gone[15]), ("已撤回", "", "", "2026-11-24"));
    assert_eq!(&gone[16], "所依据的决定、信息已经撤销");
    let formula = rows.iter().find(|row| row[4] == *code(2)).unwrap();
    assert_eq!((&formula[3], &formula[5]), ("'=cmd|'/C calc'!A0", "成立登记：正常"));

    let (text, _) = exported(&world, pb::PublicationFormat::JsonLines, &[State::Withdrawn]).await;
    assert_eq!(text.lines().count(), 1);
    assert!(text.contains(&format!("\"number\":\"{}\"", fine.number)) && text.contains("\"tombstone\""), "{text}");
    assert!(!text.contains("organizations/"), "{text}");
    let (text, counts) = exported(&world, pb::PublicationFormat::Csv, &[State::Ended]).await;
    assert_eq!((text.lines().count(), counts), (1, vec![(0, 0)]));
    world.suite.stop().await;
}

#[tokio::test]
async fn a_long_export_comes_in_pieces_and_is_whole() {
    const MANY: u32 = 620;
    let world = World::start().await;
    for serial in 1..=MANY {
        told(&world, serial, &format!("湖州市第{serial}协会")).await;
    }
    world.caught_up().await;
    sweep(&world).await;
    let (text, counts) = exported(&world, pb::PublicationFormat::Csv, &[State::Published]).await;
    assert_eq!(counts, [(500, i64::from(MANY)), (i64::from(MANY), i64::from(MANY))]);
    let mut codes: Vec<String> =
        csv::Reader::from_reader(text.as_bytes()).records().map(|row| row.unwrap()[4].to_owned()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 620);
    world.suite.stop().await;
}
