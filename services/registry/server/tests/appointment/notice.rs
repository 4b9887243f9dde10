//! From the proposal to the post, and the ways that lead to none.

use onecode_proto::procedure::v1 as pc;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::AppointmentNoticeState as State;
use time::Duration;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn somebody_takes_office_after_seven_working_days_before_the_public() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let notice = proposed(&suite, &parent, president(1)).await;
    assert_eq!((notice.state(), notice.publicity.as_str(), notice.officer), (State::Proposed, "", None));
    let notice = before_the_public(&suite, &parent, 2).await;
    assert_eq!(notice.state(), State::PublicNotice);

    let request = pc::GetPublicityRequest { name: notice.publicity.clone() };
    let publicity = public(&suite).get_publicity(request).await.unwrap().into_inner().publicity.unwrap();
    assert_eq!(publicity.close_date, date(2026, 12, 3), "seven working days after 24 November (PROC-05)");
    assert!(publicity.body.contains(NAME) && publicity.body.contains("会长"), "{}", publicity.body);
    assert!(publicity.title.starts_with("湖州市第1协会") && !publicity.title.contains(NAME));

    suite.clock().advance(Duration::days(9));
    let early = confirmed(&suite, &notice.name).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "TERM_RUNNING".into()));
    assert_eq!(metadata(&early, "until"), "2026-12-03");

    suite.clock().advance(Duration::days(1));
    let notice = confirmed(&suite, &notice.name).await.unwrap();
    assert_eq!(notice.state(), State::Appointed);
    let request = pb::GetPostRequest { name: notice.post.clone() };
    let post = officers(&suite).get_post(request).await.unwrap().into_inner().post.unwrap();
    assert_eq!(
        (post.starts_on, post.ends_on),
        (date(2026, 12, 4), date(2031, 11, 30)),
        "not while the public was asked"
    );
    assert_eq!(post.basis, "会员大会决议〔2026〕1号");
    let again = confirmed(&suite, &notice.name).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "CASE_STATE".into()));
}

#[tokio::test]
async fn nobody_takes_office_before_the_day_that_was_proposed_nor_without_a_notice() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let later = pb::Appointment { starts_on: date(2027, 1, 1), ..president(1) };
    let notice = proposed(&suite, &parent, later).await;
    let bare = confirmed(&suite, &notice.name).await.unwrap_err();
    assert_eq!(reason(&bare), (Code::FailedPrecondition, "CASE_STATE".into()));

    published(&suite, &notice).await;
    suite.clock().advance(Duration::days(37));
    let early = confirmed(&suite, &notice.name).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "APPOINTMENT_BEFORE_FIRST_DAY".into()));
    assert_eq!(metadata(&early, "first"), "2027-01-01");
    suite.clock().advance(Duration::days(1));
    assert_eq!(confirmed(&suite, &notice.name).await.unwrap().state(), State::Appointed);
}

#[tokio::test]
async fn whoever_the_rules_bar_is_not_put_before_the_public() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let mut old = president(1);
    old.officer.as_mut().unwrap().id_number = id_number("19500101", 1);
    let status = portal(&suite).propose_appointment(proposal(&parent, old)).await.unwrap_err();
    assert_eq!(reason(&status), (Code::FailedPrecondition, "APPOINTMENT_BARRED".into()));
    assert_eq!(metadata(&status, "rules"), "PEO-01a");
    assert_eq!(suite.count("select count(*) from casework.case").await, 0);

    let request = pb::ProposeAppointmentRequest { parent: "organizations/1".into(), ..Default::default() };
    let status = portal(&suite).propose_appointment(request).await.unwrap_err();
    assert_eq!(violated(&status), ["parent", "basis", "appointment"]);
}

