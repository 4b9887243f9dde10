//! An association is rated under the revised rules, somebody objects, the grade is announced, and a penalty lowers it later.

use inspection_domain::rating::sheet;
use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
use onecode_proto::google::r#type::Date;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::rating_expert_service_client::RatingExpertServiceClient;
use onecode_proto::inspection::v1::rating_service_client::RatingServiceClient;
use onecode_proto::procedure::v1 as pc;
use onecode_proto::procedure::v1::publicity_service_client::PublicityServiceClient;
use onecode_proto::registry::v1::OrganizationKind;
use onecode_tests::harness::{Deployment, creation, reason};
use testkit::{Client, papers};
use time::Duration;
use vocab::OrganizationClass;

use crate::command_line::{command, said};
use crate::penalty;

const CIVIL: &str = "civil-affairs";
const PORTAL: &str = "data-bureau";
const HUZHOU: &str = "330500";
const MEMBERS: u32 = 7;
const EXPERTS: u32 = 3;

type Ratings = RatingServiceClient<Client>;

fn authority(suite: &Deployment) -> Client {
    suite.client(suite.site.caller(CIVIL, HUZHOU, &["rating-authority"]).fresh())
}

fn portal(suite: &Deployment) -> Client {
    suite.client(suite.site.caller(PORTAL, HUZHOU, &["rating-applicant"]).fresh())
}

/// Somebody who calls under an account of its own.
fn person(suite: &Deployment, role: &str, account: &str) -> Ratings {
    Ratings::new(suite.client(suite.site.official(CIVIL, HUZHOU, &[role], account).fresh()))
}

/// Every indicator of the sheet of associations, with so many tenths of a point taken off.
fn scores(off: i64) -> Vec<pb::RatingScore> {
    let sheet = sheet(OrganizationClass::SocialGroup, "2025").expect("the sheet is there");
    let mut left = off;
    let mut scores = Vec::new();
    for indicator in sheet.scored() {
        let taken = left.min(indicator.points * 10);
        left -= taken;
        let reason = if taken > 0 { "佐证材料不全".to_owned() } else { String::new() };
        let tenths = indicator.points * 10 - taken;
        scores.push(pb::RatingScore { indicator: indicator.key.clone(), tenths, reason });
    }
    scores
}

async fn seen(suite: &Deployment, name: &str) -> pb::RatingApplication {
    let request = pb::GetRatingApplicationRequest { name: name.to_owned() };
    let answer = Ratings::new(authority(suite)).get_rating_application(request).await.expect("it is there");
    answer.into_inner().rating_application.expect("the answer holds it")
}

/// A round, and an association that applies; the application.
async fn applied(suite: &Deployment) -> pb::RatingApplication {
    let association = creation(1);
    let code = association.organization.as_ref().map(|organization| organization.code.clone()).unwrap_or_default();
    suite.organizations(suite.site.registrar().fresh()).create_organization(association).await.expect("it is new");
    let member = |n: u32| pb::RatingMember { body: pb::RatingBody::Committee.into(), account: format!("member-{n}") };
    let round = pb::RatingRound {
        year: suite.site.day(0).year,
        title: "社会组织评估".to_owned(),
        kinds: vec![OrganizationKind::SocialGroup.into()],
        edition: "2025".to_owned(),
        apply_from: Some(suite.site.day(0)),
        apply_to: Some(suite.site.day(30)),
        members: (1..=MEMBERS).map(member).collect(),
        ..pb::RatingRound::default()
    };
    let request = pb::OpenRatingRoundRequest { rating_round: Some(round) };
    let opened = Ratings::new(authority(suite)).open_rating_round(request).await.expect("seven members are enough");
    let round = opened.into_inner().rating_round.expect("the answer holds it").name;
    let mut documents = DocumentServiceClient::new(portal(suite));
    let upload = futures::stream::iter(papers::upload("self-evaluation-report"));
    let paper = documents.upload_document(upload).await.expect("it is whole").into_inner().document;
    let request = pb::ApplyForRatingRequest {
        round,
        organization: format!("organizations/{code}"),
        self_scores: scores(100),
        documents: vec![paper.expect("the answer holds it").name],
    };
    let answer = Ratings::new(portal(suite)).apply_for_rating(request).await.expect("the round is open");
    answer.into_inner().rating_application.expect("the answer holds it")
}

