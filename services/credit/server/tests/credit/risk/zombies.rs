//! Organisations that show signs of having no life.

use onecode_proto::credit::v1 as pb;

use super::support::{Watch, organization};
use crate::world::code;

#[tokio::test]
async fn candidates_are_listed_with_their_signs_page_by_page() {
    let watch = Watch::start().await;
    for serial in 1..5 {
        watch.world.register(&code(serial)).await;
    }
    for serial in [1, 2, 4] {
        watch.missed(serial, 2024).await;
    }
    watch.missed(4, 2023).await;
    watch.reported(2, 2024).await;
    watch.settled().await;
    let mut request = pb::ListZombieCandidatesRequest { page_size: 1, ..Default::default() };
    let mut found = Vec::new();
    loop {
        let page = watch.risks(&watch.officer()).list_zombie_candidates(request.clone()).await.unwrap().into_inner();
        found.extend(page.zombie_candidates);
        request.page_token = page.next_page_token;
        if request.page_token.is_empty() {
            break;
        }
    }
    let scores: Vec<_> = found.iter().map(|one| (one.organization.clone(), one.score)).collect();
    assert_eq!(scores, [(organization(1), 60), (organization(4), 100)]);
    let signs: Vec<_> = found[1].signs.iter().map(|sign| (sign.rule.as_str(), sign.known, sign.points)).collect();
    assert_eq!(signs[0], ("ZB-02a@1", true, 80));
    assert_eq!(signs[2], ("ZB-02c@1", false, 0));
    watch.world.suite.stop().await;
}
