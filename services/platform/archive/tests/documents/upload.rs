//! UploadDocument: its effect, its repetition, everything that is refused, and that nothing is left of what is.

use std::time::Duration;

use archive::Limits;
use onecode_proto::document::v1 as pb;
use onecode_proto::google::r#type::Date;
use tonic::Code;

use crate::world::*;

#[tokio::test]
async fn a_document_is_stored_recorded_and_told_of() {
    let world = World::new().await;
    let content = pdf(300_000);
    let said = pb::DocumentDescription { subject: "organizations/51330500MJ0000001X".into(), ..charter(&content) };
    let document = upload(&mut world.clerk(), said.clone(), &content).await.unwrap();

    assert_eq!((document.title.as_str(), document.kind.as_str()), ("湖州市童装协会章程", "charter"));
    assert_eq!((document.size_bytes, document.sha256.as_str()), (300_000, sha256(&content).as_str()));
    assert_eq!((document.subject.as_str(), document.attached), (said.subject.as_str(), false));
    assert_eq!((document.department.as_str(), document.division.as_str()), ("civil-affairs", HUZHOU));
    assert_eq!(document.retain_until, Some(Date { year: 2056, month: 11, day: 24 }));
    assert_eq!(document.create_time.unwrap().seconds, testkit::START.unix_timestamp());

    assert_eq!(world.files(), [world.file_of(&document)]);
    assert_eq!(std::fs::read(world.file_of(&document)).unwrap(), content);
    assert_eq!((world.rows().await, world.suite.audited().await, world.suite.published().await), (1, 1, 1));

    let known = pb::GetDocumentRequest { name: document.name.clone() };
    let known = world.clerk().get_document(known).await.unwrap().into_inner().document;
    assert_eq!(known, Some(document));
}

#[tokio::test]
async fn a_document_is_kept_by_the_rule_of_its_own_day_in_shanghai() {
    let world = World::new().await;
    world.suite.clock().advance(time::Duration::hours(14));
    let document = handed_in(&world, 100).await;
    assert_eq!(document.create_time.unwrap().seconds, time::macros::datetime!(2026-11-24 16:00 UTC).unix_timestamp());
    assert_eq!(document.retain_until, Some(Date { year: 2036, month: 11, day: 25 }));
}

#[tokio::test]
async fn the_documents_of_a_subject_are_listed_page_by_page() {
    let world = World::new().await;
    let content = pdf(100);
    let mut handed_in = Vec::new();
    for (number, subject) in
        [(1, "organizations/a"), (2, "organizations/b"), (3, "organizations/a"), (4, "organizations/a")]
    {
        let said =
            pb::DocumentDescription { title: format!("材料{number}"), subject: subject.into(), ..charter(&content) };
        handed_in.push(upload(&mut world.clerk(), said, &content).await.unwrap().name);
        world.suite.clock().advance(time::Duration::SECOND);
    }
    let request = pb::ListDocumentsRequest { subject: "organizations/a".into(), page_size: 2, ..Default::default() };
    let first = world.clerk().list_documents(request.clone()).await.unwrap().into_inner();
    let next = pb::ListDocumentsRequest { page_token: first.next_page_token.clone(), ..request.clone() };
    let second = world.clerk().list_documents(next.clone()).await.unwrap().into_inner();
    let names = |page: &pb::ListDocumentsResponse| page.documents.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&first), [handed_in[0].clone(), handed_in[2].clone()]);
    assert_eq!((names(&second), second.next_page_token.as_str()), (vec![handed_in[3].clone()], ""));

    let foreign = pb::ListDocumentsRequest { subject: "organizations/b".into(), ..next };
    assert_eq!(violated(&world.clerk().list_documents(foreign).await.unwrap_err()), ["page_token"]);
    let nothing = pb::ListDocumentsRequest { page_size: 201, ..Default::default() };
    assert_eq!(violated(&world.clerk().list_documents(nothing).await.unwrap_err()), ["page_size", "subject"]);
}

