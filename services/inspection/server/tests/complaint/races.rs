//! Officials who act at once: one effect, whoever is faster.

use futures::future::join_all;
use onecode_proto::inspection::v1 as pb;
use tonic::Code;

use crate::support::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_eight_officials_who_conclude_at_once_one_does() {
    let world = World::start().await;
    let organization = association(&world, HUZHOU, 1).await;
    let (_, accepted) = taken_on(&world, named(&[about(&organization)])).await;
    let verified = verified(&mut officer(&world), &accepted).await;
    let outcomes = [pb::ComplaintOutcome::Upheld, pb::ComplaintOutcome::NotUpheld];
    let calls = (0..8).map(|number| {
        let mut client = client(&world, &official(&world, HUZHOU, &format!("official-{number}")));
        let verified = verified.clone();
        async move { concluded(&mut client, &verified, outcomes[number % 2]).await }
    });
    let done = join_all(calls).await;
    assert_eq!(done.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    for status in done.into_iter().filter_map(Result::err) {
        assert_eq!(reason(&status), (Code::Aborted, "CASE_CHANGED".into()));
    }
    let facts = "select count(*) from (select type from uow.event union all select type from uow.outbox) as fact
        where type like '%ComplaintConcluded'";
    assert_eq!(world.suite.count(facts).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_that_are_merged_into_each_other_at_once_one_follows() {
    let world = World::start().await;
    let organization = association(&world, HUZHOU, 1).await;
    let (_, one) = taken_on(&world, named(&[about(&organization)])).await;
    let (_, other) = taken_on(&world, anonymous(&[about(&organization)])).await;
    let calls = [(one.clone(), other.clone()), (other, one)].map(|(complaint, lead)| {
        let mut client = officer(&world);
        async move { merged(&mut client, &complaint, &lead).await }
    });
    let done = join_all(calls).await;
    assert_eq!(done.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{done:?}");
    assert_eq!(world.suite.count("select count(*) from inspection.complaint where state = 'merged'").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_lead_concluded_while_its_follower_is_taken_back_leaves_each_in_one_state() {
    let world = World::start().await;
    let organization = association(&world, HUZHOU, 1).await;
    let (_, lead) = taken_on(&world, named(&[about(&organization)])).await;
    let (filed, complaint) = taken_on(&world, anonymous(&[about(&organization)])).await;
    merged(&mut officer(&world), &complaint, &lead).await.unwrap();
    let leading = get(&mut officer(&world), &lead.name).await.unwrap();
    let verified = verified(&mut officer(&world), &leading).await;
    let (mut concluding, mut withdrawing) = (officer(&world), portal(&world));
    let request = pb::WithdrawComplaintRequest { receipt: filed.receipt.clone(), secret: filed.secret.clone() };
    let (concluded, withdrawn) = tokio::join!(
        concluded(&mut concluding, &verified, pb::ComplaintOutcome::Upheld),
        withdrawing.withdraw_complaint(request)
    );
    concluded.unwrap();
    let said = status(&world, &filed).await.unwrap();
    let state = if withdrawn.is_ok() { pb::ComplaintState::Withdrawn } else { pb::ComplaintState::Concluded };
    assert_eq!(said.state(), state);
}
