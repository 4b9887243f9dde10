//! The sweeper: what nothing refers to goes after thirty days, what a crash left after one, and nothing else ever.

use std::fs;

use archive::{Archive, Limits, Store, Swept};
use time::Duration;

use crate::attaching::attach_to_case;
use crate::world::*;

#[tokio::test]
async fn a_document_that_nothing_refers_to_goes_after_thirty_days_and_an_attached_one_never() {
    let world = World::new().await;
    let (kept, idle) = (handed_in(&world, 100).await, handed_in(&world, 200).await);
    attach_to_case(&world, &kept).await;
    world.suite.clock().advance(Duration::days(30));
    let late = handed_in(&world, 300).await;
    assert_eq!(world.archive.sweep().await.unwrap(), Swept::default(), "not before the thirtieth day is over");

    world.suite.clock().advance(Duration::MICROSECOND);
    let facts = world.suite.published().await;
    assert_eq!(world.archive.sweep().await.unwrap(), Swept { documents: 1, contents: 1 });
    assert_eq!((world.rows().await, world.files().len()), (2, 2));
    assert!(world.file_of(&kept).exists() && !world.file_of(&idle).exists());
    assert_eq!(world.suite.published().await, facts + 1, "that it is gone is told");
    let get = onecode_proto::document::v1::GetDocumentRequest { name: late.name };
    world.clerk().get_document(get).await.unwrap();

    world.suite.clock().advance(Duration::days(365 * 100));
    assert_eq!(world.archive.sweep().await.unwrap(), Swept { documents: 1, contents: 1 }, "the late one");
    assert!(world.file_of(&kept).exists(), "when its time is over people decide");
    assert_eq!(world.archive.sweep().await.unwrap(), Swept::default());
}

#[tokio::test]
async fn a_content_without_a_document_goes_after_a_day_and_what_is_not_ours_stays() {
    let world = World::new().await;
    let document = handed_in(&world, 100).await;
    let place = world.file_of(&document);
    let orphan = place.with_file_name(world.suite.clock().new_id().to_string());
    let foreign = place.with_file_name("README");
    let half = place.with_file_name(format!("{}#1", world.suite.clock().new_id()));
    for file in [&orphan, &half, &foreign] {
        fs::write(file, b"left by a crash").unwrap();
    }
    world.suite.clock().advance(Duration::days(1));
    assert_eq!(world.archive.sweep().await.unwrap(), Swept::default(), "an upload may still be on its way");
    world.suite.clock().advance(Duration::SECOND);
    assert_eq!(world.archive.sweep().await.unwrap(), Swept { documents: 0, contents: 2 });
    assert!(!orphan.exists() && !half.exists() && foreign.exists() && place.exists());
    assert_eq!(world.rows().await, 1);
}

#[tokio::test]
async fn nothing_is_swept_from_the_store_of_another_database() {
    let (world, stranger) = (World::new().await, World::new().await);
    let document = handed_in(&world, 100).await;
    world.archive.sweep().await.unwrap();
    let misled =
        Archive::new(stranger.suite.uow().clone(), Store::folder(world.folder()).unwrap(), Limits::default(), |_| {
            Ok(1)
        });
    stranger.suite.clock().advance(Duration::days(2));
    assert_eq!(misled.sweep().await.unwrap(), Swept::default());
    assert!(world.file_of(&document).exists());
}

#[tokio::test]
async fn four_sweepers_at_once_remove_each_document_once() {
    let world = World::new().await;
    for _ in 0..20 {
        handed_in(&world, 100).await;
    }
    world.suite.clock().advance(Duration::days(31));
    let swept = futures::future::join_all((0..4).map(|_| world.archive.sweep())).await;
    let documents: u64 = swept.into_iter().map(|swept| swept.unwrap().documents).sum();
    assert_eq!((documents, world.rows().await), (20, 0));
    assert_eq!(world.suite.published().await, 40, "each upload and each removal is told once");
    world.archive.sweep().await.unwrap();
    assert_eq!(world.files().len(), 0);
}

#[tokio::test]
async fn four_sweepers_at_once_remove_what_crashes_left_and_none_stumbles_over_another() {
    let world = World::new().await;
    let place = world.file_of(&handed_in(&world, 100).await);
    for _ in 0..500 {
        fs::write(place.with_file_name(format!("{}#1", world.suite.clock().new_id())), b"left by a crash").unwrap();
    }
    world.suite.clock().advance(Duration::days(2));
    let swept = futures::future::join_all((0..4).map(|_| world.archive.sweep())).await;
    let contents: u64 = swept.into_iter().map(|swept| swept.unwrap().contents).sum();
    assert_eq!((contents, world.files()), (500, vec![place]));
}
