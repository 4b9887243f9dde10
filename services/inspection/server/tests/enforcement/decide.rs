//! DecidePenalty and ClosePenalty.

use onecode_proto::inspection::v1 as pb;

use crate::support::*;

#[tokio::test]
async fn a_decision_has_a_number_its_consequence_and_everything_that_credit_needs() {
    let world = World::start().await;
    let (civil, party) = (civil(&world), organization(&world, 1).await);
    let decided = civil.decided(&party, vec![warning(), fine(100_000)]).await;
    let shown = decided.decision.clone().unwrap();
    assert_eq!(shown.document_number, "湖民罚决〔2026〕1号");
    assert_eq!((shown.consequence(), shown.decision_date), (pb::CreditConsequence::Abnormal, civil.today()));
    let told = facts::<pb::PenaltyDecided>(&world).await;
    assert_eq!(told.len(), 1);
    let fact = &told[0];
    assert_eq!((&fact.penalty, &fact.organization, fact.fine_fen), (&decided.name, &party, 100_000));
    assert_eq!((&fact.document_number, &fact.rules), (&shown.document_number, &shown.rules));
    assert_eq!((fact.act_end_date, fact.file_date, fact.publishable), (date(2026, 9, 1), date(2026, 11, 24), true));
    assert_eq!((fact.sanctions.len(), fact.consequence_rule.as_str()), (2, "PN-06@1"));
    assert_eq!(
        (fact.cause(), fact.cause_resource.as_str()),
        (pb::PenaltyCause::Complaint, decided.cause_resource.as_str())
    );
    let outcomes = outcomes(civil, &party).await;
    let kinds: Vec<_> = outcomes.iter().map(|one| (one.kind(), one.value.as_str(), one.amount_fen)).collect();
    assert_eq!(
        kinds,
        [(pb::OutcomeKind::Investigation, "", 0), (pb::OutcomeKind::PenaltyDecided, "warning,fine", 100_000)]
    );
    assert_eq!((outcomes[0].until_date, outcomes[1].until_date), (civil.today(), None));
}

#[tokio::test]
async fn numbers_of_a_department_and_a_year_have_no_gaps() {
    let world = World::start().await;
    let civil = civil(&world);
    let mut told = Vec::new();
    for serial in 1..=3 {
        let seen = civil.investigated_by(&organization(&world, serial).await, serial).await;
        told.push(seen);
    }
    civil.pass(9);
    let mut numbers = Vec::new();
    for seen in &told {
        let refused = civil.decide(seen, decision(vec![warning(), fine(1)])).await.unwrap_err();
        assert_eq!(reason(&refused).1, "DECISION_HEAVIER");
        let decided = civil.decide(seen, decision(vec![warning()])).await.unwrap();
        numbers.push(decided.decision.unwrap().document_number);
    }
    assert_eq!(numbers, ["湖民罚决〔2026〕1号", "湖民罚决〔2026〕2号", "湖民罚决〔2026〕3号"]);
}

/// What is printed is the mark, the year and the number: who has the mark in common has the numbers in common.
#[tokio::test]
async fn departments_with_one_mark_print_no_twins() {
    let world = World::start().await;
    let civil = civil(&world);
    let tax = Office { department: TAX, ..civil };
    let mut told = Vec::new();
    for (office, serial, mark) in
        [(civil, 1, "湖民罚决"), (tax, 2, "湖民罚决"), (civil, 3, "湖民罚决"), (tax, 4, "湖税罚决")]
    {
        let seen = office.investigated_by(&organization(&world, serial).await, serial).await;
        told.push((office, seen, mark));
    }
    civil.pass(9);
    let mut numbers = Vec::new();
    for (office, seen, mark) in told {
        let stated = pb::PenaltyDecision { number_mark: mark.into(), ..decision(vec![warning()]) };
        numbers.push(office.decide(&seen, stated).await.unwrap().decision.unwrap().document_number);
    }
    let expected = ["湖民罚决〔2026〕1号", "湖民罚决〔2026〕2号", "湖民罚决〔2026〕3号", "湖税罚决〔2026〕1号"];
    assert_eq!(numbers, expected);
}

#[tokio::test]
async fn a_heavy_fine_is_serious_for_credit_and_wants_review() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.told(&organization(&world, 1).await, vec![fine(5_000_000)]).await;
    civil.pass(9);
    let refused = civil.decide(&seen, decision(vec![fine(5_000_000)])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "LEGAL_REVIEW_MISSING".into()));
    let reviewed = civil.review(&seen, true, "同意").await.unwrap();
    let decided = civil.decide(&reviewed, decision(vec![fine(5_000_000)])).await.unwrap();
    assert_eq!(decided.decision.unwrap().consequence(), pb::CreditConsequence::Serious);
}

