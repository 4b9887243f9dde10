//! An authority, its experts and its committee, and an organisation that applies.

use inspection_domain::rating::sheet;
use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::rating_expert_service_client::RatingExpertServiceClient;
use onecode_proto::inspection::v1::rating_service_client::RatingServiceClient;
use onecode_proto::registry::v1 as registry;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use prost::Message;
pub(crate) use testkit::refusal::{metadata, reason, violated_sorted as violated};
use testkit::{Caller, Client, papers};
use time::{Date, OffsetDateTime, Time};
use vocab::OrganizationClass;

pub(crate) use crate::steps::*;
pub(crate) use crate::world::*;

pub(crate) type Ratings = RatingServiceClient<Client>;
pub(crate) type Experts = RatingExpertServiceClient<Client>;

pub(crate) const CIVIL: &str = "civil-affairs";
pub(crate) const PORTAL: &str = "data-bureau";

/// A world whose clock stands on the morning of a day.
pub(crate) async fn world_on(day: Date) -> World {
    let world = World::start().await;
    at(&world, day);
    world
}

/// Moves the clock to the morning of a day.
pub(crate) fn at(world: &World, day: Date) {
    let clock = world.suite.clock();
    let morning = OffsetDateTime::new_utc(day, Time::from_hms(2, 0, 0).unwrap());
    clock.advance(morning - clock.now());
}

pub(crate) fn authority_caller(world: &World) -> Caller {
    world.caller(CIVIL, &["rating-authority"])
}

/// The authority.
pub(crate) fn authority(world: &World) -> Ratings {
    Ratings::new(world.client(authority_caller(world).fresh()))
}

/// Where organisations apply.
pub(crate) fn portal(world: &World) -> Ratings {
    Ratings::new(world.client(world.caller(PORTAL, &["rating-applicant"]).fresh()))
}

/// Somebody of the authority who calls under an account.
pub(crate) fn person(world: &World, role: &str, account: &str) -> Ratings {
    let caller = world.suite.identities().official(CIVIL, HUZHOU, &[role], account);
    Ratings::new(world.client(caller.fresh()))
}

/// The authority of another city.
pub(crate) fn neighbour(world: &World) -> Ratings {
    let caller = world.suite.identities().caller(CIVIL, "330100", &["rating-authority", "rating-applicant"]);
    Ratings::new(world.client(caller.fresh()))
}

/// The pool of the authority.
pub(crate) fn experts(world: &World) -> Experts {
    Experts::new(world.client(authority_caller(world).fresh()))
}

/// Registers an association that was established on 1 March 2020; its name.
pub(crate) async fn organization(world: &World, serial: u32) -> String {
    let code = code(serial);
    let request = registry::CreateOrganizationRequest {
        organization: Some(registry::Organization {
            code: code.clone(),
            title: format!("湖州市第{serial}协会"),
            kind: registry::OrganizationKind::SocialGroup.into(),
            division: HUZHOU.into(),
            established_date: date(2020, 3, 1),
            ..Default::default()
        }),
        status: registry::OrganizationStatus::Active.into(),
        valid_from: date(2020, 3, 1),
        basis: "湖民社登〔2020〕1号".into(),
        validate_only: false,
    };
    let mut register = OrganizationServiceClient::new(world.suite.client(world.suite.registrar().fresh()));
    register.create_organization(request).await.unwrap();
    format!("organizations/{code}")
}

/// What another matter noted of an organisation: of a kind, a resource, a year, with a value, from a day on.
pub(crate) async fn noted(
    world: &World,
    organization: &str,
    kind: &str,
    resource: &str,
    year: Option<i32>,
    value: &str,
    from: Date,
) {
    let query = "insert into inspection.outcome
            (id, organization, division, kind, resource, year, value, amount_fen, counts_from, created_at)
        values ($1, $2, '330500', $3, $4, $5, $6, 0, $7, $8)";
    sqlx::query(query)
        .bind(world.suite.clock().new_id())
        .bind(organization.trim_start_matches("organizations/"))
        .bind(kind)
        .bind(resource)
        .bind(year)
        .bind(value)
        .bind(from)
        .bind(world.suite.clock().now())
        .execute(&mut world.suite.database().connection().await)
        .await
        .unwrap();
}

