//! Calls at the same time: one has the effect.

use futures::future::join_all;
use onecode_proto::inspection::v1 as pb;
use time::macros::date as day;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn of_announcements_at_once_one_announces() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let round = opened(&world, round(false)).await;
    let name = spotless(&world, 1).await;
    let application = publicised(&world, &round, &name, 0).await;
    publicity_over(&world, &application).await;
    let outcomes = join_all((0..4).map(|_| announce(&world, &application))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    for refused in outcomes.iter().filter_map(|outcome| outcome.as_ref().err()) {
        assert!([Code::Aborted, Code::FailedPrecondition].contains(&refused.code()), "{refused:?}");
    }
    assert_eq!(world.suite.count("select count(*) from inspection.rating").await, 1);
    assert_eq!(world.facts::<pb::RatingAnnounced>().await.len(), 1);
}

#[tokio::test]
async fn of_applications_and_rounds_at_once_one_is_filed() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let rounds =
        join_all(
            (0..4).map(|_| {
                let mut client = authority(&world);
                async move {
                    client.open_rating_round(pb::OpenRatingRoundRequest { rating_round: Some(round(false)) }).await
                }
            }),
        )
        .await;
    let refused: Vec<_> = rounds.iter().filter_map(|outcome| outcome.as_ref().err()).map(reason).collect();
    assert_eq!(refused, vec![(Code::AlreadyExists, "RATING_ROUND_EXISTS".into()); 3]);
    let listed = authority(&world).list_rating_rounds(pb::ListRatingRoundsRequest::default()).await.unwrap();
    let round = listed.into_inner().rating_rounds.remove(0);
    let name = spotless(&world, 1).await;
    let mut requests = Vec::new();
    for _ in 0..4 {
        requests.push(application(&world, &round, &name).await);
    }
    let filed = join_all(requests.into_iter().map(|request| {
        let mut client = portal(&world);
        async move { client.apply_for_rating(request).await }
    }))
    .await;
    let refused: Vec<_> = filed.iter().filter_map(|outcome| outcome.as_ref().err()).map(reason).collect();
    assert_eq!(refused, vec![(Code::AlreadyExists, "RATING_APPLICATION_EXISTS".into()); 3]);
    assert_eq!(world.facts::<pb::RatingApplied>().await.len(), 1);
}

#[tokio::test]
async fn of_votes_and_sheets_of_one_person_at_once_one_counts() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let round = opened(&world, round(false)).await;
    let name = spotless(&world, 1).await;
    let application = accepted(&world, &round, &name).await;
    let names = [expert(&world, 1).await, expert(&world, 2).await, expert(&world, 3).await];
    assign(&world, &application, &names).await.unwrap();
    let sheets = join_all((0..4).map(|off| score(&world, &application, 1, off))).await;
    let refused: Vec<_> = sheets.iter().filter_map(|outcome| outcome.as_ref().err()).map(reason).collect();
    assert_eq!(refused, vec![(Code::AlreadyExists, "RATING_SCORED".into()); 3]);
    for number in [2, 3] {
        score(&world, &application, number, 0).await.unwrap();
    }
    opine(&world, &application, None).await.unwrap();
    let votes = join_all((0..4).map(|_| vote(&world, &application, "member-1", 1, pb::RatingVoteChoice::For))).await;
    let refused: Vec<_> = votes.iter().filter_map(|outcome| outcome.as_ref().err()).map(reason).collect();
    assert_eq!(refused, vec![(Code::AlreadyExists, "RATING_VOTED".into()); 3]);
}

/// The keys of the tables stand behind the locks.
#[tokio::test]
async fn the_books_themselves_allow_no_second_entry() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let round = opened(&world, round(false)).await;
    let name = spotless(&world, 1).await;
    announced(&world, &round, &name, 0).await;
    for (again, key) in [
        ("insert into inspection.rating_vote select * from inspection.rating_vote", "rating_vote_pkey"),
        ("insert into inspection.rating_score_sheet select * from inspection.rating_score_sheet", "rating_score_sheet_pkey"),
        ("insert into inspection.rating_ballot select * from inspection.rating_ballot", "rating_ballot_pkey"),
        ("update inspection.rating_ballot set outcome = 'open'; insert into inspection.rating_ballot (application, number, body,
            tenths, rule, rule_version, reasons, outcome, member_count, created_at) select application, 2, body, tenths, rule,
            rule_version, reasons, outcome, member_count, created_at from inspection.rating_ballot", "rating_ballot_open_key"),
        ("insert into inspection.rating (id, code, division, department, applicant, kind, grade, certificate_number, announced_on,
            valid_from, valid_until, status, predecessor, announcement, rule, rule_version, revision, created_at)
          select gen_random_uuid(), code, division, department, applicant, kind, grade, 'x', announced_on, valid_from,
            valid_until, status, id, announcement, rule, rule_version, revision, created_at from inspection.rating",
         "rating_standing_key"),
    ] {
        let error = sqlx::raw_sql(again).execute(&mut world.suite.database().connection().await).await.unwrap_err();
        assert_eq!(error.as_database_error().unwrap().constraint(), Some(key));
    }
}
