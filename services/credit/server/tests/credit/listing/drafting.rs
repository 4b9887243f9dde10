//! Records become drafts in their own transaction, and drafts vanish with them.

use super::support::*;

#[tokio::test]
async fn a_missed_report_is_a_draft_with_its_chain_until_it_comes() {
    let world = World::start().await;
    let code = code(1);
    world.register(&code).await;
    misses(&world, &code, 2025).await;
    let record = &world.records_of(&code).await[1];
    let made = draft(&world, &code, "CR-03.1").await;
    assert_eq!((made.list(), made.state(), made.penal), (CreditList::Abnormal, State::Drafted, false));
    assert_eq!((&made.cause, &made.records), (&record.name, &vec![record.name.clone()]));
    assert_eq!((made.rule.as_str(), made.ground_title.as_str()), ("CR-03a@1", "未报送年度工作报告"));
    assert_eq!((made.since_date, made.division.as_str()), (date(2026, 6, 1), HUZHOU));

    submits(&world, &code, 2025).await;
    let gone = &drafts(&world, &code).await[0];
    assert_eq!((gone.state(), gone.end_date), (State::Lapsed, day(today(&world))));
    world.suite.stop().await;
}

#[tokio::test]
async fn one_ground_and_cause_is_one_draft_however_often_it_is_read() {
    let world = World::start().await;
    let code = code(2);
    warned(&world, &code, 1).await;
    misses(&world, &code, 2025).await;
    warned(&world, &code, 2).await;
    submits(&world, &code, 2025).await;
    let before = drafts(&world, &code).await;
    let grounds: Vec<(&str, State)> = before.iter().map(|draft| (draft.ground.as_str(), draft.state())).collect();
    let open = State::Drafted;
    let expected = [("CR-03.1", State::Lapsed), ("CR-03.5", open), ("CR-03.5", open), ("CR-07.5", open)];
    assert_eq!(grounds, expected);
    assert_eq!(before[3].records.len(), 2);

    let gone =
        "with records as (delete from credit.record returning 1), places as (delete from credit.intake returning 1)
        select count(*) from records";
    assert_eq!(world.suite.count(gone).await, 3);
    // whoever follows notices with the next fact; this one changes nothing
    world.tell("organizations/x", inspection::AnnualReportSubmitted::default()).await;
    world.caught_up().await;
    assert_eq!(drafts(&world, &code).await, before);
    world.suite.stop().await;
}

#[tokio::test]
async fn a_draft_that_somebody_works_on_ends_with_what_it_rests_on() {
    let world = World::start().await;
    let code = code(3);
    misses(&world, &code, 2025).await;
    let made = draft(&world, &code, "CR-03.1").await;
    let worked = served(&world, &made, pb::ListingNoticeMethod::Delivered).await;
    assert_eq!(worked.department, "departments/civil-affairs");
    submits(&world, &code, 2025).await;
    let ended = drafts(&world, &code).await.remove(0);
    assert_eq!(ended.state(), State::Lapsed);
    let states = "select count(*) from casework.case where procedure = 'abnormal-listing' and state = 'lapsed'";
    assert_eq!(world.suite.count(states).await, 1);
    let late = lists(&world).decide_listing(decision(&ended)).await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "CASE_STATE".into()));
    world.suite.stop().await;
}

#[tokio::test]
async fn a_penalty_is_drafted_by_its_weight() {
    use inspection::SanctionKind::{Fine, Revocation, Suspension, Warning};
    let world = World::start().await;
    let cases: [(&[inspection::SanctionKind], i64, &[&str]); 4] = [
        (&[Warning, Fine], 4_999_999, &["CR-03.5"]),
        (&[Warning, Fine], 5_000_000, &["CR-07.4"]),
        (&[Suspension], 0, &["CR-07.3"]),
        (&[Revocation], 0, &["CR-07.7"]),
    ];
    for (serial, (kinds, fine, expected)) in (10..).zip(cases) {
        punished(&world, &code(serial), serial, kinds, fine).await;
        let made = drafts(&world, &code(serial)).await;
        let grounds: Vec<&str> = made.iter().map(|draft| draft.ground.as_str()).collect();
        assert_eq!(grounds, expected);
        assert!(made.iter().all(|draft| draft.penal));
    }
    world.suite.stop().await;
}
