//! Cancelling: drafted from facts, decided by a person, barring for years, and taken back when what it rested on falls.

use super::support::*;
use crate::listing::support::{annulled, punished};

/// Puts an organisation on the serious list; the id of the listing.
async fn listed(world: &World, code: &str) -> uuid::Uuid {
    sqlx::query_scalar(
        "insert into credit.listing (id, organization, division, department, list, ground, rule, document_number, listed_on,
           period_from, created_at)
         values (gen_random_uuid(), $1, '330500', 'civil-affairs', 'serious', 'CR-07.4', 'CR-07d@1', '湖民信〔2026〕1号', '2026-11-20',
           '2026-11-20', now()) returning id",
    )
    .bind(code)
    .fetch_one(&mut world.suite.database().connection().await)
    .await
    .unwrap()
}

/// The listing is withdrawn, as if it had never been.
async fn unlisted(world: &World, listing: uuid::Uuid) {
    let statement = "update credit.listing set withdrawn_on = '2026-11-24' where id = $1";
    sqlx::query(statement).bind(listing).execute(&mut world.suite.database().connection().await).await.unwrap();
}

#[tokio::test]
async fn a_listing_drafts_a_cancellation_that_bars_and_its_fall_drafts_a_reinstatement() {
    let world = World::start().await;
    let code = registered(&world, 1).await;
    let held = recorded(&world, &code, Kind::TaxExemption, 2024, None).await;
    swept(&world).await;
    assert!(drafts(&world, "tax", &code).await.is_empty());
    let listing = listed(&world, &code).await;
    swept(&world).await;
    let all = drafts(&world, "tax", &code).await;
    let [draft] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((draft.act(), draft.ground.as_str()), (pb::QualificationDraftAct::Cancel, "serious-listing"));
    assert_eq!((draft.rule.as_str(), draft.cause.clone()), ("TX-04a@1", format!("listings/{listing}")));
    assert_eq!(qualification(&world, &held.name).await.state(), pb::QualificationState::InForce, "a person decides");
    swept(&world).await;
    assert_eq!(drafts(&world, "tax", &code).await.len(), 1);
    let other = decide(&world, "civil-affairs", draft, true).await.unwrap_err();
    assert_eq!(reason(&other), (Code::PermissionDenied, "QUALIFICATION_OTHER_AUTHORITY".into()));

    let gone = decide(&world, "tax", draft, true).await.unwrap();
    assert_eq!((gone.state(), gone.cancel_date), (pb::QualificationState::Cancelled, date(2026, 11, 24)));
    assert_eq!(gone.cancellations[0].bar_until_date, date(2028, 1, 1));
    let barred = apply_with(&world, &code, Kind::TaxExemption, &[]).await.unwrap_err();
    assert_eq!(reason(&barred), (Code::FailedPrecondition, "QUALIFICATION_BARRED".into()));
    assert_eq!(metadata(&barred, "until"), "2028-01-01");
    assert_eq!(qualified(&world, Kind::TaxExemption, (2026, 11, 23)).await, [code.as_str()]);
    assert!(qualified(&world, Kind::TaxExemption, (2026, 11, 24)).await.is_empty());
    let late = decide(&world, "tax", draft, false).await.unwrap_err();
    assert_eq!(reason(&late), (Code::Aborted, "QUALIFICATION_DRAFT_CHANGED".into()));

    unlisted(&world, listing).await;
    swept(&world).await;
    let all = drafts(&world, "tax", &code).await;
    let back = all.iter().find(|one| one.act() == pb::QualificationDraftAct::Reinstate).unwrap();
    assert_eq!((all.len(), back.cause.clone()), (2, format!("listings/{listing}")));
    let again = decide(&world, "tax", back, true).await.unwrap();
    assert_eq!((again.state(), again.cancel_date), (pb::QualificationState::InForce, None));
    assert_eq!(again.cancellations[0].reinstate_date, date(2026, 11, 24));
    assert_eq!(qualified(&world, Kind::TaxExemption, (2026, 11, 24)).await, [code.as_str()], "as if it had never been");
    let shown = "select count(*) from casework.announcement left join casework.retraction on announcement = id
                 where kind = 'qualification-cancellation' and announcement is null";
    assert_eq!(world.suite.count(shown).await, 0);
    assert_eq!((told(&world, "QualificationCancelled").await, told(&world, "QualificationReinstated").await), (1, 1));
    world.suite.stop().await;
}

