//! Approval of amended charters.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::application::Content;
use tonic::Code;

use crate::papers::*;
use crate::town::*;

#[tokio::test]
async fn an_amended_charter_becomes_the_one_in_force_and_the_former_stays_known() {
    let town = Town::new().await;
    let code = town.established("湖州市桑蚕文化研究会", 1).await;
    let content = Content::Charter(pb::CharterContent { approved_date: date(2026, 11, 20), ..Default::default() });
    let without = town.create(about(&code, content.clone())).await;
    let documents = town.documents(RESOLVED).await;
    let request = pb::SubmitApplicationRequest { name: without.name.clone(), etag: without.etag.clone(), documents };
    let refused = town.portal().submit_application(request).await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "DOCUMENTS_MISSING");
    assert_eq!(metadata(&refused, "kinds"), "charter");

    let approved = town.approved(about(&code, content), AMENDED).await;
    let charters = town.charters(&code).await;
    assert_eq!(charters.len(), 2);
    let filed = town.case(&approved).await.documents.into_iter().find(|document| document.kind == "charter").unwrap();
    let amended = charters.iter().find(|charter| charter.application == approved.name).unwrap();
    assert_eq!((&amended.document, &amended.sha256), (&filed.document, &filed.sha256));
    assert_eq!(amended.approved_date, date(2026, 11, 24));
    assert_eq!(town.certificates(&code).await.len(), 1, "a certificate states nothing of the charter");
}
