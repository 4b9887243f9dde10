//! A revocation is told twice, by inspection and by the register, and is one ground.

use onecode_proto::registry::v1 as registry;

use super::support::*;

async fn revoked(world: &World, code: &str) {
    let changed = registry::OrganizationStatusChanged {
        organization: name(code),
        status: registry::OrganizationStatus::Revoked.into(),
        valid_from: day(today(world)),
        ..Default::default()
    };
    world.tell(&name(code), changed).await;
    world.caught_up().await;
}

#[tokio::test]
async fn the_penalty_and_the_status_are_one_draft_whichever_came_first_and_whatever_was_decided() {
    let world = World::start().await;
    let (decided_first, noted_first) = (code(1), code(2));
    punished(&world, &decided_first, 1, &[inspection::SanctionKind::Revocation], 0).await;
    revoked(&world, &decided_first).await;
    revoked(&world, &noted_first).await;
    assert!(!draft(&world, &noted_first, "CR-07.7").await.penal);
    punished(&world, &noted_first, 2, &[inspection::SanctionKind::Revocation], 0).await;
    for code in [&decided_first, &noted_first] {
        let made = draft(&world, code, "CR-07.7").await;
        assert_eq!((made.records.len(), made.penal), (2, true), "{made:?}");
        assert_eq!(drafts(&world, code).await.len(), 1);
    }

    let code = code(3);
    punished(&world, &code, 3, &[inspection::SanctionKind::Revocation], 0).await;
    let listed = decide(&world, &draft(&world, &code, "CR-07.7").await).await;
    days_pass(&world, 3).await;
    revoked(&world, &code).await;
    assert_eq!(drafts(&world, &code).await.len(), 1, "the register carries out what it is listed for");
    // without the penalty it is the register's word that is a ground
    annulled(&world, &code, 3).await;
    assert_eq!(listing(&world, &listed.name).await.withdraw_date, day(today(&world)));
    assert!(!draft(&world, &code, "CR-07.7").await.penal);
    world.suite.stop().await;
}
