//! Objections and repairs: who decides, when, and what becomes of the record.

use onecode_proto::credit::v1 as pb;
use onecode_proto::inspection::v1 as inspection;
use testkit::refusal::{metadata, reason};
use tonic::{Code, Status};

use super::penalty;
use crate::world::{World, code, date};

async fn object(world: &World, record: &str) -> Result<pb::CreditPetition, Status> {
    let request = pb::RequestCreditObjectionRequest {
        credit_record: record.into(),
        statement: "该处罚的对象不是本会，请核查。".into(),
        proof_number: String::new(),
    };
    let mut portal = world.petitions("portal", "credit-portal");
    Ok(portal.request_credit_objection(request).await?.into_inner().credit_petition.unwrap())
}

async fn decide(
    world: &World,
    department: &str,
    of: &pb::CreditPetition,
    uphold: bool,
) -> Result<pb::CreditPetition, Status> {
    let request = pb::DecideCreditObjectionRequest {
        name: of.name.clone(),
        etag: of.etag.clone(),
        uphold,
        reasons: "经核查属实".into(),
        decision_number: "湖税异〔2026〕1号".into(),
    };
    let mut decider = world.petitions(department, "credit-submitter");
    Ok(decider.decide_credit_objection(request).await?.into_inner().credit_petition.unwrap())
}

#[tokio::test]
async fn a_record_is_marked_while_an_objection_is_open_and_falls_if_it_is_upheld() {
    let world = World::start().await;
    let (record, _) = world.submit("tax", penalty(&code(1), "1号")).await.unwrap();
    let opened = object(&world, &record.name).await.unwrap();
    assert_eq!((opened.state(), opened.due_date), (pb::PetitionState::Examining, date(2026, 12, 1)));
    assert!(world.record(&record.name).await.in_objection);
    let refused = object(&world, &record.name).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "CREDIT_PETITION_OPEN".into()));
    let refused = decide(&world, "culture", &opened, true).await.unwrap_err();
    assert_eq!(reason(&refused).0, Code::PermissionDenied);
    let request = pb::ProlongCreditObjectionRequest {
        name: opened.name.clone(),
        etag: opened.etag.clone(),
        reasons: "案情复杂，需要外调".into(),
    };
    let mut decider = world.petitions("tax", "credit-submitter");
    let longer = decider.prolong_credit_objection(request).await.unwrap().into_inner().credit_petition.unwrap();
    assert_eq!((longer.state(), longer.due_date), (pb::PetitionState::Prolonged, date(2026, 12, 22)));
    let refused = decide(&world, "tax", &opened, true).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::Aborted, "CREDIT_PETITION_CHANGED".into()));
    assert_eq!(metadata(&refused, "etag"), longer.etag);
    let upheld = decide(&world, "tax", &longer, true).await.unwrap();
    assert_eq!((upheld.state(), upheld.decide_date), (pb::PetitionState::Granted, date(2026, 11, 24)));
    let gone = world.record(&record.name).await;
    assert_eq!((gone.in_objection, gone.withdraw_date), (false, date(2026, 11, 24)));
    assert_eq!(reason(&object(&world, &record.name).await.unwrap_err()).1, "CREDIT_RECORD_WITHDRAWN");
    let right = pb::CreditSubmission { amount_fen: 100, ..penalty(&code(1), "1号") };
    assert_eq!(world.submit("tax", right).await.unwrap().0.corrects, record.name);
    let mut portal = world.petitions("portal", "credit-portal");
    let got = portal.get_credit_petition(pb::GetCreditPetitionRequest { name: upheld.name.clone() }).await;
    assert_eq!(got.unwrap().into_inner().credit_petition.unwrap(), upheld);
    world.suite.stop().await;
}

#[tokio::test]
async fn a_rejected_objection_leaves_the_record_and_another_may_follow() {
    let world = World::start().await;
    let (record, _) = world.submit("tax", penalty(&code(1), "1号")).await.unwrap();
    let opened = object(&world, &record.name).await.unwrap();
    let rejected = decide(&world, "tax", &opened, false).await.unwrap();
    assert_eq!(rejected.state(), pb::PetitionState::Rejected);
    let stays = world.record(&record.name).await;
    assert_eq!((stays.in_objection, stays.withdraw_date), (false, None));
    assert_eq!(reason(&decide(&world, "tax", &rejected, true).await.unwrap_err()).0, Code::FailedPrecondition);
    object(&world, &record.name).await.unwrap();
    // what the register tells of itself names nobody who could decide
    world.register(&code(2)).await;
    world.caught_up().await;
    let basic = &world.records_of(&code(2)).await[0];
    assert_eq!(reason(&object(&world, &basic.name).await.unwrap_err()).1, "CREDIT_RECORD_NO_AUTHORITY");
    world.suite.stop().await;
}

async fn ask_repair(world: &World, record: &str) -> Result<pb::CreditPetition, Status> {
    let request = pb::RequestCreditRepairRequest {
        credit_record: record.into(),
        promise: "本会承诺依法开展活动，接受社会监督。".into(),
        proof_number: "湖税缴〔2026〕9号".into(),
    };
    let mut portal = world.petitions("portal", "credit-portal");
    Ok(portal.request_credit_repair(request).await?.into_inner().credit_petition.unwrap())
}