#[tokio::test]
async fn a_repeated_upload_is_the_same_document_and_leaves_no_second_content() {
    let world = World::new().await;
    let content = pdf(1_000);
    let first = upload(&mut world.keyed("k-1"), charter(&content), &content).await.unwrap();
    let again = upload(&mut world.keyed("k-1"), charter(&content), &content).await.unwrap();
    assert_eq!(first, again);
    assert_eq!((world.rows().await, world.files().len(), world.suite.published().await), (1, 1, 1));

    let other = pdf(1_001);
    let refused = upload(&mut world.keyed("k-1"), charter(&other), &other).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "IDEMPOTENCY_KEY_REUSED".into()));
    assert_eq!((world.rows().await, world.files()), (1, vec![world.file_of(&first)]));
}

#[tokio::test]
async fn eight_racing_repeats_are_one_document() {
    let world = World::new().await;
    let content = pdf(1_000);
    let uploads = (0..8).map(|_| {
        let (mut client, content) = (world.keyed("k-1"), content.clone());
        async move { upload(&mut client, charter(&content), &content).await.unwrap().name }
    });
    let mut names = futures::future::join_all(uploads).await;
    names.dedup();
    assert_eq!((names.len(), world.rows().await, world.files().len()), (1, 1, 1));
}

#[tokio::test]
async fn every_mistake_of_a_description_is_named_at_once() {
    let world = World::new().await;
    let wrong = pb::DocumentDescription {
        title: "章\n程".into(),
        kind: "Charter".into(),
        media_type: "text/html".into(),
        size_bytes: 0,
        sha256: "g".repeat(64),
        subject: "organizations".into(),
    };
    let refused = upload(&mut world.clerk(), wrong, &pdf(100)).await.unwrap_err();
    let fields = ["kind", "media_type", "sha256", "size_bytes", "subject", "title"];
    assert_eq!(violated(&refused), fields.map(|field| format!("description.{field}")));
}

#[tokio::test]
async fn what_is_not_as_described_is_refused_and_leaves_nothing() {
    let world = World::new().await;
    let content = pdf(150_000);
    let said = charter(&content);
    let size = |size_bytes| pb::DocumentDescription { size_bytes, ..said.clone() };
    let hash = pb::DocumentDescription { sha256: sha256(b"another"), ..said.clone() };
    let media = |name: &str| pb::DocumentDescription { media_type: name.into(), ..said.clone() };
    let docx = media("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    for (wrong, why) in [
        (size(150_001), "DOCUMENT_SIZE_MISMATCH"),
        (size(149_999), "DOCUMENT_SIZE_MISMATCH"),
        (hash, "DOCUMENT_HASH_MISMATCH"),
        (media("image/png"), "DOCUMENT_TYPE_MISMATCH"),
        (docx, "DOCUMENT_TYPE_MISMATCH"),
    ] {
        let refused = upload(&mut world.clerk(), wrong, &content).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::InvalidArgument, why.into()));
    }
    assert_eq!((world.rows().await, world.files(), world.suite.audited().await), (0, vec![], 0));
    upload(&mut world.clerk(), said, &content).await.unwrap();
}

#[tokio::test]
async fn a_document_that_is_too_large_is_refused_before_it_comes() {
    let world = World::new().await;
    let limit = i64::try_from(MAX_BYTES).unwrap();
    let said = pb::DocumentDescription { size_bytes: limit + 1, ..charter(b"") };
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    sender.send(described(said)).await.unwrap();
    // The stream stays open: nobody waits for its end.
    let refused =
        world.clerk().upload_document(tokio_stream::wrappers::ReceiverStream::new(receiver)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::ResourceExhausted, "TOO_LARGE".into()));
    assert_eq!(metadata(&refused, "limit_bytes"), limit.to_string());
    drop(sender);

    let whole = pdf(usize::try_from(MAX_BYTES).unwrap());
    upload(&mut world.clerk(), charter(&whole), &whole).await.unwrap();
}

#[tokio::test]
async fn messages_out_of_their_order_are_refused() {
    let world = World::new().await;
    let content = pdf(100);
    let said = charter(&content);
    let empty = pb::UploadDocumentRequest { part: None };
    for (messages, field) in [
        (vec![], "description"),
        (vec![chunk(&content)], "description"),
        (vec![described(said.clone()), described(said.clone())], "description"),
        (vec![described(said.clone()), chunk(&[])], "chunk"),
        (vec![described(said.clone()), chunk(&pdf(262_145))], "chunk"),
        (vec![described(said), empty], "part"),
    ] {
        let refused = world.clerk().upload_document(tokio_stream::iter(messages)).await.unwrap_err();
        assert_eq!(violated(&refused), [field]);
    }
    assert_eq!((world.rows().await, world.files()), (0, vec![]));
}

