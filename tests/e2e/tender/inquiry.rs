//! An inquiry in which four bid: the cheapest does not meet a requirement, and of the others the lowest price is awarded.

use onecode_proto::purchase::v1 as pb;
use onecode_tests::harness::{Deployment, code, creation, reason};
use time::Duration;

use super::calls::{
    COMPANIES, PRICE, announced, assign, award, bid, buying, by_price, evaluated, find, opened, planned, published,
};
use super::{of, order};
use crate::command_line::{command, said};
use crate::contract::catalogue;

/// An inquiry with three experts, whose bids are sealed until both departments release the key.
async fn judged(suite: &Deployment, bidders: &[(&str, i64)]) -> (pb::Tender, Vec<pb::TenderBid>) {
    let project = planned(suite, pb::ProcurementMethod::Inquiry).await;
    let tender = published(suite, &project, by_price(), 3).await;
    for (code, fen) in bidders {
        bid(suite, &tender, code, *fen).await.expect("bids are taken");
    }
    let request = pb::ListTenderBidsRequest { tender: tender.name.clone() };
    let early = buying(suite).list_tender_bids(request).await.expect_err("they are sealed");
    assert_eq!(reason(&early), "TENDER_STATE");
    suite.site.pass(Duration::days(20));
    let opened = opened(suite, &tender).await;
    assert_eq!(opened.bids.len(), bidders.len());
    assign(suite, &tender, &["zhou", "qian", "zhao"]).await.expect("nothing ties them");
    (tender, opened.bids)
}

pub(crate) async fn decided_by_price(suite: &Deployment) {
    let association = code(1);
    suite.organizations(suite.site.registrar().fresh()).create_organization(creation(1)).await.expect("it is new");
    catalogue(suite).await;
    let [fit, unfit, lowest] = COMPANIES;
    let bidders = [(fit, PRICE), (unfit, PRICE - 2), (lowest, PRICE - 1), (association.as_str(), PRICE)];
    let (tender, bids) = judged(suite, &bidders).await;
    for (account, finds_all_fit) in [("zhou", false), ("qian", true), ("zhao", false)] {
        let found: Vec<_> = bids.iter().map(|bid| (bid, finds_all_fit || bid.bidder_code != unfit)).collect();
        find(suite, account, &tender, &found).await;
    }
    let results = evaluated(suite, &tender).await.expect("all have judged");
    assert_eq!(order(&results), [lowest, association.as_str(), fit]);
    let deciders = [results[0].decided_by(), results[1].decided_by()];
    assert_eq!(deciders, [pb::TenderDecider::Price, pb::TenderDecider::Preference]);
    let request = pb::ListTenderBidsRequest { tender: tender.name.clone() };
    let listed = buying(suite).list_tender_bids(request).await.expect("they are open").into_inner().bids;
    let excluded = of(&listed, unfit);
    assert_eq!(excluded.status(), pb::TenderBidStatus::Excluded, "two of three found so");
    assert!(excluded.exclude_reason.contains("requirement not met: staff"), "{excluded:?}");

    announced(suite, &tender).await;
    let early = award(suite, &tender).await.expect_err("somebody may challenge");
    assert_eq!(reason(&early), "TENDER_CHALLENGE_PERIOD");
    suite.site.pass(Duration::days(13));
    let project = award(suite, &tender).await.expect("nobody did").project.expect("there is one");
    assert_eq!(project.status(), pb::ProjectStatus::Awarded);
    let award = project.award.expect("it is awarded");
    assert_eq!((award.supplier_code.as_str(), award.amount_fen), (lowest, PRICE - 1));
    let reader = suite.site.caller("finance", "330500", &["purchase-reader"]);
    let shown = command(suite, &reader, &["tender", "show", &tender.name]).await;
    let told = said(&shown);
    assert!(told.contains("awarded") && told.contains("experts_assigned"), "{told}");
}
