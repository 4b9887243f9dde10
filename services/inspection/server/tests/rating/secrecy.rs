//! Who scores and who votes lies nowhere in the books as it is: neither in rows, nor in stored replies, nor in facts.

use time::macros::date as day;

use crate::support::*;

#[tokio::test]
async fn names_and_accounts_lie_sealed() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let round = opened(&world, round(false)).await;
    let name = spotless(&world, 1).await;
    announced(&world, &round, &name, 0).await;
    world.suite.sequenced().await;
    // The audit of writes and the steps of cases record by design on whose behalf somebody called.
    let books = world.suite.database().everything(&["audit", "step"]).await;
    let open = testkit::papers::hex(&name);
    assert!(
        books.contains("湖州市第1协会") && books.contains(&open),
        "what is no secret is found, in texts and in bytes"
    );
    let hidden = ["expert-1", "member-3", "钱专家2"];
    for secret in hidden {
        assert!(!books.contains(secret), "{secret} lies open");
        assert!(!books.contains(&testkit::papers::hex(secret)), "{secret} lies open among bytes");
    }
}