#[tokio::test]
async fn a_complex_case_wants_review_however_light() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.investigated(&organization(&world, 1).await).await;
    let conclusion = pb::PenaltyConclusion {
        report: "案情复杂".into(),
        sanctions: vec![warning()],
        complex: true,
        ..Default::default()
    };
    let seen = civil.conclude(&seen, conclusion).await.unwrap();
    let seen = civil.notify(&seen).await.unwrap();
    let seen = civil.notice_delivered(&seen, civil.today()).await.unwrap();
    civil.pass(9);
    let refused = civil.decide(&seen, decision(vec![warning()])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "LEGAL_REVIEW_MISSING".into()));
}

#[tokio::test]
async fn every_mistake_of_a_decision_is_named_at_once() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.told(&organization(&world, 1).await, vec![warning()]).await;
    let sanction = |kind: pb::SanctionKind, amount_fen, days, text: &str| pb::Sanction {
        kind: kind.into(),
        amount_fen,
        days,
        text: text.into(),
    };
    let wrong = pb::PenaltyDecision {
        number_mark: "湖民罚决〔2026〕".into(),
        sanctions: vec![
            sanction(pb::SanctionKind::Unspecified, 0, 0, ""),
            sanction(pb::SanctionKind::Fine, -1, 0, ""),
            sanction(pb::SanctionKind::Suspension, 1, 0, "x"),
            sanction(pb::SanctionKind::Warning, 0, 0, ""),
            sanction(pb::SanctionKind::Warning, 0, 0, ""),
            sanction(pb::SanctionKind::Other, 0, 0, ""),
        ],
        ..Default::default()
    };
    let fields = violated_sorted(&civil.decide(&seen, wrong).await.unwrap_err());
    let expected = [
        "basis",
        "facts",
        "number_mark",
        "sanctions[0].kind",
        "sanctions[1].amount_fen",
        "sanctions[2].amount_fen",
        "sanctions[2].days",
        "sanctions[2].text",
        "sanctions[4].kind",
        "sanctions[5].text",
        "withheld_reason",
    ];
    assert_eq!(fields, expected.map(|field| format!("decision.{field}")));
}

#[tokio::test]
async fn a_first_minor_offence_that_was_corrected_is_not_punished_a_second_is_none() {
    let world = World::start().await;
    let (civil, party) = (civil(&world), organization(&world, 1).await);
    let first = civil.concluded(&party, vec![warning()]).await;
    let closed = civil
        .close(&first, pb::PenaltyOutcome::FirstMinor, "行政处罚法第三十三条", "初次违法，已经改正")
        .await
        .unwrap();
    assert_eq!(closed.state(), pb::PenaltyState::NoPenalty);
    assert_eq!(closed.closure.as_ref().unwrap().outcome(), pb::PenaltyOutcome::FirstMinor);
    let outcomes = outcomes(civil, &party).await;
    assert!(outcomes.iter().all(|one| one.kind() == pb::OutcomeKind::Investigation && one.until_date.is_some()));
    assert_eq!(facts::<pb::PenaltyDecided>(&world).await, []);
    let punished = civil.investigated_by(&party, 2).await;
    civil.pass(9);
    civil.decide(&punished, decision(vec![warning()])).await.unwrap();
    let again = civil.investigated_by(&party, 3).await;
    let refused =
        civil.close(&again, pb::PenaltyOutcome::FirstMinor, "行政处罚法第三十三条", "初次违法").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "NOT_FIRST_OFFENCE".into()));
    let handed = civil.close(&again, pb::PenaltyOutcome::OtherAuthority, "公安机关", "涉嫌犯罪").await.unwrap();
    assert_eq!(handed.state(), pb::PenaltyState::Transferred);
}

#[tokio::test]
async fn facts_that_are_not_established_end_the_case() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.investigated(&organization(&world, 1).await).await;
    let dropped = civil
        .close(&seen, pb::PenaltyOutcome::NotEstablished, "行政处罚法第五十七条", "违法事实不能成立")
        .await
        .unwrap();
    assert_eq!(dropped.state(), pb::PenaltyState::Dropped);
    let missing = civil.close(&seen, pb::PenaltyOutcome::Unspecified, "", "").await.unwrap_err();
    assert_eq!(violated_sorted(&missing), ["ground", "outcome", "reasons"]);
}
