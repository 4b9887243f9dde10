//! Two associations are nominated, one of them on the serious list: credit refuses that one, the other is objected to
//! in vain, and an official who did not propose it confers the honour.

use onecode_proto::talent::v1 as pb;
use onecode_proto::talent::v1::honour_service_client::HonourServiceClient;
use onecode_tests::harness::{Deployment, reason};
use testkit::{Caller, Client};
use time::Duration;
use tonic::Status;

use super::{HUZHOU, reader, system};
use crate::contract::suppliers;
use crate::register::name;

type Honours = HonourServiceClient<Client>;

/// How many days nominations are filed.
const FILING: i64 = 10;
/// The publicity has seven days after the one on which it begins (TA-08a).
const PUBLICITY: i64 = 8;
const ANSWER: &str = "经核实，不影响评选";

/// A token lasts less long than a round, so that everybody comes with a new one.
fn by(suite: &Deployment, caller: &Caller) -> Honours {
    Honours::new(suite.client(caller.fresh()))
}

/// An official who may propose and confer.
fn official(suite: &Deployment, account: &str) -> Honours {
    by(suite, &suite.site.official("civil-affairs", HUZHOU, &["honour-organiser", "honour-approver"], account))
}

/// Whoever works on the round.
fn working(suite: &Deployment) -> Honours {
    official(suite, "lin")
}

/// The system of a department through which organisations nominate, and whoever objects does.
fn nominating(suite: &Deployment, department: &str) -> Honours {
    by(suite, &system(suite, department, "honour-nominator"))
}

/// A round that takes nominations; its name.
async fn opened(suite: &Deployment) -> String {
    let round = pb::HonourRound {
        kind: pb::HonourKind::BrandOrganization.into(),
        title: "2026年度品牌社会组织评选".into(),
        year: 2026,
        criteria: "服务成效\n社会影响".into(),
        places: 2,
        nomination_deadline: Some(suite.site.second(Duration::days(FILING))),
        validity_years: 3,
        ..Default::default()
    };
    let request = pb::CreateHonourRoundRequest { honour_round: Some(round) };
    let draft = working(suite).create_honour_round(request).await.expect("it is whole").into_inner().honour_round;
    let draft = draft.expect("the answer holds it");
    let request = pb::OpenHonourRoundRequest { name: draft.name, etag: draft.etag };
    let answer = working(suite).open_honour_round(request).await.expect("there is time to nominate").into_inner();
    answer.honour_round.expect("the answer holds it").name
}

/// The round as everybody sees it.
async fn seen(suite: &Deployment, round: &str) -> pb::HonourRound {
    let request = pb::GetHonourRoundRequest { name: round.into() };
    let answer = by(suite, &reader(suite)).get_honour_round(request).await.expect("it is open").into_inner();
    answer.honour_round.expect("the answer holds it")
}

/// An association is nominated; the name of the nomination.
async fn nominated(suite: &Deployment, round: &str, number: u32) -> String {
    let statement = "连续三年\n服务老年人".into();
    let nomination = pb::Nomination { organization: name(number), statement, ..Default::default() };
    let request = pb::FileNominationRequest { parent: round.into(), nomination: Some(nomination) };
    let answer = nominating(suite, "data-bureau").file_nomination(request).await.expect("it is active").into_inner();
    answer.nomination.expect("the answer holds it").name
}

/// How a nomination stands.
async fn standing(suite: &Deployment, nomination: &str) -> pb::NominationStatus {
    let request = pb::GetNominationRequest { name: nomination.into() };
    let answer = working(suite).get_nomination(request).await.expect("it is of its round").into_inner();
    answer.nomination.expect("the answer holds it").status()
}

async fn propose(suite: &Deployment, round: &str, nominations: &[&str]) -> Result<pb::HonourRound, Status> {
    let proposal = |name: &&str| pb::HonourProposal { nomination: (*name).into(), reason: "专家评分第一".into() };
    let request = pb::ProposeHonoursRequest {
        name: round.into(),
        etag: seen(suite, round).await.etag,
        proposals: nominations.iter().map(proposal).collect(),
    };
    let answer = working(suite).propose_honours(request).await?.into_inner();
    Ok(answer.honour_round.expect("the answer holds it"))
}

