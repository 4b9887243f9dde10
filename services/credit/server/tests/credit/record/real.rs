//! Real penalties of eight departments of Beijing, submitted; and what did not fit.

use std::collections::BTreeMap;

use onecode_proto::credit::v1 as pb;
use onecode_proto::google::r#type::Date;

use crate::world::World;

/// What a row says, as far as it can be submitted.
fn submission(row: &csv::StringRecord) -> pb::CreditSubmission {
    let day: Vec<i32> = row[7].split(['-', ' ']).take(3).filter_map(|part| part.parse().ok()).collect();
    let words = [("警告", "warning"), ("罚款", "fine"), ("没收", "confiscation"), ("限期改正", "other")];
    let value: Vec<&str> = words.into_iter().filter(|(word, _)| row[6].contains(word)).map(|(_, word)| word).collect();
    pb::CreditSubmission {
        organization: format!("organizations/{}", &row[0]),
        organization_title: row[1].to_owned(),
        kind: pb::RecordKind::Penalty.into(),
        document_number: row[4].to_owned(),
        value: value.join(","),
        amount_fen: fen(&row[6]),
        from_date: day.first().map(|year| Date { year: *year, month: day[1], day: day[2] }),
        ..Default::default()
    }
}

/// The fine in a text, in fen (分): `罚款768135.94元`, `罚款人民币壹仟伍佰元`.
fn fen(text: &str) -> i64 {
    let Some((_, rest)) = text.split_once("罚款") else { return 0 };
    let rest = rest.trim_start_matches("人民币");
    let digits: String = rest.chars().take_while(|it| it.is_ascii_digit() || *it == '.').collect();
    if let Some((yuan, cents)) = digits.split_once('.') {
        return yuan.parse::<i64>().unwrap() * 100 + cents.parse::<i64>().unwrap();
    }
    if let Ok(yuan) = digits.parse::<i64>() {
        return yuan * 100;
    }
    let (mut sum, mut figure) = (0, 0);
    for character in rest.chars().take_while(|it| *it != '元') {
        if let Some(value) = "零壹贰叁肆伍陆柒捌玖".chars().position(|it| it == character) {
            figure = i64::try_from(value).unwrap();
        } else {
            sum += figure
                * match character {
                    '拾' => 10,
                    '佰' => 100,
                    '仟' => 1_000,
                    _ => 0,
                };
            figure = 0;
        }
    }
    (sum + figure) * 100
}

#[tokio::test]
async fn real_penalties_are_recorded_and_what_does_not_fit_is_told() {
    let Some(file) = testkit::shared_data("joint_supervision_events.csv") else { return };
    let mut reader = csv::Reader::from_path(file).unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).filter(|row| row[3].ends_with("行政处罚")).collect();
    assert_eq!(rows.len(), 14);
    let world = World::start().await;
    let request = pb::BatchSubmitCreditRecordsRequest { submissions: rows.iter().map(submission).collect() };
    let answer = world.submitting("enforcement").batch_submit_credit_records(request).await.unwrap().into_inner();
    let mut came: BTreeMap<String, u32> = BTreeMap::new();
    let mut levels: BTreeMap<(&str, bool), u32> = BTreeMap::new();
    for outcome in &answer.outcomes {
        let fields: Vec<&str> = outcome.problems.iter().map(|problem| problem.field.as_str()).collect();
        *came.entry(format!("{} {}", outcome.result().as_str_name(), fields.join(" "))).or_default() += 1;
        if let Some(record) = &outcome.credit_record {
            let display = record.display.as_ref().unwrap();
            *levels.entry((display.level().as_str_name(), display.shown)).or_default() += 1;
        }
    }
    println!("{came:#?} {levels:#?}");
    // Three of the environment name neither number nor day, and two of them no sanction.
    let expected = BTreeMap::from([
        ("SUBMISSION_RESULT_ADDED ".to_owned(), 11),
        ("SUBMISSION_RESULT_REFUSED document_number from_date".to_owned(), 3),
    ]);
    assert_eq!(came, expected);
    // All were decided before order 36: shown for five years, of which those of 2020 and of 2021 are over.
    let expected = BTreeMap::from([
        (("DISPLAY_LEVEL_GENERAL", false), 5),
        (("DISPLAY_LEVEL_GENERAL", true), 5),
        (("DISPLAY_LEVEL_SERIOUS", false), 1),
    ]);
    assert_eq!(levels, expected);
    let fines: Vec<i64> =
        answer.outcomes.iter().filter_map(|it| it.credit_record.as_ref()).map(|it| it.amount_fen).collect();
    assert!(fines.contains(&150_000) && fines.contains(&76_813_594) && fines.contains(&300_000), "{fines:?}");
}

#[tokio::test]
async fn the_organisations_of_the_real_serious_list_can_have_records() {
    let Some(file) = testkit::shared_data("serious_violation_list.csv") else { return };
    let mut reader = csv::Reader::from_path(file).unwrap();
    let submissions: Vec<_> = reader
        .records()
        .map(Result::unwrap)
        .map(|row| pb::CreditSubmission {
            organization: format!("organizations/{}", &row[0]),
            organization_title: row[1].to_owned(),
            kind: pb::RecordKind::OtherGround.into(),
            document_number: format!("名单{}", &row[3]),
            value: "serious".into(),
            from_date: row[2].split_once('-').and_then(|(year, rest)| {
                let (month, day) = rest.split_once('-')?;
                Some(Date { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? })
            }),
            ..Default::default()
        })
        .collect();
    assert_eq!(submissions.len(), 77);
    let world = World::start().await;
    let request = pb::BatchSubmitCreditRecordsRequest { submissions };
    let answer = world.submitting("civil-affairs").batch_submit_credit_records(request).await.unwrap().into_inner();
    let refused: Vec<_> = answer.outcomes.iter().filter(|it| it.result() != pb::SubmissionResult::Added).collect();
    println!("{refused:#?}");
    assert!(refused.is_empty());
}
