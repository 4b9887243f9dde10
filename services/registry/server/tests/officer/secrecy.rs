//! No table of the database holds a name, an ID number or a telephone in plain text, nor a hash that tells them.

use onecode_proto::registry::v1 as pb;
use sha2::{Digest as _, Sha256};
use testkit::papers::hex;

use crate::support::*;

const NAME: &str = "慕容雪村";
const PHONE: &str = "13987654321";
const ACCOUNT: &str = "murong-xuecun";

#[tokio::test]
async fn no_table_holds_personal_data_whatever_was_asked() {
    let suite = registry().await;
    let number = id_number("19610203", 7);
    let officer = pb::OfficerParticulars {
        name: NAME.into(),
        id_number: number.clone(),
        phone: PHONE.into(),
        official_account: ACCOUNT.into(),
        ..person(7)
    };
    let (one, other) = (association(&suite, 1).await, association(&suite, 2).await);
    let held = pb::Appointment { officer: Some(officer), ..representative(7) };
    let mut client = client(&suite, &privy(&suite).because("change-review"));
    let post = appointed(&mut client, &one, held.clone()).await;
    client.appoint_officer(appoint(&other, held.clone())).await.unwrap_err();
    let check = pb::CheckAppointmentRequest { organization: other, kind: 0, appointment: Some(held) };
    client.check_appointment(check).await.unwrap();
    let seen =
        client.get_post(pb::GetPostRequest { name: post.name.clone() }).await.unwrap().into_inner().post.unwrap();
    assert_eq!(seen.officer.unwrap().name, NAME);
    let search = pb::FindPersonPostsRequest { id_kind: pb::IdentityKind::ResidentId.into(), id_number: number.clone() };
    client.find_person_posts(search.clone()).await.unwrap();
    ended(&mut client, &post, None).await;
    suite.sequenced().await;

    let all = suite.database().everything(&[]).await;
    // Who represents an organisation is a particular of it: it lies where the others do.
    let but_the_register = suite.database().everything(&["organization", "revision"]).await;
    assert!(all.contains("第1组织") && all.contains(&hex("organizations/")), "both forms would be found");
    for planted in [NAME, &number, &number[6..14], PHONE, ACCOUNT] {
        let all = if planted == NAME { &but_the_register } else { &all };
        assert!(!all.contains(planted), "{planted} in plain text");
        assert!(!all.contains(&hex(planted)), "{planted} as bytes");
    }
    let plain = Sha256::digest(prost::Message::encode_to_vec(&search));
    assert!(!all.contains(&hex(plain)), "a plain hash of the search could be guessed from");
}
