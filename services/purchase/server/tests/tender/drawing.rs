//! Experts are drawn from a bank by two departments, so that nobody steers it and anybody can check it.

use std::path::Path;
use std::process::Command;

use draw::{Hash, Share, Verdict, commitment, verify};
use futures::future::join_all;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::expert_service_client::ExpertServiceClient;
use onecode_proto::purchase::v1::tender_draw_service_client::TenderDrawServiceClient;
use testkit::refusal::{metadata, reason, violated_sorted};
use testkit::{Caller, Client};
use time::Duration;
use tonic::{Code, Status};

use crate::city::date;
use crate::world::{BUYER, COMPANIES, PRICE, World, bid, expert};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../..");

impl World {
    pub(crate) fn keeper(&self) -> Caller {
        self.official("finance", "expert-keeper", "keeper")
    }

    fn bank(&self, caller: &Caller) -> ExpertServiceClient<Client> {
        ExpertServiceClient::new(self.city.client(caller.fresh()))
    }

    pub(crate) fn draws(&self, caller: &Caller) -> TenderDrawServiceClient<Client> {
        TenderDrawServiceClient::new(self.city.client(caller.fresh()))
    }

    async fn enlist(&self, expert: pb::Expert) -> Result<pb::Expert, Status> {
        let request = pb::CreateExpertRequest { expert: Some(expert), validate_only: false };
        Ok(self.bank(&self.keeper()).create_expert(request).await?.into_inner().expert.unwrap())
    }

    async fn enlist_three(&self) {
        for account in ["a", "b", "c"] {
            self.enlist(listed(account, "")).await.unwrap();
        }
    }

    async fn freeze(&self, tender: &pb::Tender, seats: i32) -> Result<pb::TenderDraw, Status> {
        let stamp = |hours| Some(self.stamp(Duration::hours(hours)));
        let request = pb::FreezeTenderDrawRequest {
            tender: tender.name.clone(),
            etag: tender.etag.clone(),
            bank_department: "departments/finance".into(),
            fields: vec!["research".into(), "care".into()],
            seats,
            commit_deadline: stamp(2),
            reveal_deadline: stamp(4),
        };
        Ok(self.draws(&self.buyer()).freeze_tender_draw(request).await?.into_inner().draw.unwrap())
    }

    /// A department commits; the keeper's share is 2.
    async fn commit(&self, caller: &Caller, draw: &pb::TenderDraw, share: u8) -> Result<pb::TenderDraw, Status> {
        let department = if share == 2 { "finance" } else { "civil-affairs" };
        let round = u32::try_from(draw.rounds.len()).unwrap();
        let root: Hash = draw.root.parse().unwrap();
        let request = pb::CommitTenderDrawRequest {
            name: draw.name.clone(),
            round_number: i32::try_from(round).unwrap(),
            commitment: commitment(&root, department, round, &Share([share; 32])).0.to_vec(),
        };
        Ok(self.draws(caller).commit_tender_draw(request).await?.into_inner().draw.unwrap())
    }

    async fn reveal(&self, caller: &Caller, draw: &pb::TenderDraw, share: u8) -> Result<pb::TenderDraw, Status> {
        let round_number = i32::try_from(draw.rounds.len()).unwrap();
        let request = pb::RevealTenderDrawRequest { name: draw.name.clone(), round_number, share: vec![share; 32] };
        Ok(self.draws(caller).reveal_tender_draw(request).await?.into_inner().draw.unwrap())
    }

    async fn reopen(&self, draw: &pb::TenderDraw) -> Result<pb::TenderDraw, Status> {
        let stamp = |hours| Some(self.stamp(Duration::hours(hours)));
        let request = pb::ReopenTenderDrawRequest {
            name: draw.name.clone(),
            reason: "上一轮未成".into(),
            commit_deadline: stamp(2),
            reveal_deadline: stamp(4),
        };
        Ok(self.draws(&self.buyer()).reopen_tender_draw(request).await?.into_inner().draw.unwrap())
    }

    /// Both departments commit and reveal.
    pub(crate) async fn drawn(&self, draw: &pb::TenderDraw) -> pb::TenderDraw {
        self.commit(&self.buyer(), draw, 1).await.unwrap();
        self.commit(&self.keeper(), draw, 2).await.unwrap();
        self.reveal(&self.keeper(), draw, 2).await.unwrap();
        self.reveal(&self.buyer(), draw, 1).await.unwrap()
    }

