//! FileComplaint, and the grounds that can be stated.

use onecode_proto::inspection::v1 as pb;
use prost::Message;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn a_complaint_is_received_with_a_receipt_and_a_term_of_seven_working_days() {
    let world = World::start().await;
    let organization = association(&world, HUZHOU, 1).await;
    let paper = paper(&world, &portal_in(&world, HUZHOU)).await;
    let request = pb::FileComplaintRequest { documents: vec![paper.clone()], ..named(&[about(&organization)]) };
    let filed = file(&world, request).await;
    assert_eq!((filed.receipt.len(), filed.secret.len()), (23, 23));
    assert_ne!(filed.receipt, filed.secret);
    assert_eq!(filed.acceptance_due_date, date(2026, 12, 3));

    let seen = latest(&world).await;
    assert_eq!((seen.state(), seen.channel()), (pb::ComplaintState::Received, pb::ComplaintChannel::Web));
    assert_eq!((seen.division.as_str(), seen.competent_division.as_str()), (HUZHOU, HUZHOU));
    assert_eq!(seen.competence(), pb::Competence::RegisteringAuthority);
    assert_eq!((seen.anonymous, seen.documents), (false, vec![paper]));
    assert_eq!(seen.department, "departments/civil-affairs");
    assert_eq!(seen.portal_department, "departments/data-bureau");
    let subject = &seen.subjects[0];
    assert_eq!((subject.organization.as_str(), subject.title.as_str()), (organization.as_str(), "湖州市第1协会"));
    assert_eq!((seen.occurred_from, seen.occurred_to), (date(2026, 11, 2), date(2026, 11, 2)));
}

#[tokio::test]
async fn the_fact_says_whom_it_is_about_and_nothing_else_of_it() {
    let world = World::start().await;
    let organization = association(&world, HUZHOU, 1).await;
    file(&world, named(&[about(&organization), unregistered("湖州养生会", WUXING)])).await;
    let payload = "select payload from (select payload, type from uow.event union all select payload, type from uow.outbox) as fact
        where type like '%ComplaintReceived'";
    let payload: Vec<u8> =
        sqlx::query_scalar(payload).fetch_one(&mut world.suite.database().connection().await).await.unwrap();
    let fact = pb::ComplaintReceived::decode(payload.as_slice()).unwrap();
    assert_eq!(fact.organizations, [organization]);
    assert_eq!(fact.grounds, ["complaintGrounds/illegal-fees"]);
    assert_eq!((fact.division.as_str(), fact.channel()), (HUZHOU, pb::ComplaintChannel::Web));
}

#[tokio::test]
async fn a_repeat_files_once_and_tells_the_same_secret_which_no_record_holds() {
    let world = World::start().await;
    let caller = portal_in(&world, HUZHOU);
    let request = anonymous(&[unregistered("湖州养生会", WUXING)]);
    let mut keyed = Complaints::new(world.client(caller.keyed("k1")));
    let first = keyed.file_complaint(request.clone()).await.unwrap().into_inner();
    assert_eq!(keyed.file_complaint(request.clone()).await.unwrap().into_inner(), first);
    assert_eq!(world.suite.count("select count(*) from inspection.complaint").await, 1);
    let other = keyed.file_complaint(anonymous(&[unregistered("湖州养生社", WUXING)])).await.unwrap_err();
    assert_eq!(reason(&other).1, "IDEMPOTENCY_KEY_REUSED");
    let books = world.suite.database().everything(&[]).await;
    for form in [first.secret.clone(), first.secret.replace('-', "")] {
        assert!(!books.contains(&form) && !books.contains(&testkit::papers::hex(form.as_bytes())), "{form}");
    }
}

#[tokio::test]
async fn every_mistake_is_named_at_once() {
    let world = World::start().await;
    let wrong = pb::FileComplaintRequest {
        channel: 0,
        subjects: vec![
            pb::ComplaintSubject {
                organization: "organizations/1".into(), title: "某会".into(), ..Default::default()
            },
            unregistered("会", "3305"),
            unregistered("某协会", "330599"),
        ],
        grounds: vec!["complaintGrounds/other".into(), "complaintGrounds/other".into(), "grounds/x".into()],
        statement: Some(pb::ComplaintStatement { description: "太短".into(), place: "路".repeat(201) }),
        occurred_from: date(2026, 11, 25),
        occurred_to: date(2026, 11, 1),
        documents: vec!["documents/1".into()],
        reporter: Some(pb::Reporter { name: String::new(), contact: CONTACT.into() }),
    };
    let refused = portal(&world).file_complaint(wrong).await.unwrap_err();
    assert_eq!(
        violated(&refused),
        [
            "channel",
            "subjects[0].title",
            "subjects[0].organization",
            "subjects[1].title",
            "subjects[1].division",
            "subjects[2].division",
            "grounds[1]",
            "grounds[2]",
            "statement.description",
            "statement.place",
            "occurred_from",
            "documents[0]",
            "reporter.name",
        ]
    );
    let told = format!("{refused:?}");
    assert!(!told.contains(CONTACT) && !told.contains("太短"), "{told}");
}

