//! The proof of a delivery (送达回证): a document that belongs to its notice from then on, with the content that was seen.

use archive::{Archive, Limits, Store};
use onecode_proto::document::v1 as documents;
use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
use onecode_proto::procedure::v1 as pb;
use onecode_proto::procedure::v1::ServiceMethod;
use testkit::Suite;
use time::Duration;
use tonic::Code;

use crate::notice::{again, delivered, delivery, issued, refused, served, service};
use crate::support::{HANGZHOU, HUZHOU, REGISTRAR, reason, registry, violated};

async fn handed_in(suite: &Suite, division: &str) -> documents::Document {
    let clerk = suite.identities().caller(REGISTRAR, division, &["document-clerk"]);
    let mut client = DocumentServiceClient::new(suite.client(clerk.fresh()));
    let upload = tokio_stream::iter(testkit::papers::upload("delivery-receipt"));
    client.upload_document(upload).await.unwrap().into_inner().document.unwrap()
}

async fn known(suite: &Suite, name: &str) -> Option<documents::Document> {
    let clerk = suite.identities().caller(REGISTRAR, HUZHOU, &["document-clerk"]);
    let request = documents::GetDocumentRequest { name: name.to_owned() };
    let answer = DocumentServiceClient::new(suite.client(clerk.fresh())).get_document(request).await;
    answer.ok().map(|answer| answer.into_inner().document.unwrap())
}

/// A notice that was handed over.
async fn handed_over(suite: &Suite) -> pb::Notice {
    let notice = issued(suite).await;
    served(suite, service(&notice, ServiceMethod::Direct, 24)).await.unwrap()
}

fn proven(notice: &pb::Notice, proof: &documents::Document) -> pb::RecordDeliveryRequest {
    pb::RecordDeliveryRequest {
        proof: proof.name.clone(),
        proof_sha256: proof.sha256.to_uppercase(),
        ..delivery(notice, 11, 24)
    }
}

#[tokio::test]
async fn a_proof_belongs_to_its_notice_and_is_kept_when_what_nothing_refers_to_goes() {
    let suite = registry().await;
    let (proof, idle) = (handed_in(&suite, HUZHOU).await, handed_in(&suite, HUZHOU).await);
    let done = delivered(&suite, proven(&handed_over(&suite).await, &proof)).await.unwrap();
    assert_eq!((&done.proof, &done.proof_sha256), (&proof.name, &proof.sha256));
    let kept = known(&suite, &proof.name).await.unwrap();
    assert_eq!((kept.subject.as_str(), kept.attached), (done.name.as_str(), true));
    assert_eq!(suite.facts::<documents::DocumentAttached>().await.len(), 1);

    suite.clock().advance(Duration::days(31));
    let archive = Archive::new(suite.uow().clone(), Store::memory(), Limits::default(), |_| Ok(1));
    assert_eq!(archive.sweep().await.unwrap().documents, 1);
    assert_eq!((known(&suite, &proof.name).await.is_some(), known(&suite, &idle.name).await), (true, None));
}

#[tokio::test]
async fn a_proof_must_be_there_for_the_caller_with_the_content_stated_and_belong_to_nothing_else() {
    let suite = registry().await;
    let notice = handed_over(&suite).await;
    let proof = handed_in(&suite, HUZHOU).await;
    let other = pb::RecordDeliveryRequest { proof_sha256: "ab".repeat(32), ..proven(&notice, &proof) };
    assert_eq!(violated(&delivered(&suite, other).await.unwrap_err()), ["proof_sha256"]);
    assert!(!known(&suite, &proof.name).await.unwrap().attached, "nothing is left of what was refused");
    let nowhere = documents::Document { name: format!("documents/{}", suite.clock().new_id()), ..proof.clone() };
    for unseen in [nowhere, handed_in(&suite, HANGZHOU).await] {
        let unseen = delivered(&suite, proven(&notice, &unseen)).await.unwrap_err();
        assert_eq!(reason(&unseen), refused(Code::NotFound, "DOCUMENT_NOT_FOUND"));
    }
    assert_eq!(again(&suite, &notice).await, notice);

    delivered(&suite, proven(&notice, &proof)).await.unwrap();
    let twice = delivered(&suite, proven(&handed_over(&suite).await, &proof)).await.unwrap_err();
    assert_eq!(reason(&twice), refused(Code::FailedPrecondition, "DOCUMENT_ATTACHED_ELSEWHERE"));
}
