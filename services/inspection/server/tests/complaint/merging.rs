//! ListDuplicateCandidates, MergeComplaint and UnmergeComplaint.

use onecode_proto::inspection::v1 as pb;
use tonic::Code;

use crate::support::*;

async fn candidates(world: &World, complaint: &pb::Complaint) -> Vec<pb::DuplicateCandidate> {
    let request = pb::ListDuplicateCandidatesRequest { name: complaint.name.clone() };
    officer(world).list_duplicate_candidates(request).await.unwrap().into_inner().candidates
}

/// Two accepted complaints about one association: of somebody named, and of nobody.
async fn two(world: &World) -> [(pb::FileComplaintResponse, pb::Complaint); 2] {
    let organization = association(world, HUZHOU, 1).await;
    let one = taken_on(world, named(&[about(&organization)])).await;
    [one, taken_on(world, anonymous(&[about(&organization)])).await]
}

async fn seen(world: &World, name: &str) -> pb::Complaint {
    get(&mut officer(world), name).await.unwrap()
}

#[tokio::test]
async fn what_may_be_about_the_same_is_suggested_with_what_speaks_for_it() {
    let world = World::start().await;
    let (one, other) = (association(&world, HUZHOU, 1).await, association(&world, HUZHOU, 2).await);
    let (_, complaint) = taken_on(&world, named(&[about(&one)])).await;
    let said = |text: &str, day| pb::FileComplaintRequest {
        statement: Some(pb::ComplaintStatement { description: text.into(), place: String::new() }),
        occurred_from: date(2026, day / 100, day % 100),
        ..anonymous(&[about(&one)])
    };
    let (_, same) = taken_on(&world, said(TEXT, 1101)).await;
    let (_, alike) = taken_on(&world, said("协会强制收取培训费每人三千元，拒绝开具票据，请查处。", 1020)).await;
    let (_, apart) = taken_on(&world, said("理事长长期占用协会车辆接送子女。", 901)).await;
    let (_, elsewhere) = taken_on(&world, anonymous(&[about(&other)])).await;
    let found = candidates(&world, &complaint).await;
    let names: Vec<&str> = found.iter().map(|candidate| candidate.complaint.as_str()).collect();
    assert_eq!(names, [&same.name, &alike.name], "neither {} nor {}", apart.name, elsewhere.name);
    assert_eq!((found[0].score, found[0].days_apart, found[0].text_similarity), (993, 1, 1000));
    for candidate in &found {
        assert_eq!(candidate.score, candidate.subject_part + candidate.time_part + candidate.text_part);
    }
    assert!(found[1].score < found[0].score && found[1].score >= 600, "{found:?}");
    assert_eq!(
        (seen(&world, &same.name).await.lead, seen(&world, &complaint.name).await.followers),
        (String::new(), vec![])
    );
}

#[tokio::test]
async fn whoever_does_not_know_the_code_complains_of_the_same_by_its_title() {
    let world = World::start().await;
    let organization = association(&world, HUZHOU, 1).await;
    let (_, complaint) = taken_on(&world, named(&[about(&organization)])).await;
    let (_, titled) = taken_on(&world, anonymous(&[unregistered("湖州市 第1协会", HUZHOU)])).await;
    for (one, other) in [(&complaint, &titled), (&titled, &complaint)] {
        let found = candidates(&world, one).await;
        assert_eq!(found.iter().map(|candidate| &candidate.complaint).collect::<Vec<_>>(), [&other.name]);
        assert_eq!((found[0].subject_part, found[0].score), (400, 1000));
    }
}

/// Of many complaints about organisations without a code those about another of the same title come first.
#[tokio::test]
async fn the_likeliest_is_found_behind_five_hundred_others() {
    let world = World::start().await;
    file(&world, anonymous(&[unregistered("湖州养生会", HUZHOU)])).await;
    let first = latest(&world).await;
    let mut portal = portal(&world);
    for number in 0..500 {
        portal.file_complaint(anonymous(&[unregistered(&format!("德清书法{number}社"), HUZHOU)])).await.unwrap();
    }
    file(&world, anonymous(&[unregistered("湖州养生会", HUZHOU)])).await;
    let found = candidates(&world, &latest(&world).await).await;
    assert_eq!(found.iter().map(|candidate| &candidate.complaint).collect::<Vec<_>>(), [&first.name]);
}

