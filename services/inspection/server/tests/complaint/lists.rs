//! ListComplaints and GetComplaintStatistics.

use onecode_proto::inspection::v1 as pb;
use time::Duration;

use crate::support::*;

fn names(complaints: &[pb::Complaint]) -> Vec<String> {
    complaints.iter().map(|complaint| complaint.name.clone()).collect()
}

#[tokio::test]
async fn lists_are_narrowed_by_each_filter_and_read_page_by_page() {
    let world = World::start().await;
    let organization = association(&world, HUZHOU, 1).await;
    let (_, about_it) = taken_on(&world, named(&[about(&organization)])).await;
    let by_phone = pb::FileComplaintRequest {
        channel: pb::ComplaintChannel::Phone.into(),
        ..anonymous(&[unregistered("湖州养生会", WUXING)])
    };
    file(&world, by_phone).await;
    let phoned = latest(&world).await;
    file(&world, anonymous(&[unregistered("湖州养生社", WUXING)])).await;
    let in_wuxing = routed(&mut officer(&world), &latest(&world).await).await;
    let mut officer = officer(&world);
    let base = pb::ListComplaintsRequest::default;
    for (request, expected) in [
        (pb::ListComplaintsRequest { organization: organization.clone(), ..base() }, vec![&about_it]),
        (pb::ListComplaintsRequest { channel: pb::ComplaintChannel::Phone.into(), ..base() }, vec![&phoned]),
        (pb::ListComplaintsRequest { state: pb::ComplaintState::Routed.into(), ..base() }, vec![&in_wuxing]),
        (pb::ListComplaintsRequest { division: WUXING.into(), ..base() }, vec![&in_wuxing]),
        (pb::ListComplaintsRequest { division: "330100".into(), ..base() }, vec![]),
        (pb::ListComplaintsRequest { overdue: true, ..base() }, vec![]),
        (base(), vec![&in_wuxing, &phoned, &about_it]),
    ] {
        let expected: Vec<String> = expected.into_iter().map(|complaint| complaint.name.clone()).collect();
        assert_eq!(names(&list(&mut officer, request.clone()).await), expected, "{request:?}");
    }
    let (mut found, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListComplaintsRequest { page_size: 2, page_token, ..base() };
        let answer = officer.list_complaints(request).await.unwrap().into_inner();
        found.extend(names(&answer.complaints));
        page_token = answer.next_page_token;
        if page_token.is_empty() {
            break;
        }
        let other = pb::ListComplaintsRequest { overdue: true, page_token: page_token.clone(), ..base() };
        assert_eq!(violated(&officer.list_complaints(other).await.unwrap_err()), ["page_token"]);
    }
    assert_eq!(found, [in_wuxing.name, phoned.name, about_it.name]);
    let wrong = pb::ListComplaintsRequest {
        state: 99,
        channel: 99,
        organization: "organizations/x".into(),
        division: "x".into(),
        page_size: 201,
        ..base()
    };
    let mut fields = violated(&officer.list_complaints(wrong).await.unwrap_err());
    fields.sort();
    assert_eq!(fields, ["channel", "division", "organization", "page_size", "state"]);
}

#[tokio::test]
async fn what_is_late_is_listed_as_overdue_until_it_is_done() {
    let world = World::start().await;
    file(&world, anonymous(&[unregistered("湖州养生会", HUZHOU)])).await;
    let overdue = || pb::ListComplaintsRequest { overdue: true, ..Default::default() };
    world.suite.clock().advance(Duration::days(9)); // 3 December, the last day
    assert_eq!(list(&mut officer(&world), overdue()).await, []);
    world.suite.clock().advance(Duration::days(1));
    let late = list(&mut officer(&world), overdue()).await.remove(0);
    let accepted = accepted(&mut officer(&world), &late).await;
    assert_eq!(accepted.accept_date, date(2026, 12, 4));
    assert_eq!(list(&mut officer(&world), overdue()).await, []);
}

#[tokio::test]
async fn statistics_count_by_ground_and_outcome_within_place_and_time() {
    let world = World::start().await;
    let organization = association(&world, HUZHOU, 1).await;
    let (_, accepted) = taken_on(&world, named(&[about(&organization)])).await;
    let verified = verified(&mut officer(&world), &accepted).await;
    concluded(&mut officer(&world), &verified, pb::ComplaintOutcome::Upheld).await.unwrap();
    let two = vec!["complaintGrounds/illegal-fees".to_owned(), "complaintGrounds/governance".into()];
    file(&world, pb::FileComplaintRequest { grounds: two, ..anonymous(&[about(&organization)]) }).await;
    let request = |from, before, division: &str| pb::GetComplaintStatisticsRequest {
        division: division.into(),
        from_date: from,
        before_date: before,
    };
    let year = (date(2026, 1, 1), date(2027, 1, 1));
    let mut officer = officer(&world);
    let found = officer.get_complaint_statistics(request(year.0, year.1, "")).await.unwrap().into_inner();
    assert_eq!((found.received, found.anonymous, found.concluded), (2, 1, 1));
    let counts: Vec<_> =
        found.counts.iter().map(|count| (count.ground.as_str(), count.outcome(), count.complaints)).collect();
    assert_eq!(
        counts,
        [
            ("complaintGrounds/governance", pb::ComplaintOutcome::Unspecified, 1),
            ("complaintGrounds/illegal-fees", pb::ComplaintOutcome::Unspecified, 1),
            ("complaintGrounds/illegal-fees", pb::ComplaintOutcome::Upheld, 1),
        ]
    );
    for empty in [request(date(2025, 1, 1), date(2026, 1, 1), ""), request(year.0, year.1, "330100")] {
        let found = officer.get_complaint_statistics(empty).await.unwrap().into_inner();
        assert_eq!((found.received, found.counts.len()), (0, 0));
    }
    let refused = officer.get_complaint_statistics(request(None, None, "")).await.unwrap_err();
    assert_eq!(violated(&refused), ["from_date", "before_date"]);
    let refused = officer.get_complaint_statistics(request(year.1, year.0, "")).await.unwrap_err();
    assert_eq!(violated(&refused), ["before_date"]);
}
