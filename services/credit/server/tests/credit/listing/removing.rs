//! Leaving a list: on application, by itself, across, and after two years.

use onecode_proto::procedure::v1::ListTasksRequest;
use onecode_proto::procedure::v1::task_service_client::TaskServiceClient;

use super::support::*;

fn request(listing: &pb::Listing) -> pb::RequestListingRemovalRequest {
    pb::RequestListingRemovalRequest { parent: listing.name.clone(), statement: "已补报年度工作报告".into() }
}

async fn requested(world: &World, listing: &pb::Listing) -> pb::ListingRemoval {
    let answer = lists(world).request_listing_removal(request(listing)).await.unwrap();
    answer.into_inner().listing_removal.unwrap()
}

fn removed(removal: &pb::ListingRemoval) -> pb::DecideListingRemovalRequest {
    pb::DecideListingRemovalRequest {
        name: removal.name.clone(),
        etag: removal.etag.clone(),
        decision: pb::ListingRemovalState::Removed.into(),
        document_number: "湖民信〔2026〕9号".into(),
        reasons: "经核实，已补报".into(),
    }
}

async fn listed(world: &World, code: &str) -> pb::Listing {
    misses(world, code, 2025).await;
    let made = draft(world, code, "CR-03.1").await;
    decide(world, &heard(world, &made).await).await
}

#[tokio::test]
async fn whoever_has_done_its_duty_leaves_on_application() {
    let world = World::start().await;
    let code = code(1);
    let listed = listed(&world, &code).await;
    let open = lists(&world).request_listing_removal(request(&listed)).await.unwrap_err();
    assert_eq!(reason(&open), (Code::FailedPrecondition, "LISTING_DUTIES_OPEN".into()));
    assert_eq!(metadata(&open, "grounds"), "CR-03.1");
    submits(&world, &code, 2025).await;
    let asked = requested(&world, &listed).await;
    assert_eq!((asked.state(), asked.due_date), (pb::ListingRemovalState::Verifying, date(2026, 12, 1)));
    let twice = lists(&world).request_listing_removal(request(&listed)).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::AlreadyExists, "LISTING_REMOVAL_OPEN".into()));

    let unnumbered = pb::DecideListingRemovalRequest { document_number: String::new(), ..removed(&asked) };
    let refused = lists(&world).decide_listing_removal(unnumbered).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["document_number"]);
    days_pass(&world, 2).await;
    let done = lists(&world).decide_listing_removal(removed(&asked)).await.unwrap().into_inner();
    let (removal, listing) = (done.listing_removal.unwrap(), done.listing.unwrap());
    assert_eq!((removal.state(), listing.remove_date), (pb::ListingRemovalState::Removed, day(today(&world))));
    assert_eq!(listing.removal_cause(), pb::ListingRemovalCause::Application);
    assert_eq!(on_list(&world, CreditList::Abnormal, today(&world)).await, Vec::<String>::new());
    assert_eq!(on_list(&world, CreditList::Abnormal, today(&world) - Duration::DAY).await, [name(&code)]);
    assert_eq!(facts(&world, &code, "OrganizationRemovedFromList").await, 1);
    let late = lists(&world).request_listing_removal(request(&listed)).await.unwrap_err();
    assert_eq!(reason(&late).1, "LISTING_ENDED");
    world.suite.stop().await;
}

#[tokio::test]
async fn whoever_listed_decides_and_nobody_above_it_or_beside_it() {
    let world = World::start().await;
    let code = code(6);
    let listed = listed(&world, &code).await;
    submits(&world, &code, 2025).await;
    let officer = |department: &str, division: &str| {
        let caller = world.suite.identities().caller(department, division, &["credit-listing-officer"]);
        Lists::new(world.client(caller.fresh()))
    };
    let others = [("civil-affairs", "330000"), ("culture", HUZHOU)];
    for (department, division) in others {
        let refused = officer(department, division).request_listing_removal(request(&listed)).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::PermissionDenied, "LISTING_OTHER_AUTHORITY".into()), "{department}");
    }
    let asked = requested(&world, &listed).await;
    for (department, division) in others {
        let refused = officer(department, division).decide_listing_removal(removed(&asked)).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::PermissionDenied, "LISTING_OTHER_AUTHORITY".into()), "{department}");
    }
    lists(&world).decide_listing_removal(removed(&asked)).await.unwrap();
    world.suite.stop().await;
}

