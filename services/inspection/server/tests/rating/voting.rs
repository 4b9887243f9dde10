//! GiveRatingOpinion, CastRatingVote, CloseRatingVote.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::RatingVoteChoice::{Abstain, Against, For};
use time::macros::date as day;
use tonic::Code;

use crate::support::*;

/// An application that three experts have scored.
async fn ready(off: [i64; 3]) -> (World, pb::RatingApplication) {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let round = opened(&world, round(false)).await;
    let name = spotless(&world, 1).await;
    let application = accepted(&world, &round, &name).await;
    scored(&world, &application, off).await;
    (world, application)
}

#[tokio::test]
async fn the_proposal_is_the_median_and_shows_where_experts_differ() {
    let (world, application) = ready([605, 0, 300]).await;
    let proposed = opine(&world, &application, None).await.unwrap();
    assert_eq!(proposed.state(), pb::RatingApplicationState::Voting);
    let ballot = &proposed.ballots[0];
    assert_eq!((ballot.number, ballot.tenths, ballot.grade()), (1, 9_700, pb::RatingGrade::FiveA));
    assert_eq!((ballot.body(), ballot.member_count), (pb::RatingBody::Committee, 7));
    assert_eq!(ballot.rule.as_ref().unwrap().rule, "rules/RT-01a");
    let last = ballot.differences.last().unwrap();
    assert_eq!(
        (last.indicator.as_str(), last.least_tenths, last.most_tenths, last.limit_tenths),
        ("", 9_395, 10_000, 500)
    );
    assert!(ballot.differences.len() > 1 && ballot.differences[0].indicator == "1.1.1.1");
}

#[tokio::test]
async fn fewer_experts_than_the_rule_wants_give_no_score() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let round = opened(&world, round(false)).await;
    let name = spotless(&world, 1).await;
    let application = accepted(&world, &round, &name).await;
    let names = [expert(&world, 1).await, expert(&world, 2).await];
    assign(&world, &application, &names).await.unwrap();
    for number in [1, 2] {
        score(&world, &application, number, 0).await.unwrap();
    }
    let refused = opine(&world, &application, None).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RATING_TOO_FEW_EXPERTS".into()));
    assert_eq!((metadata(&refused, "found"), metadata(&refused, "least")), ("2".into(), "3".into()));
    let refused = opine(&world, &application, Some(9_000)).await.unwrap_err();
    assert_eq!(violated(&refused), ["tenths"], "the score is the experts'");
}

#[tokio::test]
async fn without_a_quorum_nothing_is_carried() {
    let (world, application) = ready([0, 0, 0]).await;
    let refused = close(&world, &application).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RATING_BALLOT_NOT_OPEN".into()));
    opine(&world, &application, None).await.unwrap();
    for number in 1..=4 {
        vote(&world, &application, &format!("member-{number}"), 1, For).await.unwrap();
    }
    let refused = close(&world, &application).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RATING_NO_QUORUM".into()));
    let told = ["members", "present", "needed"].map(|key| metadata(&refused, key));
    assert_eq!(told, ["7", "4", "5"]);
    let open = seen(&world, &application).await.ballots.remove(0);
    assert_eq!(
        (open.outcome(), open.in_favour_count, open.votes.len()),
        (pb::RatingBallotOutcome::Open, 0, 0),
        "secret"
    );
    vote(&world, &application, "member-5", 1, Abstain).await.unwrap();
    let carried = close(&world, &application).await.unwrap();
    assert_eq!(carried.state(), pb::RatingApplicationState::Publicity);
    let ballot = &carried.ballots[0];
    let counts = (ballot.in_favour_count, ballot.against_count, ballot.abstained_count, ballot.votes.len());
    assert_eq!((ballot.outcome(), counts), (pb::RatingBallotOutcome::Carried, (4, 0, 1, 5)));
    assert!(ballot.votes.iter().all(|vote| vote.account.is_empty()));
    let personal = world.caller(CIVIL, &["rating-personal-reader"]).because("check the signatures");
    let request = pb::GetRatingApplicationRequest { name: application.name.clone() };
    let shown = Ratings::new(world.client(personal.fresh())).get_rating_application(request).await.unwrap();
    let shown = shown.into_inner().rating_application.unwrap();
    let abstained = shown.ballots[0].votes.iter().find(|vote| vote.choice() == Abstain).unwrap();
    assert_eq!(abstained.account, "member-5");
    let facts = world.facts::<pb::RatingVoteCast>().await;
    assert_eq!(facts.iter().map(|fact| fact.cast_count).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
}

#[tokio::test]
async fn a_lost_vote_wants_another_proposal() {
    let (world, application) = ready([0, 0, 0]).await;
    opine(&world, &application, None).await.unwrap();
    voted(&world, &application, "member", 1, 3).await;
    let lost = close(&world, &application).await.unwrap();
    assert_eq!(lost.state(), pb::RatingApplicationState::Scoring);
    assert_eq!(lost.ballots[0].outcome(), pb::RatingBallotOutcome::Lost);
    let late = vote(&world, &application, "member-6", 1, For).await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "RATING_BALLOT_NOT_OPEN".into()));
    assert_eq!(metadata(&late, "ballot"), "1");
    let fourth = expert(&world, 4).await;
    assign(&world, &application, &[fourth]).await.unwrap();
    score(&world, &application, 4, 600).await.unwrap();
    let second = opine(&world, &application, None).await.unwrap();
    assert_eq!((second.ballots[1].number, second.ballots[1].tenths), (2, 10_000), "the median of four");
    let other = vote(&world, &application, "member-1", 1, For).await.unwrap_err();
    assert_eq!(metadata(&other, "ballot"), "2");
    voted(&world, &application, "member", 2, 5).await;
    assert_eq!(close(&world, &application).await.unwrap().state(), pb::RatingApplicationState::Publicity);
}