#[tokio::test]
async fn of_an_upload_whose_caller_goes_away_nothing_is_left() {
    let world = World::new().await;
    let content = pdf(600_000);
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    let mut client = world.keyed("k-1");
    let stream = tokio_stream::wrappers::ReceiverStream::new(receiver);
    let mut call = Box::pin(client.upload_document(stream));
    for message in &messages(charter(&content), &content)[..5] {
        tokio::select! {
            biased;
            sent = sender.send(message.clone()) => sent.unwrap(),
            early = &mut call => panic!("answered before its end: {early:?}"),
        }
    }
    drop(call);
    drop(sender);
    // The same key is free: nothing was recorded under it.
    let document = upload(&mut world.keyed("k-1"), charter(&content), &content).await.unwrap();
    assert_eq!((world.rows().await, world.files()), (1, vec![world.file_of(&document)]));
}

#[tokio::test]
async fn who_may_not_upload_is_told_which_permission_is_missing() {
    let world = World::new().await;
    let content = pdf(100);
    let mut reader = world.reader("inspection");
    let refused = upload(&mut reader, charter(&content), &content).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    assert_eq!(metadata(&refused, "permission"), "document.document.upload");
}

#[tokio::test]
async fn an_upload_under_way_ends_when_its_part_stops() {
    let world = World::new().await;
    let content = pdf(300_000);
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    let mut client = world.clerk();
    let mut call = Box::pin(client.upload_document(tokio_stream::wrappers::ReceiverStream::new(receiver)));
    for message in &messages(charter(&content), &content)[..3] {
        tokio::select! {
            biased;
            sent = sender.send(message.clone()) => sent.unwrap(),
            early = &mut call => panic!("answered before its end: {early:?}"),
        }
    }
    let (refused, ()) = tokio::join!(call, world.suite.stop());
    assert_eq!(reason(&refused.unwrap_err()), (Code::Unavailable, "DRAINING".into()));
}

#[tokio::test]
async fn no_more_uploads_are_taken_at_once_than_may_be_and_others_wait_for_a_place() {
    let world = World::with(Limits { max_uploads: 1, ..Limits::default() }).await;
    let content = pdf(300_000);
    let (sender, receiver) = tokio::sync::mpsc::channel(8);
    for message in &messages(charter(&content), &content)[..3] {
        sender.send(message.clone()).await.unwrap();
    }
    let (mut one, mut other) = (world.clerk(), world.clerk());
    let mut first = Box::pin(one.upload_document(tokio_stream::wrappers::ReceiverStream::new(receiver)));
    // Those that overtake the first are done; once that has the place, none is.
    let mut waiting = loop {
        let mut next = Box::pin(upload(&mut other, charter(&content), &content));
        tokio::select! {
            biased;
            early = &mut first => panic!("answered before its end: {early:?}"),
            done = &mut next => drop(done.unwrap()),
            () = tokio::time::sleep(Duration::from_millis(500)) => break next,
        }
        drop(next);
    };
    drop((first, sender));
    waiting.as_mut().await.unwrap();
}

#[tokio::test]
async fn an_upload_that_is_never_silent_and_never_ends_is_ended() {
    let world = World::with(Limits { upload_timeout: Duration::from_millis(200), ..Limits::default() }).await;
    let said = pb::DocumentDescription { size_bytes: i64::try_from(MAX_BYTES).unwrap(), ..charter(&pdf(100)) };
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    sender.send(described(said)).await.unwrap();
    let trickle = async {
        while sender.send(chunk(b"%")).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let mut client = world.clerk();
    let call = client.upload_document(tokio_stream::wrappers::ReceiverStream::new(receiver));
    // The sender ends with the call, which drops the receiver.
    let (ended, ()) = tokio::join!(call, trickle);
    assert_eq!(reason(&ended.unwrap_err()), (Code::DeadlineExceeded, "DEADLINE_EXCEEDED".into()));
    assert_eq!((world.rows().await, world.files()), (0, vec![]));
}
