//! What falls leaves its number, the day and the ground, in the transaction in which it falls; what else must be withdrawn is watched.

use super::support::*;

async fn withdrawals(world: &World, overdue_only: bool) -> Vec<pb::PublicationWithdrawal> {
    let request = pb::ListPublicationWithdrawalsRequest { overdue_only, ..Default::default() };
    let mut publisher = by(world, "civil-affairs", "credit-publisher");
    publisher.list_publication_withdrawals(request).await.unwrap().into_inner().publication_withdrawals
}

#[tokio::test]
async fn a_penalty_that_is_annulled_leaves_a_tombstone_in_the_same_transaction() {
    let world = World::start().await;
    let fine = exposed(&world, 1).await;
    annulled(&world, &code(1), 1).await;
    // nobody has swept
    let gone = get(&world, &fine.name).await;
    let tombstone = pb::PublicationTombstone { withdraw_date: day(today(&world)), ground: Ground::SourceFell.into() };
    let expected = pb::Publication {
        state: State::Withdrawn.into(),
        until_date: None,
        body: None,
        tombstone: Some(tombstone),
        ..fine.clone()
    };
    assert_eq!(gone, expected);
    let together = "select count(*) from credit.publication as p join credit.record as r on r.id = p.record
        where p.state = 'withdrawn' and p.xmin = r.xmin and p.body is null";
    assert_eq!(world.suite.count(together).await, 1);
    assert_eq!(facts(&world, "PublicationWithdrawn").await, 1);

    // the number is no hole, and nobody finds it by the organisation any more
    let filter = pb::PublicationFilter { states: vec![State::Withdrawn.into()], ..Default::default() };
    assert_eq!(listed(&world, filter.clone()).await, [gone]);
    let of = pb::PublicationFilter { organization: name(&code(1)), ..filter };
    assert!(listed(&world, of).await.is_empty());
    sweep(&world).await;
    assert!(shown(&world, &code(1), Kind::Penalty).await.is_empty(), "it does not come back");
    world.suite.stop().await;
}

#[tokio::test]
async fn a_listing_that_falls_with_its_record_is_withdrawn_with_it() {
    use crate::listing::support::{decide, draft};
    let world = World::start().await;
    exposed(&world, 1).await;
    decide(&world, &draft(&world, &code(1), "CR-03.5").await).await;
    sweep(&world).await;
    let [listing] = shown(&world, &code(1), Kind::AbnormalListing).await.try_into().unwrap();
    annulled(&world, &code(1), 1).await;
    assert_eq!(get(&world, &listing.name).await.state(), State::Withdrawn);
    let together = "select count(*) from credit.publication as p join credit.listing as l on l.id = p.listing
        where p.state = 'withdrawn' and p.xmin = l.xmin";
    assert_eq!(world.suite.count(together).await, 1);
    world.suite.stop().await;
}

#[tokio::test]
async fn what_inspection_made_known_is_to_be_withdrawn_in_three_working_days() {
    let world = World::start().await;
    let fine = exposed(&world, 1).await;
    annulled(&world, &code(1), 1).await;
    let [owed] = withdrawals(&world, false).await.try_into().unwrap();
    let expected = pb::PublicationWithdrawal {
        publication: fine.name.clone(),
        number: fine.number.clone(),
        resource: ANNOUNCEMENT.into(),
        department: "departments/civil-affairs".into(),
        division: HUZHOU.into(),
        fall_date: date(2026, 11, 24),
        due_date: date(2026, 11, 27),
        rule: "PN-03b@1".into(),
        done_date: None,
        late: false,
    };
    assert_eq!(owed, expected);
    world.suite.clock().advance(Duration::days(3));
    assert!(withdrawals(&world, true).await.is_empty(), "the last day is not over");
    world.suite.clock().advance(Duration::days(1));
    let late = pb::PublicationWithdrawal { late: true, ..expected };
    assert_eq!(withdrawals(&world, true).await, [late]);
    made_public(&world, &code(1), 1, false).await;
    assert!(withdrawals(&world, false).await.is_empty());
    let request = pb::ListPublicationWithdrawalsRequest { show_done: true, ..Default::default() };
    let mut publisher = by(&world, "civil-affairs", "credit-publisher");
    let done = publisher.list_publication_withdrawals(request).await.unwrap().into_inner().publication_withdrawals;
    assert_eq!((done[0].done_date, done[0].late), (day(today(&world)), true));
    world.suite.stop().await;
}

#[tokio::test]
async fn what_is_taken_down_by_its_authority_does_not_come_back() {
    let world = World::start().await;
    let fine = exposed(&world, 1).await;
    let request = pb::TakeDownPublicationRequest {
        name: fine.name.clone(),
        ground: Ground::Secrecy.into(),
        reasons: "涉及商业秘密".into(),
    };
    let mut publisher = by(&world, "civil-affairs", "credit-publisher");
    let down = publisher.take_down_publication(request.clone()).await.unwrap().into_inner().publication.unwrap();
    assert_eq!((down.state(), down.body.clone()), (State::Withdrawn, None));
    assert_eq!(get(&world, &fine.name).await, down);
    let again = publisher.take_down_publication(request).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "PUBLICATION_WITHDRAWN".into()));
    // whatever else happens to the organisation
    made_public(&world, &code(1), 1, true).await;
    sweep(&world).await;
    assert!(shown(&world, &code(1), Kind::Penalty).await.is_empty());
    world.suite.stop().await;
}
