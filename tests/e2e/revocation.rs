//! Tokens that are called back before they expire.

use std::time::Duration;

use onecode::serve::revocations::{Revocation, revoke};
use onecode_tests::harness::{Arrangement, Deployment, eventually};
use tonic::Code;
use uow::Clock;

use crate::keys::answered;

async fn revoked_everywhere(arrangement: Arrangement) {
    #[expect(clippy::disallowed_methods, reason = "tests are told by the environment where Redis is")]
    let Ok(redis) = std::env::var("REDIS_URL") else {
        println!("skipped: no REDIS_URL (`make test` sets it where a Redis is installed)");
        return;
    };
    let suite = Deployment::start_with(arrangement, &[("redis_url", format!("\"{redis}\""))]).await;
    // Redis outlives this test, so the names are this test's own.
    let clock = Clock::system();
    let [first, second, subject] = [clock.new_id(), clock.new_id(), clock.new_id()].map(|id| id.to_string());
    let issue = |claims| suite.site.workshop().issue(&claims).expect("claims can be signed");
    let one = issue(suite.site.claims(&first, Duration::ZERO));
    let other = issue(suite.site.claims(&second, Duration::ZERO));
    assert_eq!((answered(&suite, &one).await, answered(&suite, &other).await), (Code::Ok, Code::Ok));

    let until = clock.now() + Duration::from_mins(5);
    revoke(&redis, &Revocation::Token(first, until)).await.expect("Redis answers");
    eventually("the token is refused", async || (answered(&suite, &one).await == Code::Unauthenticated).then_some(()))
        .await;
    assert_eq!(answered(&suite, &other).await, Code::Ok, "the other token of the same system lives on");

    let claims = |age| {
        auth::Claims::new(&subject, clock.new_id().to_string(), clock.now() - age)
            .department("tax")
            .division("330500")
            .roles(["registry-reader"])
    };
    let before = issue(claims(Duration::from_mins(1)));
    assert_eq!(answered(&suite, &before).await, Code::Ok);
    revoke(&redis, &Revocation::Subject(subject.clone(), clock.now() - Duration::from_secs(30)))
        .await
        .expect("Redis answers");
    eventually("tokens issued before are refused", async || {
        (answered(&suite, &before).await == Code::Unauthenticated).then_some(())
    })
    .await;
    assert_eq!(answered(&suite, &issue(claims(Duration::ZERO))).await, Code::Ok, "those issued since are good");
    suite.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_revoked_token_is_refused_in_one_process() {
    revoked_everywhere(Arrangement::OneProcess).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_revoked_token_is_refused_by_gateway_and_registry() {
    revoked_everywhere(Arrangement::ProcessPerPart).await;
}
