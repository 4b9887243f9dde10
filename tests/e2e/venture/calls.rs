//! Who acts in a round of public-welfare venture, and what each of them asks.

use onecode_proto::credit::v1::{EligibilityDecision, EligibilityPurpose};
use onecode_proto::google::r#type::Date;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::venture_service_client::VentureServiceClient;
use onecode_tests::harness::{Deployment, code, creation};
use testkit::{Caller, Client};
use time::Duration;
use tonic::Status;

use crate::contract::official;
use crate::credit::decided;

type Ventures = VentureServiceClient<Client>;

const HUZHOU: &str = "330500";
pub(super) const YEAR: i32 = 2026;
/// How many days proposals are filed.
pub(super) const FILING: i64 = 16;
/// What the round and one project may come to, in fen.
const BUDGET: i64 = 6_000_000;
const CEILING: i64 = 3_000_000;

/// A token lasts less long than a round, so that everybody comes with a new one.
fn by(suite: &Deployment, caller: &Caller) -> Ventures {
    Ventures::new(suite.client(caller.fresh()))
}

/// Whoever works on the round.
fn working(suite: &Deployment) -> Ventures {
    by(suite, &official(suite, "venture-officer", "lin"))
}

/// Whoever decides, by account; what `lin` proposed is for somebody else.
fn deciding(suite: &Deployment, account: &str) -> Ventures {
    by(suite, &official(suite, "venture-approver", account))
}

pub(super) fn judge(suite: &Deployment, account: &str) -> Ventures {
    by(suite, &official(suite, "venture-expert", account))
}

/// Each organisation has a system of its own, under its code.
fn system(suite: &Deployment, code: &str) -> Caller {
    suite.site.caller(&code.to_lowercase(), HUZHOU, &["venture-applicant"])
}

pub(super) fn applicant(suite: &Deployment, code: &str) -> Ventures {
    by(suite, &system(suite, code))
}

/// Three associations that credit knows of; their codes.
pub(super) async fn registered(suite: &Deployment) -> [String; 3] {
    for number in 1..=3 {
        let request = creation(number);
        suite.organizations(suite.site.registrar().fresh()).create_organization(request).await.expect("it is new");
    }
    let codes = [1, 2, 3].map(code);
    for code in &codes {
        let knows = |decision: EligibilityDecision| decision != EligibilityDecision::Refused;
        decided(suite, &system(suite, code), code, EligibilityPurpose::Fund, knows).await;
    }
    codes
}

/// 70.00 points for the review and 30.00 for the defence, paid in 50, 30 and 20 percent.
fn stated(suite: &Deployment, fund: &pb::Fund) -> pb::VentureRound {
    let criterion = |key: &str, stage: pb::VentureStage, most_points| pb::VentureCriterion {
        key: key.into(),
        title: "评审指标".into(),
        stage: stage.into(),
        most_points,
    };
    let part = |percent, gate: pb::VentureGate| pb::VentureInstalmentPlan { percent, gate: gate.into() };
    pb::VentureRound {
        fund: fund.name.clone(),
        year: YEAR,
        title: "2026年湖州市公益创投".into(),
        call: "面向全市社会组织征集\n每个组织限报一项".into(),
        tracks: vec![pb::VentureTrack { key: "elderly".into(), title: "为老服务".into() }],
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
        filing_deadline: Some(suite.site.second(Duration::days(FILING))),
        ..Default::default()
    }
}

/// Drafted and published.
pub(super) async fn published(suite: &Deployment, fund: &pb::Fund) -> pb::VentureRound {
    let request = pb::CreateVentureRoundRequest { venture_round: Some(stated(suite, fund)), validate_only: false };
    let draft = working(suite).create_venture_round(request).await.expect("it is whole").into_inner().venture_round;
    let draft = draft.expect("the answer holds it");
    let request = pb::PublishVentureRoundRequest { name: draft.name, etag: draft.etag };
    let answer = working(suite).publish_venture_round(request).await.expect("there is time enough").into_inner();
    answer.venture_round.expect("the answer holds it")
}

/// A round as everybody sees it: a reader of another department.
pub(super) async fn round(suite: &Deployment, name: &str) -> pb::VentureRound {
    let request = pb::GetVentureRoundRequest { name: name.into() };
    let mut reader = by(suite, &suite.site.caller("education", HUZHOU, &["purchase-reader"]));
    let answer = reader.get_venture_round(request).await.expect("it was published").into_inner();
    answer.venture_round.expect("the answer holds it")
}

