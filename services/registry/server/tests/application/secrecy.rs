//! What an application says about persons lies sealed, and is shown to who may see it and says why.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::application::Content;
use testkit::papers::hex;

use crate::town::*;

const NAME: &str = "慕容雪村";
const PHONE: &str = "13987654321";
const ACCOUNT: &str = "murong-xuecun";
const CONTACT: &str = "13711112222";

fn of_murong() -> pb::Application {
    let mut application = association("湖州市桑蚕文化研究会", 7);
    let Some(Content::Establishment(content)) = &mut application.content else { unreachable!() };
    content.contact_phone = CONTACT.into();
    let officer = content.leaders[1].officer.as_mut().unwrap();
    officer.name = NAME.into();
    officer.phone = PHONE.into();
    officer.official_account = ACCOUNT.into();
    application
}

fn leaders(application: &pb::Application) -> &[pb::Appointment] {
    match &application.content {
        Some(Content::Establishment(content)) => &content.leaders,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn no_table_holds_what_an_undecided_application_says_of_persons() {
    let town = Town::new().await;
    let number = id_number("19700101", 8);
    let ready = town.ready(of_murong(), PAPERS).await;
    let returned = town.send_back(&ready).await;
    let update = pb::Application { name: returned.name.clone(), etag: returned.etag.clone(), ..of_murong() };
    town.portal().update_application(pb::UpdateApplicationRequest { application: Some(update) }).await.unwrap();
    town.suite.sequenced().await;
    let all = town.suite.database().everything(&[]).await;
    assert!(all.contains("湖州市桑蚕文化研究会") && all.contains(&hex("湖州市桑蚕文化研究会")), "both forms are found");
    for planted in [NAME, number.as_str(), PHONE, ACCOUNT, CONTACT] {
        assert!(!all.contains(planted), "{planted} in plain text");
        assert!(!all.contains(&hex(planted)), "{planted} as bytes");
    }
}

#[tokio::test]
async fn no_fact_and_no_kept_reply_tells_of_persons_after_the_approval() {
    let town = Town::new().await;
    let ready = town.ready(of_murong(), PAPERS).await;
    town.approve(&ready.name, "").await.unwrap();
    town.suite.sequenced().await;
    let told = "select coalesce(string_agg(encode(payload, 'hex'), ' '), '') from uow.event";
    let kept = "select coalesce(string_agg(encode(reply, 'hex'), ' '), '') from uow.audit";
    for statement in [told, kept] {
        let all: String =
            sqlx::query_scalar(statement).fetch_one(&mut town.suite.database().connection().await).await.unwrap();
        assert!(all.len() > 1_000);
        for planted in [NAME, id_number("19700101", 8).as_str(), PHONE, ACCOUNT, CONTACT] {
            assert!(!all.contains(&hex(planted)), "{planted}: {statement}");
        }
    }
}

#[tokio::test]
async fn leaders_are_shown_to_who_may_see_them_and_states_a_purpose() {
    let town = Town::new().await;
    let draft = town.create(of_murong()).await;
    assert_eq!(leaders(&draft), [], "answers of writes are kept, and hold nobody");
    let privy = town.caller("civil-affairs", &["registry-registrar", "registry-personal-reader"]);
    let as_seen_by = async |caller: &testkit::Caller| {
        let request = pb::GetApplicationRequest { name: draft.name.clone() };
        town.applications(caller).get_application(request).await.unwrap().into_inner().application.unwrap()
    };
    for caller in [town.suite.registrar().because("review"), privy.clone()] {
        let masked = as_seen_by(&caller).await;
        let officer = leaders(&masked)[1].officer.clone().unwrap();
        assert!(officer.name.starts_with('慕') && !officer.name.contains('容'), "{officer:?}");
        assert_eq!((officer.id_number.as_str(), officer.phone.as_str()), ("", ""));
        assert_eq!(officer.official_account, "");
    }
    let disclosed = "select count(*) from uow.audit where kind = 'sensitive_read'";
    assert_eq!(town.suite.count(disclosed).await, 0);
    let shown = as_seen_by(&privy.because("review")).await;
    let officer = leaders(&shown)[1].officer.clone().unwrap();
    assert_eq!((officer.name.as_str(), officer.id_number.as_str()), (NAME, id_number("19700101", 8).as_str()));
    assert_eq!(town.suite.count(disclosed).await, 1);
    let mut reader = town.applications(&privy.because("review"));
    let listed = reader.list_applications(pb::ListApplicationsRequest::default()).await.unwrap().into_inner();
    assert_eq!(leaders(&listed.applications[0]), []);
}

#[tokio::test]
async fn a_checklist_names_no_person() {
    let town = Town::new().await;
    let ready = town.ready(of_murong(), PAPERS).await;
    let findings = format!("{:?}", town.findings(&ready.name).await);
    for planted in [NAME, id_number("19700101", 8).as_str(), PHONE, ACCOUNT, CONTACT, "欧阳"] {
        assert!(!findings.contains(planted), "{planted}");
    }
}