#[tokio::test]
async fn what_a_complaint_led_to_before_it_was_merged_stays_beside_what_its_lead_led_to() {
    let world = World::start().await;
    let [(_, lead), (_, complaint)] = two(&world).await;
    let mut officer = officer(&world);
    let link = |name: &str| vec![name.to_owned()];
    let linked = step!(officer, complaint, link_complaint, LinkComplaintRequest { links: link("checks/1") }).unwrap();
    merged(&mut officer, &linked, &lead).await.unwrap();
    let leading = seen(&world, &lead.name).await;
    let ours = step!(officer, leading, link_complaint, LinkComplaintRequest { links: link("penaltyCases/7") }).unwrap();
    let verified = verified(&mut officer, &ours).await;
    concluded(&mut officer, &verified, pb::ComplaintOutcome::Upheld).await.unwrap();
    assert_eq!(seen(&world, &complaint.name).await.links, ["checks/1", "penaltyCases/7"]);
}

#[tokio::test]
async fn a_merged_complaint_ends_as_its_lead_does_and_both_reporters_are_told() {
    let world = World::start().await;
    let [(lead_receipt, lead), (receipt, complaint)] = two(&world).await;
    let mut officer = officer(&world);
    let following = merged(&mut officer, &complaint, &lead).await.unwrap();
    assert_eq!((following.state(), &following.lead), (pb::ComplaintState::Merged, &lead.name));
    let notices = "select count(*) from casework.notice where title = '投诉举报并案办理告知书'";
    assert_eq!(world.suite.count(notices).await, 2, "one for each");
    let said = status(&world, &receipt).await.unwrap();
    assert_eq!((said.state(), said.merged, said.due_date), (pb::ComplaintState::Merged, true, date(2027, 1, 23)));
    let leading = seen(&world, &lead.name).await;
    assert_eq!((&leading.followers, leading.state()), (&vec![complaint.name.clone()], pb::ComplaintState::Accepted));
    assert_ne!(leading.etag, lead.etag, "it is a step of the lead's case, too");

    let alone = concluded(&mut officer, &following, pb::ComplaintOutcome::NotUpheld).await.unwrap_err();
    assert_eq!(reason(&alone), (Code::FailedPrecondition, "CASE_STATE".into()));
    let verified = verified(&mut officer, &leading).await;
    concluded(&mut officer, &verified, pb::ComplaintOutcome::Upheld).await.unwrap();
    for filed in [&lead_receipt, &receipt] {
        let said = status(&world, filed).await.unwrap();
        assert_eq!((said.state(), said.outcome()), (pb::ComplaintState::Concluded, pb::ComplaintOutcome::Upheld));
        assert_eq!(said.answer, "举报属实，已责令退还。");
    }
    assert_eq!(world.suite.count("select count(*) from inspection.outcome").await, 1, "it counts once");
    let facts = "select count(*) from (select type from uow.event union all select type from uow.outbox) as fact
        where type like '%ComplaintConcluded'";
    assert_eq!(world.suite.count(facts).await, 2);
    let late = seen(&world, &following.name).await;
    let refused =
        step!(officer, late, unmerge_complaint, UnmergeComplaintRequest { reasons: "误并".into() }).unwrap_err();
    assert_eq!(reason(&refused).1, "CASE_STATE");
}

