//! What would change if numbers of the rules were others.

use onecode_proto::credit::v1 as pb;
use onecode_proto::registry::v1::OrganizationKind;
use pb::what_if_response::Told;
use pb::{ConditionResult, EligibilityDecision, EligibilityPurpose};
use sqlx::Connection as _;
use testkit::Caller;
use testkit::refusal::{reason, violated_sorted};
use time::Duration;
use tonic::Code;

use super::Eligibilities;
use crate::world::{HUZHOU, World, code};

/// Penalties of charities count for five years instead of two.
fn five_years() -> pb::WhatIfRequest {
    pb::WhatIfRequest {
        purpose: EligibilityPurpose::CharityRecognition.into(),
        drafts: vec![draft("CH-01b", "years", 5)],
        ..Default::default()
    }
}

fn draft(rule: &str, unit: &str, value: i64) -> pb::DraftedNumber {
    pb::DraftedNumber { rule: rule.into(), unit: unit.into(), value: Some(value) }
}

impl World {
    fn planner(&self, division: &str) -> Caller {
        self.suite.identities().caller("civil-affairs", division, &["credit-risk-officer"])
    }

    async fn what_if(&self, division: &str, request: pb::WhatIfRequest) -> Vec<Told> {
        let mut asking = Eligibilities::new(self.client(self.planner(division).fresh()));
        let mut stream = asking.what_if(request).await.unwrap().into_inner();
        let mut told = Vec::new();
        while let Some(message) = stream.message().await.unwrap() {
            told.push(message.told.unwrap());
        }
        told
    }

    /// A penalty of the registering authority, so many days ago.
    async fn penalised(&self, serial: u32, days: i64) {
        let on = vocab::day_of(self.suite.clock().now()) - Duration::days(days);
        let decision_date = crate::world::date(on.year(), u8::from(on.month()).into(), on.day().into());
        let penalty = format!("penalties/018f0000-0000-7000-8000-{serial:012}");
        let fact = onecode_proto::inspection::v1::PenaltyDecided {
            department: "departments/civil-affairs".into(),
            penalty: penalty.clone(),
            decision_date,
            ..super::large_fine(&code(serial))
        };
        self.tell(&penalty, fact).await;
    }
}

fn summary(told: &[Told]) -> &pb::WhatIfSummary {
    let Some(Told::Summary(summary)) = told.last() else { panic!("{told:?}") };
    summary
}

fn changes(told: &[Told]) -> Vec<&pb::WhatIfChange> {
    told.iter().filter_map(|one| if let Told::Change(change) = one { Some(change) } else { None }).collect()
}

#[tokio::test]
async fn whose_answer_changes_is_listed_with_the_reason_and_everybody_is_counted() {
    let world = World::start().await;
    for serial in 1..6 {
        world.register(&code(serial)).await;
    }
    world.penalised(1, 100).await; // refused either way
    world.penalised(2, 3 * 366).await; // refused by the draft alone
    world.penalised(3, 6 * 366).await; // too long ago either way
    world.caught_up().await;
    let told = world.what_if(HUZHOU, five_years()).await;
    assert!(matches!(told[0], Told::Progress(pb::WhatIfProgress { checked_count: 0, total_count: 5 })), "{told:?}");
    let [change] = changes(&told)[..] else { panic!("{told:?}") };
    assert_eq!(change.organization, format!("organizations/{}", code(2)));
    assert_eq!((change.before(), change.after()), (EligibilityDecision::Restricted, EligibilityDecision::Refused));
    let [condition] = change.conditions.as_slice() else { panic!("{change:?}") };
    assert_eq!((condition.key.as_str(), condition.rule.as_str()), ("no_penalty", "CH-01b"));
    assert_eq!((condition.before(), condition.after()), (ConditionResult::Met, ConditionResult::NotMet));
    let summary = summary(&told);
    let counted =
        |it: Option<pb::WhatIfDecisions>| it.map(|it| (it.allowed_count, it.restricted_count, it.refused_count));
    assert_eq!((summary.organization_count, summary.change_count), (5, 1));
    assert_eq!((counted(summary.before), counted(summary.after)), (Some((0, 4, 1)), Some((0, 3, 2))));
    let tally = summary.conditions.iter().find(|tally| tally.key == "no_penalty").unwrap();
    assert_eq!((tally.not_met_before_count, tally.not_met_after_count), (1, 2));
    let [rule] = summary.rules.as_slice() else { panic!("{summary:?}") };
    assert_eq!((rule.value, rule.drafted_value, rule.unit.as_str()), (2, 5, "years"));
    assert!(rule.rule.as_ref().is_some_and(|rule| rule.rule == "CH-01b" && !rule.source.is_empty()));
    assert!(summary.known_until.is_some());

    // what the check says is what the side without the draft says, and nothing was changed
    let check = world.check(&code(2), EligibilityPurpose::CharityRecognition).await.eligibility.unwrap();
    assert_eq!(check.decision(), change.before());
    world.suite.stop().await;
}

