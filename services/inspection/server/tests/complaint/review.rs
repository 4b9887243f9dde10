//! ComplaintReviewService: what a complaint came to is reviewed by the authority above.

use onecode_proto::inspection::v1 as pb;
use testkit::Caller;
use time::Duration;
use tonic::{Code, Status};

use crate::support::*;

const ZHEJIANG: &str = "330000";

fn reviews(world: &World, caller: &Caller) -> Reviews {
    Reviews::new(world.client(caller.fresh()))
}

async fn only(world: &World) -> pb::ComplaintReview {
    let above = official(world, ZHEJIANG, "sun-qi");
    let listed = reviews(world, &above).list_complaint_reviews(pb::ListComplaintReviewsRequest::default()).await;
    let mut listed = listed.unwrap().into_inner().complaint_reviews;
    assert_eq!(listed.len(), 1);
    listed.remove(0)
}

async fn decide(
    world: &World,
    caller: &Caller,
    seen: &pb::ComplaintReview,
    outcome: pb::ComplaintOutcome,
) -> Result<pb::ComplaintReview, Status> {
    let request = pb::DecideComplaintReviewRequest {
        name: seen.name.clone(),
        etag: seen.etag.clone(),
        outcome: outcome.into(),
        answer: "经复查，作出上述意见。".into(),
    };
    Ok(reviews(world, caller).decide_complaint_review(request).await?.into_inner().complaint_review.unwrap())
}

/// The review of a complaint, asked for by whoever holds its receipt.
async fn asked_of(world: &World, filed: &pb::FileComplaintResponse, complaint: &pb::Complaint) -> pb::ComplaintReview {
    asked(world, filed).await.unwrap();
    let request = pb::ListComplaintReviewsRequest { complaint: complaint.name.clone(), ..Default::default() };
    let mut above = reviews(world, &official(world, ZHEJIANG, "sun-qi"));
    above.list_complaint_reviews(request).await.unwrap().into_inner().complaint_reviews.remove(0)
}

/// A complaint about one association, and one about it and another that followed it: both found true, both told.
async fn followed(world: &World) -> [(pb::FileComplaintResponse, pb::Complaint); 2] {
    let (one, other) = (association(world, HUZHOU, 1).await, association(world, HUZHOU, 2).await);
    let (lead_receipt, lead) = taken_on(world, named(&[about(&one)])).await;
    let (receipt, complaint) = taken_on(world, anonymous(&[about(&one), about(&other)])).await;
    let mut officer = officer(world);
    let following = merged(&mut officer, &complaint, &lead).await.unwrap();
    let lead = informed(world, &get(&mut officer, &lead.name).await.unwrap()).await;
    let concluded = get(&mut officer, &following.name).await.unwrap();
    let told = step!(officer, concluded, inform_reporter, InformReporterRequest {}).unwrap();
    [(lead_receipt, lead), (receipt, told)]
}

/// What stands against organisations because of complaints: first days and values.
async fn values(world: &World) -> Vec<String> {
    let sql = "select counts_from || ' ' || value from inspection.outcome
        where kind = 'complaint_upheld' and withdrawn_on is null order by organization";
    sqlx::query_scalar(sql).fetch_all(&mut world.suite.database().connection().await).await.unwrap()
}

/// Outcomes that stand because of complaints.
async fn standing(world: &World) -> i64 {
    let standing = "select count(*) from inspection.outcome where kind = 'complaint_upheld' and withdrawn_on is null";
    world.suite.count(standing).await
}

