//! What a reporter said and who the reporter is lie nowhere in plain text, whatever becomes of the complaint.

use onecode_proto::inspection::v1 as pb;
use testkit::papers::hex;

use crate::support::*;

/// Somebody whom the complaint names.
const BYSTANDER: &str = "欧阳样本";
const PLACE: &str = "红丰路七十七号二单元";

#[tokio::test]
async fn nothing_of_the_reporter_and_of_what_was_said_is_on_record_as_it_is() {
    let world = World::start().await;
    let organization = association(&world, HUZHOU, 1).await;
    let description = format!("{BYSTANDER}以协会名义向{NAME}收取培训费三千元，电话{CONTACT}。");
    let request = pb::FileComplaintRequest {
        statement: Some(pb::ComplaintStatement { description: description.clone(), place: PLACE.into() }),
        ..named(&[about(&organization)])
    };
    let (filed, lead) = taken_on(&world, request.clone()).await;
    let (_, complaint) = taken_on(&world, request.clone()).await;
    let mut officer = officer(&world);
    let candidates = pb::ListDuplicateCandidatesRequest { name: complaint.name.clone() };
    let found = officer.list_duplicate_candidates(candidates).await.unwrap().into_inner();
    assert_eq!(found.candidates.len(), 1);
    merged(&mut officer, &complaint, &lead).await.unwrap();
    let leading = get(&mut officer, &lead.name).await.unwrap();
    let verified = verified(&mut officer, &leading).await;
    concluded(&mut officer, &verified, pb::ComplaintOutcome::Upheld).await.unwrap();
    // looks, refused and not
    let handler = official(&world, HUZHOU, "li-si").because("handling");
    let whole = pb::GetComplaintRequest { name: lead.name.clone() };
    let shown = client(&world, &handler).get_complaint(whole).await.unwrap().into_inner().statement.unwrap();
    assert_eq!(shown.description, description);
    let look = pb::GetComplaintReporterRequest { name: lead.name.clone() };
    client(&world, &handler).get_complaint_reporter(look.clone()).await.unwrap();
    let stranger = official(&world, HUZHOU, "wang-wu").because("curiosity");
    let refused = client(&world, &stranger).get_complaint_reporter(look).await.unwrap_err();
    // a mistake beside what is personal
    let wrong = pb::FileComplaintRequest { channel: 0, ..request };
    let mistaken = portal(&world).file_complaint(wrong).await.unwrap_err();
    let said = status(&world, &filed).await.unwrap();
    let case = case(&world, &official(&world, HUZHOU, "li-si"), &lead).await.unwrap();
    world.suite.sequenced().await;

    let answers = format!("{refused:?} {mistaken:?} {said:?} {case:?} {found:?}");
    let books = world.suite.database().everything(&[]).await;
    assert!(books.contains("湖州市第1协会") && books.contains(&hex("complaints/")), "both would be found");
    let secret = filed.secret.replace('-', "");
    for planted in [NAME, CONTACT, BYSTANDER, PLACE, &description[..30], &filed.secret, &secret] {
        assert!(!books.contains(planted) && !books.contains(&hex(planted)), "{planted} is on record");
        assert!(!answers.contains(planted), "{planted} was told");
    }
}

#[tokio::test]
async fn what_is_sealed_of_one_complaint_does_not_open_as_anothers() {
    let world = World::start().await;
    let (_, one) = taken_on(&world, named(&[unregistered("湖州养生会", HUZHOU)])).await;
    let (_, other) = taken_on(&world, named(&[unregistered("湖州养生社", HUZHOU)])).await;
    let id =
        |complaint: &pb::Complaint| uuid::Uuid::parse_str(complaint.name.trim_start_matches("complaints/")).unwrap();
    sqlx::query("update inspection.complaint set reporter = (select reporter from inspection.complaint where id = $1) where id = $2")
        .bind(id(&one))
        .bind(id(&other))
        .execute(&mut world.suite.database().connection().await)
        .await
        .unwrap();
    let handler = official(&world, HUZHOU, "li-si").because("handling");
    let look = |name: &str| pb::GetComplaintReporterRequest { name: name.into() };
    client(&world, &handler).get_complaint_reporter(look(&one.name)).await.unwrap();
    let refused = client(&world, &handler).get_complaint_reporter(look(&other.name)).await.unwrap_err();
    assert_eq!(refused.code(), tonic::Code::Internal);
}