#[tokio::test]
async fn a_draft_ends_with_the_fact_that_it_rested_on() {
    let world = World::start().await;
    let code = registered(&world, 1).await;
    recorded(&world, &code, Kind::DonationDeduction, 2025, None).await;
    let fine = onecode_proto::inspection::v1::SanctionKind::Fine;
    punished(&world, &code, 1, &[fine], 100_000).await;
    swept(&world).await;
    let open = |all: Vec<pb::QualificationDraft>| -> Vec<String> {
        let open = all.into_iter().filter(|one| one.end_date.is_none());
        let mut grounds: Vec<String> = open.map(|one| one.ground).collect();
        grounds.sort_unstable();
        grounds
    };
    // it has no grade either
    assert_eq!(open(drafts(&world, "civil-affairs", &code).await), ["penalty", "rating"]);
    annulled(&world, &code, 1).await;
    swept(&world).await;
    assert_eq!(open(drafts(&world, "civil-affairs", &code).await), ["rating"]);
    let all = drafts(&world, "civil-affairs", &code).await;
    let ended = all.iter().find(|one| one.ground == "penalty").unwrap();
    assert_eq!(ended.state(), pb::QualificationDraftState::Lapsed);
    let rating = all.iter().find(|one| one.ground == "rating").unwrap();
    let kept = decide(&world, "civil-affairs", rating, false).await.unwrap();
    assert_eq!(kept.state(), pb::QualificationState::InForce);
    swept(&world).await;
    assert_eq!(drafts(&world, "civil-affairs", &code).await.len(), 2, "what was dismissed is not drafted again");
    world.suite.stop().await;
}

#[tokio::test]
async fn a_person_cancels_for_a_ground_of_the_kind_from_a_day_on_and_some_grounds_bar_for_ever() {
    let world = World::start().await;
    let (one, other) = (registered(&world, 1).await, registered(&world, 2).await);
    let held = recorded(&world, &one, Kind::TaxExemption, 2024, None).await;
    let foreign = listed(&world, &other).await;
    let request = pb::CancelQualificationRequest {
        name: held.name.clone(),
        etag: held.etag.clone(),
        ground: "spending".into(),
        cause: String::new(),
        document_number: "湖税取〔2026〕2号".into(),
        reasons: "经查属实".into(),
        cancel_date: date(2026, 6, 1),
    };
    let mut tax = authority(&world, "tax");
    let refused = tax.cancel_qualification(request.clone()).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["ground"], "a ground of another kind");
    let early =
        pb::CancelQualificationRequest { ground: "unfit".into(), cancel_date: date(2023, 12, 31), ..request.clone() };
    assert_eq!(violated_sorted(&tax.cancel_qualification(early).await.unwrap_err()), ["cancel_date"]);
    let wrong = pb::CancelQualificationRequest { cause: format!("listings/{foreign}"), ..request.clone() };
    assert_eq!(violated_sorted(&tax.cancel_qualification(wrong).await.unwrap_err()), ["cause"]);
    let request = pb::CancelQualificationRequest { ground: "illegal-politics".into(), ..request };
    let gone = tax.cancel_qualification(request.clone()).await.unwrap().into_inner().qualification.unwrap();
    let [cancellation] = gone.cancellations.as_slice() else { panic!("{gone:?}") };
    assert!(cancellation.barred_forever);
    assert_eq!((gone.cancel_date, cancellation.rule.as_str()), (date(2026, 6, 1), "TX-04g@1"));
    assert!(qualified(&world, Kind::TaxExemption, (2026, 6, 1)).await.is_empty());
    let barred = apply_with(&world, &one, Kind::TaxExemption, &[]).await.unwrap_err();
    assert_eq!((reason(&barred).1, metadata(&barred, "until")), ("QUALIFICATION_BARRED".into(), String::new()));
    let twice = pb::CancelQualificationRequest { etag: gone.etag.clone(), ..request };
    let twice = tax.cancel_qualification(twice).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::FailedPrecondition, "QUALIFICATION_NOT_IN_FORCE".into()));
    world.suite.stop().await;
}
