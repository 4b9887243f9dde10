//! Objecting: by anybody, until the last day, once the text says something; and following it up.

use onecode_proto::procedure::v1 as pb;
use onecode_proto::procedure::v1::ObjectionState;
use time::Duration;
use tonic::Code;
use tonic_types::StatusExt;

use crate::support::*;

#[tokio::test]
async fn anybody_objects_until_the_end_of_the_last_day() {
    let suite = registry().await;
    let (_, publicity) = before_the_public(&suite).await;
    // It began at 10:00 of 24 November in Huzhou: 13 hours and 59 minutes later 8 January ends.
    suite.clock().advance(Duration::days(45) + Duration::minutes(13 * 60 + 59));
    let filed = public(&suite).file_objection(objection(&publicity)).await.unwrap().into_inner();
    assert_eq!((filed.receipt.len(), filed.answer_due_date), (23, None), "the calendar of 2027 is not known");

    suite.clock().advance(Duration::minutes(1));
    let refused = public(&suite).file_objection(objection(&publicity)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "PUBLICITY_CLOSED".to_owned()));
    assert_eq!(refused.get_details_error_info().unwrap().metadata["closed_on"], "2027-01-08");
    assert_eq!(objections(&mut registrar(&suite), &publicity).await.len(), 1);
}

#[tokio::test]
async fn nobody_objects_once_the_case_has_ended() {
    let suite = registry().await;
    let (id, publicity) = before_the_public(&suite).await;
    assert!(moved(&suite, id, act(PORTAL, "withdraw")).await.ended);
    let refused = public(&suite).file_objection(objection(&publicity)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "PUBLICITY_CLOSED".to_owned()));
    assert_eq!(refused.get_details_error_info().unwrap().metadata["closed_on"], "2026-11-24");
    let request = pb::GetPublicityRequest { name: publicity };
    let shown = public(&suite).get_publicity(request).await.unwrap().into_inner().publicity.unwrap();
    assert_eq!((shown.withdraw_date, shown.close_date), (date(2026, 11, 24), date(2027, 1, 8)));
}

#[tokio::test]
async fn an_objection_has_10_to_2000_characters() {
    let suite = registry().await;
    let (_, publicity) = before_the_public(&suite).await;
    let with = |text: String| pb::FileObjectionRequest { text, ..objection(&publicity) };
    for wrong in ["异".repeat(9), format!("{}    ", "异".repeat(9)), "异".repeat(2_001)] {
        assert_eq!(violated(&public(&suite).file_objection(with(wrong)).await.unwrap_err()), ["text"]);
    }
    for right in ["异".repeat(10), "异".repeat(2_000)] {
        public(&suite).file_objection(with(right)).await.unwrap();
    }
    let nameless = pb::FileObjectionRequest { publicity: "publicities/1".into(), text: String::new() };
    assert_eq!(violated(&public(&suite).file_objection(nameless).await.unwrap_err()), ["publicity", "text"]);
    let unknown = objection("publicities/00000000-0000-0000-0000-000000000001");
    let refused = public(&suite).file_objection(unknown).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "PUBLICITY_NOT_FOUND".to_owned()));
}

#[tokio::test]
async fn a_repeated_call_files_one_objection() {
    let suite = registry().await;
    let (_, publicity) = before_the_public(&suite).await;
    let caller = suite.identities().caller("notary", HANGZHOU, &["public-portal"]);
    let mut once = Client::new(suite.client(caller.keyed("once")));
    let first = once.file_objection(objection(&publicity)).await.unwrap().into_inner();
    assert_eq!(once.file_objection(objection(&publicity)).await.unwrap().into_inner(), first);
    assert_eq!(objections(&mut registrar(&suite), &publicity).await.len(), 1);
}

#[tokio::test]
async fn a_receipt_tells_state_and_answer_and_never_what_was_said() {
    let suite = registry().await;
    let (_, publicity) = before_the_public(&suite).await;
    let receipt = objected(&suite, &publicity).await;
    suite.clock().advance(Duration::seconds(1));
    let other = objected(&suite, &publicity).await;
    assert_ne!(receipt, other);
    let before = status(&suite, &receipt.to_lowercase().replace('-', " ")).await.unwrap();
    assert_eq!((before.state(), before.answer.as_str()), (ObjectionState::Open, ""));
    assert_eq!((before.publicity.as_str(), before.answer_due_date), (publicity.as_str(), date(2026, 12, 15)));

    let mut registrar = registrar(&suite);
    let objection = objections(&mut registrar, &publicity).await.remove(0);
    answered(&mut registrar, &objection, ObjectionState::Rejected).await.unwrap();
    let after = status(&suite, &receipt).await.unwrap();
    assert_eq!((after.state(), after.answer.as_str()), (ObjectionState::Rejected, "经核实，该债务已于上月结清。"));
    assert_eq!(status(&suite, &other).await.unwrap().state(), ObjectionState::Open);
}

#[tokio::test]
async fn a_receipt_that_is_none_is_refused() {
    let suite = registry().await;
    let (_, publicity) = before_the_public(&suite).await;
    objected(&suite, &publicity).await;
    let refused = status(&suite, "00000-00000-00000-00000").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "OBJECTION_NOT_FOUND".to_owned()));
    assert_eq!(violated(&status(&suite, "12345").await.unwrap_err()), ["receipt"]);
}

#[tokio::test]
async fn what_was_said_is_in_no_fact_reply_or_step() {
    let suite = registry().await;
    let (_, publicity) = before_the_public(&suite).await;
    objected(&suite, &publicity).await;
    let mut registrar = registrar(&suite);
    let objection = objections(&mut registrar, &publicity).await.remove(0);
    answered(&mut registrar, &objection, ObjectionState::Upheld).await.unwrap();
    suite.sequenced().await;
    let mut connection = suite.database().connection().await;
    for books in [
        "select position(convert_to($1, 'UTF8') in payload) > 0 from uow.event",
        "select position(convert_to($1, 'UTF8') in reply) > 0 from uow.audit",
        "select strpos(step::text, $1) > 0 from casework.step",
    ] {
        let told: Vec<bool> = sqlx::query_scalar(books).bind(TEXT).fetch_all(&mut connection).await.unwrap();
        assert!(!told.is_empty() && !told.contains(&true), "{books}");
    }
}