#[tokio::test]
async fn a_reporter_asks_for_a_review_which_the_authority_above_decides_and_what_counted_counts_no_more() {
    let world = World::start().await;
    let organization = association(&world, HUZHOU, 1).await;
    let (filed, accepted) = taken_on(&world, named(&[about(&organization)])).await;
    let complaint = informed(&world, &accepted).await;
    assert_eq!(status(&world, &filed).await.unwrap().review_until_date, date(2026, 12, 24));
    assert_eq!(standing(&world).await, 1);
    let requested = asked(&world, &filed).await.unwrap();
    assert_eq!(requested.decision_due_date, date(2026, 12, 24));
    let seen = only(&world).await;
    assert_eq!((&seen.complaint, seen.state()), (&complaint.name, pb::ComplaintReviewState::Requested));
    assert_eq!((seen.division.as_str(), seen.reviewed_outcome()), (ZHEJIANG, pb::ComplaintOutcome::Upheld));
    let said = status(&world, &filed).await.unwrap();
    assert_eq!(said.review_state(), pb::ComplaintReviewState::Requested);

    let city = official(&world, HUZHOU, "li-si");
    let refused = decide(&world, &city, &seen, pb::ComplaintOutcome::Upheld).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "COMPLAINT_REVIEW_NOT_FOUND".into()));
    let above = official(&world, ZHEJIANG, "sun-qi");
    let tax = world.suite.identities().caller("tax", ZHEJIANG, &["complaint-handler"]);
    for stranger in [tax, official(&world, "100000", "ministry")] {
        let refused = decide(&world, &stranger, &seen, pb::ComplaintOutcome::Upheld).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::PermissionDenied, "CASE_ROLE".into()));
    }
    let decided = decide(&world, &above, &seen, pb::ComplaintOutcome::NotUpheld).await.unwrap();
    assert_eq!((decided.state(), decided.decide_date), (pb::ComplaintReviewState::Changed, date(2026, 11, 24)));
    assert_eq!(standing(&world).await, 0);
    let said = status(&world, &filed).await.unwrap();
    assert_eq!(
        (said.review_state(), said.review_outcome()),
        (pb::ComplaintReviewState::Changed, pb::ComplaintOutcome::NotUpheld)
    );
    assert_eq!((said.outcome(), said.review_answer.as_str()), (pb::ComplaintOutcome::Upheld, "经复查，作出上述意见。"));
    let again = decide(&world, &above, &decided, pb::ComplaintOutcome::Upheld).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "CASE_STATE".into()));
}

#[tokio::test]
async fn an_outcome_that_is_confirmed_counts_as_before() {
    let world = World::start().await;
    let organization = association(&world, HUZHOU, 1).await;
    let (filed, accepted) = taken_on(&world, named(&[about(&organization)])).await;
    informed(&world, &accepted).await;
    asked(&world, &filed).await.unwrap();
    let above = official(&world, ZHEJIANG, "sun-qi");
    let decided = decide(&world, &above, &only(&world).await, pb::ComplaintOutcome::Upheld).await.unwrap();
    assert_eq!(decided.state(), pb::ComplaintReviewState::Confirmed);
    assert_eq!(standing(&world).await, 1);
    let fact = "select count(*) from (select type from uow.event union all select type from uow.outbox) as fact
        where type like '%ComplaintReviewed'";
    assert_eq!(world.suite.count(fact).await, 1);
    assert_eq!(divisions(&world, "ComplaintReviewed").await, [HUZHOU], "whoever concluded it learns of it");
}

#[tokio::test]
async fn what_was_found_untrue_and_proves_true_counts_from_the_review_on() {
    let world = World::start().await;
    let organization = association(&world, HUZHOU, 1).await;
    let (filed, accepted) = taken_on(&world, named(&[about(&organization)])).await;
    let verified = verified(&mut officer(&world), &accepted).await;
    let concluded = concluded(&mut officer(&world), &verified, pb::ComplaintOutcome::NotUpheld).await.unwrap();
    step!(officer(&world), concluded, inform_reporter, InformReporterRequest {}).unwrap();
    assert_eq!(standing(&world).await, 0);
    asked(&world, &filed).await.unwrap();
    let above = official(&world, ZHEJIANG, "sun-qi");
    decide(&world, &above, &only(&world).await, pb::ComplaintOutcome::PartlyUpheld).await.unwrap();
    assert_eq!(standing(&world).await, 1);
}

