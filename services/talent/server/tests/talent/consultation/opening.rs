//! Drafts: what may stand in one, and whom it asks when it is opened.

use onecode_proto::registry::v1::{OrganizationKind, OrganizationStatus};
use onecode_proto::talent::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted};
use time::Duration;
use tonic::Code;

use crate::city::{code, date};
use crate::consultation::world::World;

#[tokio::test]
async fn everything_that_is_wrong_is_named_at_once() {
    let world = World::start().await;
    let wrong = pb::Consultation {
        document_number: "湖民〔2026〕1号".into(),
        document_uri: "ftp://example.cn/draft".into(),
        questions: vec![
            pb::ConsultationQuestion { key: "a".into(), text: "问".into() },
            pb::ConsultationQuestion { key: "a".into(), text: String::new() },
        ],
        selection: Some(pb::ConsultationSelection {
            division: "330600".into(),
            kinds: vec![0],
            words: vec![String::new()],
            organizations: vec!["somebody".into()],
        }),
        last_date: date(2026, 11, 24),
        ..Default::default()
    };
    let wanted = [
        "consultation.document_uri",
        "consultation.kind",
        "consultation.last_date",
        "consultation.questions[1].key",
        "consultation.questions[1].text",
        "consultation.selection.division",
        "consultation.selection.kinds[0]",
        "consultation.selection.organizations[0]",
        "consultation.selection.words[0]",
        "consultation.title",
    ];
    assert_eq!(violated_sorted(&world.create(wrong).await.unwrap_err()), wanted);
    let empty = ["kind", "last_date", "selection", "text", "title"].map(|field| format!("consultation.{field}"));
    assert_eq!(violated_sorted(&world.create(pb::Consultation::default()).await.unwrap_err()), empty);
    let nobody = pb::Consultation { selection: Some(pb::ConsultationSelection::default()), ..world.stated() };
    assert_eq!(violated_sorted(&world.create(nobody).await.unwrap_err()), ["consultation.selection.division"]);
    world.stop().await;
}

#[tokio::test]
async fn a_draft_is_written_anew_until_it_is_open() {
    let world = World::start().await;
    let draft = world.create(world.stated()).await.unwrap();
    let document = pb::Consultation {
        name: draft.name.clone(),
        etag: draft.etag.clone(),
        text: String::new(),
        document_number: "湖民〔2026〕1号".into(),
        document_uri: "https://example.cn/draft".into(),
        ..world.stated()
    };
    let update = |consultation: pb::Consultation| pb::UpdateConsultationRequest { consultation: Some(consultation) };
    let shown = world.working().update_consultation(update(document.clone())).await.unwrap();
    let shown = shown.into_inner().consultation.unwrap();
    assert_eq!((shown.text.as_str(), shown.document_uri.as_str()), ("", "https://example.cn/draft"));
    let stale = world.open(&draft).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "CONSULTATION_CHANGED".into()));
    let open = world.open(&shown).await.unwrap();
    let again = pb::Consultation { etag: open.etag.clone(), ..document };
    let refused = world.working().update_consultation(update(again)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CONSULTATION_STATE".into()));
    assert_eq!(metadata(&refused, "status"), "open");
    world.stop().await;
}

#[tokio::test]
async fn organisations_have_seven_days() {
    let world = World::start().await;
    let soon = pb::Consultation { last_date: date(2026, 11, 30), ..world.stated() };
    let draft = world.create(soon).await.unwrap();
    let refused = world.open(&draft).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CONSULTATION_TERM_SHORT".into()));
    assert_eq!(
        (metadata(&refused, "rule"), metadata(&refused, "first_date")),
        ("TA-10a@1".into(), "2026-12-01".into())
    );
    assert_eq!(world.get(&draft.name).await, draft);
    world.stop().await;
}

#[tokio::test]
async fn active_organisations_alone_are_asked_and_each_once() {
    let world = World::start().await;
    let ended = world.city.register_as(6, "湖州市养老互助会", OrganizationStatus::Revoked).await;
    let chosen =
        |selection: pb::ConsultationSelection| pb::Consultation { selection: Some(selection), ..world.stated() };
    let of_field = pb::ConsultationSelection {
        words: vec!["养老".into(), "护理".into()],
        organizations: vec![world.organizations[0].clone()],
        ..world.stated().selection.unwrap()
    };
    let draft = world.create(chosen(of_field)).await.unwrap();
    assert_eq!(world.open(&draft).await.unwrap().asked_count, 2, "what is revoked is left out");
    let unknown = code(77);
    let named = pb::ConsultationSelection {
        organizations: [ended.as_str(), unknown.as_str()].map(|code| format!("organizations/{code}")).to_vec(),
        ..Default::default()
    };
    let draft = world.create(chosen(named)).await.unwrap();
    let refused = world.open(&draft).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CONSULTATION_ASKED_UNKNOWN".into()));
    assert_eq!(metadata(&refused, "codes"), format!("{ended},{unknown}"));
    let foundations = pb::ConsultationSelection {
        division: "330500".into(),
        kinds: vec![OrganizationKind::Foundation.into()],
        ..Default::default()
    };
    let draft = world.create(chosen(foundations)).await.unwrap();
    let refused = world.open(&draft).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CONSULTATION_ASKED_NONE".into()));
    world.stop().await;
}

#[tokio::test]
async fn lists_go_by_status_and_by_who_is_asked() {
    let world = World::start().await;
    let draft = world.create(world.stated()).await.unwrap();
    // ids made at one instant stand in any order
    world.city.suite.clock().advance(Duration::seconds(1));
    let open = world.opened().await;
    let listed = async |request: pb::ListConsultationsRequest| {
        let answer = world.working().list_consultations(request).await.unwrap().into_inner();
        answer.consultations.into_iter().map(|one| one.name).collect::<Vec<String>>()
    };
    let by =
        |status: pb::ConsultationStatus| pb::ListConsultationsRequest { status: status.into(), ..Default::default() };
    let of = |at: usize| pb::ListConsultationsRequest {
        asked_organization: world.organizations[at].clone(),
        ..Default::default()
    };
    assert_eq!(listed(pb::ListConsultationsRequest::default()).await, [open.name.clone(), draft.name.clone()]);
    assert_eq!(listed(by(pb::ConsultationStatus::Open)).await, std::slice::from_ref(&open.name));
    assert_eq!(listed(by(pb::ConsultationStatus::Closed)).await, Vec::<String>::new());
    assert_eq!(listed(of(0)).await, std::slice::from_ref(&open.name));
    assert_eq!(listed(of(4)).await, Vec::<String>::new());
    world.days(8);
    assert_eq!(listed(by(pb::ConsultationStatus::Closed)).await, std::slice::from_ref(&open.name));
    let first = pb::ListConsultationsRequest { page_size: 1, ..Default::default() };
    let answer = world.working().list_consultations(first.clone()).await.unwrap().into_inner();
    assert_eq!(
        (answer.consultations[0].name.as_str(), answer.consultations[0].text.as_str()),
        (open.name.as_str(), "")
    );
    let next = pb::ListConsultationsRequest { page_token: answer.next_page_token, ..first };
    assert_eq!(listed(next).await, [draft.name]);
    world.stop().await;
}
