//! ImportOrganizations: an outcome for each row, resumed, raced and repeated.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::ImportAction::{self, Changed, Created, Refused, Unchanged};
use onecode_proto::registry::v1::OrganizationStatus;
use testkit::Suite;
use tonic::{Code, Status};

use crate::support::*;

fn row(serial: u32, title: &str) -> pb::ImportRow {
    let organization = pb::Organization { code: code(serial), title: title.into(), ..Default::default() };
    pb::ImportRow { organization: Some(organization), ..Default::default() }
}

fn chunk(first_row: i64, rows: Vec<pb::ImportRow>) -> pb::ImportOrganizationsRequest {
    pb::ImportOrganizationsRequest { first_row, rows }
}

/// Sends chunks under a key; the first answer's `next_row`, then the other answers up to the first refusal.
async fn import(
    suite: &Suite,
    key: &str,
    chunks: Vec<pb::ImportOrganizationsRequest>,
) -> (i64, Vec<Result<pb::ImportOrganizationsResponse, Status>>) {
    let request = tokio_stream::iter(chunks);
    let mut answers = keyed(suite, key).import_organizations(request).await.unwrap().into_inner();
    let next_row = answers.message().await.unwrap().unwrap().next_row;
    let mut rest = Vec::new();
    while let Some(answer) = answers.message().await.transpose() {
        let refused = answer.is_err();
        rest.push(answer);
        if refused {
            break;
        }
    }
    (next_row, rest)
}

async fn outcomes(suite: &Suite, key: &str, rows: Vec<pb::ImportRow>) -> Vec<pb::ImportOutcome> {
    let (_, mut answers) = import(suite, key, vec![chunk(1, rows)]).await;
    answers.pop().unwrap().unwrap().outcomes
}

fn actions(outcomes: &[pb::ImportOutcome]) -> Vec<ImportAction> {
    outcomes.iter().map(pb::ImportOutcome::action).collect()
}

#[tokio::test]
async fn rows_are_created_changed_unchanged_or_refused_and_facts_say_so() {
    let suite = registry().await;
    let rows = vec![row(1, "湖州市甲协会"), row(2, "湖州市乙协会"), row(2, "湖州市乙协会"), row(1, "湖州市丙协会")];
    let done = outcomes(&suite, "i1", rows.clone()).await;
    assert_eq!(actions(&done), [Created, Created, Unchanged, Changed]);
    assert_eq!(suite.published().await, 3);
    let changed = get(&mut registrar(&suite), 1).await;
    assert_eq!((changed.title.as_str(), changed.revision), ("湖州市丙协会", 2));
    let division = "select count(*) from registry.organization where division = '330500' and status = 'unknown'";
    assert_eq!(suite.count(division).await, 2);

    let again = outcomes(&suite, "i2", vec![row(1, "湖州市丙协会"), row(2, "湖州市乙协会")]).await;
    assert_eq!(actions(&again), [Unchanged, Unchanged]);
    assert_eq!(suite.published().await, 3);

    let mut suspended = row(2, "湖州市乙协会");
    suspended.set_status(OrganizationStatus::Deregistered);
    let done = outcomes(&suite, "i3", vec![suspended, row(2, "湖州市丁协会")]).await;
    assert_eq!(actions(&done), [Changed, Refused]);
    assert_eq!(done[1].problems[0].field, "organization");
}

