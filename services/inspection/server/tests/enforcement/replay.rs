//! A repeated call is answered as it was, and has one effect.

use onecode_proto::inspection::v1 as pb;

use crate::support::*;

fn keyed(office: Office<'_>, key: &str) -> Cases {
    let caller = office.world.suite.identities().caller(office.department, office.division, &["platform-operator"]);
    Cases::new(office.world.client(caller.keyed(key)))
}

#[tokio::test]
async fn a_case_filed_twice_under_one_key_is_one() {
    let world = World::start().await;
    let (civil, party) = (civil(&world), organization(&world, 1).await);
    let request = pb::FilePenaltyRequest { penalty: Some(stated(&party)) };
    let first = keyed(civil, "file-1").file_penalty(request.clone()).await.unwrap().into_inner();
    let again = keyed(civil, "file-1").file_penalty(request.clone()).await.unwrap().into_inner();
    assert_eq!(first, again);
    assert_eq!(world.suite.count("select count(*) from inspection.penalty").await, 1);
    let other = pb::FilePenaltyRequest { penalty: Some(pb::Penalty { grave: true, ..stated(&party) }) };
    let refused = keyed(civil, "file-1").file_penalty(other).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "IDEMPOTENCY_KEY_REUSED".into()));
}

#[tokio::test]
async fn a_decision_a_payment_and_an_annulment_are_repeated_without_a_second_effect() {
    let world = World::start().await;
    let civil = civil(&world);
    let told = civil.told(&organization(&world, 1).await, vec![fine(1_000)]).await;
    civil.pass(9);
    let request = pb::DecidePenaltyRequest {
        name: told.name.clone(),
        etag: told.etag.clone(),
        decision: Some(decision(vec![fine(1_000)])),
    };
    let decided = keyed(civil, "decide").decide_penalty(request.clone()).await.unwrap().into_inner();
    assert_eq!(keyed(civil, "decide").decide_penalty(request).await.unwrap().into_inner(), decided);
    let seen = civil.delivered(&decided.penalty.unwrap(), civil.today()).await.unwrap();
    let payment =
        pb::RecordedPayment {
            payment_date: civil.today(), fine_fen: 600, receipt: "票1".into(), ..Default::default()
        };
    let request = pb::RecordPaymentRequest { name: seen.name.clone(), etag: seen.etag.clone(), payment: Some(payment) };
    let paid = keyed(civil, "pay").record_payment(request.clone()).await.unwrap().into_inner();
    assert_eq!(keyed(civil, "pay").record_payment(request).await.unwrap().into_inner(), paid);
    assert_eq!(civil.payment(&seen, None).await.fine_owed_fen, 400);
    let seen = paid.penalty.unwrap();
    let request = pb::AnnulPenaltyRequest {
        name: seen.name,
        etag: seen.etag,
        ground: pb::AnnulmentGround::Correction.into(),
        document_number: "湖民纠〔2026〕1号".into(),
        reasons: "自行纠正".into(),
    };
    let annulled = keyed(civil, "annul").annul_penalty(request.clone()).await.unwrap().into_inner();
    assert_eq!(keyed(civil, "annul").annul_penalty(request).await.unwrap().into_inner(), annulled);
    assert_eq!(facts::<pb::PenaltyAnnulled>(&world).await.len(), 1);
    assert_eq!(facts::<pb::PenaltyDecided>(&world).await.len(), 1);
}

#[tokio::test]
async fn every_step_rests_on_what_was_seen() {
    let world = World::start().await;
    let civil = civil(&world);
    let stale = civil.file(stated(&organization(&world, 1).await)).await.unwrap();
    let seen = civil.approve(&stale).await.unwrap();
    let refused = civil.suspend(&stale, "鉴定").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::Aborted, "ETAG_MISMATCH".into()));
    assert_eq!(metadata(&refused, "etag"), seen.etag);
    let none = pb::Penalty { etag: String::new(), ..seen };
    assert_eq!(violated_sorted(&civil.suspend(&none, "").await.unwrap_err()), ["etag", "reasons"]);
}