    pub(crate) async fn proof(&self, caller: &Caller, draw: &pb::TenderDraw) -> Result<String, Status> {
        let request = pb::GetTenderDrawProofRequest { name: draw.name.clone() };
        Ok(self.draws(caller).get_tender_draw_proof(request).await?.into_inner().proof)
    }

    async fn experts(&self, tender: &pb::Tender) -> Vec<pb::TenderExpert> {
        let request = pb::ListTenderExpertsRequest { tender: tender.name.clone() };
        self.buying().list_tender_experts(request).await.unwrap().into_inner().experts
    }

    /// An opened tender of two bids, whose panel was drawn before.
    async fn opened_with(&self, tender: &pb::Tender) -> pb::Tender {
        for code in &COMPANIES[..2] {
            self.bid(bid(tender, code, PRICE)).await.unwrap();
        }
        let ready = self.released(tender).await;
        self.open(&ready).await.unwrap().tender.unwrap()
    }
}

/// An expert of a field for the bank.
fn listed(account: &str, employer_code: &str) -> pb::Expert {
    pb::Expert {
        account: account.into(),
        fields: vec!["research".into()],
        employer_code: employer_code.into(),
        valid_from_date: date(2026, 1, 1),
        valid_to_date: date(2027, 12, 31),
        ..Default::default()
    }
}

/// Checks a proof with the program and with the other one, which knows nothing of it.
pub(crate) fn holds(proof: &str, root: &str) {
    let findings = verify(proof.as_bytes(), Some(&root.parse().unwrap())).unwrap();
    assert_eq!(findings.verdict(), Verdict::Holds, "{:?}", findings.differences);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("proof.txt");
    std::fs::write(&file, proof).unwrap();
    let installed = format!("{ROOT}/target/venv/bin/python");
    let python = if Path::new(&installed).is_file() { installed } else { "python3".into() };
    match Command::new(python).arg(format!("{ROOT}/docs/draw/verify.py")).arg(&file).arg(root).output() {
        Ok(answer) => assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr)),
        Err(_) => println!("SKIPPED: no Python; tests/stock/install.sh installs one"),
    }
}

