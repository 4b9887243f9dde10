//! Nothing of the person lies in plain text but what the public was told; who looks is recorded.

use onecode_proto::registry::v1 as pb;
use testkit::papers::hex;
use time::Duration;

use crate::support::*;

const ACCOUNT: &str = "murong-xuecun";

#[tokio::test]
async fn the_name_stands_in_the_publicity_and_nowhere_else() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let mut appointment = president(7);
    appointment.officer.as_mut().unwrap().official_account = ACCOUNT.into();
    let notice = proposed(&suite, &parent, appointment).await;
    let notice = published(&suite, &notice).await;
    suite.clock().advance(Duration::days(10));
    confirmed(&suite, &notice.name).await.unwrap();
    suite.sequenced().await;

    let mut conn = suite.database().connection().await;
    let all = suite.database().everything(&["publicity"]).await;
    assert!(all.contains("湖州市第1协会") && all.contains(&hex("appointmentNotices/")), "both would be found");
    let number = id_number("19700101", 7);
    for planted in [NAME, &number, &number[6..14], PHONE, ACCOUNT] {
        assert!(!all.contains(planted), "{planted} in plain text");
        assert!(!all.contains(&hex(planted)), "{planted} as bytes");
    }
    let told: String = sqlx::query_scalar("select body from casework.publicity").fetch_one(&mut conn).await.unwrap();
    assert!(told.contains(NAME));
    for planted in [&number, PHONE, ACCOUNT] {
        assert!(!told.contains(planted), "{told}");
    }
}

#[tokio::test]
async fn whoever_sees_the_person_unmasked_is_recorded_with_the_purpose() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let notice = proposed(&suite, &parent, president(1)).await;
    let seen = "select count(*) from uow.audit where kind = 'sensitive_read'";
    let officer = get(&mut registrar(&suite), &notice.name).await.unwrap().officer.unwrap();
    assert_eq!((officer.name.as_str(), officer.id_number.as_str(), officer.phone.as_str()), ("慕*", "", ""));
    assert_eq!(suite.count(seen).await, 0);

    let privy = suite.identities().caller("civil-affairs", HUZHOU, &["registry-registrar", "registry-personal-reader"]);
    let mut client = client(&suite, &privy.because("appointment-review"));
    let officer = get(&mut client, &notice.name).await.unwrap().officer.unwrap();
    assert_eq!((officer.name.as_str(), officer.phone.as_str()), (NAME, PHONE));
    assert_eq!(officer.id_number, id_number("19700101", 1));
    assert_eq!(suite.count(seen).await, 1);
}

#[tokio::test]
async fn an_official_decides_neither_on_his_own_appointment_nor_on_an_organisation_that_he_serves() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let mut appointment = president(1);
    appointment.officer.as_mut().unwrap().official_account = ACCOUNT.into();
    let notice = proposed(&suite, &parent, appointment).await;
    let own = suite.identities().official("civil-affairs", HUZHOU, &["registry-registrar"], ACCOUNT);
    let request = pb::PublishAppointmentRequest { name: notice.name.clone(), etag: notice.etag.clone() };
    let status = client(&suite, &own).publish_appointment(request.clone()).await.unwrap_err();
    assert_eq!(reason(&status).1, "RECUSED");
    let other = suite.identities().official("civil-affairs", HUZHOU, &["registry-registrar"], "li-si");
    client(&suite, &other).publish_appointment(request).await.unwrap();
}
