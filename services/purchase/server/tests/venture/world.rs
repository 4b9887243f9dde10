//! A city that holds a round: a department with two officers, experts, portals of organisations, and a fund with its cashier.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::venture_service_client::VentureServiceClient;
use prost::{Message, Name};
use testkit::{Caller, Client};
use time::{Duration, OffsetDateTime};
use tonic::Status;

use crate::city::{HUZHOU, date};
use crate::funds::{self, YEAR};

pub(crate) type Ventures = VentureServiceClient<Client>;

/// What the fund has, and what the round and one project may come to, in fen.
pub(crate) const FUND: i64 = 10_000_000;
pub(crate) const BUDGET: i64 = 6_000_000;
pub(crate) const CEILING: i64 = 3_000_000;
/// How many days proposals are filed.
const FILING: i64 = 16;

/// A city with a fund.
pub(crate) struct World {
    pub(crate) funds: funds::World,
    pub(crate) fund: pb::Fund,
}

impl World {
    pub(crate) async fn start() -> Self {
        let funds = funds::World::start().await;
        let fund = funds.funded(FUND).await;
        Self { funds, fund }
    }

    pub(crate) fn by(&self, caller: &Caller) -> Ventures {
        Ventures::new(self.funds.client(caller.fresh()))
    }

    pub(crate) fn official(&self, role: &str, account: &str) -> Caller {
        self.funds.official(HUZHOU, role, account)
    }

    /// Whoever works on the round.
    pub(crate) fn first(&self) -> Caller {
        self.official("venture-officer", "lin")
    }

    /// Whoever decides.
    pub(crate) fn second(&self) -> Caller {
        self.official("venture-approver", "shen")
    }

    pub(crate) fn working(&self) -> Ventures {
        self.by(&self.first())
    }

    pub(crate) fn deciding(&self) -> Ventures {
        self.by(&self.second())
    }

    /// The portal through which organisations act, or another system of another department.
    pub(crate) fn system(&self, department: &str) -> Caller {
        self.funds.city.suite.identities().caller(department, HUZHOU, &["venture-applicant"])
    }

    pub(crate) fn portal(&self) -> Ventures {
        self.by(&self.system("data-bureau"))
    }

    pub(crate) fn judge(&self, account: &str) -> Ventures {
        self.by(&self.official("venture-expert", account))
    }

    /// Whoever may read what everybody may.
    pub(crate) fn reader(&self) -> Ventures {
        self.by(&self.funds.city.suite.identities().caller("education", HUZHOU, &["purchase-reader"]))
    }

    pub(crate) fn now(&self) -> OffsetDateTime {
        self.funds.city.suite.clock().now()
    }

    pub(crate) fn days(&self, days: i64) {
        self.funds.city.suite.clock().advance(Duration::days(days));
    }

    pub(crate) fn stamp(&self, days: i64) -> prost_types::Timestamp {
        intake::time::timestamp(self.now() + Duration::days(days))
    }

    /// A round as it is stated: two tracks, 70.00 points for the review and 30.00 for the defence, paid in 50, 30 and 20 percent.
    pub(crate) fn stated(&self) -> pb::VentureRound {
        let track = |key: &str, title: &str| pb::VentureTrack { key: key.into(), title: title.into() };
        let criterion = |key: &str, stage: pb::VentureStage, most_points| pb::VentureCriterion {
            key: key.into(),
            title: "评审指标".into(),
            stage: stage.into(),
            most_points,
        };
        let part = |percent, gate: pb::VentureGate| pb::VentureInstalmentPlan { percent, gate: gate.into() };
        pb::VentureRound {
            fund: self.fund.name.clone(),
            year: YEAR,
            title: "2026年湖州市公益创投".into(),
            call: "面向全市社会组织征集\n每个组织限报一项".into(),
            tracks: vec![track("elderly", "为老服务"), track("children", "关爱儿童")],
            budget_fen: BUDGET,
            ceiling_fen: CEILING,
            criteria: vec![
                criterion("need", pb::VentureStage::Review, 4_000),
                criterion("plan", pb::VentureStage::Review, 3_000),
                criterion("defence", pb::VentureStage::Defence, 3_000),
            ],
            instalments: vec![
                part(50, pb::VentureGate::Agreement),
                part(30, pb::VentureGate::Midterm),
                part(20, pb::VentureGate::Final),
            ],
            filing_deadline: Some(self.stamp(FILING)),
            ..Default::default()
        }
    }

    /// The same without a defence day.
    pub(crate) fn plain(&self) -> pb::VentureRound {
        let mut stated = self.stated();
        stated.criteria.pop();
        stated.criteria[0].most_points = 7_000;
        stated
    }

