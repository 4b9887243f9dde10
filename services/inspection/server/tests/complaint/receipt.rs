//! GetComplaintStatus and WithdrawComplaint: what receipt and secret tell, and how little anything else does.

use onecode_proto::inspection::v1 as pb;
use tonic::{Code, Status};

use crate::support::*;

async fn ask(world: &World, receipt: &str, secret: &str) -> Result<pb::ComplaintStatus, Status> {
    let request = pb::GetComplaintStatusRequest { receipt: receipt.into(), secret: secret.into() };
    Ok(portal(world).get_complaint_status(request).await?.into_inner().complaint_status.unwrap())
}

#[tokio::test]
async fn a_complaint_is_followed_without_an_account_through_any_portal() {
    let world = World::start().await;
    let organization = association(&world, HUZHOU, 1).await;
    let filed = file(&world, anonymous(&[about(&organization)])).await;
    let said = status(&world, &filed).await.unwrap();
    assert_eq!((said.state(), said.due_date), (pb::ComplaintState::Received, date(2026, 12, 3)));
    assert_eq!((said.division.as_str(), said.department.as_str()), (HUZHOU, "departments/civil-affairs"));
    let elsewhere = client(&world, &portal_in(&world, "330100"));
    let request =
        pb::GetComplaintStatusRequest { receipt: filed.receipt.to_lowercase(), secret: filed.secret.replace('-', " ") };
    let typed = elsewhere.clone().get_complaint_status(request).await.unwrap().into_inner().complaint_status.unwrap();
    assert_eq!(typed, said);

    let accepted = accepted(&mut officer(&world), &latest(&world).await).await;
    let said = status(&world, &filed).await.unwrap();
    assert_eq!(said.state(), pb::ComplaintState::Accepted);
    assert_eq!(said.due_date, date(2027, 1, 23), "sixty days; next year's days off are not known");
    let verified = verified(&mut officer(&world), &accepted).await;
    let outcome = pb::ComplaintOutcome::PartlyUpheld;
    let concluded = concluded(&mut officer(&world), &verified, outcome).await.unwrap();
    let said = status(&world, &filed).await.unwrap();
    assert_eq!((said.outcome(), said.answer.as_str()), (outcome, "举报属实，已责令退还。"));
    assert_eq!((said.conclude_date, said.due_date), (date(2026, 11, 24), date(2026, 12, 9)));
    step!(officer(&world), concluded, inform_reporter, InformReporterRequest {}).unwrap();
    let said = status(&world, &filed).await.unwrap();
    assert_eq!((said.state(), said.due_date), (pb::ComplaintState::Informed, None));
}

#[tokio::test]
async fn a_wrong_secret_tells_no_more_than_a_receipt_that_nobody_has() {
    let world = World::start().await;
    let filed = file(&world, named(&[unregistered("湖州养生会", WUXING)])).await;
    let other = file(&world, anonymous(&[unregistered("湖州养生社", WUXING)])).await;
    let nobody = "00000-00000-00000-00000";
    let unknown = ask(&world, nobody, &filed.secret).await.unwrap_err();
    assert_eq!(reason(&unknown), (Code::NotFound, "COMPLAINT_RECEIPT_UNKNOWN".into()));
    let slip = |text: &str| {
        let last = text.chars().last().unwrap();
        format!("{}{}", &text[..text.len() - 1], if last == '0' { '1' } else { '0' })
    };
    let wrong = [
        (filed.receipt.clone(), nobody.to_owned()),
        (filed.receipt.clone(), slip(&filed.secret)),
        (filed.receipt.clone(), other.secret.clone()),
        (filed.receipt.clone(), filed.receipt.clone()),
        (filed.receipt.clone(), String::new()),
        (filed.receipt.clone(), "不是密码".repeat(1_000)),
        (slip(&filed.receipt), filed.secret.clone()),
        (String::new(), String::new()),
        ("'; drop table".into(), "--".into()),
    ];
    for (receipt, secret) in wrong {
        let refused = ask(&world, &receipt, &secret).await.unwrap_err();
        assert_eq!((refused.code(), refused.message()), (unknown.code(), unknown.message()), "{receipt} {secret}");
        assert_eq!(refused.details(), unknown.details(), "byte for byte the same");
    }
    ask(&world, &filed.receipt, &filed.secret).await.unwrap();
}

#[tokio::test]
async fn a_thousand_guesses_learn_and_leave_nothing() {
    let world = World::start().await;
    let filed = file(&world, anonymous(&[unregistered("湖州养生会", WUXING)])).await;
    let digits: Vec<char> = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().collect();
    let mut answers = std::collections::BTreeSet::new();
    for guess in 0..1_000_usize {
        // every guess shares all but one digit with the secret: nearness tells nothing
        let mut near: Vec<char> = filed.secret.replace('-', "").chars().collect();
        let place = guess % near.len();
        let at = digits.iter().position(|digit| *digit == near[place]).unwrap();
        near[place] = digits[(at + 1 + guess / near.len() % 31) % 32];
        let near: String = near.into_iter().collect();
        let refused = ask(&world, &filed.receipt, &near).await.unwrap_err();
        answers.insert((refused.message().to_owned(), refused.details().to_vec()));
    }
    assert_eq!(answers.len(), 1);
    let books = "select count(*) from uow.audit where method like '%GetComplaintStatus'";
    assert_eq!(world.suite.count(books).await, 0, "what was guessed is not on record");
}

#[tokio::test]
async fn whoever_filed_it_takes_it_back_once() {
    let world = World::start().await;
    let (filed, accepted) = taken_on(&world, named(&[unregistered("湖州养生会", HUZHOU)])).await;
    let request = pb::WithdrawComplaintRequest { receipt: filed.receipt.clone(), secret: filed.receipt.clone() };
    let refused = portal(&world).withdraw_complaint(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "COMPLAINT_RECEIPT_UNKNOWN".into()));
    let request = pb::WithdrawComplaintRequest { receipt: filed.receipt.clone(), secret: filed.secret.clone() };
    let mut keyed = Complaints::new(world.client(portal_in(&world, HUZHOU).keyed("k1")));
    let withdrawn = keyed.withdraw_complaint(request.clone()).await.unwrap().into_inner();
    assert_eq!(withdrawn.complaint_status.clone().unwrap().state(), pb::ComplaintState::Withdrawn);
    assert_eq!(keyed.withdraw_complaint(request.clone()).await.unwrap().into_inner(), withdrawn, "a repeat");
    let refused = portal(&world).withdraw_complaint(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CASE_STATE".into()));
    let case = case(&world, &official(&world, HUZHOU, "li-si"), &accepted).await.unwrap();
    assert!(case.deadlines.iter().all(|term| term.state() != onecode_proto::procedure::v1::DeadlineState::Running));
}
