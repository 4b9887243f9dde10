//! Real penalties of six departments (联合监管事项), expressed as cases of this service: what did not fit is printed.

use onecode_proto::inspection::v1 as pb;
use time::format_description::well_known::Iso8601;
use time::{Date, Duration};

use crate::support::*;

/// One row of the file.
#[derive(Debug)]
struct Row {
    code: String,
    name: String,
    document_no: String,
    fact: String,
    result: String,
    date: Option<Date>,
}

fn rows(path: &std::path::Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let penalties = records.into_iter().filter(|record| record[3].contains("处罚"));
    let row = |record: csv::StringRecord| Row {
        code: record[0].to_owned(),
        name: record[1].to_owned(),
        document_no: record[4].to_owned(),
        fact: record[5].to_owned(),
        result: record[6].to_owned(),
        date: record[7].get(..10).and_then(|day| Date::parse(day, &Iso8601::DATE).ok()),
    };
    penalties.map(row).collect()
}

/// An amount before 元 in Arabic digits with two decimals at most, or in Chinese numerals (贰仟肆佰贰拾, 五千), in fen.
fn fen(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    if !digits.is_empty() {
        let (yuan, rest) = digits.split_once('.').unwrap_or((&digits, ""));
        let cents = format!("{rest:0<2}");
        return Some(yuan.parse::<i64>().ok()? * 100 + cents.get(..2)?.parse::<i64>().ok()?);
    }
    let (mut total, mut section, mut digit) = (0_i64, 0_i64, 0_i64);
    for c in text.chars() {
        let (value, unit) = match c {
            '零' | '〇' => (0, 0),
            '一' | '壹' => (1, 0),
            '二' | '贰' | '两' => (2, 0),
            '三' | '叁' => (3, 0),
            '四' | '肆' => (4, 0),
            '五' | '伍' => (5, 0),
            '六' | '陆' => (6, 0),
            '七' | '柒' => (7, 0),
            '八' | '捌' => (8, 0),
            '九' | '玖' => (9, 0),
            '十' | '拾' => (0, 10),
            '百' | '佰' => (0, 100),
            '千' | '仟' => (0, 1_000),
            '万' | '萬' => (0, 10_000),
            _ => continue,
        };
        match unit {
            0 => digit = value,
            10_000 => {
                total += (section + digit) * 10_000;
                (section, digit) = (0, 0);
            }
            unit => {
                section += digit.max(1) * unit;
                digit = 0;
            }
        }
    }
    Some((total + section + digit) * 100).filter(|fen| *fen > 0)
}

/// The sanctions that a result names.
fn sanctions(result: &str) -> Vec<pb::Sanction> {
    let mut found = Vec::new();
    for part in result.split([';', '；', '。', '，']) {
        if part.contains("警告") {
            found.push(warning());
        }
        if let Some(amount) = part.contains("没收").then(|| fen(part)).flatten() {
            let kind = pb::SanctionKind::Confiscation.into();
            found.push(pb::Sanction { kind, amount_fen: amount, ..Default::default() });
        } else if let Some(amount) = part.contains("罚款").then(|| fen(after_number(part))).flatten() {
            found.push(fine(amount));
        }
    }
    found
}

/// A part without the number that it begins with (`3.罚款…`).
fn after_number(part: &str) -> &str {
    match part.split_once('.') {
        Some((number, rest)) if number.len() == 1 && rest.starts_with(|c: char| !c.is_ascii_digit()) => rest,
        _ => part,
    }
}

#[test]
fn amounts_are_read_in_both_kinds_of_numerals() {
    let cases = [
        ("没收违法所得人民币贰仟肆佰贰拾元", 242_000),
        ("处五千元罚款", 500_000),
        ("罚款768135.94元", 76_813_594),
        ("罚款5000", 500_000),
        ("罚款人民币壹仟伍佰元", 150_000),
        ("罚款十二万三千元", 12_300_000),
        ("罚款6091.09元", 609_109),
    ];
    for (text, expected) in cases {
        assert_eq!(fen(text), Some(expected), "{text}");
    }
    assert_eq!(fen("限期改正"), None);
}

#[tokio::test]
async fn real_penalties_are_decided_as_cases() {
    let Some(path) = testkit::shared_data("joint_supervision_events.csv") else { return };
    let mut fitted = 0;
    let mut wrong = Vec::new();
    for row in rows(&path) {
        match Box::pin(expressed(&row)).await {
            Ok(shown) => {
                fitted += 1;
                println!("fits: {} {} -> {shown}", row.name, row.document_no);
            }
            Err(why) => {
                println!("does not fit: {} {}: {why}", row.name, row.document_no);
                wrong.push(why);
            }
        }
    }
    println!("{fitted} fit, {} do not", wrong.len());
    assert!(fitted >= 6, "{fitted}: {wrong:?}");
    let known = ["no day", "no sanction", "RULE_NOT_IN_FORCE", "LIMITATION_EXPIRED"];
    assert!(wrong.iter().all(|why| known.iter().any(|known| why.contains(known))), "{wrong:?}");
}

/// A row as a decided case, in a world whose clock stands three weeks before its day; or why not.
async fn expressed(row: &Row) -> Result<String, String> {
    let day = row.date.ok_or("no day is stated")?;
    let sanctions = sanctions(&row.result);
    if sanctions.is_empty() {
        return Err("no sanction is stated".to_owned());
    }
    let world = World::start().await;
    let now = vocab::day_of(world.suite.clock().now());
    world.suite.clock().advance(day - now - Duration::days(21));
    let division = &row.code[2..8];
    registered(&world, &row.code, &row.name, division).await;
    let office = Office { world: &world, department: CIVIL, division };
    Box::pin(decided(office, row, sanctions))
        .await
        .map_err(|refused| format!("{}: {}", reason(&refused).1, refused.message()))
}

async fn decided(office: Office<'_>, row: &Row, sanctions: Vec<pb::Sanction>) -> Result<String, Status> {
    let penalty = pb::Penalty {
        matter: row.fact.chars().take(200).collect(),
        act_end_date: office.day(-30),
        discovery_date: office.day(-7),
        ..stated(&format!("organizations/{}", row.code))
    };
    let seen = office.file(penalty).await?;
    let seen = office.approve(&seen).await?;
    let in_force = |inspector: &mut pb::Inspector| inspector.certificate_valid_from = date(2019, 1, 1);
    let officers = [office.officer("1", in_force).await, office.officer("2", in_force).await];
    let seen = office.assign(&seen, &officers).await?;
    office.add(&seen.name, office.record(&officers)).await?;
    let report = row.fact.clone();
    let conclusion = pb::PenaltyConclusion { report, sanctions: sanctions.clone(), ..Default::default() };
    let seen = office.conclude(&seen, conclusion).await?;
    let seen = office.review(&seen, true, "同意").await?;
    let seen = office.notify(&seen).await?;
    let seen = office.notice_delivered(&seen, office.today()).await?;
    office.pass(21);
    let decision = pb::PenaltyDecision { facts: row.fact.clone(), ..decision(sanctions) };
    let decided = office.decide(&seen, decision).await?.decision.unwrap_or_default();
    Ok(format!("{:?} {}", decided.consequence(), decided.sanctions.len()))
}
