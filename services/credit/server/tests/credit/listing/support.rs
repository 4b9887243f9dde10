//! What the stories of the lists share.

pub(crate) use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::list_service_client::ListServiceClient;
pub(crate) use onecode_proto::inspection::v1 as inspection;
pub(crate) use pb::{CreditList, ListingDraftState as State};
use testkit::Client;
pub(crate) use testkit::refusal::{metadata, reason, violated_sorted};
pub(crate) use time::Duration;
pub(crate) use tonic::Code;

pub(crate) use crate::world::{HUZHOU, World, code, date};

pub(crate) type Lists = ListServiceClient<Client>;

/// The registering authority of Huzhou.
pub(crate) fn lists(world: &World) -> Lists {
    Lists::new(world.client(world.caller("civil-affairs", &["credit-listing-officer"]).fresh()))
}

/// Any department.
pub(crate) fn public(world: &World) -> Lists {
    Lists::new(world.client(world.caller("tax", &["credit-reader"]).fresh()))
}

pub(crate) fn name(code: &str) -> String {
    format!("organizations/{code}")
}

/// A date as facts and answers state it.
pub(crate) fn day(day: time::Date) -> Option<onecode_proto::google::r#type::Date> {
    date(day.year(), i32::from(u8::from(day.month())), i32::from(day.day()))
}

/// Today in the world.
pub(crate) fn today(world: &World) -> time::Date {
    vocab::day_of(world.suite.clock().now())
}

/// An association whose annual report of a year did not come.
pub(crate) async fn misses(world: &World, code: &str, year: i32) {
    let missed = inspection::AnnualReportMissed {
        annual_report: format!("organizations/{code}/annualReports/{year}"),
        organization: name(code),
        year,
        due_date: date(2026, 5, 31),
        department: "departments/civil-affairs".into(),
        ..Default::default()
    };
    world.tell(&name(code), missed).await;
    world.caught_up().await;
}

/// The report came, late.
pub(crate) async fn submits(world: &World, code: &str, year: i32) {
    let submitted = inspection::AnnualReportSubmitted {
        annual_report: format!("organizations/{code}/annualReports/{year}"),
        organization: name(code),
        year,
        late: true,
        ..Default::default()
    };
    world.tell(&name(code), submitted).await;
    world.caught_up().await;
}

/// A penalty decided today.
pub(crate) async fn punished(
    world: &World,
    code: &str,
    number: u32,
    kinds: &[inspection::SanctionKind],
    fine_fen: i64,
) {
    let sanction =
        |kind: &inspection::SanctionKind| inspection::Sanction { kind: (*kind).into(), ..Default::default() };
    let decided = inspection::PenaltyDecided {
        penalty: penalty(number),
        organization: name(code),
        document_number: format!("湖民罚〔2026〕{number}号"),
        department: "departments/civil-affairs".into(),
        decision_date: day(today(world)),
        sanctions: kinds.iter().map(sanction).collect(),
        fine_fen,
        ..Default::default()
    };
    world.tell(&penalty(number), decided).await;
    world.caught_up().await;
}

pub(crate) async fn warned(world: &World, code: &str, number: u32) {
    punished(world, code, number, &[inspection::SanctionKind::Warning], 0).await;
}

pub(crate) async fn annulled(world: &World, code: &str, number: u32) {
    let annulled = inspection::PenaltyAnnulled {
        penalty: penalty(number),
        organization: name(code),
        annul_date: day(today(world)),
        ..Default::default()
    };
    world.tell(&penalty(number), annulled).await;
    world.caught_up().await;
}

fn penalty(number: u32) -> String {
    format!("penalties/018f0000-0000-7000-8000-{number:012}")
}

/// Every draft of an organisation in every state, the oldest first.
pub(crate) async fn drafts(world: &World, code: &str) -> Vec<pb::ListingDraft> {
    let request =
        pb::ListListingDraftsRequest { organization: name(code), states: (1..=9).collect(), ..Default::default() };
    let mut all = lists(world).list_listing_drafts(request).await.unwrap().into_inner().listing_drafts;
    all.sort_by(|one, other| (&one.ground, &one.name).cmp(&(&other.ground, &other.name)));
    all
}

