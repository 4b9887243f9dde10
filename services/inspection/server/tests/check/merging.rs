//! GetCheckRecord: two devices that were away, and what their entries come to.

use inspection_domain::check::{Severity, Verdict};
use onecode_proto::inspection::v1 as pb;
use tonic::Code;

use crate::support::*;

fn names(entries: &[pb::CheckEntry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.name.as_str()).collect()
}

#[tokio::test]
async fn whatever_the_order_of_uploads_the_record_is_the_same() {
    let mut digests = Vec::new();
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
        let world = registered().await;
        let (check, mut one, mut other) = underway(&world).await;
        let first = one.answer(FINANCE, Verdict::Conforms, &[]);
        one.answer(FINANCE, Verdict::DoesNotConform, &[first]);
        other.answer(GOVERNANCE, Verdict::Conforms, &[]);
        other.finding(Severity::Minor);
        let all = [one.entries(), other.entries()].concat();
        for at in order {
            send(&world, one.upload(vec![all[at].clone()])).await.unwrap();
            send(&world, one.upload(all[at..].to_vec())).await.unwrap();
        }
        let seen = record(&world, &check).await;
        assert_eq!(seen.digest, digest_of(&[&one, &other]).to_string());
        let verdicts: Vec<_> =
            seen.items.iter().map(|item| (item.verdict(), item.conflict, item.answers.len())).collect();
        let expected = [(pb::CheckVerdict::DoesNotConform, false, 1), (pb::CheckVerdict::Conforms, false, 1)];
        assert_eq!((verdicts.as_slice(), seen.findings.len(), seen.gaps.len()), (&expected[..], 1, 0));
        // inspectors have other ids in each world; what is left of the record does not
        digests.push((seen.entry_count, seen.withdrawn, seen.void_links));
    }
    assert!(digests.windows(2).all(|pair| pair[0] == pair[1]));
}

#[tokio::test]
async fn a_contradiction_is_shown_and_settled_by_who_names_both_answers() {
    let world = registered().await;
    let (check, mut one, mut other) = underway(&world).await;
    let yes = one.answer(FINANCE, Verdict::Conforms, &[]);
    let no = other.answer(FINANCE, Verdict::DoesNotConform, &[]);
    upload(&world, &one).await;
    upload(&world, &other).await;
    let seen = record(&world, &check).await;
    let item = &seen.items[0];
    assert_eq!((item.verdict(), item.conflict, item.answers.len()), (pb::CheckVerdict::Unspecified, true, 2));
    let refused = conclude(&world, &check, pb::CheckOutcome::NoProblem).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CHECK_CONFLICTS_OPEN".into()));
    assert_eq!(metadata(&refused, "items"), "spot-check-finance-city");

    other.answer(FINANCE, Verdict::DoesNotConform, &[yes, no]);
    upload(&world, &other).await;
    let item = record(&world, &check).await.items.remove(0);
    assert_eq!((item.verdict(), item.conflict), (pb::CheckVerdict::DoesNotConform, false));
    assert_eq!(item.answers, [other.nth(2).name]);
    assert_eq!(entries(checks(&world), &check).await.len(), 3, "nothing is dropped");
}

#[tokio::test]
async fn what_is_withdrawn_missing_or_linked_to_nothing_is_shown() {
    let world = registered().await;
    let (check, mut one, mut other) = underway(&world).await;
    let wrong = one.finding(Severity::Serious);
    one.withdraw(wrong);
    one.statement("钱");
    other.withdraw(wrong);
    upload(&world, &other).await;
    send(&world, one.upload(vec![one.nth(1), one.nth(3)])).await.unwrap();
    let seen = record(&world, &check).await;
    let gap = pb::CheckRecordGap { device: one.nth(1).device, first_sequence: 2, last_sequence: 2 };
    assert_eq!((seen.gaps, seen.findings.len(), seen.withdrawn.len()), (vec![gap], 1, 0));
    assert_eq!(seen.void_links, [other.nth(1).name]);
    upload(&world, &one).await;
    let seen = record(&world, &check).await;
    assert_eq!((seen.gaps.len(), seen.findings.len(), seen.withdrawn), (0, 0, vec![one.nth(1).name]));
}

#[tokio::test]
async fn where_inspectors_were_and_who_spoke_is_for_those_who_may_and_say_why() {
    let world = registered().await;
    let (check, mut one, _) = underway(&world).await;
    one.check_in(OFFICE);
    one.statement("钱会计");
    upload(&world, &one).await;
    let personal = |entries: &[pb::CheckEntry]| match (&entries[0].content, &entries[1].content) {
        (Some(pb::check_entry::Content::CheckIn(arrival)), Some(pb::check_entry::Content::Statement(said))) => {
            (arrival.place, said.speaker.clone())
        }
        other => panic!("{other:?}"),
    };
    let seen = entries(checks(&world), &check).await;
    assert_eq!(personal(&seen), (None, "钱*".to_owned()));
    assert_eq!(names(&seen), names(&one.entries()));
    let reader = world.caller(CIVIL, &["inspection-check-lead", "inspection-field-personal-reader"]);
    let seen = entries(Checks::new(world.client(reader.because("arrival in dispute").fresh())), &check).await;
    let office = pb::GeoPoint { latitude_microdegrees: OFFICE.0, longitude_microdegrees: OFFICE.1 };
    assert_eq!(personal(&seen), (Some(office), "钱会计".to_owned()));
    assert_eq!(world.suite.count("select count(*) from uow.audit where kind = 'sensitive_read'").await, 1);
}

#[tokio::test]
async fn what_was_recorded_lies_nowhere_in_the_books_as_it_is() {
    let world = registered().await;
    let (_, mut one, mut other) = underway(&world).await;
    one.check_in((30_871_234, 120_094_321));
    one.statement("钱会计");
    one.finding(Severity::Serious);
    other.answer(FINANCE, Verdict::Conforms, &[]);
    upload(&world, &one).await;
    upload(&world, &other).await;
    let books = world.suite.database().everything(&[]).await;
    let hex = |text: &str| testkit::papers::hex(text.as_bytes());
    for secret in ["钱会计", "凭证在会计处", "部分支出没有原始凭证", "现场查看"] {
        assert!(!books.contains(secret) && !books.contains(&hex(secret)), "{secret}");
    }
    // the place, as the contract encodes it
    let place = pb::GeoPoint { latitude_microdegrees: 30_871_234, longitude_microdegrees: 120_094_321 };
    assert!(!books.contains(&testkit::papers::hex(prost::Message::encode_to_vec(&place))));
}
