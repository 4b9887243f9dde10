//! Invited tenders: who bids is drawn out of those who qualify, and nobody else is told what is asked.

use futures::future::join_all;
use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted};
use time::Duration;
use tonic::{Code, Status};

use crate::drawing::holds;
use crate::telling::releases;
use crate::world::{BUYER, COMPANIES, PRICE, World, bid};

impl World {
    async fn qualify(&self, tender: &pb::Tender, codes: &[&str], invited: i32) -> Result<pb::TenderDraw, Status> {
        let stamp = |hours| Some(self.stamp(Duration::hours(hours)));
        let supplier = |code: &&str| pb::TenderSupplier { code: (*code).into(), title: "供应商".into() };
        let request = pb::FreezeTenderSuppliersRequest {
            tender: tender.name.clone(),
            etag: tender.etag.clone(),
            other_department: "departments/finance".into(),
            suppliers: codes.iter().map(supplier).collect(),
            invited_count: invited,
            commit_deadline: stamp(2),
            reveal_deadline: stamp(4),
        };
        Ok(self.draws(&self.buyer()).freeze_tender_suppliers(request).await?.into_inner().draw.unwrap())
    }

    /// A draft of an invited tender of twenty-five days, that wants three bids.
    async fn invited_draft(&self) -> pb::Tender {
        self.draft_of(&self.planned(pb::ProcurementMethod::InvitedTender).await).await
    }

    async fn draft_of(&self, project: &pb::PurchaseProject) -> pb::Tender {
        let bid_deadline = Some(self.stamp(Duration::days(25)));
        let stated = pb::Tender { least_bids: 3, bid_deadline, ..self.stated(project) };
        self.create(stated).await.unwrap()
    }

    async fn invitation(&self, tender: &pb::Tender, code: &str) -> Result<pb::Tender, Status> {
        let caller = self.city.suite.identities().caller("data-bureau", "330500", &["tender-bidder"]);
        let request = pb::GetTenderInvitationRequest { tender: tender.name.clone(), bidder_code: code.into() };
        Ok(self.draws(&caller).get_tender_invitation(request).await?.into_inner().tender.unwrap())
    }
}

/// Before the opening open data tell that there is a tender, and neither its terms nor its answers.
async fn told_secret(world: &World, tender: &pb::Tender) {
    let all = releases(world).await;
    let documents = all.last().unwrap()["tender"]["documents"].as_array().unwrap();
    assert_eq!((documents.len(), &documents[0]["documentType"]), (1, &"tenderNotice".into()));
    assert_eq!(documents[0].get("description"), None);
    assert!(tender.terms.contains("十二个月"), "{}", tender.terms);
    let told =
        "select count(*) from purchase.ocds_release where content like '%十二个月%' or compiled like '%十二个月%'";
    assert_eq!(world.city.suite.count(told).await, 0);
}

