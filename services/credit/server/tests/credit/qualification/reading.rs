//! What anybody may ask: who is qualified on a day, what is asked for a kind, who may use receipts.

use super::support::*;

#[tokio::test]
async fn who_is_qualified_is_told_page_by_page_for_a_division() {
    let world = World::start().await;
    for serial in 1..=3 {
        let code = registered(&world, serial).await;
        recorded(&world, &code, Kind::TaxExemption, 2024, None).await;
    }
    let mut request = pb::ListQualifiedRequest {
        kind: Kind::TaxExemption.into(),
        on_date: date(2028, 12, 31),
        division: HUZHOU.into(),
        page_size: 2,
        page_token: String::new(),
    };
    let first = public(&world).list_qualified(request.clone()).await.unwrap().into_inner();
    assert_eq!((first.qualifications.len(), first.on_date), (2, date(2028, 12, 31)));
    request.page_token = first.next_page_token;
    let second = public(&world).list_qualified(request.clone()).await.unwrap().into_inner();
    assert_eq!((second.qualifications[0].organization.clone(), second.next_page_token.as_str()), (name(&code(3)), ""));
    let other = pb::ListQualifiedRequest { on_date: date(2029, 1, 1), ..request.clone() };
    let refused = public(&world).list_qualified(other).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["page_token"], "a token of another query");
    let county = pb::ListQualifiedRequest { division: "330521".into(), page_token: String::new(), ..request };
    assert!(public(&world).list_qualified(county).await.unwrap().into_inner().qualifications.is_empty());
    let request = pb::ListQualificationsRequest { parent: name(&code(1)), ..Default::default() };
    let all = public(&world).list_qualifications(request).await.unwrap().into_inner();
    assert_eq!(all.qualifications[0].state(), pb::QualificationState::InForce);
    world.suite.stop().await;
}

#[tokio::test]
async fn what_is_asked_is_told_with_how_well_its_law_is_known() {
    let world = World::start().await;
    let request = pb::ListQualificationTermsRequest::default();
    let all = public(&world).list_qualification_terms(request).await.unwrap().into_inner().qualification_terms;
    assert_eq!(all.len(), 4);
    let deduction = all.iter().find(|one| one.kind() == Kind::DonationDeduction).unwrap();
    assert!(deduction.proposed_only);
    assert_eq!((deduction.validity_years, deduction.departments.len()), (3, 3));
    let law = deduction.rules.iter().find(|one| one.rule == "TX-11a").unwrap();
    assert_eq!(law.mark, "MH", "from memory");
    let barred = deduction.grounds.iter().find(|one| one.key == "unlawful-donations").unwrap();
    assert_eq!((barred.bar_years, barred.barred_forever, barred.drafted), (3, false, false));
    let before = pb::ListQualificationTermsRequest { on_date: date(2017, 1, 1) };
    let old = public(&world).list_qualification_terms(before).await.unwrap().into_inner().qualification_terms;
    assert_eq!(old.len(), 2, "charity and public fundraising");
    world.suite.stop().await;
}

#[tokio::test]
async fn receipts_for_donations_follow_from_what_is_in_force() {
    let world = World::start().await;
    let code = registered(&world, 1).await;
    let asked = |day| pb::GetReceiptEntitlementRequest { name: name(&code), on_date: day };
    let entitlement = async |day| {
        let answer = public(&world).get_receipt_entitlement(asked(day)).await.unwrap().into_inner();
        answer.receipt_entitlement.unwrap()
    };
    let none = entitlement(None).await;
    assert_eq!((none.result(), none.rules.len()), (pb::ConditionResult::NotKnown, 2), "others may have decided");
    let held = recorded(&world, &code, Kind::DonationDeduction, 2025, None).await;
    let one = entitlement(None).await;
    assert_eq!((one.result(), one.qualifications.clone()), (pb::ConditionResult::Met, vec![held.name]));
    assert_eq!(
        (one.lapse_date, one.rules[0].rule.as_str(), one.rules[0].mark.as_str()),
        (date(2028, 1, 1), "QL-05", "D")
    );
    assert_eq!(entitlement(date(2028, 1, 1)).await.result(), pb::ConditionResult::NotKnown);
    world.suite.stop().await;
}