    pub(crate) async fn create(&self, stated: pb::VentureRound) -> Result<pb::VentureRound, Status> {
        let request = pb::CreateVentureRoundRequest { venture_round: Some(stated), validate_only: false };
        Ok(self.working().create_venture_round(request).await?.into_inner().venture_round.unwrap())
    }

    pub(crate) async fn publish(&self, draft: &pb::VentureRound) -> Result<pb::VentureRound, Status> {
        let request = pb::PublishVentureRoundRequest { name: draft.name.clone(), etag: draft.etag.clone() };
        Ok(self.working().publish_venture_round(request).await?.into_inner().venture_round.unwrap())
    }

    /// A published round.
    pub(crate) async fn published(&self, stated: pb::VentureRound) -> pb::VentureRound {
        let draft = self.create(stated).await.unwrap();
        self.publish(&draft).await.unwrap()
    }

    /// A round as everybody sees it.
    pub(crate) async fn round(&self, name: &str) -> pb::VentureRound {
        let request = pb::GetVentureRoundRequest { name: name.into() };
        self.working().get_venture_round(request).await.unwrap().into_inner().venture_round.unwrap()
    }

    /// A proposal as its own system sees it.
    pub(crate) async fn own(&self, name: &str) -> pb::VentureProposal {
        let request = pb::GetVentureProposalRequest { name: name.into() };
        self.portal().get_venture_proposal(request).await.unwrap().into_inner().venture_proposal.unwrap()
    }

    /// A proposal as the department sees it.
    pub(crate) async fn seen(&self, name: &str) -> pb::VentureProposal {
        let request = pb::GetVentureProposalRequest { name: name.into() };
        self.working().get_venture_proposal(request).await.unwrap().into_inner().venture_proposal.unwrap()
    }

    pub(crate) async fn draft(
        &self,
        round: &str,
        proposal: pb::VentureProposal,
    ) -> Result<pb::VentureProposal, Status> {
        let request = pb::CreateVentureProposalRequest {
            parent: round.into(),
            venture_proposal: Some(proposal),
            validate_only: false,
        };
        Ok(self.portal().create_venture_proposal(request).await?.into_inner().venture_proposal.unwrap())
    }

    pub(crate) async fn file(&self, draft: &pb::VentureProposal) -> Result<pb::VentureProposal, Status> {
        let request = pb::FileVentureProposalRequest { name: draft.name.clone(), etag: draft.etag.clone() };
        Ok(self.portal().file_venture_proposal(request).await?.into_inner().venture_proposal.unwrap())
    }

    pub(crate) async fn check(
        &self,
        filed: &pb::VentureProposal,
        outcome: pb::VentureCheckOutcome,
        mend_until_date: Option<onecode_proto::google::r#type::Date>,
    ) -> Result<pb::VentureProposal, Status> {
        let reason = if outcome == pb::VentureCheckOutcome::Passed { "" } else { "缺少预算说明" };
        let request = pb::CheckVentureProposalRequest {
            name: filed.name.clone(),
            etag: filed.etag.clone(),
            outcome: outcome.into(),
            reason: reason.into(),
            mend_until_date,
        };
        Ok(self.working().check_venture_proposal(request).await?.into_inner().venture_proposal.unwrap())
    }

    /// A proposal of an organisation that passed the check of its form.
    pub(crate) async fn accepted(&self, round: &str, track: &str, organization: &str) -> pb::VentureProposal {
        let draft = self.draft(round, proposal(track, organization)).await.unwrap();
        let filed = self.file(&draft).await.unwrap();
        self.check(&filed, pb::VentureCheckOutcome::Passed, None).await.unwrap()
    }

    pub(crate) async fn assign(&self, round: &str, experts: &[pb::VentureExpert]) -> Result<pb::VentureRound, Status> {
        let etag = self.round(round).await.etag;
        let request = pb::AssignVentureExpertsRequest { name: round.into(), etag, experts: experts.to_vec() };
        Ok(self.working().assign_venture_experts(request).await?.into_inner().venture_round.unwrap())
    }

    /// The deadline passes, and three experts judge both tracks.
    pub(crate) async fn reviewing(&self, round: &str) {
        self.days(FILING);
        self.assign(round, &["qian", "sun", "zhou"].map(|account| expert(account, &["elderly", "children"])))
            .await
            .unwrap();
    }

    /// An expert gives points for a criterion of each proposal.
    pub(crate) async fn score(&self, account: &str, round: &str, given: &[(&str, &str, i32)]) -> Result<(), Status> {
        let score = |(proposal, criterion, points): &(&str, &str, i32)| pb::VentureScore {
            proposal: (*proposal).to_owned(),
            criterion: (*criterion).to_owned(),
            points: *points,
        };
        let request = pb::SubmitVentureScoresRequest { name: round.into(), scores: given.iter().map(score).collect() };
        self.judge(account).submit_venture_scores(request).await.map(|_| ())
    }

