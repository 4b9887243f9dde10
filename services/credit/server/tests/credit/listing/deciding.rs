//! Notice, defence, exemption, decision.

use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
use testkit::papers;

use super::support::*;

#[tokio::test]
async fn nobody_is_listed_untold_where_no_penalty_is_the_ground() {
    let world = World::start().await;
    let code = code(1);
    world.register(&code).await;
    misses(&world, &code, 2025).await;
    let made = draft(&world, &code, "CR-03.1").await;
    let untold = lists(&world).decide_listing(decision(&made)).await.unwrap_err();
    assert_eq!(reason(&untold), (Code::FailedPrecondition, "LISTING_NOTICE_MISSING".into()));

    let told = served(&world, &made, pb::ListingNoticeMethod::Delivered).await;
    assert_eq!((told.state(), told.answer_until_date), (State::Served, date(2026, 12, 8)));
    let early = lists(&world).decide_listing(decision(&told)).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "CASE_STATE".into()));
    let stale = lists(&world).decide_listing(decision(&made)).await.unwrap_err();
    assert_eq!((reason(&stale).1.as_str(), metadata(&stale, "etag")), ("LISTING_DRAFT_CHANGED", told.etag.clone()));

    let request = pb::HearListingStatementRequest {
        name: told.name.clone(),
        etag: told.etag.clone(),
        statement: "已在补报".into(),
    };
    let heard = lists(&world).hear_listing_statement(request).await.unwrap().into_inner().listing_draft.unwrap();
    let caller = world.caller("civil-affairs", &["credit-listing-officer"]);
    let mut keyed = Lists::new(world.client(caller.keyed("01890000-0000-7000-8000-000000000001")));
    let first = keyed.decide_listing(decision(&heard)).await.unwrap().into_inner();
    let again = keyed.decide_listing(decision(&heard)).await.unwrap().into_inner();
    assert_eq!(first, again, "the same key is the same decision");
    let listed = first.listing.unwrap();
    assert_eq!((listed.ground.as_str(), listed.list_date), ("CR-03.1", day(today(&world))));
    assert_eq!(first.listing_draft.unwrap().listing, listed.name);
    assert_eq!(facts(&world, &code, "OrganizationListed").await, 1);
    assert_eq!(on_list(&world, CreditList::Abnormal, today(&world)).await, [name(&code)]);
    let announced =
        "select count(*) from casework.announcement where kind = 'listing' and body like '%湖民信〔2026〕7号%'";
    assert_eq!(world.suite.count(announced).await, 1);
    world.suite.stop().await;
}

#[tokio::test]
async fn silence_counts_as_no_objection_once_the_term_is_over() {
    let world = World::start().await;
    let (told, unreachable) = (code(2), code(3));
    for (code, method) in
        [(&told, pb::ListingNoticeMethod::Delivered), (&unreachable, pb::ListingNoticeMethod::Announced)]
    {
        misses(&world, code, 2025).await;
        let made = draft(&world, code, "CR-03.1").await;
        served(&world, &made, method).await;
    }
    let notices = "select count(*) from casework.announcement where kind = 'listing-notice'";
    assert_eq!(world.suite.count(notices).await, 1);
    days_pass(&world, 14).await; // the tenth working day
    assert_eq!(draft(&world, &told, "CR-03.1").await.state(), State::Served);
    days_pass(&world, 1).await;
    let silent = draft(&world, &told, "CR-03.1").await;
    assert_eq!(silent.state(), State::Unopposed);
    assert_eq!(draft(&world, &unreachable, "CR-03.1").await.state(), State::Served);
    assert_eq!(decide(&world, &silent).await.ground, "CR-03.1");
    days_pass(&world, 20).await;
    let silent = draft(&world, &unreachable, "CR-03.1").await;
    assert_eq!((silent.state(), silent.method()), (State::Unopposed, pb::ListingNoticeMethod::Announced));
    world.suite.stop().await;
}