async fn repair(world: &World, of: &pb::CreditPetition) -> Result<pb::CreditPetition, Status> {
    let request = pb::DecideCreditRepairRequest {
        name: of.name.clone(),
        etag: of.etag.clone(),
        grant: true,
        reasons: "罚款已经缴清".into(),
        decision_number: "湖税修〔2026〕1号".into(),
    };
    let mut decider = world.petitions("tax", "credit-submitter");
    Ok(decider.decide_credit_repair(request).await?.into_inner().credit_petition.unwrap())
}

#[tokio::test]
async fn a_repaired_record_is_neither_shown_nor_used_any_more() {
    let world = World::start().await;
    let (record, _) = world.submit("tax", penalty(&code(1), "1号")).await.unwrap();
    let display = record.display.unwrap();
    assert!(display.shown);
    assert_eq!((display.until_date, display.repairable_date), (date(2027, 5, 8), date(2026, 8, 8)));
    let asked = ask_repair(&world, &record.name).await.unwrap();
    let refused = decide(&world, "tax", &asked, true).await.unwrap_err();
    assert_eq!(reason(&refused).1, "CREDIT_PETITION_OTHER_KIND");
    let granted = repair(&world, &asked).await.unwrap();
    assert_eq!(granted.state(), pb::PetitionState::Granted);
    let repaired = world.record(&record.name).await;
    assert_eq!((repaired.until_date, repaired.repair_date), (date(2026, 11, 24), date(2026, 11, 24)));
    let display = repaired.display.unwrap();
    assert_eq!((display.shown, display.until_date), (false, date(2026, 11, 24)));
    let refused = ask_repair(&world, &record.name).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CREDIT_RECORD_NOT_REPAIRABLE".into()));
    world.suite.stop().await;
}

#[tokio::test]
async fn a_repair_ends_its_one_record_and_no_other_of_the_same_check() {
    let world = World::start().await;
    let finding = inspection::SeriousFindingMade {
        check: "checks/018f0000-0000-7000-8000-000000000001".into(),
        organization: format!("organizations/{}", code(1)),
        date: date(2026, 5, 8),
        lead_department: "departments/tax".into(),
        ..Default::default()
    };
    world.tell("checks/1", finding.clone()).await;
    world.tell("checks/1", finding).await;
    world.caught_up().await;
    let records = world.records_of(&code(1)).await;
    let [one, other] = records.as_slice() else { panic!("{records:?}") };
    assert_eq!(one.source, other.source);
    let asked = ask_repair(&world, &one.name).await.unwrap();
    repair(&world, &asked).await.unwrap();
    assert_eq!(world.record(&one.name).await.until_date, date(2026, 11, 24));
    assert_eq!(world.record(&other.name).await.until_date, None);
    world.suite.stop().await;
}

#[tokio::test]
async fn too_early_is_refused_with_the_day_and_the_serious_list_excludes() {
    let world = World::start().await;
    let fresh = pb::CreditSubmission { from_date: date(2026, 11, 3), ..penalty(&code(1), "1号") };
    let (record, _) = world.submit("tax", fresh).await.unwrap();
    let refused = ask_repair(&world, &record.name).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CREDIT_REPAIR_TOO_EARLY".into()));
    assert_eq!(metadata(&refused, "earliest"), "2027-02-03");
    let honour = pb::CreditSubmission {
        kind: pb::RecordKind::Commendation.into(),
        value: "先进社会组织".into(),
        amount_fen: 0,
        ..penalty(&code(1), "2号")
    };
    let (honour, _) = world.submit("tax", honour).await.unwrap();
    assert_eq!(reason(&ask_repair(&world, &honour.name).await.unwrap_err()).1, "CREDIT_RECORD_NOT_REPAIRABLE");

    let (old, _) = world.submit("tax", penalty(&code(3), "3号")).await.unwrap();
    let listed = "insert into credit.listing (id, organization, division, department, list, ground, rule, listed_on, period_from, created_at)
        values (gen_random_uuid(), $1, '330500', 'civil-affairs', 'serious', 'CR-07', 'CR-07@1', '2026-06-01', '2026-06-01', now())";
    sqlx::query(listed).bind(code(3)).execute(&mut world.suite.database().connection().await).await.unwrap();
    assert_eq!(reason(&ask_repair(&world, &old.name).await.unwrap_err()).1, "CREDIT_REPAIR_EXCLUDED");
    world.suite.stop().await;
}

/// Whoever told of a record answers for it: the tax office of the city, of an association of a district too.
#[tokio::test]
async fn an_objection_goes_to_the_office_that_told_of_the_record_and_to_no_other_of_its_key() {
    let world = World::start().await;
    world.register_in(&code(1), "330502").await;
    world.caught_up().await;
    let (record, _) = world.submit("tax", penalty(&code(1), "1号")).await.unwrap();
    let opened = object(&world, &record.name).await.unwrap();
    for division in ["330502", "330000"] {
        let request = pb::DecideCreditObjectionRequest {
            name: opened.name.clone(),
            etag: opened.etag.clone(),
            uphold: true,
            reasons: "经核查属实".into(),
            decision_number: "吴税异〔2026〕1号".into(),
        };
        let caller = world.suite.identities().caller("tax", division, &["credit-submitter"]);
        let refused = world.petitions_as(&caller).decide_credit_objection(request).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::PermissionDenied, "CREDIT_PETITION_OTHER_AUTHORITY".into()), "{division}");
    }
    let upheld = decide(&world, "tax", &opened, true).await.unwrap();
    assert_eq!(upheld.state(), pb::PetitionState::Granted);
    world.suite.stop().await;
}