#[tokio::test]
async fn what_anothers_complaint_proved_counts_although_a_review_found_one_untrue() {
    let world = World::start().await;
    let [(lead_receipt, lead), (receipt, complaint)] = followed(&world).await;
    assert_eq!(values(&world).await, ["2026-11-24 upheld", "2026-11-24 upheld"]);
    let above = official(&world, ZHEJIANG, "sun-qi");
    let review = asked_of(&world, &lead_receipt, &lead).await;
    decide(&world, &above, &review, pb::ComplaintOutcome::NotUpheld).await.unwrap();
    assert_eq!(values(&world).await, ["2026-11-24 upheld", "2026-11-24 upheld"], "the follower's outcome stands");
    let review = asked_of(&world, &receipt, &complaint).await;
    decide(&world, &above, &review, pb::ComplaintOutcome::Unverifiable).await.unwrap();
    assert_eq!(values(&world).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_was_true_and_is_so_in_part_counts_in_part_from_the_same_day() {
    let world = World::start().await;
    let organization = association(&world, HUZHOU, 1).await;
    let (filed, accepted) = taken_on(&world, named(&[about(&organization)])).await;
    let complaint = informed(&world, &accepted).await;
    world.suite.clock().advance(Duration::days(3));
    let review = asked_of(&world, &filed, &complaint).await;
    let above = official(&world, ZHEJIANG, "sun-qi");
    decide(&world, &above, &review, pb::ComplaintOutcome::PartlyUpheld).await.unwrap();
    assert_eq!(values(&world).await, ["2026-11-24 partly_upheld"]);
    assert_eq!(
        world.suite.count("select count(*) from inspection.outcome").await,
        2,
        "the other is withdrawn, not changed"
    );
}

/// Neither rests on what the other's complaint came to before.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_reviews_decided_at_once_neither_counts_what_the_other_took_away() {
    let world = World::start().await;
    let [(lead_receipt, lead), (receipt, complaint)] = followed(&world).await;
    let one = asked_of(&world, &lead_receipt, &lead).await;
    let other = asked_of(&world, &receipt, &complaint).await;
    let above = official(&world, ZHEJIANG, "sun-qi");
    let untrue = pb::ComplaintOutcome::NotUpheld;
    let (first, second) = tokio::join!(decide(&world, &above, &one, untrue), decide(&world, &above, &other, untrue));
    first.unwrap();
    second.unwrap();
    assert_eq!(values(&world).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_case_of_another_kind_is_answered_as_if_it_did_not_exist() {
    let world = World::start().await;
    let (filed, accepted) = taken_on(&world, named(&[unregistered("湖州养生会", HUZHOU)])).await;
    let complaint = informed(&world, &accepted).await;
    let review = asked_of(&world, &filed, &complaint).await;
    let under = |name: &str, collection: &str| format!("{collection}/{}", name.rsplit('/').next().unwrap());
    let stale = pb::Complaint { name: under(&review.name, "complaints"), etag: "\"x\"".into(), ..Default::default() };
    let mut above = client(&world, &official(&world, ZHEJIANG, "sun-qi"));
    let refused = step!(above, stale, accept_complaint, AcceptComplaintRequest {}).unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "COMPLAINT_NOT_FOUND".into()));
    let name = under(&complaint.name, "complaintReviews");
    let stale = pb::ComplaintReview { name, etag: "\"x\"".into(), ..Default::default() };
    let caller = official(&world, HUZHOU, "li-si");
    let refused = decide(&world, &caller, &stale, pb::ComplaintOutcome::Upheld).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "COMPLAINT_REVIEW_NOT_FOUND".into()));
}

#[tokio::test]
async fn a_review_is_asked_for_once_after_the_answer_and_within_thirty_days() {
    let world = World::start().await;
    let (filed, accepted) = taken_on(&world, named(&[unregistered("湖州养生会", HUZHOU)])).await;
    let early = asked(&world, &filed).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "COMPLAINT_UNANSWERED".into()));
    assert_eq!(metadata(&early, "state"), "accepted");
    informed(&world, &accepted).await;
    let wrong = pb::FileComplaintResponse { secret: filed.receipt.clone(), ..filed.clone() };
    assert_eq!(reason(&asked(&world, &wrong).await.unwrap_err()).1, "COMPLAINT_RECEIPT_UNKNOWN");
    let request = pb::RequestComplaintReviewRequest { reasons: "不服".into(), ..Default::default() };
    let portal = portal_in(&world, HUZHOU);
    let refused = reviews(&world, &portal).request_complaint_review(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["reasons"]);
    world.suite.clock().advance(Duration::days(30)); // 24 December, the last day
    asked(&world, &filed).await.unwrap();
    let again = asked(&world, &filed).await.unwrap_err();
    assert_eq!(reason(&again), (Code::AlreadyExists, "COMPLAINT_REVIEW_EXISTS".into()));
    assert_eq!(world.suite.count("select count(*) from casework.case where procedure = 'complaint-review'").await, 1);

    let world = World::start().await;
    let (filed, accepted) = taken_on(&world, named(&[unregistered("湖州养生会", HUZHOU)])).await;
    informed(&world, &accepted).await;
    world.suite.clock().advance(Duration::days(31));
    let late = asked(&world, &filed).await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "COMPLAINT_REVIEW_TOO_LATE".into()));
    assert_eq!(metadata(&late, "until"), "2026-12-24");
}

