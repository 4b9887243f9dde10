//! Who is told whose name: masked before, public once honoured, and in no table as it is.

use onecode_proto::talent::v1 as pb;
use testkit::papers::hex;
use testkit::refusal::{reason, violated};
use tonic::Code;

use crate::honour::world::{FILING, NAME, POST, World, person};

#[tokio::test]
async fn a_person_is_masked_until_it_is_honoured_and_again_once_that_is_withdrawn() {
    let world = World::start().await;
    let code = world.city.register(1, "湖州市护理协会").await;
    let round = world.open(pb::HonourKind::LeadingFigure, 1).await.name;
    let filed = world.nominate(&round, person(&code)).await.unwrap();
    assert_eq!((filed.person_name.as_str(), filed.person_post.as_str()), ("", ""), "a write tells no name");
    let get = pb::GetNominationRequest { name: filed.name.clone() };
    for caller in [world.first(), world.system("data-bureau")] {
        let masked = world.by(&caller).get_nomination(get.clone()).await.unwrap().into_inner().nomination.unwrap();
        assert_eq!((masked.person_name.as_str(), masked.person_post.as_str()), ("欧*", ""));
        let why = caller.because("review");
        let seen = world.by(&why).get_nomination(get.clone()).await.unwrap().into_inner().nomination.unwrap();
        assert_eq!((seen.person_name.as_str(), seen.person_post.as_str()), (NAME, POST));
    }
    let other = world.by(&world.system("education")).get_nomination(get).await.unwrap_err();
    assert_eq!(reason(&other), (Code::NotFound, "NOMINATION_NOT_FOUND".into()));
    let list = pb::ListNominationsRequest { parent: round.clone(), ..Default::default() };
    let listed = world.working().list_nominations(list.clone()).await.unwrap().into_inner().nominations;
    assert_eq!((listed[0].person_name.as_str(), listed[0].statement.as_str()), ("欧*", ""));
    let foreign = world.by(&world.official("education", "wu")).list_nominations(list).await.unwrap_err();
    assert_eq!(reason(&foreign), (Code::PermissionDenied, "HONOUR_OTHER_DEPARTMENT".into()));

    world.days(FILING);
    let proposed = world.propose(&round, &[&filed.name]).await.unwrap();
    assert_eq!(proposed.candidates[0].masked_person_name, "");
    assert_eq!(world.round(&round).await.candidates[0].masked_person_name, "欧*");
    world.days(8);
    let done = world.confer(&world.second(), &round).await.unwrap();
    assert_eq!(done.honours[0].person_name, "");
    let name = done.honours[0].name.clone();
    let get = pb::GetHonourRequest { name: name.clone() };
    let public = world.reader().get_honour(get.clone()).await.unwrap().into_inner().honour.unwrap();
    assert_eq!((public.person_name.as_str(), public.person_post.as_str()), (NAME, POST));
    assert_eq!(world.honours(pb::ListHonoursRequest::default()).await[0].person_name, NAME);

    let (reason, document_number) = ("提供虚假材料".into(), "湖民发〔2026〕10号".into());
    let request = pb::WithdrawHonourRequest { name, etag: public.etag, reason, document_number };
    world.by(&world.second()).withdraw_honour(request).await.unwrap();
    let withdrawn = world.reader().get_honour(get).await.unwrap().into_inner().honour.unwrap();
    assert_eq!((withdrawn.person_name.as_str(), withdrawn.person_post.as_str()), ("欧*", ""));
    world.stop().await;
}

#[tokio::test]
async fn no_text_that_others_read_names_the_person() {
    let world = World::start().await;
    let code = world.city.register(1, "湖州市护理协会").await;
    let round = world.open(pb::HonourKind::LeadingFigure, 1).await.name;
    let named = pb::Nomination { statement: format!("{NAME}同志\n事迹突出"), ..person(&code) };
    assert_eq!(violated(&world.nominate(&round, named).await.unwrap_err()), ["nomination.statement"]);
    let filed = world.nominate(&round, person(&code)).await.unwrap();
    world.days(FILING);
    let (etag, reason) = (world.round(&round).await.etag, format!("推荐{NAME}"));
    let proposals = vec![pb::HonourProposal { nomination: filed.name.clone(), reason }];
    let request = pb::ProposeHonoursRequest { name: round.clone(), etag, proposals };
    let named = world.working().propose_honours(request).await.unwrap_err();
    assert_eq!(violated(&named), ["proposals[0].reason"]);
    world.propose(&round, &[&filed.name]).await.unwrap();
    world.days(8);
    let honour = world.confer(&world.second(), &round).await.unwrap().honours.remove(0);
    let request = pb::WithdrawHonourRequest {
        name: honour.name,
        etag: honour.etag,
        reason: format!("{NAME}提供虚假材料"),
        document_number: "湖民发〔2026〕10号".into(),
    };
    let named = world.by(&world.second()).withdraw_honour(request).await.unwrap_err();
    assert_eq!(violated(&named), ["reason"]);
    let books = world.city.suite.database().everything(&[]).await;
    assert!(!books.contains(NAME));
    world.stop().await;
}

#[tokio::test]
async fn no_table_holds_a_name_or_a_post_at_any_time() {
    let world = World::start().await;
    let code = world.city.register(1, "湖州市护理协会").await;
    let (_, honour) = world.figure(&code).await;
    let get = pb::GetHonourRequest { name: honour.name };
    assert_eq!(world.reader().get_honour(get).await.unwrap().into_inner().honour.unwrap().person_name, NAME);
    let books = world.city.suite.database().everything(&[]).await;
    for needle in [NAME, POST] {
        assert!(!books.contains(needle) && !books.contains(&hex(needle)), "{needle}");
    }
    assert!(books.contains("湖民发〔2026〕9号"), "the search finds what is there");
    world.stop().await;
}
