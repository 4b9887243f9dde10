//! A repeat under the same key is answered as the first call was, and has no effect of its own.

use inspection_domain::check::{Media, Verdict};
use onecode_proto::inspection::v1 as pb;

use crate::support::*;

#[tokio::test]
async fn inspectors_are_assigned_and_replaced_once() {
    let world = registered().await;
    let inspectors = two(&world).await;
    let third = world.inspector(CIVIL, "MZ-3").await;
    let made = create(&world, check(), &inspectors[..1]).await.unwrap();
    let mut keyed = Checks::new(world.client(lead(&world).keyed("k1")));
    let request = pb::AssignInspectorsRequest { name: made.name.clone(), inspectors: inspectors[1..].to_vec() };
    let first = keyed.assign_inspectors(request.clone()).await.unwrap().into_inner();
    assert_eq!(keyed.assign_inspectors(request).await.unwrap().into_inner(), first);
    let request = pb::ReplaceInspectorRequest {
        name: made.name.clone(),
        inspector: inspectors[1].clone(),
        replacement: third,
        reason: "调离".into(),
    };
    let first = keyed.replace_inspector(request.clone()).await.unwrap().into_inner();
    assert_eq!(keyed.replace_inspector(request).await.unwrap().into_inner(), first);
    assert_eq!(get(&world, &made).await.inspectors.len(), 3);
    assert_eq!(world.facts::<pb::CheckInspectorsChanged>().await.len(), 2);
}

#[tokio::test]
async fn evidence_is_attached_and_shared_once_and_a_check_concluded_once() {
    let world = registered().await;
    let (check, mut one, mut other) = underway(&world).await;
    let (photo, sha256) = document(&world, "photo").await;
    one.evidence(Media::Photograph, sha256);
    work(&mut one, &mut other, Verdict::Conforms);
    upload(&world, &one).await;
    upload(&world, &other).await;
    let mut keyed = Checks::new(world.client(lead(&world).keyed("k1")));
    let request = pb::AttachEvidenceRequest { name: check.name.clone(), documents: vec![photo] };
    let first = keyed.attach_evidence(request.clone()).await.unwrap().into_inner();
    assert_eq!(keyed.attach_evidence(request).await.unwrap().into_inner(), first);
    let request = pb::ShareEvidenceRequest {
        parent: check.name.clone(),
        shared_evidence: Some(pb::SharedEvidence {
            entry: one.nth(1).name,
            department: "departments/tax".into(),
            matter: "湖税稽案〔2026〕7号".into(),
            basis: "浙江省综合行政执法条例第十八条".into(),
            ..Default::default()
        }),
    };
    let first = keyed.share_evidence(request.clone()).await.unwrap().into_inner();
    assert_eq!(keyed.share_evidence(request).await.unwrap().into_inner(), first);
    let request = conclusion(&world, &check, pb::CheckOutcome::NoProblem).await;
    let first = keyed.conclude_check(request.clone()).await.unwrap().into_inner();
    assert_eq!(keyed.conclude_check(request).await.unwrap().into_inner(), first);
    assert_eq!(world.facts::<pb::CheckEvidenceMatched>().await.len(), 1);
    assert_eq!(world.facts::<pb::EvidenceShared>().await.len(), 1);
    assert_eq!(world.facts::<pb::CheckConcluded>().await.len(), 1);
}
