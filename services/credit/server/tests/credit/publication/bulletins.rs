//! Bulletins: drafted of a period that is over, reviewed by one, approved by another, corrected by a further one.

use super::support::*;

async fn drafts(world: &World) -> Vec<pb::BulletinDraft> {
    let mut publisher = by(world, "civil-affairs", "credit-publisher");
    let request = pb::ListBulletinDraftsRequest::default();
    publisher.list_bulletin_drafts(request).await.unwrap().into_inner().bulletin_drafts
}

async fn draft(world: &World, name: &str) -> pb::BulletinDraft {
    let mut publisher = by(world, "civil-affairs", "credit-publisher");
    let request = pb::GetBulletinDraftRequest { name: name.into() };
    publisher.get_bulletin_draft(request).await.unwrap().into_inner().bulletin_draft.unwrap()
}

fn named(draft: &pb::BulletinDraft) -> String {
    draft.bulletin.as_ref().unwrap().name.clone()
}

async fn reviewed(world: &World, draft: &pb::BulletinDraft) -> pb::BulletinDraft {
    let request = pb::ReviewBulletinRequest { name: named(draft), etag: draft.etag.clone() };
    let mut first = official(world, "credit-publisher", "沈一");
    first.review_bulletin(request).await.unwrap().into_inner().bulletin_draft.unwrap()
}

async fn approved(world: &World, draft: &pb::BulletinDraft) -> Result<pb::Bulletin, tonic::Status> {
    let request = pb::ApproveBulletinRequest { name: named(draft), etag: draft.etag.clone() };
    let mut second = official(world, "credit-bulletin-approver", "陆二");
    Ok(second.approve_bulletin(request).await?.into_inner().bulletin.unwrap())
}

async fn bulletin(world: &World, name: &str) -> pb::Bulletin {
    let request = pb::GetBulletinRequest { name: name.into() };
    anybody(world).get_bulletin(request).await.unwrap().into_inner().bulletin.unwrap()
}

async fn bulletins(world: &World) -> Vec<pb::Bulletin> {
    let request = pb::ListBulletinsRequest { kind: pb::BulletinKind::Penalties.into(), ..Default::default() };
    anybody(world).list_bulletins(request).await.unwrap().into_inner().bulletins
}

/// Two fines of November, the first of December, and the draft that follows.
async fn november(world: &World) -> ([pb::Publication; 2], pb::BulletinDraft) {
    let fines = [exposed(world, 1).await, exposed(world, 2).await];
    assert!(drafts(world).await.is_empty(), "the month is not over");
    world.suite.clock().advance(Duration::days(7));
    sweep(world).await;
    let [listed] = drafts(world).await.try_into().unwrap();
    let name = named(&listed);
    (fines, draft(world, &name).await)
}

#[tokio::test]
async fn two_persons_publish_what_was_published_in_a_month() {
    let world = World::start().await;
    let (fines, drafted) = november(&world).await;
    let shown = drafted.bulletin.clone().unwrap();
    assert_eq!((shown.start_date, shown.end_date), (date(2026, 11, 1), date(2026, 11, 30)));
    assert_eq!(
        (shown.title.as_str(), shown.rule.as_str()),
        ("关于2026年11月1日至2026年11月30日社会组织行政处罚决定的公告", "PUB-01@1")
    );
    let numbers: Vec<&str> = shown.entries.iter().map(|entry| entry.number.as_str()).collect();
    let mut expected: Vec<&str> = fines.iter().map(|fine| fine.number.as_str()).collect();
    expected.sort_unstable();
    assert_eq!(numbers, expected);
    assert!(bulletins(&world).await.is_empty(), "a draft is no public matter");

    let early = approved(&world, &drafted).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "BULLETIN_STATE".into()));
    let review = reviewed(&world, &drafted).await;
    assert_eq!(review.state(), pb::BulletinDraftState::Reviewed);
    let stale = approved(&world, &drafted).await.unwrap_err();
    assert_eq!(
        (reason(&stale), metadata(&stale, "etag")),
        ((Code::Aborted, "BULLETIN_CHANGED".into()), review.etag.clone())
    );
    let request = pb::ApproveBulletinRequest { name: named(&review), etag: review.etag.clone() };
    let own = official(&world, "credit-bulletin-approver", "沈一").approve_bulletin(request).await.unwrap_err();
    assert_eq!(reason(&own), (Code::FailedPrecondition, "BULLETIN_OWN".into()));
    let published = approved(&world, &review).await.unwrap();
    assert_eq!((published.number.as_str(), published.entry_count), ("GG-330500-2026-0001", 2));
    assert_eq!(
        published.entries.iter().map(|entry| entry.body.clone()).collect::<Vec<_>>(),
        shown.entries.iter().map(|entry| entry.body.clone()).collect::<Vec<_>>()
    );
    assert_eq!(published.content_sha256.len(), 64);
    assert_eq!(bulletin(&world, &published.name).await, published);
    assert_eq!(bulletins(&world).await, [pb::Bulletin { entries: Vec::new(), ..published }]);
    assert!(drafts(&world).await.is_empty());
    assert_eq!(facts(&world, "BulletinPublished").await, 1);
    sweep(&world).await;
    assert!(drafts(&world).await.is_empty(), "what a bulletin holds is in no further one");
    world.suite.stop().await;
}