#[tokio::test]
async fn two_departments_draw_and_both_verifiers_hold() {
    let world = World::start().await;
    for account in ["a", "b", "c", "d"] {
        world.enlist(listed(account, COMPANIES[2])).await.unwrap();
    }
    world.enlist(listed("own", BUYER)).await.unwrap();
    world.enlist(listed("buyer", "")).await.unwrap();
    world.enlist(pb::Expert { fields: vec!["law".into()], ..listed("lawyer", "") }).await.unwrap();
    world.enlist(pb::Expert { valid_to_date: date(2026, 11, 30), ..listed("past", "") }).await.unwrap();
    let tender = world.published().await;
    let few = world.freeze(&tender, 5).await.unwrap_err();
    assert_eq!(reason(&few), (Code::FailedPrecondition, "TENDER_DRAW_TOO_FEW".into()));
    assert_eq!(metadata(&few, "found"), "4");
    let frozen = world.freeze(&tender, 3).await.unwrap();
    assert_eq!((frozen.candidate_count, frozen.recused_count, frozen.seats), (6, 2, 3));
    assert_eq!(frozen.state(), pb::TenderDrawState::Committing);
    let list = world.proof(&world.keeper(), &frozen).await.unwrap();
    assert!(list.ends_with(&format!("root\t{}\n", frozen.root)) && !list.contains("own"), "ids alone: {list}");

    let drawn = world.drawn(&frozen).await;
    assert_eq!((drawn.state(), drawn.seed.len()), (pb::TenderDrawState::Drawn, 64));
    let proof = world.proof(&world.buyer(), &drawn).await.unwrap();
    holds(&proof, &frozen.root);
    let order = proof.lines().last().unwrap();
    assert_eq!(
        (order.split('\t').next(), order.split('\t').count()),
        (Some("drawn"), 4 + 4),
        "all who could be: {order}"
    );
    let outsider = world.city.suite.identities().caller("data-bureau", "330500", &["tender-bidder"]);
    let refused = world.proof(&outsider, &drawn).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "TENDER_DRAW_NOT_PARTICIPATING".into()));
    assert_eq!(world.get(&tender).await.draw, drawn.name);
    assert_eq!(world.facts::<pb::TenderDrawFrozen>().await[0].draw.as_ref().unwrap().root, frozen.root);
    assert_eq!(world.facts::<pb::TenderDrawEntered>().await.len(), 4);
    assert_eq!(world.facts::<pb::TenderExpertsDrawn>().await.len(), 1);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn whoever_is_related_to_a_bidder_is_passed_over_and_whoever_withdraws_is_followed() {
    let world = World::start().await;
    for account in ["a", "b", "c", "d"] {
        world.enlist(listed(account, "")).await.unwrap();
    }
    world.enlist(listed("tied", COMPANIES[0])).await.unwrap();
    let tender = world.published().await;
    let draw = world.drawn(&world.freeze(&tender, 3).await.unwrap()).await;
    assert_eq!(draw.recused_count, 0, "nobody knows who bids");
    let opened = world.opened_with(&tender).await;
    let assigned = world.assign(&opened, &[]).await.unwrap();
    let sitting = |experts: &[pb::TenderExpert]| {
        let sits = experts.iter().filter(|one| one.recuse_reason.is_empty());
        let mut accounts: Vec<String> = sits.map(|one| one.account.clone()).collect();
        accounts.sort_unstable();
        accounts
    };
    let experts = world.experts(&tender).await;
    assert_eq!(sitting(&experts).len(), 3);
    assert!(!sitting(&experts).contains(&"tied".to_owned()), "{experts:?}");
    assert!(experts.iter().all(|one| one.draw_place > 0 && !one.expert.is_empty() && one.name_reason.is_empty()));
    for passed in experts.iter().filter(|one| !one.recuse_reason.is_empty()) {
        assert_eq!((passed.account.as_str(), passed.recuse_reason.contains("GP-06")), ("tied", true));
    }
    let withdraw = async |account: &str| {
        let request = pb::RecuseTenderExpertRequest { name: tender.name.clone(), reason: "亲属关系".into() };
        world.judge(account).recuse_tender_expert(request).await.unwrap();
    };
    let first = sitting(&experts).remove(0);
    withdraw(&first).await;
    let after = sitting(&world.experts(&tender).await);
    assert!(after.len() == 3 && !after.contains(&first) && !after.contains(&"tied".to_owned()), "{after:?}");
    withdraw(&after[0]).await;
    assert_eq!(sitting(&world.experts(&tender).await).len(), 2, "nobody is left");
    let now = world.get(&assigned).await;
    let even = world.assign(&now, &[]).await.unwrap_err();
    assert_eq!(violated_sorted(&even), ["experts"]);
    let seated = world.assign(&now, &[expert("named")]).await.unwrap();
    assert_eq!(sitting(&world.experts(&tender).await).len(), 3);
    let kinds: Vec<&str> = seated.events.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "expert_substituted").count(), 1, "{kinds:?}");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_wrong_share_fails_the_round_by_name_and_a_missing_one_too() {
    let world = World::start().await;
    world.enlist_three().await;
    let tender = world.published().await;
    let frozen = world.freeze(&tender, 3).await.unwrap();
    let early = world.reveal(&world.buyer(), &frozen, 1).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "TENDER_DRAW_STEP".into()));
    assert_eq!(metadata(&early, "cause"), "commitment_missing");
    world.commit(&world.buyer(), &frozen, 1).await.unwrap();
    let again = world.commit(&world.buyer(), &frozen, 1).await.unwrap_err();
    assert_eq!(metadata(&again, "cause"), "commitment_made");
    let other = world.official("audit", "tender-supervisor", "auditor");
    let refused = world.commit(&other, &frozen, 1).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "TENDER_DRAW_NOT_PARTICIPATING".into()));
    world.commit(&world.keeper(), &frozen, 2).await.unwrap();
    let failed = world.reveal(&world.keeper(), &frozen, 3).await.unwrap();
    assert_eq!((failed.state(), failed.rounds[0].failure.as_str()), (pb::TenderDrawState::Frozen, "share-mismatch"));
    assert_eq!(failed.rounds[0].failed_departments, ["departments/finance"]);

    let second = world.reopen(&frozen).await.unwrap();
    let busy = world.reopen(&frozen).await.unwrap_err();
    assert_eq!(metadata(&busy, "cause"), "term_not_over");
    world.commit(&world.buyer(), &second, 1).await.unwrap();
    world.advance(Duration::hours(3));
    let third = world.reopen(&frozen).await.unwrap();
    assert_eq!(third.rounds[1].failure, "missing-commitment");
    assert_eq!(third.rounds[1].failed_departments, ["departments/finance"]);
    let old = world.commit(&world.buyer(), &second, 1).await.unwrap_err();
    assert_eq!(reason(&old), (Code::FailedPrecondition, "TENDER_DRAW_OTHER_ROUND".into()));
    let drawn = world.drawn(&third).await;
    holds(&world.proof(&world.keeper(), &drawn).await.unwrap(), &frozen.root);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_share_is_told_with_the_other_one_and_the_seed_to_both_departments() {
    let world = World::start().await;
    world.enlist_three().await;
    let tender = world.published().await;
    let frozen = world.freeze(&tender, 3).await.unwrap();
    world.commit(&world.buyer(), &frozen, 1).await.unwrap();
    world.commit(&world.keeper(), &frozen, 2).await.unwrap();
    let half = world.reveal(&world.keeper(), &frozen, 2).await.unwrap();
    assert!(half.rounds[0].entries.iter().all(|entry| entry.share.is_empty()), "the buyer could reckon the order");
    assert_eq!(half.rounds[0].entries.iter().filter(|entry| entry.reveal_time.is_some()).count(), 1);
    let drawn = world.reveal(&world.buyer(), &frozen, 1).await.unwrap();
    assert!(drawn.rounds[0].entries.iter().all(|entry| entry.share.len() == 64) && drawn.seed.len() == 64);
    let other = world.official("audit", "tender-supervisor", "auditor");
    let request = pb::GetTenderDrawRequest { name: frozen.name.clone() };
    let seen = world.draws(&other).get_tender_draw(request).await.unwrap().into_inner().draw.unwrap();
    assert_eq!((seen.state(), seen.seed.as_str()), (pb::TenderDrawState::Drawn, ""));
    assert!(seen.rounds[0].entries.iter().all(|entry| entry.share.is_empty()));
    let told = world.facts::<pb::TenderExpertsDrawn>().await[0].draw.clone().unwrap();
    assert_eq!(told.seed, "");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_bank_that_takes_no_part_leaves_naming_by_hand() {
    let world = World::start().await;
    world.enlist_three().await;
    let tender = world.published().await;
    let frozen = world.freeze(&tender, 3).await.unwrap();
    let opened = world.opened_with(&tender).await;
    let panel = ["x", "y", "z"].map(expert);
    let idle = world.assign(&opened, &panel).await.unwrap_err();
    assert_eq!(
        reason(&idle),
        (Code::FailedPrecondition, "TENDER_DRAW_NOT_DRAWN".into()),
        "the buyer did nothing either"
    );
    let second = world.reopen(&frozen).await.unwrap();
    world.commit(&world.buyer(), &second, 1).await.unwrap();
    let early = world.assign(&opened, &panel).await.unwrap_err();
    assert_eq!(reason(&early).1, "TENDER_DRAW_NOT_DRAWN");
    world.advance(Duration::hours(3));
    assert_eq!(world.assign(&opened, &panel).await.unwrap().status(), pb::TenderStatus::Opened);
    assert_eq!(world.experts(&tender).await.len(), 3);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn what_comes_at_once_freezes_once_and_draws_once() {
    let world = World::start().await;
    world.enlist_three().await;
    let tender = world.published().await;
    let frozen = join_all((0..5).map(|_| world.freeze(&tender, 3))).await;
    let frozen: Vec<_> = frozen.into_iter().filter_map(Result::ok).collect();
    assert_eq!(frozen.len(), 1);
    let made = world.freeze(&world.get(&tender).await, 3).await.unwrap_err();
    assert_eq!(reason(&made), (Code::FailedPrecondition, "TENDER_DRAW_MADE".into()));
    let (buyer, keeper) = (world.buyer(), world.keeper());
    let committed = join_all((0..4).map(|_| world.commit(&buyer, &frozen[0], 1))).await;
    assert_eq!(committed.iter().filter(|one| one.is_ok()).count(), 1);
    world.commit(&keeper, &frozen[0], 2).await.unwrap();
    let revealed = join_all([world.reveal(&buyer, &frozen[0], 1), world.reveal(&keeper, &frozen[0], 2)]).await;
    assert!(revealed.iter().all(Result::is_ok), "{revealed:?}");
    assert_eq!(world.facts::<pb::TenderExpertsDrawn>().await.len(), 1);
    assert_eq!(
        world.city.suite.count("select count(*) from purchase.tender_draw_candidate where place is not null").await,
        3
    );
    world.city.suite.stop().await;
}

#[tokio::test]
async fn experts_are_named_by_hand_for_a_reason_alone_and_not_while_a_draw_is_open() {
    let world = World::start().await;
    world.enlist_three().await;
    let tender = world.published().await;
    let opened = world.opened_with(&tender).await;
    let request = pb::AssignTenderExpertsRequest {
        name: opened.name.clone(),
        etag: opened.etag.clone(),
        experts: ["x", "y", "z"].map(expert).into(),
        name_reason: String::new(),
    };
    let bare = world.buying().assign_tender_experts(request).await.unwrap_err();
    assert_eq!(violated_sorted(&bare), ["name_reason"]);
    let frozen = world.freeze(&opened, 3).await.unwrap();
    let named = world.assign(&world.get(&opened).await, &["x", "y", "z"].map(expert)).await.unwrap_err();
    assert_eq!(reason(&named), (Code::FailedPrecondition, "TENDER_DRAW_NOT_DRAWN".into()));
    world.drawn(&frozen).await;
    world.assign(&world.get(&opened).await, &[]).await.unwrap();
    assert_eq!(world.experts(&tender).await.len(), 3);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_bank_is_kept_by_its_department() {
    let world = World::start().await;
    let added = world.enlist(listed("a", "")).await.unwrap();
    assert_eq!((added.department.as_str(), added.account.as_str()), ("departments/finance", ""));
    let twice = world.enlist(listed("a", "")).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::AlreadyExists, "EXPERT_TWICE".into()));
    let wrong = pb::Expert {
        fields: vec!["A".into(), "b".into(), "b".into()],
        valid_to_date: date(2025, 1, 1),
        ..listed("", "1")
    };
    let wrong = world.enlist(wrong).await.unwrap_err();
    let fields =
        ["expert.account", "expert.employer_code", "expert.fields[0]", "expert.fields[2]", "expert.valid_to_date"];
    assert_eq!(violated_sorted(&wrong), fields);
    let remove =
        |etag: &str| pb::RemoveExpertRequest {
            name: added.name.clone(), etag: etag.into(), reason: "聘期届满".into()
        };
    let other = world.official("audit", "expert-keeper", "other");
    let refused = world.bank(&other).remove_expert(remove(&added.etag)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "EXPERT_OTHER_KEEPER".into()));
    let removed = world.bank(&world.keeper()).remove_expert(remove(&added.etag)).await.unwrap().into_inner();
    let removed = removed.expert.unwrap();
    assert_eq!(removed.remove_reason, "聘期届满");
    let stale = world.bank(&world.keeper()).remove_expert(remove(&added.etag)).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "EXPERT_CHANGED".into()));
    let gone = world.bank(&world.keeper()).remove_expert(remove(&removed.etag)).await.unwrap_err();
    assert_eq!(reason(&gone), (Code::FailedPrecondition, "EXPERT_REMOVED".into()));
    world.enlist(listed("a", "")).await.unwrap();
    let list = async |caller: &Caller, field: &str| {
        let request = pb::ListExpertsRequest { field: field.into(), ..Default::default() };
        world.bank(caller).list_experts(request).await.unwrap().into_inner().experts.len()
    };
    assert_eq!(
        (list(&world.keeper(), "").await, list(&world.keeper(), "law").await, list(&other, "").await),
        (2, 0, 0)
    );
    world.city.suite.stop().await;
}
