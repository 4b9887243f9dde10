//! Every recorded change, newest first.

use onecode_proto::registry::v1 as pb;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn revisions_come_newest_first_page_by_page_and_show_only_what_they_state() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let mut seen = created(&mut client, 1).await;
    for number in 2..=5 {
        let request = retitle(&seen, &format!("湖州市第{number}号协会"), None);
        seen = client.update_organization(request).await.unwrap().into_inner().organization.unwrap();
    }
    let (mut revisions, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListOrganizationRevisionsRequest { parent: name(1), page_size: 2, page_token };
        let page = client.list_organization_revisions(request).await.unwrap().into_inner();
        revisions.extend(page.revisions);
        page_token = page.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    let numbers: Vec<i64> = revisions.iter().map(|revision| revision.revision).collect();
    assert_eq!(numbers, [5, 4, 3, 2, 1]);
    let newest = &revisions[0];
    assert_eq!(newest.name, format!("{}/revisions/5", name(1)));
    assert_eq!((newest.paths.as_slice(), newest.department.as_str()), (&["title".to_owned()][..], "civil-affairs"));
    let stated = pb::Organization { title: "湖州市第5号协会".into(), ..Default::default() };
    assert_eq!(newest.particulars.as_ref(), Some(&stated));
    assert_eq!(newest.valid_from, date(2026, 11, 24));
    let first = revisions[4].particulars.as_ref().unwrap();
    assert_eq!((first.legal_representative.as_str(), first.contact_phone.as_str()), ("张*", ""));
    assert_eq!(revisions[4].basis, "湖民社登〔2026〕1号");
    let times: Vec<_> =
        revisions.iter().map(|revision| revision.record_time.unwrap()).map(|t| (t.seconds, t.nanos)).collect();
    assert!(times.windows(2).all(|pair| pair[0] > pair[1]), "record time rises although the clock stands still");
}

#[tokio::test]
async fn what_the_caller_may_not_see_has_no_revisions() {
    let suite = registry().await;
    created(&mut registrar(&suite), 1).await;
    let request = pb::ListOrganizationRevisionsRequest { parent: name(1), ..Default::default() };
    let refused = registrar_of(&suite, HANGZHOU).list_organization_revisions(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
}
