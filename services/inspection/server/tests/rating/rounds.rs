//! OpenRatingRound, GetRatingRound, ListRatingRounds, GetRatingSheet.

use onecode_proto::inspection::v1 as pb;
use time::macros::date as day;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn a_round_is_opened_and_told_without_who_votes() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let opened = opened(&world, round(false)).await;
    assert_eq!((opened.department.as_str(), opened.division.as_str()), ("departments/civil-affairs", HUZHOU));
    assert!(opened.members.len() == 7 && opened.members.iter().all(|member| member.account.is_empty()));
    let request = pb::GetRatingRoundRequest { name: opened.name.clone() };
    let shown = authority(&world).get_rating_round(request.clone()).await.unwrap().into_inner().rating_round.unwrap();
    assert_eq!(shown, opened);
    let personal = world.caller("audit", &["rating-personal-reader"]);
    let mut reading = Ratings::new(world.client(personal.because("check the members").fresh()));
    let revealed = reading.get_rating_round(request).await.unwrap().into_inner().rating_round.unwrap();
    let mut accounts: Vec<_> = revealed.members.iter().map(|member| member.account.clone()).collect();
    accounts.sort();
    assert_eq!(accounts, (1..=7).map(|n| format!("member-{n}")).collect::<Vec<_>>());
    let facts = world.facts::<pb::RatingRoundOpened>().await;
    assert_eq!((facts.len(), facts[0].round.as_str(), facts[0].year), (1, opened.name.as_str(), 2026));
    let list = pb::ListRatingRoundsRequest { year: 2026, ..Default::default() };
    let listed = authority(&world).list_rating_rounds(list.clone()).await.unwrap().into_inner().rating_rounds;
    assert_eq!(listed, [pb::RatingRound { members: Vec::new(), ..opened.clone() }]);
    let elsewhere = neighbour(&world).list_rating_rounds(list).await.unwrap().into_inner().rating_rounds;
    assert_eq!(elsewhere, []);
    let request = pb::GetRatingRoundRequest { name: opened.name };
    let refused = neighbour(&world).get_rating_round(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "RATING_ROUND_NOT_FOUND".into()));
}

#[tokio::test]
async fn an_authority_opens_one_round_a_year() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    opened(&world, round(false)).await;
    let request = pb::OpenRatingRoundRequest { rating_round: Some(round(false)) };
    let refused = authority(&world).open_rating_round(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "RATING_ROUND_EXISTS".into()));
    assert_eq!(metadata(&refused, "year"), "2026");
    opened(&world, pb::RatingRound { year: 2027, ..round(false) }).await;
}

#[tokio::test]
async fn bodies_have_the_size_that_the_rules_of_the_day_want() {
    for (on, review, fits) in [
        (day!(2026 - 02 - 27), true, true),
        (day!(2026 - 02 - 27), false, false),
        (day!(2026 - 03 - 02), false, true),
        (day!(2026 - 03 - 02), true, false),
    ] {
        let world = world_on(on).await;
        let request = pb::OpenRatingRoundRequest { rating_round: Some(round(review)) };
        match authority(&world).open_rating_round(request).await {
            Ok(_) => assert!(fits, "{on} {review}"),
            Err(refused) => {
                assert!(!fits, "{on} {review}: {refused:?}");
                assert_eq!(reason(&refused), (Code::InvalidArgument, "RATING_SEATS".into()));
                assert_eq!(metadata(&refused, "body"), "review");
            }
        }
    }
    let world = world_on(day!(2026 - 03 - 02)).await;
    let mut small = round(false);
    small.members.truncate(6);
    let request = pb::OpenRatingRoundRequest { rating_round: Some(small) };
    let refused = authority(&world).open_rating_round(request).await.unwrap_err();
    assert_eq!((metadata(&refused, "found"), metadata(&refused, "fewest")), ("6".into(), "7".into()));
}

#[tokio::test]
async fn everything_wrong_with_a_round_is_named_and_others_open_none() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let mut wrong = round(false);
    wrong.members.push(wrong.members[0].clone());
    wrong.kinds.push(wrong.kinds[0]);
    (wrong.year, wrong.title, wrong.apply_to) = (26, String::new(), date(2025, 12, 31));
    let request = pb::OpenRatingRoundRequest { rating_round: Some(wrong) };
    let refused = authority(&world).open_rating_round(request).await.unwrap_err();
    let expected = [
        "rating_round.apply_to",
        "rating_round.kinds[2]",
        "rating_round.members[7].account",
        "rating_round.title",
        "rating_round.year",
    ];
    assert_eq!(violated(&refused), expected);
    let request = pb::OpenRatingRoundRequest { rating_round: Some(round(false)) };
    let refused = portal(&world).open_rating_round(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    let unknown = pb::RatingRound { edition: "1999".into(), ..round(false) };
    let request = pb::OpenRatingRoundRequest { rating_round: Some(unknown) };
    let refused = authority(&world).open_rating_round(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "RATING_SHEET_NOT_FOUND".into()));
    assert_eq!(metadata(&refused, "sheet"), "ratingSheets/social-group-1999");
}

#[tokio::test]
async fn a_sheet_is_shown_as_a_tree_of_a_thousand_points() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let request = pb::GetRatingSheetRequest { name: "ratingSheets/private-non-enterprise-2025".into() };
    let sheet = portal(&world).get_rating_sheet(request).await.unwrap().into_inner().rating_sheet.unwrap();
    let scored: i32 = sheet.indicators.iter().filter(|one| one.scored).map(|one| one.points).sum();
    assert_eq!((sheet.total_points, scored, sheet.combination()), (1_000, 1_000, pb::RatingCombination::Median));
    let request = pb::GetRatingSheetRequest { name: "ratingSheets/none".into() };
    let refused = portal(&world).get_rating_sheet(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "RATING_SHEET_NOT_FOUND".into()));
}