/// What nobody knows is answered, and the application admitted.
async fn admitted(suite: &Deployment, application: &pb::RatingApplication) {
    let mut authority = Ratings::new(authority(suite));
    let etag = application.etag.clone();
    let request = pb::AcceptRatingApplicationRequest { name: application.name.clone(), etag: etag.clone() };
    let early = authority.accept_rating_application(request).await.expect_err("nobody has looked at the lists");
    assert_eq!(reason(&early), "RATING_NOT_ELIGIBLE");
    let unknown = application.conditions.iter().filter(|one| one.result() == pb::RatingConditionResult::NotKnown);
    let answers = unknown.map(|one| pb::RatingConditionAnswer {
        rule: one.rule.as_ref().map(|rule| rule.rule.trim_start_matches("rules/").to_owned()).unwrap_or_default(),
        met: true,
        basis: "查询信用中国".to_owned(),
    });
    let request =
        pb::AnswerRatingConditionsRequest { name: application.name.clone(), etag, answers: answers.collect() };
    let answered = authority.answer_rating_conditions(request).await.expect("nobody knew").into_inner();
    let etag = answered.rating_application.expect("the answer holds it").etag;
    let request = pb::AcceptRatingApplicationRequest { name: application.name.clone(), etag };
    authority.accept_rating_application(request).await.expect("everything is met");
}

/// Three experts score, each under an account of its own and with more taken off than the one before.
async fn scored(suite: &Deployment, name: &str, off: i64) {
    let mut pool = RatingExpertServiceClient::new(authority(suite));
    let mut experts = Vec::new();
    for number in 1..=EXPERTS {
        let expert = pb::RatingExpert {
            full_name: "钱专家".to_owned(),
            account: format!("expert-{number}"),
            fields: vec!["财务".to_owned()],
            ..pb::RatingExpert::default()
        };
        let request = pb::CreateRatingExpertRequest { rating_expert: Some(expert) };
        let answer = pool.create_rating_expert(request).await.expect("the account is new").into_inner();
        experts.push(answer.rating_expert.expect("the answer holds it").name);
    }
    let etag = seen(suite, name).await.etag;
    let request = pb::AssignRatingExpertsRequest { name: name.to_owned(), etag, experts };
    Ratings::new(authority(suite)).assign_rating_experts(request).await.expect("nothing ties them");
    for number in 1..=EXPERTS {
        let request = pb::SubmitRatingScoresRequest { name: name.to_owned(), scores: scores(off * i64::from(number)) };
        let mut expert = person(suite, "rating-expert", &format!("expert-{number}"));
        expert.submit_rating_scores(request).await.expect("it is assigned");
    }
}

/// A grade is proposed, and five of seven members agree.
async fn voted(suite: &Deployment, name: &str, ballot: i32, tenths: Option<i64>) -> pb::RatingApplication {
    let mut authority = Ratings::new(authority(suite));
    let (etag, reasons) = (seen(suite, name).await.etag, "专家组意见一致".to_owned());
    let request = pb::GiveRatingOpinionRequest { name: name.to_owned(), etag, tenths, reasons };
    authority.give_rating_opinion(request).await.expect("there are sheets enough");
    for number in 1..=5 {
        let choice = pb::RatingVoteChoice::For.into();
        let request = pb::CastRatingVoteRequest { name: name.to_owned(), ballot, choice };
        let mut member = person(suite, "rating-member", &format!("member-{number}"));
        member.cast_rating_vote(request).await.expect("the proposal is open");
    }
    let request = pb::CloseRatingVoteRequest { name: name.to_owned(), etag: seen(suite, name).await.etag };
    let closed = authority.close_rating_vote(request).await.expect("five of seven are present").into_inner();
    closed.rating_application.expect("the answer holds it")
}

/// A citizen objects to a result, and the authority finds the objection right.
async fn objected(suite: &Deployment, publicity: &str) {
    let mut public =
        PublicityServiceClient::new(suite.client(suite.site.caller("notary", HUZHOU, &["public-portal"]).fresh()));
    let text = "该会财务收支没有按规定公开。".to_owned();
    let request = pc::FileObjectionRequest { publicity: publicity.to_owned(), text };
    public.file_objection(request).await.expect("the publicity is open");
    let mut answering = PublicityServiceClient::new(authority(suite));
    let request = pc::ListObjectionsRequest { parent: publicity.to_owned(), ..pc::ListObjectionsRequest::default() };
    let objection = answering.list_objections(request).await.expect("may list").into_inner().objections.remove(0);
    let (state, reasons) = (pc::ObjectionState::Upheld.into(), "经查属实".to_owned());
    let request = pc::AnswerObjectionRequest { name: objection.name, state, reasons };
    answering.answer_objection(request).await.expect("it is open");
}

/// The rating that holds on a day, as anybody who reads grades sees it.
async fn held(suite: &Deployment, organization: &str, later: i64) -> pb::Rating {
    let mut reader = Ratings::new(suite.client(suite.site.caller("tax", HUZHOU, &["rating-reader"]).fresh()));
    let request = pb::GetRatingRequest { organization: organization.to_owned(), as_of: Some(suite.site.day(later)) };
    reader.get_rating(request).await.expect("one holds").into_inner().rating.expect("the answer holds it")
}