#[tokio::test]
async fn a_refused_row_names_every_reason_and_stops_no_other() {
    let suite = registry().await;
    let mut bad = row(1, &"会".repeat(121));
    let organization = bad.organization.as_mut().unwrap();
    organization.code = "0".into();
    organization.division = "3305".into();
    organization.registered_capital_fen = -1;
    bad.status = 77;
    bad.valid_from = date(2027, 1, 1);
    bad.basis = "源".repeat(201);
    let mut wrong_kind = row(3, "湖州市基金会");
    wrong_kind.organization.as_mut().unwrap().set_kind(pb::OrganizationKind::Foundation);
    let mut elsewhere = row(4, "杭州市协会");
    elsewhere.organization.as_mut().unwrap().division = HANGZHOU.into();
    let done = outcomes(&suite, "i1", vec![bad, row(2, "湖州市乙协会（更新）"), wrong_kind, elsewhere]).await;
    assert_eq!(actions(&done), [Refused, Created, Refused, Refused]);
    let fields = |outcome: &pb::ImportOutcome| {
        let mut fields: Vec<String> = outcome.problems.iter().map(|problem| problem.field.clone()).collect();
        fields.sort();
        fields
    };
    let every = [
        "basis",
        "organization.code",
        "organization.division",
        "organization.registered_capital_fen",
        "organization.title",
        "status",
        "valid_from",
    ];
    assert_eq!(fields(&done[0]), every);
    assert!(done[1].problems.iter().all(|problem| problem.warning) && !done[1].problems.is_empty());
    assert_eq!(
        (fields(&done[2]), fields(&done[3])),
        (vec!["organization.kind".into()], vec!["organization.division".into()])
    );
    assert_eq!(suite.published().await, 1);
}

#[tokio::test]
async fn a_broken_import_goes_on_where_it_was() {
    let suite = registry().await;
    let chunks = |rows: std::ops::Range<u32>| -> Vec<pb::ImportOrganizationsRequest> {
        let first = |serials: &[u32]| i64::from(serials[0]);
        let serials: Vec<u32> = rows.collect();
        let chunk_of =
            |serials: &[u32]| chunk(first(serials), serials.iter().map(|serial| row(*serial, "湖州市协会")).collect());
        serials.chunks(5).map(chunk_of).collect()
    };
    let (next_row, answers) = import(&suite, "i1", chunks(1..11)).await;
    assert_eq!((next_row, answers.len()), (1, 2));
    let (next_row, answers) = import(&suite, "i1", chunks(11..21)).await;
    assert_eq!((next_row, answers.last().unwrap().as_ref().unwrap().next_row), (11, 21));
    assert_eq!(suite.count("select count(*) from registry.organization").await, 20);
    assert_eq!((suite.audited().await, suite.published().await), (4, 20));

    // the same chunk again answers what it answered; another cut of the same rows is skipped
    let (next_row, answers) = import(&suite, "i1", chunks(1..6)).await;
    let repeated = answers.into_iter().next().unwrap().unwrap();
    assert_eq!((next_row, repeated.next_row, repeated.outcomes.len()), (21, 6, 5));
    let rows = (18..23).map(|serial| row(serial, "湖州市协会")).collect();
    let (_, answers) = import(&suite, "i1", vec![chunk(18, rows)]).await;
    let rest = answers.into_iter().next().unwrap().unwrap();
    assert_eq!(rest.outcomes.iter().map(|outcome| outcome.row).collect::<Vec<_>>(), [21, 22]);
    assert_eq!(suite.published().await, 22);
}

#[tokio::test]
async fn a_stream_dropped_in_the_middle_leaves_whole_chunks_only() {
    let suite = registry().await;
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    let stream = tokio_stream::wrappers::ReceiverStream::new(receiver);
    let mut answers = keyed(&suite, "i1").import_organizations(stream).await.unwrap().into_inner();
    answers.message().await.unwrap();
    sender.send(chunk(1, vec![row(1, "湖州市甲协会"), row(2, "湖州市乙协会")])).await.unwrap();
    let committed = answers.message().await.unwrap().unwrap().next_row;
    drop((answers, sender));
    let rest = vec![chunk(committed, vec![row(3, "湖州市丙协会")])];
    let (next_row, answers) = import(&suite, "i1", rest).await;
    assert_eq!((next_row, answers.len()), (3, 1));
    assert_eq!(suite.count("select count(*) from registry.organization").await, 3);
}

#[tokio::test]
async fn a_gap_is_refused_with_the_row_to_go_on_at() {
    let suite = registry().await;
    let (_, answers) = import(&suite, "i1", vec![chunk(2, vec![row(1, "湖州市甲协会")])]).await;
    let refused = answers[0].as_ref().unwrap_err();
    assert_eq!(reason(refused), (Code::OutOfRange, "IMPORT_GAP".into()));
    assert_eq!(metadata(refused, "next_row"), "1");
}

