//! GetComplaintReporter and TakeOverComplaint: who may know who complained.

use onecode_proto::inspection::v1 as pb;
use testkit::Caller;
use tonic::{Code, Status};

use crate::support::*;

const LOOKS: &str =
    "select count(*) from uow.audit where kind = 'sensitive_read' and method like '%GetComplaintReporter'";

async fn look(world: &World, caller: &Caller, complaint: &pb::Complaint) -> Result<Option<pb::Reporter>, Status> {
    let request = pb::GetComplaintReporterRequest { name: complaint.name.clone() };
    Ok(client(world, caller).get_complaint_reporter(request).await?.into_inner().reporter)
}

#[tokio::test]
async fn the_handler_sees_the_reporter_for_a_purpose_and_every_look_is_recorded() {
    let world = World::start().await;
    let (_, accepted) = taken_on(&world, named(&[unregistered("湖州养生会", HUZHOU)])).await;
    let handler = official(&world, HUZHOU, "li-si");
    let silent = look(&world, &handler, &accepted).await.unwrap_err();
    assert_eq!(reason(&silent), (Code::InvalidArgument, "PURPOSE_REQUIRED".into()));
    assert_eq!(world.suite.count(LOOKS).await, 0);
    let reporter = look(&world, &handler.because("asking for evidence"), &accepted).await.unwrap().unwrap();
    assert_eq!((reporter.name.as_str(), reporter.contact.as_str()), (NAME, CONTACT));
    look(&world, &handler.because("telling the outcome"), &accepted).await.unwrap();
    assert_eq!(world.suite.count(LOOKS).await, 2);
    let recorded = "select officer || ' ' || purpose from uow.audit where kind = 'sensitive_read' order by purpose";
    let recorded: Vec<String> =
        sqlx::query_scalar(recorded).fetch_all(&mut world.suite.database().connection().await).await.unwrap();
    assert_eq!(recorded, ["li-si asking for evidence", "li-si telling the outcome"]);
    let reply = "select count(*) from uow.audit where kind = 'sensitive_read' and reply is not null";
    assert_eq!(world.suite.count(reply).await, 0);
}

#[tokio::test]
async fn nobody_else_sees_the_reporter_whatever_their_roles() {
    let world = World::start().await;
    let (_, accepted) = taken_on(&world, named(&[unregistered("湖州养生会", HUZHOU)])).await;
    let roles = ["platform-operator"];
    let identities = world.suite.identities();
    for (who, caller) in [
        ("a colleague", official(&world, HUZHOU, "wang-wu")),
        ("the system without an official", identities.caller("civil-affairs", HUZHOU, &roles)),
        ("the same account in another department", identities.official("tax", HUZHOU, &roles, "li-si")),
        ("the same account above", identities.official("civil-affairs", "330000", &roles, "li-si")),
    ] {
        let refused = look(&world, &caller.because("curiosity"), &accepted).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::PermissionDenied, "NOT_COMPLAINT_HANDLER".into()), "{who}");
    }
    let elsewhere = official(&world, "330100", "li-si").because("curiosity");
    assert_eq!(reason(&look(&world, &elsewhere, &accepted).await.unwrap_err()).1, "COMPLAINT_NOT_FOUND");
    let bare = identities.official("civil-affairs", HUZHOU, &["complaint-handler"], "li-si").because("handling");
    let refused = look(&world, &bare, &accepted).await.unwrap_err();
    assert_eq!(metadata(&refused, "permission"), "inspection.complaint.read_reporter");
    assert_eq!(world.suite.count(LOOKS).await, 0, "whoever is refused has looked at nothing");
}

/// Whoever accepts it handles it, and sees its reporter: the authority above leaves both to the one whose it is.
#[tokio::test]
async fn the_authority_above_takes_no_steps_and_hides_the_reporter_from_nobody() {
    let world = World::start().await;
    file(&world, named(&[unregistered("湖州养生会", HUZHOU)])).await;
    let routed = routed(&mut officer(&world), &latest(&world).await).await;
    let mut above = client(&world, &official(&world, "330000", "sun-qi"));
    let refused = step!(above, routed, accept_complaint, AcceptComplaintRequest {}).unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CASE_ROLE".into()));
    let accepted = step!(officer(&world), routed, accept_complaint, AcceptComplaintRequest {}).unwrap();
    let reasons = "上级直接办理".to_owned();
    let refused =
        step!(above, accepted, take_over_complaint, TakeOverComplaintRequest { reasons: reasons }).unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CASE_ROLE".into()));
    let handler = official(&world, HUZHOU, "li-si").because("handling");
    assert_eq!(look(&world, &handler, &accepted).await.unwrap().unwrap().name, NAME);
}

#[tokio::test]
async fn before_it_is_accepted_nobody_sees_the_reporter_and_of_an_anonymous_one_there_is_none() {
    let world = World::start().await;
    file(&world, named(&[unregistered("湖州养生会", HUZHOU)])).await;
    let seen = latest(&world).await;
    let caller = official(&world, HUZHOU, "li-si").because("handling");
    assert_eq!(reason(&look(&world, &caller, &seen).await.unwrap_err()).1, "NOT_COMPLAINT_HANDLER");
    let (_, accepted) = taken_on(&world, anonymous(&[unregistered("湖州养生社", HUZHOU)])).await;
    assert!(accepted.anonymous);
    assert_eq!(look(&world, &caller, &accepted).await.unwrap(), None);
}

#[tokio::test]
async fn whoever_takes_a_complaint_over_sees_the_reporter_and_whoever_had_it_no_more() {
    let world = World::start().await;
    let (_, accepted) = taken_on(&world, named(&[unregistered("湖州养生会", HUZHOU)])).await;
    let (before, after) = (official(&world, HUZHOU, "li-si"), official(&world, HUZHOU, "wang-wu"));
    let mut successor = client(&world, &after);
    let refused = step!(successor, accepted, take_over_complaint, TakeOverComplaintRequest {}).unwrap_err();
    assert_eq!(violated(&refused), ["reasons"]);
    let reasons = "原承办人调离".to_owned();
    step!(successor, accepted, take_over_complaint, TakeOverComplaintRequest { reasons: reasons }).unwrap();
    assert_eq!(look(&world, &after.because("handling"), &accepted).await.unwrap().unwrap().name, NAME);
    let refused = look(&world, &before.because("handling"), &accepted).await.unwrap_err();
    assert_eq!(reason(&refused).1, "NOT_COMPLAINT_HANDLER");
    let steps = case(&world, &after, &accepted).await.unwrap().steps;
    assert!(steps.iter().any(|step| step.action == "take-over" && step.reasons == "原承办人调离"));
}

#[tokio::test]
async fn what_was_said_is_shown_for_a_purpose_and_recorded() {
    let world = World::start().await;
    let (_, accepted) = taken_on(&world, named(&[unregistered("湖州养生会", HUZHOU)])).await;
    let caller = official(&world, HUZHOU, "li-si");
    let request = || pb::GetComplaintRequest { name: accepted.name.clone() };
    let masked = client(&world, &caller).get_complaint(request()).await.unwrap().into_inner();
    assert_eq!(masked.statement, None);
    let whole = client(&world, &caller.because("handling")).get_complaint(request()).await.unwrap().into_inner();
    let statement = whole.statement.unwrap();
    assert_eq!((statement.description.as_str(), statement.place.as_str()), (TEXT, "苕溪东路1号"));
    let looks = "select count(*) from uow.audit where kind = 'sensitive_read' and method like '%GetComplaint'";
    assert_eq!(world.suite.count(looks).await, 1);
}