    pub(crate) async fn rank(&self, round: &str) -> Result<pb::RankVentureProposalsResponse, Status> {
        let request = pb::RankVentureProposalsRequest { name: round.into(), etag: self.round(round).await.etag };
        Ok(self.working().rank_venture_proposals(request).await?.into_inner())
    }

    /// A plain round and so many proposals of it, each of another organisation and all of one track, in the order in which they are ranked.
    pub(crate) async fn ranked(&self, count: usize) -> (String, Vec<String>) {
        let mut organizations = Vec::new();
        for serial in (1..).take(count) {
            organizations.push(self.funds.organization(serial).await);
        }
        let round = self.published(self.plain()).await.name;
        let mut names = Vec::new();
        for organization in &organizations {
            names.push(self.accepted(&round, "elderly", organization).await.name);
        }
        self.reviewing(&round).await;
        let points = |at: usize| 3_000 - i32::try_from(at).unwrap();
        let given: Vec<(&str, &str, i32)> = names
            .iter()
            .enumerate()
            .flat_map(|(at, name)| [(name.as_str(), "need", points(at)), (name.as_str(), "plan", 2_000)])
            .collect();
        for account in ["qian", "sun", "zhou"] {
            self.score(account, &round, &given).await.unwrap();
        }
        self.rank(&round).await.unwrap();
        (round, names)
    }

    pub(crate) async fn propose(
        &self,
        round: &str,
        grants: &[(&str, i64)],
        passed_over: &[&str],
    ) -> Result<pb::VentureRound, Status> {
        let grant = |(proposal, grant_fen): &(&str, i64)| pb::VentureGrant {
            proposal: (*proposal).to_owned(),
            grant_fen: *grant_fen,
        };
        let over =
            |proposal: &&str| pb::VenturePassedOver { proposal: (*proposal).to_owned(), reason: "另有资金".into() };
        let request = pb::ProposeVentureGrantsRequest {
            name: round.into(),
            etag: self.round(round).await.etag,
            grants: grants.iter().map(grant).collect(),
            passed_over: passed_over.iter().map(over).collect(),
        };
        Ok(self.working().propose_venture_grants(request).await?.into_inner().venture_round.unwrap())
    }

    pub(crate) async fn decide(
        &self,
        caller: &Caller,
        round: &str,
        returned: &str,
    ) -> Result<pb::VentureRound, Status> {
        let request = pb::DecideVentureGrantsRequest {
            name: round.into(),
            etag: self.round(round).await.etag,
            adopted: returned.is_empty(),
            reason: returned.into(),
        };
        Ok(self.by(caller).decide_venture_grants(request).await?.into_inner().venture_round.unwrap())
    }

    pub(crate) async fn grant(&self, name: &str) -> Result<pb::VentureProposal, Status> {
        let request = pb::GrantVentureProposalRequest {
            name: name.into(),
            etag: self.seen(name).await.etag,
            review_note: "已核对年度报告".into(),
        };
        Ok(self.deciding().grant_venture_proposal(request).await?.into_inner().venture_proposal.unwrap())
    }

    /// A list of these grants that was before the public for its term.
    pub(crate) async fn noticed(&self, round: &str, grants: &[(&str, i64)]) {
        self.propose(round, grants, &[]).await.unwrap();
        self.decide(&self.second(), round, "").await.unwrap();
        self.days(8);
    }

    /// Fen in each account: source, available, committed, in transit, paid, receivable.
    pub(crate) async fn balances(&self) -> [i64; 6] {
        self.funds.balances(&self.fund, 0).await
    }

    /// The facts of a type, in the order of the feed.
    pub(crate) async fn facts<F: Message + Name + Default>(&self) -> Vec<F> {
        self.funds.facts().await
    }

    pub(crate) async fn stop(self) {
        self.funds.fits().await;
        self.funds.city.suite.stop().await;
    }
}

/// A proposal that asks for 1,500,000 and 500,000 fen.
pub(crate) fn proposal(track: &str, organization: &str) -> pb::VentureProposal {
    let line = |title: &str, amount_fen| pb::VentureBudgetLine { title: title.into(), amount_fen, agreed_fen: 0 };
    pb::VentureProposal {
        track: track.into(),
        organization: organization.into(),
        title: "社区老年食堂".into(),
        plan: "每周五次\n覆盖三个社区".into(),
        start_date: date(2026, 12, 25),
        end_date: date(2027, 10, 31),
        lines: vec![line("人员", 1_500_000), line("物资", 500_000)],
        ..Default::default()
    }
}

/// An expert without ties, of some tracks.
pub(crate) fn expert(account: &str, tracks: &[&str]) -> pb::VentureExpert {
    let tracks = tracks.iter().map(|track| (*track).to_owned()).collect();
    pb::VentureExpert { account: account.into(), tracks, ..Default::default() }
}
