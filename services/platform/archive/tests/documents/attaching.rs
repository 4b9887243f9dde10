//! What other services do with documents: attach them in their own units of work, and find them.

use archive::{Attached, attach, find, keep};
use fault::Fault;
use onecode_proto::document::v1 as pb;
use uow::{Call, Scope, Tx};
use uuid::Uuid;

use crate::world::*;

const CASE: &str = "applications/1";

#[derive(Debug)]
struct Refer {
    ids: Vec<Uuid>,
    subject: &'static str,
}

async fn refer(tx: &mut Tx, wanted: &Refer) -> Result<Vec<Attached>, Fault> {
    attach(tx, &wanted.ids, wanted.subject).await
}

/// Attaches on behalf of a division; the kinds of what was attached, in order.
async fn attached(world: &World, division: &str, subject: &'static str, ids: &[Uuid]) -> Result<Vec<String>, Fault> {
    let scope = Scope::division(division);
    let call = Call { scope, ..Call::of_task("test/attach", world.suite.clock().new_id()) };
    let kinds = |attached: Vec<Attached>| attached.into_iter().map(|it| it.kind).collect::<Vec<_>>().join(",");
    let reply = world.archive_uow().write(&call, &Refer { ids: ids.to_vec(), subject }, refer, kinds).await?;
    Ok(reply.split(',').map(str::to_owned).collect())
}

impl World {
    fn archive_uow(&self) -> &uow::Uow {
        self.suite.uow()
    }
}

pub(crate) fn id(document: &pb::Document) -> Uuid {
    document.name.strip_prefix("documents/").unwrap().parse().unwrap()
}

pub(crate) async fn attach_to_case(world: &World, document: &pb::Document) {
    attached(world, HUZHOU, CASE, &[id(document)]).await.unwrap();
}

#[tokio::test]
async fn attached_documents_belong_to_their_subject_and_come_back_in_the_order_asked() {
    let world = World::new().await;
    let content = pdf(100);
    let resolution = pb::DocumentDescription { kind: "resolution".into(), ..charter(&content) };
    let first = handed_in(&world, 100).await;
    let second = upload(&mut world.clerk(), resolution, &content).await.unwrap();
    let kinds = attached(&world, HUZHOU, CASE, &[id(&second), id(&first)]).await.unwrap();
    assert_eq!(kinds, ["resolution", "charter"]);

    let list = pb::ListDocumentsRequest { subject: CASE.into(), ..Default::default() };
    let listed = world.clerk().list_documents(list).await.unwrap().into_inner().documents;
    assert_eq!(listed.len(), 2);
    assert!(listed.iter().all(|document| document.attached && document.subject == CASE));
    assert_eq!(world.suite.published().await, 4, "two uploads, two attachments");

    attached(&world, HUZHOU, CASE, &[id(&first)]).await.unwrap();
    assert_eq!(world.suite.published().await, 4, "what belongs there already is no news");
}

#[tokio::test]
async fn unknown_and_hidden_documents_are_named_and_nothing_is_attached() {
    let world = World::new().await;
    let document = handed_in(&world, 100).await;
    let unknown = Uuid::from_u128(7);
    let refused = attached(&world, HUZHOU, CASE, &[id(&document), unknown]).await.unwrap_err();
    assert_eq!(refused.reason(), "DOCUMENT_NOT_FOUND");
    assert_eq!(refused.metadata(), [("documents", unknown.to_string())]);
    let hidden = attached(&world, HANGZHOU, CASE, &[id(&document)]).await.unwrap_err();
    assert_eq!(hidden.metadata(), [("documents", id(&document).to_string())]);
    assert_eq!(world.suite.count("select count(*) from archive.document where attached_at is not null").await, 0);
}

#[tokio::test]
async fn a_document_that_belongs_to_another_subject_is_refused() {
    let world = World::new().await;
    let document = handed_in(&world, 100).await;
    attach_to_case(&world, &document).await;
    let refused = attached(&world, HUZHOU, "applications/2", &[id(&document)]).await.unwrap_err();
    assert_eq!(refused.reason(), "DOCUMENT_ATTACHED_ELSEWHERE");
    assert_eq!(refused.metadata(), [("documents", id(&document).to_string())]);
}

#[tokio::test]
async fn of_two_cases_that_take_one_document_at_once_one_has_it() {
    let world = World::new().await;
    let document = handed_in(&world, 100).await;
    let ids = [id(&document)];
    let (one, other) = tokio::join!(
        attached(&world, HUZHOU, "applications/1", &ids),
        attached(&world, HUZHOU, "applications/2", &ids),
    );
    assert!(one.is_ok() != other.is_ok());
    assert_eq!(one.err().or(other.err()).unwrap().reason(), "DOCUMENT_ATTACHED_ELSEWHERE");
}

#[tokio::test]
async fn documents_are_found_within_a_scope_with_the_hash_that_a_case_pins() {
    let world = World::new().await;
    let document = handed_in(&world, 100).await;
    let mut connection = world.suite.database().connection().await;
    let ids = [id(&document), Uuid::from_u128(7)];
    let found = find(&mut connection, &Scope::division(HUZHOU), &ids).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].id, found[0].kind.as_str()), (id(&document), "charter"));
    world.archive.verify(found[0].id, &found[0].sha256).await.unwrap();
    assert_eq!(find(&mut connection, &Scope::division(HANGZHOU), &ids).await.unwrap(), []);
}

async fn keep_case(tx: &mut Tx, years: &u16) -> Result<(), Fault> {
    keep(tx, &[CASE.to_owned(), "notices/1".to_owned()], *years).await
}

#[tokio::test]
async fn what_belongs_to_a_case_is_kept_from_the_day_on_which_it_ends_and_never_for_less_than_before() {
    let world = World::new().await;
    let (mine, other) = (handed_in(&world, 100).await, handed_in(&world, 100).await);
    attach_to_case(&world, &mine).await;
    attached(&world, HUZHOU, "applications/2", &[id(&other)]).await.unwrap();
    world.suite.clock().advance(time::Duration::days(100));
    let ended = async |years: u16| {
        let call = Call::of_task("test/keep", world.suite.clock().new_id());
        world.archive_uow().write(&call, &years, keep_case, |()| ()).await.unwrap();
    };
    let until = async |document: &pb::Document| {
        let known = pb::GetDocumentRequest { name: document.name.clone() };
        let known = world.clerk().get_document(known).await.unwrap().into_inner().document.unwrap();
        known.retain_until.map(|day| (day.year, day.month, day.day)).unwrap()
    };
    ended(20).await;
    assert_eq!(until(&mine).await, (2056, 11, 24), "thirty years from the day on which it was handed in are more");
    let told = world.suite.published().await;
    ended(30).await;
    ended(30).await;
    assert_eq!((until(&mine).await, until(&other).await), ((2057, 3, 4), (2056, 11, 24)));
    assert_eq!(world.suite.published().await, told + 1, "that it is kept for longer is told once");
}
