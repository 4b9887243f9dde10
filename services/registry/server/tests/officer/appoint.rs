//! AppointOfficer: what is recorded, what ends with it, and what the rules refuse.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use tonic::Code;
use vocab::OrganizationClass;

use crate::support::*;

#[tokio::test]
async fn an_appointment_is_a_post_with_the_rules_it_was_decided_under() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let parent = association(&suite, 1).await;
    let post = appointed(&mut client, &parent, representative(1)).await;

    assert!(post.name.starts_with(&format!("{parent}/posts/")));
    assert_eq!((post.role(), post.legal_representative, post.term_number), (pb::OfficerRole::President, true, 1));
    assert_eq!((post.starts_on, post.ends_on, post.ended_on), (date(2026, 3, 1), date(2031, 3, 1), None));
    assert_eq!(post.officer, None, "the answer of a write is kept, so it holds nobody");
    let rules: Vec<&str> = post.applied_rules.iter().map(|rule| rule.rule.as_str()).collect();
    assert_eq!(rules, ["REG-07", "PEO-01a", "PEO-01b", "PEO-01c"]);
    assert!(post.applied_rules.iter().all(|rule| rule.version == 1 && rule.outcome() == pb::AppointmentOutcome::Met));
}

#[tokio::test]
async fn a_repeated_call_appoints_once_and_another_request_under_its_key_is_refused() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let caller = suite.registrar().keyed("appointment-1");
    let mut client = Client::new(suite.client(caller));
    let first = appointed(&mut client, &parent, appointment(1)).await;
    assert_eq!(appointed(&mut client, &parent, appointment(1)).await, first);
    assert_eq!(suite.count("select count(*) from registry.post").await, 1);
    let other = client.appoint_officer(appoint(&parent, appointment(2))).await.unwrap_err();
    assert_eq!(reason(&other), (Code::AlreadyExists, "IDEMPOTENCY_KEY_REUSED".into()));
}

#[tokio::test]
async fn an_appointment_is_told_without_the_person() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let before = suite.published().await;
    appointed(&mut registrar(&suite), &parent, appointment(1)).await;
    assert_eq!(suite.published().await, before + 1);
    let told = "select count(*) from (select type from uow.event union all select type from uow.outbox) facts
        where type = 'onecode.registry.v1.OfficerAppointed'";
    assert_eq!(suite.count(told).await, 1);
}

#[tokio::test]
async fn what_was_only_validated_leaves_nobody_behind() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let request = pb::AppointOfficerRequest { validate_only: true, ..appoint(&parent, appointment(1)) };
    registrar(&suite).appoint_officer(request).await.unwrap();
    assert_eq!(
        suite.count("select (select count(*) from registry.post) + (select count(*) from registry.person)").await,
        0
    );
}

#[tokio::test]
async fn a_person_of_seventy_one_is_barred_until_an_exception_was_approved() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let parent = association(&suite, 1).await;
    let born = |birth: &str| {
        let officer = pb::OfficerParticulars { id_number: id_number(birth, 1), ..person(1) };
        pb::Appointment { officer: Some(officer), ..appointment(1) }
    };
    let barred = client.appoint_officer(appoint(&parent, born("19550301"))).await.unwrap_err();
    assert_eq!(refused(&barred), (Code::FailedPrecondition, "APPOINTMENT_BARRED".into(), "PEO-01a".into()));
    let approved = pb::Appointment { exception_approval: "湖民社〔2026〕9号".into(), ..born("19550301") };
    assert_eq!(appointed(&mut client, &parent, approved).await.exception_approval, "湖民社〔2026〕9号");
    let other = association(&suite, 2).await;
    appointed(&mut client, &other, born("19550302")).await; // seventy on that day still
}

#[tokio::test]
async fn the_third_term_in_a_row_is_counted_by_the_register_and_barred() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let parent = association(&suite, 1).await;
    let term = |number: i32| pb::Appointment {
        term_number: number,
        starts_on: date(2012 + 4 * number, 3, 1),
        ends_on: date(2016 + 4 * number, 3, 1),
        ..appointment(1)
    };
    let first = appointed(&mut client, &parent, term(1)).await;
    let second = appointed(&mut client, &parent, term(2)).await;
    assert_eq!((first.consecutive_terms, second.consecutive_terms), (1, 2));
    let third = client.appoint_officer(appoint(&parent, term(3))).await.unwrap_err();
    assert_eq!(refused(&third).2, "PEO-01b");

    let request = pb::GetPostRequest { name: first.name };
    let first = client.get_post(request).await.unwrap().into_inner().post.unwrap();
    assert_eq!(first.ended_on, date(2020, 3, 1), "a new term ends the one before");
}

