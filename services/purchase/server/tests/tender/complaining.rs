//! Complaints: about a challenge that was dismissed or never answered, decided by another department than the buyer's.

use futures::future::join_all;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::TenderComplaintOutcome::{Rejected, Upheld};
use testkit::Caller;
use testkit::refusal::{metadata, reason, violated_sorted};
use time::Duration;
use tonic::{Code, Status};

use crate::city::{HUZHOU, date};
use crate::world::{COMPANIES, PRICE, World, bid, expert, of};

impl World {
    /// Whoever decides on complaints for finance.
    fn finance(&self) -> Caller {
        self.official("finance", "tender-complaint-officer", "fin")
    }

    /// An announced tender of these bidders, all with the same points, and their bids in the order of the bidders.
    async fn announced_of(&self, bidders: &[&str]) -> (pb::Tender, Vec<pb::TenderBid>) {
        let tender = self.published().await;
        for (more, code) in (0..).zip(bidders) {
            self.bid(bid(&tender, code, PRICE + more)).await.unwrap();
        }
        let ready = self.released(&tender).await;
        let opened = self.open(&ready).await.unwrap();
        self.assign(&opened.tender.unwrap(), &["a", "b", "c"].map(expert)).await.unwrap();
        self.score_alike(&tender, &opened.bids).await;
        self.evaluate(&tender).await.unwrap();
        let bids = bidders.iter().map(|code| of(&opened.bids, code).clone()).collect();
        (self.announce(&tender).await, bids)
    }

    async fn challenge(&self, tender: &pb::Tender, code: &str) -> pb::TenderChallenge {
        let (tender, bidder_code) = (tender.name.clone(), code.to_owned());
        let request = pb::FileTenderChallengeRequest { tender, bidder_code, ground: "业绩材料不实".into() };
        self.portal().file_tender_challenge(request).await.unwrap().into_inner().challenge.unwrap()
    }

    async fn dismiss(&self, tender: &pb::Tender, challenge_number: i32) {
        let request = pb::DecideTenderChallengeRequest {
            name: tender.name.clone(),
            etag: self.get(tender).await.etag,
            challenge_number,
            outcome: pb::TenderChallengeOutcome::Dismissed.into(),
            answer: "质疑不成立".into(),
            ..Default::default()
        };
        self.buying().decide_tender_challenge(request).await.unwrap();
    }

    async fn complain(&self, tender: &pb::Tender, code: &str, number: i32) -> Result<pb::TenderComplaint, Status> {
        let request = pb::FileTenderComplaintRequest {
            tender: tender.name.clone(),
            bidder_code: code.into(),
            challenge_number: number,
            ground: "对答复不满意".into(),
        };
        Ok(self.portal().file_tender_complaint(request).await?.into_inner().complaint.unwrap())
    }

    async fn conclude(
        &self,
        caller: &Caller,
        tender: &pb::Tender,
        outcome: pb::TenderComplaintOutcome,
        excluded_bid: &str,
    ) -> Result<pb::DecideTenderComplaintResponse, Status> {
        let request = pb::DecideTenderComplaintRequest {
            name: tender.name.clone(),
            etag: self.get(tender).await.etag,
            complaint_number: 1,
            outcome: outcome.into(),
            excluded_bid: excluded_bid.into(),
            decision: "处理决定".into(),
        };
        Ok(self.by(caller).decide_tender_complaint(request).await?.into_inner())
    }

    async fn suspend(&self, tender: &pb::Tender, day: u8) -> Result<pb::TenderComplaint, Status> {
        let request = pb::SuspendTenderAwardRequest {
            name: tender.name.clone(),
            etag: self.get(tender).await.etag,
            complaint_number: 1,
            last_date: date(2026, 12, day.into()),
        };
        Ok(self.by(&self.finance()).suspend_tender_award(request).await?.into_inner().complaint.unwrap())
    }
}

