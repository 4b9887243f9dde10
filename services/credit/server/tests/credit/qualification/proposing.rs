//! What a city only proposes (TX-11): confirmed here, proposed in a list, and the result recorded as told.

use onecode_proto::inspection::v1 as inspection;

use super::support::*;

const PROVINCE: &str = "浙江省财政厅、国家税务总局浙江省税务局、浙江省民政厅";

/// An association rated 3A with an exemption, whose deduction every department has confirmed.
async fn ready(world: &World, serial: u32) -> pb::QualificationApplication {
    let code = registered(world, serial).await;
    let announced = inspection::RatingAnnounced {
        rating: format!("ratings/018f0000-0000-7000-8000-{serial:012}"),
        organization: name(&code),
        grade: inspection::RatingGrade::ThreeA.into(),
        valid_from: date(2025, 1, 1),
        valid_until: date(2029, 12, 31),
        department: "departments/civil-affairs".into(),
        ..Default::default()
    };
    world.tell(&name(&code), announced).await;
    world.caught_up().await;
    recorded(world, &code, Kind::TaxExemption, 2025, None).await;
    let applied = apply(world, &code, Kind::DonationDeduction).await;
    confirmed(world, &applied).await
}

fn proposing(all: &[&pb::QualificationApplication]) -> pb::ProposeQualificationsRequest {
    pb::ProposeQualificationsRequest {
        kind: Kind::DonationDeduction.into(),
        year: 2026,
        document_number: "湖民报〔2026〕5号".into(),
        applications: all.iter().map(|one| choice(one)).collect(),
    }
}

#[tokio::test]
async fn a_deduction_is_proposed_and_what_the_province_decides_is_recorded_as_told() {
    let world = World::start().await;
    let (one, other) = (ready(&world, 1).await, ready(&world, 2).await);
    let mut office = office(&world, "civil-affairs");
    let own = office.grant_qualifications(granting(&[&one])).await.unwrap_err();
    assert_eq!(violated_sorted(&own), ["authority"], "somebody above decides");
    let told_early = pb::GrantQualificationsRequest { authority: PROVINCE.into(), ..granting(&[&one]) };
    let early = office.grant_qualifications(told_early).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "CASE_STATE".into()), "it was not proposed");

    let list = office.propose_qualifications(proposing(&[&one, &other])).await.unwrap().into_inner();
    let list = list.qualification_batch.unwrap();
    assert_eq!((list.act(), list.entry_count), (pb::QualificationBatchAct::Proposal, 2));
    assert!(list.entries.iter().all(|entry| entry.qualification.is_empty()));
    assert_eq!(told(&world, "QualificationProposed").await, 2);
    let (one, other) = (again(&world, &one).await, again(&world, &other).await);
    assert_eq!((one.state(), one.due_date), (State::Proposed, None));
    assert_eq!(one.eligibility_at_decision.clone().unwrap().decision(), pb::EligibilityDecision::Allowed);
    assert!(qualified(&world, Kind::DonationDeduction, (2026, 11, 24)).await.is_empty());

    let told = pb::GrantQualificationsRequest {
        document_number: "浙财税政〔2026〕11号".into(),
        authority: PROVINCE.into(),
        ..granting(&[&one])
    };
    let granted = office.grant_qualifications(told).await.unwrap().into_inner().qualification_batch.unwrap();
    assert_eq!(granted.authority, PROVINCE);
    let held = qualification(&world, &granted.entries[0].qualification).await;
    assert_eq!(
        (held.authority.as_str(), held.valid_from, held.until_date),
        (PROVINCE, date(2026, 1, 1), date(2029, 1, 1))
    );
    let request = pb::RefuseQualificationRequest {
        name: other.name.clone(),
        etag: other.etag.clone(),
        document_number: "浙财税政〔2026〕11号".into(),
        reasons: "未列入公告名单".into(),
    };
    let refused = office.refuse_qualification(request).await.unwrap().into_inner().qualification_application.unwrap();
    assert_eq!(refused.state(), State::Refused);
    assert_eq!(qualified(&world, Kind::DonationDeduction, (2026, 11, 24)).await, [code(1)]);
    world.suite.stop().await;
}

#[tokio::test]
async fn what_is_decided_here_is_not_proposed_and_what_is_told_is_recorded_by_itself() {
    let world = World::start().await;
    let code = registered(&world, 1).await;
    let applied = apply(&world, &code, Kind::Charity).await;
    let ready = confirmed(&world, &applied).await;
    let request = pb::ProposeQualificationsRequest { kind: Kind::Charity.into(), ..proposing(&[&ready]) };
    let refused = office(&world, "civil-affairs").propose_qualifications(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "QUALIFICATION_NOT_PROPOSED".into()));
    let foreign = pb::GrantQualificationsRequest { authority: PROVINCE.into(), ..granting(&[&ready]) };
    let refused = office(&world, "civil-affairs").grant_qualifications(foreign).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["authority"]);

    // the province's list may hold whom the city did not propose
    let request = recording(&code, Kind::DonationDeduction, 2026, None);
    let mut civil = authority(&world, "civil-affairs");
    let request = pb::RecordQualificationRequest { decide_date: date(2026, 3, 1), ..request };
    let held = civil.record_qualification(request.clone()).await.unwrap().into_inner().qualification.unwrap();
    assert_eq!((held.until_date, held.batch.as_str()), (date(2029, 1, 1), ""));
    let twice = pb::RecordQualificationRequest { valid_from: date(2027, 1, 1), ..request.clone() };
    let twice = civil.record_qualification(twice).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::AlreadyExists, "QUALIFICATION_OVERLAPS".into()));
    assert_eq!(metadata(&twice, "qualification"), held.name);
    // an exemption of this year is decided here
    let own = pb::RecordQualificationRequest { kind: Kind::TaxExemption.into(), ..request.clone() };
    let own = authority(&world, "tax").record_qualification(own).await.unwrap_err();
    assert_eq!(reason(&own), (Code::FailedPrecondition, "QUALIFICATION_OWN_DECISION".into()));
    let other = authority(&world, "finance").record_qualification(request).await.unwrap_err();
    assert_eq!(reason(&other), (Code::PermissionDenied, "QUALIFICATION_OTHER_AUTHORITY".into()));
    world.suite.stop().await;
}