#[tokio::test]
async fn what_speaks_against_an_outcome_is_sealed_and_shown_for_a_purpose() {
    let world = World::start().await;
    let (filed, accepted) = taken_on(&world, named(&[unregistered("湖州养生会", HUZHOU)])).await;
    informed(&world, &accepted).await;
    let caller = portal_in(&world, HUZHOU);
    let request = pb::RequestComplaintReviewRequest {
        receipt: filed.receipt.clone(),
        secret: filed.secret.clone(),
        reasons: AGAINST.into(),
    };
    let mut keyed = Reviews::new(world.client(caller.keyed("k1")));
    let first = keyed.request_complaint_review(request.clone()).await.unwrap().into_inner();
    assert_eq!(keyed.request_complaint_review(request).await.unwrap().into_inner(), first, "a repeat");
    let books = world.suite.database().everything(&[]).await;
    assert!(!books.contains(AGAINST) && !books.contains(&testkit::papers::hex(AGAINST)));
    let above = official(&world, ZHEJIANG, "sun-qi");
    let request = pb::GetComplaintReviewRequest { name: only(&world).await.name };
    let shown = reviews(&world, &above).get_complaint_review(request.clone()).await.unwrap().into_inner();
    assert_eq!(shown.reasons, "");
    let shown = reviews(&world, &above.because("reviewing")).get_complaint_review(request).await.unwrap().into_inner();
    assert_eq!(shown.reasons, AGAINST);
    let looks = "select count(*) from uow.audit where kind = 'sensitive_read' and method like '%GetComplaintReview'";
    assert_eq!(world.suite.count(looks).await, 1);
}

#[tokio::test]
async fn lists_of_reviews_are_narrowed_and_every_mistake_is_named() {
    let world = World::start().await;
    for title in ["湖州养生会", "湖州养生社", "湖州养生团"] {
        let (filed, accepted) = taken_on(&world, named(&[unregistered(title, HUZHOU)])).await;
        informed(&world, &accepted).await;
        world.suite.clock().advance(Duration::milliseconds(2));
        asked(&world, &filed).await.unwrap();
    }
    let mut above = reviews(&world, &official(&world, ZHEJIANG, "sun-qi"));
    let base = pb::ListComplaintReviewsRequest::default;
    let (mut found, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListComplaintReviewsRequest { page_size: 2, page_token, ..base() };
        let answer = above.list_complaint_reviews(request).await.unwrap().into_inner();
        found.extend(answer.complaint_reviews);
        page_token = answer.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    assert_eq!(found.len(), 3);
    let of_one = pb::ListComplaintReviewsRequest { complaint: found[1].complaint.clone(), ..base() };
    let listed = above.list_complaint_reviews(of_one).await.unwrap().into_inner().complaint_reviews;
    assert_eq!(listed, [found[1].clone()]);
    let confirmed = pb::ListComplaintReviewsRequest { state: pb::ComplaintReviewState::Confirmed.into(), ..base() };
    assert_eq!(above.list_complaint_reviews(confirmed).await.unwrap().into_inner().complaint_reviews, []);
    let wrong = pb::ListComplaintReviewsRequest { complaint: "x".into(), state: 9, page_size: 201, ..base() };
    let refused = above.list_complaint_reviews(wrong).await.unwrap_err();
    assert_eq!(violated(&refused), ["page_size", "complaint", "state"]);
    let refused = above.decide_complaint_review(pb::DecideComplaintReviewRequest::default()).await.unwrap_err();
    assert_eq!(violated(&refused), ["name", "answer", "etag", "outcome"]);
    let elsewhere = official(&world, "320000", "zhou-ba");
    assert_eq!(
        reviews(&world, &elsewhere).list_complaint_reviews(base()).await.unwrap().into_inner().complaint_reviews,
        []
    );
}

/// Two reviews of complaints of one lead are counted one after another because the lead's case is held; where it cannot be, nothing
/// is decided.
#[tokio::test]
async fn where_the_lead_cannot_be_held_nothing_is_decided() {
    let world = World::start().await;
    let [_, (receipt, complaint)] = followed(&world).await;
    let review = asked_of(&world, &receipt, &complaint).await;
    let away = "update casework.case set division = '320500' where id = (
        select lead from inspection.complaint where lead is not null)";
    sqlx::query(away).execute(&mut world.suite.database().connection().await).await.unwrap();
    let above = official(&world, ZHEJIANG, "sun-qi");
    let before = values(&world).await;
    let refused = decide(&world, &above, &review, pb::ComplaintOutcome::NotUpheld).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "COMPLAINT_NOT_FOUND".into()));
    assert_eq!(values(&world).await, before);
}
