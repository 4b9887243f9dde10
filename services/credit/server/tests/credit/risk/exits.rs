//! What people decide on organisations that show signs of having no life.

use onecode_proto::credit::v1 as pb;
use pb::ZombieOutcome::{Dismissed, HandedOver};
use testkit::Caller;
use testkit::refusal::{reason, violated_sorted};
use tonic::{Code, Status};

use super::support::{Risks, Watch, organization};
use crate::world::{HUZHOU, code};

fn request(serial: u32, outcome: pb::ZombieOutcome) -> pb::DecideZombieCandidateRequest {
    let reason = "实地走访，无人办公".into();
    pb::DecideZombieCandidateRequest { organization: organization(serial), outcome: outcome.into(), reason }
}

impl Watch {
    fn authority(&self, division: &str) -> Caller {
        self.world.suite.identities().caller("civil-affairs", division, &["credit-zombie-officer"])
    }

    async fn decide(
        &self,
        by: &Caller,
        serial: u32,
        outcome: pb::ZombieOutcome,
    ) -> Result<pb::ZombieCandidate, Status> {
        let reply = self.risks(by).decide_zombie_candidate(request(serial, outcome)).await?;
        Ok(reply.into_inner().zombie_candidate.unwrap())
    }

    async fn candidates(&self, undecided: bool) -> Vec<pb::ZombieCandidate> {
        let request = pb::ListZombieCandidatesRequest { undecided, ..Default::default() };
        self.risks(&self.authority(HUZHOU))
            .list_zombie_candidates(request)
            .await
            .unwrap()
            .into_inner()
            .zombie_candidates
    }
}

fn names(candidates: &[pb::ZombieCandidate]) -> Vec<String> {
    candidates.iter().map(|one| one.organization.clone()).collect()
}