/// A clerk looks the grade up at the command line.
async fn typed(suite: &Deployment, organization: &str, former: &pb::Rating, held: &pb::Rating) {
    let clerk = suite.site.caller("finance", HUZHOU, &["rating-reader"]);
    let shown = command(suite, &clerk, &["rating", "show", organization.trim_start_matches("organizations/")]).await;
    assert!(shown.status.success(), "{}", said(&shown));
    for expected in ["3A", "4A", "downgraded", &former.certificate_number, &held.certificate_number] {
        assert!(said(&shown).contains(expected), "{expected} is missing:\n{}", said(&shown));
    }
}

/// An association that is announced to be 4A, to which nobody objects; time stands after the day from which the grade holds.
pub(crate) async fn rated_4a(suite: &Deployment) -> String {
    let application = applied(suite).await;
    admitted(suite, &application).await;
    scored(suite, &application.name, 300).await;
    let public = voted(suite, &application.name, 1, None).await;
    assert_eq!(public.ballots[0].grade(), pb::RatingGrade::FourA);
    suite.site.pass(Duration::days(15));
    let request =
        pb::AnnounceRatingRequest { name: application.name.clone(), etag: seen(suite, &application.name).await.etag };
    Ratings::new(authority(suite)).announce_rating(request).await.expect("nobody objected");
    suite.site.pass(Duration::days(40));
    assert_eq!(held(suite, &application.organization, 0).await.grade(), pb::RatingGrade::FourA);
    application.organization
}

pub(crate) async fn objected_announced_and_downgraded(suite: &Deployment) {
    let application = applied(suite).await;
    let (name, organization) = (application.name.clone(), application.organization.clone());
    admitted(suite, &application).await;
    scored(suite, &name, 100).await;
    let public = voted(suite, &name, 1, None).await;
    assert_eq!((public.ballots[0].tenths, public.ballots[0].grade()), (9_800, pb::RatingGrade::FiveA));

    objected(suite, &public.publicity).await;
    suite.site.pass(Duration::days(15));
    let mut authority = Ratings::new(authority(suite));
    let request = pb::AnnounceRatingRequest { name: name.clone(), etag: seen(suite, &name).await.etag };
    let refused = authority.announce_rating(request).await.expect_err("an objection was upheld");
    assert_eq!(reason(&refused), "OBJECTION_UPHELD");
    let (etag, reasons) = (seen(suite, &name).await.etag, "异议成立，复核财务公开情况".to_owned());
    let request = pb::ReviewRatingApplicationRequest { name: name.clone(), etag, reasons };
    authority.review_rating_application(request).await.expect("an objection was upheld");
    let reviewed = voted(suite, &name, 2, Some(9_400)).await;
    assert_eq!(reviewed.state(), pb::RatingApplicationState::Reviewed);
    let request = pb::AnnounceRatingRequest { name: name.clone(), etag: seen(suite, &name).await.etag };
    authority.announce_rating(request).await.expect("the review is decided");

    let rating = held(suite, &organization, 60).await;
    assert_eq!((rating.grade(), rating.status()), (pb::RatingGrade::FourA, pb::RatingStatus::Standing));
    let first_of = |year| Some(Date { year, month: 1, day: 1 });
    assert_eq!(rating.valid_from, first_of(suite.site.day(0).year + 1), "from the next 1 January on");

    let penalty = penalty::punished(suite, &organization).await;
    suite.site.pass(Duration::days(120));
    let mut authority = Ratings::new(self::authority(suite));
    let request = pb::OpenRatingCheckRequest {
        rating: rating.name.clone(),
        kind: pb::RatingCheckKind::Verification.into(),
        cause: "受到行政处罚".to_owned(),
    };
    let begun = authority.open_rating_check(request).await.expect("the grade holds").into_inner().rating_check;
    let begun = begun.expect("the answer holds it");
    let ground = |resource: &str| pb::RatingGroundStated {
        ground: pb::RatingGround::Penalty.into(),
        resources: vec![resource.to_owned()],
    };
    let mut request = pb::ConcludeRatingCheckRequest {
        name: begun.name,
        etag: begun.etag,
        conclusion: pb::RatingCheckState::Downgraded.into(),
        grade: pb::RatingGrade::ThreeA.into(),
        grounds: vec![ground("penalties/unknown")],
        reasons: "处罚决定已经生效".to_owned(),
    };
    let refused = authority.conclude_rating_check(request.clone()).await.expect_err("nothing proves it");
    assert_eq!(reason(&refused), "RATING_GROUND_UNPROVEN");
    request.grounds = vec![ground(&penalty)];
    let lowered = authority.conclude_rating_check(request).await.expect("the penalty is on record").into_inner();
    let lowered = lowered.rating.expect("a downgrade makes one");
    assert_eq!(held(suite, &organization, 0).await, lowered);
    assert_eq!(held(suite, &organization, -1).await.grade(), pb::RatingGrade::FourA, "until yesterday");
    assert_eq!((lowered.grade(), lowered.valid_until), (pb::RatingGrade::ThreeA, rating.valid_until));
    typed(suite, &organization, &rating, &lowered).await;
}