#[tokio::test]
async fn a_penalty_lists_at_once_and_a_new_ground_restarts_the_period() {
    let world = World::start().await;
    let code = code(4);
    warned(&world, &code, 1).await;
    let first = decide(&world, &draft(&world, &code, "CR-03.5").await).await;
    days_pass(&world, 3).await;
    warned(&world, &code, 2).await;
    let again = decide(&world, &draft(&world, &code, "CR-03.5").await).await;
    assert_eq!((&again.name, again.list_date), (&first.name, first.list_date));
    assert_eq!((again.period_from_date, again.grounds.len()), (day(today(&world)), 2));
    assert_eq!(
        (facts(&world, &code, "OrganizationListed").await, facts(&world, &code, "ListingRenewed").await),
        (1, 1)
    );
    let serious = decide(&world, &draft(&world, &code, "CR-07.5").await).await;
    assert_eq!((serious.list(), serious.grounds[0].records.len()), (CreditList::Serious, 2));
    assert_eq!(history(&world, &code).await.len(), 2);
    world.suite.stop().await;
}

#[tokio::test]
async fn rules_of_warning_look_at_whoever_is_listed_again() {
    let world = World::start().await;
    let code = code(8);
    for number in [1, 2] {
        warned(&world, &code, number).await;
    }
    let small = drafts(&world, &code).await.into_iter().filter(|draft| draft.ground == "CR-03.5");
    let [first, second] = small.collect::<Vec<_>>().try_into().unwrap();
    decide(&world, &first).await;
    let noted = "create table credit.noted (organization text);
        create function credit.note() returns trigger language plpgsql as
            $$ begin insert into credit.noted values (new.organization); return null; end $$;
        create trigger note after insert on credit.risk_due for each row execute function credit.note()";
    sqlx::raw_sql(noted).execute(&mut world.suite.database().connection().await).await.unwrap();
    until_none(&world, "select count(*) from credit.risk_due").await;
    decide(&world, &second).await;
    assert_eq!(facts(&world, &code, "ListingRenewed").await, 1);
    assert_eq!(world.suite.count("select count(*) from credit.noted").await, 1);
    world.suite.stop().await;
}

#[tokio::test]
async fn two_officers_who_decide_at_once_list_once() {
    let world = World::start().await;
    let code = code(5);
    warned(&world, &code, 1).await;
    let made = draft(&world, &code, "CR-03.5").await;
    let decide = || async { lists(&world).decide_listing(decision(&made)).await };
    let (one, other) = tokio::join!(decide(), decide());
    let refused = [one, other].into_iter().filter_map(Result::err).collect::<Vec<_>>();
    let [refused] = refused.as_slice() else { panic!("{refused:?}") };
    assert_eq!(reason(refused), (Code::Aborted, "LISTING_DRAFT_CHANGED".into()));
    assert_eq!(history(&world, &code).await.len(), 1);
    world.suite.stop().await;
}

#[tokio::test]
async fn whoever_is_proved_not_responsible_is_exempted_by_a_document() {
    let world = World::start().await;
    let code = code(6);
    misses(&world, &code, 2025).await;
    let made = draft(&world, &code, "CR-03.1").await;
    let caller = world.caller("civil-affairs", &["credit-listing-officer"]);
    let mut documents = DocumentServiceClient::new(world.suite.client(caller.fresh()));
    let sent = documents.upload_document(futures::stream::iter(papers::upload("proof"))).await.unwrap();
    let request = pb::ExemptListingRequest {
        name: made.name.clone(),
        etag: made.etag.clone(),
        proof: "documents/018f0000-0000-7000-8000-000000000009".into(),
        reasons: "业务主管单位证明因机构改革无法报送".into(),
    };
    let missing = lists(&world).exempt_listing(request.clone()).await.unwrap_err();
    assert_eq!(reason(&missing), (Code::NotFound, "DOCUMENT_NOT_FOUND".into()));
    let request = pb::ExemptListingRequest { proof: sent.into_inner().document.unwrap().name, ..request };
    let exempt = lists(&world).exempt_listing(request).await.unwrap().into_inner().listing_draft.unwrap();
    assert_eq!(exempt.state(), State::Exempted);
    let late = lists(&world).decide_listing(decision(&exempt)).await.unwrap_err();
    assert_eq!(reason(&late).1, "CASE_STATE");
    assert!(history(&world, &code).await.is_empty());
    world.suite.stop().await;
}

