//! The steps that take an application to a grade, and a grade to what becomes of it.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::procedure::v1 as pc;
use onecode_proto::procedure::v1::publicity_service_client::PublicityServiceClient;
use testkit::Client;
use time::Date;
use tonic::Status;

use crate::support::*;

/// As it stands.
pub(crate) async fn seen(world: &World, application: &pb::RatingApplication) -> pb::RatingApplication {
    let request = pb::GetRatingApplicationRequest { name: application.name.clone() };
    authority(world).get_rating_application(request).await.unwrap().into_inner().rating_application.unwrap()
}

/// Every condition that is not known, answered as met.
pub(crate) async fn answered(world: &World, application: &pb::RatingApplication) -> pb::RatingApplication {
    let unknown = application.conditions.iter().filter(|one| one.result() == pb::RatingConditionResult::NotKnown);
    let answers = unknown.map(|one| pb::RatingConditionAnswer {
        rule: one.rule.as_ref().unwrap().rule.trim_start_matches("rules/").into(),
        met: true,
        basis: "信用中国查询".into(),
    });
    let request = pb::AnswerRatingConditionsRequest {
        name: application.name.clone(),
        etag: seen(world, application).await.etag,
        answers: answers.collect(),
    };
    authority(world).answer_rating_conditions(request).await.unwrap().into_inner().rating_application.unwrap()
}

pub(crate) async fn accept(
    world: &World,
    application: &pb::RatingApplication,
) -> Result<pb::RatingApplication, Status> {
    let etag = seen(world, application).await.etag;
    let request = pb::AcceptRatingApplicationRequest { name: application.name.clone(), etag };
    authority(world)
        .accept_rating_application(request)
        .await
        .map(|answer| answer.into_inner().rating_application.unwrap())
}

/// Applied, answered and admitted.
pub(crate) async fn accepted(world: &World, round: &pb::RatingRound, organization: &str) -> pb::RatingApplication {
    let application = applied(world, round, organization).await;
    answered(world, &application).await;
    accept(world, &application).await.unwrap()
}

/// Takes somebody into the pool who calls as `expert-{n}`; the name.
pub(crate) async fn expert(world: &World, number: u32) -> String {
    // One after the other, also by their ids.
    world.suite.clock().advance(time::Duration::SECOND);
    let expert = pb::RatingExpert {
        full_name: format!("钱专家{number}"),
        account: format!("expert-{number}"),
        fields: vec!["财务".into()],
        ..Default::default()
    };
    let request = pb::CreateRatingExpertRequest { rating_expert: Some(expert) };
    experts(world).create_rating_expert(request).await.unwrap().into_inner().rating_expert.unwrap().name
}

pub(crate) async fn assign(
    world: &World,
    application: &pb::RatingApplication,
    names: &[String],
) -> Result<pb::RatingApplication, Status> {
    let etag = seen(world, application).await.etag;
    let request = pb::AssignRatingExpertsRequest { name: application.name.clone(), etag, experts: names.to_vec() };
    authority(world).assign_rating_experts(request).await.map(|answer| answer.into_inner().rating_application.unwrap())
}

pub(crate) async fn score(
    world: &World,
    application: &pb::RatingApplication,
    number: u32,
    off: i64,
) -> Result<pb::RatingScoreSheet, Status> {
    let request = pb::SubmitRatingScoresRequest { name: application.name.clone(), scores: scores(off) };
    let mut expert = person(world, "rating-expert", &format!("expert-{number}"));
    expert.submit_rating_scores(request).await.map(|answer| answer.into_inner().rating_score_sheet.unwrap())
}

/// Three experts, who take off what is stated.
pub(crate) async fn scored(world: &World, application: &pb::RatingApplication, off: [i64; 3]) {
    let mut names = Vec::new();
    for number in 1..=3 {
        names.push(expert(world, number).await);
    }
    assign(world, application, &names).await.unwrap();
    for (number, off) in (1..).zip(off) {
        score(world, application, number, off).await.unwrap();
    }
}

pub(crate) async fn opine(
    world: &World,
    application: &pb::RatingApplication,
    tenths: Option<i64>,
) -> Result<pb::RatingApplication, Status> {
    let etag = seen(world, application).await.etag;
    let request =
        pb::GiveRatingOpinionRequest {
            name: application.name.clone(), etag, tenths, reasons: "专家组合议".into()
        };
    authority(world).give_rating_opinion(request).await.map(|answer| answer.into_inner().rating_application.unwrap())
}

pub(crate) async fn vote(
    world: &World,
    application: &pb::RatingApplication,
    account: &str,
    ballot: i32,
    choice: pb::RatingVoteChoice,
) -> Result<(), Status> {
    let request = pb::CastRatingVoteRequest { name: application.name.clone(), ballot, choice: choice.into() };
    person(world, "rating-member", account).cast_rating_vote(request).await.map(|_| ())
}

/// Five of a body vote: so many for it, the others against it.
pub(crate) async fn voted(world: &World, application: &pb::RatingApplication, body: &str, ballot: i32, in_favour: u32) {
    for number in 1..=5 {
        let choice = if number <= in_favour { pb::RatingVoteChoice::For } else { pb::RatingVoteChoice::Against };
        vote(world, application, &format!("{body}-{number}"), ballot, choice).await.unwrap();
    }
}

pub(crate) async fn close(world: &World, application: &pb::RatingApplication) -> Result<pb::RatingApplication, Status> {
    let etag = seen(world, application).await.etag;
    let request = pb::CloseRatingVoteRequest { name: application.name.clone(), etag };
    authority(world).close_rating_vote(request).await.map(|answer| answer.into_inner().rating_application.unwrap())
}

