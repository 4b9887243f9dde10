//! Records side by side: one gets through.

use futures::future::join_all;
use onecode_proto::talent::v1 as pb;
use pb::EngagementKind::{FullTime, PartTime};
use testkit::refusal::reason;

use crate::staff::site::{Site, date, engaged, person};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_person_comes_to_work_full_time_for_one_of_eight_organisations() {
    let site = Site::start().await;
    let mut parents = Vec::new();
    for serial in 1..=8 {
        parents.push(site.organization(serial).await);
    }
    let outcomes = join_all(parents.iter().map(|parent| site.record(parent, 1, FullTime))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    for status in outcomes.into_iter().filter_map(Result::err) {
        assert_eq!(reason(&status).1, "ENGAGEMENT_FULL_TIME_ELSEWHERE");
    }
    assert_eq!(site.count("select count(*) from talent.person").await, 1);
    assert_eq!(site.count("select count(*) from talent.engagement").await, 1);
    site.city.suite.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn rosters_with_the_same_people_in_another_order_wait_for_one_another() {
    let site = Site::start().await;
    let (one, other) = (site.organization(1).await, site.organization(2).await);
    let row = |serial| pb::RosterRow {
        person: Some(person(serial)),
        kind: PartTime.into(),
        post_title: "志愿者管理".into(),
        start_date: date(2026, 3, 1),
        end_date: None,
    };
    let forth: Vec<_> = (1..=30).map(row).collect();
    let back: Vec<_> = (1..=30).rev().map(row).collect();
    let import = async |parent: &str, rows| {
        let request = pb::ImportRosterRequest { parent: parent.to_owned(), rows };
        site.officer().import_roster(request).await.unwrap().into_inner().recorded_count
    };
    let (first, second) = futures::join!(import(one.as_str(), forth), import(other.as_str(), back));
    assert_eq!((first, second), (30, 30));
    assert_eq!(site.count("select count(*) from talent.person").await, 30);
    site.city.suite.stop().await;
}

#[tokio::test]
async fn the_database_itself_refuses_a_second_full_time_engagement() {
    let site = Site::start().await;
    let (one, other) = (site.organization(1).await, site.organization(2).await);
    site.record(&one, 1, FullTime).await.unwrap();
    site.officer().record_engagement(engaged(&other, 2, PartTime)).await.unwrap();
    let moved = "update talent.engagement set kind = 'full_time',
        person = (select person from talent.engagement where kind = 'full_time') where kind = 'part_time'";
    let refused = sqlx::query(moved).execute(&mut site.city.suite.database().connection().await).await.unwrap_err();
    let constraint = refused.as_database_error().and_then(|error| error.constraint()).unwrap_or_default().to_owned();
    assert_eq!(constraint, "engagement_full_time_key");
    site.city.suite.stop().await;
}