#[tokio::test]
async fn nobody_is_exempted_from_the_list_of_serious_breaches() {
    let world = World::start().await;
    let code = code(9);
    punished(&world, &code, 1, &[inspection::SanctionKind::Suspension], 0).await;
    let made = draft(&world, &code, "CR-07.3").await;
    let caller = world.caller("civil-affairs", &["credit-listing-officer"]);
    let mut documents = DocumentServiceClient::new(world.suite.client(caller.fresh()));
    let sent = documents.upload_document(futures::stream::iter(papers::upload("proof"))).await.unwrap();
    let request = pb::ExemptListingRequest {
        name: made.name.clone(),
        etag: made.etag.clone(),
        proof: sent.into_inner().document.unwrap().name,
        reasons: "业务主管单位证明不负直接责任".into(),
    };
    let refused = lists(&world).exempt_listing(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "LISTING_NO_EXEMPTION".into()));
    assert_eq!(metadata(&refused, "ground"), "CR-07.3");
    assert_eq!(draft(&world, &code, "CR-07.3").await, made);
    world.suite.stop().await;
}

#[tokio::test]
async fn a_notice_is_not_older_than_what_it_is_of_and_is_taken_back_when_nothing_comes_of_it() {
    let world = World::start().await;
    for serial in [20, 21] {
        misses(&world, &code(serial), 2025).await;
        let made = draft(&world, &code(serial), "CR-03.1").await;
        served(&world, &made, pb::ListingNoticeMethod::Announced).await;
    }
    let shown = "select count(*) from casework.announcement where kind = 'listing-notice'
        and not exists (select from casework.retraction where announcement = casework.announcement.id)";
    assert_eq!(world.suite.count(shown).await, 2);
    submits(&world, &code(20), 2025).await;
    assert_eq!(world.suite.count(shown).await, 1, "what it rested on is gone");
    let open = draft(&world, &code(21), "CR-03.1").await;
    let request =
        pb::DismissListingRequest { name: open.name.clone(), etag: open.etag.clone(), reasons: "情节轻微".into() };
    lists(&world).dismiss_listing(request).await.unwrap();
    assert_eq!(world.suite.count(shown).await, 0, "it was decided not to list");

    misses(&world, &code(22), 2025).await;
    let made = draft(&world, &code(22), "CR-03.1").await;
    let request = pb::NotifyListingRequest {
        name: made.name.clone(),
        etag: made.etag.clone(),
        notice: "未按期报送年度工作报告，拟列入活动异常名录".into(),
    };
    let noticed = lists(&world).notify_listing(request).await.unwrap().into_inner().listing_draft.unwrap();
    let mut request = pb::DeliverListingNoticeRequest {
        name: noticed.name.clone(),
        etag: noticed.etag,
        method: pb::ListingNoticeMethod::Delivered.into(),
        serve_date: day(today(&world) - Duration::DAY),
    };
    let early = lists(&world).deliver_listing_notice(request.clone()).await.unwrap_err();
    assert_eq!(violated_sorted(&early), ["serve_date"]);
    request.serve_date = day(today(&world));
    lists(&world).deliver_listing_notice(request).await.unwrap();
    world.suite.stop().await;
}

#[tokio::test]
async fn a_draft_is_dismissed_for_reasons_and_only_by_its_own_authority() {
    let world = World::start().await;
    let code = code(7);
    warned(&world, &code, 1).await;
    let made = draft(&world, &code, "CR-03.5").await;
    let request = pb::DismissListingRequest {
        name: made.name.clone(),
        etag: made.etag.clone(),
        reasons: "处罚决定书文号有误".into(),
    };
    let identities = world.suite.identities();
    let province = identities.caller("civil-affairs", "330000", &["credit-listing-officer"]);
    let other = Lists::new(world.client(province.fresh())).dismiss_listing(request.clone()).await.unwrap_err();
    assert_eq!(reason(&other), (Code::PermissionDenied, "LISTING_OTHER_AUTHORITY".into()));
    let district = identities.caller("civil-affairs", "330502", &["credit-listing-officer"]);
    let below = Lists::new(world.client(district.fresh())).dismiss_listing(request.clone()).await.unwrap_err();
    assert_eq!(reason(&below), (Code::NotFound, "LISTING_DRAFT_NOT_FOUND".into()));
    let reader = public(&world).dismiss_listing(request.clone()).await.unwrap_err();
    assert_eq!(reader.code(), Code::PermissionDenied);
    let bare = lists(&world).dismiss_listing(pb::DismissListingRequest::default()).await.unwrap_err();
    assert_eq!(violated_sorted(&bare), ["etag", "name", "reasons"]);
    let done = lists(&world).dismiss_listing(request).await.unwrap().into_inner().listing_draft.unwrap();
    assert_eq!((done.state(), done.reasons.as_str()), (State::Dismissed, "处罚决定书文号有误"));
    world.suite.stop().await;
}