/// Applied, scored, voted on and put before the public, with so many tenths taken off by everybody.
pub(crate) async fn publicised(
    world: &World,
    round: &pb::RatingRound,
    organization: &str,
    off: i64,
) -> pb::RatingApplication {
    let application = accepted(world, round, organization).await;
    scored(world, &application, [off, off, off]).await;
    opine(world, &application, None).await.unwrap();
    voted(world, &application, "member", 1, 5).await;
    close(world, &application).await.unwrap()
}

/// Moves the clock to the day after the publicity.
pub(crate) async fn publicity_over(world: &World, application: &pb::RatingApplication) {
    let request = pc::GetPublicityRequest { name: application.publicity.clone() };
    let last = public(world).get_publicity(request).await.unwrap().into_inner().publicity.unwrap().close_date.unwrap();
    let month = time::Month::try_from(u8::try_from(last.month).unwrap()).unwrap();
    let last = Date::from_calendar_date(last.year, month, u8::try_from(last.day).unwrap()).unwrap();
    at(world, last.next_day().unwrap());
}

pub(crate) async fn announce(
    world: &World,
    application: &pb::RatingApplication,
) -> Result<pb::RatingApplication, Status> {
    let etag = seen(world, application).await.etag;
    let request = pb::AnnounceRatingRequest { name: application.name.clone(), etag };
    authority(world).announce_rating(request).await.map(|answer| answer.into_inner().rating_application.unwrap())
}

/// All the way: the rating that was announced.
pub(crate) async fn announced(world: &World, round: &pb::RatingRound, organization: &str, off: i64) -> pb::Rating {
    let application = publicised(world, round, organization, off).await;
    publicity_over(world, &application).await;
    announce(world, &application).await.unwrap();
    ratings_of(world, organization).await.remove(0)
}

/// An application of an organisation that was rated before, all the way, with the experts who are in the pool.
pub(crate) async fn announced_again(world: &World, application: &pb::RatingApplication, off: i64) {
    answered(world, application).await;
    accept(world, application).await.unwrap();
    let request = pb::ListRatingExpertsRequest::default();
    let pool = experts(world).list_rating_experts(request).await.unwrap().into_inner().rating_experts;
    let names: Vec<String> = pool.into_iter().map(|expert| expert.name).collect();
    assign(world, application, &names).await.unwrap();
    for number in 1..=3 {
        score(world, application, number, off).await.unwrap();
    }
    opine(world, application, None).await.unwrap();
    voted(world, application, "member", 1, 5).await;
    let public = close(world, application).await.unwrap();
    publicity_over(world, &public).await;
    announce(world, application).await.unwrap();
}

/// Every rating of an organisation, the latest first.
pub(crate) async fn ratings_of(world: &World, organization: &str) -> Vec<pb::Rating> {
    let request = pb::ListRatingsRequest { organization: organization.into(), ..Default::default() };
    authority(world).list_ratings(request).await.unwrap().into_inner().ratings
}

/// Anybody, at a portal in another city.
pub(crate) fn public(world: &World) -> PublicityServiceClient<Client> {
    let caller = world.suite.identities().caller("notary", "330100", &["public-portal"]);
    PublicityServiceClient::new(world.suite.client(caller.fresh()))
}

/// Somebody objects, and the authority answers.
pub(crate) async fn objected(world: &World, application: &pb::RatingApplication, state: pc::ObjectionState) {
    let publicity = application.publicity.clone();
    let request = pc::FileObjectionRequest {
        publicity: publicity.clone(), text: "该会财务管理存在明显缺陷。".into()
    };
    public(world).file_objection(request).await.unwrap();
    let mut answering = PublicityServiceClient::new(world.suite.client(authority_caller(world).fresh()));
    let request = pc::ListObjectionsRequest { parent: publicity, ..Default::default() };
    let objection = answering.list_objections(request).await.unwrap().into_inner().objections.pop().unwrap();
    let request =
        pc::AnswerObjectionRequest {
            name: objection.name, state: state.into(), reasons: "经复核财务凭证".into()
        };
    answering.answer_objection(request).await.unwrap();
}

pub(crate) async fn review(
    world: &World,
    application: &pb::RatingApplication,
) -> Result<pb::RatingApplication, Status> {
    let etag = seen(world, application).await.etag;
    let request =
        pb::ReviewRatingApplicationRequest { name: application.name.clone(), etag, reasons: "异议成立".into() };
    authority(world)
        .review_rating_application(request)
        .await
        .map(|answer| answer.into_inner().rating_application.unwrap())
}

pub(crate) async fn check(
    world: &World,
    rating: &pb::Rating,
    kind: pb::RatingCheckKind,
) -> Result<pb::RatingCheck, Status> {
    let request =
        pb::OpenRatingCheckRequest {
            rating: rating.name.clone(), kind: kind.into(), cause: "受到行政处罚".into()
        };
    authority(world).open_rating_check(request).await.map(|answer| answer.into_inner().rating_check.unwrap())
}

/// A conclusion that rests on one ground.
pub(crate) fn conclusion(
    check: &pb::RatingCheck,
    state: pb::RatingCheckState,
    grade: pb::RatingGrade,
    ground: pb::RatingGround,
    resources: &[&str],
) -> pb::ConcludeRatingCheckRequest {
    let resources = resources.iter().map(|one| (*one).to_owned()).collect();
    pb::ConcludeRatingCheckRequest {
        name: check.name.clone(),
        etag: check.etag.clone(),
        conclusion: state.into(),
        grade: grade.into(),
        grounds: vec![pb::RatingGroundStated { ground: ground.into(), resources }],
        reasons: "经核查属实".into(),
    }
}
