//! AttachEvidence, ShareEvidence and ListSharedEvidence; financial audits.

use inspection_domain::check::{Media, Verdict};
use inspection_domain::draw::Hash;
use onecode_proto::inspection::v1 as pb;
use tonic::Code;

use crate::support::*;

fn attach(check: &pb::Check, documents: &[&str]) -> pb::AttachEvidenceRequest {
    let documents = documents.iter().map(|name| (*name).to_owned()).collect();
    pb::AttachEvidenceRequest { name: check.name.clone(), documents }
}

#[tokio::test]
async fn a_document_is_matched_by_its_content_and_another_content_is_refused_with_all() {
    let world = registered().await;
    let (check, mut one, _) = underway(&world).await;
    let (photo, sha256) = document(&world, "photo").await;
    let (other, _) = document(&world, "swapped").await;
    one.evidence(Media::Photograph, sha256);
    one.evidence(Media::Photograph, Hash([9; 32]));
    upload(&world, &one).await;
    let refused = checks(&world).attach_evidence(attach(&check, &[&photo, &other])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "EVIDENCE_NOT_STATED".into()));
    assert_eq!(metadata(&refused, "documents"), other);
    let documents: Vec<String> = record(&world, &check).await.evidence.into_iter().map(|one| one.document).collect();
    assert_eq!(documents, ["", ""], "nothing was attached");
    let matched = checks(&world).attach_evidence(attach(&check, &[&photo])).await.unwrap().into_inner().evidence;
    let expected =
        pb::CheckRecordEvidence { sha256: sha256.to_string(), entries: vec![one.nth(1).name], document: photo.clone() };
    assert_eq!(matched, std::slice::from_ref(&expected));
    let told = world.facts::<pb::CheckEvidenceMatched>().await;
    assert_eq!((told.len(), &told[0].documents), (1, &vec![photo.clone()]));
    let seen = record(&world, &check).await.evidence;
    assert!(seen.contains(&expected) && seen.iter().any(|one| one.document.is_empty()), "{seen:?}");
    assert_eq!(
        checks(&world).attach_evidence(attach(&check, &[&photo])).await.unwrap().into_inner().evidence,
        [expected]
    );
    let refused = checks(&world).attach_evidence(attach(&check, &[])).await.unwrap_err();
    assert_eq!(violated(&refused), ["documents"]);
    let unknown = "documents/00000000-0000-0000-0000-000000000001";
    let refused = checks(&world).attach_evidence(attach(&check, &[unknown])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "DOCUMENT_NOT_FOUND".into()));
    let refused = checks_of(&world, TAX).attach_evidence(attach(&check, &[&photo])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CHECK_NOT_PARTICIPATING".into()));
}

/// SP-04.
#[tokio::test]
async fn a_financial_audit_ends_with_the_auditors_report() {
    let world = registered().await;
    let digit = vocab::code::check_character("91330500MA28C0000").unwrap();
    let audit = pb::Check {
        kind: pb::CheckKind::FinancialAudit.into(),
        auditor: format!("91330500MA28C0000{digit}"),
        ..check()
    };
    let (check, mut one, mut other) = underway_as(&world, audit).await;
    assert!(check.auditor.starts_with("91330500"));
    let (report, sha256) = document(&world, "audit-report").await;
    one.evidence(Media::Paper, sha256);
    work(&mut one, &mut other, Verdict::Conforms);
    upload(&world, &one).await;
    upload(&world, &other).await;
    let refused = conclude(&world, &check, pb::CheckOutcome::NoProblem).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "AUDIT_REPORT_MISSING".into()));
    // the same paper under the wrong kind first
    let mislabelled = relabelled(&world, "audit-report", "evidence").await;
    checks(&world).attach_evidence(attach(&check, &[&mislabelled])).await.unwrap();
    let refused = conclude(&world, &check, pb::CheckOutcome::NoProblem).await.unwrap_err();
    assert_eq!(reason(&refused).1, "AUDIT_REPORT_MISSING");
    checks(&world).attach_evidence(attach(&check, &[&report])).await.unwrap();
    assert_eq!(record(&world, &check).await.evidence[0].document, report);
    conclude(&world, &check, pb::CheckOutcome::NoProblem).await.unwrap();
}

/// SP-07: a reference, no copy.
#[tokio::test]
async fn evidence_of_one_department_serves_anothers_matter() {
    let world = registered().await;
    let (check, mut one, _) = underway(&world).await;
    let digest = one.evidence(Media::Photograph, Hash([9; 32]));
    one.answer(FINANCE, Verdict::Conforms, &[]);
    one.confirm(digest_of(&[&one]));
    upload(&world, &one).await;
    let list = |parent: &str| pb::ListSharedEvidenceRequest { parent: parent.into(), ..Default::default() };
    let read = pb::ListEntriesRequest { parent: check.name.clone(), ..Default::default() };
    let refused = checks_of(&world, TAX).list_entries(read.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CHECK_NOT_PARTICIPATING".into()));

    let share = |entry: &pb::CheckEntry, department: &str| pb::ShareEvidenceRequest {
        parent: check.name.clone(),
        shared_evidence: Some(pb::SharedEvidence {
            entry: entry.name.clone(),
            department: department.into(),
            matter: "湖税稽案〔2026〕7号".into(),
            basis: "浙江省综合行政执法条例第十八条".into(),
            ..Default::default()
        }),
    };
    let request = share(&one.nth(1), "departments/tax");
    let shared = checks(&world).share_evidence(request.clone()).await.unwrap().into_inner().shared_evidence.unwrap();
    assert_eq!((shared.shared_by.as_str(), shared.entry_digest), ("departments/civil-affairs", digest.to_string()));
    let refused = checks(&world).share_evidence(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "EVIDENCE_SHARED".into()));
    assert_eq!(metadata(&refused, "shared_evidence"), shared.name);
    assert_eq!(world.facts::<pb::EvidenceShared>().await.len(), 1);
    let refused = checks(&world).share_evidence(share(&one.nth(3), "departments/tax")).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "CHECK_ENTRY_NOT_FOUND".into()));
    let refused = checks(&world).share_evidence(share(&one.nth(1), "departments/civil-affairs")).await.unwrap_err();
    assert_eq!(violated(&refused), ["shared_evidence.department"]);
    let refused = checks_of(&world, TAX).share_evidence(share(&one.nth(2), "departments/audit")).await.unwrap_err();
    assert_eq!(reason(&refused).1, "CHECK_NOT_PARTICIPATING");

    let seen = entries(checks_of(&world, TAX), &check).await;
    assert_eq!(seen.iter().map(|entry| &entry.name).collect::<Vec<_>>(), [&one.nth(1).name]);
    let received = checks_of(&world, TAX).list_shared_evidence(list("checks/-")).await.unwrap().into_inner();
    assert_eq!(received.shared_evidence.len(), 1);
    let own = checks(&world).list_shared_evidence(list(&check.name)).await.unwrap().into_inner();
    assert_eq!(own.shared_evidence, received.shared_evidence);
    let refused = checks_of(&world, TAX).list_shared_evidence(list(&check.name)).await.unwrap_err();
    assert_eq!(reason(&refused).1, "CHECK_NOT_PARTICIPATING");
    let none = checks_of(&world, "audit").list_shared_evidence(list("checks/-")).await.unwrap().into_inner();
    assert_eq!(none.shared_evidence, []);
}
