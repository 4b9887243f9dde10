//! Documents are pinned by their content when they are handed in.

use std::fs;
use std::path::{Path, PathBuf};

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::application_service_client::ApplicationServiceClient;
use tonic::Code;

use crate::papers::*;
use crate::town::*;

fn files(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[tokio::test]
async fn a_document_swapped_after_it_was_handed_in_stops_the_approval_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let store = archive::Store::folder(folder.path()).unwrap();
    let town = Town::with(|config| config.documents = store).await;
    let ready = town.ready(association("湖州市桑蚕文化研究会", 1), PAPERS).await;
    let charter = town.case(&ready).await.documents.into_iter().find(|one| one.kind == "charter").unwrap();
    let file =
        files(folder.path()).into_iter().find(|file| fs::read(file).unwrap().windows(7).any(|at| at == b"charter"));
    let (file, right) = (file.clone().unwrap(), fs::read(file.unwrap()).unwrap());
    let mut swapped = right.clone();
    let at = swapped.len() - 3;
    swapped[at] ^= 1;
    fs::write(&file, swapped).unwrap();
    let refused = town.approve(&ready.name, "").await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "DOCUMENT_CHANGED");
    assert_eq!(metadata(&refused, "documents"), charter.document);
    assert_eq!(town.suite.count("select count(*) from registry.organization").await, 0);
    assert_eq!(town.get(&ready.name).await, ready);
    fs::write(&file, &right).unwrap();
    let request = pb::ApproveApplicationRequest {
        name: ready.name.clone(),
        etag: ready.etag.clone(),
        number: "湖民社登〔2026〕12号".into(),
        reasons: String::new(),
    };
    let caller = town.suite.registrar().keyed("approve");
    let mut registrar = ApplicationServiceClient::new(town.suite.client(caller));
    let approved = registrar.approve_application(request.clone()).await.unwrap().into_inner();
    fs::write(&file, [right.as_slice(), b"more"].concat()).unwrap();
    assert_eq!(registrar.approve_application(request).await.unwrap().into_inner(), approved, "it was decided before");
}

#[tokio::test]
async fn missing_kinds_are_named_with_the_rule_and_a_document_belongs_to_one_application() {
    let town = Town::new().await;
    let draft = town.create(association("湖州市桑蚕文化研究会", 1)).await;
    let documents = town.documents(&["application", "charter"]).await;
    let hand_in = |seen: &pb::Application, documents: &[String]| pb::SubmitApplicationRequest {
        name: seen.name.clone(),
        etag: seen.etag.clone(),
        documents: documents.to_vec(),
    };
    let refused = town.portal().submit_application(hand_in(&draft, &documents)).await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "DOCUMENTS_MISSING");
    assert_eq!(metadata(&refused, "kinds"), "leaders-particulars,capital-verification,premises-right");
    let nowhere = vec![format!("documents/{}", uuid::Uuid::from_u128(7))];
    let refused = town.portal().submit_application(hand_in(&draft, &nowhere)).await.unwrap_err();
    assert_eq!(reason(&refused, Code::NotFound), "DOCUMENT_NOT_FOUND");

    let all = town.documents(PAPERS).await;
    town.portal().submit_application(hand_in(&draft, &all)).await.unwrap();
    let other = town.create(association("湖州市丝绸文化研究会", 3)).await;
    let refused = town.portal().submit_application(hand_in(&other, &all)).await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "DOCUMENT_ATTACHED_ELSEWHERE");
    assert_eq!(town.get(&other.name).await.etag, other.etag);
}

#[tokio::test]
async fn papers_are_kept_for_thirty_years_from_the_decision() {
    let town = Town::new().await;
    let ready = town.ready(association("湖州市桑蚕文化研究会", 1), PAPERS).await;
    let kept = async |until| {
        let mut connection = town.suite.database().connection().await;
        let days: Vec<time::Date> =
            sqlx::query_scalar("select distinct retain_until from archive.document where subject = $1")
                .bind(&ready.name)
                .fetch_all(&mut connection)
                .await
                .unwrap();
        assert_eq!(days, [until]);
    };
    kept(time::macros::date!(2056 - 11 - 24)).await;
    town.suite.clock().advance(time::Duration::days(10));
    town.approve(&ready.name, "").await.unwrap();
    kept(time::macros::date!(2056 - 12 - 04)).await;
}