async fn etag(suite: &Deployment, round_name: &str) -> String {
    round(suite, round_name).await.etag
}

async fn get(client: &mut Ventures, name: &str) -> Result<pb::VentureProposal, Status> {
    let request = pb::GetVentureProposalRequest { name: name.into() };
    let answer = client.get_venture_proposal(request).await?.into_inner();
    Ok(answer.venture_proposal.expect("the answer holds it"))
}

/// A proposal as the system of an organisation sees it.
pub(super) async fn own(suite: &Deployment, code: &str, name: &str) -> Result<pb::VentureProposal, Status> {
    get(&mut applicant(suite, code), name).await
}

/// A proposal as the department sees it.
pub(super) async fn seen(suite: &Deployment, name: &str) -> pb::VentureProposal {
    get(&mut working(suite), name).await.expect("it was filed")
}

/// An organisation drafts what asks for 15,000 and 5,000 yuan.
pub(super) async fn drafted(suite: &Deployment, round: &str, code: &str) -> pb::VentureProposal {
    let line = |title: &str, amount_fen| pb::VentureBudgetLine { title: title.into(), amount_fen, agreed_fen: 0 };
    let proposal = pb::VentureProposal {
        track: "elderly".into(),
        organization: format!("organizations/{code}"),
        title: "社区老年食堂".into(),
        plan: "每周五次\n覆盖三个社区".into(),
        start_date: Some(Date { year: YEAR, month: 12, day: 25 }),
        end_date: Some(Date { year: YEAR + 1, month: 1, day: 31 }),
        lines: vec![line("人员", 1_500_000), line("物资", 500_000)],
        ..Default::default()
    };
    let request = pb::CreateVentureProposalRequest {
        parent: round.into(),
        venture_proposal: Some(proposal),
        validate_only: false,
    };
    let answer = applicant(suite, code).create_venture_proposal(request).await.expect("the round is open");
    answer.into_inner().venture_proposal.expect("the answer holds it")
}

pub(super) async fn file(
    suite: &Deployment,
    code: &str,
    draft: &pb::VentureProposal,
) -> Result<pb::VentureProposal, Status> {
    let request = pb::FileVentureProposalRequest { name: draft.name.clone(), etag: draft.etag.clone() };
    let answer = applicant(suite, code).file_venture_proposal(request).await?.into_inner();
    Ok(answer.venture_proposal.expect("the answer holds it"))
}

/// The form is found right, or, until a day, to be mended.
pub(super) async fn checked(
    suite: &Deployment,
    filed: &pb::VentureProposal,
    mend_until_date: Option<Date>,
) -> pb::VentureProposal {
    let (outcome, reason) = match mend_until_date {
        None => (pb::VentureCheckOutcome::Passed, ""),
        Some(_) => (pb::VentureCheckOutcome::Returned, "缺少预算说明"),
    };
    let request = pb::CheckVentureProposalRequest {
        name: filed.name.clone(),
        etag: filed.etag.clone(),
        outcome: outcome.into(),
        reason: reason.into(),
        mend_until_date,
    };
    let answer = working(suite).check_venture_proposal(request).await.expect("it was filed").into_inner();
    answer.venture_proposal.expect("the answer holds it")
}

pub(super) async fn assign(suite: &Deployment, round: &str, accounts: [&str; 3]) -> Result<(), Status> {
    let expert = |account: &str| pb::VentureExpert {
        account: account.into(),
        tracks: vec!["elderly".into()],
        ..Default::default()
    };
    let request = pb::AssignVentureExpertsRequest {
        name: round.into(),
        etag: etag(suite, round).await,
        experts: accounts.map(expert).to_vec(),
    };
    working(suite).assign_venture_experts(request).await.map(|_| ())
}

/// An expert gives points for criteria of proposals.
pub(super) async fn score(
    suite: &Deployment,
    account: &str,
    round: &str,
    given: &[(&str, &str, i32)],
) -> Result<(), Status> {
    let score = |(proposal, criterion, points): &(&str, &str, i32)| pb::VentureScore {
        proposal: (*proposal).to_owned(),
        criterion: (*criterion).to_owned(),
        points: *points,
    };
    let request = pb::SubmitVentureScoresRequest { name: round.into(), scores: given.iter().map(score).collect() };
    judge(suite, account).submit_venture_scores(request).await.map(|_| ())
}