#[tokio::test]
async fn the_same_role_for_the_same_term_is_taken() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let parent = association(&suite, 1).await;
    appointed(&mut client, &parent, appointment(1)).await;
    let again = client.appoint_officer(appoint(&parent, appointment(1))).await.unwrap_err();
    assert_eq!(reason(&again), (Code::AlreadyExists, "POST_TAKEN".into()));
}

#[tokio::test]
async fn the_legal_representative_of_an_association_elsewhere_is_barred_without_saying_where() {
    let suite = registry().await;
    let here = association(&suite, 1).await;
    let there = organization(&suite, OrganizationClass::SocialGroup, HANGZHOU, 2).await;
    appointed(&mut neighbour(&suite), &there, representative(1)).await;
    let typed = id_number("19700101", 1).replace("3305", "３３０５");
    let same = pb::OfficerParticulars { id_number: typed, ..person(1) };
    let barred = pb::Appointment { officer: Some(same), ..representative(1) };
    let status = registrar(&suite).appoint_officer(appoint(&here, barred)).await.unwrap_err();
    assert_eq!(refused(&status).2, "REG-07");
    let told = format!("{status:?}");
    assert!(!told.contains(there.trim_start_matches("organizations/")) && !told.contains("330502"), "{told}");
}

#[tokio::test]
async fn a_new_legal_representative_replaces_the_present_one_after_an_audit() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let parent = association(&suite, 1).await;
    let first = appointed(&mut client, &parent, representative(1)).await;
    let next = pb::Appointment { starts_on: date(2026, 9, 1), ..representative(2) };

    let unaudited = client.appoint_officer(appoint(&parent, next.clone())).await.unwrap_err();
    assert_eq!(refused(&unaudited).2, "REG-10");
    audit(&mut client, &parent, date(2026, 2, 1)).await; // before the present one began: it does not count
    assert_eq!(refused(&client.appoint_officer(appoint(&parent, next.clone())).await.unwrap_err()).2, "REG-10");
    audit(&mut client, &parent, date(2026, 8, 1)).await;
    let second = client.appoint_officer(appoint(&parent, next.clone())).await.unwrap_err();
    assert_eq!(reason(&second), (Code::AlreadyExists, "LEGAL_REPRESENTATIVE_TAKEN".into()));

    let replacing = pb::Appointment { replaces_legal_representative: true, ..next };
    appointed(&mut client, &parent, replacing).await;
    let request = pb::GetPostRequest { name: first.name };
    let first = client.get_post(request).await.unwrap().into_inner().post.unwrap();
    assert_eq!((first.ended_on, first.end_basis.as_str()), (date(2026, 9, 1), "会员大会决议〔2026〕1号"));
}

#[tokio::test]
async fn what_no_data_prove_is_confirmed_by_a_person_and_kept_as_asked() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let parent = organization(&suite, OrganizationClass::Foundation, HUZHOU, 1).await;
    let asked = client.appoint_officer(appoint(&parent, appointment(1))).await.unwrap_err();
    let rules = "REG-33c,PEO-04a,PEO-04c";
    assert_eq!(refused(&asked), (Code::FailedPrecondition, "APPOINTMENT_UNCONFIRMED".into(), rules.into()));
    let confirmed_rules = rules.split(',').map(str::to_owned).collect();
    let post = appointed(&mut client, &parent, pb::Appointment { confirmed_rules, ..appointment(1) }).await;
    let kept = |rule: &str| post.applied_rules.iter().find(|applied| applied.rule == rule).unwrap().outcome();
    assert_eq!(kept("PEO-04c"), pb::AppointmentOutcome::Ask);
    assert_eq!(kept("REG-33a"), pb::AppointmentOutcome::Met);
}