#[tokio::test]
async fn what_was_merged_by_mistake_has_a_course_of_its_own_again() {
    let world = World::start().await;
    let [(_, lead), (receipt, complaint)] = two(&world).await;
    let mut officer = officer(&world);
    let following = merged(&mut officer, &complaint, &lead).await.unwrap();
    let refused = step!(officer, following, unmerge_complaint, UnmergeComplaintRequest {}).unwrap_err();
    assert_eq!(violated(&refused), ["reasons"]);
    let apart =
        step!(officer, following, unmerge_complaint, UnmergeComplaintRequest { reasons: "事项不同".into() }).unwrap();
    assert_eq!((apart.state(), apart.lead.as_str()), (pb::ComplaintState::Accepted, ""));
    assert_eq!(seen(&world, &lead.name).await.followers, Vec::<String>::new());
    let notices = "select count(*) from casework.notice where title = '投诉举报恢复单独办理告知书'";
    assert_eq!(world.suite.count(notices).await, 2);
    let said = status(&world, &receipt).await.unwrap();
    assert_eq!((said.merged, said.due_date), (false, date(2027, 1, 23)), "its own term ran on");
    let steps = case(&world, &official(&world, HUZHOU, "li-si"), &apart).await.unwrap().steps;
    assert!(steps.iter().any(|step| step.action == "unmerge" && step.reasons == "事项不同"));

    let leading = seen(&world, &lead.name).await;
    let verified = verified(&mut officer, &leading).await;
    concluded(&mut officer, &verified, pb::ComplaintOutcome::Upheld).await.unwrap();
    assert_eq!(status(&world, &receipt).await.unwrap().state(), pb::ComplaintState::Accepted);
}

#[tokio::test]
async fn what_cannot_be_merged_is_refused_by_reason() {
    let world = World::start().await;
    let [(_, lead), (_, complaint)] = two(&world).await;
    let mut officer = officer(&world);
    let itself = merged(&mut officer, &lead, &lead).await.unwrap_err();
    assert_eq!(reason(&itself), (Code::InvalidArgument, "COMPLAINT_SELF".into()));
    let stale = pb::Complaint { etag: "\"x\"".into(), ..lead.clone() };
    let refused = merged(&mut officer, &complaint, &stale).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::Aborted, "CASE_CHANGED".into()));

    let district = file(&world, anonymous(&[unregistered("湖州养生会", WUXING)])).await;
    let of_district = routed(&mut officer, &latest(&world).await).await;
    let mut wuxing = client(&world, &official(&world, WUXING, "wang-wu"));
    let of_district = step!(wuxing, of_district, accept_complaint, AcceptComplaintRequest {}).unwrap();
    let refused = merged(&mut officer, &complaint, &of_district).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "COMPLAINT_AUTHORITY_OTHER".into()));
    assert_eq!((metadata(&refused, "division"), metadata(&refused, "lead_division")), (HUZHOU.into(), WUXING.into()));
    assert_eq!(status(&world, &district).await.unwrap().state(), pb::ComplaintState::Accepted);

    file(&world, anonymous(&[unregistered("湖州养生社", HUZHOU)])).await;
    let unaccepted = latest(&world).await;
    let refused = merged(&mut officer, &unaccepted, &lead).await.unwrap_err();
    assert_eq!(reason(&refused).1, "CASE_STATE", "it is not accepted");

    merged(&mut officer, &complaint, &lead).await.unwrap();
    let (following, leading) = (seen(&world, &complaint.name).await, seen(&world, &lead.name).await);
    let (_, third) = taken_on(&world, anonymous(&[unregistered("湖州养生团", HUZHOU)])).await;
    let chain = merged(&mut officer, &leading, &third).await.unwrap_err();
    assert_eq!(reason(&chain), (Code::FailedPrecondition, "COMPLAINT_LEADS".into()));
    let below = merged(&mut officer, &third, &following).await.unwrap_err();
    assert_eq!(reason(&below).1, "CASE_STATE", "who follows leads nobody");
    let request = pb::ListDuplicateCandidatesRequest { name: following.name };
    let refused = officer.list_duplicate_candidates(request).await.unwrap_err();
    assert_eq!((reason(&refused).1.as_str(), metadata(&refused, "state").as_str()), ("COMPLAINT_SETTLED", "merged"));
}

#[tokio::test]
async fn where_the_leads_reporter_takes_it_back_the_others_go_on() {
    let world = World::start().await;
    let [(lead_receipt, lead), (receipt, complaint)] = two(&world).await;
    merged(&mut officer(&world), &complaint, &lead).await.unwrap();
    let request = pb::WithdrawComplaintRequest { receipt: lead_receipt.receipt, secret: lead_receipt.secret };
    portal(&world).withdraw_complaint(request).await.unwrap();
    let said = status(&world, &receipt).await.unwrap();
    assert_eq!((said.state(), said.merged), (pb::ComplaintState::Accepted, false));
    assert_eq!(seen(&world, &lead.name).await.state(), pb::ComplaintState::Withdrawn);
}