#[tokio::test]
async fn a_repeated_chunk_with_other_rows_is_refused() {
    let suite = registry().await;
    outcomes(&suite, "i1", vec![row(1, "湖州市甲协会")]).await;
    let (_, answers) = import(&suite, "i1", vec![chunk(1, vec![row(1, "湖州市乙协会")])]).await;
    let refused = answers[0].as_ref().unwrap_err();
    assert_eq!(reason(refused), (Code::AlreadyExists, "IDEMPOTENCY_KEY_REUSED".into()));
}

#[tokio::test]
async fn sixteen_racing_imports_of_the_same_rows_register_each_once() {
    let suite = registry().await;
    let imports = (0..16).map(|number| {
        let rows: Vec<pb::ImportRow> = (1..=20).map(|serial| row((serial + number) % 20, "湖州市协会")).collect();
        let (suite, key) = (&suite, format!("i{number}"));
        async move { outcomes(suite, &key, rows).await }
    });
    let all = futures::future::join_all(imports).await.concat();
    let count = |action| all.iter().filter(|outcome| outcome.action() == action).count();
    assert_eq!((count(Created), count(Unchanged)), (20, 300));
    assert_eq!(suite.published().await, 20);
}

#[tokio::test]
async fn a_chunk_that_cannot_be_numbered_is_refused_whole() {
    let suite = registry().await;
    let (_, answers) = import(&suite, "i1", vec![chunk(0, Vec::new())]).await;
    assert_eq!(violated(answers[0].as_ref().unwrap_err()), ["first_row", "rows"]);
    let rows = (0..501).map(|serial| row(serial, "湖州市协会")).collect();
    let (_, answers) = import(&suite, "i2", vec![chunk(1, rows)]).await;
    assert_eq!(violated(answers[0].as_ref().unwrap_err()), ["rows"]);
}

#[tokio::test]
async fn an_empty_field_never_clears_what_is_recorded() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let before = created(&mut client, 1).await;
    let mut sparse = row(1, &before.title);
    sparse.set_status(OrganizationStatus::Unknown);
    assert_eq!(actions(&outcomes(&suite, "i1", vec![sparse]).await), [Unchanged]);
    assert_eq!(get(&mut client, 1).await, before);
}

/// Every row of the public data that is known to be bad: refused with a reason, or warned about.
#[tokio::test]
async fn bad_rows_of_real_data_are_refused_or_warned_about() {
    let Some(path) = testkit::shared_data("organizations_bad.csv") else { return };
    let suite = registry().await;
    let mut reader = csv::Reader::from_path(path).unwrap();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let rows = records.iter().map(|record| {
        let organization = pb::Organization { code: record[0].into(), title: record[1].into(), ..Default::default() };
        pb::ImportRow { organization: Some(organization), ..Default::default() }
    });
    let country = suite.identities().caller("civil-affairs", "100000", &["registry-registrar"]);
    let mut client = Client::new(suite.client(country.keyed("bad")));
    let chunks = tokio_stream::iter(vec![chunk(1, rows.collect())]);
    let mut answers = client.import_organizations(chunks).await.unwrap().into_inner();
    answers.message().await.unwrap();
    let outcomes = answers.message().await.unwrap().unwrap().outcomes;
    assert_eq!(outcomes.len(), records.len());
    for (record, outcome) in records.iter().zip(&outcomes) {
        let tolerated = ["division", "valid code", "category digit is 9", "illegal char b", "illegal char ５"];
        let tolerable = tolerated.iter().any(|kind| record[2].starts_with(kind));
        assert_eq!(outcome.action() != Refused, tolerable, "{record:?}: {outcome:?}");
        assert!(tolerable || outcome.problems.iter().any(|problem| !problem.warning));
        let unlisted = record[2].starts_with("division") && !record[2].contains("660000"); // the list shipped has it
        assert!(!unlisted || outcome.problems.iter().any(|problem| problem.warning), "{record:?}: {outcome:?}");
    }
}
