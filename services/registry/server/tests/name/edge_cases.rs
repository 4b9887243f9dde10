//! Real names: each is refused to a second organisation, and so is its other spelling.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::NameVerdict;
use vocab::OrganizationClass;

use crate::support::*;

/// Class and kind by the second character of a code.
fn class(code: &str) -> Option<(OrganizationClass, pb::OrganizationKind)> {
    match code.as_bytes().get(1)? {
        b'1' => Some((OrganizationClass::SocialGroup, pb::OrganizationKind::SocialGroup)),
        b'2' => Some((OrganizationClass::PrivateNonEnterprise, pb::OrganizationKind::PrivateNonEnterprise)),
        b'3' => Some((OrganizationClass::Foundation, pb::OrganizationKind::Foundation)),
        _ => None,
    }
}

#[tokio::test]
async fn a_real_name_is_refused_to_a_second_organisation_whatever_its_brackets() {
    let Some(path) = testkit::shared_data("name_edge_cases.csv") else { return };
    let suite = registry().await;
    let (mut register, mut client) = (organizations(&suite), names(&suite));
    let mut compared = 0;
    for (serial, row) in (1..).zip(csv::Reader::from_path(path).unwrap().into_records()) {
        let row = row.unwrap();
        let (title, code) = (row[0].to_owned(), row[2].to_owned());
        let Some((class, kind)) = class(&code) else { continue };
        if registered_as(&mut register, class, serial, &title).await.is_err() {
            continue;
        }
        let wide = title.replace('(', "（").replace(')', "）");
        let bare = title.replace(['(', ')'], "");
        for spelling in [title.clone(), wide, bare] {
            let request = pb::CheckNameRequest { kind: kind.into(), ..check(&spelling) };
            let answer = checked(&mut client, request).await;
            let taken = format!("与已登记的「{title}」相同");
            let same = answer.findings.iter().any(|finding| finding.value == taken);
            assert!(same && answer.verdict() == NameVerdict::Refused, "{spelling}: {:?}", answer.findings);
        }
        compared += 1;
    }
    assert!(compared > 150, "{compared}");
}