#[tokio::test]
async fn too_much_is_refused_by_the_fields_that_are_too_long() {
    let world = World::start().await;
    let many = |count: usize| (0..count).map(|at| unregistered(&format!("湖州第{at}会"), WUXING)).collect::<Vec<_>>();
    let oversized = pb::FileComplaintRequest {
        subjects: many(11),
        grounds: vec!["complaintGrounds/other".into(); 11],
        statement: Some(pb::ComplaintStatement { description: "长".repeat(1_000_000), place: "地".repeat(10_000) }),
        documents: (0..21).map(|_| format!("documents/{}", uuid::Uuid::nil())).collect(),
        reporter: Some(pb::Reporter { name: "名".repeat(51), contact: "1".repeat(101) }),
        ..anonymous(&[])
    };
    assert!(oversized.encoded_len() > 3_000_000);
    let refused = portal(&world).file_complaint(oversized).await.unwrap_err();
    let fields = violated(&refused);
    for field in [
        "subjects",
        "grounds",
        "statement.description",
        "statement.place",
        "documents",
        "reporter.name",
        "reporter.contact",
    ] {
        assert!(fields.iter().any(|found| found == field), "{field}: {fields:?}");
    }
    assert!(format!("{refused:?}").len() < 20_000, "what was too long is not repeated");
    let ten = pb::FileComplaintRequest {
        statement: Some(pb::ComplaintStatement { description: "长".repeat(3_500_000), place: String::new() }),
        ..anonymous(&many(1))
    };
    assert!(ten.encoded_len() > 10_000_000);
    let refused = portal(&world).file_complaint(ten).await.unwrap_err();
    assert!(
        matches!(refused.code(), Code::InvalidArgument | Code::OutOfRange | Code::ResourceExhausted),
        "{refused:?}"
    );
    assert_eq!(world.suite.count("select count(*) from inspection.complaint").await, 0);
}

#[tokio::test]
async fn line_breaks_are_kept_and_other_control_characters_refused() {
    let world = World::start().await;
    let said = |description: &str| pb::FileComplaintRequest {
        statement: Some(pb::ComplaintStatement { description: description.into(), place: String::new() }),
        ..anonymous(&[unregistered("湖州养生会", WUXING)])
    };
    file(&world, said("第一，违规收费。\r\n第二，拒绝开票。")).await;
    let seen = latest(&world).await;
    let reader = official(&world, HUZHOU, "li-si").because("handling");
    let request = pb::GetComplaintRequest { name: seen.name };
    let statement = client(&world, &reader).get_complaint(request).await.unwrap().into_inner().statement.unwrap();
    assert_eq!(statement.description, "第一，违规收费。\n第二，拒绝开票。");
    let refused = portal(&world).file_complaint(said("第一，违规收费。\u{0}第二。")).await.unwrap_err();
    assert_eq!(violated(&refused), ["statement.description"]);
}

#[tokio::test]
async fn what_is_not_on_record_is_refused_by_reason() {
    let world = World::start().await;
    let subject = unregistered("湖州养生会", WUXING);
    let grounds = vec!["complaintGrounds/other".into(), "complaintGrounds/no-such".into()];
    let request = pb::FileComplaintRequest { grounds, ..anonymous(std::slice::from_ref(&subject)) };
    let refused = portal(&world).file_complaint(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "COMPLAINT_GROUND_NOT_FOUND".into()));
    assert_eq!(metadata(&refused, "grounds"), "no-such");

    let unknown = format!("organizations/{}", crate::world::code(99));
    let refused = portal(&world).file_complaint(anonymous(&[about(&unknown)])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));

    let documents = vec![format!("documents/{}", uuid::Uuid::nil())];
    let request = pb::FileComplaintRequest { documents, ..anonymous(std::slice::from_ref(&subject)) };
    let refused = portal(&world).file_complaint(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "DOCUMENT_NOT_FOUND".into()));

    let paper = paper(&world, &portal_in(&world, HUZHOU)).await;
    let with_paper = pb::FileComplaintRequest { documents: vec![paper], ..anonymous(&[subject]) };
    file(&world, with_paper.clone()).await;
    let refused = portal(&world).file_complaint(with_paper).await.unwrap_err();
    assert_eq!(reason(&refused).1, "DOCUMENT_ATTACHED_ELSEWHERE");
}

#[tokio::test]
async fn only_a_portal_files_and_a_portal_handles_nothing() {
    let world = World::start().await;
    let request = anonymous(&[unregistered("湖州养生会", WUXING)]);
    let refused = officer(&world).file_complaint(request.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    file(&world, request).await;
    let seen = latest(&world).await;
    let refused = step!(portal(&world), seen, route_complaint, RouteComplaintRequest {}).unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    let refused = portal(&world).list_complaints(pb::ListComplaintsRequest::default()).await.unwrap_err();
    assert_eq!(metadata(&refused, "permission"), "inspection.complaint.read");
}

#[tokio::test]
async fn grounds_are_those_of_the_day_with_what_they_rest_on() {
    let world = World::start().await;
    let today = portal(&world).list_complaint_grounds(pb::ListComplaintGroundsRequest::default()).await;
    let today = today.unwrap().into_inner().complaint_grounds;
    let keys: Vec<&str> = today.iter().map(|ground| ground.name.as_str()).collect();
    assert!(keys.contains(&"complaintGrounds/unregistered-activity") && keys.is_sorted(), "{keys:?}");
    assert!(today.iter().all(|ground| !ground.basis.is_empty() && !ground.mark.is_empty()));
    let request = pb::ListComplaintGroundsRequest { as_of: date(2025, 4, 30) };
    let before = portal(&world).list_complaint_grounds(request).await.unwrap().into_inner().complaint_grounds;
    assert_eq!(before.len() + 1, today.len(), "order 77 holds from 1 May 2025");
}
