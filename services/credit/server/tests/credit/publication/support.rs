//! What the stories of publications share.

pub(crate) use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::publication_service_client::PublicationServiceClient;
pub(crate) use onecode_proto::inspection::v1 as inspection;
pub(crate) use pb::{PublicationKind as Kind, PublicationState as State, PublicationWithdrawalGround as Ground};
use testkit::Client;
pub(crate) use testkit::refusal::{metadata, reason, violated_sorted};
pub(crate) use time::Duration;
pub(crate) use tonic::Code;

pub(crate) use crate::listing::support::{annulled, day, name, punished, today};
pub(crate) use crate::record::penalty;
pub(crate) use crate::world::{HUZHOU, World, code, date};

pub(crate) type Publications = PublicationServiceClient<Client>;

pub(crate) const ANNOUNCEMENT: &str = "announcements/018f0000-0000-7000-8000-0000000000aa";

/// Somebody of a department of Huzhou.
pub(crate) fn by(world: &World, department: &str, role: &str) -> Publications {
    Publications::new(world.client(world.caller(department, &[role]).fresh()))
}

/// An official of the registering authority of Huzhou.
pub(crate) fn official(world: &World, role: &str, account: &str) -> Publications {
    let caller = world.suite.identities().official("civil-affairs", HUZHOU, &[role], account);
    Publications::new(world.client(caller.fresh()))
}

/// Anybody.
pub(crate) fn anybody(world: &World) -> Publications {
    by(world, "portal", "public-portal")
}

/// Everything that is due is done.
pub(crate) async fn sweep(world: &World) {
    let sweeper = credit_server::PublicationSweeper::new(world.suite.uow().clone());
    sweeper.sweep().await.unwrap();
}

/// What passes a filter, as anybody sees it.
pub(crate) async fn listed(world: &World, filter: pb::PublicationFilter) -> Vec<pb::Publication> {
    let request = pb::ListPublicationsRequest { filter: Some(filter), page_size: 200, ..Default::default() };
    anybody(world).list_publications(request).await.unwrap().into_inner().publications
}

/// What of a kind stands before the public of an organisation.
pub(crate) async fn shown(world: &World, code: &str, kind: Kind) -> Vec<pb::Publication> {
    let filter = pb::PublicationFilter { organization: name(code), kinds: vec![kind.into()], ..Default::default() };
    listed(world, filter).await
}

pub(crate) async fn get(world: &World, name: &str) -> pb::Publication {
    let request = pb::GetPublicationRequest { name: name.to_owned() };
    anybody(world).get_publication(request).await.unwrap().into_inner().publication.unwrap()
}

/// A fine decided today by the registering authority, of the number.
pub(crate) async fn fined(world: &World, code: &str, number: u32) {
    let kinds = [inspection::SanctionKind::Warning, inspection::SanctionKind::Fine];
    punished(world, code, number, &kinds, 500_000).await;
}

/// Inspection makes a decision public, or takes it from before the public.
pub(crate) async fn made_public(world: &World, code: &str, number: u32, published: bool) {
    let changed = inspection::PenaltyPublicationChanged {
        penalty: format!("penalties/018f0000-0000-7000-8000-{number:012}"),
        organization: name(code),
        department: "departments/civil-affairs".into(),
        division: HUZHOU.into(),
        announcement: ANNOUNCEMENT.into(),
        published,
        change_date: day(today(world)),
        ..Default::default()
    };
    world.tell("penalties/x", changed).await;
    world.caught_up().await;
}

/// An association with a fine that is before the public; its publication.
pub(crate) async fn exposed(world: &World, serial: u32) -> pb::Publication {
    world.register(&code(serial)).await;
    fined(world, &code(serial), serial).await;
    made_public(world, &code(serial), serial, true).await;
    sweep(world).await;
    let [one] = shown(world, &code(serial), Kind::Penalty).await.try_into().unwrap();
    one
}

/// How many facts of a type were told.
pub(crate) async fn facts(world: &World, kind: &str) -> i64 {
    world.suite.sequenced().await;
    let told = "select count(*) from uow.event where type = 'onecode.credit.v1.' || $1";
    let query = sqlx::query_scalar(told).bind(kind);
    query.fetch_one(&mut world.suite.database().connection().await).await.unwrap()
}
