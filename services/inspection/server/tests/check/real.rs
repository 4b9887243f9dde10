//! Real checks by two departments of Beijing, expressed as checks; and what did not fit.

use std::collections::BTreeMap;

use inspection_domain::check::{Severity, Verdict};
use onecode_proto::inspection::v1 as pb;
use onecode_proto::registry::v1 as registry;

use crate::support::*;

/// One row of the file.
struct Row {
    code: String,
    name: String,
    fact: String,
    result: String,
    day: (i32, i32, i32),
}

fn rows(text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let records = reader.records().map(Result::unwrap);
    let checks = records.filter(|record| &record[3] == "行政检查");
    let number = |text: &str| text.parse().unwrap();
    let read = |record: csv::StringRecord| {
        let day: Vec<&str> = record[7][..10].split('-').collect();
        Row {
            code: record[0].to_owned(),
            name: record[1].to_owned(),
            fact: record[5].to_owned(),
            result: record[6].to_owned(),
            day: (number(day[0]), number(day[1]), number(day[2])),
        }
    };
    checks.map(read).collect()
}

/// Registers the organisation of a row, once; its second row finds it there.
async fn register(world: &World, row: &Row) {
    let organization = registry::Organization {
        code: row.code.clone(),
        title: row.name.clone(),
        kind: match row.code.as_bytes()[1] {
            b'1' => registry::OrganizationKind::SocialGroup,
            b'2' => registry::OrganizationKind::PrivateNonEnterprise,
            _ => registry::OrganizationKind::Foundation,
        }
        .into(),
        division: HUZHOU.into(),
        ..Default::default()
    };
    let request = registry::CreateOrganizationRequest {
        organization: Some(organization),
        status: registry::OrganizationStatus::Active.into(),
        valid_from: date(2020, 1, 1),
        basis: "样本".into(),
        validate_only: false,
    };
    let answer = world.register().create_organization(request).await;
    let there = answer.map_or_else(|status| reason(&status).1 == "CODE_TAKEN", |_| true);
    assert!(there, "{} cannot be registered", row.code);
}

/// A row done as a check: planned and visited on its day, one item answered, confirmed by two, concluded.
async fn done(world: &World, row: &Row, inspectors: &[String]) -> Result<pb::Check, String> {
    let told = |status: tonic::Status| reason(&status).1;
    let day = date(row.day.0, row.day.1, row.day.2);
    let stated = pb::Check {
        kind: if row.fact == "专项检查" { pb::CheckKind::Special } else { pb::CheckKind::Supervisory }.into(),
        organization: format!("organizations/{}", row.code),
        items: vec![FINANCE.into()],
        ground: row.fact.clone(),
        visit_window: Some(pb::VisitWindow { start_date: day, end_date: day }),
        ..Default::default()
    };
    let made = create(world, stated, inspectors).await.map_err(told)?;
    let request = pb::BeginCheckRequest { name: made.name.clone(), etag: made.etag, visit_start_date: day };
    let begun = checks(world).begin_check(request).await.map_err(told)?.into_inner().check.unwrap();
    let device = |number, who: usize| Device::new(&begun.name, number, &inspectors[who], testkit::START);
    let (mut one, mut other) = (device(1, 0), device(2, 1));
    let failed = row.result == "不合格";
    one.answer(FINANCE, if failed { Verdict::DoesNotConform } else { Verdict::Conforms }, &[]);
    if failed {
        one.finding(Severity::Minor);
    }
    confirm(&mut one, &mut other);
    upload(world, &one).await;
    upload(world, &other).await;
    let outcome = if failed { pb::CheckOutcome::Ordered } else { pb::CheckOutcome::NoProblem };
    let request = conclusion(world, &begun, outcome).await;
    let request = pb::ConcludeCheckRequest { summary: row.result.clone(), visit_end_date: day, ..request };
    let done = checks(world).conclude_check(request).await.map_err(told)?;
    Ok(done.into_inner().check.unwrap())
}

#[tokio::test]
async fn real_checks_are_expressed_and_what_does_not_fit_is_told() {
    let Some(file) = testkit::shared_data("joint_supervision_events.csv") else { return };
    let rows = rows(&std::fs::read_to_string(file).unwrap());
    assert_eq!(rows.len(), 76);
    let world = registered().await;
    let whole =
        |certificate: &str| pb::Inspector { certificate_valid_from: date(2019, 1, 1), ..inspector(certificate) };
    let inspectors = [world.inspector_who(CIVIL, whole("BJ-1")).await, world.inspector_who(CIVIL, whole("BJ-2")).await];
    let mut came: BTreeMap<String, u32> = BTreeMap::new();
    for row in &rows {
        register(&world, row).await;
        let outcome = match done(&world, row, &inspectors).await {
            Ok(check) => format!("{} {}", row.result, check.conclusion.unwrap().outcome().as_str_name()),
            Err(refused) => format!("{} does not fit: {refused}", row.result),
        };
        *came.entry(outcome).or_default() += 1;
    }
    println!("{came:#?}");
    // Rows say neither item nor ground nor finding, nor who inspected; of their time only the day is told. All of that was supplied.
    let expected = BTreeMap::from([
        ("不合格 CHECK_OUTCOME_ORDERED".to_owned(), 4),
        ("合格 CHECK_OUTCOME_NO_PROBLEM".to_owned(), 72),
    ]);
    assert_eq!(came, expected);
}