#[tokio::test]
async fn a_candidate_is_handed_over_once_and_everybody_can_see_it() {
    let watch = Watch::start().await;
    for serial in 1..3 {
        watch.world.register(&code(serial)).await;
        watch.missed(serial, 2024).await;
    }
    watch.settled().await;
    let authority = watch.authority(HUZHOU);
    let handed = watch.decide(&authority, 1, HandedOver).await.unwrap();
    let decision = handed.decision.clone().unwrap();
    assert_eq!((handed.score, handed.undecided), (60, false));
    assert_eq!((decision.outcome(), decision.score), (HandedOver, 60));
    assert_eq!(
        (decision.department.as_str(), decision.reason.as_str()),
        ("departments/civil-affairs", "实地走访，无人办公")
    );
    for outcome in [HandedOver, Dismissed] {
        let refused = watch.decide(&authority, 1, outcome).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::FailedPrecondition, "ZOMBIE_CANDIDATE_DECIDED".into()));
    }
    watch.missed(1, 2023).await;
    watch.settled().await;
    let refused = watch.decide(&authority, 1, HandedOver).await.unwrap_err();
    assert_eq!(reason(&refused).1, "ZOMBIE_CANDIDATE_DECIDED", "handed over is handed over");
    let all = watch.candidates(false).await;
    assert_eq!(names(&all), [organization(1), organization(2)]);
    assert_eq!(all[0].decision.as_ref().map(pb::ZombieDecision::outcome), Some(HandedOver));
    assert!(all[1].decision.is_none() && all[1].undecided);
    assert_eq!(names(&watch.candidates(true).await), [organization(2)]);
    let facts = watch.facts::<pb::ZombieCandidateHandedOver>().await;
    let [fact] = facts.as_slice() else { panic!("{facts:?}") };
    assert_eq!((fact.organization.clone(), fact.score), (organization(1), 60));
    assert_eq!(fact.rules, ["ZB-02a@1", "ZB-02d@1"]);
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn one_that_was_dismissed_may_be_decided_again_once_it_shows_more_signs() {
    let watch = Watch::start().await;
    watch.world.register(&code(3)).await;
    watch.missed(3, 2024).await;
    watch.settled().await;
    let authority = watch.authority(HUZHOU);
    watch.decide(&authority, 3, Dismissed).await.unwrap();
    assert_eq!(names(&watch.candidates(true).await), Vec::<String>::new());
    assert_eq!(reason(&watch.decide(&authority, 3, HandedOver).await.unwrap_err()).1, "ZOMBIE_CANDIDATE_DECIDED");
    watch.missed(3, 2023).await;
    watch.settled().await;
    let again = watch.candidates(true).await;
    assert_eq!((again[0].score, again[0].decision.as_ref().map(|it| it.score)), (100, Some(60)));
    let handed = watch.decide(&authority, 3, HandedOver).await.unwrap();
    assert_eq!(handed.decision.map(|it| it.score), Some(100));
    assert_eq!(watch.facts::<pb::ZombieCandidateDismissed>().await.len(), 1);
    assert_eq!(watch.facts::<pb::ZombieCandidateHandedOver>().await.len(), 1);
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn only_the_registering_authority_decides_and_only_on_candidates() {
    let watch = Watch::start().await;
    watch.world.register(&code(4)).await;
    watch.world.register(&code(5)).await;
    watch.missed(4, 2024).await;
    watch.settled().await;
    let refused = async |by: Caller, serial| reason(&watch.decide(&by, serial, HandedOver).await.unwrap_err());
    let hidden = (Code::NotFound, "ORGANIZATION_UNKNOWN".to_owned());
    assert_eq!(refused(watch.authority("330521"), 4).await, hidden);
    assert_eq!(refused(watch.authority(HUZHOU), 9).await, hidden, "nobody told of it");
    let other = (Code::PermissionDenied, "ZOMBIE_CANDIDATE_OTHER_AUTHORITY".to_owned());
    assert_eq!(refused(watch.authority("330000"), 4).await, other);
    assert_eq!(refused(watch.officer(), 4).await.0, Code::PermissionDenied);
    let alive = (Code::NotFound, "ZOMBIE_CANDIDATE_NOT_FOUND".to_owned());
    assert_eq!(refused(watch.authority(HUZHOU), 5).await, alive);
    let wrong = pb::DecideZombieCandidateRequest { organization: "1".into(), outcome: 3, reason: String::new() };
    let status = watch.risks(&watch.authority(HUZHOU)).decide_zombie_candidate(wrong).await.unwrap_err();
    assert_eq!(violated_sorted(&status), ["organization", "outcome", "reason"]);
    let personal =
        pb::DecideZombieCandidateRequest { reason: "负责人11010519491231002X".into(), ..request(4, Dismissed) };
    let status = watch.risks(&watch.authority(HUZHOU)).decide_zombie_candidate(personal).await.unwrap_err();
    assert_eq!(violated_sorted(&status), ["reason"]);
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn of_eight_who_decide_at_once_one_does() {
    let watch = Watch::start().await;
    watch.world.register(&code(6)).await;
    watch.missed(6, 2024).await;
    watch.settled().await;
    let authority = watch.authority(HUZHOU);
    let deciding = (0..8).map(|at| watch.decide(&authority, 6, if at % 2 == 0 { HandedOver } else { Dismissed }));
    let decided = futures::future::join_all(deciding).await;
    let (done, refused): (Vec<_>, Vec<_>) = decided.into_iter().partition(Result::is_ok);
    assert_eq!((done.len(), refused.len()), (1, 7));
    for status in refused {
        assert_eq!(reason(&status.unwrap_err()).1, "ZOMBIE_CANDIDATE_DECIDED");
    }
    let told = watch.facts::<pb::ZombieCandidateHandedOver>().await.len()
        + watch.facts::<pb::ZombieCandidateDismissed>().await.len();
    assert_eq!(told, 1);
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn a_decision_that_is_repeated_has_one_effect() {
    let watch = Watch::start().await;
    watch.world.register(&code(7)).await;
    watch.missed(7, 2024).await;
    watch.settled().await;
    for _ in 0..2 {
        let mut keyed = Risks::new(watch.world.client(watch.authority(HUZHOU).keyed("exit-1")));
        let reply = keyed.decide_zombie_candidate(request(7, HandedOver)).await.unwrap().into_inner();
        assert!(reply.zombie_candidate.unwrap().decision.is_some());
    }
    assert_eq!(watch.facts::<pb::ZombieCandidateHandedOver>().await.len(), 1);
    watch.world.suite.stop().await;
}