/// Somebody objects through a system of another department; the number of the objection.
async fn objected(suite: &Deployment, round: &str, nomination: &str) -> i32 {
    let request = pb::FileHonourObjectionRequest {
        name: round.into(),
        nomination: nomination.into(),
        ground: "项目未实施".into(),
    };
    let answer = nominating(suite, "education").file_honour_objection(request).await;
    answer.expect("it is before the public").into_inner().objection.expect("the answer holds it").number
}

/// The objection is not upheld; whoever filed it reads why, and no other system learns of it.
async fn dismissed(suite: &Deployment, round: &str, number: i32) {
    let request = pb::DecideHonourObjectionRequest {
        name: round.into(),
        etag: seen(suite, round).await.etag,
        objection_number: number,
        outcome: pb::HonourObjectionOutcome::Dismissed.into(),
        answer: ANSWER.into(),
    };
    working(suite).decide_honour_objection(request).await.expect("it is open");
    let request = pb::GetHonourObjectionRequest { parent: round.into(), objection_number: number };
    let answer = nominating(suite, "education").get_honour_objection(request.clone()).await;
    let objection = answer.expect("it filed it").into_inner().objection.expect("the answer holds it");
    assert_eq!((objection.outcome(), objection.answer.as_str()), (pb::HonourObjectionOutcome::Dismissed, ANSWER));
    let hidden = nominating(suite, "data-bureau").get_honour_objection(request).await.expect_err("another filed it");
    assert_eq!(reason(&hidden), "HONOUR_OBJECTION_NOT_FOUND");
}

async fn confer(suite: &Deployment, account: &str, round: &str) -> Result<pb::ConferHonoursResponse, Status> {
    let request = pb::ConferHonoursRequest {
        name: round.into(),
        etag: seen(suite, round).await.etag,
        document_number: "湖民发〔2026〕9号".into(),
    };
    Ok(official(suite, account).confer_honours(request).await?.into_inner())
}

/// Honours that hold today, as everybody sees them.
async fn holding(suite: &Deployment) -> Vec<pb::Honour> {
    let request = pb::ListHonoursRequest { valid_on: Some(suite.site.day(0)), ..Default::default() };
    by(suite, &reader(suite)).list_honours(request).await.expect("anybody may read them").into_inner().honours
}

pub(crate) async fn honoured(suite: &Deployment) {
    suppliers(suite).await;
    let round = opened(suite).await;
    let (first, second) = (nominated(suite, &round, 1).await, nominated(suite, &round, 2).await);
    let early = propose(suite, &round, &[&first]).await.expect_err("nominations are still filed");
    assert_eq!(reason(&early), "HONOUR_NOMINATION_OPEN");
    suite.site.pass(Duration::days(FILING));
    let refused = propose(suite, &round, &[&first, &second]).await.expect_err("one is on the serious list");
    assert_eq!(reason(&refused), "HONOUR_NOT_ELIGIBLE");
    let proposed = propose(suite, &round, &[&first]).await.expect("credit knows nothing against it");
    assert_eq!(proposed.status(), pb::HonourRoundStatus::Publicised);

    let objection = objected(suite, &round, &first).await;
    let early = confer(suite, "shen", &round).await.expect_err("it is before the public");
    assert_eq!(reason(&early), "HONOUR_NOTICE_PERIOD");
    suite.site.pass(Duration::days(PUBLICITY));
    let own = confer(suite, "lin", &round).await.expect_err("one person does not propose and confer");
    assert_eq!(reason(&own), "HONOUR_TWO_PEOPLE");
    let open = confer(suite, "shen", &round).await.expect_err("an objection is open");
    assert_eq!(reason(&open), "HONOUR_OBJECTION_OPEN");
    dismissed(suite, &round, objection).await;
    assert_eq!(holding(suite).await, []);
    let done = confer(suite, "shen", &round).await.expect("nothing stands against it");
    assert_eq!(done.honours.len(), 1);

    let held = holding(suite).await;
    let [honour] = held.as_slice() else { panic!("{held:?}") };
    assert_eq!((honour.organization.as_str(), honour.honour_round.as_str()), (&*name(1), &*round));
    assert_eq!(honour.conferred_date, Some(suite.site.day(0)));
    assert_eq!(standing(suite, &first).await, pb::NominationStatus::Honoured);
    assert_eq!(standing(suite, &second).await, pb::NominationStatus::Unsuccessful);
    assert_eq!(seen(suite, &round).await.status(), pb::HonourRoundStatus::Decided);
}