#[tokio::test]
async fn only_members_vote_once_and_not_when_recused() {
    let (world, application) = ready([0, 0, 0]).await;
    opine(&world, &application, None).await.unwrap();
    for account in ["expert-1", "member-8"] {
        let refused = vote(&world, &application, account, 1, For).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::PermissionDenied, "RATING_NOT_MEMBER".into()), "{account}");
    }
    vote(&world, &application, "member-1", 1, For).await.unwrap();
    let again = vote(&world, &application, "member-1", 1, Against).await.unwrap_err();
    assert_eq!(reason(&again), (Code::AlreadyExists, "RATING_VOTED".into()));
    let request = pb::RecordRatingRecusalRequest {
        name: application.name.clone(),
        etag: seen(&world, &application).await.etag,
        account: "membre-2".into(),
        reason: "担任该会顾问".into(),
        ..Default::default()
    };
    let refused = authority(&world).record_rating_recusal(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["account"], "mistyped, it is nobody's");
    for account in ["member-1", "member-2"] {
        let request = pb::RecordRatingRecusalRequest {
            name: application.name.clone(),
            etag: seen(&world, &application).await.etag,
            account: account.into(),
            reason: "担任该会顾问".into(),
            ..Default::default()
        };
        authority(&world).record_rating_recusal(request).await.unwrap();
    }
    let refused = vote(&world, &application, "member-2", 1, For).await.unwrap_err();
    assert_eq!(reason(&refused).1, "RATING_NOT_MEMBER");
    for number in 3..=6 {
        vote(&world, &application, &format!("member-{number}"), 1, For).await.unwrap();
    }
    let refused = close(&world, &application).await.unwrap_err();
    assert_eq!(metadata(&refused, "present"), "4", "the recused vote does not count, the seat does");
    vote(&world, &application, "member-7", 1, Against).await.unwrap();
    let carried = close(&world, &application).await.unwrap();
    assert_eq!((carried.ballots[0].in_favour_count, carried.ballots[0].against_count), (4, 1));
}

#[tokio::test]
async fn another_department_closes_nothing_and_a_bad_vote_is_named() {
    let (world, application) = ready([0, 0, 0]).await;
    let proposed = opine(&world, &application, None).await.unwrap();
    voted(&world, &application, "member", 1, 5).await;
    let request = pb::CloseRatingVoteRequest { name: application.name.clone(), etag: proposed.etag };
    let mut tax = Ratings::new(world.client(world.caller("tax", &["rating-authority"]).fresh()));
    let refused = tax.close_rating_vote(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "RATING_NOT_AUTHORITY".into()));
    let request = pb::CastRatingVoteRequest { name: String::new(), ballot: 0, choice: 9 };
    let refused = person(&world, "rating-member", "member-1").cast_rating_vote(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["ballot", "choice", "name"]);
    let refused = score(&world, &application, 1, 0).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RATING_SCORING_CLOSED".into()));
}

#[tokio::test]
async fn nobody_votes_once_the_application_is_withdrawn() {
    let (world, application) = ready([0, 0, 0]).await;
    let etag = opine(&world, &application, None).await.unwrap().etag;
    vote(&world, &application, "member-1", 1, For).await.unwrap();
    let request = pb::WithdrawRatingApplicationRequest { name: application.name.clone(), etag };
    portal(&world).withdraw_rating_application(request).await.unwrap();
    let refused = vote(&world, &application, "member-2", 1, For).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RATING_BALLOT_NOT_OPEN".into()));
    assert_eq!(world.suite.count("select count(*) from inspection.rating_vote").await, 1);
}

#[tokio::test]
async fn the_account_of_a_member_is_none_in_another_department_or_place() {
    let (world, application) = ready([0, 0, 0]).await;
    opine(&world, &application, None).await.unwrap();
    for (department, division) in [("tax", HUZHOU), (CIVIL, "330000")] {
        let namesake = world.suite.identities().official(department, division, &["rating-member"], "member-1");
        let request = pb::CastRatingVoteRequest { name: application.name.clone(), ballot: 1, choice: For.into() };
        let refused = Ratings::new(world.client(namesake.fresh())).cast_rating_vote(request).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::PermissionDenied, "RATING_NOT_MEMBER".into()), "{department} {division}");
    }
}
