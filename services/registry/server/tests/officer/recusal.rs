//! An official does not decide on the organisation in which he holds a post, or held one not long ago (PROC-13a).

use onecode_proto::registry::v1 as pb;
use tonic::Code;

use crate::support::*;

const ACCOUNT: &str = "wang-liang@mz.huzhou";

#[tokio::test]
async fn an_official_decides_on_his_own_organisation_only_two_years_after_he_left() {
    let suite = registry().await;
    let roles = ["registry-registrar"];
    let official = suite.identities().official("civil-affairs", HUZHOU, &roles, ACCOUNT);
    let mut acting = client(&suite, &official);
    let mut client = registrar(&suite);
    let (own, other) = (association(&suite, 1).await, association(&suite, 2).await);
    let officer = pb::OfficerParticulars { official_account: ACCOUNT.into(), ..person(1) };
    let held = pb::Appointment {
        officer: Some(officer),
        role: pb::OfficerRole::Supervisor.into(),
        starts_on: date(2020, 1, 1),
        ends_on: date(2025, 1, 1),
        ..appointment(1)
    };
    let post = appointed(&mut client, &own, held).await;

    for request in [appoint(&own, appointment(2)), appoint(&own, representative(2))] {
        let refused = acting.appoint_officer(request).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::PermissionDenied, "RECUSED".into()));
    }
    assert_eq!(reason(&acting.end_post(end(&post, None)).await.unwrap_err()).1, "RECUSED");
    appointed(&mut acting, &other, appointment(2)).await;

    ended(&mut client, &post, date(2024, 11, 25)).await;
    let refused = acting.appoint_officer(appoint(&own, appointment(3))).await.unwrap_err();
    assert_eq!(reason(&refused).1, "RECUSED", "two years less a day");
    suite.clock().advance(time::Duration::hours(24));
    let official = suite.identities().official("civil-affairs", HUZHOU, &roles, ACCOUNT); // tokens are good for less than a day
    appointed(&mut crate::support::client(&suite, &official), &own, appointment(3)).await;
}
