//! No table of the database holds a name, an identity number or that of a certificate in plain text, nor a hash that tells them.

use onecode_proto::talent::v1 as pb;
use pb::EngagementKind::{FullTime, PartTime};
use testkit::papers::hex;

use crate::staff::site::{HUZHOU, Site, certificate, engaged, id_number};

const NAME: &str = "慕容雪村";
const OTHER: &str = "慕容雪春";

#[tokio::test]
async fn no_table_holds_personal_data_whatever_was_asked() {
    let site = Site::start().await;
    let (one, other) = (site.organization(1).await, site.organization(2).await);
    let number = id_number(7);
    let named = |parent: &str, name: &str, kind| {
        let mut request = engaged(parent, 7, kind);
        request.person.as_mut().unwrap().name = name.into();
        request
    };
    let made = site.officer().record_engagement(named(&one, NAME, FullTime)).await.unwrap().into_inner();
    let person = made.engagement.unwrap().person;
    site.officer().record_engagement(named(&other, OTHER, PartTime)).await.unwrap_err();
    site.officer().record_engagement(named(&other, NAME, FullTime)).await.unwrap_err();
    let row = pb::RosterRow {
        person: named(&other, OTHER, PartTime).person,
        kind: PartTime.into(),
        post_title: "会计".into(),
        ..Default::default()
    };
    let request = pb::ImportRosterRequest { parent: other, rows: vec![row] };
    site.officer().import_roster(request).await.unwrap();
    let qualification = site.certificate(&person, pb::QualificationKind::SocialWorker).await;
    let certificate = certificate(pb::QualificationKind::SocialWorker).certificate_number;
    let get = pb::GetPersonRequest { name: person.clone() };
    let seen = site.privy().get_person(get).await.unwrap().into_inner().person.unwrap();
    assert_eq!(seen.display_name, NAME);
    let list = pb::ListQualificationsRequest { parent: person };
    let listed = site.privy().list_qualifications(list).await.unwrap().into_inner().qualifications;
    assert_eq!(
        (listed[0].name.as_str(), listed[0].certificate_number.as_str()),
        (qualification.name.as_str(), &*certificate)
    );
    let find = pb::FindPersonRequest { id_kind: pb::StaffIdentityKind::ResidentId.into(), id_number: number.clone() };
    let asking = site.caller(HUZHOU, "talent-officer").because("roster");
    site.by(&asking).find_person(find).await.unwrap();
    site.city.suite.sequenced().await;

    let all = site.city.suite.database().everything(&[]).await;
    assert!(all.contains("湖州市第1协会") && all.contains(&hex("organizations/")), "both forms would be found");
    for planted in [NAME, OTHER, &number, &number[6..14], &certificate] {
        assert!(!all.contains(planted), "{planted} in plain text");
        assert!(!all.contains(&hex(planted)), "{planted} as bytes");
    }
    site.city.suite.stop().await;
}