#[tokio::test]
async fn whoever_is_drawn_is_invited_and_nobody_else_bids_or_is_told() {
    let world = World::start().await;
    let fourth = world.city.register(1, "湖州市护理协会").await;
    let qualified = [COMPANIES[0], COMPANIES[1], COMPANIES[2], fourth.as_str(), BUYER];
    let draft = world.invited_draft().await;
    let bare = world.publish(&draft).await.unwrap_err();
    assert_eq!(reason(&bare), (Code::FailedPrecondition, "TENDER_INVITEES_MISSING".into()));
    assert_eq!(metadata(&bare, "found"), "0");
    assert_eq!(violated_sorted(&world.qualify(&draft, &qualified, 2).await.unwrap_err()), ["invited_count"]);
    assert_eq!(violated_sorted(&world.qualify(&draft, &qualified[..2], 3).await.unwrap_err()), ["invited_count"]);
    let frozen = join_all((0..4).map(|_| world.qualify(&draft, &qualified, 3))).await;
    let frozen: Vec<_> = frozen.into_iter().filter_map(Result::ok).collect();
    assert_eq!((frozen.len(), frozen[0].candidate_count, frozen[0].kind()), (1, 5, pb::TenderDrawKind::Suppliers));
    let stranger = world.official("audit", "tender-supervisor", "auditor");
    let hidden = world.proof(&stranger, &frozen[0]).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "TENDER_DRAW_NOT_FOUND".into()), "a draft is the buyer's");
    let drawn = world.drawn(&frozen[0]).await;
    let proof = world.proof(&world.keeper(), &drawn).await.unwrap();
    holds(&proof, &frozen[0].root);
    let invited: Vec<&str> =
        proof.lines().filter_map(|line| line.strip_prefix("drawn\tB\t")?.split('\t').nth(1)).collect();
    assert_eq!(invited.len(), 3);
    assert_eq!(world.facts::<pb::TenderDrawEntered>().await.len(), 0, "nobody is told");

    let tender = world.publish(&world.get(&draft).await).await.unwrap();
    assert!(!tender.terms.is_empty(), "the buyer sees it whole");
    assert!(world.facts::<pb::TenderPublished>().await[0].tender.as_ref().unwrap().terms.is_empty());
    let request = pb::GetTenderRequest { name: tender.name.clone() };
    let seen = world.portal().get_tender(request).await.unwrap().into_inner().tender.unwrap();
    assert_eq!((seen.terms.as_str(), seen.status()), ("", pb::TenderStatus::Published));
    let request = pb::GetTenderDrawRequest { name: drawn.name.clone() };
    let hidden = world.draws(&stranger).get_tender_draw(request).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::PermissionDenied, "TENDER_DRAW_NOT_PARTICIPATING".into()));
    told_secret(&world, &tender).await;
    let before = world.city.suite.published().await;
    for code in qualified {
        let told = world.invitation(&tender, code).await;
        let handed_in = world.bid(bid(&tender, code, PRICE)).await;
        if invited.contains(&code) {
            assert_eq!(told.unwrap().terms, tender.terms);
            handed_in.unwrap();
        } else {
            assert_eq!(reason(&told.unwrap_err()), (Code::PermissionDenied, "TENDER_NOT_INVITED".into()));
            assert_eq!(reason(&handed_in.unwrap_err()), (Code::PermissionDenied, "TENDER_NOT_INVITED".into()));
        }
    }
    assert_eq!(world.city.suite.published().await, before, "nothing says who bids");
    assert_eq!(world.get(&tender).await.etag, tender.etag);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn with_fewer_than_three_bids_an_invited_tender_fails() {
    let world = World::start().await;
    let draft = world.invited_draft().await;
    world.drawn(&world.qualify(&draft, &COMPANIES, 3).await.unwrap()).await;
    let tender = world.publish(&world.get(&draft).await).await.unwrap();
    for code in &COMPANIES[..2] {
        world.bid(bid(&tender, code, PRICE)).await.unwrap();
    }
    world.advance(Duration::days(20));
    let ready = world.released(&tender).await;
    let opened = world.open(&ready).await.unwrap();
    assert_eq!(opened.tender.unwrap().status(), pb::TenderStatus::Failed);
    let other = world.draft_of(&world.planned(pb::ProcurementMethod::OpenTender).await).await;
    let refused = world.qualify(&other, &COMPANIES, 3).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TENDER_METHOD".into()));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn suppliers_of_a_project_are_drawn_once_even_if_the_draft_is_discarded() {
    let world = World::start().await;
    let project = world.planned(pb::ProcurementMethod::InvitedTender).await;
    let draft = world.draft_of(&project).await;
    let drawn = world.drawn(&world.qualify(&draft, &COMPANIES, 3).await.unwrap()).await;
    let end = pb::EndTenderRequest {
        name: draft.name.clone(),
        etag: world.get(&draft).await.etag,
        outcome: pb::TenderStatus::Cancelled.into(),
        reason: "采购需求有误".into(),
    };
    world.buying().end_tender(end).await.unwrap();
    let second = world.draft_of(&project).await;
    let again = world.qualify(&second, &COMPANIES, 3).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "TENDER_DRAW_MADE".into()));
    assert_eq!(metadata(&again, "draw"), drawn.name);
    world.city.suite.stop().await;
}