#[tokio::test]
async fn nobody_leaves_while_a_new_ground_waits() {
    let world = World::start().await;
    let code = code(2);
    let listed = listed(&world, &code).await;
    submits(&world, &code, 2025).await;
    let asked = requested(&world, &listed).await;
    warned(&world, &code, 1).await;
    let pending = draft(&world, &code, "CR-03.5").await;
    let refused = lists(&world).decide_listing_removal(removed(&asked)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "LISTING_GROUND_PENDING".into()));
    assert_eq!((metadata(&refused, "ground"), metadata(&refused, "listing_draft")), ("CR-03.5".into(), pending.name));
    let refusal = pb::DecideListingRemovalRequest {
        decision: pb::ListingRemovalState::Refused.into(),
        document_number: String::new(),
        reasons: "有新的列入事由".into(),
        ..removed(&asked)
    };
    let done = lists(&world).decide_listing_removal(refusal).await.unwrap().into_inner();
    assert_eq!(done.listing_removal.unwrap().state(), pb::ListingRemovalState::Refused);
    let again = lists(&world).request_listing_removal(request(&listed)).await.unwrap_err();
    assert_eq!(reason(&again).1, "LISTING_GROUND_PENDING");
    world.suite.stop().await;
}

#[tokio::test]
async fn a_penalty_leaves_the_list_by_itself_after_six_months_and_a_missed_report_never() {
    let world = World::start().await;
    let (punished, missing) = (code(3), code(4));
    warned(&world, &punished, 1).await;
    let made = decide(&world, &draft(&world, &punished, "CR-03.5").await).await;
    listed(&world, &missing).await;
    days_pass(&world, 181).await; // 24 May 2027, the last day of six months
    assert_eq!(listing(&world, &made.name).await.remove_date, None);
    days_pass(&world, 1).await;
    let gone = listing(&world, &made.name).await;
    assert_eq!((gone.remove_date, gone.removal_cause()), (date(2027, 5, 25), pb::ListingRemovalCause::Period));
    assert_eq!(on_list(&world, CreditList::Abnormal, today(&world)).await, [name(&missing)]);
    world.suite.stop().await;
}

#[tokio::test]
async fn the_serious_list_is_left_after_two_full_years_and_only_then() {
    let world = World::start().await;
    let code = code(5);
    punished(&world, &code, 1, &[inspection::SanctionKind::Fine], 6_000_000).await;
    let made = decide(&world, &draft(&world, &code, "CR-07.4").await).await;
    assert_eq!(made.list(), CreditList::Serious);
    days_pass(&world, 731).await;
    let early = lists(&world).request_listing_removal(request(&made)).await.unwrap_err();
    assert_eq!((reason(&early).1.as_str(), metadata(&early, "until")), ("LISTING_PERIOD_RUNNING", "2028-11-24".into()));
    days_pass(&world, 1).await;
    let asked = requested(&world, &made).await;
    let done = lists(&world).decide_listing_removal(removed(&asked)).await.unwrap().into_inner();
    assert_eq!(done.listing.unwrap().remove_date, day(today(&world)));
    world.suite.stop().await;
}

#[tokio::test]
async fn the_same_department_of_the_province_decides_no_removal_and_has_no_task() {
    let world = World::start().await;
    let code = code(1);
    let listed = listed(&world, &code).await;
    submits(&world, &code, 2025).await;
    let asked = requested(&world, &listed).await;
    let province = world.suite.identities().caller("civil-affairs", "330000", &["credit-listing-officer"]);
    let refused = Lists::new(world.client(province.fresh())).decide_listing_removal(removed(&asked)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "LISTING_OTHER_AUTHORITY".into()));
    let city = world.caller("civil-affairs", &["credit-listing-officer"]);
    for (caller, count) in [(&city, 1), (&province, 0)] {
        let mut tasks = TaskServiceClient::new(world.suite.client(caller.fresh()));
        let request = ListTasksRequest { mine: true, procedure: "listing-removal".into(), ..Default::default() };
        assert_eq!(tasks.list_tasks(request).await.unwrap().into_inner().tasks.len(), count);
    }
    lists(&world).decide_listing_removal(removed(&asked)).await.unwrap();
    world.suite.stop().await;
}