#[tokio::test]
async fn who_led_a_revoked_foundation_is_barred_from_the_next() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let revoked = organization(&suite, OrganizationClass::Foundation, HUZHOU, 1).await;
    let confirmed_rules: Vec<String> = ["REG-33c", "PEO-04a", "PEO-04c"].map(str::to_owned).into();
    let leader = pb::Appointment { confirmed_rules, ..appointment(1) };
    appointed(&mut client, &revoked, leader.clone()).await;
    change_status(&suite, &revoked, pb::OrganizationStatus::Revoked).await;
    let next = organization(&suite, OrganizationClass::Foundation, HUZHOU, 2).await;
    let barred = client.appoint_officer(appoint(&next, leader)).await.unwrap_err();
    assert_eq!(refused(&barred).2, "REG-33d,PEO-04b");
}

#[tokio::test]
async fn posts_end_with_their_organisation_and_nobody_is_appointed_to_it_then() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let parent = association(&suite, 1).await;
    let post = appointed(&mut client, &parent, representative(1)).await;
    change_status(&suite, &parent, pb::OrganizationStatus::Deregistered).await;
    let request = pb::GetPostRequest { name: post.name };
    let post = client.get_post(request).await.unwrap().into_inner().post.unwrap();
    assert_eq!((post.ended_on, post.end_basis.as_str()), (date(2026, 10, 1), "组织终止"));
    let late = client.appoint_officer(appoint(&parent, appointment(2))).await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "ORGANIZATION_ENDED".into()));
    let other = association(&suite, 2).await;
    appointed(&mut client, &other, representative(1)).await; // free for another association
}

async fn change_status(suite: &testkit::Suite, name: &str, status: pb::OrganizationStatus) {
    let mut client = OrganizationServiceClient::new(suite.client(suite.registrar().fresh()));
    let request = pb::GetOrganizationRequest { name: name.into(), ..Default::default() };
    let seen = client.get_organization(request).await.unwrap().into_inner().organization.unwrap();
    let request = pb::ChangeOrganizationStatusRequest {
        name: seen.name,
        status: status.into(),
        valid_from: date(2026, 10, 1),
        basis: "湖民社罚〔2026〕3号".into(),
        etag: seen.etag,
    };
    client.change_organization_status(request).await.unwrap();
}

#[tokio::test]
async fn every_wrong_field_is_named_at_once_and_no_value_is_repeated() {
    let suite = registry().await;
    let wrong = pb::AppointOfficerRequest {
        parent: "organizations/1".into(),
        appointment: Some(pb::Appointment {
            officer: Some(pb::OfficerParticulars {
                name: "张*".into(),
                id_kind: pb::IdentityKind::ResidentId.into(),
                id_number: "330502197001010011".into(),
                phone: "138****5678".into(),
                ..Default::default()
            }),
            starts_on: date(2027, 3, 1),
            ends_on: date(2027, 3, 1),
            consecutive_terms: 101,
            confirmed_rules: vec!["PEO-99".into()],
            replaces_legal_representative: true,
            ..Default::default()
        }),
        ..Default::default()
    };
    let status = registrar(&suite).appoint_officer(wrong).await.unwrap_err();
    let mut named = fields(&status);
    named.sort();
    assert_eq!(
        named,
        [
            "appointment.confirmed_rules[0]",
            "appointment.consecutive_terms",
            "appointment.ends_on",
            "appointment.officer.id_number",
            "appointment.officer.name",
            "appointment.officer.phone",
            "appointment.replaces_legal_representative",
            "appointment.role",
            "appointment.term_number",
            "basis",
            "parent",
        ]
    );
    assert!(!format!("{status:?}").contains("330502197001010011"));
}

#[tokio::test]
async fn a_first_day_in_the_future_is_refused() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let future = pb::Appointment { starts_on: date(2026, 11, 25), ..appointment(1) };
    let status = registrar(&suite).appoint_officer(appoint(&parent, future)).await.unwrap_err();
    assert_eq!(fields(&status), ["appointment.starts_on"]);
}

#[tokio::test]
async fn another_divisions_organisation_does_not_exist_and_a_reader_may_not_appoint() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let elsewhere = neighbour(&suite).appoint_officer(appoint(&parent, appointment(1))).await.unwrap_err();
    assert_eq!(reason(&elsewhere), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
    let reader = suite.identities().caller("tax", HUZHOU, &["registry-reader"]);
    let denied = client(&suite, &reader).appoint_officer(appoint(&parent, appointment(1))).await.unwrap_err();
    assert_eq!(reason(&denied), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
}
