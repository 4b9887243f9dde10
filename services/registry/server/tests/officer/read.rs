//! GetPost, ListPosts and FindPersonPosts: what is shown of whom to whom, and what is recorded of it.

use onecode_proto::registry::v1 as pb;
use tonic::Code;
use vocab::OrganizationClass;

use crate::support::*;

async fn get(client: &mut Client, post: &pb::Post) -> pb::Post {
    let request = pb::GetPostRequest { name: post.name.clone() };
    client.get_post(request).await.unwrap().into_inner().post.unwrap()
}

#[tokio::test]
async fn a_person_is_shown_masked_and_the_read_leaves_no_trace() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let parent = association(&suite, 1).await;
    let post = appointed(&mut client, &parent, appointment(1)).await;
    let officer = get(&mut client, &post).await.officer.unwrap();
    let number = id_number("19700101", 1);
    let masked = format!("3305************{}", &number[16..]);
    assert_eq!((officer.name.as_str(), officer.id_number.as_str(), officer.phone.as_str()), ("欧*", "", ""));
    assert_eq!((officer.masked_id_number, officer.masked_phone.as_str()), (masked, "138****5678"));
    assert_eq!(suite.count("select count(*) from uow.audit where kind = 'sensitive_read'").await, 0);
}

#[tokio::test]
async fn with_the_permission_and_a_purpose_a_person_is_shown_and_the_purpose_recorded() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let post = appointed(&mut registrar(&suite), &parent, appointment(1)).await;
    let officer = get(&mut client(&suite, &privy(&suite)), &post).await.officer.unwrap();
    assert_eq!(officer.name, "欧*", "no purpose, no name");
    let officer = get(&mut client(&suite, &privy(&suite).because("change-review")), &post).await.officer.unwrap();
    assert_eq!((officer.name.as_str(), officer.id_number), ("欧阳静之", id_number("19700101", 1)));
    assert_eq!(officer.phone, "13812345678");
    let recorded = "select count(*) from uow.audit where kind = 'sensitive_read' and purpose = 'change-review'";
    assert_eq!(suite.count(recorded).await, 1);
}

#[tokio::test]
async fn posts_are_listed_as_they_were_held_on_a_day_page_by_page() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let parent = association(&suite, 1).await;
    let role = |role: pb::OfficerRole, serial| pb::Appointment { role: role.into(), ..appointment(serial) };
    let president = appointed(&mut client, &parent, appointment(1)).await;
    suite.clock().advance(time::Duration::seconds(1));
    let vice = appointed(&mut client, &parent, role(pb::OfficerRole::VicePresident, 2)).await;
    suite.clock().advance(time::Duration::seconds(1));
    let supervisor = appointed(&mut client, &parent, role(pb::OfficerRole::Supervisor, 3)).await;
    ended(&mut client, &vice, date(2026, 9, 1)).await;

    let on = |day, page_size, page_token: &str| pb::ListPostsRequest {
        parent: parent.clone(),
        as_of: day,
        page_size,
        page_token: page_token.into(),
    };
    let names =
        |page: &pb::ListPostsResponse| -> Vec<String> { page.posts.iter().map(|post| post.name.clone()).collect() };
    let today = client.list_posts(on(None, 0, "")).await.unwrap().into_inner();
    assert_eq!(names(&today), [president.name.clone(), supervisor.name.clone()]);
    let august = client.list_posts(on(date(2026, 8, 31), 2, "")).await.unwrap().into_inner();
    assert_eq!(names(&august), [president.name, vice.name]);
    let rest = client.list_posts(on(date(2026, 8, 31), 2, &august.next_page_token)).await.unwrap().into_inner();
    assert_eq!((names(&rest), rest.next_page_token.as_str()), (vec![supervisor.name], ""));
    assert_eq!(
        names(&client.list_posts(on(date(2026, 2, 28), 0, "")).await.unwrap().into_inner()),
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn a_person_is_found_by_number_within_the_callers_division_and_only_with_a_purpose() {
    let suite = registry().await;
    let there = organization(&suite, OrganizationClass::SocialGroup, HANGZHOU, 1).await;
    appointed(&mut neighbour(&suite), &there, appointment(1)).await;
    let here = association(&suite, 2).await;
    let post = appointed(&mut registrar(&suite), &here, appointment(1)).await;

    let request = pb::FindPersonPostsRequest {
        id_kind: pb::IdentityKind::ResidentId.into(),
        id_number: id_number("19700101", 1).replace('1', "１"),
    };
    let unexplained = registrar(&suite).find_person_posts(request.clone()).await.unwrap_err();
    assert_eq!(fields(&unexplained), ["metadata[onecode-purpose]"]);
    let mut asking = client(&suite, &suite.registrar().because("recusal"));
    let posts = asking.find_person_posts(request.clone()).await.unwrap().into_inner().posts;
    assert_eq!(posts.iter().map(|post| post.name.as_str()).collect::<Vec<_>>(), [post.name.as_str()]);
    assert_eq!(posts[0].officer.as_ref().unwrap().name, "欧*");
    assert_eq!(
        suite.count("select count(*) from uow.audit where purpose = 'recusal'").await,
        1,
        "the search is recorded"
    );
    let reader = suite.identities().caller("tax", HUZHOU, &["registry-reader"]).because("curiosity");
    let denied = client(&suite, &reader).find_person_posts(request).await.unwrap_err();
    assert_eq!(reason(&denied), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
}

#[tokio::test]
async fn another_document_of_the_same_number_is_another_person() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let passport = pb::OfficerParticulars {
        id_kind: pb::IdentityKind::Passport.into(),
        id_number: "E12345678".into(),
        birth_date: date(1970, 1, 1),
        ..person(1)
    };
    let holder = pb::Appointment { officer: Some(passport), ..appointment(1) };
    appointed(&mut registrar(&suite), &parent, holder).await;
    let mut asking = client(&suite, &suite.registrar().because("recusal"));
    for (kind, found) in [(pb::IdentityKind::Passport, 1), (pb::IdentityKind::TaiwanPermit, 0)] {
        let request = pb::FindPersonPostsRequest { id_kind: kind.into(), id_number: "e1234 5678".into() };
        assert_eq!(asking.find_person_posts(request).await.unwrap().into_inner().posts.len(), found);
    }
}

#[tokio::test]
async fn posts_of_another_division_do_not_exist() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let post = appointed(&mut registrar(&suite), &parent, appointment(1)).await;
    let mut neighbour = neighbour(&suite);
    let status = neighbour.get_post(pb::GetPostRequest { name: post.name }).await.unwrap_err();
    assert_eq!(reason(&status), (Code::NotFound, "POST_NOT_FOUND".into()));
    let status = neighbour.list_posts(pb::ListPostsRequest { parent, ..Default::default() }).await.unwrap_err();
    assert_eq!(reason(&status), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
    let status = neighbour.get_post(pb::GetPostRequest { name: "organizations/1/posts/2".into() }).await.unwrap_err();
    assert_eq!(fields(&status), ["name"]);
}
