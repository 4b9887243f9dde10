//! DownloadDocument: for a stated purpose, recorded, and verified to the last byte.

use onecode_proto::document::v1 as pb;
use tonic::Code;

use crate::world::*;

const DISCLOSURES: &str = "select count(*) from uow.audit where kind = 'sensitive_read'";

#[tokio::test]
async fn a_content_comes_back_as_it_was_handed_in() {
    let world = World::new().await;
    for bytes in [10, 262_144, 262_145, 1_000_000] {
        let document = handed_in(&world, bytes).await;
        let (content, ended) = download(&mut world.reader("inspection"), &document.name).await;
        ended.unwrap();
        assert!(content == pdf(bytes), "{bytes} bytes");
    }
}

#[tokio::test]
async fn the_first_message_has_the_document_and_no_other_has() {
    let world = World::new().await;
    let document = handed_in(&world, 300_000).await;
    let request = pb::DownloadDocumentRequest { name: document.name.clone() };
    let mut answers = world.reader("inspection").download_document(request).await.unwrap().into_inner();
    let first = answers.message().await.unwrap().unwrap();
    assert_eq!((first.document, first.content.len()), (Some(document), 0));
    let second = answers.message().await.unwrap().unwrap();
    assert_eq!((second.document, second.content.len()), (None, 262_144));
}

#[tokio::test]
async fn without_a_purpose_or_its_permission_a_content_is_not_shown_and_with_both_that_is_recorded() {
    let world = World::new().await;
    let name = handed_in(&world, 100).await.name;
    let permitted = world.caller(HUZHOU, &["document-content-reader"]);
    let (_, refused) = download(&mut world.client(&permitted), &name).await;
    assert_eq!(reason(&refused.unwrap_err()), (Code::InvalidArgument, "PURPOSE_REQUIRED".into()));

    let clerk = world.caller(HUZHOU, &["document-clerk"]).because("curiosity");
    let (_, refused) = download(&mut world.client(&clerk), &name).await;
    let refused = refused.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    assert_eq!(metadata(&refused, "permission"), "document.document.read_content");
    assert_eq!(world.suite.count(DISCLOSURES).await, 0);

    download(&mut world.reader("inspection-2026-7"), &name).await.1.unwrap();
    let recorded = "select count(*) from uow.audit where kind = 'sensitive_read' and purpose = 'inspection-2026-7'
        and department = 'civil-affairs' and method like '%/DownloadDocument'";
    assert_eq!((world.suite.count(recorded).await, world.suite.count(DISCLOSURES).await), (1, 1));
}

#[tokio::test]
async fn a_document_of_another_division_does_not_exist_for_the_caller() {
    let world = World::new().await;
    let content = pdf(100);
    let said = pb::DocumentDescription { subject: "organizations/a".into(), ..charter(&content) };
    let document = upload(&mut world.clerk(), said, &content).await.unwrap();
    let elsewhere = world.caller(HANGZHOU, &["document-clerk", "document-content-reader"]).because("inspection");
    let mut elsewhere = world.client(&elsewhere);

    let unknown = pb::GetDocumentRequest { name: format!("documents/{}", uuid::Uuid::nil()) };
    let unknown = world.clerk().get_document(unknown).await.unwrap_err();
    let hidden = elsewhere.get_document(pb::GetDocumentRequest { name: document.name.clone() }).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "DOCUMENT_NOT_FOUND".into()));
    assert_eq!(reason(&hidden), reason(&unknown));
    let (_, refused) = download(&mut elsewhere, &document.name).await;
    assert_eq!(reason(&refused.unwrap_err()), (Code::NotFound, "DOCUMENT_NOT_FOUND".into()));
    let list = pb::ListDocumentsRequest { subject: "organizations/a".into(), ..Default::default() };
    assert_eq!(elsewhere.list_documents(list.clone()).await.unwrap().into_inner().documents, []);

    let province = world.client(&world.caller("330000", &["document-clerk"]));
    assert_eq!({ province }.list_documents(list).await.unwrap().into_inner().documents, [document]);
}

#[tokio::test]
async fn a_swapped_cut_or_lost_content_never_comes_to_its_end() {
    let world = World::new().await;
    let whole = pdf(600_000);
    let mut swapped = whole.clone();
    swapped[100] ^= 1;
    let longer = [&whole[..], b"more"].concat();
    for damage in [Some(&swapped[..]), Some(&whole[..599_999]), Some(&longer), Some(b""), None] {
        let document = handed_in(&world, 600_000).await;
        let file = world.file_of(&document);
        let id = document.name.strip_prefix("documents/").unwrap();
        world.archive.verify(id.parse().unwrap(), &digest(&whole)).await.unwrap();
        match damage {
            Some(content) => std::fs::write(&file, content).unwrap(),
            None => std::fs::remove_file(&file).unwrap(),
        }
        let (content, ended) = download(&mut world.reader("inspection"), &document.name).await;
        let broken = ended.unwrap_err();
        assert_eq!(reason(&broken), (Code::Internal, "DOCUMENT_DAMAGED".into()));
        assert_eq!(metadata(&broken, "document"), id);
        assert_eq!(
            content.len(),
            damage.map_or(0, |damage| damage.len() / 262_144 * 262_144),
            "the last piece is held back"
        );
        let verified = world.archive.verify(id.parse().unwrap(), &digest(&whole)).await.unwrap_err();
        assert_eq!(verified.reason(), "DOCUMENT_DAMAGED");
    }
}

#[tokio::test]
async fn of_a_swapped_content_of_one_whole_piece_nothing_is_shown() {
    let world = World::new().await;
    let document = handed_in(&world, 262_144).await;
    std::fs::write(world.file_of(&document), vec![7; 262_144]).unwrap();
    let (content, ended) = download(&mut world.reader("inspection"), &document.name).await;
    assert_eq!(reason(&ended.unwrap_err()).1, "DOCUMENT_DAMAGED");
    assert_eq!(content.len(), 0);
}

fn digest(content: &[u8]) -> [u8; 32] {
    use sha2::{Digest as _, Sha256};
    Sha256::digest(content).into()
}
