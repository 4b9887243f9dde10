//! AddEvidence, TransferEvidence, ListEvidence.

use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
use onecode_proto::inspection::v1 as pb;
use testkit::papers;

use crate::support::*;

async fn uploaded(office: Office<'_>, kind: &str) -> onecode_proto::document::v1::Document {
    let caller = office.world.suite.identities().caller(office.department, office.division, &["enforcement-officer"]);
    let mut documents = DocumentServiceClient::new(office.world.suite.client(caller.fresh()));
    let answer = documents.upload_document(futures::stream::iter(papers::upload(kind))).await.unwrap();
    answer.into_inner().document.unwrap()
}

#[tokio::test]
async fn a_document_is_evidence_only_as_it_was_seen() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.investigated(&organization(&world, 1).await).await;
    let officers = civil.get(&seen).await.officers;
    let document = uploaded(civil, "receipt").await;
    let stated = pb::Evidence {
        kind: pb::EvidenceKind::Documentary.into(),
        document: document.name.clone(),
        cited_resource: String::new(),
        ..civil.record(&officers)
    };
    let refused = civil.add(&seen.name, stated.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::InvalidArgument, "EVIDENCE_DIFFERS".into()));
    assert_eq!(metadata(&refused, "document"), document.name);
    let added = civil.add(&seen.name, pb::Evidence { sha256: document.sha256, ..stated }).await.unwrap();
    assert!(added.name.starts_with(&format!("{}/evidence/", seen.name)));
    assert_eq!((added.document, added.collectors), (document.name, officers));
    assert_eq!(civil.get(&seen).await.evidence_count, 2);
}

#[tokio::test]
async fn a_thing_is_passed_on_and_its_custody_stays() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.investigated(&organization(&world, 1).await).await;
    let officers = civil.get(&seen).await.officers;
    let seal = pb::Evidence {
        kind: pb::EvidenceKind::Physical.into(),
        title: "私刻印章".into(),
        holder: "执法支队证物室".into(),
        cited_resource: String::new(),
        ..civil.record(&officers)
    };
    civil.pass(1);
    let seal = pb::Evidence { collection_date: civil.day(-1), ..seal };
    let added = civil.add(&seen.name, seal).await.unwrap();
    let pass = |to: &str, custody_date| pb::TransferEvidenceRequest {
        name: added.name.clone(),
        custody: Some(pb::Custody {
            to_holder: to.into(),
            custody_date,
            place: "湖州市民政局".into(),
            reason: "送鉴定".into(),
            ..Default::default()
        }),
    };
    let mut cases = civil.cases();
    cases.transfer_evidence(pass("鉴定机构", civil.today())).await.unwrap();
    let passed = civil.cases().transfer_evidence(pass("执法支队证物室", civil.today())).await.unwrap();
    let custody = passed.into_inner().evidence.unwrap().custody;
    let chain: Vec<_> =
        custody.iter().map(|one| (one.number, one.from_holder.as_str(), one.to_holder.as_str())).collect();
    assert_eq!(chain, [(1, "执法支队证物室", "鉴定机构"), (2, "鉴定机构", "执法支队证物室")]);
    let back = civil.cases().transfer_evidence(pass("别处", civil.day(-1))).await.unwrap_err();
    assert_eq!(violated_sorted(&back), ["custody.custody_date"]);
    let tax = Office { department: TAX, ..civil };
    let refused = tax.cases().transfer_evidence(pass("别处", civil.today())).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CASE_ROLE".into()), "it is another department's case");
    assert_eq!(metadata(&refused, "action"), "transfer-evidence");
    let missing = pb::TransferEvidenceRequest {
        name: format!("{}/evidence/0199aa00-0000-7000-8000-000000000009", seen.name),
        ..pass("别处", civil.today())
    };
    let refused = civil.cases().transfer_evidence(missing).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "EVIDENCE_NOT_FOUND".into()));
}

#[tokio::test]
async fn the_books_let_nobody_rewrite_evidence() {
    let world = World::start().await;
    let civil = civil(&world);
    civil.investigated(&organization(&world, 1).await).await;
    let mut connection = world.suite.database().connection().await;
    for statement in ["update inspection.evidence set title = ''", "delete from inspection.penalty_entry"] {
        assert!(sqlx::query(statement).execute(&mut connection).await.is_err(), "{statement}");
    }
}

#[tokio::test]
async fn who_collected_it_was_assigned_on_that_day() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.investigated(&organization(&world, 1).await).await;
    let officers = civil.get(&seen).await.officers;
    let third = civil.officer("3", |_| ()).await;
    let stranger = civil.record(&[officers[0].clone(), third.clone()]);
    let refused = civil.add(&seen.name, stranger).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "OFFICER_UNASSIGNED".into()));
    assert_eq!(metadata(&refused, "inspectors"), third);
    let before = pb::Evidence { collection_date: civil.day(-1), ..civil.record(&officers) };
    let refused = civil.add(&seen.name, before).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "OFFICER_UNASSIGNED".into()));
    let alone = civil.add(&seen.name, civil.record(&officers[..1])).await.unwrap_err();
    assert_eq!(reason(&alone), (Code::FailedPrecondition, "TOO_FEW_OFFICERS".into()));
}

#[tokio::test]
async fn nothing_is_concluded_without_evidence_and_nothing_added_after() {
    let world = World::start().await;
    let (civil, party) = (civil(&world), organization(&world, 1).await);
    let seen = civil.file(stated(&party)).await.unwrap();
    let seen = civil.approve(&seen).await.unwrap();
    let officers = civil.two().await;
    let seen = civil.assign(&seen, &officers).await.unwrap();
    let conclusion =
        pb::PenaltyConclusion { report: "事实清楚".into(), sanctions: vec![warning()], ..Default::default() };
    let refused = civil.conclude(&seen, conclusion.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "EVIDENCE_MISSING".into()));
    civil.add(&seen.name, civil.record(&officers)).await.unwrap();
    civil.conclude(&seen, conclusion).await.unwrap();
    let refused = civil.add(&seen.name, civil.record(&officers)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CASE_STATE".into()));
}

#[tokio::test]
async fn evidence_is_listed_page_by_page() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.investigated(&organization(&world, 1).await).await;
    let officers = civil.get(&seen).await.officers;
    world.suite.clock().advance(time::Duration::minutes(1));
    civil.add(&seen.name, pb::Evidence { title: "第二份".into(), ..civil.record(&officers) }).await.unwrap();
    let request = pb::ListEvidenceRequest { parent: seen.name.clone(), page_size: 1, ..Default::default() };
    let first = civil.cases().list_evidence(request.clone()).await.unwrap().into_inner();
    let rest = pb::ListEvidenceRequest { page_token: first.next_page_token, ..request };
    let rest = civil.cases().list_evidence(rest).await.unwrap().into_inner();
    assert_eq!((first.evidence[0].title.as_str(), rest.evidence[0].title.as_str()), ("现场笔录", "第二份"));
    assert_eq!(rest.next_page_token, "");
}

#[tokio::test]
async fn every_mistake_about_evidence_is_named_at_once() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.investigated(&organization(&world, 1).await).await;
    let wrong = pb::Evidence { sha256: "AB".into(), ..Default::default() };
    let fields = violated_sorted(&civil.add(&seen.name, wrong).await.unwrap_err());
    let expected = ["collection_date", "collectors", "document", "kind", "place", "sha256", "source", "title"];
    assert_eq!(fields, expected.map(|field| format!("evidence.{field}")));
}