/// The only undecided draft of an organisation on a ground.
pub(crate) async fn draft(world: &World, code: &str, ground: &str) -> pb::ListingDraft {
    let request = pb::ListListingDraftsRequest { organization: name(code), ..Default::default() };
    let all = lists(world).list_listing_drafts(request).await.unwrap().into_inner().listing_drafts;
    let found: Vec<_> = all.iter().filter(|draft| draft.ground == ground).collect();
    let [one] = found.as_slice() else { panic!("{ground}: {all:?}") };
    (*one).clone()
}

pub(crate) fn decision(draft: &pb::ListingDraft) -> pb::DecideListingRequest {
    pb::DecideListingRequest {
        name: draft.name.clone(),
        etag: draft.etag.clone(),
        document_number: "湖民信〔2026〕7号".into(),
        reasons: "事实清楚，符合列入情形".into(),
    }
}

pub(crate) async fn decide(world: &World, draft: &pb::ListingDraft) -> pb::Listing {
    lists(world).decide_listing(decision(draft)).await.unwrap().into_inner().listing.unwrap()
}

/// Told today, answered at once.
pub(crate) async fn heard(world: &World, draft: &pb::ListingDraft) -> pb::ListingDraft {
    let served = served(world, draft, pb::ListingNoticeMethod::Delivered).await;
    let request = pb::HearListingStatementRequest {
        name: served.name.clone(),
        etag: served.etag,
        statement: "系统故障未能及时填报".into(),
    };
    lists(world).hear_listing_statement(request).await.unwrap().into_inner().listing_draft.unwrap()
}

pub(crate) async fn served(
    world: &World,
    draft: &pb::ListingDraft,
    method: pb::ListingNoticeMethod,
) -> pb::ListingDraft {
    let request = pb::NotifyListingRequest {
        name: draft.name.clone(),
        etag: draft.etag.clone(),
        notice: "未按期报送年度工作报告，拟列入活动异常名录".into(),
    };
    let noticed = lists(world).notify_listing(request).await.unwrap().into_inner().listing_draft.unwrap();
    let request = pb::DeliverListingNoticeRequest {
        name: noticed.name.clone(),
        etag: noticed.etag,
        method: method.into(),
        serve_date: None,
    };
    lists(world).deliver_listing_notice(request).await.unwrap().into_inner().listing_draft.unwrap()
}

pub(crate) async fn listing(world: &World, name: &str) -> pb::Listing {
    let request = pb::GetListingRequest { name: name.to_owned() };
    public(world).get_listing(request).await.unwrap().into_inner().listing.unwrap()
}

/// Every listing of an organisation, the newest first.
pub(crate) async fn history(world: &World, code: &str) -> Vec<pb::Listing> {
    let request = pb::ListListingsRequest { organization: name(code), ..Default::default() };
    public(world).list_listings(request).await.unwrap().into_inner().listings
}

/// Who is on a list on a day.
pub(crate) async fn on_list(world: &World, list: CreditList, on: time::Date) -> Vec<String> {
    let request = pb::ListEntriesAsOfRequest { list: list.into(), date: day(on), ..Default::default() };
    let answer = public(world).list_entries_as_of(request).await.unwrap().into_inner();
    answer.listings.into_iter().map(|listing| listing.organization).collect()
}

/// Days pass, and the sweeper looks.
pub(crate) async fn days_pass(world: &World, days: i64) {
    world.suite.clock().advance(Duration::days(days));
    sweep(world).await;
}

pub(crate) async fn sweep(world: &World) {
    sweep_by(world, crate::world::office()).await;
}

pub(crate) async fn sweep_by(world: &World, office: casework::Casework) {
    credit_server::ListingSweeper::new(world.suite.uow().clone(), office).sweep().await.unwrap();
}

/// How many facts of a type about an organisation were told.
pub(crate) async fn facts(world: &World, code: &str, kind: &str) -> i64 {
    world.suite.sequenced().await;
    let told = "select count(*) from uow.event where type = 'onecode.credit.v1.' || $1 and aggregateid like '%' || $2";
    let query = sqlx::query_scalar(told).bind(kind).bind(code);
    query.fetch_one(&mut world.suite.database().connection().await).await.unwrap()
}

/// Waits until a count is none.
pub(crate) async fn until_none(world: &World, statement: &'static str) {
    for _ in 0..1_000 {
        if world.suite.count(statement).await == 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("{statement}");
}