#[tokio::test]
async fn what_changed_meanwhile_counts_on_the_day_of_the_confirmation() {
    let suite = registry().await;
    let (one, other) = (association(&suite, 1).await, association(&suite, 2).await);
    let represents = pb::Appointment { legal_representative: true, ..president(1) };
    let notice = proposed(&suite, &one, represents.clone()).await;
    published(&suite, &notice).await;
    let appointment = Some(pb::Appointment { starts_on: date(2026, 11, 1), ends_on: date(2031, 10, 31), ..represents });
    let request =
        pb::AppointOfficerRequest { parent: other, appointment, basis: "决议".into(), validate_only: false };
    officers(&suite).appoint_officer(request).await.unwrap();
    suite.clock().advance(Duration::days(10));
    let status = confirmed(&suite, &notice.name).await.unwrap_err();
    assert_eq!(reason(&status), (Code::FailedPrecondition, "APPOINTMENT_BARRED".into()));
    assert_eq!(metadata(&status, "rules"), "REG-07");
    assert_eq!(get(&mut registrar(&suite), &notice.name).await.unwrap().state(), State::PublicNotice);
}

#[tokio::test]
async fn a_proposal_is_withdrawn_by_whoever_made_it_and_rejected_with_reasons() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let notice = before_the_public(&suite, &parent, 1).await;
    let withdrawal = pb::WithdrawAppointmentRequest {
        name: notice.name.clone(),
        etag: notice.etag.clone(),
        reasons: "本人不愿任职".into(),
    };
    let stranger = suite.identities().caller("taxation", HUZHOU, &["application-portal"]);
    let status = client(&suite, &stranger).withdraw_appointment(withdrawal.clone()).await.unwrap_err();
    assert_eq!(reason(&status), (Code::PermissionDenied, "CASE_ROLE".into()));
    let reply = portal(&suite).withdraw_appointment(withdrawal).await.unwrap().into_inner();
    let withdrawn = reply.appointment_notice.unwrap();
    assert_eq!((withdrawn.state(), withdrawn.reasons.as_str()), (State::Withdrawn, "本人不愿任职"));
    let request = pc::FileObjectionRequest {
        publicity: notice.publicity,
        text: "此人在本公司任职期间有严重违规行为。".into(),
    };
    let status = public(&suite).file_objection(request).await.unwrap_err();
    assert_eq!(reason(&status).1, "PUBLICITY_CLOSED");

    let notice = proposed(&suite, &parent, president(2)).await;
    let mut rejection = pb::RejectAppointmentRequest { name: notice.name, etag: notice.etag, reasons: String::new() };
    let status = registrar(&suite).reject_appointment(rejection.clone()).await.unwrap_err();
    assert_eq!(violated(&status), ["reasons"]);
    rejection.reasons = "材料不实".into();
    let reply = registrar(&suite).reject_appointment(rejection).await.unwrap().into_inner();
    assert_eq!(reply.appointment_notice.unwrap().state(), State::Rejected);
    assert_eq!(suite.count("select count(*) from registry.post").await, 0);
}

#[tokio::test]
async fn notices_are_listed_newest_first_within_the_division() {
    let suite = registry().await;
    let (one, other) = (association(&suite, 1).await, association(&suite, 2).await);
    let first = proposed(&suite, &one, president(1)).await;
    suite.clock().advance(Duration::seconds(1));
    let second = before_the_public(&suite, &other, 2).await;
    let all = pb::ListAppointmentNoticesRequest { page_size: 1, ..Default::default() };
    let page = registrar(&suite).list_appointment_notices(all.clone()).await.unwrap().into_inner();
    assert_eq!(page.appointment_notices[0].name, second.name);
    let next = pb::ListAppointmentNoticesRequest { page_token: page.next_page_token, ..all };
    let page = registrar(&suite).list_appointment_notices(next).await.unwrap().into_inner();
    assert_eq!((page.appointment_notices[0].name.clone(), page.next_page_token), (first.name.clone(), String::new()));

    let narrowed =
        pb::ListAppointmentNoticesRequest { state: State::Proposed.into(), organization: one, ..Default::default() };
    let page = registrar(&suite).list_appointment_notices(narrowed).await.unwrap().into_inner();
    assert_eq!(page.appointment_notices.len(), 1);
    let page = neighbour(&suite).list_appointment_notices(pb::ListAppointmentNoticesRequest::default()).await;
    assert_eq!(page.unwrap().into_inner().appointment_notices, []);
    let status = get(&mut neighbour(&suite), &first.name).await.unwrap_err();
    assert_eq!(reason(&status), (Code::NotFound, "APPOINTMENT_NOTICE_NOT_FOUND".into()));
}
