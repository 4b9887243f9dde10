//! ImportRoster: each row by itself, and every wrong field of a wrong one named.

use onecode_proto::talent::v1 as pb;
use pb::EngagementKind::{FullTime, PartTime};
use pb::RosterResult::{Recorded, Unchanged, Wrong};
use testkit::refusal::violated_sorted;

use crate::staff::site::{Site, date, person};

fn row(serial: u32, kind: pb::EngagementKind) -> pb::RosterRow {
    pb::RosterRow {
        person: Some(person(serial)),
        kind: kind.into(),
        post_title: "会计".into(),
        start_date: date(2026, 3, 1),
        end_date: None,
    }
}

#[tokio::test]
async fn of_five_rows_two_are_wrong_and_the_others_are_kept() {
    let site = Site::start().await;
    let (one, other) = (site.organization(1).await, site.organization(2).await);
    site.record(&one, 1, FullTime).await.unwrap();
    site.record(&other, 2, FullTime).await.unwrap();
    let unreadable = pb::RosterRow { person: Some(pb::StaffParticulars::default()), ..pb::RosterRow::default() };
    let rows = vec![row(1, FullTime), row(2, FullTime), row(3, FullTime), unreadable, row(4, PartTime)];
    let request = pb::ImportRosterRequest { parent: one.clone(), rows };
    let reply = site.officer().import_roster(request.clone()).await.unwrap().into_inner();
    let results: Vec<_> = reply.outcomes.iter().map(pb::RosterOutcome::result).collect();
    assert_eq!(results, [Unchanged, Wrong, Recorded, Wrong, Recorded]);
    assert_eq!(reply.outcomes.iter().map(|one| one.row).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    assert_eq!((reply.recorded_count, reply.unchanged_count, reply.wrong_count), (2, 1, 2));
    let fields =
        |at: usize| -> Vec<&str> { reply.outcomes[at].problems.iter().map(|problem| problem.field.as_str()).collect() };
    assert_eq!((reply.outcomes[1].reason.as_str(), fields(1)), ("ENGAGEMENT_FULL_TIME_ELSEWHERE", vec!["kind"]));
    let named = ["person.name", "person.id_kind", "person.id_number", "kind", "post_title", "start_date"];
    assert_eq!((reply.outcomes[3].reason.as_str(), fields(3)), ("INVALID_FIELDS", named.to_vec()));
    assert_eq!(site.count("select count(*) from talent.engagement").await, 4);
    let facts: Vec<pb::RosterImported> = site.city.suite.facts().await;
    assert_eq!(facts, [pb::RosterImported { organization: one, recorded_count: 2 }]);

    let again = site.officer().import_roster(request).await.unwrap().into_inner();
    assert_eq!((again.recorded_count, again.unchanged_count, again.wrong_count), (0, 3, 2));
    site.city.suite.stop().await;
}

#[tokio::test]
async fn rows_of_one_person_are_judged_in_their_order() {
    let site = Site::start().await;
    let organization = site.organization(1).await;
    let mut renamed = row(1, FullTime);
    renamed.person.as_mut().unwrap().name = "欧阳静芝".into();
    let rows = vec![row(1, FullTime), row(1, FullTime), renamed, row(1, PartTime)];
    let request = pb::ImportRosterRequest { parent: organization, rows };
    let reply = site.officer().import_roster(request).await.unwrap().into_inner();
    let results: Vec<_> = reply.outcomes.iter().map(pb::RosterOutcome::result).collect();
    assert_eq!(results, [Recorded, Unchanged, Wrong, Wrong]);
    let reasons: Vec<&str> = reply.outcomes.iter().map(|one| one.reason.as_str()).collect();
    assert_eq!(reasons, ["", "", "PERSON_NAME_DIFFERS", "ENGAGEMENT_EXISTS"]);
    site.city.suite.stop().await;
}

#[tokio::test]
async fn a_roster_has_rows_and_not_too_many() {
    let site = Site::start().await;
    let parent = site.organization(1).await;
    for rows in [Vec::new(), vec![row(1, FullTime); 1_001]] {
        let request = pb::ImportRosterRequest { parent: parent.clone(), rows };
        let refused = site.officer().import_roster(request).await.unwrap_err();
        assert_eq!(violated_sorted(&refused), ["rows"]);
    }
    site.city.suite.stop().await;
}
