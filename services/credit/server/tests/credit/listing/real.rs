//! Real entries of the serious list of Beijing: which of them our grounds express, from which facts.

use std::collections::BTreeMap;

use credit_domain::ground::{Ground, proposals};
use credit_domain::record::{Kind, Record};
use credit_domain::removal::Situation;
use onecode_proto::registry::v1 as registry;
use time::Date;
use time::macros::format_description;
use vocab::UnifiedCode;

use super::support::*;

/// One row of the file.
struct Row {
    code: String,
    listed_on: Date,
    reason: String,
    removed_on: Option<Date>,
}

fn rows(text: &str) -> Vec<Row> {
    let read = |text: &str| Date::parse(text, format_description!("[year]-[month]-[day]")).ok();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let row = |record: csv::StringRecord| Row {
        code: record[0].to_owned(),
        listed_on: read(&record[2]).unwrap(),
        reason: record[3].to_owned(),
        removed_on: read(&record[4]),
    };
    reader.records().map(Result::unwrap).map(row).collect()
}

/// The ground of a reason code, as `credit_list_reasons.csv` maps codes to the items of article 15.
fn grounds(text: &str) -> BTreeMap<String, Ground> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let coded = |record: csv::StringRecord| {
        let ground = Ground::parse(&format!("CR-07.{}", &record[1]))?;
        (!record[3].is_empty()).then(|| (record[3].to_owned(), ground))
    };
    reader.records().map(Result::unwrap).filter_map(coded).collect()
}

/// What must have been recorded for a ground. The file tells neither documents nor amounts: a fine is taken as the least large one.
fn record(row: &Row, ground: Ground) -> Record {
    let of_file = [
        (Ground::Suspension, Kind::Penalty, "suspension", None),
        (Ground::LargeFine, Kind::Penalty, "fine", Some(5_000_000)),
        (Ground::CourtDefaulter, Kind::CourtDefaulter, "", None),
        (Ground::Revoked, Kind::StatusChanged, "revoked", None),
    ];
    let (_, kind, value, amount_fen) = of_file.into_iter().find(|(one, ..)| *one == ground).unwrap();
    Record {
        id: uuid::Uuid::from_u128(1),
        organization: UnifiedCode::parse(&row.code).unwrap(),
        division: "110000".into(),
        department: String::new(),
        kind,
        source: String::new(),
        document_number: String::new(),
        year: None,
        value: value.into(),
        amount_fen,
        from: row.listed_on,
        until: None,
        withdrawn: None,
        obtained: row.listed_on,
    }
}

/// Tells the fact of a row as its service does; whether a feed tells it at all.
async fn told(world: &World, number: u32, row: &Row, ground: Ground) -> bool {
    if ground == Ground::Suspension {
        punished(world, &row.code, number, &[inspection::SanctionKind::Suspension], 0).await;
    } else if ground == Ground::LargeFine {
        punished(world, &row.code, number, &[inspection::SanctionKind::Fine], 5_000_000).await;
    } else if ground == Ground::Revoked {
        let changed = registry::OrganizationStatusChanged {
            organization: name(&row.code),
            status: registry::OrganizationStatus::Revoked.into(),
            valid_from: day(row.listed_on),
            ..Default::default()
        };
        world.tell(&name(&row.code), changed).await;
        world.caught_up().await;
    } else {
        return false;
    }
    true
}

#[tokio::test]
async fn every_real_entry_is_one_of_our_grounds_and_most_are_drafted_from_facts() {
    let Some(file) = testkit::shared_data("serious_violation_list.csv") else { return };
    let Some(reasons) = testkit::shared_data("credit_list_reasons.csv") else { return };
    let rows = rows(&std::fs::read_to_string(file).unwrap());
    let grounds = grounds(&std::fs::read_to_string(reasons).unwrap());
    assert_eq!(rows.len(), 77);
    let world = World::start().await;
    let mut came: BTreeMap<String, u32> = BTreeMap::new();
    for (number, row) in (1..).zip(&rows) {
        let ground = grounds[&row.reason];
        let found = proposals(&[record(row, ground)], row.listed_on);
        assert!(found.iter().any(|one| one.ground == ground), "{} is no {}", row.code, ground.as_str());
        let source = if told(&world, number, row, ground).await {
            draft(&world, &row.code, ground.as_str()).await;
            "drafted from a fact of the feed"
        } else {
            "wants a record that a department submits"
        };
        *came.entry(format!("{} {source}", ground.as_str())).or_default() += 1;
    }
    println!("{came:#?}");
    let expected = [
        ("CR-07.3 drafted from a fact of the feed", 25),
        ("CR-07.4 drafted from a fact of the feed", 8),
        ("CR-07.6 wants a record that a department submits", 13),
        ("CR-07.7 drafted from a fact of the feed", 31),
    ];
    assert_eq!(came, expected.map(|(what, count)| (what.to_owned(), count)).into());
    world.suite.stop().await;
}

#[test]
fn what_real_removals_say_of_the_period() {
    let Some(file) = testkit::shared_data("serious_violation_list.csv") else { return };
    let rows = rows(&std::fs::read_to_string(file).unwrap());
    let mut early = Vec::new();
    let removed: Vec<&Row> = rows.iter().filter(|row| row.removed_on.is_some()).collect();
    for row in &removed {
        let on = row.removed_on.unwrap();
        let listing = credit_domain::listing::Listing {
            id: uuid::Uuid::from_u128(1),
            organization: UnifiedCode::parse(&row.code).unwrap(),
            division: "110000".into(),
            department: String::new(),
            list: credit_domain::listing::List::Serious,
            ground: String::new(),
            rule: String::new(),
            document_number: String::new(),
            listed_on: row.listed_on,
            period_from: row.listed_on,
            removed_on: None,
            withdrawn_on: None,
        };
        let stands = Situation { listing: &listing, grounds: &[], undone: &[], pending: None, status: None };
        if let Some(obstacle) = stands.obstacle(on) {
            early.push(format!("{} {} {on}: {obstacle:?}", row.code, row.listed_on));
        }
    }
    println!("{} removed, before two full years: {early:#?}", removed.len());
    assert_eq!((removed.len(), early.len()), (4, 0));
}
