//! UploadEntries and ListEntries.

use futures::future::join_all;
use inspection_domain::check::{Severity, Verdict};
use onecode_proto::inspection::v1 as pb;
use testkit::START;
use time::Duration;
use tonic::Code;

use crate::support::*;

fn results(answer: &pb::UploadEntriesResponse) -> Vec<(pb::EntryResult, pb::EntryRefusal)> {
    answer.outcomes.iter().map(|one| (one.result(), one.refusal())).collect()
}

fn stored() -> (pb::EntryResult, pb::EntryRefusal) {
    (pb::EntryResult::Stored, pb::EntryRefusal::Unspecified)
}

fn refused(why: pb::EntryRefusal) -> (pb::EntryResult, pb::EntryRefusal) {
    (pb::EntryResult::Refused, why)
}

#[tokio::test]
async fn what_is_new_is_stored_what_was_there_is_repeated_and_what_differs_is_refused_alone() {
    let world = registered().await;
    let (check, mut one, _) = underway(&world).await;
    one.check_in(OFFICE);
    one.answer(FINANCE, Verdict::Conforms, &[]);
    assert_eq!(results(&upload(&world, &one).await), [stored(), stored()]);
    one.finding(Severity::Minor);
    let mut sent = one.entries();
    sent[1].device_time = stamp(START + Duration::DAY);
    let answer = send(&world, one.upload(sent.clone())).await.unwrap();
    let repeated = (pb::EntryResult::Repeated, pb::EntryRefusal::Unspecified);
    assert_eq!(results(&answer), [repeated, refused(pb::EntryRefusal::OtherContent), stored()]);
    assert_eq!(answer.outcomes[1].entry, sent[1].name);
    let told = world.facts::<pb::CheckEntriesUploaded>().await;
    let told: Vec<_> = told.iter().map(|one| (one.stored_count, one.repeated_count, one.refused_count)).collect();
    assert_eq!(told, [(2, 0, 0), (1, 1, 1)]);
    let kept = entries(checks(&world), &check).await;
    assert_eq!(
        kept.iter().map(|entry| entry.device_time).collect::<Vec<_>>(),
        one.entries().iter().map(|entry| entry.device_time).collect::<Vec<_>>()
    );
    assert_eq!(kept.iter().map(|entry| entry.sequence).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(kept[0].receive_time, stamp(START));
}

#[tokio::test]
async fn a_repeated_call_is_answered_alike_and_sixteen_at_once_store_once() {
    let world = registered().await;
    let (check, mut one, _) = underway(&world).await;
    for _ in 0..5 {
        one.answer(FINANCE, Verdict::Conforms, &[]);
    }
    let request = one.upload(one.entries());
    let caller = lead(&world);
    let same = join_all((0..8).map(|_| {
        let mut client = Checks::new(world.client(caller.keyed("k1")));
        let request = request.clone();
        async move { client.upload_entries(request).await.unwrap().into_inner() }
    }));
    let own = join_all((0..8).map(|_| send(&world, request.clone())));
    let (same, own) = tokio::join!(same, own);
    assert!(same.iter().all(|answer| *answer == same[0]));
    let stored_by = |answers: &mut dyn Iterator<Item = &pb::UploadEntriesResponse>| -> usize {
        answers.map(|answer| answer.outcomes.iter().filter(|one| one.result() == pb::EntryResult::Stored).count()).sum()
    };
    let own: Vec<_> = own.into_iter().map(Result::unwrap).collect();
    assert_eq!(stored_by(&mut own.iter().chain(&same[..1])), 5);
    assert_eq!(entries(checks(&world), &check).await.len(), 5);
}

#[tokio::test]
async fn each_entry_is_refused_for_its_own_reason() {
    let world = registered().await;
    let inspectors = two(&world).await;
    let (tax, stranger) = (world.inspector(TAX, "SW-1").await, world.inspector(CIVIL, "MZ-9").await);
    let joint = pb::Check { departments: vec!["departments/tax".into()], ..check() };
    let made = create(&world, joint, &inspectors).await.unwrap();
    let request = pb::AssignInspectorsRequest { name: made.name.clone(), inspectors: vec![tax.clone()] };
    let made = checks_of(&world, TAX).assign_inspectors(request).await.unwrap().into_inner().check.unwrap();
    let made = begin(&world, &made).await.unwrap();
    let device = |number, who: &str, item: &str| {
        let mut device = Device::new(&made.name, number, who, START);
        device.answer(item, Verdict::Conforms, &[]);
        device.nth(1)
    };
    let sent = vec![
        device(1, &inspectors[0], FINANCE),
        device(2, &stranger, FINANCE),
        device(3, &tax, FINANCE),
        device(4, &inspectors[0], "inspectionItems/spot-check-business-city"),
    ];
    let request =
        pb::UploadEntriesRequest { name: made.name.clone(), device_time: stamp(START), entries: sent.clone() };
    let answer = send(&world, request.clone()).await.unwrap();
    let expected = [
        stored(),
        refused(pb::EntryRefusal::AuthorNotAssigned),
        refused(pb::EntryRefusal::AuthorOfOtherDepartment),
        refused(pb::EntryRefusal::ItemNotOfCheck),
    ];
    assert_eq!(results(&answer), expected);
    let answer = checks_of(&world, TAX).upload_entries(request).await.unwrap().into_inner();
    assert_eq!(results(&answer)[2], stored());
}

/// TA-04: the certificate was suspended, and a tie was found, while the devices were away.
#[tokio::test]
async fn who_may_no_longer_inspect_is_not_heard_and_the_others_are() {
    let world = registered().await;
    let (_, mut one, mut other) = underway(&world).await;
    one.answer(FINANCE, Verdict::Conforms, &[]);
    other.answer(FINANCE, Verdict::Conforms, &[]);
    world
        .tamper(
            "update inspection.inspector set suspended = true
        where id = (select inspector from inspection.check_inspector where place = 2)",
        )
        .await;
    let request = one.upload([one.entries(), other.entries()].concat());
    let answer = send(&world, request.clone()).await.unwrap();
    assert_eq!(results(&answer), [stored(), refused(pb::EntryRefusal::AuthorNotCertified)]);
    world
        .tamper(
            "update inspection.inspector set suspended = false;
        insert into inspection.recusal (id, inspector, code, ground, reason, valid_from, actor, created_at)
        select gen_random_uuid(), inspector, code, 'relative', '', date '2020-01-01', 'x', now()
        from inspection.check_inspector join inspection.field_check as one on one.id = check_id where place = 2",
        )
        .await;
    let answer = send(&world, request).await.unwrap();
    assert_eq!(results(&answer)[1], refused(pb::EntryRefusal::AuthorRecused));
}

#[tokio::test]
async fn nothing_is_uploaded_before_the_visit_or_by_strangers() {
    let world = registered().await;
    let inspectors = two(&world).await;
    let made = create(&world, check(), &inspectors).await.unwrap();
    let mut device = Device::new(&made.name, 1, &inspectors[0], START);
    device.check_in(OFFICE);
    let request = device.upload(device.entries());
    let refused = send(&world, request.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CHECK_NOT_BEGUN".into()));
    let refused = checks_of(&world, TAX).upload_entries(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CHECK_NOT_PARTICIPATING".into()));
}

#[tokio::test]
async fn what_cannot_be_read_is_named_field_by_field() {
    let world = registered().await;
    let (_, mut one, _) = underway(&world).await;
    one.check_in(OFFICE);
    let right = one.nth(1);
    let wrong = pb::CheckEntry {
        name: "checks/1/entries/1".into(),
        device: "device".into(),
        sequence: 0,
        device_time: None,
        author: "somebody".into(),
        content: None,
        ..Default::default()
    };
    let finding = pb::CheckFinding { text: " 有空格 ".into(), ground: "\u{7}".into(), ..Default::default() };
    let finding = pb::CheckEntry { content: Some(pb::check_entry::Content::Finding(finding)), ..right.clone() };
    let refused = send(&world, one.upload(vec![right, wrong, finding])).await.unwrap_err();
    let expected = [
        "entries[1].author",
        "entries[1].content",
        "entries[1].device",
        "entries[1].device_time",
        "entries[1].name",
        "entries[1].sequence",
        "entries[2].finding.ground",
        "entries[2].finding.severity",
        "entries[2].finding.text",
    ];
    assert_eq!(violated(&refused), expected);
    let none = pb::UploadEntriesRequest { entries: Vec::new(), device_time: None, ..one.upload(Vec::new()) };
    assert_eq!(violated(&send(&world, none).await.unwrap_err()), ["device_time", "entries"]);
    let twice = one.upload(vec![one.nth(1), one.nth(1)]);
    assert_eq!(violated(&send(&world, twice).await.unwrap_err()), ["entries[1].name"]);
}

/// CK-02.
#[tokio::test]
async fn a_clock_that_is_days_off_is_measured_and_flagged_and_nothing_rests_on_it() {
    let world = registered().await;
    let (check, mut one, mut other) = underway(&world).await;
    one.clock = START - Duration::days(3);
    one.check_in(OFFICE);
    other.clock = START + Duration::days(400);
    other.check_in(OFFICE);
    let answer = upload(&world, &one).await;
    assert_eq!((answer.clock_offset_seconds, answer.clock_wrong), (3 * 86_400 - 60, true));
    let answer = upload(&world, &other).await;
    assert_eq!((answer.clock_offset_seconds, answer.clock_wrong), (-400 * 86_400 - 60, true));
    let seen = entries(checks(&world), &check).await;
    assert!(seen.iter().all(|entry| entry.clock_wrong && entry.receive_time == stamp(START)));
    one.clock = START;
    one.statement("钱");
    assert!(!send(&world, one.upload(vec![one.nth(2)])).await.unwrap().clock_wrong);
}

/// CK-01.
#[tokio::test]
async fn a_check_in_far_away_is_flagged() {
    let world = registered().await;
    let (check, mut one, _) = underway(&world).await;
    one.check_in(OFFICE);
    one.check_in((OFFICE.0 + 9_000, OFFICE.1));
    one.answer(FINANCE, Verdict::Conforms, &[]);
    upload(&world, &one).await;
    let distances: Vec<_> = entries(checks(&world), &check).await.into_iter().map(|entry| entry.distance).collect();
    let away = |metres, far| Some(pb::CheckInDistance { metres, far });
    assert_eq!(distances, [away(0, false), away(1_001, true), None]);
}

/// Ten thousand entries of ten devices, in ten calls; how long it takes is printed, not judged.
#[tokio::test]
async fn ten_thousand_entries_merge() {
    let world = registered().await;
    let (check, one, _) = underway(&world).await;
    let author = check.inspectors[0].inspector.clone();
    let mut devices: Vec<Device> =
        (0..10).map(|number| Device::new(&check.name, 1_000 + number, &author, START)).collect();
    for device in &mut devices {
        for _ in 0..1_000 {
            device.finding(Severity::Minor);
        }
    }
    let requests: Vec<_> = devices.iter().map(|device| device.upload(device.entries())).collect();
    let begun = std::time::Instant::now();
    for request in requests.clone() {
        let answer = send(&world, request).await.unwrap();
        assert!(answer.outcomes.iter().all(|one| one.result() == pb::EntryResult::Stored));
    }
    println!("10,000 entries merged in {:?}", begun.elapsed());
    let begun = std::time::Instant::now();
    let digest = record(&world, &check).await.digest;
    println!("10,000 entries folded in {:?}", begun.elapsed());
    assert_eq!(digest, digest_of(&devices.iter().chain([&one]).collect::<Vec<_>>()).to_string());
    let answer = send(&world, requests[3].clone()).await.unwrap();
    assert!(answer.outcomes.iter().all(|one| one.result() == pb::EntryResult::Repeated));
    assert_eq!(record(&world, &check).await.entry_count, 10_000);
}