#[tokio::test]
async fn what_falls_leaves_a_draft_which_is_reviewed_again() {
    let world = World::start().await;
    let ([_, second], drafted) = november(&world).await;
    let review = reviewed(&world, &drafted).await;
    annulled(&world, &code(1), 1).await;
    let changed = draft(&world, &named(&review)).await;
    let entries = changed.bulletin.clone().unwrap().entries;
    assert_eq!(entries.iter().map(|entry| entry.number.as_str()).collect::<Vec<_>>(), [second.number.as_str()]);
    assert_eq!(changed.state(), pb::BulletinDraftState::Drafted);
    assert_ne!(changed.etag, review.etag);
    annulled(&world, &code(2), 2).await;
    assert!(drafts(&world).await.is_empty(), "nothing is left to be made known");
    world.suite.stop().await;
}

#[tokio::test]
async fn what_falls_after_the_bulletin_is_corrected_by_a_further_one_that_names_it() {
    let world = World::start().await;
    let (fines, drafted) = november(&world).await;
    let published = approved(&world, &reviewed(&world, &drafted).await).await.unwrap();
    annulled(&world, &code(1), 1).await;
    let now = bulletin(&world, &published.name).await;
    let of =
        |seen: &pb::Bulletin, number: &str| seen.entries.iter().find(|entry| entry.number == number).unwrap().clone();
    let fallen = of(&now, &fines[0].number);
    assert_eq!((fallen.body, fallen.tombstone.unwrap().ground()), (None, Ground::SourceFell));
    assert_eq!(of(&now, &fines[1].number), of(&published, &fines[1].number));
    assert_eq!(now.content_sha256, published.content_sha256);

    let open =
        "select count(*) from credit.publication_withdrawal where resource like 'bulletins/%' and done_on is null";
    assert_eq!(world.suite.count(open).await, 1);
    sweep(&world).await;
    sweep(&world).await;
    let [correction] = drafts(&world).await.try_into().unwrap();
    let correction = draft(&world, &named(&correction)).await;
    let shown = correction.bulletin.clone().unwrap();
    assert_eq!(
        (shown.corrects.as_str(), shown.corrects_number.as_str()),
        (published.name.as_str(), published.number.as_str())
    );
    let corrected = approved(&world, &reviewed(&world, &correction).await).await.unwrap();
    assert_eq!(corrected.number, "GG-330500-2026-0002");
    assert_eq!(corrected.title, format!("关于更正{}号公告的公告", published.number));
    let [entry] = corrected.entries.clone().try_into().unwrap();
    assert_eq!((entry.number, entry.body), (fines[0].number.clone(), None));
    assert_eq!(bulletin(&world, &published.name).await.corrected_by, [corrected.name]);
    assert_eq!(world.suite.count(open).await, 0);
    sweep(&world).await;
    assert!(drafts(&world).await.is_empty());
    world.suite.stop().await;
}