#[tokio::test]
async fn a_complaint_suspends_the_award_and_upheld_excludes_a_bid() {
    let world = World::start().await;
    let (tender, bids) = world.announced_of(&COMPANIES).await;
    let challenge = world.challenge(&tender, COMPANIES[1]).await;
    let early = world.complain(&tender, COMPANIES[1], challenge.number).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "TENDER_COMPLAINT_EARLY".into()));
    world.dismiss(&tender, challenge.number).await;
    let others = world.complain(&tender, COMPANIES[0], challenge.number).await.unwrap_err();
    assert_eq!(reason(&others), (Code::NotFound, "TENDER_CHALLENGE_NOT_FOUND".into()));
    let filed = world.complain(&tender, COMPANIES[1], challenge.number).await.unwrap();
    assert_eq!(
        (filed.number, filed.challenge_number, filed.outcome()),
        (1, 1, pb::TenderComplaintOutcome::Unspecified)
    );
    let twice = world.complain(&tender, COMPANIES[1], challenge.number).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::AlreadyExists, "TENDER_COMPLAINT_MADE".into()));

    let past = world.suspend(&tender, 3).await.unwrap_err();
    assert_eq!(violated_sorted(&past), ["last_date"]);
    world.suspend(&tender, 31).await.unwrap();
    let again = world.suspend(&tender, 30).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "TENDER_AWARD_SUSPENDED".into()));
    world.advance(Duration::days(13));
    let held = world.award(&tender).await.unwrap_err();
    assert_eq!(reason(&held), (Code::FailedPrecondition, "TENDER_AWARD_SUSPENDED".into()));
    let himself = world.official("civil-affairs", "tender-complaint-officer", "himself");
    let own = world.conclude(&himself, &tender, Upheld, &bids[0].name).await.unwrap_err();
    assert_eq!(reason(&own), (Code::PermissionDenied, "TENDER_COMPLAINT_NOT_SUPERVISOR".into()));
    let bare = world.conclude(&world.finance(), &tender, Upheld, "").await.unwrap_err();
    assert_eq!(violated_sorted(&bare), ["excluded_bid"]);
    let both =
        join_all((0..2).map(|_| async { world.conclude(&world.finance(), &tender, Upheld, &bids[0].name).await }));
    let decided: Vec<_> = both.await.into_iter().filter_map(Result::ok).collect();
    assert_eq!(decided.len(), 1, "of two at once one decides");
    assert_eq!(decided[0].tender.as_ref().unwrap().status(), pb::TenderStatus::Evaluated);
    let read = pb::GetTenderComplaintRequest { tender: tender.name.clone(), complaint_number: 1 };
    let told = world.portal().get_tender_complaint(read.clone()).await.unwrap().into_inner().complaint.unwrap();
    assert_eq!((told.outcome(), told.decision.as_str()), (Upheld, "处理决定"), "whoever complained is answered");
    let another = world.city.suite.identities().caller("another-portal", HUZHOU, &["tender-bidder"]);
    let hidden = world.by(&another).get_tender_complaint(read).await.unwrap_err();
    assert_eq!(reason(&hidden).1, "TENDER_COMPLAINT_NOT_FOUND");
    let announced = world.announce(&tender).await;
    assert_eq!(announced.results.len(), 2);
    assert!(announced.results.iter().all(|one| one.bidder_code != COMPANIES[0]));
    world.advance(Duration::days(13));
    assert_eq!(world.award(&tender).await.unwrap().project.unwrap().award.unwrap().supplier_code, COMPANIES[1]);
    assert_eq!(world.facts::<pb::TenderComplained>().await.len(), 1);
    assert_eq!(world.facts::<pb::TenderAwardSuspended>().await.len(), 1);
    assert_eq!(world.facts::<pb::TenderComplaintDecided>().await[0].excluded_bid, bids[0].name);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_rejected_complaint_changes_nothing_and_ends_the_suspension() {
    let world = World::start().await;
    let (tender, _) = world.announced_of(&COMPANIES[..2]).await;
    let challenge = world.challenge(&tender, COMPANIES[1]).await;
    world.dismiss(&tender, challenge.number).await;
    world.complain(&tender, COMPANIES[1], 1).await.unwrap();
    world.advance(Duration::days(13));
    world.suspend(&tender, 30).await.unwrap();
    world.conclude(&world.finance(), &tender, Rejected, "").await.unwrap();
    let again = world.conclude(&world.finance(), &tender, Rejected, "").await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "TENDER_COMPLAINT_DECIDED".into()));
    assert_eq!(world.award(&tender).await.unwrap().tender.unwrap().status(), pb::TenderStatus::Awarded);
    let request = pb::ListTenderComplaintsRequest { tender: tender.name.clone() };
    let listed = world.buying().list_tender_complaints(request).await.unwrap().into_inner().complaints;
    assert_eq!((listed.len(), listed[0].outcome(), listed[0].decision.as_str()), (1, Rejected, "处理决定"));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_challenge_that_nobody_answers_may_be_complained_of_for_fifteen_working_days() {
    let world = World::start().await;
    let (tender, _) = world.announced_of(&COMPANIES[..2]).await;
    let challenge = world.challenge(&tender, COMPANIES[1]).await;
    assert_eq!(challenge.decide_last_date, date(2026, 12, 15));
    world.advance(Duration::days(11));
    let early = world.complain(&tender, COMPANIES[1], 1).await.unwrap_err();
    assert_eq!(metadata(&early, "challenge_number"), "1");
    world.advance(Duration::days(1));
    world.complain(&tender, COMPANIES[1], 1).await.unwrap();
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_complaint_more_than_fifteen_working_days_after_the_answer_is_late() {
    let world = World::start().await;
    let (tender, _) = world.announced_of(&COMPANIES[..2]).await;
    let challenge = world.challenge(&tender, COMPANIES[1]).await;
    world.dismiss(&tender, challenge.number).await;
    world.advance(Duration::days(22));
    let late = world.complain(&tender, COMPANIES[1], 1).await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "TENDER_COMPLAINT_LATE".into()));
    assert_eq!(metadata(&late, "last_date"), "2026-12-25");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_complaint_about_an_award_is_answered_and_undoes_nothing() {
    let world = World::start().await;
    let (tender, bids) = world.announced_of(&COMPANIES[..2]).await;
    let challenge = world.challenge(&tender, COMPANIES[1]).await;
    world.dismiss(&tender, challenge.number).await;
    world.advance(Duration::days(13));
    world.award(&tender).await.unwrap();
    world.complain(&tender, COMPANIES[1], 1).await.unwrap();
    let over = world.suspend(&tender, 30).await.unwrap_err();
    assert_eq!(reason(&over), (Code::FailedPrecondition, "TENDER_STATE".into()));
    let late = world.conclude(&world.finance(), &tender, Upheld, &bids[0].name).await.unwrap_err();
    assert_eq!(violated_sorted(&late), ["excluded_bid"]);
    let decided = world.conclude(&world.finance(), &tender, Upheld, "").await.unwrap();
    assert_eq!(decided.tender.unwrap().status(), pb::TenderStatus::Awarded);
    world.city.suite.stop().await;
}