/// The best two are invited for tomorrow.
pub(super) async fn invited(suite: &Deployment, round: &str) -> Result<pb::VentureRound, Status> {
    let request = pb::InviteVentureDefenceRequest {
        name: round.into(),
        etag: etag(suite, round).await,
        defence_time: Some(suite.site.second(Duration::days(1))),
        defence_place: "市民政局三楼".into(),
        invited_count: 2,
    };
    let answer = working(suite).invite_venture_defence(request).await?.into_inner();
    Ok(answer.venture_round.expect("the answer holds it"))
}

pub(super) async fn ranked(suite: &Deployment, round: &str) -> Result<Vec<pb::VentureProposal>, Status> {
    let request = pb::RankVentureProposalsRequest { name: round.into(), etag: etag(suite, round).await };
    Ok(working(suite).rank_venture_proposals(request).await?.into_inner().venture_proposals)
}

/// A list of one grant is proposed.
pub(super) async fn proposed(suite: &Deployment, round: &str, proposal: &str, grant_fen: i64) {
    let request = pb::ProposeVentureGrantsRequest {
        name: round.into(),
        etag: etag(suite, round).await,
        grants: vec![pb::VentureGrant { proposal: proposal.into(), grant_fen }],
        passed_over: Vec::new(),
    };
    working(suite).propose_venture_grants(request).await.expect("no better one is passed over");
}

pub(super) async fn adopted(suite: &Deployment, account: &str, round: &str) -> Result<pb::VentureRound, Status> {
    let request = pb::DecideVentureGrantsRequest {
        name: round.into(),
        etag: etag(suite, round).await,
        adopted: true,
        reason: String::new(),
    };
    let answer = deciding(suite, account).decide_venture_grants(request).await?.into_inner();
    Ok(answer.venture_round.expect("the answer holds it"))
}

pub(super) async fn dismissed(suite: &Deployment, round: &str, objection: &pb::VentureObjection) {
    let request = pb::DecideVentureObjectionRequest {
        name: round.into(),
        etag: etag(suite, round).await,
        objection_number: objection.number,
        outcome: pb::VentureObjectionOutcome::Dismissed.into(),
        answer: "已实地核查".into(),
    };
    deciding(suite, "shen").decide_venture_objection(request).await.expect("it is open");
}

pub(super) async fn granted(suite: &Deployment, account: &str, name: &str) -> Result<pb::VentureProposal, Status> {
    let request = pb::GrantVentureProposalRequest {
        name: name.into(),
        etag: seen(suite, name).await.etag,
        review_note: "已核对年度报告".into(),
    };
    let answer = deciding(suite, account).grant_venture_proposal(request).await?.into_inner();
    Ok(answer.venture_proposal.expect("the answer holds it"))
}

/// The agreement is signed today.
pub(super) async fn agreed(suite: &Deployment, name: &str, agreed_fen: Vec<i64>) -> pb::VentureProposal {
    let request = pb::SignVentureAgreementRequest {
        name: name.into(),
        etag: seen(suite, name).await.etag,
        agreement_number: "湖创投〔2026〕1号".into(),
        sign_date: Some(suite.site.day(0)),
        agreed_fen,
    };
    let answer = working(suite).sign_venture_agreement(request).await.expect("it was granted").into_inner();
    answer.venture_proposal.expect("the answer holds it")
}

/// An organisation reports what it spent of each line.
pub(super) async fn reported(
    suite: &Deployment,
    code: &str,
    name: &str,
    (stage, spent_fen): (pb::VentureReportStage, [i64; 2]),
) {
    let request = pb::FileVentureReportRequest {
        name: name.into(),
        etag: own(suite, code, name).await.expect("it is its own").etag,
        stage: stage.into(),
        statement: "服务老人三百人次".into(),
        spent_fen: spent_fen.to_vec(),
    };
    applicant(suite, code).file_venture_report(request).await.expect("it is due");
}

/// The check takes a report; what it accepts as spent is stated where the grant is settled.
pub(super) async fn passed(suite: &Deployment, name: &str, accepted_fen: Vec<i64>) -> pb::VentureProposal {
    let request = pb::DecideVentureReportRequest {
        name: name.into(),
        etag: seen(suite, name).await.etag,
        outcome: pb::VentureReportOutcome::Passed.into(),
        accepted_fen,
        ..Default::default()
    };
    let answer = working(suite).decide_venture_report(request).await.expect("a report waits").into_inner();
    answer.venture_proposal.expect("the answer holds it")
}