/// An organisation whose reports of the last two years were concluded as qualified.
pub(crate) async fn spotless(world: &World, serial: u32) -> String {
    let name = organization(world, serial).await;
    for year in [2024, 2025] {
        let resource = format!("annualReports/{serial}-{year}");
        let from = Date::from_calendar_date(year, time::Month::December, 1).unwrap();
        noted(world, &name, "report_concluded", &resource, Some(year), "qualified", from).await;
    }
    name
}

/// A committee of seven, and a review committee of five where one is wanted.
pub(crate) fn round(review: bool) -> pb::RatingRound {
    let member = |body: pb::RatingBody, account: String| pb::RatingMember { body: body.into(), account };
    let committee = (1..=7).map(|n| member(pb::RatingBody::Committee, format!("member-{n}")));
    let reviewers = (1..=if review { 5 } else { 0 }).map(|n| member(pb::RatingBody::Review, format!("reviewer-{n}")));
    pb::RatingRound {
        year: 2026,
        title: "2026年度社会组织评估".into(),
        kinds: vec![registry::OrganizationKind::SocialGroup.into(), registry::OrganizationKind::Foundation.into()],
        edition: "2025".into(),
        apply_from: date(2026, 1, 1),
        apply_to: date(2026, 12, 31),
        members: committee.chain(reviewers).collect(),
        ..Default::default()
    }
}

pub(crate) async fn opened(world: &World, round: pb::RatingRound) -> pb::RatingRound {
    let request = pb::OpenRatingRoundRequest { rating_round: Some(round) };
    authority(world).open_rating_round(request).await.unwrap().into_inner().rating_round.unwrap()
}

/// Every indicator of the sheet of associations, with so many tenths taken off, and why.
pub(crate) fn scores(off: i64) -> Vec<pb::RatingScore> {
    let mut left = off;
    let sheet = sheet(OrganizationClass::SocialGroup, "2025").unwrap();
    let score = |indicator: &inspection_domain::rating::Indicator| {
        let taken = left.min(indicator.points * 10);
        left -= taken;
        pb::RatingScore {
            indicator: indicator.key.clone(),
            tenths: indicator.points * 10 - taken,
            reason: if taken > 0 { "材料不全".into() } else { String::new() },
        }
    };
    sheet.scored().map(score).collect()
}

/// Hands a document of a kind in; its name.
pub(crate) async fn paper(world: &World, kind: &str) -> String {
    let caller = world.caller(PORTAL, &["rating-applicant"]);
    let mut documents = DocumentServiceClient::new(world.suite.client(caller.fresh()));
    let answer = documents.upload_document(futures::stream::iter(papers::upload(kind))).await.unwrap();
    answer.into_inner().document.unwrap().name
}

pub(crate) async fn application(
    world: &World,
    round: &pb::RatingRound,
    organization: &str,
) -> pb::ApplyForRatingRequest {
    pb::ApplyForRatingRequest {
        round: round.name.clone(),
        organization: organization.into(),
        self_scores: scores(200),
        documents: vec![paper(world, "self-evaluation-report").await],
    }
}

pub(crate) async fn applied(world: &World, round: &pb::RatingRound, organization: &str) -> pb::RatingApplication {
    let request = application(world, round, organization).await;
    portal(world).apply_for_rating(request).await.unwrap().into_inner().rating_application.unwrap()
}

impl World {
    /// Every fact of one type that was published, in order.
    pub(crate) async fn facts<F: Message + prost::Name + Default>(&self) -> Vec<F> {
        self.suite.facts().await
    }
}