#[tokio::test]
async fn the_register_is_that_of_the_caller_and_of_what_is_asked_for_page_by_page() {
    let world = World::start().await;
    let rows: Vec<String> = (1..=1_201).map(code).collect();
    sqlx::query(
        "insert into credit.organization (code, title, kind, status, status_from, division, supervising_unit, registered_on)
         select code, '某协会', case when at % 3 = 0 then 'foundation' else 'social_group' end, 'active', '2010-01-01',
           case when at % 2 = 0 then '330521' else '330500' end, '', '2010-01-01'
         from unnest($1::text[]) with ordinality as one (code, at)",
    )
    .bind(&rows)
    .execute(&mut world.suite.database().connection().await)
    .await
    .unwrap();
    let request = || pb::WhatIfRequest {
        purpose: EligibilityPurpose::PublicFundraising.into(),
        drafts: vec![draft("CH-02a", "years", 50)],
        ..Default::default()
    };
    let all = world.what_if(HUZHOU, request()).await;
    let mut codes: Vec<_> = changes(&all).iter().map(|one| one.organization.clone()).collect();
    codes.sort();
    codes.dedup();
    assert_eq!((summary(&all).organization_count, summary(&all).change_count, codes.len()), (1_201, 0, 0));
    let asked = summary(&all).conditions.iter().find(|tally| tally.key == "registered_for").unwrap();
    assert_eq!((asked.not_met_before_count, asked.not_met_after_count), (0, 1_201), "no grade refuses them already");
    let below = world.what_if("330521", request()).await;
    assert_eq!(summary(&below).organization_count, 600);
    let asked = pb::WhatIfRequest { division: "330521".into(), ..request() };
    assert_eq!(summary(&world.what_if(HUZHOU, asked).await).organization_count, 600);
    let kinds = vec![OrganizationKind::Foundation.into(), OrganizationKind::Foundation.into()];
    let asked = pb::WhatIfRequest { kinds, ..request() };
    assert_eq!(summary(&world.what_if(HUZHOU, asked).await).organization_count, 400);

    let honoured = pb::WhatIfRequest {
        purpose: EligibilityPurpose::Award.into(),
        drafts: vec![draft("EL-01", "count", 0)],
        ..Default::default()
    };
    assert_eq!(summary(&world.what_if(HUZHOU, honoured).await).before.unwrap().allowed_count, 1_201);
    world.suite.stop().await;
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_draft_is_named_with_its_place() {
    let world = World::start().await;
    let mut asking = Eligibilities::new(world.client(world.planner(HUZHOU).fresh()));
    let wrong = pb::WhatIfRequest {
        purpose: EligibilityPurpose::PublicFundraising.into(),
        drafts: vec![
            draft("CH-99", "years", 1),
            draft("CH-02a", "months", 1),
            draft("CH-02f", "years", 0),
            draft("CH-02b", "stars", 1),
            draft("TX-10h", "count", 1),
            pb::DraftedNumber { value: None, ..draft("", "count", 1) },
            draft("CH-02c", "years", 3),
            draft("CH-02c", "years", 4),
        ],
        division: "110000".into(),
        kinds: vec![0, 99],
        ..Default::default()
    };
    let refused = asking.what_if(wrong).await.unwrap_err();
    let expected = [
        "division",
        "drafts[0].rule",
        "drafts[1].unit",
        "drafts[2].value",
        "drafts[3].unit",
        "drafts[4].rule",
        "drafts[5].rule",
        "drafts[5].value",
        "drafts[7].rule",
        "kinds[0]",
        "kinds[1]",
    ];
    assert_eq!(violated_sorted(&refused), expected);
    let nothing = asking.what_if(pb::WhatIfRequest::default()).await.unwrap_err();
    assert_eq!(violated_sorted(&nothing), ["drafts", "purpose"]);
    let checker = world.eligibilities().what_if(five_years()).await.unwrap_err();
    assert_eq!(checker.code(), Code::PermissionDenied, "it is not for whoever may ask of one");
    world.suite.stop().await;
}

#[tokio::test]
async fn so_many_go_on_at_once_and_one_that_is_left_makes_room() {
    let world = World::start().await;
    world.register(&code(1)).await;
    world.caught_up().await;
    let mut holding = world.suite.database().connection().await;
    let mut held = holding.begin().await.unwrap();
    sqlx::query("lock table credit.organization in access exclusive mode").execute(&mut *held).await.unwrap();
    let ask = async || Eligibilities::new(world.client(world.planner(HUZHOU).fresh())).what_if(five_years()).await;
    let mut running = Vec::new();
    for _ in 0..4 {
        running.push(ask().await.unwrap().into_inner());
    }
    let refused = ask().await.unwrap_err();
    assert_eq!(reason(&refused), (Code::ResourceExhausted, "RISK_REHEARSALS_BUSY".into()));
    held.rollback().await.unwrap();
    for mut stream in running {
        while stream.message().await.unwrap().is_some() {}
    }
    let mut told = ask().await.unwrap().into_inner();
    assert!(told.message().await.unwrap().is_some());
    drop(told);
    world.suite.stop().await;
}

#[tokio::test]
async fn whoever_sets_a_deadline_is_answered_by_then() {
    let world = World::start().await;
    let mut holding = world.suite.database().connection().await;
    let mut held = holding.begin().await.unwrap();
    sqlx::query("lock table credit.organization in access exclusive mode").execute(&mut *held).await.unwrap();
    let mut request = tonic::Request::new(five_years());
    request.set_timeout(std::time::Duration::from_millis(300));
    let mut stream =
        Eligibilities::new(world.client(world.planner(HUZHOU).fresh())).what_if(request).await.unwrap().into_inner();
    assert_eq!(stream.message().await.unwrap_err().code(), Code::DeadlineExceeded);
    held.rollback().await.unwrap();
    world.suite.stop().await;
}
